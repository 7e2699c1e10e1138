//! "Miễn" and "Bỏ miễn": the leadership frees the owner of a record, and takes that back (decision 0007; silent in the regulation).

use super::{Action, Actor, Allowed, Deed, RecordFacts, decide, own_work::check_is_of_others, proof};
use crate::{people::Organisation, refusal::Refusal};

/// Free the owner of one record.
#[derive(Debug)]
pub enum Exempt {}
/// Let a record be owed again.
#[derive(Debug)]
pub enum EndExemption {}

impl Deed for Exempt {}
impl Deed for EndExemption {}

/// `decide` for `Action::Exempt`, with the proof: nobody frees themselves.
///
/// # Errors
/// `Refusal::NotYoursToExempt`; `ExtensionRefusal::OwnRecord` of what one owes by name.
pub fn decide_exempt(actor: &Actor, organisation: &Organisation, record: RecordFacts) -> Result<Allowed<Exempt>, Refusal> {
    decide(actor, organisation, Action::Exempt(record))?;
    check_is_of_others(actor, record).map(proof)
}

/// The same for taking it back, which is in nobody's favour: of one's own record too.
///
/// # Errors
/// `Refusal::NotYoursToExempt`.
pub fn decide_end_exemption(
    actor: &Actor,
    organisation: &Organisation,
    record: RecordFacts,
) -> Result<Allowed<EndExemption>, Refusal> {
    decide(actor, organisation, Action::Exempt(record)).map(proof)
}
