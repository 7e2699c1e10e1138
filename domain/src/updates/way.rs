//! Where somebody goes on who could hand in a record that an order shuts: to ask, to what was asked, or to hand in by it.

use super::check::check_requestable;
use crate::{
    days::Timestamp,
    facts::Facts,
    ids::UpdateId,
    locks::Arrival,
    obligations::Obligation,
    permissions::Actor,
    refusal::{LockRefusal, Refusal, UpdateRefusal},
};

/// What an update says of one record to one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpdateWay {
    /// It is shut, and they may ask that it be opened.
    Ask,
    /// They have asked, and nobody has decided.
    Waits(UpdateId),
    /// It is open for them by this one.
    Open { by: UpdateId, until: Option<Timestamp> },
}

/// How `actor` goes on at `now`; `None` where nothing shuts the record, or it is not theirs to hand in.
pub fn update_way(facts: &Facts, actor: &Actor, obligation: &Obligation, now: Timestamp) -> Option<UpdateWay> {
    let arrival = Arrival::at(now);
    facts.locks.shuts_written_by(Some(actor.person), obligation, &facts.regime, arrival)?;
    if let Some(update) = facts.update_for(actor.person, obligation, arrival) {
        // Whoever has another class since asked for it all the same, and can hand nothing in.
        let is_theirs = facts.check_hand_in(actor, obligation, arrival).is_ok();
        return is_theirs.then(|| UpdateWay::Open { by: update.id, until: update.shut_again(obligation.id) });
    }
    match check_requestable(facts, actor, obligation, now) {
        Ok(_) => Some(UpdateWay::Ask),
        Err(Refusal::Lock(LockRefusal::Update(UpdateRefusal::Waits { update, .. }))) => Some(UpdateWay::Waits(update)),
        Err(_) => None,
    }
}
