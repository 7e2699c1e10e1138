//! "Đổi lượt": a week is given away by whoever's turn it is, and taken by nobody but the one who was asked (decision 0028).

use super::{Actor, Allowed, Credential, Deed, proof};
use crate::{
    people::{DepartmentId, PersonId},
    refusal::{Refusal, SwapRefusal},
};

/// Offer a week of one's own to a colleague.
#[derive(Debug)]
pub enum OfferSwap {}
/// Confirm what a colleague has offered: the weeks go to each other's teacher.
#[derive(Debug)]
pub enum AcceptSwap {}
/// Say no to what a colleague has offered.
#[derive(Debug)]
pub enum DeclineSwap {}
/// Need no longer what one has offered.
#[derive(Debug)]
pub enum TakeSwapBack {}

impl Deed for OfferSwap {}
impl Deed for AcceptSwap {}
impl Deed for DeclineSwap {}
impl Deed for TakeSwapBack {}

/// May `actor` offer a week that is the turn of `turn` by the roster? That one alone.
///
/// # Errors
/// `SwapRefusal::NotYourTurn`, also where the whole class writes the week.
pub fn decide_offer_swap(actor: PersonId, turn: Option<PersonId>) -> Result<Allowed<OfferSwap>, Refusal> {
    if turn == Some(actor) { Ok(proof(())) } else { Err(SwapRefusal::NotYourTurn.into()) }
}

/// May `actor` confirm what was offered to `asked`? That one alone: nobody takes work on for somebody else, nor with a password
/// that another one may know.
///
/// # Errors
/// `SwapRefusal::NotYoursToAnswer`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_accept_swap(actor: &Actor, asked: PersonId) -> Result<Allowed<AcceptSwap>, Refusal> {
    if actor.person != asked {
        return Err(SwapRefusal::NotYoursToAnswer.into());
    }
    match actor.credential {
        Credential::ResetUnconfirmed => Err(Refusal::ResetUnconfirmed),
        Credential::Trusted => Ok(proof(())),
    }
}

/// May `actor` say no to what was offered to `asked`? That one alone.
///
/// # Errors
/// `SwapRefusal::NotYoursToAnswer`.
pub fn decide_decline_swap(actor: PersonId, asked: PersonId) -> Result<Allowed<DeclineSwap>, Refusal> {
    if actor == asked { Ok(proof(())) } else { Err(SwapRefusal::NotYoursToAnswer.into()) }
}

/// May `actor` take back what `offered` has offered? That one alone.
///
/// # Errors
/// `SwapRefusal::NotYoursToTakeBack`.
pub fn decide_take_swap_back(actor: PersonId, offered: PersonId) -> Result<Allowed<TakeSwapBack>, Refusal> {
    if actor == offered { Ok(proof(())) } else { Err(SwapRefusal::NotYoursToTakeBack.into()) }
}

/// Whether `actor` sees the swaps of others in the classes of `department`: whoever leads it, and the leadership.
pub fn sees_swaps(actor: &Actor, department: DepartmentId) -> bool {
    actor.acts_as_leadership() || actor.leads(department)
}

#[cfg(test)]
mod tests;
