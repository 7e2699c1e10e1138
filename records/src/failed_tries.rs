//! Attempts to hand a record in that came to nothing: who, when and why, and nothing of what was sent. No row is ever changed.

use chrono::{DateTime, Utc};
use domain::{
    days::Timestamp,
    ids::Id,
    lateness::{FailedTry, WhyFailed, check_try, is_kept},
    obligations::ObligationId,
    permissions::{Allowed, HandIn},
    refusal::Refusal,
};
use uuid::Uuid;

use crate::{error::Error, facts::FactStore, sql::sql, values::known, work::Work};

/// Notes that the actor of this work tried to hand in for `obligation` from `began` on, and why it came to nothing; where that is of
/// no use, or enough is known, nothing is noted. That is no change of the school, and no event.
///
/// # Errors
/// `Refused` where the record is not the actor's to hand in; `NotFound` for a record of another school.
pub async fn note(
    work: &mut Work,
    store: &FactStore,
    obligation: ObligationId,
    began: Timestamp,
    why: WhyFailed,
) -> Result<(), Error> {
    let person = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let owed = facts.obligation(obligation).ok_or(Error::NotFound)?;
    let began_at = began.min(work.now);
    let Some(allowed) = check_try(&facts, &facts.actor(person, work.now), owed, began_at)? else { return Ok(()) };
    let known = of_record(work, obligation).await?;
    let new = FailedTry { obligation, person, began_at, why };
    if is_kept(&known, &new) { save(work, &new, known.len(), &allowed).await } else { Ok(()) }
}

/// Keeps `new` behind as many rows of its record.
pub(crate) async fn save(work: &mut Work, new: &FailedTry, known: usize, _allowed: &Allowed<HandIn>) -> Result<(), Error> {
    let number = i64::try_from(known).unwrap_or(i64::MAX).saturating_add(1);
    let insert = sql("INSERT INTO failed_tries (school_id, obligation_id, number, person_id, began_at, at, why) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)");
    let row = (work.school, new.obligation, number, new.person, new.began_at, work.now, new.why.code());
    work.run(insert.bind_all(row)).await.map(drop)
}

/// All that was tried for `obligation`, in the order in which it was noted.
///
/// # Errors
/// Those of reading.
pub async fn of_record(work: &mut Work, obligation: ObligationId) -> Result<Vec<FailedTry>, Error> {
    of_records(work, &[obligation]).await
}

/// How many records one statement asks for: those of one page.
const AT_ONCE: usize = 20;

/// All that was tried for these records, of each in the order in which it was noted.
///
/// # Errors
/// Those of reading.
pub async fn of_records(work: &mut Work, obligations: &[ObligationId]) -> Result<Vec<FailedTry>, Error> {
    let mut tries = Vec::new();
    for some in obligations.chunks(AT_ONCE) {
        let mut of_some =
            sql("SELECT obligation_id, person_id, began_at, why FROM failed_tries WHERE school_id = $1 AND obligation_id IN \
             ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) \
             ORDER BY obligation_id, number")
            .bind(work.school);
        // A place that is left over asks for the first one once more.
        for place in 0..AT_ONCE {
            of_some = of_some.bind(some[if place < some.len() { place } else { 0 }]);
        }
        for (obligation, person, began_at, why) in work.all::<(Uuid, Uuid, DateTime<Utc>, String)>(of_some).await? {
            let why = known("failed_tries", "why", &why, WhyFailed::from_code)?;
            tries.push(FailedTry { obligation: Id::new(obligation), person: Id::new(person), began_at, why });
        }
    }
    Ok(tries)
}

#[cfg(test)]
#[path = "failed_tries_tests.rs"]
mod tests;
