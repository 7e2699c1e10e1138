//! Days and instants: instants are UTC, a school's day is a civil date at a fixed +07:00 (Asia/Ho_Chi_Minh, no summer time).

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};
use serde::{Deserialize, Serialize};

/// A point in time. Whoever makes one cuts it to whole seconds.
pub type Timestamp = DateTime<Utc>;

const SCHOOL_OFFSET: TimeDelta = TimeDelta::hours(7);

/// The hour at which a working day begins.
pub const WORK_BEGINS: u32 = 7;

/// The instant at which the work of `day` begins.
pub fn work_begins(day: NaiveDate) -> Timestamp {
    at(day, NaiveTime::MIN + TimeDelta::hours(i64::from(WORK_BEGINS)))
}

/// What the school's clock shows at an instant.
pub fn local(instant: Timestamp) -> NaiveDateTime {
    instant.naive_utc() + SCHOOL_OFFSET
}

/// The school's day at an instant.
pub fn day_of(instant: Timestamp) -> NaiveDate {
    local(instant).date()
}

/// The instant at which the school's clock shows `time` on `day`.
pub fn at(day: NaiveDate, time: NaiveTime) -> Timestamp {
    (day.and_time(time) - SCHOOL_OFFSET).and_utc()
}

/// The Monday of the calendar week that holds the day.
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

/// The day of the same calendar week that falls on `weekday`.
pub fn weekday_in_week_of(day: NaiveDate, weekday: Weekday) -> NaiveDate {
    monday_of(day) + Days::new(u64::from(weekday.num_days_from_monday()))
}

/// The days from `from` through `to`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl Span {
    pub fn new(from: NaiveDate, to: NaiveDate) -> Span {
        Span { from, to }
    }

    pub fn one_day(day: NaiveDate) -> Span {
        Span { from: day, to: day }
    }

    /// Monday through Sunday of the calendar week that holds the day.
    pub fn week_of(day: NaiveDate) -> Span {
        let monday = monday_of(day);
        Span { from: monday, to: monday + Days::new(6) }
    }

    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Every day of the span, in order; none where `to` lies before `from`.
    pub fn days(self) -> impl DoubleEndedIterator<Item = NaiveDate> {
        let count = (self.to - self.from).num_days() + 1;
        (0..count).map(move |n| self.from + TimeDelta::days(n))
    }
}

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Month {
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
}

impl Month {
    pub fn of(day: NaiveDate) -> Month {
        Month { year: day.year(), month: day.month() }
    }

    pub fn next(self) -> Month {
        match self.month {
            12.. => Month { year: self.year + 1, month: 1 },
            month => Month { year: self.year, month: month + 1 },
        }
    }

    /// The first through the last day; `None` where `month` is not 1 to 12.
    pub fn span(self) -> Option<Span> {
        let from = NaiveDate::from_ymd_opt(self.year, self.month, 1)?;
        let next = self.next();
        let to = NaiveDate::from_ymd_opt(next.year, next.month, 1)?.pred_opt()?;
        Some(Span { from, to })
    }
}

#[cfg(test)]
mod tests;
