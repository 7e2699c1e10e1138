//! The addresses of decisions that give and end rights, of who has which right, and of another one's screens.

use std::fmt::Display;

use chrono::NaiveDate;
use domain::vietnamese;

use super::percent;

/// All of them.
pub const MANDATES: &str = "/quyet-dinh";
/// Records one.
pub const RECORD_MANDATE: &str = "/quyet-dinh/ghi";
/// Who has which right on a day.
pub const RIGHTS: &str = "/quyet-dinh/quyen";
/// The same as a list to sign.
pub const PRINT_RIGHTS: &str = "/quyet-dinh/quyen/in";

addresses! {
    /// One of them.
    MANDATE, mandate(mandate) = "/quyet-dinh/{mandate}";
    /// Appoints somebody by it.
    GIVE, give(mandate) = "/quyet-dinh/{mandate}/giao";
    /// Names it for appointments that are held.
    LINK_MANDATE, link_mandate(mandate) = "/quyet-dinh/{mandate}/gan";
    /// Ends a position by it.
    END_RIGHT, end_right(mandate) = "/quyet-dinh/{mandate}/thoi-giu";
    /// Adds a picture of its paper.
    SCAN_MANDATE, scan_mandate(mandate) = "/quyet-dinh/{mandate}/ban-quet";
    /// Ends it before its own last day.
    END_MANDATE, end_mandate(mandate) = "/quyet-dinh/{mandate}/het-hieu-luc";
    /// A picture of its paper.
    MANDATE_FILE, mandate_file(mandate, position) = "/quyet-dinh/{mandate}/tep/{position}";
    /// What a person owes, as that one sees it.
    VIEW_AS, view_as(person) = "/can-bo/{person}/xem-nhu";
    /// What a person has handed in, as that one sees it.
    VIEW_AS_DONE, view_as_done(person) = "/can-bo/{person}/xem-nhu/da-nop";
    /// The dashboard, as that one sees it.
    VIEW_AS_DASHBOARD, view_as_dashboard(person) = "/can-bo/{person}/xem-nhu/bang-theo-doi";
}

/// Who has which right on this day.
pub fn rights_on(day: NaiveDate) -> String {
    format!("{RIGHTS}?ngay={}", percent(&vietnamese::date(day)))
}

/// The same as a list to sign.
pub fn print_rights_on(day: NaiveDate) -> String {
    format!("{PRINT_RIGHTS}?ngay={}", percent(&vietnamese::date(day)))
}
