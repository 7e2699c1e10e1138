//! Holidays that a calendar should have and has not: those whose date the law fixes, Tết and the day of the Hùng kings, whose dates
//! follow the moon and are typed in by hand.

use chrono::{Datelike, NaiveDate};

use crate::{
    calendar::{SchoolCalendar, SpecialDayKind},
    days::Span,
};

/// A holiday of the year, as a calendar can lack it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    NationalDay,
    NewYear,
    /// Tết Nguyên đán.
    Tet,
    HungKings,
    /// 30 April and 1 May.
    Liberation,
}

/// How many working days off in its season are Tết: by law it is five, of which some may fall on days that are not worked.
const LEAST_TET: usize = 3;

impl Holiday {
    pub const ALL: [Self; 5] = [Self::NationalDay, Self::NewYear, Self::Tet, Self::HungKings, Self::Liberation];

    /// In the middle of a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NationalDay => "2/9",
            Self::NewYear => "Tết Dương lịch",
            Self::Tet => "Tết",
            Self::HungKings => "Giỗ Tổ",
            Self::Liberation => "30/4 và 1/5",
        }
    }

    /// The days of a calendar year among which it lies: between 21 January and 20 February begins the year of the moon, and the
    /// tenth of its third month lies between 28 March and 29 April.
    fn season(self, year: i32) -> Option<Span> {
        let ((from_month, from), (to_month, to)) = match self {
            Self::NationalDay => ((9, 2), (9, 2)),
            Self::NewYear => ((1, 1), (1, 1)),
            Self::Tet => ((1, 21), (2, 20)),
            Self::HungKings => ((3, 28), (4, 29)),
            Self::Liberation => ((4, 30), (5, 1)),
        };
        Some(Span::new(NaiveDate::from_ymd_opt(year, from_month, from)?, NaiveDate::from_ymd_opt(year, to_month, to)?))
    }

    /// Whether the school works as if there were no such holiday, in a calendar year whose season lies in the school year.
    fn is_missing(self, calendar: &SchoolCalendar, season: Span) -> bool {
        let (year, usual) = (calendar.year(), calendar.working_days());
        if season.from < year.from || year.to < season.to {
            return false;
        }
        let off = || season.days().filter(|day| usual.contains(day.weekday()) && !calendar.is_working_day(*day)).count();
        let usually_worked = season.days().filter(|day| usual.contains(day.weekday())).count();
        match self {
            Self::NationalDay | Self::NewYear | Self::Liberation => off() < usually_worked,
            Self::Tet => off() < LEAST_TET,
            // Where it is a Sunday, the day off in its stead may lie behind the season, under its name.
            Self::HungKings => off() == 0 && !is_named(calendar, "giỗ tổ") && !is_named(calendar, "hùng vương"),
        }
    }
}

/// Whether a day off of the calendar has these words, in small letters, in its name.
fn is_named(calendar: &SchoolCalendar, words: &str) -> bool {
    let days = calendar.parts().special_days.iter();
    let off = days.filter(|day| matches!(day.kind, SpecialDayKind::Holiday | SpecialDayKind::SwapOff));
    off.map(|day| day.name.to_lowercase()).any(|name| name.contains(words))
}

/// The holidays that `calendar` lacks, in the order of the school year; none of those that lie outside of it or on days that are
/// not worked anyhow.
pub fn missing_holidays(calendar: &SchoolCalendar) -> Vec<Holiday> {
    let years = calendar.first_day().year()..=calendar.last_day().year();
    let is_missing = |one: &Holiday| {
        let mut seasons = years.clone().filter_map(|year| one.season(year));
        seasons.any(|season| one.is_missing(calendar, season))
    };
    Holiday::ALL.into_iter().filter(is_missing).collect()
}

/// "Tết, Giỗ Tổ"; nothing where none is missing.
pub fn missing_words(calendar: &SchoolCalendar) -> Option<String> {
    let missing: Vec<&str> = missing_holidays(calendar).into_iter().map(Holiday::words).collect();
    (!missing.is_empty()).then(|| missing.join(", "))
}

#[cfg(test)]
mod tests;
