//! Two weeks of the calendar, each day with what is to be seen of it.

use chrono::{Datelike, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::calendar::{SchoolCalendar, WeekOf};
use crate::days::{Span, monday_of};
use crate::deadlines::Due;

/// One calendar week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarStrip {
    /// "Tuần 12", "Tết", "Trước tuần 1"
    pub label: String,
    /// Monday first.
    pub days: [StripDay; 7],
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StripDay {
    pub day: NaiveDate,
    /// The disc.
    pub due: bool,
    /// The day that the rule named, before any move.
    pub nominal: bool,
    /// A working day of the record's own period: tinted.
    pub taught: bool,
    /// The name of the planned day off: struck through.
    pub off: Option<String>,
    /// The name of the closure.
    pub closed: Option<String>,
    pub makeup: bool,
    /// A weekday on which the school does not work: hatched.
    pub not_worked: bool,
}

/// The week of the due day, and the week of the nominal day; where these are one, the first week of the period;
/// where that is the same week too, a neighbour.
pub(super) fn two_weeks(calendar: &SchoolCalendar, period: Span, due: &Due) -> [CalendarStrip; 2] {
    let of_due = monday_of(due.day);
    let last = monday_of(calendar.last_day());
    let neighbour = if of_due < last { of_due + TimeDelta::days(7) } else { of_due - TimeDelta::days(7) };
    let near = |monday: &NaiveDate| (*monday - of_due).num_days().abs() <= 7;
    let of_period = Some(monday_of(period.from)).filter(|monday| near(monday) || period == Span::week_of(*monday));
    let other = [Some(monday_of(due.nominal)), of_period].into_iter().flatten().find(|monday| *monday != of_due);
    let other = other.unwrap_or(neighbour);
    [of_due.min(other), of_due.max(other)].map(|monday| strip(calendar, monday, period, due))
}

fn strip(calendar: &SchoolCalendar, monday: NaiveDate, period: Span, due: &Due) -> CalendarStrip {
    let label = match calendar.week_of(monday) {
        WeekOf::Numbered(number) => format!("Tuần {number}"),
        WeekOf::Unnumbered(reason) => in_short(reason),
        WeekOf::Before => "Trước tuần 1".to_owned(),
        WeekOf::After => format!("Sau tuần {}", calendar.parts().weeks),
    };
    let days = [0, 1, 2, 3, 4, 5, 6].map(|n| {
        let day = monday + TimeDelta::days(n);
        let makeup = calendar.is_makeup(day);
        StripDay {
            day,
            due: day == due.day,
            nominal: day == due.nominal,
            taught: period.contains(day) && calendar.is_working_day(day),
            off: calendar.planned_off(day).map(str::to_owned),
            closed: calendar.closed(day).map(str::to_owned),
            makeup,
            not_worked: !makeup && !calendar.working_days().contains(day.weekday()),
        }
    });
    CalendarStrip { label, days }
}

/// As narrow as "Tuần 12": "Tết" for "Tết Đinh Mùi", else the reason if it is short.
fn in_short(reason: &str) -> String {
    match reason.split_whitespace().next() {
        Some("Tết") => "Tết".to_owned(),
        _ if reason.chars().count() <= 8 => reason.to_owned(),
        _ => "Nghỉ".to_owned(),
    }
}
