//! Codes beside the password: everybody has one who wants it, the principal makes it a duty, and one that was lost is ended by
//! others, of leadership and management team by two of them.

use super::{Actor, Allowed, Credential, Deed, proof};
use crate::{
    people::{PersonId, Position},
    refusal::{Refusal, SecondFactorRefusal},
};

/// Switch one's own second factor on, off, or make new recovery codes.
#[derive(Debug)]
pub enum KeepSecondFactor {}
/// Ask for the end of somebody else's second factor, or end it.
#[derive(Debug)]
pub enum EndSecondFactor {}
/// Say whether leadership and management team must have one.
#[derive(Debug)]
pub enum SetSecondFactorDuty {}

impl Deed for KeepSecondFactor {}
impl Deed for EndSecondFactor {}
impl Deed for SetSecondFactorDuty {}

/// What is done now about a second factor that was lost.
#[derive(Debug)]
pub enum EndStep {
    /// It ends.
    End(Allowed<EndSecondFactor>),
    /// It is asked for; another one confirms.
    Ask(Allowed<EndSecondFactor>),
}

/// Whether the duty, where there is one, is for somebody with these positions.
pub fn has_second_factor_duty(positions: &[Position]) -> bool {
    positions.iter().any(|one| matches!(one, Position::Principal | Position::VicePrincipal | Position::ManagementTeam))
}

/// May `actor` switch the second factor of `person` on? Everybody does for their own.
///
/// # Errors
/// `SecondFactorRefusal::NotYours`.
pub fn decide_keep_second_factor(actor: PersonId, person: PersonId) -> Result<Allowed<KeepSecondFactor>, Refusal> {
    if actor == person { Ok(proof(())) } else { Err(SecondFactorRefusal::NotYours.into()) }
}

/// May `actor` say whether it is a duty? The principal alone, whose school it is (Điều 3b).
///
/// # Errors
/// `SecondFactorRefusal::DutyIsThePrincipals`.
pub fn decide_second_factor_duty(actor: &Actor) -> Result<Allowed<SetSecondFactorDuty>, Refusal> {
    if actor.is(Position::Principal) { Ok(proof(())) } else { Err(SecondFactorRefusal::DutyIsThePrincipals.into()) }
}

/// What may `actor` do about the lost second factor of `person`, who has or will have these `positions`; `asked_by` has asked for
/// its end already.
///
/// # Errors
/// `SecondFactorRefusal::NotYours`, also for one's own, `TwoPeople` and `ConfirmIsTheLeaderships`; `Refusal::ResetUnconfirmed`
/// while somebody else may know the actor's password.
pub fn decide_end_second_factor(
    actor: &Actor,
    person: PersonId,
    positions: &[Position],
    asked_by: Option<PersonId>,
) -> Result<EndStep, Refusal> {
    if actor.person == person || !(actor.is_leadership() || actor.is_management_team()) {
        return Err(SecondFactorRefusal::NotYours.into());
    }
    if actor.credential == Credential::ResetUnconfirmed {
        return Err(Refusal::ResetUnconfirmed);
    }
    if !has_second_factor_duty(positions) {
        return Ok(EndStep::End(proof(())));
    }
    match asked_by {
        None => Ok(EndStep::Ask(proof(()))),
        Some(by) if by == actor.person => Err(SecondFactorRefusal::TwoPeople.into()),
        Some(_) if !actor.is_leadership() => Err(SecondFactorRefusal::ConfirmIsTheLeaderships.into()),
        Some(_) => Ok(EndStep::End(proof(()))),
    }
}

#[cfg(test)]
#[path = "second_factors_tests.rs"]
mod tests;
