//! "Kiểm tra bảo mật tài khoản" (Điều 3b, 4a): what the leadership looks for in the accounts, what they found on a day, who mends
//! it by when, and what has become of it.

mod finding;
mod follow_up;
mod form;
mod told;

pub use finding::{
    AccountSigns, DORMANT_AFTER, Finding, FindingKind, LOOKED_BACK, LastSeen, MAX_BROWSERS, MIN_FAILED_SIGN_INS, MIN_QUICK_CHANGES,
    MIN_WRONG_CODES, QUICK_CHANGE, QuickChange, Signs, UndecidedRight, findings, gives_power, without_decision,
};
pub use follow_up::{Assigned, Checked, FollowUp, Mended, SecurityCheck, SecurityCheckId, assigned_to, overdue};
pub use form::{CheckForm, FindingForm, menders, seen};
pub use told::{CheckTold, FindingTold, check_told, finding_told};

#[cfg(test)]
mod tests;
