//! Whether a record can be given more time at all, and until a day.

use chrono::NaiveDate;

use crate::{
    days::{Timestamp, day_of},
    extensions::{Answer, Extension, ExtensionRequest, Wish},
    facts::Facts,
    locks::Arrival,
    obligations::Obligation,
    people::{Person, PersonId},
    permissions::{Actor, Allowed, AskExtension, decide_ask_extension, decide_extend},
    refusal::{ExtensionRefusal, Refusal},
};

/// May `actor` ask about `obligation` at all? Whoever hands it in; of those who cover, whoever it has passed to: the one request that
/// waits is the owner's to make.
///
/// # Errors
/// `ExtensionRefusal::NotYoursToAsk`.
pub fn check_ask(facts: &Facts, actor: &Actor, obligation: &Obligation, now: Timestamp) -> Result<Allowed<AskExtension>, Refusal> {
    let allowed = decide_ask_extension(actor, facts.organisation(), facts.record_facts(obligation))?;
    let passed = facts.check_passed(actor, obligation, now);
    passed.map(|()| allowed).map_err(|_| ExtensionRefusal::NotYoursToAsk.into())
}

/// May `obligation` be due on `until` instead? Asked of every single record, also where many are given more time at once.
///
/// # Errors
/// Why not: nothing about it can be written (`Facts::check_writable`), nobody owes it, it is handed in or never late, the day is
/// no later one of this school year, its hour has passed, or nobody is there on it to hand the record in.
pub fn check_extend(facts: &Facts, obligation: &Obligation, until: NaiveDate, now: Timestamp) -> Result<(), Refusal> {
    facts.check_running()?;
    check_in_its_year(facts, obligation, until, now)
}

/// What else is asked than whether its year is over.
fn check_in_its_year(facts: &Facts, obligation: &Obligation, until: NaiveDate, now: Timestamp) -> Result<(), Refusal> {
    obligation.check_writable(facts.shut(obligation, Arrival::at(now)))?;
    if let Some(handed_in) = &obligation.handed_in {
        return Err(ExtensionRefusal::HandedIn { at: handed_in.first_at }.into());
    }
    if let Some(exemption) = &obligation.exemption {
        return Err(Refusal::AlreadyExempt { at: exemption.at, reason: exemption.reason.clone() });
    }
    if obligation.terms.practice {
        return Err(Refusal::PracticeIsNotCounted);
    }
    let due = obligation.due_day().ok_or(ExtensionRefusal::NeverLate)?;
    let last = facts.calendar().last_day();
    let refusal = if until <= due {
        ExtensionRefusal::NotLater { due }
    } else if facts.hours(obligation.terms.rules).counted_until(until) < now {
        ExtensionRefusal::DayIsOver { day: until }
    } else if last < until {
        ExtensionRefusal::AfterTheYear { last }
    } else if obligation.terms.owner.duty(facts.organisation()).people_on(until).is_empty() {
        ExtensionRefusal::NobodyLeft { day: until }
    } else {
        return Ok(());
    };
    Err(refusal.into())
}

/// May the owner of `obligation` be freed of it?
///
/// # Errors
/// Why there is nothing to free of.
pub fn check_free(facts: &Facts, obligation: &Obligation, now: Timestamp) -> Result<(), Refusal> {
    obligation.check_exempt(facts.shut(obligation, Arrival::at(now)))
}

/// May what is wished for be given?
///
/// # Errors
/// As of `check_extend` and `check_free`.
pub fn check_wish(facts: &Facts, obligation: &Obligation, wish: Wish, now: Timestamp) -> Result<(), Refusal> {
    match wish {
        Wish::Until(day) => check_extend(facts, obligation, day, now),
        Wish::Freedom => check_free(facts, obligation, now),
    }
}

/// Who hands `obligation` in on `until`, where that is nobody of those whose work it was by its own due day: it has passed to them
/// by then, and they get the day that was given. Nobody where somebody of those is still there.
pub(crate) fn taking_over<'f>(facts: &'f Facts, obligation: &Obligation, until: NaiveDate) -> Vec<&'f Person> {
    let Some(due) = &obligation.terms.due else { return Vec::new() };
    let (organisation, came) = (facts.organisation(), due.extended.map_or(due.day, |extended| extended.from));
    let before = obligation.terms.foremost_on(came, organisation);
    let after = obligation.terms.owner.duty(organisation).people_on(until);
    let stays = before.iter().any(|one| after.iter().any(|other| other.id == one.id));
    if stays { Vec::new() } else { after }
}

/// The same in words: "cô Thảo".
pub(super) fn taken_over(facts: &Facts, obligation: &Obligation, until: NaiveDate) -> Option<String> {
    let names: Vec<String> = taking_over(facts, obligation, until).into_iter().map(Person::mention).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The request about `obligation` that waits for an answer: nobody has given one, and it was not overtaken.
pub fn waiting_request<'f>(facts: &'f Facts, obligation: &Obligation, now: Timestamp) -> Option<&'f ExtensionRequest> {
    let waits = |one: &&ExtensionRequest| one.obligation == obligation.id && overtaken(facts, obligation, one, now).is_none();
    facts.extension_requests.iter().filter(|one| one.answered.is_none()).find(waits)
}

/// What has answered `request` before anybody did: the record was handed in, freed or closed, or is due no earlier than was wished
/// for. Where that is taken back, the request waits again. It is told also of a year that is over.
pub fn overtaken(facts: &Facts, obligation: &Obligation, request: &ExtensionRequest, now: Timestamp) -> Option<Refusal> {
    let refusal = match request.wish {
        Wish::Until(day) => check_in_its_year(facts, obligation, day, now),
        Wish::Freedom => check_free(facts, obligation, now),
    };
    let refusal = refusal.err()?;
    let is_settled = matches!(
        refusal,
        Refusal::ObligationClosed { .. }
            | Refusal::AlreadyExempt { .. }
            | Refusal::AlreadyHandedIn { .. }
            | Refusal::PracticeIsNotCounted
            | Refusal::Extension(
                ExtensionRefusal::HandedIn { .. } | ExtensionRefusal::NeverLate | ExtensionRefusal::NotLater { .. }
            )
    );
    is_settled.then_some(refusal)
}

/// The day to which a record is put off where nobody says another: the next working day after the due day that can still come.
pub fn offered_day(facts: &Facts, obligation: &Obligation, now: Timestamp) -> Option<NaiveDate> {
    let day = obligation.due_day()?.max(day_of(now));
    facts.calendar_of(obligation).next_open_day(day)
}

/// May `extension` be taken back now? Of a record that would be due earlier again nothing is written while it is shut.
///
/// # Errors
/// `ExtensionRefusal::TakenBack`; `ExtensionRefusal::Stands` where no record would be due earlier again; else what shuts one.
pub fn check_take_back(facts: &Facts, extension: &Extension, now: Timestamp) -> Result<(), Refusal> {
    if let Some(before) = &extension.taken_back {
        return Err(ExtensionRefusal::TakenBack { at: before.signed.at }.into());
    }
    let mut goes_back = going_back(facts, extension, now).peekable();
    if goes_back.peek().is_none() {
        return Err(ExtensionRefusal::Stands.into());
    }
    goes_back.try_for_each(|one| facts.check_writable(one, Arrival::at(now)))
}

/// The records that would be due earlier again if `extension` were taken back now: those of which the day that the rules give
/// has not come. Of what was handed in nothing is asked any more.
pub(super) fn going_back<'f>(facts: &'f Facts, extension: &Extension, now: Timestamp) -> impl Iterator<Item = &'f Obligation> {
    let (id, today) = (extension.id, day_of(now));
    let is_put_off = move |one: &&Obligation| {
        let extended = one.terms.due.as_ref().and_then(|due| due.extended);
        extended.is_some_and(|extended| extended.by == id && today < extended.from)
    };
    let known = extension.records.iter().filter_map(|id| facts.obligation(*id)).collect::<Vec<_>>().into_iter();
    known.filter(|one| one.closing.is_none()).filter(is_put_off)
}

/// More time for one record, as whoever owes it sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoreTime {
    /// The day that was given; where the school is shut on it, the next open one.
    pub given: Option<NaiveDate>,
    /// What was asked for, while nobody has answered.
    pub asked: Option<Wish>,
    /// The last answer, where it was no: read by whoever asked and whoever may answer.
    pub refused: Option<RefusedWish>,
    /// The reader may ask now, for a day that can be given.
    pub may_ask: bool,
    /// The reader may give it without having been asked.
    pub may_give: bool,
}

/// A no, with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedWish {
    pub wish: Wish,
    /// "cô Nguyệt"
    pub by: String,
    pub at: Timestamp,
    pub because: String,
}

/// May `actor` read with which reason a request about `obligation` by `asked_by` was answered? Whoever asked may, and whoever may
/// answer.
pub(crate) fn reads_answer(facts: &Facts, actor: &Actor, obligation: &Obligation, asked_by: PersonId) -> bool {
    actor.person == asked_by || decide_extend(actor, facts.record_facts(obligation), Some(asked_by)).is_ok()
}

/// The last no about `obligation`, while nothing was asked, given or handed in since.
fn refused(facts: &Facts, actor: &Actor, obligation: &Obligation) -> Option<RefusedWish> {
    if obligation.handed_in.is_some() || obligation.exemption.is_some() || obligation.closing.is_some() {
        return None;
    }
    let last = facts.extension_requests.iter().rfind(|one| one.obligation == obligation.id)?;
    let answered = last.answered.as_ref()?;
    let Answer::Refused(because) = &answered.answer else { return None };
    let given_since = obligation.terms.due.as_ref().and_then(|due| due.extended).and_then(|one| facts.extension(one.by));
    if given_since.is_some_and(|given| answered.at <= given.given.at) {
        return None;
    }
    let by = facts.organisation().person(answered.by).map(Person::mention).unwrap_or_default();
    reads_answer(facts, actor, obligation, last.by).then(|| RefusedWish {
        wish: last.wish,
        by,
        at: answered.at,
        because: because.as_str().to_owned(),
    })
}

/// What `actor` is told, and may ask, about more time for `obligation`.
pub fn more_time(facts: &Facts, actor: &Actor, obligation: &Obligation, now: Timestamp) -> MoreTime {
    let request = waiting_request(facts, obligation, now);
    let asked = request.map(|one| one.wish);
    let next = obligation.due_day().and_then(|due| due.max(day_of(now)).succ_opt());
    let can = || next.is_some_and(|day| check_extend(facts, obligation, day, now).is_ok());
    let record = facts.record_facts(obligation);
    let is_theirs = || check_ask(facts, actor, obligation, now).is_ok();
    let given = obligation.terms.due.as_ref().filter(|due| due.extended.is_some()).map(|due| due.day);
    let decides = decide_extend(actor, record, request.map(|one| one.by)).is_ok();
    let refused = if asked.is_some() { None } else { refused(facts, actor, obligation) };
    MoreTime { given, asked, refused, may_ask: asked.is_none() && is_theirs() && can(), may_give: decides && can() }
}
