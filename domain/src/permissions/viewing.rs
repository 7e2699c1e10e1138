//! "Xem như người này": whoever gives rights looks at what somebody sees with them (Điều 3b, 5a: reading in decision 0030). It
//! shows screens and lets nobody do anything.

use super::{Actor, Allowed, Deed, locking::trusted, resetting::keeps_fenced_records};
use crate::{
    people::{Organisation, PersonId, Position},
    record_types::RecordType,
    refusal::{MandateRefusal, Refusal},
};

/// Look at the screens of somebody else.
#[derive(Debug)]
pub enum ViewAs {}

impl Deed for ViewAs {}

/// May `actor` look at the screens of `person`, who holds `positions` now or will? The principal at everybody's, a vice principal
/// at those of everybody outside the leadership, the management team at those of whoever is outside it and keeps no records that
/// are fenced off.
///
/// # Errors
/// `MandateRefusal::ViewingNotYours` and `ViewYourself`; `Refusal::ResetUnconfirmed`.
pub fn decide_view_as(
    actor: &Actor,
    organisation: &Organisation,
    types: &[RecordType],
    person: PersonId,
    positions: &[Position],
) -> Result<Allowed<ViewAs>, Refusal> {
    if actor.person == person {
        return Err(MandateRefusal::ViewYourself.into());
    }
    let leads = positions.contains(&Position::Principal) || positions.contains(&Position::VicePrincipal);
    let may = if actor.is(Position::Principal) {
        true
    } else if actor.is_leadership() {
        !leads
    } else {
        actor.is_management_team() && !leads && !keeps_fenced_records(organisation, types, person, positions)
    };
    if may { trusted(actor) } else { Err(MandateRefusal::ViewingNotYours.into()) }
}

#[cfg(test)]
mod tests;
