//! Of which year a list of classes is, and from which day on its teachers have them.

use chrono::{Days, NaiveDate};

use crate::{calendar::SchoolCalendar, school_years::taken_over_on};

/// How long after its first day a year takes a list of its classes: schools settle them in the first weeks, and a change in
/// mid-year is somebody's own.
const SETTLING: Days = Days::new(56);

/// The change that a list of classes makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeOfYear {
    /// "2027-2028"
    pub school_year: String,
    /// The first day with the new classes. The last one with those of before is the day before.
    pub from: NaiveDate,
}

impl ChangeOfYear {
    /// The last day with the classes of before.
    pub fn last(&self) -> NaiveDate {
        self.from - Days::new(1)
    }
}

/// The change that a list brings on `today`: that of the next year, where its calendar was entered, else of the present one while
/// it is young. A year begins with the day on which it is shown: its first plans are due before its first week, and whoever teaches
/// that week writes them. Nobody changes the class on the day on which that is entered. `None` where the list would be of a year
/// that has no calendar yet.
pub fn change_of_year(present: &SchoolCalendar, next: Option<&SchoolCalendar>, today: NaiveDate) -> Option<ChangeOfYear> {
    let is_young = today <= present.first_day() + SETTLING;
    let year = next.or(is_young.then_some(present))?;
    let from = taken_over_on(year.first_day()).max(today + Days::new(1));
    Some(ChangeOfYear { school_year: year.school_year().to_owned(), from })
}
