//! Setting a school up, and its settings afterwards: what people typed, read into values, or told back field by field.
//!
//! Every form is kept as it was typed, so that whatever is refused is shown again word for word.

mod form_data;
mod school;
mod year;
mod years;
mod preview;
mod units;
mod staff;
mod places;
mod paste;
mod usernames;
mod types;
mod opening;
mod settings;
mod turns;
mod themes;

pub use form_data::{FormData, FormErrors};
pub use opening::{Opening, OpeningForm, practice_choices};
pub use places::positions as positions_of;
pub use preview::{MonthRow, WeekCell, YearPreview};
pub use school::{FOUNDING_POSTS, Founder, SchoolForm, SchoolPlan};
pub use settings::Setting;
pub use staff::{PersonPlan, Post, StaffForm, StaffPlan, StaffRow};
pub use themes::{KnownThemes, ThemePlan, ThemeRow, ThemesForm, ThemesPlan};
pub use turns::{ClassTurns, Shared, Teacher, TurnsForm, WeekTurn};
pub use types::{
    NewType, NewTypePlan, OwnChoice, OwnPlan, TypeChoice, TypePlan, TypesForm, TypesPlan, due_choices, due_words, owner_choices,
    owner_of, owner_words, rules_of, short_of,
};
pub use units::{DepartmentPlan, UnitDiff, UnitRow, UnitsForm, UnitsPlan};
pub use usernames::{problem_of_user_name, suggested};
pub use year::{DayRow, ROW_KINDS, YearForm};
pub use years::{follows, is_same_year, running, taken_over_on};

/// The steps of the first set-up, in order; four of them are settings afterwards (`Setting`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    School,
    Year,
    Units,
    Staff,
    Types,
    Practice,
}

impl Step {
    pub const ALL: [Self; 6] = [Self::School, Self::Year, Self::Units, Self::Staff, Self::Types, Self::Practice];

    /// From 1.
    pub const fn number(self) -> u8 {
        match self {
            Self::School => 1,
            Self::Year => 2,
            Self::Units => 3,
            Self::Staff => 4,
            Self::Types => 5,
            Self::Practice => 6,
        }
    }

    /// The step of a number; the last one for what lies beyond.
    pub fn of_number(number: u8) -> Self {
        Self::ALL.into_iter().find(|step| step.number() >= number).unwrap_or(Self::Practice)
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::School => "Trường",
            Self::Year => "Lịch năm học",
            Self::Units => "Tổ và lớp",
            Self::Staff => "Cán bộ",
            Self::Types => "Loại hồ sơ và hạn",
            Self::Practice => "Tuần tập dượt",
        }
    }
}

#[cfg(test)]
mod tests;
