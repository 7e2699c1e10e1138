//! "Nhắc nộp": whoever leads those who owe a record notes that they have reminded them (silent in the regulation: of those who
//! follow the hand-ins by Điều 3d and 4d, and of heads for their department).

use super::{Actor, Allowed, Deed, RecordFacts, proof};
use crate::{
    people::Organisation,
    refusal::{LatenessRefusal, Refusal},
};

/// Note that whoever owes a record was reminded of it.
#[derive(Debug)]
pub enum Remind {}

impl Deed for Remind {}

/// May `actor` remind those who owe `record`, and read who has? Head and deputy of its department, and the leadership; nobody
/// reminds themselves.
///
/// # Errors
/// `LatenessRefusal::NotYoursToRemind`.
pub fn decide_remind(actor: &Actor, organisation: &Organisation, record: RecordFacts) -> Result<Allowed<Remind>, Refusal> {
    let leads = record.department.is_some_and(|department| actor.leads(department)) || actor.acts_as_leadership();
    let has_duty = || record.owner.duty(organisation).is_of(actor.person, &actor.positions);
    let owes = record.turn.map_or_else(has_duty, |turn| turn == actor.person);
    if leads && !owes { Ok(proof(())) } else { Err(LatenessRefusal::NotYoursToRemind.into()) }
}

#[cfg(test)]
mod tests;
