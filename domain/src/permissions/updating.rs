//! "Bổ sung sau khóa": whoever could hand a record in asks, whoever may open what is shut decides (Điều 3c, 4b, 4c), and nobody
//! about their own (readings in decision 0022).

use chrono::NaiveDate;

use super::{Action, Actor, Allowed, Deed, RecordFacts, decide, locking::trusted, proof};
use crate::{
    locks::{LockAuthority, LockReading, Post},
    people::{Organisation, Position},
    refusal::{Refusal, UpdateRefusal},
    updates::{Update, UpdateStage},
};

/// Ask for an update of a record after a lock.
#[derive(Debug)]
pub enum AskForUpdate {}
/// Grant a request, propose that, or refuse it.
#[derive(Debug)]
pub enum DecideUpdate {}
/// Close what is open by a request before its hours are over.
#[derive(Debug)]
pub enum CloseUpdate {}
/// Take one's own request back, or say that one is done.
#[derive(Debug)]
pub enum EndUpdate {}
/// Lay down what the procedure asks for.
#[derive(Debug)]
pub enum SetUpdateProcedure {}

impl Deed for AskForUpdate {}
impl Deed for DecideUpdate {}
impl Deed for CloseUpdate {}
impl Deed for EndUpdate {}
impl Deed for SetUpdateProcedure {}

/// May `actor` ask for an update of this record? Whoever could hand it in may.
///
/// # Errors
/// `Refusal::NotYoursToHandIn`.
pub fn decide_ask_for_update(
    actor: &Actor,
    organisation: &Organisation,
    record: RecordFacts,
) -> Result<Allowed<AskForUpdate>, Refusal> {
    decide(actor, organisation, Action::HandIn(record)).map(proof)
}

/// Does `actor` read every request? Those do who decide, and those who carry out.
pub fn sees_all_updates(actor: &Actor) -> bool {
    actor.acts_as_leadership() || actor.is_management_team()
}

/// May `actor` read `update`?
///
/// # Errors
/// `UpdateRefusal::NotYours`.
pub fn decide_read_update(actor: &Actor, update: &Update) -> Result<(), Refusal> {
    if update.requested.by == actor.person || sees_all_updates(actor) { Ok(()) } else { Err(UpdateRefusal::NotYours.into()) }
}

/// May `actor` open the files that bear `update` out? They may say why somebody was away, or show a record that is fenced off: those
/// who decide about it read them, and whoever sent them, not those who carry out.
///
/// # Errors
/// `UpdateRefusal::NotYours`.
pub fn decide_open_evidence(actor: &Actor, update: &Update) -> Result<(), Refusal> {
    if update.requested.by == actor.person || actor.acts_as_leadership() { Ok(()) } else { Err(UpdateRefusal::NotYours.into()) }
}

/// May `actor` put their name for opening under `update` on `day`, as what, and by which reading of the regulation?
///
/// # Errors
/// `UpdateRefusal::OwnRequest`, `NotYoursToDecide` and `IsThePrincipals`; `Refusal::ResetUnconfirmed` while somebody else may know
/// the password.
pub fn decide_update(
    actor: &Actor,
    organisation: &Organisation,
    authority: LockAuthority,
    update: &Update,
    day: NaiveDate,
) -> Result<(Allowed<DecideUpdate>, Post, LockReading), Refusal> {
    let (post, reading) = deciding(actor, organisation, authority, update, day)?;
    let waits_for_more = matches!(update.stage, UpdateStage::Proposed(first) if first.signature.by != actor.person);
    if !reading.lets_sign(post) || (waits_for_more && !reading.is_decided_alone_by(post)) {
        return Err(UpdateRefusal::IsThePrincipals.into());
    }
    Ok((trusted(actor)?, post, reading))
}

/// May `actor` refuse `update` on `day`, and as what? Only whoever could grant it alone: a vice principal's no would else take it
/// from the principal.
///
/// # Errors
/// As of `decide_update`.
pub fn decide_refuse_update(
    actor: &Actor,
    organisation: &Organisation,
    authority: LockAuthority,
    update: &Update,
    day: NaiveDate,
) -> Result<(Allowed<DecideUpdate>, Post), Refusal> {
    let (post, reading) = deciding(actor, organisation, authority, update, day)?;
    if !reading.is_decided_alone_by(post) {
        return Err(UpdateRefusal::IsThePrincipals.into());
    }
    Ok((trusted(actor)?, post))
}

/// May `actor` close what `update` has opened on `day`, before its hours are over, and as what? Whoever could open it alone; of what
/// the principal opened nobody else (decision 0020).
///
/// # Errors
/// `UpdateRefusal::OwnToFinish`, `NotYoursToDecide` and `IsThePrincipals`; `Refusal::ResetUnconfirmed` while somebody else may know
/// the password.
pub fn decide_close_update(
    actor: &Actor,
    organisation: &Organisation,
    authority: LockAuthority,
    update: &Update,
    day: NaiveDate,
) -> Result<(Allowed<CloseUpdate>, Post), Refusal> {
    if update.requested.by == actor.person {
        return Err(UpdateRefusal::OwnToFinish.into());
    }
    let (post, reading) = deciding(actor, organisation, authority, update, day)?;
    let is_of_higher = update.granted().is_some_and(|grant| Some(post) < grant.post());
    if !reading.is_decided_alone_by(post) || is_of_higher {
        return Err(UpdateRefusal::IsThePrincipals.into());
    }
    Ok((trusted(actor)?, post))
}

/// As what `actor` decides, and how the school reads the regulation here: as for opening. Of what the principal asks for, somebody
/// else has to decide: there a vice principal is enough.
fn deciding(
    actor: &Actor,
    organisation: &Organisation,
    authority: LockAuthority,
    update: &Update,
    day: NaiveDate,
) -> Result<(Post, LockReading), Refusal> {
    if update.requested.by == actor.person {
        return Err(UpdateRefusal::OwnRequest.into());
    }
    let post = actor.post().ok_or(UpdateRefusal::NotYoursToDecide)?;
    let is_of_principal = organisation.positions(update.requested.by, day).contains(&Position::Principal);
    Ok((post, if is_of_principal { LockReading::EitherAlone } else { authority.opening_and_whole }))
}

/// May `actor` take `update` back, or say that it is done? The requester alone; neither opens anything, so a password that others
/// may know is no hindrance.
///
/// # Errors
/// `UpdateRefusal::NotTheRequester`.
pub fn decide_end_update(actor: &Actor, update: &Update) -> Result<Allowed<EndUpdate>, Refusal> {
    if update.requested.by == actor.person { Ok(proof(())) } else { Err(UpdateRefusal::NotTheRequester.into()) }
}

/// May `actor` lay down what the procedure asks for? The principal (Điều 3c).
///
/// # Errors
/// `UpdateRefusal::SettlingIsThePrincipals`, for others than the leadership `Refusal::SettingsNotYours`.
pub fn decide_update_procedure(actor: &Actor) -> Result<Allowed<SetUpdateProcedure>, Refusal> {
    if !actor.is_leadership() {
        return Err(Refusal::SettingsNotYours);
    }
    if !actor.is(Position::Principal) {
        return Err(UpdateRefusal::SettlingIsThePrincipals.into());
    }
    trusted(actor)
}

#[cfg(test)]
mod tests;
