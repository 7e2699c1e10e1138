//! How late a hand-in is, or would be now: in working days, under one working day in hours.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::Hours;
use crate::calendar::SchoolCalendar;
use crate::days::{Timestamp, at, day_of};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lateness {
    /// At least 1.
    Minutes(u32),
    Hours(u32),
    WorkingDays(u32),
}

/// The last day on which what is due on `due_day` becomes later: the Sunday behind the last numbered week, for days of the summer
/// are no working days; of what is due no earlier than that, the day after it.
pub fn counted_through(calendar: &SchoolCalendar, due_day: NaiveDate) -> NaiveDate {
    calendar.year().to.max(due_day.succ_opt().unwrap_or(due_day))
}

/// `None` until the last second that counts. Then the open days after the due day through today; before the first of
/// them has come, the whole hours since the last second that counted, or the minutes of the first hour. With the school year it
/// ends to grow (`counted_through`).
pub fn lateness(calendar: &SchoolCalendar, due_day: NaiveDate, hours: &Hours, instant: Timestamp) -> Option<Lateness> {
    if hours.on_time(due_day, instant) {
        return None;
    }
    let last = counted_through(calendar, due_day);
    let days = calendar.working_days_between(due_day, day_of(instant).min(last));
    let since = instant.min(at(last, NaiveTime::MIN) + TimeDelta::days(1)) - hours.counted_until(due_day);
    Some(match (days, since.num_hours(), since.num_minutes()) {
        (1.., _, _) => Lateness::WorkingDays(days),
        (0, hours @ 1.., _) => Lateness::Hours(hours.unsigned_abs() as u32),
        (0, _, minutes) => Lateness::Minutes(minutes.max(1).unsigned_abs() as u32),
    })
}
