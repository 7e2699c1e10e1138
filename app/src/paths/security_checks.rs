//! The addresses of checks of the accounts.

use std::fmt::Display;

/// What is open, and past checks.
pub const SECURITY_CHECKS: &str = "/kiem-tra-tai-khoan";
/// Looks for faults now, and records what is found.
pub const RECORD_CHECK: &str = "/kiem-tra-tai-khoan/ghi";

addresses! {
    /// A check as it was recorded, with what has become of what it found.
    SECURITY_CHECK, security_check(check) = "/kiem-tra-tai-khoan/{check}";
    /// The minutes of it, to be printed.
    CHECK_MINUTES, check_minutes(check) = "/kiem-tra-tai-khoan/{check}/in";
    /// Says that one of its findings is mended.
    MEND_FINDING, mend_finding(check) = "/kiem-tra-tai-khoan/{check}/xu-ly";
}
