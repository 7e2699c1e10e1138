//! "Quy chế": the principal amends it (Điều 11); everybody whom it binds promises to keep it, each for themselves alone; leadership
//! and management team see who has.

use chrono::NaiveDate;

use super::{Action, Actor, Allowed, Credential, Deed, decide, proof, settles_leaderships_own};
use crate::{
    people::Organisation,
    refusal::{Refusal, RegulationRefusal},
};

/// Publish a version of the regulation.
#[derive(Debug)]
pub enum PublishRegulation {}
/// Promise to keep the version that counts: nobody does it for anybody else.
#[derive(Debug)]
pub enum PledgeRegulation {}
/// Remind those who have not promised.
#[derive(Debug)]
pub enum RemindOfRegulation {}

impl Deed for PublishRegulation {}
impl Deed for PledgeRegulation {}
impl Deed for RemindOfRegulation {}

/// May `actor` publish a version on `today`? The principal does; where nobody is principal whose account is open, whoever leads the
/// school.
///
/// # Errors
/// `RegulationRefusal::NotThePrincipal`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_publish_regulation(
    actor: &Actor,
    organisation: &Organisation,
    today: NaiveDate,
) -> Result<Allowed<PublishRegulation>, Refusal> {
    if !actor.is_leadership() || !settles_leaderships_own(actor, organisation, today) {
        return Err(RegulationRefusal::NotThePrincipal.into());
    }
    decide(actor, organisation, Action::ChangeSchool).map(proof)
}

/// May `actor` promise, for themselves, to keep the regulation? Whoever holds a position of their own does; whoever has left, or
/// only acts for somebody, is not bound by it.
///
/// # Errors
/// `RegulationRefusal::NotStaff`; `Refusal::ResetUnconfirmed` while somebody else may know the password and promise in their name.
pub fn decide_pledge(actor: &Actor) -> Result<Allowed<PledgeRegulation>, Refusal> {
    if actor.positions.is_empty() {
        return Err(RegulationRefusal::NotStaff.into());
    }
    match actor.credential {
        Credential::ResetUnconfirmed => Err(Refusal::ResetUnconfirmed),
        Credential::Trusted => Ok(proof(())),
    }
}

/// May `actor` see who has promised and who has not, and remind the others?
///
/// # Errors
/// `RegulationRefusal::ListNotYours`.
pub fn decide_pledges(actor: &Actor) -> Result<Allowed<RemindOfRegulation>, Refusal> {
    if actor.is_leadership() || actor.is_management_team() { Ok(proof(())) } else { Err(RegulationRefusal::ListNotYours.into()) }
}

#[cfg(test)]
mod tests;
