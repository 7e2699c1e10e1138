//! Whether a swap can take place: asked of what is offered, of the answer, and of every offer that is shown.

use chrono::NaiveDate;

use super::offer::{HandOver, SwapOffer, SwapPlan};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    locks::Arrival,
    obligations::{Obligation, Owner},
    people::{ClassGroupId, Person, PersonId, Position},
    refusal::{Refusal, SwapRefusal},
    vietnamese,
};

/// May the offer be answered, or taken back? What lets it lapse says no here.
///
/// # Errors
/// `SwapRefusal::Answered`; else as of `check_swap`.
pub fn check_answer(facts: &Facts, offer: &SwapOffer, now: Timestamp) -> Result<(), Refusal> {
    offer.check_waits()?;
    check_swap(facts, &offer.plan, now)
}

/// Why `from` does not offer this week of the class again: to whom it is offered already, who can still confirm it.
pub fn waiting_offer(facts: &Facts, from: PersonId, (class, week): (ClassGroupId, u8), now: Timestamp) -> Option<SwapRefusal> {
    let of_week = facts.swaps.iter().filter(|one| one.plan.from == from && one.plan.is_for(class, week));
    let waits = of_week.filter(|one| check_answer(facts, one, now).is_ok());
    waits.map(|one| SwapRefusal::Waits { to: mention(facts, one.plan.to), at: one.at }).next()
}

/// Who else teaches the class when this week of it begins, each once.
pub(super) fn colleagues(facts: &Facts, from: PersonId, (class, week): (ClassGroupId, u8)) -> Vec<PersonId> {
    let Some(monday) = facts.calendar().week(week).map(|week| week.monday) else { return Vec::new() };
    let mut colleagues: Vec<PersonId> = Vec::new();
    for one in facts.organisation().holders(Position::Teacher(class), monday) {
        if one.id != from && !colleagues.contains(&one.id) {
            colleagues.push(one.id);
        }
    }
    colleagues
}

/// Can `from` offer this week of the class to anybody now? Asked before anybody types.
///
/// # Errors
/// `SwapRefusal::Waits`, `SwapRefusal::NobodyElse`; else why the first of those who might take it cannot (`check_swap`).
pub fn check_offered(facts: &Facts, from: PersonId, (class, week): (ClassGroupId, u8), now: Timestamp) -> Result<(), Refusal> {
    if let Some(waits) = waiting_offer(facts, from, (class, week), now) {
        return Err(waits.into());
    }
    let mut why = None;
    for to in colleagues(facts, from, (class, week)) {
        match check_swap(facts, &SwapPlan { class, week, from, to, back: None }, now) {
            Ok(()) => return Ok(()),
            Err(refusal) => why = why.or(Some(refusal)),
        }
    }
    Err(why.unwrap_or_else(|| SwapRefusal::NobodyElse.into()))
}

/// May these weeks go to each other's teacher now? Nobody becomes late by it: of no record of them has the day come.
///
/// # Errors
/// What stands against it: the year is over, there are no two people, the week is not theirs by the roster, something of it is
/// handed in, shut or has come due, or one of the two does not teach the class, or is away, when it comes.
pub fn check_swap(facts: &Facts, plan: &SwapPlan, now: Timestamp) -> Result<(), Refusal> {
    facts.check_running()?;
    if plan.from == plan.to {
        return Err(SwapRefusal::WithOneself.into());
    }
    plan.hands_over().try_for_each(|one| check_week(facts, plan.class, one, now))?;
    // Asked last, so that nobody learns of a stranger whether they can sign in.
    let suspended = plan.hands_over().find(|one| facts.organisation().suspended.contains(&one.to));
    suspended.map_or(Ok(()), |one| Err(SwapRefusal::Suspended { who: mention(facts, one.to) }.into()))
}

/// The records of a week that go with its turn; what was freed is nobody's to hand in.
pub(super) fn of_week(facts: &Facts, class: ClassGroupId, week: u8) -> impl Iterator<Item = &Obligation> {
    let of_week = move |one: &&Obligation| one.terms.owner == Owner::Class(class) && one.terms.period.week() == Some(week);
    facts.open_obligations().filter(of_week).filter(|one| one.exemption.is_none())
}

fn check_week(facts: &Facts, class: ClassGroupId, handed: HandOver, now: Timestamp) -> Result<(), Refusal> {
    let HandOver { week, from, to } = handed;
    let organisation = facts.organisation();
    let not_theirs = || SwapRefusal::NotTheirTurn { week, who: mention(facts, from) };
    let days = facts.calendar().week(week).ok_or_else(not_theirs)?.span();
    if organisation.turn_of(class, week) != Some(from) {
        return Err(not_theirs().into());
    }
    let mut records = of_week(facts, class, week).peekable();
    if records.peek().is_none() {
        return Err(SwapRefusal::NothingOwed { week }.into());
    }
    records.try_for_each(|one| check_record(facts, class, one, handed, now))?;
    // What is never late has no day of its own: its week is enough.
    if days.to < day_of(now) {
        return Err(SwapRefusal::WeekOver { week }.into());
    }
    [from, to].into_iter().try_for_each(|person| check_teaches(facts, class, person, days.from))
}

fn check_record(facts: &Facts, class: ClassGroupId, record: &Obligation, handed: HandOver, now: Timestamp) -> Result<(), Refusal> {
    let organisation = facts.organisation();
    if let Some(handed_in) = &record.handed_in {
        return Err(SwapRefusal::HandedIn { title: facts.title(record), at: handed_in.first_at }.into());
    }
    facts.check_writable(record, Arrival::at(now))?;
    check_open_to_taker(facts, record, handed.to, now)?;
    let Some(due) = &record.terms.due else { return Ok(()) };
    let day = due.comes_on();
    if day <= day_of(now) {
        return Err(SwapRefusal::Due { title: facts.title(record), due: day }.into());
    }
    check_teaches(facts, class, handed.to, day)?;
    // Where somebody covers its giver, the week is theirs by the leadership's word; whoever is away takes none at all.
    let is_away =
        |person| facts.absences.iter().any(|one| one.person == person && one.days_known().is_some_and(|days| days.contains(day)));
    for (person, takes) in [(handed.from, false), (handed.to, true)] {
        let cover = organisation.cover_of(person, day).map(|cover| mention(facts, cover));
        if cover.is_some() || (takes && is_away(person)) {
            return Err(SwapRefusal::Away { who: mention(facts, person), cover, day }.into());
        }
    }
    Ok(())
}

/// What is shut to whoever takes it would be shut to everybody.
fn check_open_to_taker(facts: &Facts, record: &Obligation, taker: PersonId, now: Timestamp) -> Result<(), Refusal> {
    match facts.shut_to(taker, record, Arrival::at(now)) {
        Some(shut) => Err(SwapRefusal::TakerShut { who: mention(facts, taker), order: shut.name }.into()),
        None => Ok(()),
    }
}

/// Whoever has left, or comes later, has no turn and takes none.
fn check_teaches(facts: &Facts, class: ClassGroupId, person: PersonId, day: NaiveDate) -> Result<(), Refusal> {
    let organisation = facts.organisation();
    if organisation.holders(Position::Teacher(class), day).iter().any(|one| one.id == person) {
        return Ok(());
    }
    let class = organisation.class(class).map(|one| vietnamese::with_small_beginning(&one.title())).unwrap_or_default();
    Err(SwapRefusal::NotTeaching { who: mention(facts, person), class, day }.into())
}

/// "cô Hoa".
pub(super) fn mention(facts: &Facts, person: PersonId) -> String {
    facts.organisation().person(person).map_or_else(|| "người đã rời trường".to_owned(), Person::mention)
}
