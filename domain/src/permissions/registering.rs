//! Registers: who enters, who reads, who corrects, and who moves an entry on. All of it stands in the value of the register; here
//! it is asked of one person (Điều 5a, 5c, 5d, 6b, 7c, 8; readings in decision 0045).

use super::{Actor, Allowed, Deed, locking::trusted, proof};
use crate::{
    people::{Organisation, Position, SectionKind},
    refusal::{Refusal, RegisterRefusal},
    registers::{EntryLine, Move, Own, Register, Who},
};

/// Make an entry in a register.
#[derive(Debug)]
pub enum EnterEntry {}
/// Correct what stands in an entry.
#[derive(Debug)]
pub enum CorrectEntry {}
/// Take a step with an entry.
#[derive(Debug)]
pub enum MoveEntry {}

/// Lay files beside an entry.
#[derive(Debug)]
pub enum AttachToEntry {}

impl Deed for AttachToEntry {}
impl Deed for EnterEntry {}
impl Deed for CorrectEntry {}
impl Deed for MoveEntry {}

/// How much of a register somebody reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterScope {
    All,
    /// What they entered themselves.
    Own,
}

fn is_clerk(actor: &Actor, organisation: &Organisation) -> bool {
    let clerical = organisation.sections.iter().filter(|section| section.kind == SectionKind::Clerical);
    clerical.into_iter().any(|section| actor.acts_as(Position::SectionHolder(section.id)))
}

/// Whether `actor` is one of `who`; whoever made an entry is meant by `entry`.
fn is_one_of(actor: &Actor, organisation: &Organisation, who: Who, entry: Option<&EntryLine>) -> bool {
    match who {
        Who::Everybody => true,
        Who::Leadership => actor.is_leadership(),
        Who::Managers => actor.is_leadership() || actor.is_management_team(),
        Who::Clerks => actor.is_leadership() || is_clerk(actor, organisation),
        Who::Enterer => entry.is_some_and(|entry| entry.by == actor.person),
    }
}

/// How much of `register` does `actor` read? Whoever may enter reads at least what is theirs.
///
/// # Errors
/// `RegisterRefusal::NotYours`.
pub fn decide_read_register(actor: &Actor, organisation: &Organisation, register: &Register) -> Result<RegisterScope, Refusal> {
    if is_one_of(actor, organisation, register.reads, None) {
        Ok(RegisterScope::All)
    } else if is_one_of(actor, organisation, register.enters, None) {
        Ok(RegisterScope::Own)
    } else {
        Err(RegisterRefusal::NotYours { name: register.name.to_owned() }.into())
    }
}

/// May `actor` read `entry`? Whoever reads the register, and whoever made it.
///
/// # Errors
/// `RegisterRefusal::NotYours`.
pub fn decide_read_entry(actor: &Actor, organisation: &Organisation, entry: &EntryLine) -> Result<(), Refusal> {
    let register = entry.register.register();
    if entry.by == actor.person || is_one_of(actor, organisation, register.reads, None) {
        Ok(())
    } else {
        Err(RegisterRefusal::NotYours { name: register.name.to_owned() }.into())
    }
}

/// May `actor` make an entry in `register`? A password that the management team handed out is enough: whoever cannot work has to be
/// able to say so.
///
/// # Errors
/// `RegisterRefusal::NotYoursToEnter`.
pub fn decide_enter_entry(actor: &Actor, organisation: &Organisation, register: &Register) -> Result<Allowed<EnterEntry>, Refusal> {
    if is_one_of(actor, organisation, register.enters, None) {
        Ok(proof(()))
    } else {
        Err(RegisterRefusal::NotYoursToEnter { name: register.name.to_owned() }.into())
    }
}

/// May `actor` correct what stands in `entry`? Whoever made it, while nobody has done anything about it, and whoever keeps the
/// register: what stood there before stays readable. Where entries are decided about, nobody does once it has begun: other words
/// would stand under a decision that was not about them.
///
/// # Errors
/// `RegisterRefusal::NotYoursToCorrect`, `Decided` and `UnderWay`; `Refusal::ResetUnconfirmed`.
pub fn decide_correct_entry(
    actor: &Actor,
    organisation: &Organisation,
    entry: &EntryLine,
) -> Result<Allowed<CorrectEntry>, Refusal> {
    let register = entry.register.register();
    let keeps = is_one_of(actor, organisation, register.keeps, None);
    if !keeps && entry.by != actor.person {
        return Err(RegisterRefusal::NotYoursToCorrect.into());
    }
    match (entry.is_under_way(), keeps) {
        (true, _) if register.is_decided() => Err(RegisterRefusal::Decided.into()),
        (_, true) => trusted(actor),
        (true, false) => Err(RegisterRefusal::UnderWay.into()),
        (false, false) => Ok(proof(())),
    }
}

/// May `actor` lay files beside `entry`? Whoever keeps the register, and whoever made it while it is open: a picture of what stands on
/// the screen says more than words. That the register takes files at all is another question (`RegisterKind::takes_files`).
///
/// # Errors
/// `RegisterRefusal::NotYoursToAttach` and `Over`; `Refusal::ResetUnconfirmed` but for whoever made it.
pub fn decide_attach_to_entry(
    actor: &Actor,
    organisation: &Organisation,
    entry: &EntryLine,
) -> Result<Allowed<AttachToEntry>, Refusal> {
    if is_one_of(actor, organisation, entry.register.register().keeps, None) {
        return trusted(actor);
    }
    match (entry.by == actor.person, entry.is_over()) {
        (true, false) => Ok(proof(())),
        (true, true) => Err(RegisterRefusal::Over.into()),
        (false, _) => Err(RegisterRefusal::NotYoursToAttach.into()),
    }
}

/// May `actor` take `entry` to the state `to`? As the register says of that step; the first of its steps that is theirs.
///
/// # Errors
/// `RegisterRefusal::NoSuchStep` where nothing leads there from how it stands, `OwnEntry` where nobody decides about what they made
/// or wrote anew, and `NotYoursToMove`; `Refusal::ResetUnconfirmed` but for whoever made it.
pub fn decide_move_entry(
    actor: &Actor,
    organisation: &Organisation,
    entry: &EntryLine,
    to: &str,
) -> Result<(&'static Move, Allowed<MoveEntry>), Refusal> {
    let register = entry.register.register();
    let mut ways = register.moves_from(&entry.step.state).filter(|one| one.to == to).peekable();
    if ways.peek().is_none() {
        return Err(RegisterRefusal::NoSuchStep.into());
    }
    let Some(way) = ways.find(|one| is_one_of(actor, organisation, one.who, Some(entry))) else {
        return Err(RegisterRefusal::NotYoursToMove.into());
    };
    if way.own == Own::MayNot && [entry.by, entry.written_by].contains(&actor.person) {
        return Err(RegisterRefusal::OwnEntry.into());
    }
    match way.who {
        Who::Enterer => Ok((way, proof(()))),
        Who::Everybody | Who::Leadership | Who::Managers | Who::Clerks => Ok((way, trusted(actor)?)),
    }
}

#[cfg(test)]
mod tests;
