//! Whose calendar a form is about: that of the year that is shown, or of the one after it.

use chrono::{Days, NaiveDate};

use super::{YearForm, taken_over_on};
use crate::{calendar::SchoolCalendar, forms::FormErrors, setup::Phase};

/// From the last day of a year to a day of the summer behind it, to which the next year's first values belong.
const SUMMER: Days = Days::new(60);

/// Which year a calendar is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhichYear {
    /// The one that is shown.
    Present,
    /// The one after it.
    Next,
}

/// The calendars that a school has entered so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct EnteredCalendars<'a> {
    /// Of the year that is shown.
    pub present: Option<&'a SchoolCalendar>,
    /// Of the year after it.
    pub next: Option<&'a SchoolCalendar>,
}

impl WhichYear {
    /// The year that is worked on where this one was asked for: a school that is not open yet has no next one.
    #[must_use]
    pub const fn in_phase(self, phase: Phase) -> Self {
        if phase.is_open() { self } else { Self::Present }
    }

    /// The form as it is first shown: with that year's calendar, else with first values, for the present year those of `today`
    /// and for the next one those of the summer behind the present one.
    pub fn first_form(self, entered: EnteredCalendars<'_>, today: NaiveDate) -> YearForm {
        match (self, entered.present, entered.next) {
            (Self::Present, Some(calendar), _) | (Self::Next, _, Some(calendar)) => YearForm::of(calendar),
            (Self::Present, None, _) | (Self::Next, None, None) => YearForm::first(today),
            (Self::Next, Some(present), None) => YearForm::first(present.last_day() + SUMMER),
        }
    }

    /// The calendar of the form, if it can be this year's beside the present one's: in an open school a correction of the present
    /// calendar or the calendar of the year after it, before that any calendar.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn check(self, form: &YearForm, present: Option<&SchoolCalendar>, phase: Phase) -> Result<SchoolCalendar, FormErrors> {
        match (self, present.filter(|_| phase.is_open())) {
            (Self::Next, Some(present)) => form.year_after(present),
            (Self::Present | Self::Next, present) => form.correction_of(present),
        }
    }

    /// As which year the form's calendar stands once it is saved on `today`: a next year that is entered shortly before it begins
    /// is the present one already.
    #[must_use]
    pub fn once_saved(self, form: &YearForm, today: NaiveDate) -> Self {
        let is_running = form.first_day().is_some_and(|first_day| taken_over_on(first_day) <= today);
        if is_running { Self::Present } else { self }
    }
}
