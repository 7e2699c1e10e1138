//! Numbered weeks, semesters, and the calendar weeks of a school year.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::parts::{CalendarParts, SpecialDay, UnnumberedWeek};
use crate::days::{Span, weekday_in_week_of};

/// A calendar week that carries a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TeachingWeek {
    /// From 1.
    pub number: u8,
    pub monday: NaiveDate,
    /// The last weekday of the school's working week: Friday, or Saturday where Saturday is worked.
    pub last_day: NaiveDate,
}

impl TeachingWeek {
    /// Monday through Sunday: the week as a period.
    pub fn span(self) -> Span {
        Span::week_of(self.monday)
    }

    /// Monday through the last weekday of the working week: the week as people write it, 23/11–27/11.
    pub fn taught(self) -> Span {
        Span { from: self.monday, to: self.last_day }
    }
}

/// Where a day stands among the weeks of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeekOf<'a> {
    Numbered(u8),
    /// With its reason, "Tết Đinh Mùi".
    Unnumbered(&'a str),
    Before,
    After,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Semester {
    First,
    Second,
}

impl Semester {
    pub const BOTH: [Semester; 2] = [Semester::First, Semester::Second];

    /// "học kỳ I"
    pub fn shown(self) -> &'static str {
        match self {
            Semester::First => "học kỳ I",
            Semester::Second => "học kỳ II",
        }
    }
}

/// One line of the calendar page: a calendar week and what is special in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarWeek<'a> {
    pub monday: NaiveDate,
    pub kind: CalendarWeekKind<'a>,
    /// In the order of their first days.
    pub special_days: Vec<&'a SpecialDay>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarWeekKind<'a> {
    Numbered(TeachingWeek),
    Unnumbered(&'a UnnumberedWeek),
}

/// From the Monday of week 1, each calendar week gets the next number, except those listed as unnumbered.
pub(super) fn number_weeks(parts: &CalendarParts) -> Vec<TeachingWeek> {
    let unnumbered: std::collections::BTreeSet<NaiveDate> = parts.unnumbered.iter().map(|week| week.monday).collect();
    let last_weekday = parts.working_days.last().unwrap_or(chrono::Weekday::Fri);
    let mondays = (0..).map(|n| parts.first_week + Days::new(7 * n)).filter(|monday| !unnumbered.contains(monday));
    (1..=parts.weeks)
        .zip(mondays)
        .map(|(number, monday)| TeachingWeek { number, monday, last_day: weekday_in_week_of(monday, last_weekday) })
        .collect()
}
