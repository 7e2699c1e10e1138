//! Incidents as the card tells them: that something was reported, and when. What was written in it is between whoever reported it
//! and the management team.

use chrono::NaiveDate;

use super::Cause;
use crate::{days::Timestamp, facts::Facts, obligations::Obligation, registers::Incident};

/// Of all `known`, those of whoever owed `obligation` on its day `due`, and those that several people had, where they were open at
/// some time between two moments; the first one first.
pub(super) fn incidents(
    facts: &Facts,
    obligation: &Obligation,
    known: &[Incident],
    due: NaiveDate,
    (from, until): (Timestamp, Timestamp),
) -> Vec<Cause> {
    let mut told: Vec<(Timestamp, Cause)> = known
        .iter()
        .filter(|one| one.is_wide || owed_it(facts, obligation, one, due))
        .filter_map(|one| {
            let (from, until) = one.open_between(from, until)?;
            Some((from, Cause::Incident { year: one.year, number: one.number, from, until }))
        })
        .collect();
    told.sort_by_key(|(from, cause)| (*from, matches!(cause, Cause::Incident { until: None, .. })));
    told.into_iter().map(|(_, cause)| cause).collect()
}

fn owed_it(facts: &Facts, obligation: &Obligation, incident: &Incident, due: NaiveDate) -> bool {
    let positions = facts.organisation().positions(incident.by, due);
    let has_the_duty = obligation.terms.owner.duty(facts.organisation()).is_of(incident.by, &positions);
    has_the_duty || obligation.terms.turn == Some(incident.by)
}

#[cfg(test)]
mod tests;
