//! Which due days another calendar would move, and whom that touches: what is looked at before it is saved.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{history::calendar_changes, taken_over_on};
use crate::{
    calendar::SchoolCalendar,
    closures::{in_force, shut},
    days::{Timestamp, day_of},
    deadlines::DueDayError,
    facts::Facts,
    moved_days::{ChangeOutlook, MovedDays},
    regime::Regime,
    seen::Digest,
};

/// What would follow if `calendar` took the place of that of `facts` at `now`: days on which the school was shut at short notice stay
/// shut, and a week of practice that the year has no more is none.
///
/// # Errors
/// As of `reconcile`.
pub fn moved_by_calendar(facts: &Facts, calendar: &SchoolCalendar, now: Timestamp) -> Result<MovedDays, DueDayError> {
    let practice_week = facts.regime.practice_week.filter(|week| calendar.week(*week).is_some());
    let regime = Regime { calendar: calendar.clone(), practice_week, ..Regime::clone(&facts.regime) };
    MovedDays::of(facts, &shut(&regime, &in_force(&facts.closures)), now)
}

/// `calendar` in the place of that of `facts`, as somebody looks at it at `now`: what is changed in it, and what would follow.
///
/// # Errors
/// As of `reconcile`.
pub fn calendar_outlook(facts: &Facts, calendar: &SchoolCalendar, now: Timestamp) -> Result<ChangeOutlook, DueDayError> {
    let changes = calendar_changes(facts.calendar(), calendar);
    Ok(ChangeOutlook::new(Digest::new(), changes, moved_by_calendar(facts, calendar, now)?, None))
}

/// The same of the year after the one that is shown, `facts` being those of that next year.
///
/// # Errors
/// As of `reconcile`.
pub fn next_calendar_outlook(facts: &Facts, calendar: &SchoolCalendar, now: Timestamp) -> Result<ChangeOutlook, DueDayError> {
    let regime = Regime { counts_from: counts_from_of_next(calendar, day_of(now)), ..Regime::clone(&facts.regime) };
    calendar_outlook(&Facts { regime: Arc::new(regime), ..facts.clone() }, calendar, now)
}

/// From which day a next year counts whose calendar is entered or corrected on `today`. Entered late, it begins to count on that
/// day: nobody is late for what was not there.
pub fn counts_from_of_next(calendar: &SchoolCalendar, today: NaiveDate) -> NaiveDate {
    taken_over_on(calendar.first_day()).max(today)
}
