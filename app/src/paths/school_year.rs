//! The addresses of the calendar, of the rules, and of what was changed in either.

use std::fmt::Display;

use domain::year_end::Open;

use super::{asking, percent};

/// The weeks of the school year and its days off.
pub const SCHOOL_YEAR: &str = "/nam-hoc";
/// Where the page of the school year explains how due days are counted.
pub const DUE_DAYS_EXPLAINED: &str = "/nam-hoc#dieu-9";
/// The years that are over, each with its pages.
pub const ENDED_YEARS: &str = "/nam-hoc#g-da-ket-thuc";
/// What was changed in the calendar and in the rules, by whom and by which document.
pub const CALENDAR_HISTORY: &str = "/nam-hoc/lich-su";
/// What nobody has answered yet, or had when the year was over.
pub const UNANSWERED: &str = "/nam-hoc/chua-tra-loi";
/// The list of the classes of a new year with their teachers.
pub const YEAR_CLASSES: &str = "/nam-hoc/lop";
/// Reads such a file.
pub const YEAR_CLASSES_FILE: &str = "/nam-hoc/lop/tep";
/// The list where it became another one while it was looked at.
pub const YEAR_CLASSES_CHANGED: &str = "/nam-hoc/lop?xem-lai=1";
/// The calendar of the school year that is shown.
pub const CALENDAR: &str = "/cai-dat/lich-nam-hoc";
/// Fills the form of the calendar from a file.
pub const CALENDAR_FILE: &str = "/cai-dat/lich-nam-hoc/tep";
/// The calendar of the year after the one that is shown.
pub const NEXT_CALENDAR: &str = "/cai-dat/lich-nam-hoc?moi=1";
/// Fills the form of the next calendar from a file.
pub const NEXT_CALENDAR_FILE: &str = "/cai-dat/lich-nam-hoc/tep?moi=1";
/// A file to begin a calendar with.
pub const SAMPLE_CALENDAR: &str = "/mau/lich.toml";
/// The versions of the rules, and one more from a day on.
pub const RULES: &str = "/cai-dat/quy-dinh";

addresses! {
    /// Corrects the number of a decision that was written wrongly.
    CORRECTION, correction(about, subject) = "/cai-dat/dinh-chinh/{about}/{subject}";
}

/// The field of an address that names a school year that is over.
pub const YEAR: &str = "nam";

/// The page of the classes, with how many were opened and how many people changed theirs.
pub fn year_classes_done(opened: usize, people: usize) -> String {
    format!("{YEAR_CLASSES}?mo={opened}&doi={people}")
}

/// What of this kind nobody has answered, in the year that is shown.
pub fn unanswered(kind: Open) -> String {
    format!("{UNANSWERED}#{}", kind.code())
}

/// The page as it looks back at this school year; as it is where none is named.
pub fn in_year(address: &str, year: Option<&str>) -> String {
    year.map_or_else(|| address.to_owned(), |year| asking(address, &format!("{YEAR}={}", percent(year))))
}
