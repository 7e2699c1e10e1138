//! "Hồ sơ": the page of one record; whose it is, how it stands and why, what was handed in, and how it was judged.

use chrono::NaiveDate;

use crate::{
    days::{Span, Timestamp, day_of, work_begins},
    deadlines::{Due, Hours},
    extensions::{MoreTime, more_time},
    facts::Facts,
    files::StoredFile,
    ids::UpdateId,
    locks::Arrival,
    missing::reminder_of_record,
    obligations::{Archived, Closing, Disposed, Obligation, ObligationId, Standing, Verdict, judge},
    people::{Person, PersonId},
    permissions::{Action, Actor, decide, decide_end_exemption, decide_exempt, decide_read_update, may_call},
    record_list::distinct_name,
    record_types::Fence,
    refusal::{Refusal, Shut},
    reviews::{DecisionLine, ReviewTold, decision_lines, review_told_to},
    submissions::{ClockMark, Submission, SubmissionId},
    swaps::{SwapTold, swap_told},
    updates::{MARK, Update, UpdateState, check_requestable, state_told},
    why::Why,
};

/// A judgement as it is kept: by which due day the first hand-in counts, and what brought that about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    pub at: Timestamp,
    pub due: Option<NaiveDate>,
    /// `None` where it was made before verdicts were kept.
    pub verdict: Option<Verdict>,
    /// What people read; `None` for the judgement that the hand-in itself brought.
    pub cause: Option<String>,
}

/// Somebody whom the page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    /// They were given the duty after it had come due, on this day, for days from before: "ghi sau".
    pub entered_late: Option<NaiveDate>,
}

/// A judgement as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgementLine {
    pub at: Timestamp,
    pub due: Option<NaiveDate>,
    pub verdict: Verdict,
    pub cause: Option<String>,
}

/// What only those see who may open the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub receipt: SubmissionId,
    pub number: String,
    pub note: String,
    pub files: Vec<StoredFile>,
}

/// One version that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    pub version: u32,
    pub who: Named,
    pub at: Timestamp,
    pub clock: ClockMark,
    /// Of the first version that counts, which alone is judged.
    pub verdict: Option<Verdict>,
    /// When its author took it back.
    pub withdrawn_at: Option<Timestamp>,
    pub files: usize,
    /// "Bổ sung sau khóa", where the record was shut and open for whoever handed it in.
    pub mark: Option<&'static str>,
    pub opened: Option<Opened>,
}

/// An update of the record after a lock, for those who may read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateLine {
    pub update: UpdateId,
    /// "Đề nghị bổ sung số 03".
    pub name: String,
    pub state: UpdateState,
    /// Who asked for it.
    pub who: String,
    /// Until when the record is open to them, where it is.
    pub open_until: Option<Timestamp>,
}

/// "Miễn", with the name of whoever did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExemptionLine {
    pub who: String,
    pub at: Timestamp,
    pub reason: String,
}

/// What the viewer may do about an exemption.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExemptionChoice {
    /// Nothing: not of the leadership, or there is nothing to exempt.
    None,
    Exempt,
    /// The day of the record has come: what is exempt now stays so.
    ExemptForGood,
    End,
    /// It stands, and why.
    Stands(Refusal),
}

/// All that the page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordPage {
    pub obligation: ObligationId,
    pub title: String,
    /// "Lớp 4A", "Nhà trường".
    pub owner: String,
    /// "Dùng để …; ai được xem: …"; empty of a type that nobody knows.
    pub purpose: String,
    /// The days that the record is about.
    pub span: Option<Span>,
    /// The days taught, where it is of a week.
    pub taught: Option<Span>,
    /// Whose duty it is, or was on the due day.
    pub duty: Vec<String>,
    /// Where nobody had it: who has been given it since, for days from before.
    pub given_since: Vec<Named>,
    /// Whose turn it was among them.
    pub turn: Option<Named>,
    pub standing: Standing,
    pub due: Option<Due>,
    pub hours: Hours,
    pub why: Option<Why>,
    /// How it stands with its reviewers; `None` where nobody is asked. Why it was given back is told to those alone who may
    /// open it.
    pub review: Option<ReviewTold>,
    /// What was decided about it, for those who may open it; the newest first.
    pub decisions: Vec<DecisionLine>,
    /// The newest first.
    pub versions: Vec<VersionLine>,
    /// The first first; empty while there is but one.
    pub judgements: Vec<JudgementLine>,
    pub exemption: Option<ExemptionLine>,
    pub closing: Option<Closing>,
    /// It lies in the archive, and changes no more.
    pub archived: Option<Archived>,
    /// Its files are gone, by the minutes of a council.
    pub disposed: Option<Disposed>,
    pub may_hand_in: bool,
    /// What shuts it to the reader now, where an order does.
    pub shut: Option<Shut>,
    pub more_time: MoreTime,
    /// Whether its turn was, or can be, swapped.
    pub swap: SwapTold,
    /// Of what is overdue, for whoever leads those who owe it: the words of a message to them.
    pub reminder: Option<String>,
    /// The reader may ask that it be opened to them.
    pub may_ask: bool,
    /// The newest first.
    pub updates: Vec<UpdateLine>,
    pub choice: ExemptionChoice,
    pub now: Timestamp,
}

/// The page as `reader` sees it, who may see how the record stands (`Action::SeeStanding`).
pub fn record_page(
    facts: &Facts,
    reader: PersonId,
    obligation: &Obligation,
    versions: &[Submission],
    judgements: &[Judgement],
    now: Timestamp,
) -> RecordPage {
    let (actor, organisation) = (facts.actor(reader, now), facts.organisation());
    let record = facts.record_facts(obligation);
    let may = |action| decide(&actor, organisation, action).is_ok();
    let span = obligation.terms.period.span(facts.calendar(), &facts.regime.themes);
    let duty = duty(facts, &actor, obligation, span, now);
    let may_open = |version: &Submission| may(Action::OpenVersion { record, by: version.person });
    let opens = versions.iter().any(may_open);
    let review = review_told_to(facts, &actor, obligation, now);
    RecordPage {
        obligation: obligation.id,
        title: facts.title(obligation),
        owner: obligation.terms.owner.words(organisation).unwrap_or_else(|| "Nhà trường".to_owned()),
        purpose: facts
            .record_type(obligation.terms.record_type)
            .map_or_else(String::new, |one| Fence::of(one).sentence(organisation)),
        span,
        taught: obligation.terms.period.week().and_then(|number| facts.calendar().week(number)).map(|week| week.taught()),
        given_since: if duty.is_empty() { given_since(facts, obligation, now) } else { Vec::new() },
        duty,
        turn: obligation.terms.turn.map(|person| named(facts, obligation, person, now)),
        standing: facts.standing(obligation, now),
        due: obligation.terms.due.clone(),
        hours: facts.hours(obligation.terms.rules),
        why: facts.why(obligation),
        review: if opens { review } else { review.map(ReviewTold::without_words) },
        decisions: if opens { decision_lines(facts, obligation, versions, now) } else { Vec::new() },
        versions: versions.iter().map(|version| line(facts, obligation, version, may_open(version), now)).collect(),
        judgements: told(facts, obligation, judgements),
        exemption: obligation.exemption.as_ref().map(|one| ExemptionLine {
            who: facts.organisation().name_of(one.by, day_of(now)),
            at: one.at,
            reason: one.reason.clone(),
        }),
        closing: obligation.closing.clone(),
        archived: obligation.archived,
        disposed: obligation.disposed.as_deref().cloned(),
        may_hand_in: facts.check_hand_in(&actor, obligation, Arrival::at(now)).is_ok(),
        shut: facts.shut_to(reader, obligation, Arrival::at(now)),
        may_ask: check_requestable(facts, &actor, obligation, now).is_ok(),
        updates: update_lines(facts, &actor, obligation, now),
        more_time: more_time(facts, &actor, obligation, now),
        swap: swap_told(facts, reader, obligation, now),
        reminder: reminder_of_record(facts, &actor, obligation, now),
        choice: if facts.is_over { ExemptionChoice::None } else { choice(facts, &actor, obligation, now) },
        now,
    }
}

fn update_lines(facts: &Facts, actor: &Actor, obligation: &Obligation, now: Timestamp) -> Vec<UpdateLine> {
    let readable = facts.updates.of_record(obligation.id).filter(|one| decide_read_update(actor, one).is_ok());
    let line = |one: &Update| {
        let is_open = || facts.shut_to(one.requested.by, obligation, Arrival::at(now)).is_none();
        UpdateLine {
            update: one.id,
            name: one.name(),
            state: state_told(facts, one, now),
            who: facts.organisation().name_of(one.requested.by, day_of(now)),
            open_until: one.shut_again(obligation.id).filter(|_| one.is_open(obligation.id, now, now) && is_open()),
        }
    };
    readable.map(line).collect()
}

fn choice(facts: &Facts, actor: &Actor, obligation: &Obligation, now: Timestamp) -> ExemptionChoice {
    let (organisation, record) = (facts.organisation(), facts.record_facts(obligation));
    let shut = facts.shut(obligation, Arrival::at(now));
    if decide_end_exemption(actor, organisation, record).is_err() {
        return ExemptionChoice::None;
    }
    if obligation.check_exempt(shut.clone()).is_ok() {
        let is_theirs = decide_exempt(actor, organisation, record).is_ok();
        return match obligation.due_day() {
            _ if !is_theirs => ExemptionChoice::None,
            Some(due) if work_begins(due) <= now => ExemptionChoice::ExemptForGood,
            Some(_) | None => ExemptionChoice::Exempt,
        };
    }
    match obligation.check_end_exemption(now, shut) {
        Ok(()) => ExemptionChoice::End,
        Err(refusal @ Refusal::ExemptionStands { .. }) => ExemptionChoice::Stands(refusal),
        Err(_) => ExemptionChoice::None,
    }
}

fn line(facts: &Facts, obligation: &Obligation, version: &Submission, may_open: bool, now: Timestamp) -> VersionLine {
    VersionLine {
        version: version.version,
        who: named(facts, obligation, version.person, now),
        at: version.received_at,
        clock: version.clock,
        verdict: Some(version.receipt.verdict).filter(|_| version.version == obligation.first_version()),
        withdrawn_at: version.withdrawn_at,
        files: version.files.len(),
        mark: facts.updates.of_version(version.id).map(|_| MARK),
        opened: may_open.then(|| Opened {
            receipt: version.id,
            number: version.receipt.number.to_string(),
            note: version.note.clone(),
            files: version.files.clone(),
        }),
    }
}

/// The first judgement and each that improved it; one alone stands with its version already.
fn told(facts: &Facts, obligation: &Obligation, judgements: &[Judgement]) -> Vec<JudgementLine> {
    let Some(handed_in) = obligation.handed_in.as_ref().filter(|_| judgements.len() > 1) else { return Vec::new() };
    let hours = facts.hours(obligation.terms.rules);
    let mut verdict = handed_in.first_verdict;
    judgements
        .iter()
        .map(|one| {
            if one.cause.is_some() {
                let by_its_day = || verdict.kinder(judge(facts.calendar_of(obligation), &hours, one.due, handed_in.first_at));
                verdict = one.verdict.unwrap_or_else(by_its_day);
            }
            JudgementLine { at: one.at, due: one.due, verdict, cause: one.cause.clone() }
        })
        .collect()
}

/// Those who held it on the due day, or hold it today while that is still to come: whoever left afterwards stays
/// named. Those who lead them see how they are reached by telephone.
fn duty(facts: &Facts, actor: &Actor, obligation: &Obligation, span: Option<Span>, now: Timestamp) -> Vec<String> {
    let until = obligation.due_day().or(span.map(|span| span.to));
    let day = until.map_or(day_of(now), |day| day.min(day_of(now)));
    let people = obligation.terms.owner.duty(facts.organisation()).people_on(day);
    let called = |person: &Person| {
        let name = distinct_name(facts, person, now);
        match &person.phone {
            Some(phone) if may_call(actor, facts.organisation(), person.id, day_of(now)) => format!("{name} ({phone})"),
            Some(_) | None => name,
        }
    };
    people.into_iter().map(called).collect()
}

/// Whoever was given the duty after it had come due, for days from before.
fn given_since(facts: &Facts, obligation: &Obligation, now: Timestamp) -> Vec<Named> {
    let people = facts.organisation().people.iter().map(|person| named(facts, obligation, person.id, now));
    people.filter(|one| one.entered_late.is_some()).collect()
}

fn named(facts: &Facts, obligation: &Obligation, person: PersonId, now: Timestamp) -> Named {
    Named { name: facts.organisation().name_of(person, day_of(now)), entered_late: entered_late(facts, obligation, person) }
}

/// The day on which `person` was given the duty, where that was after it had come due though it is said to have been theirs.
/// `None` for whoever had it then.
fn entered_late(facts: &Facts, obligation: &Obligation, person: PersonId) -> Option<NaiveDate> {
    let due = obligation.due_day()?;
    let duty = obligation.terms.owner.duty(facts.organisation());
    if duty.is_of_on(person, due) {
        return None;
    }
    let theirs = facts.organisation().own_appointments().filter(|one| one.person == person && one.from <= due);
    let given = theirs.filter(|one| duty.positions().any(|position| position == one.position));
    given.filter_map(|one| one.entered_late().filter(|entered| due < *entered)).min()
}

#[cfg(test)]
mod tests;
