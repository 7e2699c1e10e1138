//! The addresses of the archive.

use std::fmt::Display;

/// What of a school year is ready for the archive, what lies in it, and the way in.
pub const ARCHIVE: &str = "/luu-tru";
/// How long records of each type are kept.
pub const RETENTION: &str = "/luu-tru/thoi-han";
/// What nobody may dispose of.
pub const HOLDS: &str = "/luu-tru/giu-lai";
/// All of the school as one archive that is read without this program.
pub const SCHOOL_EXPORT: &str = "/luu-tru/xuat-toan-truong";

addresses! {
    /// One package.
    ARCHIVE_PACKAGE, archive_package(number) = "/luu-tru/goi/{number}";
    /// Compares its files with what was handed in.
    CHECK_PACKAGE, check_package(number) = "/luu-tru/goi/{number}/kiem-tra";
    /// Takes it home.
    TAKE_PACKAGE, take_package(number) = "/luu-tru/goi/{number}/tai";
    /// One record as it lies in the archive.
    ARCHIVED_RECORD, archived_record(obligation) = "/luu-tru/ho-so/{obligation}";
    /// Takes it out again.
    TAKE_OUT, take_out(obligation) = "/luu-tru/ho-so/{obligation}/lay-ra";
    /// Settles how long records of a type are kept.
    SET_RETENTION, set_retention(record_type) = "/luu-tru/thoi-han/{record_type}";
    /// Takes an export of the whole school away.
    TAKE_SCHOOL_EXPORT, take_school_export(number) = "/luu-tru/xuat-toan-truong/{number}/tai";
    /// Lifts a hold.
    LIFT_HOLD, lift_hold(number) = "/luu-tru/giu-lai/{number}/thoi";
}

/// The page of the archive, narrowed to a type and a class; each empty for all.
pub fn archive_of(year: Option<&str>, record_type: &str, class: &str) -> String {
    let parts = [("type", record_type), ("class", class)];
    let parts =
        parts.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", super::percent(value)));
    let parts: Vec<String> = parts.collect();
    let address = if parts.is_empty() { ARCHIVE.to_owned() } else { format!("{ARCHIVE}?{}", parts.join("&")) };
    super::in_year(&address, year)
}
