//! "Vì sao hạn này?": the way from the clause to the hour in numbered steps, beside two weeks of the calendar.

mod steps;
mod strips;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use steps::moved_in_short;
pub use strips::{CalendarStrip, StripDay};

use crate::calendar::SchoolCalendar;
use crate::days::Span;
use crate::deadlines::{Due, DueRule, Hours};
use crate::lines::document_words;
use crate::vietnamese;

/// What the panel says; how it looks is the screen's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// Three or four, in order; one more where more time was given, and one where the turn was swapped.
    pub steps: Vec<WhyStep>,
    /// The week of the due day, and the week that explains it: of the nominal day, else the one that is taught.
    pub two_weeks: [CalendarStrip; 2],
    /// "Quy định bản 2, áp dụng từ 07/12/2026, theo Quyết định số 25/QĐ-MNNT"
    pub rule: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyStep {
    pub words: Vec<Phrase>,
}

/// A stretch of text, some of it strong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    pub text: String,
    pub strong: bool,
}

impl Why {
    /// With the step that says that more time was given for the record: before the hour, which is that of the last day.
    #[must_use]
    pub fn with_extension(mut self, due: &Due, until: NaiveDate, because: &str) -> Self {
        let before_the_hour = self.steps.len().saturating_sub(1);
        self.steps.insert(before_the_hour, steps::extension(due, until, because));
        self
    }

    /// With the step that says by which swap the turn is whose it is: behind all others, for it moves no day.
    #[must_use]
    pub fn with_swap(mut self, who: &str, because: &str) -> Self {
        self.steps.push(steps::swap(who, because));
        self
    }
}

impl WhyStep {
    /// The words without their weight.
    pub fn text(&self) -> String {
        self.words.iter().map(|phrase| phrase.text.as_str()).collect()
    }
}

/// The record whose due day is to be explained.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The type of record in the middle of a sentence: "giáo án".
    pub record: &'a str,
    /// Its period in the middle of a sentence: "tuần 13", "tháng 11/2026", "học kỳ II".
    pub period: &'a str,
    pub span: Span,
    pub rule: DueRule,
    /// Who says so: "Điều 9 của Quy chế", "Hiệu trưởng quy định".
    pub source: &'a str,
    /// What is said, "giáo án nộp chiều thứ Sáu của tuần trước khi dạy."; put together from the rule where `None`.
    pub clause: Option<&'a str>,
    pub hours: Hours,
    /// The number of the rule version and its first day.
    pub version: i64,
    pub in_force_from: NaiveDate,
    /// Of the version, as it was typed; empty where none was named.
    pub decision: &'a str,
}

pub fn why(calendar: &SchoolCalendar, asked: &Asked<'_>, due: &Due) -> Why {
    let by = if asked.decision.is_empty() { String::new() } else { format!(", theo {}", document_words(asked.decision)) };
    Why {
        steps: steps::steps(calendar, asked, due),
        two_weeks: strips::two_weeks(calendar, asked.span, due),
        rule: format!("Quy định bản {}, áp dụng từ {}{by}", asked.version, vietnamese::date(asked.in_force_from)),
    }
}

#[cfg(test)]
mod tests;
