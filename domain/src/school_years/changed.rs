//! A change of the calendar or of the rules, as it is known to whoever tells people of it.

use chrono::NaiveDate;

use super::history::{CalendarChange, dated, in_words};
use crate::{
    days::{Span, Timestamp, day_of},
    people::PersonId,
    record_types::RuleVersionId,
};

/// One change that may have moved due days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueDaysChange {
    pub at: Timestamp,
    /// Nobody: the program itself.
    pub by: Option<PersonId>,
    /// By which document; empty where none was named.
    pub document: String,
    /// The first day that it is about.
    pub from: NaiveDate,
    pub what: ChangedDueDays,
}

/// What was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangedDueDays {
    /// What was changed, a sentence each, and the days that came or went.
    Calendar { words: Vec<String>, days: Vec<Span> },
    /// One more version of the rules.
    Rules { version: RuleVersionId, number: i64 },
}

impl DueDaysChange {
    /// Nothing where the year was entered or has another name only. Whatever is about no day, as the number of weeks, is changed
    /// from the day on which that was done.
    pub fn of_calendar(change: &CalendarChange) -> Option<Self> {
        if change.lines.is_empty() || change.renamed.is_some() {
            return None;
        }
        let days: Vec<Span> = change.lines.iter().filter_map(|line| days_of(line)).collect();
        let first = days.iter().map(|one| one.from).min().filter(|_| days.len() == change.lines.len());
        Some(Self {
            at: change.at,
            by: change.by,
            document: change.document.clone(),
            from: first.unwrap_or_else(|| day_of(change.at)),
            what: ChangedDueDays::Calendar { words: in_words(&change.lines), days },
        })
    }
}

/// The days that a line of a change is about; the whole week of one without number.
fn days_of(line: &str) -> Option<Span> {
    let (days, rest) = dated(line.strip_prefix("+ ").or_else(|| line.strip_prefix("- "))?)?;
    Some(if rest.starts_with("unnumbered ") { Span::week_of(days.from) } else { days })
}
