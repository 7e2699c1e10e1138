//! What a file says of itself, against the record under which it was handed in: week, class, school year, days.
//!
//! A warning stops nothing and judges nobody: real plans are copied from the week before, and somebody should look. Where a
//! file can be understood in two ways it is believed, for a warning that is wrong teaches people to overlook the next one.

mod classes;
mod dates;
mod days;
mod record;
#[cfg(test)]
mod tests;
mod weeks;
mod words;
mod years;

pub use record::check_record;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{SchoolCalendar, TeachingWeek},
    days::Span,
    file_text::{FileText, Passage, Place},
    vietnamese,
};

/// The record under which a file is handed in, as far as the file can say something else.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    pub calendar: &'a SchoolCalendar,
    /// The week of a record that is of one week.
    pub week: Option<TeachingWeek>,
    /// The class whose record it is, as the school calls it: "4A".
    pub class: Option<&'a str>,
    /// All classes of the school.
    pub classes: &'a [&'a str],
    /// The record is a plan that has something for each day of its week.
    pub plans_each_day: bool,
}

/// Something that a file says and that its record does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContentWarning {
    /// The days that the file gives for its week are others.
    OtherDays {
        /// That of the record.
        week: TeachingWeek,
        /// As the file numbers its week, where that says anything.
        number: Option<u8>,
        stated: Span,
        place: Place,
    },
    /// The file gives another number to its week, and no days.
    OtherWeek {
        week: TeachingWeek,
        number: u8,
        place: Place,
    },
    OtherClass {
        class: String,
        stated: String,
        place: Place,
    },
    /// "2026-2027" and what the file says in its place.
    OtherSchoolYear {
        school_year: String,
        stated: String,
        place: Place,
    },
    /// Days of the week, in order, for which the plan has nothing.
    DaysWithoutContent {
        week: TeachingWeek,
        days: Vec<NaiveDate>,
        place: Place,
    },
}

/// What the head of a file is: so many letters of its beginning say what it is, and the rest is about children.
const HEAD_LETTERS: usize = 2_500;
const HEAD_PASSAGES: usize = 40;

/// What somebody should look at before the file is used; nothing where the file says what its record says, or says nothing.
pub fn check(text: &FileText, expected: &Expected<'_>) -> Vec<ContentWarning> {
    let head = head(text);
    let mut warnings = Vec::new();
    warnings.extend(weeks::check(text, head, expected));
    warnings.extend(classes::check(head, expected));
    warnings.extend(years::check(head, expected));
    warnings.extend(days::check(text, expected));
    warnings
}

fn head(text: &FileText) -> &[Passage] {
    let mut letters = 0;
    let in_head = |passage: &&Passage| {
        let fits = letters < HEAD_LETTERS;
        letters += passage.text.chars().count();
        fits
    };
    let length = text.passages.iter().take(HEAD_PASSAGES).take_while(in_head).count();
    text.passages.get(..length).unwrap_or_default()
}

impl ContentWarning {
    /// What is true of the file and of the record, in Vietnamese.
    pub fn sentence(&self) -> String {
        match self {
            Self::OtherDays { week, number, stated, .. } => {
                let taught = vietnamese::days(week.taught());
                let stated = stated_days(*stated, *week);
                match number {
                    Some(number) if *number == week.number => format!("Tệp ghi tuần {number} {stated}, lịch là {taught}."),
                    Some(number) => format!("Tệp ghi tuần {number} {stated}, hồ sơ là tuần {} ({taught}).", week.number),
                    None => format!("Tệp ghi {stated}, lịch tuần {} là {taught}.", week.number),
                }
            }
            Self::OtherWeek { week, number, .. } => {
                format!("Tệp ghi tuần {number}, hồ sơ là tuần {} ({}).", week.number, vietnamese::days(week.taught()))
            }
            Self::OtherClass { class, stated, .. } => format!("Tệp ghi lớp {stated}, hồ sơ của lớp {class}."),
            Self::OtherSchoolYear { school_year, stated, .. } => format!(
                "Tệp ghi năm học {}, hồ sơ của năm học {}.",
                vietnamese::school_year(stated),
                vietnamese::school_year(school_year)
            ),
            Self::DaysWithoutContent { days, .. } => {
                let named: Vec<String> =
                    days.iter().map(|day| format!("{} {}", vietnamese::weekday(*day), vietnamese::day_month(*day))).collect();
                format!("Kế hoạch chưa có nội dung cho {}.", named.join(", "))
            }
        }
    }

    /// Where in the file it is said, or missing.
    pub fn place(&self) -> Place {
        match self {
            Self::OtherDays { place, .. }
            | Self::OtherWeek { place, .. }
            | Self::OtherClass { place, .. }
            | Self::OtherSchoolYear { place, .. }
            | Self::DaysWithoutContent { place, .. } => *place,
        }
    }
}

/// "từ 30/11", as far as it differs from the week: its end too where only that is another one, its year where it is.
fn stated_days(stated: Span, week: TeachingWeek) -> String {
    let shown = |day: NaiveDate| {
        if day.year() == week.monday.year() || day.year() == week.last_day.year() {
            vietnamese::day_month(day)
        } else {
            vietnamese::date(day)
        }
    };
    if week.span().contains(stated.from) {
        format!("từ {} đến {}", shown(stated.from), shown(stated.to))
    } else {
        format!("từ {}", shown(stated.from))
    }
}
