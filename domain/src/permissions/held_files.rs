//! Files that are held: who lets others open them (Điều 5b: reading in decision 0015).

use super::{Action, Actor, Allowed, Deed, RecordFacts, decide, proof};
use crate::{
    people::{Organisation, PersonId},
    record_types::Sensitivity,
    refusal::{InspectionRefusal, Refusal},
};

/// Let others open a file that is held, or give it back (`decide_held_file`).
#[derive(Debug)]
pub enum JudgeHeldFile {}

impl Deed for JudgeHeldFile {}

/// May `actor` decide about a file that is held and that `sender` has handed in for this record, or for one of an earlier
/// year? Nobody decides about what they may not look into.
///
/// # Errors
/// `InspectionRefusal::NotYours`; `InspectionRefusal::OwnFile` for a file of one's own; `InspectionRefusal::OfFencedRecord`.
pub fn decide_held_file(
    actor: &Actor,
    organisation: &Organisation,
    sender: PersonId,
    record: Option<RecordFacts>,
) -> Result<Allowed<JudgeHeldFile>, Refusal> {
    decide(actor, organisation, Action::JudgeHeldFiles)?;
    if actor.person == sender {
        return Err(InspectionRefusal::OwnFile.into());
    }
    if record.is_some_and(|record| !may_look_into_held(actor, organisation, record)) {
        return Err(InspectionRefusal::OfFencedRecord.into());
    }
    Ok(proof(()))
}

/// May `actor` open a file of this record while it is held? Whoever decides about it looks into it first; what is fenced off
/// stays with those who open the record anyway.
pub fn may_look_into_held(actor: &Actor, organisation: &Organisation, record: RecordFacts) -> bool {
    decide(actor, organisation, Action::JudgeHeldFiles).is_ok()
        && (record.sensitivity == Sensitivity::Ordinary || decide(actor, organisation, Action::OpenRecord(record)).is_ok())
}
