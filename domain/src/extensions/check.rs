//! Whether a record can be given more time at all, and until a day.

use chrono::NaiveDate;

use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    locks::Arrival,
    obligations::Obligation,
    permissions::{Actor, decide_ask_extension},
    refusal::{ExtensionRefusal, Refusal},
};

/// May `obligation` be due on `until` instead? Asked of every single record, also where many are given more time at once.
///
/// # Errors
/// Why not: nothing about it can be written (`Facts::check_writable`), nobody owes it, it is handed in or never late, the day is
/// no later one of this school year, or nobody is there on it to hand the record in.
pub fn check_extend(facts: &Facts, obligation: &Obligation, until: NaiveDate, now: Timestamp) -> Result<(), Refusal> {
    facts.check_writable(obligation, Arrival::at(now))?;
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
    let last = facts.calendar().year().to;
    let refusal = if until <= due {
        ExtensionRefusal::NotLater { due }
    } else if until < day_of(now) {
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

/// More time for one record, as whoever owes it sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MoreTime {
    /// The day that was given.
    pub given: Option<NaiveDate>,
    /// The day that was asked for, while nobody has answered.
    pub asked: Option<NaiveDate>,
    /// The reader may ask now, for a day that can be given.
    pub may_ask: bool,
}

/// What `actor` is told, and may ask, about more time for `obligation`.
pub fn more_time(facts: &Facts, actor: &Actor, obligation: &Obligation, now: Timestamp) -> MoreTime {
    let asked = facts.waiting_request(obligation.id).map(|one| one.until);
    let next = obligation.due_day().and_then(|due| due.max(day_of(now)).succ_opt());
    let can = || next.is_some_and(|day| check_extend(facts, obligation, day, now).is_ok());
    let record = facts.record_facts(obligation);
    let is_theirs = || decide_ask_extension(actor, facts.organisation(), record).is_ok();
    let given = obligation.terms.due.as_ref().and_then(|due| due.extended).map(|extended| extended.until);
    MoreTime { given, asked, may_ask: asked.is_none() && is_theirs() && can() }
}
