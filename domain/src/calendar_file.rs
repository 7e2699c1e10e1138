//! The calendar as a TOML file: read with a line and a reason for everything that is wrong, and written.
//!
//! Where the contract is silent: `special_days` and `unnumbered` may also be lists of inline tables; a weekday named
//! twice counts once; text is kept letter by letter. What a file may not say is told by `CalendarLineError`.

mod fields;
mod reason;
mod write;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use thiserror::Error;
use toml::de::DeTable;

pub use reason::{CalendarLineError, Expected};
pub use write::to_toml;

use crate::calendar::{
    CalendarError, CalendarField, CalendarParts, SchoolCalendar, SpecialDay, UnnumberedWeek, problems_of_values,
};
use fields::{Entry, FieldError};
use reason::reason_of_syntax_error;

/// One thing that is wrong in the file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("dòng {line}: {reason}")]
pub struct FileError {
    /// From 1. For a missing field, the line of the `[[…]]` head of its entry, or line 1.
    pub line: usize,
    pub reason: CalendarLineError,
}

const ROOT_FIELDS: [&str; 7] =
    ["school_year", "first_week", "weeks", "semester_2_starts_in_week", "working_days", "unnumbered", "special_days"];
const UNNUMBERED_FIELDS: [&str; 3] = ["monday", "reason", "staff_off"];
const SPECIAL_DAY_FIELDS: [&str; 4] = ["from", "to", "kind", "name"];

/// Reads a calendar; every error found, in the order of the lines.
pub fn parse(text: &str) -> Result<SchoolCalendar, Vec<FileError>> {
    let (document, syntax_errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { text, errors: Vec::new(), unreadable_lines: BTreeSet::new() };
    let mut sound = true;
    for error in syntax_errors {
        let span = error.span().unwrap_or_default();
        let (reason, only_a_value) = reason_of_syntax_error(error.message(), text.get(span.clone()).unwrap_or_default());
        sound &= only_a_value;
        let line = reader.line_at(span.start);
        // The first error of a line is the cause, those after it are consequences.
        if reader.unreadable_lines.insert(line) {
            reader.errors.push(FileError { line, reason });
        }
    }
    // Where the shape of the file is broken, whatever else could be said would be noise.
    let calendar = if sound { reader.calendar(document.get_ref()) } else { None };
    reader.errors.sort_by_key(|error| error.line);
    calendar.filter(|_| reader.errors.is_empty()).ok_or(reader.errors)
}

struct Reader<'t> {
    text: &'t str,
    errors: Vec<FileError>,
    unreadable_lines: BTreeSet<usize>,
}

impl Reader<'_> {
    fn calendar(&mut self, document: &DeTable<'_>) -> Option<SchoolCalendar> {
        let root = Entry { table: document, line: 1 };
        self.tell_unknown_fields(&root, &ROOT_FIELDS);
        let school_year = self.text(&root, "school_year");
        let first_week = self.date(&root, "first_week");
        let weeks = self.week_number(&root, "weeks");
        let semester_2 = self.week_number(&root, "semester_2_starts_in_week");
        let working_days = self.weekdays(&root, "working_days");
        let (unnumbered, unnumbered_entries) = self.list(&root, "unnumbered", Reader::unnumbered_week);
        let (special_days, special_day_entries) = self.list(&root, "special_days", Reader::special_day);

        // A frame that could not be read stands as a harmless one, so that the rest is still judged.
        let frame_is_known = first_week.is_ok() && weeks.is_ok();
        let parts = CalendarParts {
            school_year: school_year.unwrap_or_else(|FieldError| "?".to_owned()),
            weeks: weeks.unwrap_or_default().unwrap_or(CalendarParts::DEFAULT_WEEKS),
            semester_2_starts_in_week: semester_2.unwrap_or_default().unwrap_or(CalendarParts::DEFAULT_SEMESTER_2_STARTS_IN_WEEK),
            working_days: working_days.unwrap_or_default().unwrap_or_default(),
            unnumbered,
            special_days,
            ..CalendarParts::starting("", first_week.unwrap_or_else(|FieldError| some_monday()))
        };
        let checked = if frame_is_known { SchoolCalendar::new(parts) } else { Err(problems_of_values(&parts)) };
        let problems = match checked {
            Ok(calendar) => return Some(calendar),
            Err(problems) => problems,
        };
        for CalendarError { field: wrong, problem } in problems {
            let (entry, field) = match wrong {
                CalendarField::SchoolYear => (&root, "school_year"),
                CalendarField::FirstWeek => (&root, "first_week"),
                CalendarField::Weeks => (&root, "weeks"),
                CalendarField::Semester2StartsInWeek => (&root, "semester_2_starts_in_week"),
                CalendarField::WorkingDays => (&root, "working_days"),
                CalendarField::UnnumberedMonday(index) => (&unnumbered_entries[index], "monday"),
                CalendarField::UnnumberedReason(index) => (&unnumbered_entries[index], "reason"),
                CalendarField::SpecialDayFrom(index) => (&special_day_entries[index], "from"),
                CalendarField::SpecialDayTo(index) => (&special_day_entries[index], "to"),
                CalendarField::SpecialDayName(index) => (&special_day_entries[index], "name"),
            };
            self.tell(self.line_of(entry, field), CalendarLineError::Calendar { field, problem });
        }
        None
    }

    fn unnumbered_week(&mut self, entry: &Entry<'_>) -> Result<UnnumberedWeek, FieldError> {
        self.tell_unknown_fields(entry, &UNNUMBERED_FIELDS);
        let monday = self.date(entry, "monday");
        let reason = self.text(entry, "reason");
        let staff_off = self.boolean(entry, "staff_off");
        Ok(UnnumberedWeek { monday: monday?, reason: reason?, staff_off: staff_off?.unwrap_or(false) })
    }

    fn special_day(&mut self, entry: &Entry<'_>) -> Result<SpecialDay, FieldError> {
        self.tell_unknown_fields(entry, &SPECIAL_DAY_FIELDS);
        let from = self.date(entry, "from");
        let to = self.optional_date(entry, "to");
        let kind = self.kind(entry, "kind");
        let name = self.text(entry, "name");
        let from = from?;
        Ok(SpecialDay { from, to: to?.unwrap_or(from), kind: kind?, name: name? })
    }
}

fn some_monday() -> NaiveDate {
    crate::days::monday_of(NaiveDate::default())
}

#[cfg(test)]
mod tests;
