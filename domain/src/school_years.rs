//! One school year after the other: which one is shown, and which calendar belongs to which year.

mod changed;
mod effect;
mod form;
mod history;
mod holidays;
mod preview;
mod warnings;
mod which;

use chrono::{Days, NaiveDate};

pub use changed::{ChangedDueDays, DueDaysChange};
pub use effect::{calendar_outlook, counts_from_of_next, moved_by_calendar, next_calendar_outlook};
pub use form::{DayRow, ROW_KINDS, YearForm};
pub use history::{CalendarChange, CalendarChangeTold, calendar_history};
pub use holidays::{Holiday, missing_holidays, missing_words};
pub use preview::{MonthRow, WeekCell, YearPreview};
pub use warnings::{CalendarWarning, warnings};
pub use which::{EnteredCalendars, WhichYear};

use crate::{calendar::SchoolCalendar, forms::FormErrors, ids::Id, vietnamese};

/// A school year of one school, as an id.
pub type YearId = Id<SchoolYear>;

/// A school year of one school: its calendar, and what of it counts.
#[derive(Clone, Debug)]
pub struct SchoolYear {
    pub id: YearId,
    pub calendar: SchoolCalendar,
    /// The first day of which records are owed.
    pub counts_from: NaiveDate,
    /// The number of the week whose records count for nothing.
    pub practice_week: Option<u8>,
}

/// How long before its first week a year is shown: its first plans are due before it begins.
const BEFORE: Days = Days::new(28);
/// In days: a calendar whose first week lies further from the known one is that of another year.
const MAX_DAYS_APART: i64 = 120;

/// The day from which the year that begins in the week of `first_week` is the one to show.
pub fn taken_over_on(first_week: NaiveDate) -> NaiveDate {
    first_week - BEFORE
}

/// Which of the years, given by their first weeks in order, is shown on `today`: the last one that has been taken over,
/// or the first one while none has.
pub fn running(first_weeks: &[NaiveDate], today: NaiveDate) -> Option<usize> {
    let taken = first_weeks.iter().rposition(|first_week| taken_over_on(*first_week) <= today);
    taken.or((!first_weeks.is_empty()).then_some(0))
}

/// A correction of the calendar of one year is no calendar of another one: what was handed in for week 3 of this year
/// must not become week 3 of the next.
///
/// # Errors
/// In words at the field of the first week.
pub fn is_same_year(known: &SchoolCalendar, first_day: NaiveDate) -> Result<(), FormErrors> {
    let apart = (first_day - known.first_day()).num_days().abs();
    if apart <= MAX_DAYS_APART {
        return Ok(());
    }
    Err(FormErrors::one(
        "first_week",
        format!(
            "Năm học đang mở bắt đầu {}. Lịch của năm học khác thì lập ở mục Năm học mới, hồ sơ của năm này vẫn còn nguyên.",
            vietnamese::date(known.first_day())
        ),
    ))
}

/// The calendar of the next year begins after the known one has ended, and not years later.
///
/// # Errors
/// In words at the field of the first week, or of the name.
pub fn follows(known: &SchoolCalendar, school_year: &str, first_day: NaiveDate) -> Result<(), FormErrors> {
    if school_year == known.school_year() {
        return Err(FormErrors::one("year", format!("Năm học {} đang mở rồi.", vietnamese::school_year(school_year))));
    }
    let after = (first_day - known.last_day()).num_days();
    if after > 0 && after <= 365 {
        return Ok(());
    }
    let end = vietnamese::date(known.last_day());
    Err(FormErrors::one(
        "first_week",
        format!("Năm học đang mở kết thúc {end}; năm học mới bắt đầu sau ngày đó, trong vòng một năm."),
    ))
}

#[cfg(test)]
mod tests;
