//! Records that somebody freed in one act, and how they are owed again: none of them late at once.

use std::collections::BTreeMap;

use crate::{
    days::Timestamp,
    facts::Facts,
    locks::Arrival,
    obligations::{Exemption, Obligation, ObligationId},
    people::PersonId,
    refusal::Refusal,
};

/// The records that were freed in one act with `one`: by the same person at the same instant and for the same reason, in the order of
/// lists. Empty where it is not freed.
pub fn freed_together<'f>(facts: &'f Facts, one: &Obligation) -> Vec<&'f Obligation> {
    let Some(exemption) = &one.exemption else { return Vec::new() };
    let is_of_it = |other: &&Obligation| other.exemption.as_ref().is_some_and(|other| is_one_act(other, exemption));
    let mut found: Vec<&Obligation> = facts.open_obligations().filter(is_of_it).collect();
    found.sort_by_cached_key(|one| (one.due_day(), facts.order(one.id)));
    found
}

/// Which of the records that were freed in one act with `one` would be owed again if that were taken back at `now`: those whose day
/// of work has not begun. Nobody is late by it.
///
/// # Errors
/// `Refusal::NotExempt`; `Refusal::ExemptionStands` where the day of every one has come; what shuts one that would be owed;
/// `LockRefusal::YearOver`.
pub fn owed_again_together(facts: &Facts, one: &Obligation, now: Timestamp) -> Result<Vec<ObligationId>, Refusal> {
    facts.check_running()?;
    let (mut again, mut stands) = (Vec::new(), None);
    for one in freed_together(facts, one) {
        let shut = facts.shut(one, Arrival::at(now));
        match one.check_end_exemption(now, None) {
            Ok(()) => one.check_end_exemption(now, shut).map(|()| again.push(one.id))?,
            Err(refusal) => stands = Some(refusal),
        }
    }
    if again.is_empty() { Err(stands.unwrap_or(Refusal::NotExempt)) } else { Ok(again) }
}

/// Whether both were given in one act. The instant alone does not tell: while a clock stands still, all has the same one.
fn is_one_act(one: &Exemption, other: &Exemption) -> bool {
    act(one) == act(other)
}

/// By what an act is known among the others, the first first.
fn act(exemption: &Exemption) -> (Timestamp, PersonId, &str) {
    (exemption.at, exemption.by, &exemption.reason)
}

/// Every act by which something was freed that still stands: its records in the order of lists, also those that are owed no longer,
/// for what was decided about them stays to be read.
pub(super) fn acts(facts: &Facts) -> Vec<(&Exemption, Vec<&Obligation>)> {
    let mut acts: BTreeMap<(Timestamp, PersonId, &str), Vec<&Obligation>> = BTreeMap::new();
    for one in facts.obligations.iter() {
        if let Some(exemption) = &one.exemption {
            acts.entry(act(exemption)).or_default().push(one);
        }
    }
    let mut found = Vec::new();
    for (_, mut records) in acts {
        records.sort_by_cached_key(|one| (one.due_day(), facts.order(one.id)));
        found.extend(records.first().and_then(|one| one.exemption.as_ref()).map(|exemption| (exemption, records.clone())));
    }
    found
}
