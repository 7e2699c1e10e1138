//! Why a record was late: said by those whose duty it was, and judged by the leadership, as a record is freed (`decide_exempt`).
//! Nobody judges their own lateness (decision 0026).

use super::{Action, Actor, Allowed, Credential, Deed, RecordFacts, decide, own_work::owes_by_name, proof};
use crate::{
    obligations::Owner,
    people::{Organisation, PersonId},
    refusal::{LatenessRefusal, Refusal},
};

/// Say why a record is late.
#[derive(Debug)]
pub enum ExplainLateness {}
/// Find that there was a reason, or none.
#[derive(Debug)]
pub enum JudgeLateness {}

impl Deed for ExplainLateness {}
impl Deed for JudgeLateness {}

/// May `actor` say why `record` is late, which `authors` handed in? Whoever hands it in, and whoever has handed it in, as long as
/// it is theirs to open.
///
/// # Errors
/// `LatenessRefusal::NotYoursToExplain`.
pub fn decide_explain_lateness(
    actor: &Actor,
    organisation: &Organisation,
    record: RecordFacts,
    authors: &[PersonId],
) -> Result<Allowed<ExplainLateness>, Refusal> {
    let may = |action| decide(actor, organisation, action).is_ok();
    let wrote = authors.contains(&actor.person) && may(Action::OpenVersion { record, by: actor.person });
    if wrote || may(Action::HandIn(record)) { Ok(proof(())) } else { Err(LatenessRefusal::NotYoursToExplain.into()) }
}

/// May `actor` judge at all why records were late? The principal or a vice principal, each alone.
///
/// # Errors
/// `LatenessRefusal::NotYours`; `Refusal::ResetUnconfirmed` while somebody else may know the password.
pub fn decide_lateness(actor: &Actor) -> Result<(), Refusal> {
    if !actor.is_leadership() {
        return Err(LatenessRefusal::NotYours.into());
    }
    match actor.credential {
        Credential::ResetUnconfirmed => Err(Refusal::ResetUnconfirmed),
        Credential::Trusted => Ok(()),
    }
}

/// May `actor` judge why `record` was late, in which `concerned` had a part: who handed it in, and who said why it was late? Of
/// what the school itself owes the whole leadership has the duty: there it is those alone who had a part in it.
///
/// # Errors
/// As of `decide_lateness`; `LatenessRefusal::OwnLateness`.
pub fn decide_judge_lateness(
    actor: &Actor,
    organisation: &Organisation,
    record: RecordFacts,
    concerned: &[PersonId],
) -> Result<Allowed<JudgeLateness>, Refusal> {
    decide_lateness(actor)?;
    let has_duty = record.owner != Owner::School && record.owner.duty(organisation).is_of(actor.person, &actor.positions);
    if has_duty || owes_by_name(actor, record) || concerned.contains(&actor.person) {
        Err(LatenessRefusal::OwnLateness.into())
    } else {
        Ok(proof(()))
    }
}

#[cfg(test)]
mod tests;
