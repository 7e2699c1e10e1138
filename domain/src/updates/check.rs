//! Whether there is anything to ask for, and anything to open: of the records as they stand now.

use super::update::{Update, UpdateRecord};
use crate::{
    days::Timestamp,
    facts::Facts,
    ids::LockOrderId,
    locks::Arrival,
    obligations::{Obligation, ObligationId},
    people::PersonId,
    permissions::{Actor, Allowed, AskForUpdate, decide_ask_for_update},
    refusal::{Refusal, UpdateRefusal},
};

/// May `actor` ask at `now` that `obligation` be opened?
///
/// # Errors
/// `Refusal::NotYoursToHandIn`, `Refusal::ObligationClosed`; `UpdateRefusal::Exempt`, `NotShut` or `Waits`.
pub fn check_requestable(
    facts: &Facts,
    actor: &Actor,
    obligation: &Obligation,
    now: Timestamp,
) -> Result<(Allowed<AskForUpdate>, LockOrderId), Refusal> {
    let allowed = decide_ask_for_update(actor, facts.organisation(), facts.record_facts(obligation))?;
    facts.check_passed(actor, obligation, now)?;
    let order = shutting(facts, actor.person, obligation, now)?;
    let waits = |one: &&Update| one.requested.by == actor.person && one.waiting().is_ok();
    match facts.updates.of_record(obligation.id).find(waits) {
        Some(known) => {
            let (update, name, title) = (known.id, known.name(), facts.title(obligation));
            Err(UpdateRefusal::Waits { update, name, title }.into())
        }
        None => Ok((allowed, order)),
    }
}

/// The order that shuts `obligation` to `person` at `now`, where opening it would change anything.
fn shutting(facts: &Facts, person: PersonId, obligation: &Obligation, now: Timestamp) -> Result<LockOrderId, Refusal> {
    facts.check_running()?;
    obligation.check_writable(None)?;
    if let Some(exemption) = &obligation.exemption {
        return Err(UpdateRefusal::Exempt { title: facts.title(obligation), at: exemption.at }.into());
    }
    let shut = facts.shut_to(person, obligation, Arrival::at(now));
    shut.map(|shut| shut.order).ok_or_else(|| UpdateRefusal::NotShut { title: facts.title(obligation) }.into())
}

/// May `actor` ask at `now` that all of these be opened? Each with the order that shuts it.
///
/// # Errors
/// As of `check_requestable` for the first that cannot be; `UpdateRefusal::NothingAsked` for none.
pub fn check_request(
    facts: &Facts,
    actor: &Actor,
    obligations: &[&Obligation],
    now: Timestamp,
) -> Result<(Vec<UpdateRecord>, Allowed<AskForUpdate>), Refusal> {
    let (mut records, mut proof) = (Vec::new(), None);
    for obligation in obligations {
        let (allowed, order) = check_requestable(facts, actor, obligation, now)?;
        records.push(UpdateRecord { obligation: obligation.id, order });
        proof = Some(allowed);
    }
    proof.map(|allowed| (records, allowed)).ok_or_else(|| UpdateRefusal::NothingAsked.into())
}

/// Is there anything left to open of `update` at `now`? What was exempted, closed or opened meanwhile is none, nor what the
/// requester can hand in no longer; the others are opened all the same.
///
/// # Errors
/// `UpdateRefusal::NothingLeft`.
pub fn check_grant(facts: &Facts, update: &Update, now: Timestamp) -> Result<(), Refusal> {
    let is_left = |id: ObligationId| facts.obligation(id).is_some_and(|one| left_out(facts, update, one, now).is_none());
    if update.records.iter().any(|one| is_left(one.obligation)) { Ok(()) } else { Err(UpdateRefusal::NothingLeft.into()) }
}

/// Why opening this record would change nothing any more; `None` where it would, or where nobody knows the record any more.
pub(super) fn left_out(facts: &Facts, update: &Update, obligation: &Obligation, now: Timestamp) -> Option<Refusal> {
    check_requester(facts, update, obligation, now).and_then(|()| shutting(facts, update.requested.by, obligation, now)).err()
}

/// Why whoever asked for this record cannot write about it although their hours run; `None` where they can.
pub(super) fn shut_all_the_same(facts: &Facts, update: &Update, obligation: &Obligation, now: Timestamp) -> Option<Refusal> {
    let requester = update.requested.by;
    let writable = || obligation.check_writable(facts.shut_to(requester, obligation, Arrival::at(now)));
    check_requester(facts, update, obligation, now).and_then(|()| writable()).err()
}

/// Can whoever asked for it still hand this record in? They may have another class since, or their account may be shut.
fn check_requester(facts: &Facts, update: &Update, obligation: &Obligation, now: Timestamp) -> Result<(), Refusal> {
    let (requester, organisation) = (update.requested.by, facts.organisation());
    if organisation.suspended.contains(&requester) {
        return Err(UpdateRefusal::Suspended.into());
    }
    let actor = facts.actor(requester, now);
    let asks = decide_ask_for_update(&actor, organisation, facts.record_facts(obligation));
    asks.and_then(|_| facts.check_passed(&actor, obligation, now))
        .map_err(|_| UpdateRefusal::NotTheirs { title: facts.title(obligation) }.into())
}
