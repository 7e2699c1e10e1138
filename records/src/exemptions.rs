//! "Miễn" and "Bỏ miễn": the leadership frees the owner of one record, and takes that back while nobody is judged worse by it.

use domain::{
    facts::Facts,
    obligations::{Obligation, ObligationId, Reason},
    people::PersonId,
    permissions::{Action, Allowed, decide},
    refusal::Refusal,
};
use serde_json::json;

use crate::{error::Error, sql::sql, values::one_row, work::Work};

/// Frees the owner of one record, by the actor of this work.
///
/// # Errors
/// `Refused` where it is not the actor's to do or there is nothing to exempt; `NotFound` for a record of another school.
pub async fn exempt(work: &mut Work, facts: &Facts, id: ObligationId, reason: &Reason) -> Result<(), Error> {
    let (obligation, by, allowed) = ask(work, facts, id)?;
    obligation.check_exempt().map_err(Error::Refused)?;
    save(work, id, by, reason, allowed).await
}

/// Takes an exemption back: the record is owed again.
///
/// # Errors
/// `Refused` where it is not the actor's to do, or the exemption stands; `NotFound` for a record of another school.
pub async fn end_exemption(work: &mut Work, facts: &Facts, id: ObligationId, reason: &Reason) -> Result<(), Error> {
    let (obligation, _, allowed) = ask(work, facts, id)?;
    obligation.check_end_exemption(&facts.hours(obligation.rules), work.now).map_err(Error::Refused)?;
    remove(work, obligation, reason, allowed).await
}

/// The record and the proof that the actor may decide over it.
fn ask<'f>(work: &Work, facts: &'f Facts, id: ObligationId) -> Result<(&'f Obligation, PersonId, Allowed), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let obligation = facts.obligation(id).ok_or(Error::NotFound)?;
    let action = Action::Exempt(facts.record_facts(obligation));
    let allowed = decide(&facts.actor(by, work.now), facts.organisation(), action).map_err(Error::Refused)?;
    Ok((obligation, by, allowed))
}

async fn save(work: &mut Work, id: ObligationId, by: PersonId, reason: &Reason, _allowed: Allowed) -> Result<(), Error> {
    work.tx
        .run(
            sql("INSERT INTO exemptions (school_id, obligation_id, by_person_id, at, reason) VALUES ($1, $2, $3, $4, $5)")
                .bind(work.school)
                .bind(id)
                .bind(by)
                .bind(work.now)
                .bind(reason.as_str()),
        )
        .await?;
    work.note("obligations.exempted", id, json!({ "reason": reason.as_str() }));
    Ok(())
}

/// The row goes; who had exempted it, when and why stays in the event.
async fn remove(work: &mut Work, obligation: &Obligation, reason: &Reason, _allowed: Allowed) -> Result<(), Error> {
    let touched = work
        .tx
        .run(sql("DELETE FROM exemptions WHERE school_id = $1 AND obligation_id = $2").bind(work.school).bind(obligation.id))
        .await?;
    one_row(touched)?;
    let was = obligation.exemption.as_ref().map(|one| json!({ "by": one.by, "at": one.at, "reason": one.reason }));
    work.note("obligations.exemption_ended", obligation.id, json!({ "reason": reason.as_str(), "was": was }));
    Ok(())
}

#[cfg(test)]
#[path = "exemptions_tests.rs"]
mod tests;
