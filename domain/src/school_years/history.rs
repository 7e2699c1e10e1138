//! What was changed in a calendar, by whom, when and by which document: the lines of the log in words that people read.

use crate::{
    calendar::{SchoolCalendar, SpecialDayKind},
    days::{Span, Timestamp},
    people::{Organisation, PersonId},
    vietnamese,
};

/// One time that a calendar was saved, as the log has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarChange {
    pub at: Timestamp,
    /// Nobody: the program itself.
    pub by: Option<PersonId>,
    /// By which document; empty where none was named.
    pub document: String,
    /// As `CalendarParts::changes_from` writes them; none where the year was entered.
    pub lines: Vec<String>,
    /// The name that the year was given, where that was all.
    pub renamed: Option<String>,
}

/// The same, for the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarChangeTold {
    pub at: Timestamp,
    pub who: String,
    pub document: String,
    /// A sentence each.
    pub words: Vec<String>,
}

/// The changes of one year's calendar, given with the oldest first; the newest first. What was saved without a change is left out.
pub fn calendar_history(changes: &[CalendarChange], organisation: &Organisation) -> Vec<CalendarChangeTold> {
    let mut is_entered = false;
    let mut told: Vec<CalendarChangeTold> = Vec::new();
    for change in changes {
        let words = match (&change.renamed, change.lines.is_empty()) {
            (Some(name), _) => vec![format!("Đổi tên thành năm học {}.", vietnamese::school_year(name))],
            (None, false) => in_words(&change.lines),
            (None, true) if is_entered => continue,
            (None, true) => vec!["Lập lịch năm học.".to_owned()],
        };
        is_entered |= change.renamed.is_none();
        let known = change.by.and_then(|by| organisation.person(by));
        let who = match (known, change.by) {
            (Some(person), _) => organisation.distinct_name(person, None),
            (None, Some(_)) => "người đã rời trường".to_owned(),
            (None, None) => "chương trình".to_owned(),
        };
        told.push(CalendarChangeTold { at: change.at, who, document: change.document.clone(), words });
    }
    told.reverse();
    told
}

/// What differs between two calendars of one year, a sentence each: as the history will tell it.
pub(super) fn calendar_changes(before: &SchoolCalendar, after: &SchoolCalendar) -> Vec<String> {
    in_words(&after.parts().changes_from(before.parts()))
}

/// The lines of one change: a value of the frame that is another one is told once, and each day that came or went.
pub(super) fn in_words(lines: &[String]) -> Vec<String> {
    let before = |field: &str| {
        let mut gone = lines.iter().filter_map(|line| frame(line.strip_prefix("- ")?));
        gone.find(|(known, _)| *known == field).map(|(_, value)| value)
    };
    let mut words = Vec::new();
    for line in lines {
        match (line.strip_prefix("+ "), line.strip_prefix("- ")) {
            (Some(come), _) => match frame(come) {
                Some((field, value)) => words.push(frame_words(field, before(field), value)),
                None => words.push(day_words("Thêm", come)),
            },
            (None, Some(gone)) if frame(gone).is_none() => words.push(day_words("Bỏ", gone)),
            (None, Some(_)) => {}
            (None, None) => words.push(line.clone()),
        }
    }
    words
}

/// Field and value, where the line is about no day.
fn frame(line: &str) -> Option<(&str, &str)> {
    line.split_once(' ').filter(|(field, _)| FRAME.iter().any(|(known, _)| known == field))
}

/// The values of a calendar that are no days, as the log calls them and as people do.
const FRAME: [(&str, &str); 5] = [
    ("school_year", "Năm học"),
    ("first_week", "Tuần 1 bắt đầu"),
    ("weeks", "Số tuần"),
    ("semester_2_starts_in_week", "Học kỳ II từ tuần"),
    ("working_days", "Ngày làm việc"),
];

const WEEKDAYS: [(&str, &str); 7] = [
    ("mon", "thứ Hai"),
    ("tue", "thứ Ba"),
    ("wed", "thứ Tư"),
    ("thu", "thứ Năm"),
    ("fri", "thứ Sáu"),
    ("sat", "thứ Bảy"),
    ("sun", "Chủ nhật"),
];

fn weekday(code: &str) -> &str {
    WEEKDAYS.iter().find(|(known, _)| *known == code).map_or(code, |(_, day)| *day)
}

fn frame_words(field: &str, before: Option<&str>, after: &str) -> String {
    let label = FRAME.iter().find(|(known, _)| *known == field).map_or(field, |(_, label)| *label);
    let shown = |value: &str| match field {
        "first_week" => value.parse().map_or_else(|_| value.to_owned(), vietnamese::date),
        "working_days" => value.split(' ').map(weekday).collect::<Vec<&str>>().join(", "),
        _ => value.to_owned(),
    };
    match before {
        Some(before) => format!("{label}: {}, trước đây là {}.", shown(after), shown(before)),
        None => format!("{label}: {}.", shown(after)),
    }
}

/// "2026-11-06 closure Bão số 13", "2027-02-01..2027-02-07 holiday Tết", "2027-02-08 unnumbered staff_off Tết"; what is none of
/// them is told as it stands.
fn day_words(deed: &str, line: &str) -> String {
    told_day(line).map_or_else(|| format!("{deed} {line}."), |(what, days, name)| format!("{deed} {what} {days}: {name}."))
}

/// The days with which a line begins, and what follows them.
pub(super) fn dated(line: &str) -> Option<(Span, &str)> {
    let (days, rest) = line.split_once(' ')?;
    let (from, to) = days.split_once("..").unwrap_or((days, days));
    Some((Span::new(from.parse().ok()?, to.parse().ok()?), rest))
}

fn told_day(line: &str) -> Option<(&'static str, String, &str)> {
    let (Span { from, to }, rest) = dated(line)?;
    let (code, name) = rest.split_once(' ').unwrap_or((rest, ""));
    let days = if from == to {
        vietnamese::weekday_and_date(from)
    } else {
        format!("từ {} đến {}", vietnamese::date(from), vietnamese::date(to))
    };
    if code == "unnumbered" {
        let (what, reason) = match name.strip_prefix("staff_off ") {
            Some(reason) => ("tuần không đánh số, nghỉ, từ", reason),
            None => ("tuần không đánh số, vẫn làm việc, từ", name),
        };
        return Some((what, days, reason));
    }
    let kind = SpecialDayKind::parse(code).ok()?;
    Some((kind.shown(), days, name))
}

#[cfg(test)]
mod tests;
