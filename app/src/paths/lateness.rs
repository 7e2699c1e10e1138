//! The addresses of why records were late, and of reminding whoever is.

use std::fmt::Display;

/// Records that were handed in late, and nobody has looked at why.
pub const LATE_REASONS: &str = "/ly-do-muon";

/// A page of that list, from 0.
pub fn late_reasons_page(page: usize) -> String {
    if page == 0 { LATE_REASONS.to_owned() } else { format!("{LATE_REASONS}?trang={page}") }
}

/// The list, with what was found of this record a moment ago.
pub fn late_reason_found(obligation: impl Display) -> String {
    format!("{LATE_REASONS}?vua-xem={obligation}")
}

addresses! {
    /// Says why a record is late.
    EXPLAIN_LATENESS, explain_lateness(obligation) = "/ho-so/{obligation}/ly-do-muon";
    /// Notes that those who owe a record were reminded of it.
    REMIND, remind(obligation) = "/ho-so/{obligation}/da-nhac";
    /// Notes that a department was reminded of all that is overdue in it.
    REMIND_DEPARTMENT, remind_department(department) = "/thong-bao/nhac/{department}";
    /// Finds that there was a reason, or none.
    JUDGE_LATENESS, judge_lateness(obligation) = "/ho-so/{obligation}/ly-do-muon/xem";
}
