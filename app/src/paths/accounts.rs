//! The addresses of one's own account, and of the code beside the password.

use std::fmt::Display;

/// The code of somebody whose password was right.
pub const SIGN_IN_CODE: &str = "/dang-nhap/ma";
/// The machine was left alone.
pub const LOCK: &str = "/dang-nhap/khoa";
/// Where one is signed in.
pub const ACCOUNT: &str = "/tai-khoan";
/// Ends one's own sessions elsewhere.
pub const END_ELSEWHERE: &str = "/tai-khoan/dang-xuat-noi-khac";
/// Has read of browsers that were new.
pub const BROWSERS_TOLD: &str = "/tai-khoan/may-moi/da-biet";
/// One's own second factor.
pub const SECOND_FACTOR: &str = "/tai-khoan/ma-xac-nhan";
/// New recovery codes.
pub const RECOVERY_CODES: &str = "/tai-khoan/ma-xac-nhan/ma-du-phong";
/// Switches one's own second factor off.
pub const END_SECOND_FACTOR: &str = "/tai-khoan/ma-xac-nhan/tat";
/// Whether leadership and management team must have one.
pub const SECOND_FACTOR_DUTY: &str = "/tai-khoan/ma-xac-nhan/bat-buoc";

addresses! {
    /// Ends the second factor of somebody who lost it, or asks for that.
    END_LOST_FACTOR, end_lost_factor(person) = "/can-bo/{person}/tat-ma-xac-nhan";
}
