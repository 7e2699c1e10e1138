//! "Miễn" and "Bỏ miễn": the leadership frees the owner of one record, and takes that back while nobody is judged worse by it.

use domain::{
    facts::Facts,
    locks::Arrival,
    obligations::{Exemption, Obligation, ObligationId, Reason},
    people::PersonId,
    permissions::{Allowed, Deed, Exempt, decide_end_exemption, decide_exempt},
    refusal::Refusal,
};

use crate::{error::Error, events::Event, facts::FactStore, sql::sql, values::one_row, work::Work};

/// Frees the owner of one record, by the actor of this work.
///
/// # Errors
/// `Refused` where it is not the actor's to do or there is nothing to exempt; `NotFound` for a record of another school.
pub async fn exempt(work: &mut Work, store: &FactStore, id: ObligationId, reason: &Reason) -> Result<(), Error> {
    let facts = store.facts(work).await?;
    exempt_one(work, &facts, id, reason).await
}

/// One of several records whose owners are freed in one transaction, which has loaded `facts`.
pub(crate) async fn exempt_one(work: &mut Work, facts: &Facts, id: ObligationId, reason: &Reason) -> Result<(), Error> {
    let (obligation, by, allowed) = ask(work, facts, id)?;
    let exempted = obligation.clone().exempt(by, work.now, reason, facts.shut(obligation, Arrival::at(work.now)))?;
    save(work, &exempted, allowed).await?;
    work.note(Event::ObligationExempted { obligation: id, reason });
    Ok(())
}

/// Takes an exemption back: the record is owed again. Who had exempted it, when and why stays in the event.
///
/// # Errors
/// `Refused` where it is not the actor's to do, or the exemption stands; `NotFound` for a record of another school.
pub async fn end_exemption(work: &mut Work, store: &FactStore, id: ObligationId, reason: &Reason) -> Result<(), Error> {
    let facts = store.facts(work).await?;
    end_one(work, &facts, id, reason).await
}

/// One of several exemptions that are taken back in one transaction, which has loaded `facts`.
pub(crate) async fn end_one(work: &mut Work, facts: &Facts, id: ObligationId, reason: &Reason) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let obligation = facts.obligation(id).ok_or(Error::NotFound)?;
    let allowed = decide_end_exemption(&facts.actor(by, work.now), facts.organisation(), facts.record_facts(obligation))?;
    let shut = facts.shut(obligation, Arrival::at(work.now));
    let owed = obligation.clone().end_exemption(&facts.hours(obligation.terms.rules), work.now, shut)?;
    save(work, &owed, allowed).await?;
    let was = obligation.exemption.as_ref();
    work.note(Event::ObligationExemptionEnded { obligation: id, reason, was });
    Ok(())
}

/// The record and the proof that the actor may decide over it.
fn ask<'f>(work: &Work, facts: &'f Facts, id: ObligationId) -> Result<(&'f Obligation, PersonId, Allowed<Exempt>), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let obligation = facts.obligation(id).ok_or(Error::NotFound)?;
    let allowed = decide_exempt(&facts.actor(by, work.now), facts.organisation(), facts.record_facts(obligation))?;
    Ok((obligation, by, allowed))
}

/// Keeps whether the record is exempt, as it now says.
async fn save<D: Deed>(work: &mut Work, obligation: &Obligation, _allowed: Allowed<D>) -> Result<(), Error> {
    let (school, id) = (work.school, obligation.id);
    let touched = match &obligation.exemption {
        Some(Exemption { by, at, reason }) => {
            let insert =
                sql("INSERT INTO exemptions (school_id, obligation_id, by_person_id, at, reason) VALUES ($1, $2, $3, $4, $5)");
            work.run(insert.bind_all((school, id, *by, *at, reason.as_str()))).await?
        }
        None => {
            let delete = sql("DELETE FROM exemptions WHERE school_id = $1 AND obligation_id = $2");
            work.run(delete.bind_all((school, id))).await?
        }
    };
    one_row(touched)
}

#[cfg(test)]
#[path = "exemptions_tests.rs"]
mod tests;
