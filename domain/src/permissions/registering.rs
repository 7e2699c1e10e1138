//! Registers: who enters, who reads, who corrects, and who moves an entry on. All of it stands in the value of the register; here
//! it is asked of one person (Điều 5a, 5c, 5d, 6b, 7c, 8; readings in decision 0045).

use chrono::NaiveDate;

use super::{Actor, Allowed, Credential, Deed, locking::trusted, proof};
use crate::{
    people::{Organisation, PersonId, Position, SectionKind},
    refusal::{Refusal, RegisterRefusal},
    registers::{Concerned, EntryLine, Move, Own, Register, Said, Who, people_in},
    vietnamese,
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
    /// What they entered themselves, what they are to advise about, and what is about them.
    Own,
    /// What is about them.
    Concerned,
}

impl RegisterScope {
    /// Which entries `person` reads: those that are about the first one, and what the second one entered or is to advise about;
    /// everybody's where there is no first one.
    pub const fn entries_of(self, person: PersonId) -> (Option<PersonId>, Option<PersonId>) {
        match self {
            Self::All => (None, None),
            Self::Own => (Some(person), Some(person)),
            Self::Concerned => (Some(person), None),
        }
    }
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
        Who::Enterer => entry.is_some_and(|entry| {
            entry.by == actor.person && is_one_of(actor, organisation, entry.register.register().enters, None)
        }),
        Who::Principal => actor.is(Position::Principal),
        Who::Adviser => actor.is(Position::VicePrincipal) && entry.is_some_and(|entry| entry.adviser() == Some(actor.person)),
        Who::Concerned => entry.is_some_and(|entry| entry.tells(actor.person)),
        Who::Nobody => false,
    }
}

/// What is secret opens to nobody by a password that somebody else may know.
fn check_secret(actor: &Actor, register: &Register) -> Result<(), Refusal> {
    match actor.credential {
        Credential::ResetUnconfirmed if register.is_secret() => Err(Refusal::ResetUnconfirmed),
        Credential::ResetUnconfirmed | Credential::Trusted => Ok(()),
    }
}

/// How much of `register` does `actor` read? Whoever may enter reads at least what is theirs, and everybody what is about them.
///
/// # Errors
/// `RegisterRefusal::NotYours`; `Refusal::ResetUnconfirmed` where it is secret.
pub fn decide_read_register(actor: &Actor, organisation: &Organisation, register: &Register) -> Result<RegisterScope, Refusal> {
    check_secret(actor, register)?;
    if is_one_of(actor, organisation, register.reads, None) {
        Ok(RegisterScope::All)
    } else if is_one_of(actor, organisation, register.enters, None) {
        Ok(RegisterScope::Own)
    } else if register.concerned != Concerned::Nobody {
        Ok(RegisterScope::Concerned)
    } else {
        Err(RegisterRefusal::NotYours { name: register.name.to_owned() }.into())
    }
}

/// May `actor` read `entry`? Whoever reads the register, whoever made it and may still make one, whoever is to advise about it, and
/// whoever it is about.
///
/// # Errors
/// `RegisterRefusal::NotYours`; `Refusal::ResetUnconfirmed` where it is secret.
pub fn decide_read_entry(actor: &Actor, organisation: &Organisation, entry: &EntryLine) -> Result<(), Refusal> {
    let register = entry.register.register();
    let is = |who| is_one_of(actor, organisation, who, Some(entry));
    if is(register.reads) || is(Who::Enterer) || is(Who::Adviser) || is(Who::Concerned) {
        // Whether there is one at all, nobody else hears by being asked for a confirmed password.
        check_secret(actor, register)
    } else {
        Err(RegisterRefusal::NotYours { name: register.name.to_owned() }.into())
    }
}

/// May `actor` make an entry in `register`? A password that the management team handed out is enough where entries are about things:
/// whoever cannot work has to be able to say so.
///
/// # Errors
/// `RegisterRefusal::NotYoursToEnter`; `Refusal::ResetUnconfirmed` where entries are about people.
pub fn decide_enter_entry(actor: &Actor, organisation: &Organisation, register: &Register) -> Result<Allowed<EnterEntry>, Refusal> {
    if is_one_of(actor, organisation, register.enters, None) {
        if register.concerned == Concerned::Nobody { Ok(proof(())) } else { trusted(actor) }
    } else {
        Err(RegisterRefusal::NotYoursToEnter { name: register.name.to_owned() }.into())
    }
}

/// May `actor` make an entry on `today` that says this of people? Not of themselves, and nobody of the principal: that is for those
/// above the school.
///
/// # Errors
/// `RegisterRefusal::AboutOneself` and `AboutPrincipal`.
pub fn check_about(
    actor: &Actor,
    organisation: &Organisation,
    register: &Register,
    said: &Said,
    today: NaiveDate,
) -> Result<(), Refusal> {
    let about = people_in(register, said);
    if about.contains(&actor.person) {
        return Err(RegisterRefusal::AboutOneself.into());
    }
    let is_principal = |one: &_| organisation.positions(*one, today).contains(&Position::Principal);
    if about.iter().any(is_principal) { Err(RegisterRefusal::AboutPrincipal.into()) } else { Ok(()) }
}

/// May `actor` correct what stands in `entry`? Whoever made it, while nobody has done anything about it, and whoever keeps the
/// register: what stood there before stays readable. Where entries are decided about, nobody does once it has begun: other words
/// would stand under a decision that was not about them.
///
/// # Errors
/// `RegisterRefusal::NotYoursToCorrect`, `Decided` and `UnderWay`, and `StaysAsItIs` in a register that nobody corrects;
/// `Refusal::ResetUnconfirmed`.
pub fn decide_correct_entry(
    actor: &Actor,
    organisation: &Organisation,
    entry: &EntryLine,
) -> Result<Allowed<CorrectEntry>, Refusal> {
    let register = entry.register.register();
    if register.keeps == Who::Nobody {
        return Err(RegisterRefusal::StaysAsItIs.into());
    }
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

/// May `actor` take `entry` to the state `to` on `today`? As the register says of that step; the first of its steps that is theirs.
///
/// # Errors
/// `RegisterRefusal::NotYours` where it is about people and not theirs to read, `NoSuchStep` where nothing leads there from how it
/// stands, `OwnEntry` where nobody decides about what they made or wrote anew, `AboutOneself` where it is about them and they do more
/// than answer, `AnswerAwaited`, and `NotYoursToMove`; `Refusal::ResetUnconfirmed` but for whoever made it.
pub fn decide_move_entry(
    actor: &Actor,
    organisation: &Organisation,
    entry: &EntryLine,
    to: &str,
    today: NaiveDate,
) -> Result<(&'static Move, Allowed<MoveEntry>), Refusal> {
    let register = entry.register.register();
    if register.concerned != Concerned::Nobody {
        decide_read_entry(actor, organisation, entry)?;
    }
    let is_about = entry.about().contains(&actor.person);
    let mut ways = register.moves_from(&entry.step.state).filter(|one| one.to == to).peekable();
    if ways.peek().is_none() {
        return Err(RegisterRefusal::NoSuchStep.into());
    }
    let Some(way) = ways.find(|one| is_one_of(actor, organisation, one.who, Some(entry))) else {
        let refusal = if is_about { RegisterRefusal::AboutOneself } else { RegisterRefusal::NotYoursToMove };
        return Err(refusal.into());
    };
    if is_about && way.who != Who::Concerned {
        return Err(RegisterRefusal::AboutOneself.into());
    }
    if way.own == Own::MayNot && [entry.by, entry.written_by].contains(&actor.person) {
        return Err(RegisterRefusal::OwnEntry.into());
    }
    let until = way.after.and_then(|column| vietnamese::parse_date(entry.says(column)));
    if let Some(until) = until.filter(|until| today <= *until) {
        return Err(RegisterRefusal::AnswerAwaited { until }.into());
    }
    match way.who {
        Who::Enterer if register.concerned == Concerned::Nobody => Ok((way, proof(()))),
        Who::Everybody
        | Who::Leadership
        | Who::Managers
        | Who::Clerks
        | Who::Enterer
        | Who::Principal
        | Who::Adviser
        | Who::Concerned
        | Who::Nobody => Ok((way, trusted(actor)?)),
    }
}

#[cfg(test)]
mod tests;
