//! That whoever owes a record was reminded of it: by whom and when, told to those who lead alone.

use chrono::TimeDelta;

use super::overdue::overdue;
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    locks::Arrival,
    obligations::{Obligation, ObligationId, Standing},
    people::{DepartmentId, PersonId},
    permissions::{Actor, Allowed, Remind, decide_remind},
    refusal::{LatenessRefusal, Refusal},
    vietnamese,
};

/// Somebody has reminded those who owe a record, by message, on the telephone or in person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminded {
    pub obligation: ObligationId,
    pub by: PersonId,
    pub at: Timestamp,
}

/// May `actor` note that those who owe `obligation` were reminded?
///
/// # Errors
/// Why not: it is not theirs, nothing can be handed in for it, or it is not overdue.
pub fn check_remind(facts: &Facts, actor: &Actor, obligation: &Obligation, now: Timestamp) -> Result<Allowed<Remind>, Refusal> {
    let allowed = decide_remind(actor, facts.organisation(), facts.record_facts(obligation))?;
    facts.check_writable(obligation, Arrival::at(now))?;
    match facts.standing(obligation, now) {
        Standing::Overdue(_) => Ok(allowed),
        Standing::Late(_)
        | Standing::Excused(_)
        | Standing::Missed
        | Standing::OnTime
        | Standing::NotYetDue
        | Standing::Exempt
        | Standing::Practice { .. }
        | Standing::Untimed { .. } => Err(LatenessRefusal::NothingToRemind.into()),
    }
}

/// May `actor` remind `department`? Those who lead it, and the leadership.
///
/// # Errors
/// `LatenessRefusal::NotYoursToRemind`.
pub fn check_leads(actor: &Actor, department: DepartmentId) -> Result<(), Refusal> {
    if actor.departments_led().contains(&department) || actor.acts_as_leadership() {
        Ok(())
    } else {
        Err(LatenessRefusal::NotYoursToRemind.into())
    }
}

/// What a message to `department`, made at `shown`, reminded others than `actor` of, and is overdue still.
///
/// # Errors
/// As `check_leads`.
pub fn to_remind(
    facts: &Facts,
    actor: &Actor,
    department: DepartmentId,
    shown: Timestamp,
    now: Timestamp,
) -> Result<Vec<(ObligationId, Allowed<Remind>)>, Refusal> {
    check_leads(actor, department)?;
    let of_message = overdue(facts, department, actor.person, made_at(shown, now));
    let obligations = of_message.iter().filter_map(|line| facts.obligation(line.obligation));
    // What the actor owes, and what has come in since, is no longer to be reminded of.
    Ok(obligations.filter_map(|one| Some((one.id, check_remind(facts, actor, one, now).ok()?))).collect())
}

/// No page was opened longer ago than a school year lasts.
const OLDEST_MESSAGE: TimeDelta = TimeDelta::days(400);

/// When a message was made, by what its form says: a moment that has come, and not one that no calendar has. A later one would note
/// the same message again with each press.
pub fn made_at(shown: Timestamp, now: Timestamp) -> Timestamp {
    shown.clamp(now - OLDEST_MESSAGE, now)
}

/// Whether the reminder of `obligation` by a message that `by` was shown at `shown` is noted already: sent twice, or noted on
/// the record's own page meanwhile.
pub fn is_noted_since(known: &[Reminded], obligation: ObligationId, by: PersonId, shown: Timestamp) -> bool {
    known.iter().any(|one| one.obligation == obligation && one.by == by && one.at >= shown)
}

/// "Đã ghi nhắc 4 trong 5 hồ sơ, gần nhất lúc 08:00 ngày 21/11/2026, Lê Thị Ấm", of what a message to `department` is about now;
/// `None` where nobody has reminded of any, and for whoever does not lead it.
pub fn department_reminded_words(
    facts: &Facts,
    actor: &Actor,
    department: DepartmentId,
    known: &[Reminded],
    now: Timestamp,
) -> Option<String> {
    check_leads(actor, department).ok()?;
    let lines = overdue(facts, department, actor.person, now);
    let of_line = |id: ObligationId| known.iter().filter(move |one| one.obligation == id);
    let last = lines.iter().flat_map(|line| of_line(line.obligation)).max_by_key(|one| one.at)?;
    let noted = lines.iter().filter(|line| of_line(line.obligation).next().is_some()).count();
    let who = facts.organisation().name_of(last.by, day_of(now));
    Some(format!("Đã ghi nhắc {noted} trong {} hồ sơ, gần nhất lúc {}, {who}", lines.len(), vietnamese::moment(last.at)))
}

/// Whether a form that showed `seen` of the reminders of one record has noted the one of `by` already.
pub fn is_noted(known: &[Reminded], seen: usize, by: PersonId) -> bool {
    known.iter().skip(seen).any(|one| one.by == by)
}

/// "Đã nhắc lúc 08:00 ngày 21/11/2026, Lê Thị Ấm", with how often where it was more than once; `None` where nobody has, and for
/// whoever does not lead those who owe `obligation`. `known` is of many records, in the order in which it was noted.
pub fn reminded_words(facts: &Facts, actor: &Actor, obligation: &Obligation, known: &[Reminded], now: Timestamp) -> Option<String> {
    decide_remind(actor, facts.organisation(), facts.record_facts(obligation)).ok()?;
    let of_record = || known.iter().filter(|one| one.obligation == obligation.id);
    let last = of_record().next_back()?;
    let who = facts.organisation().name_of(last.by, day_of(now));
    let times = match of_record().count() {
        1 => String::new(),
        times => format!(" {times} lần, lần cuối"),
    };
    Some(format!("Đã nhắc{times} lúc {}, {who}", vietnamese::moment(last.at)))
}
