//! Who takes a hand-in back: its author, and nobody in their name (Điều 2; silent otherwise: reading in decision 0007).

use super::{Actor, Allowed, Credential, Deed, proof};
use crate::{
    people::PersonId,
    refusal::{Refusal, WithdrawalRefusal},
};

/// Take back what one has handed in.
#[derive(Debug)]
pub enum Withdraw {}

impl Deed for Withdraw {}

/// May `actor` take back what `author` handed in?
///
/// # Errors
/// `WithdrawalRefusal::NotYours`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_withdraw(actor: &Actor, author: PersonId) -> Result<Allowed<Withdraw>, Refusal> {
    if actor.person != author {
        return Err(WithdrawalRefusal::NotYours.into());
    }
    match actor.credential {
        Credential::ResetUnconfirmed => Err(Refusal::ResetUnconfirmed),
        Credential::Trusted => Ok(proof(())),
    }
}
