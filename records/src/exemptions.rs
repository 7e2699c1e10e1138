//! "Miễn" and "Bỏ miễn": the leadership frees the owner of one record, and takes that back while nobody is judged worse by it.

use domain::{
    extensions::owed_again_together,
    facts::Facts,
    locks::Arrival,
    obligations::{Exemption, Obligation, ObligationId, Reason},
    people::PersonId,
    permissions::{Allowed, Deed, EndExemption, Exempt, decide_end_exemption, decide_exempt},
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

/// Takes an exemption back: the record is owed again. What it had been stays beside it.
///
/// # Errors
/// `Refused` where it is not the actor's to do, or the exemption stands; `NotFound` for a record of another school.
pub async fn end_exemption(work: &mut Work, store: &FactStore, id: ObligationId, reason: &Reason) -> Result<(), Error> {
    let facts = store.facts(work).await?;
    end_one(work, &facts, id, reason).await
}

/// Takes back what was freed in one act with `id`, all of it that can still be owed in time; the rest stays as it is.
///
/// # Errors
/// `Refused` where it is not the actor's to do, the record is freed no longer, none can be owed in time any more, or an order shuts
/// one that would; `NotFound` for a record of another school.
pub async fn end_together(work: &mut Work, store: &FactStore, id: ObligationId, reason: &Reason) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let one = facts.obligation(id).ok_or(Error::NotFound)?;
    decide_end_exemption(&facts.actor(by, work.now), facts.organisation(), facts.record_facts(one))?;
    for record in owed_again_together(&facts, one, work.now)? {
        end_one(work, &facts, record, reason).await?;
    }
    Ok(())
}

/// One of several exemptions that are taken back in one transaction, which has loaded `facts`.
pub(crate) async fn end_one(work: &mut Work, facts: &Facts, id: ObligationId, reason: &Reason) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let obligation = facts.obligation(id).ok_or(Error::NotFound)?;
    let allowed = decide_end_exemption(&facts.actor(by, work.now), facts.organisation(), facts.record_facts(obligation))?;
    let shut = facts.shut(obligation, Arrival::at(work.now));
    let owed = obligation.clone().end_exemption(work.now, shut)?;
    let was = obligation.exemption.as_ref();
    if let Some(was) = was {
        keep_ended(work, id, (was, by, reason), &allowed).await?;
    }
    save(work, &owed, allowed).await?;
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

/// Keeps what an exemption had been that is taken back, by whom and why.
async fn keep_ended(
    work: &mut Work,
    id: ObligationId,
    (was, by, reason): (&Exemption, PersonId, &Reason),
    _allowed: &Allowed<EndExemption>,
) -> Result<(), Error> {
    let insert = sql(
        "INSERT INTO exemptions_ended (school_id, obligation_id, number, exempt_by, exempt_at, exempt_reason, by_person_id, at, \
         reason) VALUES ($1, $2, (SELECT count(*) + 1 FROM exemptions_ended WHERE school_id = $1 AND obligation_id = $2), \
         $3, $4, $5, $6, $7, $8)",
    );
    let row = (work.school, id, was.by, was.at, was.reason.as_str(), by, work.now, reason.as_str());
    work.run(insert.bind_all(row)).await.map(drop)
}

#[cfg(test)]
#[path = "exemptions_tests.rs"]
mod tests;
