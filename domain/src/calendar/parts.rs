//! What a calendar is made of, as the school enters it: not yet checked.

use chrono::{NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::days::Span;

/// The fields of a calendar; `SchoolCalendar::new` checks them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarParts {
    /// "2024-2025"
    pub school_year: String,
    /// The Monday of week 1.
    pub first_week: NaiveDate,
    /// How many weeks carry a number.
    pub weeks: u8,
    /// For the dashboard and the warning; the due week of KHGD HKII is a parameter of the rule, not of the calendar.
    pub semester_2_starts_in_week: u8,
    pub working_days: WorkingDays,
    pub unnumbered: Vec<UnnumberedWeek>,
    pub special_days: Vec<SpecialDay>,
}

impl CalendarParts {
    pub const DEFAULT_WEEKS: u8 = 35;
    pub const DEFAULT_SEMESTER_2_STARTS_IN_WEEK: u8 = 18;

    /// 35 weeks, học kỳ II from week 18, Monday to Friday, nothing special.
    pub fn starting(school_year: &str, first_week: NaiveDate) -> CalendarParts {
        CalendarParts {
            school_year: school_year.to_owned(),
            first_week,
            weeks: CalendarParts::DEFAULT_WEEKS,
            semester_2_starts_in_week: CalendarParts::DEFAULT_SEMESTER_2_STARTS_IN_WEEK,
            working_days: WorkingDays::default(),
            unnumbered: Vec::new(),
            special_days: Vec::new(),
        }
    }
}

/// A calendar week that carries no number (Tết).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnnumberedWeek {
    pub monday: NaiveDate,
    pub reason: String,
    /// All its seven days are planned days off, under `reason` where no special day already names them.
    pub staff_off: bool,
}

impl UnnumberedWeek {
    pub fn span(&self) -> Span {
        Span::week_of(self.monday)
    }
}

/// One day or several in a row that are not like the others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub kind: SpecialDayKind,
    pub name: String,
}

impl SpecialDay {
    pub fn span(&self) -> Span {
        Span { from: self.from, to: self.to }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpecialDayKind {
    /// A planned day off.
    Holiday,
    /// A planned day off, exchanged for a make-up day.
    SwapOff,
    /// A day worked, whatever its weekday; it wins over a day off.
    Makeup,
    /// Declared at short notice: storm, epidemic, power cut.
    Closure,
}

impl SpecialDayKind {
    pub const ALL: [SpecialDayKind; 4] =
        [SpecialDayKind::Holiday, SpecialDayKind::SwapOff, SpecialDayKind::Makeup, SpecialDayKind::Closure];

    /// The word in files and tables.
    pub fn code(self) -> &'static str {
        match self {
            SpecialDayKind::Holiday => "holiday",
            SpecialDayKind::SwapOff => "swap_off",
            SpecialDayKind::Makeup => "makeup",
            SpecialDayKind::Closure => "closure",
        }
    }

    pub fn parse(code: &str) -> Result<SpecialDayKind, UnknownCodeError> {
        SpecialDayKind::ALL.into_iter().find(|kind| kind.code() == code).ok_or_else(|| UnknownCodeError(code.to_owned()))
    }

    /// The word on screen.
    pub fn shown(self) -> &'static str {
        match self {
            SpecialDayKind::Holiday => "nghỉ lễ",
            SpecialDayKind::SwapOff => "nghỉ hoán đổi",
            SpecialDayKind::Makeup => "làm bù",
            SpecialDayKind::Closure => "nghỉ đột xuất",
        }
    }
}

/// A word of a file, a form or a table that the program does not know.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("không hiểu “{0}”")]
pub struct UnknownCodeError(pub String);

/// The weekdays on which the school works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct WorkingDays(u8);

const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Mon, "mon"),
    (Weekday::Tue, "tue"),
    (Weekday::Wed, "wed"),
    (Weekday::Thu, "thu"),
    (Weekday::Fri, "fri"),
    (Weekday::Sat, "sat"),
    (Weekday::Sun, "sun"),
];

impl WorkingDays {
    pub const NONE: WorkingDays = WorkingDays(0);

    pub fn with(self, weekday: Weekday) -> WorkingDays {
        WorkingDays(self.0 | 1 << weekday.num_days_from_monday())
    }

    pub fn contains(self, weekday: Weekday) -> bool {
        self.0 & 1 << weekday.num_days_from_monday() != 0
    }

    /// Monday first.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Weekday> {
        WEEK.into_iter().map(|(weekday, _)| weekday).filter(move |weekday| self.contains(*weekday))
    }

    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The last weekday of the working week: Friday, or Saturday where Saturday is worked.
    pub fn last(self) -> Option<Weekday> {
        self.iter().next_back()
    }

    /// "mon" … "sun", Monday first.
    pub fn codes(self) -> impl Iterator<Item = &'static str> {
        WEEK.into_iter().filter(move |(weekday, _)| self.contains(*weekday)).map(|(_, code)| code)
    }

    pub fn parse_weekday(code: &str) -> Result<Weekday, UnknownCodeError> {
        let known = WEEK.into_iter().find(|(_, known)| *known == code);
        known.map(|(weekday, _)| weekday).ok_or_else(|| UnknownCodeError(code.to_owned()))
    }
}

/// Monday to Friday.
impl Default for WorkingDays {
    fn default() -> WorkingDays {
        WEEK.into_iter().take(5).map(|(weekday, _)| weekday).collect()
    }
}

impl FromIterator<Weekday> for WorkingDays {
    fn from_iter<I: IntoIterator<Item = Weekday>>(weekdays: I) -> WorkingDays {
        weekdays.into_iter().fold(WorkingDays::NONE, WorkingDays::with)
    }
}

impl TryFrom<Vec<String>> for WorkingDays {
    type Error = UnknownCodeError;

    fn try_from(codes: Vec<String>) -> Result<WorkingDays, UnknownCodeError> {
        codes.iter().map(|code| WorkingDays::parse_weekday(code)).collect()
    }
}

impl From<WorkingDays> for Vec<String> {
    fn from(days: WorkingDays) -> Vec<String> {
        days.codes().map(str::to_owned).collect()
    }
}

impl CalendarParts {
    /// What is new here and what is gone since `before`, a line each, for the log: "+ 2026-11-06 closure Bão số 13".
    /// A judgement that a closure improved can so be followed back to who declared it and when.
    pub fn changes_from(&self, before: &Self) -> Vec<String> {
        let (old, new) = (before.lines(), self.lines());
        let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("- {line}"));
        let come = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+ {line}"));
        gone.chain(come).collect()
    }

    fn lines(&self) -> Vec<String> {
        let days: Vec<&str> = self.working_days.codes().collect();
        let regime = [
            format!("school_year {}", self.school_year),
            format!("first_week {}", self.first_week),
            format!("weeks {}", self.weeks),
            format!("semester_2_starts_in_week {}", self.semester_2_starts_in_week),
            format!("working_days {}", days.join(" ")),
        ];
        let gaps = self
            .unnumbered
            .iter()
            .map(|week| format!("{} unnumbered{} {}", week.monday, if week.staff_off { " staff_off" } else { "" }, week.reason));
        let special = self.special_days.iter().map(|day| match day.to == day.from {
            true => format!("{} {} {}", day.from, day.kind.code(), day.name),
            false => format!("{}..{} {} {}", day.from, day.to, day.kind.code(), day.name),
        });
        regime.into_iter().chain(gaps).chain(special).collect()
    }
}
