//! "Bàn giao": confirmed by the principal or a vice principal, signed by whoever gives and whoever takes.

use super::{Actor, Allowed, Deed, extending::decides_alone, locking::trusted, proof};
use crate::{
    locks::Post,
    people::PersonId,
    refusal::{HandoverRefusal, Refusal},
};

/// Confirm that somebody hands over what they hold.
#[derive(Debug)]
pub enum HandOver {}
/// Put a name under the minutes.
#[derive(Debug)]
pub enum SignHandover {}

impl Deed for HandOver {}
impl Deed for SignHandover {}

/// May `actor` confirm that `of` hands over, and as what? Nobody confirms their own.
///
/// # Errors
/// `HandoverRefusal::NotYours` and `Own`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_hand_over(actor: &Actor, of: PersonId) -> Result<(Allowed<HandOver>, Post), Refusal> {
    let post = decides_alone(actor, HandoverRefusal::NotYours.into())?;
    if actor.person == of { Err(HandoverRefusal::Own.into()) } else { Ok((proof(()), post)) }
}

/// May `actor` sign for `person`, who is on one of its sides (`is_side`)? Everybody for themselves, in their own account, and with
/// a password that nobody else may know; that somebody has signed on paper is the leadership's to note, and nobody's of their own.
///
/// # Errors
/// `HandoverRefusal::NotASide`; `Refusal::ResetUnconfirmed`; as of `decide_hand_over` for whoever notes what is on paper.
pub fn decide_sign_handover(actor: &Actor, person: PersonId, is_side: bool) -> Result<Allowed<SignHandover>, Refusal> {
    if !is_side {
        return Err(HandoverRefusal::NotASide.into());
    }
    if actor.person == person { trusted(actor) } else { decides_alone(actor, HandoverRefusal::NotYours.into()).map(|_| proof(())) }
}

#[cfg(test)]
mod tests;
