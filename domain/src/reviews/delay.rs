//! By when it is whose turn: the reviewer's day and the teacher's day to correct by, both in working days.

use chrono::NaiveDate;

use crate::{
    calendar::SchoolCalendar,
    days::{Timestamp, day_of},
    obligations::Period,
};

/// The reviewer's due day, which is not the teacher's: the last working day before the record is used, so that a plan is
/// approved "trước khi giáo viên áp dụng" (Điều 7b); but a reviewer has at least the whole working day after the one on
/// which it became their turn.
pub fn review_by(calendar: &SchoolCalendar, period: Period, since: Timestamp) -> NaiveDate {
    let least = working_day_after(calendar, day_of(since));
    let used = match period {
        Period::Week(number) => calendar.week(number).map(|week| week.taught().from),
        _ => None,
    };
    let before = used.and_then(|first| working_day_before(calendar, first));
    before.map_or(least, |before| before.max(least))
}

/// The day until which somebody corrects what is given back at `now`, where the reviewer names no other: the working day
/// after this one, so that at least a whole one is left.
pub fn correct_by(calendar: &SchoolCalendar, now: Timestamp) -> NaiveDate {
    working_day_after(calendar, day_of(now))
}

/// How far a working day is looked for; longer than any holiday.
const SEARCHED: usize = 120;

fn working_day_after(calendar: &SchoolCalendar, day: NaiveDate) -> NaiveDate {
    let open = day.iter_days().skip(1).take(SEARCHED).find(|day| calendar.is_open(*day));
    open.unwrap_or(day)
}

fn working_day_before(calendar: &SchoolCalendar, day: NaiveDate) -> Option<NaiveDate> {
    std::iter::successors(day.pred_opt(), NaiveDate::pred_opt).take(SEARCHED).find(|day| calendar.is_open(*day))
}

#[cfg(test)]
mod tests;
