//! Personal copies: of one's own records, for oneself (Điều 6a, 7a, 8); how old everybody's is, leadership and management team see
//! (reading in decision 0043).

use super::{Actor, Allowed, Deed, locking::trusted, proof};
use crate::{
    people::PersonId,
    refusal::{PersonalDataRefusal, Refusal},
};

/// Take home a copy of one's own records.
#[derive(Debug)]
pub enum TakeCopy {}

impl Deed for TakeCopy {}

/// Take versions back from personal copies, after a loss.
#[derive(Debug)]
pub enum Rescue {}

impl Deed for Rescue {}

/// May copies be taken back, by `actor` or at the server's own console, where nobody is signed in? Whoever may run the program there
/// may write its files anyway; on a page it is for leadership and management team.
///
/// # Errors
/// `PersonalDataRefusal::RescueNotYours`; `Refusal::ResetUnconfirmed`.
pub fn decide_rescue(actor: Option<&Actor>) -> Result<Allowed<Rescue>, Refusal> {
    match actor {
        None => Ok(proof(())),
        Some(actor) if actor.is_leadership() || actor.is_management_team() => trusted(actor),
        Some(_) => Err(PersonalDataRefusal::RescueNotYours.into()),
    }
}

/// May `actor` take home the copy of `person`? Everybody their own; which versions are in it, each is asked by itself.
///
/// # Errors
/// `PersonalDataRefusal::NotYourCopy`; `Refusal::ResetUnconfirmed`, for whoever made the password would take all of it at once.
pub fn decide_take_copy(actor: &Actor, person: PersonId) -> Result<Allowed<TakeCopy>, Refusal> {
    if actor.person == person { trusted(actor) } else { Err(PersonalDataRefusal::NotYourCopy.into()) }
}

/// May `actor` see how old everybody's copy is?
///
/// # Errors
/// `PersonalDataRefusal::CopiesNotYours`.
pub fn decide_copies(actor: &Actor) -> Result<(), Refusal> {
    if actor.is_leadership() || actor.is_management_team() { Ok(()) } else { Err(PersonalDataRefusal::CopiesNotYours.into()) }
}
