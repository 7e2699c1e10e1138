//! What the leadership may make good after an outage: more time for what came due in it, or its days as days on which the school
//! was shut.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::last_hours;
use crate::{
    closures::MAX_DAYS_BACK,
    days::{Span, Timestamp, at, day_of},
    facts::Facts,
    moved_days::is_open,
    notices,
    obligations::Obligation,
    outages::Outage,
    permissions::{Actor, decide_declare_closure, decide_extensions},
};

/// An outage of so many hours of work within one day is worth asking whether the school was shut that day.
pub const LONG: TimeDelta = TimeDelta::hours(4);

/// An outage with what `actor` may do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutageLine {
    pub outage: Outage,
    pub more_time: Option<Postponable>,
    /// The working days that it took.
    pub shut: Option<Span>,
}

/// Records that came due in it and have not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Postponable {
    pub records: usize,
    /// Their due days.
    pub due: Span,
    /// The next working day that can still come.
    pub until: NaiveDate,
}

/// The outages as `actor` reads them.
pub fn outage_lines(facts: &Facts, actor: &Actor, outages: &[Outage], now: Timestamp) -> Vec<OutageLine> {
    let (may_extend, may_shut) = (decide_extensions(actor).is_ok(), decide_declare_closure(actor).is_ok());
    let line = |outage: &Outage| OutageLine {
        outage: *outage,
        more_time: may_extend.then(|| postponable(facts, outage, now)).flatten(),
        shut: may_shut.then(|| days_taken(facts, outage, now)).flatten(),
    };
    outages.iter().map(line).collect()
}

fn postponable(facts: &Facts, outage: &Outage, now: Timestamp) -> Option<Postponable> {
    let (first, last) = (day_of(outage.from), day_of(outage.until.unwrap_or(now)));
    // The last hours of work before a due day begin on one of the days before it.
    let is_near = |due: NaiveDate| first <= due && facts.calendar().working_days_between(last, due) <= 1;
    let was_due_in_it = |one: &Obligation, due: NaiveDate| {
        let hours = last_hours(facts.calendar_of(one), &facts.hours(one.terms.rules), due);
        hours.iter().any(|(from, until)| outage.overlaps(*from, *until))
    };
    let open = facts.open_obligations().filter(|one| is_open(one) && !one.terms.practice);
    let due = open.filter_map(|one| one.due_day().filter(|due| is_near(*due) && was_due_in_it(one, *due)));
    let due: Vec<NaiveDate> = due.collect();
    let (from, to) = (*due.iter().min()?, *due.iter().max()?);
    let until = facts.calendar().next_open_day(to.max(day_of(now)))?;
    Some(Postponable { records: due.len(), due: Span::new(from, to), until })
}

/// The open days of which it took so much, where a closure can still be declared for them.
fn days_taken(facts: &Facts, outage: &Outage, now: Timestamp) -> Option<Span> {
    let (calendar, until) = (facts.calendar(), outage.until.unwrap_or(now));
    let hour = |day: NaiveDate, hour: u32| at(day, NaiveTime::MIN + TimeDelta::hours(i64::from(hour)));
    let is_taken = |day: &NaiveDate| {
        let (begins, ends) = (hour(*day, notices::BEGINS), hour(*day, notices::ENDS));
        calendar.is_open(*day)
            && LONG <= ends.min(until) - begins.max(outage.from)
            && calendar.working_days_between(*day, day_of(now)) <= MAX_DAYS_BACK
    };
    let days = Span::new(day_of(outage.from), day_of(until));
    let taken = || days.days().filter(is_taken);
    Some(Span::new(taken().next()?, taken().next_back()?))
}

#[cfg(test)]
mod tests;
