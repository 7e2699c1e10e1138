//! By when it is whose turn: the reviewer's day and the teacher's day to correct by, both in working days.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta, Weekday};

use crate::{
    calendar::SchoolCalendar,
    days::{Timestamp, at, day_of},
    deadlines::Hours,
    obligations::Period,
};

/// The reviewer's due day, which is not the teacher's: the last working day before the record is used, so that a plan is
/// approved "trước khi giáo viên áp dụng" (Điều 7b); but a reviewer has at least the whole working day after the one on
/// which it became their turn. Where that day is shut at short notice, it is the next open one: like a teacher no reviewer is
/// late because the school was shut, and keeps the later day where that was taken back once their own had come. Days on which an
/// order shut the record come on top of it (`reviewers_time`).
pub fn review_by(calendar: &SchoolCalendar, period: Period, since: Timestamp) -> NaiveDate {
    let day = day_of(since);
    let least = calendar.next_working_day(day).and_then(|next| calendar.open_or_moved(next)).unwrap_or(day);
    reviewers_day(calendar, period).map_or(least, |day| day.max(least))
}

/// The last day before the record is used that is worked by plan, or the next open day where that one is shut.
fn reviewers_day(calendar: &SchoolCalendar, period: Period) -> Option<NaiveDate> {
    calendar.open_or_moved(calendar.last_working_day_before(calendar.week(period.week()?)?.taught().from)?)
}

/// The last working day before the record is used; `None` where it is used at no certain time.
fn last_day_before_use(calendar: &SchoolCalendar, period: Period) -> Option<NaiveDate> {
    let Period::Week(number) = period else { return None };
    calendar.week(number).and_then(|week| calendar.last_open_day_before(week.taught().from))
}

/// How soon what waits has to be decided about; what comes first stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// The last working day before it is used has come, or it is used at no certain time.
    Due,
    /// "Nộp sớm": offered to whoever reviews it, from the Wednesday before that day on.
    Early,
    /// Nobody need look at it yet.
    Later,
}

impl Urgency {
    /// Of a record of this period.
    pub fn of(calendar: &SchoolCalendar, period: Period, today: NaiveDate) -> Self {
        match (last_day_before_use(calendar, period), offered_from(calendar, period)) {
            (Some(last), Some(offered)) if today < last => {
                if today < offered {
                    Self::Later
                } else {
                    Self::Early
                }
            }
            _ => Self::Due,
        }
    }
}

/// From which day on what came early is offered to whoever reviews it: the Wednesday of the week in which it is due to be
/// approved, or that day itself where the school does not work so long in that week. `None`: at once.
pub fn offered_from(calendar: &SchoolCalendar, period: Period) -> Option<NaiveDate> {
    let last = last_day_before_use(calendar, period)?;
    let monday = last.week(Weekday::Mon).first_day();
    Some(last.min(monday + Days::new(2)))
}

/// When what came early is first offered to whoever reviews it. `None`: when it comes.
pub fn offered_at(calendar: &SchoolCalendar, period: Period) -> Option<Timestamp> {
    offered_from(calendar, period).map(|from| at(from, NaiveTime::MIN))
}

/// The day until which somebody corrects what is given back at `now`, where the reviewer names no other: the working day
/// after this one, so that at least a whole one is left.
pub fn correct_by(calendar: &SchoolCalendar, now: Timestamp) -> NaiveDate {
    let today = day_of(now);
    calendar.next_open_day(today).unwrap_or(today)
}

/// The last day on which a correction is in time that was asked for by the day `named`: the next open one where that day is shut
/// at short notice.
pub fn corrected_by(calendar: &SchoolCalendar, named: NaiveDate) -> NaiveDate {
    calendar.open_or_moved(named).unwrap_or(named)
}

/// How much of a working day is left at least, where somebody is to correct something on it.
pub const MIN_TO_CORRECT: TimeDelta = TimeDelta::hours(2);

/// Whether working hours are left on `day` to whom something is given back at `now`: all of another day, and of this one what is
/// left until the hour that is shown for what is due.
pub fn leaves_working_hours(hours: &Hours, day: NaiveDate, now: Timestamp) -> bool {
    now + MIN_TO_CORRECT <= at(day, hours.shown)
}

#[cfg(test)]
mod tests;
