//! When a record is due, until when it counts as on time, and how late it is (Điều 9).

mod csv;
mod lateness;
mod rule;
pub mod time_left;

use chrono::{NaiveDate, NaiveTime, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use csv::deadlines_csv;
pub use lateness::{Lateness, counted_through, lateness};
pub use rule::{DueRule, UnknownRuleError};

use crate::calendar::SchoolCalendar;
pub use crate::days::Span;
use crate::days::{Timestamp, at, monday_of};
use crate::ids::ExtensionId;

/// The teaching week whose last working day closes KHGD học kỳ I ("vào Tuần 1 của năm học", Điều 9).
pub const KHGD_HK1_WEEK: u8 = 1;
/// The teaching week whose last working day closes KHGD học kỳ II ("tuần 18", Điều 9), wherever the province
/// puts the boundary of the semesters.
pub const KHGD_HK2_WEEK: u8 = 18;

/// A due day, with how it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The rule by which it was found: a record keeps it when the type's rule is changed later.
    pub rule: DueRule,
    /// The day that the rule names, before any move.
    pub nominal: NaiveDate,
    /// The day that counts: a working day that is not closed.
    pub day: NaiveDate,
    /// `None` where the day that calendar and rule give is `nominal`.
    pub moved: Option<Moved>,
    /// The leadership gave more time for this one record.
    pub extended: Option<Extended>,
}

/// A due day that was put off: from which day, to which, and by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    /// The day on which it would be due without.
    pub from: NaiveDate,
    /// The day that was given; where the school is shut on it, `Due::day` is the next open one.
    pub until: NaiveDate,
    pub by: ExtensionId,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    pub kind: MovedKind,
    /// The name of the closure that pushed, else of the planned day off that the nominal day is; empty for `NotWorked`.
    pub because: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MovedKind {
    /// The nominal day is a planned day off: back to the working day before.
    PulledBack,
    /// The nominal day is merely no working day of this school: back to the working day before.
    NotWorked,
    /// The working day so found is closed at short notice: forward to the next open day.
    PushedForward { closed: NaiveDate },
}

/// Why there is no due day although the rule asks for one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DueDayError {
    #[error("năm học không có tuần {0}")]
    NoSuchWeek(u8),
    /// A checked calendar always has working days; this only bounds the search.
    #[error("không tìm thấy ngày làm việc nào quanh {}", crate::vietnamese::date(*.0))]
    NoWorkingDay(NaiveDate),
}

/// The hours of a rule version, on the school's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Hours {
    /// What stands on the due date: "trước 17:00".
    pub shown: NaiveTime,
    /// The last second that counts as on time.
    pub counted_until: NaiveTime,
}

/// 17:00 shown, 23:59:59 counted.
impl Default for Hours {
    fn default() -> Hours {
        let midnight = NaiveTime::MIN;
        Hours { shown: midnight + TimeDelta::hours(17), counted_until: midnight - TimeDelta::seconds(1) }
    }
}

impl Hours {
    /// The last second of the due day that counts as on time, as an instant.
    pub fn counted_until(&self, due_day: NaiveDate) -> Timestamp {
        at(due_day, self.counted_until)
    }

    /// What comes after the hour that is shown can still be on time: more counts than that very minute.
    pub fn counts_longer(&self) -> bool {
        TimeDelta::minutes(1) <= self.counted_until - self.shown
    }

    /// Handed in on time, judged in whole seconds.
    pub fn on_time(&self, due_day: NaiveDate, received: Timestamp) -> bool {
        received.timestamp() <= self.counted_until(due_day).timestamp()
    }
}

impl Due {
    /// The last second that counts as on time, as an instant.
    pub fn counted_until(&self, hours: &Hours) -> Timestamp {
        hours.counted_until(self.day)
    }

    /// The day that calendar and rule give, before anybody gave more time.
    pub fn day_of_rule(&self) -> NaiveDate {
        self.extended.map_or(self.day, |extended| extended.from)
    }

    /// The day on which it came due, or will: that of calendar and rule, before anything was shut at short notice and before
    /// anybody gave more time. Whether a record has come, and whose it is, is asked of this day, so that a closure or an
    /// extension changes until when and nothing else.
    pub fn comes_on(&self) -> NaiveDate {
        match self.moved {
            Some(Moved { kind: MovedKind::PushedForward { closed }, .. }) => closed,
            Some(Moved { kind: MovedKind::PulledBack | MovedKind::NotWorked, .. }) | None => self.day_of_rule(),
        }
    }

    /// The day on which it would be due if nothing were shut at short notice.
    pub fn planned_day(&self) -> NaiveDate {
        self.extended.map_or_else(|| self.comes_on(), |extended| extended.until)
    }
}

/// The due day of a record for a period; `Ok(None)` where the rule sets none.
///
/// A week's period is Monday through Sunday (`TeachingWeek::span`); a month's, a theme's, a semester's and a year's
/// runs from its first through its last day.
pub fn due(calendar: &SchoolCalendar, rule: DueRule, period: Span) -> Result<Option<Due>, DueDayError> {
    let nominal = match rule {
        DueRule::NotSet => return Ok(None),
        DueRule::InWeekBefore(day) => in_week_of(period.from, day) - TimeDelta::weeks(1),
        DueRule::InWeek(day) => in_week_of(period.to, day),
        DueRule::LastWorkingDayOfWeek(Some(number)) => {
            let week = calendar.week(number).ok_or(DueDayError::NoSuchWeek(number))?;
            last_workday(calendar, week.span())
        }
        DueRule::LastWorkingDayOfWeek(None) => last_workday(calendar, Span::week_of(period.to)),
        DueRule::LastWorkingDayOfPeriod => last_workday(calendar, period),
        DueRule::WorkingDaysAfterPeriod(count) => nth_working_day_after(calendar, period.to, count)?,
    };
    moved_from(calendar, rule, nominal).map(Some)
}

/// The due day of the education plan that belongs to week `number`; `None` where the year has no such week.
pub fn khgd_due(calendar: &SchoolCalendar, number: u8) -> Option<Due> {
    let rule = DueRule::LastWorkingDayOfWeek(Some(number));
    due(calendar, rule, calendar.year()).ok().flatten()
}

/// That weekday of the calendar week of `day`, whether or not that week has a number.
fn in_week_of(day: NaiveDate, weekday: Weekday) -> NaiveDate {
    monday_of(day) + TimeDelta::days(weekday.num_days_from_monday().into())
}

/// The last day of the span that is a weekday of the working week, or a later make-up day. Days off play no part yet:
/// they move the nominal day, so that the move can be explained. A span without any such day is due on its last day.
fn last_workday(calendar: &SchoolCalendar, span: Span) -> NaiveDate {
    let counts = |day: &NaiveDate| calendar.is_makeup(*day) || calendar.working_days().contains(weekday(*day));
    span.days().rev().find(counts).unwrap_or(span.to)
}

fn weekday(day: NaiveDate) -> Weekday {
    chrono::Datelike::weekday(&day)
}

/// Counts working days; closures play no part, only a closed due day moves. The 0th is `day` itself.
fn nth_working_day_after(calendar: &SchoolCalendar, day: NaiveDate, count: u16) -> Result<NaiveDate, DueDayError> {
    (0..count).try_fold(day, |day, _| {
        first_from(calendar, day + TimeDelta::days(1), TimeDelta::days(1), |day| calendar.is_working_day(day))
    })
}

/// The two steps of Điều 9: planned days off pull back ("tối thiểu"), then a closure pushes forward, since nobody is
/// late because the school was shut.
fn moved_from(calendar: &SchoolCalendar, rule: DueRule, nominal: NaiveDate) -> Result<Due, DueDayError> {
    let pulled = first_from(calendar, nominal, TimeDelta::days(-1), |day| calendar.is_working_day(day))?;
    let day = first_from(calendar, pulled, TimeDelta::days(1), |day| {
        // The pulled day itself is a working day: only a closure can move it.
        calendar.is_open(day)
    })?;
    let moved = if let Some(closure) = calendar.closed(pulled) {
        Some(Moved { kind: MovedKind::PushedForward { closed: pulled }, because: closure.to_owned() })
    } else if pulled == nominal {
        None
    } else if let Some(off) = calendar.planned_off(nominal) {
        Some(Moved { kind: MovedKind::PulledBack, because: off.to_owned() })
    } else {
        Some(Moved { kind: MovedKind::NotWorked, because: String::new() })
    };
    Ok(Due { rule, nominal, day, moved, extended: None })
}

/// The first day from `start` on, in steps of one day, that passes.
fn first_from(
    calendar: &SchoolCalendar,
    start: NaiveDate,
    step: TimeDelta,
    passes: impl Fn(NaiveDate) -> bool,
) -> Result<NaiveDate, DueDayError> {
    let mut days = std::iter::successors(Some(start), |day| day.checked_add_signed(step));
    days.by_ref().take(calendar.longest_search()).find(|day| passes(*day)).ok_or(DueDayError::NoWorkingDay(start))
}

#[cfg(test)]
mod tests;
