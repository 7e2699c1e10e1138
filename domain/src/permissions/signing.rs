//! Signing is approving, or saying that one has looked, by somebody who has just shown to be themselves (Nghị định 23/2025, điều
//! 9: sole control).

use super::{Allowed, Deed, proof, reviewing::Decide, spot_checking::SpotChecking};
use crate::{
    days::Timestamp,
    doubtful_times::Moment,
    passwords::asks_again,
    refusal::{Refusal, SigningRefusal},
};

/// Put the school's signature under a decision.
#[derive(Debug)]
pub enum Sign {}

impl Deed for Sign {}

/// What is done by signing: to approve, and to say that one has looked through what others approved.
pub trait Signable: Deed {}

impl Signable for Decide {}
impl Signable for SpotChecking {}

/// May whoever may do that sign at `moment`, having last typed the password in this session at `password_typed_at` by the clock
/// that runs (`Moment::running`)? Brings when that was in the time that the signature says: as long before it as it was.
///
/// # Errors
/// `SigningRefusal::PasswordAgain`.
pub fn decide_sign<D: Signable>(
    _: &Allowed<D>,
    password_typed_at: Option<Timestamp>,
    moment: Moment,
) -> Result<(Allowed<Sign>, Timestamp), Refusal> {
    match password_typed_at {
        Some(at) if !asks_again(Some(at), moment.running()) => Ok((proof(()), moment.now - (moment.running() - at))),
        _ => Err(SigningRefusal::PasswordAgain.into()),
    }
}
