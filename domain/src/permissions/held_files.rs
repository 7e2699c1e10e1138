//! Files that are held: who lets others open them (Điều 5b: reading in decision 0015).

use super::{
    Action, Actor, Allowed, Deed, RecordFacts, RegisterScope, decide, decide_mandates, decide_orders, decide_read_register, proof,
    sees_all_tasks,
};
use crate::{
    people::{Organisation, PersonId},
    record_types::Sensitivity,
    refusal::{InspectionRefusal, Refusal, RegisterRefusal, TaskRefusal},
    registers::RegisterKind,
};

/// Let others open a file that is held, or give it back (`decide_held_file`).
#[derive(Debug)]
pub enum JudgeHeldFile {}

impl Deed for JudgeHeldFile {}

/// What a held file belongs to, as far as who may look into it depends on that.
#[derive(Clone, Copy, Debug)]
pub enum HeldFor {
    /// A record; `None` for one of an earlier year.
    Record(Option<RecordFacts>),
    /// A request for an update after a lock, which it bears out.
    Evidence,
    /// An order, beside which it lies.
    OrderScan,
    /// A decision of which it is a scan.
    MandateScan,
    /// An entry of this register.
    Entry(RegisterKind),
    /// A task, or an answer to one.
    Task,
    /// A type of records, of which it is a template: everybody has one.
    Template,
}

/// May `actor` decide about a file that is held, belongs to this, and was sent by `sender`? Nobody decides about what they may not
/// look into.
///
/// # Errors
/// `InspectionRefusal::OwnFile` for a file of one's own; else as of `decide_look_into_held`.
pub fn decide_held_file(
    actor: &Actor,
    organisation: &Organisation,
    sender: PersonId,
    of: HeldFor,
) -> Result<Allowed<JudgeHeldFile>, Refusal> {
    decide(actor, organisation, Action::JudgeHeldFiles)?;
    if actor.person == sender {
        return Err(InspectionRefusal::OwnFile.into());
    }
    decide_look_into_held(actor, organisation, of).map(proof)
}

/// May `actor` open a file that belongs to this while it is held? Whoever decides about it looks into it first; what is fenced off
/// stays with those who open the record, the evidence, the order or the decision anyway.
///
/// # Errors
/// `InspectionRefusal::NotYours`, `InspectionRefusal::OfFencedRecord`, `InspectionRefusal::OfEvidence`, and what keeps `actor` from
/// the order, the decision, the register or the task.
pub fn decide_look_into_held(actor: &Actor, organisation: &Organisation, of: HeldFor) -> Result<(), Refusal> {
    decide(actor, organisation, Action::JudgeHeldFiles)?;
    match of {
        HeldFor::Record(Some(record)) if !may_look_into_held(actor, organisation, record) => {
            Err(InspectionRefusal::OfFencedRecord.into())
        }
        HeldFor::Evidence if !actor.acts_as_leadership() => Err(InspectionRefusal::OfEvidence.into()),
        HeldFor::OrderScan => decide_orders(actor),
        HeldFor::MandateScan => decide_mandates(actor),
        HeldFor::Entry(kind) => match decide_read_register(actor, organisation, kind.register())? {
            RegisterScope::All => Ok(()),
            RegisterScope::Own | RegisterScope::Concerned => {
                Err(RegisterRefusal::NotYours { name: kind.register().name.to_owned() }.into())
            }
        },
        HeldFor::Task if !sees_all_tasks(actor) => Err(TaskRefusal::NotForYou.into()),
        HeldFor::Record(_) | HeldFor::Evidence | HeldFor::Task | HeldFor::Template => Ok(()),
    }
}

/// `decide_look_into_held`, of a record of this year.
pub fn may_look_into_held(actor: &Actor, organisation: &Organisation, record: RecordFacts) -> bool {
    decide(actor, organisation, Action::JudgeHeldFiles).is_ok()
        && (record.sensitivity == Sensitivity::Ordinary || decide(actor, organisation, Action::OpenRecord(record)).is_ok())
}
