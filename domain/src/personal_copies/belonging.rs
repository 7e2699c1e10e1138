//! Which versions belong into whose copy.

use std::collections::BTreeSet;

use crate::{
    facts::Facts,
    obligations::Obligation,
    people::PersonId,
    permissions::{Action, Actor, decide},
    record_types::Sensitivity,
    submissions::SubmissionId,
};

/// Whether a version belongs into somebody's copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belongs {
    Yes,
    /// It would, but what it holds stays in the system.
    Sensitive,
    /// They neither handed it in nor have its duty, or it does not open to them.
    No,
}

/// Whether the version of `obligation` that `by` handed in belongs into the copy of `actor`: their own, and those of records that
/// are theirs to hand in today. What they do in somebody's place is that one's to keep.
pub fn belongs(facts: &Facts, actor: &Actor, obligation: &Obligation, by: PersonId) -> Belongs {
    let organisation = facts.organisation();
    let has_duty = || obligation.terms.owner.duty(organisation).is_of(actor.person, &actor.positions);
    if by != actor.person && !has_duty() {
        return Belongs::No;
    }
    let record = facts.record_facts(obligation);
    if record.sensitivity != Sensitivity::Ordinary {
        return Belongs::Sensitive;
    }
    match decide(actor, organisation, Action::OpenVersion { record, by }) {
        Ok(()) => Belongs::Yes,
        Err(_) => Belongs::No,
    }
}

/// Whether the last version of `obligation` belongs into the copy of `actor` and is in none of theirs; `copied` are the versions
/// that are in one.
pub fn is_uncopied(facts: &Facts, actor: &Actor, copied: &BTreeSet<(PersonId, SubmissionId)>, obligation: &Obligation) -> bool {
    obligation.handed_in.as_ref().is_some_and(|last| {
        !copied.contains(&(actor.person, last.submission)) && belongs(facts, actor, obligation, last.last_by) == Belongs::Yes
    })
}

/// The records of the year that is shown of which the last version belongs into the copy of `actor` and is in none of theirs.
pub fn uncopied<'f>(
    facts: &'f Facts,
    actor: &'f Actor,
    copied: &'f BTreeSet<(PersonId, SubmissionId)>,
) -> impl Iterator<Item = &'f Obligation> {
    facts.obligations.iter().filter(move |one| is_uncopied(facts, actor, copied, one))
}
