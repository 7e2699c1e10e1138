//! Why a line of a calendar file cannot stand, in words for the person who wrote it.

use std::fmt;

use chrono::NaiveDate;
use thiserror::Error;

use crate::calendar::CalendarFieldError;

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CalendarLineError {
    #[error("không đọc được; mỗi dòng viết: trường = giá trị")]
    Unreadable,
    #[error("“{0}” không có trong lịch")]
    NoSuchDate(String),
    #[error("“{0}” không phải là ngày; viết năm-tháng-ngày, như 2026-09-07")]
    NotADate(String),
    #[error("“{0}” phải đặt trong ngoặc kép")]
    NotQuoted(String),
    #[error("trường “{0}” ghi hai lần")]
    FieldTwice(String),
    #[error("không có trường “{field}”; có thể ghi {}", known.join(", "))]
    UnknownField { field: String, known: &'static [&'static str] },
    #[error("thiếu trường “{field}”")]
    Missing { field: &'static str },
    #[error("{field}: {expected}")]
    WrongType { field: &'static str, expected: Expected },
    #[error("không có loại ngày “{0}”; chọn holiday, swap_off, makeup hoặc closure")]
    UnknownKind(String),
    #[error("không có thứ “{0}”; chọn trong mon, tue, wed, thu, fri, sat, sun")]
    UnknownWeekday(String),
    #[error("{field}: {problem}")]
    Calendar { field: &'static str, problem: CalendarFieldError },
}

/// What the value should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    Text,
    Date,
    WholeNumber,
    Boolean,
    Weekdays,
    Entries,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Expected::Text => "phải là chữ trong ngoặc kép",
            Expected::Date => "phải là ngày không có ngoặc kép, như 2026-09-07",
            Expected::WholeNumber => "phải là số nguyên",
            Expected::Boolean => "phải là true hoặc false",
            Expected::Weekdays => "phải là danh sách thứ, như [\"mon\", \"tue\"]",
            Expected::Entries => "phải viết thành từng mục trong hai ngoặc vuông, như [[special_days]]",
        })
    }
}

/// What the TOML reader could not take, and whether it is only one value: then the rest of the file can be judged.
/// Its own words are English; a message not known here is told without detail.
pub(super) fn reason_of_syntax_error(message: &str, written: &str) -> (CalendarLineError, bool) {
    let written = written.to_owned();
    if message.starts_with("duplicate key") {
        (CalendarLineError::FieldTwice(written), true)
    } else if message.starts_with("string values must be quoted") && !written.is_empty() {
        let reason = if looks_like_a_date(&written) { CalendarLineError::NotADate } else { CalendarLineError::NotQuoted };
        (reason(written), true)
    } else if message.starts_with("invalid date") {
        let well_formed = is_well_formed_date(&written) && written.parse::<NaiveDate>().is_err();
        let reason = if well_formed { CalendarLineError::NoSuchDate } else { CalendarLineError::NotADate };
        (reason(written), true)
    } else {
        (CalendarLineError::Unreadable, false)
    }
}

/// Four, two and two figures: 2027-02-30.
fn is_well_formed_date(written: &str) -> bool {
    let lengths = written.split('-').map(|part| part.bytes().all(|byte| byte.is_ascii_digit()).then_some(part.len()));
    lengths.eq([Some(4), Some(2), Some(2)])
}

fn looks_like_a_date(written: &str) -> bool {
    written.starts_with(|first: char| first.is_ascii_digit()) && written.contains(['/', '.', '-'])
}
