//! "Ủy quyền": who may let somebody act in another one's place. It gives rights as an appointment does, so it is the
//! leadership's to give (Điều 3b, 4a), never to oneself, and nobody passes on what is lent to them.

use chrono::NaiveDate;

use super::{Actor, Allowed, Credential, Deed, proof};
use crate::{
    people::{Appointment, Organisation, PersonId, Position},
    refusal::{DelegationRefusal, Refusal},
};

/// Let somebody act for another one, or end that.
#[derive(Debug)]
pub enum Delegate {}

impl Deed for Delegate {}

/// May `actor` see who acts for whom, and the forms of it?
///
/// # Errors
/// `DelegationRefusal::NotYours`.
pub fn decide_delegations(actor: &Actor) -> Result<(), Refusal> {
    if actor.is_leadership() { Ok(()) } else { Err(DelegationRefusal::NotYours.into()) }
}

/// May `actor` let `to` hold `position` in the place of `of`? A head's or a deputy's place is any of the leadership's to
/// lend; a vice principal's the principal's; the principal's own only the principal's, and only to a vice principal.
///
/// # Errors
/// The reason why not, for the screen.
pub fn decide_delegate(
    actor: &Actor,
    organisation: &Organisation,
    position: Position,
    of: PersonId,
    to: PersonId,
    today: NaiveDate,
) -> Result<Allowed<Delegate>, Refusal> {
    decide_delegations(actor)?;
    if actor.person == to {
        return Err(DelegationRefusal::ToOneself.into());
    }
    let holds = |person: PersonId, position: Position| {
        organisation.own_appointments().any(|one| one.person == person && one.position == position && one.holds_on(today))
    };
    if !holds(of, position) {
        return Err(DelegationRefusal::NotHeld.into());
    }
    match position {
        Position::Head(_) | Position::DeputyHead(_) => {}
        Position::VicePrincipal if holds(actor.person, Position::Principal) => {}
        Position::Principal if actor.person == of && holds(to, Position::VicePrincipal) => {}
        Position::Principal | Position::VicePrincipal => return Err(DelegationRefusal::IsThePrincipals.into()),
        Position::ManagementTeam | Position::Teacher(_) | Position::SectionHolder(_) | Position::Member(_) => {
            return Err(DelegationRefusal::NotLent.into());
        }
    }
    is_trusted(actor)
}

/// Rights are given and taken by a password that nobody else knows.
fn is_trusted(actor: &Actor) -> Result<Allowed<Delegate>, Refusal> {
    match actor.credential {
        Credential::ResetUnconfirmed => Err(Refusal::ResetUnconfirmed),
        Credential::Trusted => Ok(proof(())),
    }
}

/// May `actor` end what `acting` lends? Whose place it is, and the leadership as far as it could lend the same.
///
/// # Errors
/// The reason why not, for the screen.
pub fn decide_end_delegation(actor: &Actor, lent: &Appointment) -> Result<Allowed<Delegate>, Refusal> {
    let Some(acting) = &lent.acting else { return Err(DelegationRefusal::NotHeld.into()) };
    let is_of_department = matches!(lent.position, Position::Head(_) | Position::DeputyHead(_));
    if acting.person == actor.person || actor.is(Position::Principal) || (is_of_department && actor.is_leadership()) {
        return is_trusted(actor);
    }
    decide_delegations(actor)?;
    Err(DelegationRefusal::IsThePrincipals.into())
}

#[cfg(test)]
mod tests;
