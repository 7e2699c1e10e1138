//! Whom an order is about: whether there is anybody but the one who would carry it out.

use super::covered::covered;
use crate::{
    facts::Facts,
    obligations::Obligation,
    people::{Person, PersonId},
    scope::{Scope, Whose},
};

/// Whom the records of an order concern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concerned {
    /// Somebody else than whoever asks, or nobody.
    Others,
    TheActorAlone,
}

/// Whom the records of `scope` concern: whether they are all of `person`, and of nobody else. The records of a class that has two
/// teachers are of both; but a scope that names nobody but `person` is about them alone, whoever else has a part in the records.
pub fn is_own_alone(facts: &Facts, scope: &Scope, person: PersonId) -> Concerned {
    // What was freed is nobody's to hand in, so it concerns nobody.
    let mut covered = covered(facts, scope).filter(|one| one.exemption.is_none()).peekable();
    let own = Scope { whose: [Whose::Person(person)].into(), ..Scope::whole() };
    let is_own = |one: &Obligation| own.covers(one, &facts.regime) && whose(facts, one).iter().all(|other| other.id == person);
    let names_nobody_else = scope.whose == own.whose;
    if names_nobody_else || (covered.peek().is_some() && covered.all(is_own)) {
        Concerned::TheActorAlone
    } else {
        Concerned::Others
    }
}

/// The people whose work a record is: whoever's turn it is, or whoever answers for it first.
pub(super) fn whose<'f>(facts: &'f Facts, obligation: &Obligation) -> Vec<&'f Person> {
    let last = || obligation.terms.period.span(facts.calendar(), &facts.regime.themes).map(|span| span.to);
    let day = obligation.due_day().or_else(last).unwrap_or_else(|| facts.calendar().last_day());
    obligation.terms.foremost_on(day, facts.organisation())
}
