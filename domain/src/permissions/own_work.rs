//! Nobody decides about what they owe by name: the one rule for more time, for exemptions and for why somebody was late. Absences,
//! requests and updates name the person themselves and ask about that one.

use super::{Actor, RecordFacts};
use crate::{
    obligations::Owner,
    refusal::{ExtensionRefusal, Refusal},
};

/// Whether it is `actor` by name who owes `record`: as a person, or because it is their turn.
pub(super) fn owes_by_name(actor: &Actor, record: RecordFacts) -> bool {
    record.owner == Owner::Person(actor.person) || record.turn == Some(actor.person)
}

/// May `actor` decide anything in favour of whoever owes `record`?
///
/// # Errors
/// `ExtensionRefusal::OwnRecord`.
pub(super) fn check_is_of_others(actor: &Actor, record: RecordFacts) -> Result<(), Refusal> {
    if owes_by_name(actor, record) { Err(ExtensionRefusal::OwnRecord.into()) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
