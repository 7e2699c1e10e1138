//! "Quyết định": who keeps the register of decisions, and who gives and ends rights by one. What a decision gives takes effect as
//! every appointment does: at once where the rule says so, and else once the leadership confirms it.

use super::{Action, Actor, Allowed, Deed, awaited_of_management, decide, proof};
use crate::{
    people::{Organisation, PersonId, Position},
    refusal::{MandateRefusal, Refusal},
    regime::Regime,
};

/// Record a decision, its picture, and which appointments name it.
#[derive(Debug)]
pub enum RecordMandate {}
/// End a decision before its own last day, and with it what it gave.
#[derive(Debug)]
pub enum EndMandate {}

impl Deed for RecordMandate {}
impl Deed for EndMandate {}

/// May `actor` read the register of decisions, and who has which right?
///
/// # Errors
/// `MandateRefusal::NotYours`.
pub fn decide_mandates(actor: &Actor) -> Result<(), Refusal> {
    if actor.is_leadership() || actor.is_management_team() { Ok(()) } else { Err(MandateRefusal::NotYours.into()) }
}

/// May `actor` record a decision, and name it for appointments that are held? It gives nobody anything (Điều 1b, 5a).
///
/// # Errors
/// `MandateRefusal::NotYours`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_record_mandate(actor: &Actor, organisation: &Organisation) -> Result<Allowed<RecordMandate>, Refusal> {
    decide_mandates(actor)?;
    decide(actor, organisation, Action::ManageAccounts).map(proof)
}

/// May `actor` enter by a decision what `holder` is to hold? Whoever only manages accounts gives nothing to themselves, not even to
/// wait: a colleague or the leadership does.
///
/// # Errors
/// `MandateRefusal::OwnRights`, else as of `decide_record_mandate`.
pub fn decide_give(actor: &Actor, organisation: &Organisation, holder: PersonId) -> Result<Allowed<RecordMandate>, Refusal> {
    let allowed = decide_record_mandate(actor, organisation)?;
    if actor.person == holder && !actor.is_leadership() { Err(MandateRefusal::OwnRights.into()) } else { Ok(allowed) }
}

/// May `actor` say that `holder` holds `position` by a decision? A right with power that names none is a finding of the check of
/// the accounts (Điều 3b, 4a), so nobody takes it off that list who could not give the right: whoever only manages accounts names
/// none for themselves, nor for what would wait if they gave it.
///
/// # Errors
/// `MandateRefusal::OwnRights` and `NamingIsTheLeaderships`, else as of `decide_record_mandate`.
pub fn decide_name_mandate(
    actor: &Actor,
    holder: PersonId,
    position: Position,
    regime: &Regime,
) -> Result<Allowed<RecordMandate>, Refusal> {
    let allowed = decide_give(actor, &regime.organisation, holder)?;
    let waits = || awaited_of_management(position, &regime.record_types, &regime.organisation).is_some();
    if !actor.is_leadership() && waits() { Err(MandateRefusal::NamingIsTheLeaderships.into()) } else { Ok(allowed) }
}

/// May `actor` end a decision before its last day? The leadership does, as it ends every position; each of those that the decision
/// gave is asked for by itself (`decide_end`).
///
/// # Errors
/// `MandateRefusal::EndingNotYours`; `Refusal::ResetUnconfirmed`.
pub fn decide_end_mandate(actor: &Actor, organisation: &Organisation) -> Result<Allowed<EndMandate>, Refusal> {
    decide_mandates(actor)?;
    if !actor.is_leadership() {
        return Err(MandateRefusal::EndingNotYours.into());
    }
    decide(actor, organisation, Action::ConfirmAppointments).map(proof)
}

#[cfg(test)]
mod tests;
