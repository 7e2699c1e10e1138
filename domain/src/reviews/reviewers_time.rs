//! How long whoever reviews has had what waits: days on which an order shut the record to them do not count.

use std::iter;

use chrono::{NaiveDate, NaiveTime};

use super::delay::review_by;
use crate::{
    calendar::SchoolCalendar,
    days::{Span, Timestamp, at, day_of},
    deadlines::{Hours, Lateness, counted_through, lateness},
    facts::Facts,
    locks::LockOrder,
    obligations::Obligation,
};

/// The reviewer's own day, and by how much it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewersTime {
    pub review_by: NaiveDate,
    pub overdue: Option<Lateness>,
}

/// Of what it has been the reviewer's turn for since `since`, at `now`. Each working day on which the record was shut to them before
/// the hour that is shown for what is due is given back: while it is shut, nobody becomes late by it or later than they are.
pub fn reviewers_time(facts: &Facts, obligation: &Obligation, since: Timestamp, now: Timestamp) -> ReviewersTime {
    let (calendar, hours, now) = (facts.calendar_of(obligation), facts.hours(obligation.terms.rules), facts.counted(now));
    let shut = ShutDays { facts, obligation, orders: orders(facts, obligation, now), hours, since, now };
    let review_by = shut.put_off(calendar, review_by(calendar, obligation.terms.period, since));
    let overdue = match lateness(calendar, review_by, &hours, now) {
        Some(Lateness::WorkingDays(days)) => {
            let through = day_of(now).min(counted_through(calendar, review_by));
            let left = days.saturating_sub(shut.among(calendar, review_by, through));
            (left > 0).then_some(Lateness::WorkingDays(left))
        }
        other => other,
    };
    ReviewersTime { review_by, overdue: facts.over_time(overdue) }
}

/// The orders that say something of the record; none where it is reviewed all the same, by an update after a lock.
fn orders<'f>(facts: &'f Facts, obligation: &Obligation, now: Timestamp) -> Vec<&'f LockOrder> {
    let (locks, regime) = (&facts.locks, &facts.regime);
    let covers = |one: &&LockOrder| one.in_force_from().is_some() && one.plan.scope.covers(obligation, regime);
    let orders: Vec<&LockOrder> = locks.orders.iter().filter(covers).collect();
    let is_reviewed = || facts.updates.reviewed_under(obligation, (locks, regime), now).is_some();
    if orders.is_empty() || is_reviewed() { Vec::new() } else { orders }
}

/// The days on which a record was shut.
struct ShutDays<'f> {
    facts: &'f Facts,
    obligation: &'f Obligation,
    orders: Vec<&'f LockOrder>,
    hours: Hours,
    since: Timestamp,
    now: Timestamp,
}

impl ShutDays<'_> {
    /// `by`, later by as many working days as the record was shut since it became the reviewer's turn.
    fn put_off(&self, calendar: &SchoolCalendar, mut by: NaiveDate) -> NaiveDate {
        let mut after = day_of(self.since);
        loop {
            let lost = self.among(calendar, after, by);
            if lost == 0 {
                return by;
            }
            after = by;
            for _ in 0..lost {
                let Some(next) = calendar.next_open_day(by) else { return by };
                by = next;
            }
        }
    }

    /// How many working days after `after`, up to `through` and to today, it was shut.
    fn among(&self, calendar: &SchoolCalendar, after: NaiveDate, through: NaiveDate) -> u32 {
        if self.orders.is_empty() {
            return 0;
        }
        let days = Span::new(after, through.min(day_of(self.now))).days().skip(1);
        days.map(|day| u32::from(calendar.is_open(day) && self.was_shut(day))).sum()
    }

    /// Whether it was shut at any time of `day`: it is, where it was at its beginning, or where an order begins or ends so.
    fn was_shut(&self, day: NaiveDate) -> bool {
        let (begins, ends) = (at(day, NaiveTime::MIN).max(self.since), at(day, self.hours.shown).min(self.now));
        let turns = self.orders.iter().flat_map(|one| one.in_force_from().into_iter().chain(one.ends_at()));
        let mut looked_at = iter::once(begins).chain(turns).filter(|instant| begins <= *instant && *instant <= ends);
        let is_shut = |instant| {
            let at = (instant, self.now);
            !self.facts.locks.shutting(None, self.obligation, &self.facts.regime, at).is_empty()
        };
        looked_at.any(is_shut)
    }
}

#[cfg(test)]
mod tests;
