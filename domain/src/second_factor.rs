//! "Mã xác nhận": six digits that a telephone shows beside the password (RFC 6238), and codes on paper for when it is lost.

use chrono::TimeDelta;

use crate::{days::Timestamp, names::fold, people::Position, permissions::has_second_factor_duty};

/// For how long one code is shown, in seconds (RFC 6238, 5.2).
pub const STEP_SECONDS: i64 = 30;
/// How many steps the clock of a telephone may be off, either way.
pub const DRIFT_STEPS: i64 = 1;
/// How many recovery codes are printed.
pub const RECOVERY_CODES: usize = 10;
/// Letters and digits of one of them, without the dash: 50 bits.
pub const RECOVERY_LETTERS: usize = 10;
/// For how long a typed password waits for its code.
pub const CODE_AWAITED_FOR: TimeDelta = TimeDelta::minutes(5);
/// How many days of grace the principal may give.
pub const MAX_GRACE_DAYS: i64 = 60;

/// What somebody typed in the field of the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypedCode {
    /// Six digits of the telephone.
    Digits(u32),
    /// A recovery code, as it is kept: letters and digits in a row.
    Recovery(String),
    /// Nothing that could be either.
    Neither,
}

impl TypedCode {
    /// Blanks and dashes are for the eye.
    pub fn read(typed: &str) -> Self {
        let bare: String = fold(typed).chars().filter(|letter| letter.is_ascii_alphanumeric()).collect();
        match bare.parse() {
            Ok(digits) if bare.len() == 6 => Self::Digits(digits),
            _ if bare.len() == RECOVERY_LETTERS => Self::Recovery(bare),
            _ => Self::Neither,
        }
    }
}

/// The step of an instant.
pub fn step_of(at: Timestamp) -> i64 {
    at.timestamp().div_euclid(STEP_SECONDS)
}

/// The steps whose code is taken at `at`, the likeliest first; none up to the last one that was used.
pub fn steps_taken(at: Timestamp, last_used: i64) -> impl Iterator<Item = i64> {
    let here = step_of(at);
    let around = (1..=DRIFT_STEPS).flat_map(move |drift| [here - drift, here + drift]);
    std::iter::once(here).chain(around).filter(move |step| *step > last_used)
}

/// That leadership and management team have to use a second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondFactorDuty {
    pub since: Timestamp,
    /// For so many days they may work without one.
    pub grace_days: i64,
}

/// How somebody without a second factor stands to the duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyStanding {
    /// It is none of theirs, or they have one.
    Free,
    /// They work without one until then.
    Until(Timestamp),
    /// They set one up before anything else.
    Over,
}

impl DutyStanding {
    /// Of somebody with these positions.
    pub fn of(positions: &[Position], duty: Option<SecondFactorDuty>, has_one: bool, now: Timestamp) -> Self {
        let Some(duty) = duty.filter(|_| !has_one && has_second_factor_duty(positions)) else { return Self::Free };
        let until = duty.since + TimeDelta::days(duty.grace_days.clamp(0, MAX_GRACE_DAYS));
        if now < until { Self::Until(until) } else { Self::Over }
    }
}

#[cfg(test)]
#[path = "second_factor_tests.rs"]
mod tests;
