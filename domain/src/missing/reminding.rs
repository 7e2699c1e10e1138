//! That whoever owes a record was reminded of it: by whom and when, told to those who lead alone.

use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    locks::Arrival,
    obligations::{Obligation, ObligationId, Standing},
    people::PersonId,
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
