//! Days and hours, which a sheet holds as a count of days.

use chrono::{Days, NaiveDate};
use domain::vietnamese;

use super::{Token, tokens};

/// Seconds of a day.
const DAY: i64 = 86_400;
/// The last day that Excel knows, 31/12/9999.
const LAST_DAY: i64 = 2_958_465;

/// What of a moment is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Moment {
    day: bool,
    month: bool,
    year: bool,
    hour: bool,
    second: bool,
    /// Hours are counted on over midnight.
    is_length: bool,
}

impl Moment {
    /// `None` for a code that is none of a moment.
    pub(super) fn read(code: &str) -> Option<Self> {
        let mut moment = Self::default();
        let plain = code.to_lowercase();
        if plain.contains("[h") {
            return Some(Self { hour: true, second: plain.contains('s'), is_length: true, ..moment });
        }
        let letters: Vec<char> = tokens(&plain)
            .into_iter()
            .filter_map(|token| match token {
                Token::Letter(letter) => Some(letter),
                Token::Words(_) => None,
            })
            .collect();
        if letters.iter().any(|letter| matches!(letter, '0' | '#' | '?' | '%'))
            && !letters.iter().any(|letter| matches!(letter, 'd' | 'y' | 'h'))
        {
            return None;
        }
        for (at, letter) in letters.iter().enumerate() {
            match letter {
                'd' => moment.day = true,
                'y' => moment.year = true,
                'h' => moment.hour = true,
                's' => moment.second = true,
                'm' => {
                    let before = letters.iter().take(at).rev().find(|letter| matches!(letter, 'd' | 'y' | 'h' | 's'));
                    let after = letters.iter().skip(at).find(|letter| matches!(letter, 'd' | 'y' | 'h' | 's'));
                    // Between hours and seconds "m" is minutes.
                    let is_minutes = before == Some(&'h') || (after == Some(&'s') && before != Some(&'d'));
                    moment.month |= !is_minutes;
                    moment.hour |= is_minutes;
                }
                _ => {}
            }
        }
        (moment.day || moment.month || moment.year || moment.hour || moment.second).then_some(moment)
    }

    /// The day of a moment of which day, month and year are shown; of the days before March 1900, which Excel counts wrong, none.
    pub(super) fn day(self, number: f64, is_1904: bool) -> Option<NaiveDate> {
        let days = number.floor() as i64 + if is_1904 { 1_462 } else { 0 };
        let is_known = self.day && self.month && self.year && (61..=LAST_DAY).contains(&days);
        let days = u64::try_from(days).ok().filter(|_| is_known)?;
        NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
    }

    /// `None` for a number that is no day of Excel's.
    pub(super) fn show(self, number: f64, is_1904: bool) -> Option<String> {
        let seconds = (number * DAY as f64).round();
        if !(0.0..((LAST_DAY + 1) * DAY) as f64).contains(&seconds) {
            return None;
        }
        let seconds = seconds as i64;
        let (days, of_day) = (seconds / DAY, seconds % DAY);
        let clock = |hours: i64| {
            let (minutes, second) = (of_day / 60 % 60, of_day % 60);
            if self.second { format!("{hours:02}:{minutes:02}:{second:02}") } else { format!("{hours:02}:{minutes:02}") }
        };
        if self.is_length {
            return Some(clock(seconds / 3600));
        }
        let day = self.date(if is_1904 { days + 1_462 } else { days })?;
        Some(match (day.is_empty(), self.hour || self.second) {
            (false, true) => format!("{day} {}", clock(of_day / 3600)),
            (false, false) => day,
            (true, _) => clock(of_day / 3600),
        })
    }

    fn date(self, days: i64) -> Option<String> {
        if !(self.day || self.month || self.year) {
            return Some(String::new());
        }
        // Excel counts a 29/02/1900 that never was.
        let from_1899 = if days < 60 { days + 1 } else { days };
        let day = chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(chrono::TimeDelta::try_days(from_1899)?)?;
        Some(match self {
            Self { day: true, year: false, .. } => vietnamese::day_month(day),
            Self { day: false, month: true, year: true, .. } => day.format("%m/%Y").to_string(),
            Self { day: false, month: false, .. } => day.format("%Y").to_string(),
            Self { day: false, month: true, year: false, .. } => day.format("%m").to_string(),
            Self { day: true, .. } => vietnamese::date(day),
        })
    }
}
