//! How late a hand-in is, or would be now: in working days, under one working day in hours.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Hours;
use crate::calendar::SchoolCalendar;
use crate::days::{Timestamp, day_of};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lateness {
    /// At least 1.
    Minutes(u32),
    Hours(u32),
    WorkingDays(u32),
}

/// `None` until the last second that counts. Then the open days after the due day through today; before the first of
/// them has come, the whole hours since the last second that counted, or the minutes of the first hour.
pub fn lateness(calendar: &SchoolCalendar, due_day: NaiveDate, hours: &Hours, instant: Timestamp) -> Option<Lateness> {
    if hours.on_time(due_day, instant) {
        return None;
    }
    let days = calendar.working_days_between(due_day, day_of(instant));
    let since = instant - hours.counted_until(due_day);
    Some(match (days, since.num_hours(), since.num_minutes()) {
        (1.., _, _) => Lateness::WorkingDays(days),
        (0, hours @ 1.., _) => Lateness::Hours(hours.unsigned_abs() as u32),
        (0, _, minutes) => Lateness::Minutes(minutes.max(1).unsigned_abs() as u32),
    })
}
