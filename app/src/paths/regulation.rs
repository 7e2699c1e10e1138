//! The addresses of the school's regulation.

use std::fmt::Display;

/// The version that counts, clause by clause.
pub const REGULATION: &str = "/quy-che";
/// Promises to keep it.
pub const PLEDGE: &str = "/quy-che/cam-ket";
/// Where the page is read to its end.
pub const PLEDGE_BELOW: &str = "/quy-che#cam-ket";
/// A new version.
pub const NEW_REGULATION: &str = "/quy-che/ban-moi";

addresses! {
    /// One version as it was published.
    REGULATION_VERSION, regulation_version(regulation) = "/quy-che/{regulation}";
    /// What it says that the one before did not.
    REGULATION_CHANGES, regulation_changes(regulation) = "/quy-che/{regulation}/thay-doi";
    /// Who has promised to keep it and who has not.
    PLEDGES, pledges(regulation) = "/quy-che/{regulation}/cam-ket";
    /// The list, to be printed and signed.
    PRINT_PLEDGES, print_pledges(regulation) = "/quy-che/{regulation}/cam-ket/in";
    /// Reminds those who have not.
    REMIND_OF_REGULATION, remind_of_regulation(regulation) = "/quy-che/{regulation}/nhac";
}
