//! Records that wait for the reader, by the day on which they are told of them.

use std::collections::HashMap;

use chrono::NaiveTime;

use super::told_by;
use crate::{
    days::{self, Timestamp, day_of},
    delegations::acted_for,
    facts::Facts,
    obligations::{Obligation, Period},
    people::{Appointment, PersonId},
    reviews::{PendingReview, WaitingRecords, offered_at},
};

/// What waits for `person`, by the day on which they are told of it: when that is, and which, in the order of `waits`.
pub(super) fn gathered<'f>(
    facts: &'f Facts,
    person: PersonId,
    waits: &WaitingRecords<'f>,
    now: Timestamp,
) -> Vec<(Timestamp, Vec<&'f Obligation>)> {
    let lent_since = facts.organisation().lent_to(person, day_of(now)).map(|lent| begins(lent, now)).max();
    // What somebody takes over with a place is new to them on the day on which they do; the longest first, so what is told on
    // one day stands together.
    // What came early is new to them from the day on which it is offered.
    let mut offered: HashMap<Period, Option<Timestamp>> = HashMap::new();
    let mut new_since = |obligation: &Obligation, waiting: &PendingReview| {
        let period = obligation.terms.period;
        let offered = *offered.entry(period).or_insert_with(|| offered_at(facts.calendar(), period));
        let since = offered.map_or(waiting.since, |offered| waiting.since.max(offered));
        match lent_since {
            Some(begins) if acted_for(facts, obligation, waiting.step, person, now).is_some() => since.max(begins),
            _ => since,
        }
    };
    let told = waits.iter().filter_map(|(one, waiting)| Some((told_by(facts, new_since(one, waiting), now)?, one)));
    let mut told: Vec<(Timestamp, &Obligation)> = told.collect();
    told.sort_by_key(|(at, _)| *at);
    let days = told.chunk_by(|(one, _), (next, _)| day_of(*one) == day_of(*next));
    days.filter_map(|day| Some((day.last()?.0, day.iter().map(|(_, one)| *one).collect()))).collect()
}

/// Since when a lent place is the person's to act in.
pub(super) fn begins(lent: &Appointment, now: Timestamp) -> Timestamp {
    days::at(lent.from, NaiveTime::MIN).max(lent.known_since.unwrap_or(now))
}
