//! Which versions a reviewer has opened: what was looked at may be approved together with others, and nothing else.

use chrono::TimeDelta;
use domain::{
    decisions::{DecisionId, Outcome},
    files::Sha256,
    ids::{Id, SubmissionId},
    people::PersonId,
    refusal::{Refusal, ReviewRefusal},
    reviews::{Tick, Wanted},
};
use uuid::Uuid;

use crate::{error::Error, facts::FactStore, reviews, signing::Hand, sql::sql, values::sha256, work::Work};

/// How long it is known that somebody has opened a version; after that they open it again.
const KNOWN_FOR: TimeDelta = TimeDelta::days(60);

/// The versions that `person` has opened, each with the fingerprint of what was shown.
pub async fn of_person(work: &mut Work, person: PersonId) -> Result<Vec<(SubmissionId, Sha256)>, Error> {
    let select = sql("SELECT submission_id, digest FROM review_openings WHERE school_id = $1 AND person_id = $2 AND at >= $3");
    let rows: Vec<(Uuid, Vec<u8>)> = work.all(select.bind_all((work.school, person, work.at_least - KNOWN_FOR))).await?;
    rows.into_iter().map(|(id, digest)| Ok((Id::new(id), sha256("review_openings", &digest)?))).collect()
}

/// Notes that `person` has opened a version; the first time counts until it is forgotten.
pub async fn note(work: &mut Work, person: PersonId, submission: SubmissionId, digest: Sha256) -> Result<(), Error> {
    let upsert = sql("INSERT INTO review_openings (school_id, person_id, submission_id, digest, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (school_id, person_id, submission_id) DO UPDATE SET at = excluded.at");
    work.run(upsert.bind_all((work.school, person, submission, digest.bytes().to_vec(), work.now))).await.map(drop)
}

/// Approves one of several that were ticked, as the actor of this work: only what they have opened, with these bytes. With a
/// `hand` what the leadership approves is signed.
///
/// # Errors
/// `ReviewRefusal::NotOpened`; else as of `reviews::decide` and `reviews::sign`.
pub async fn approve(work: &mut Work, store: &FactStore, ticked: Tick, hand: Option<&Hand>) -> Result<DecisionId, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let Tick { obligation, submission, digest, step } = ticked;
    if !of_person(work, by).await?.contains(&(submission, digest)) {
        return Err(Refusal::from(ReviewRefusal::NotOpened).into());
    }
    let wanted = Wanted { submission, digest, step, outcome: Outcome::Approved };
    match hand {
        Some(hand) => reviews::sign(work, store, obligation, wanted, hand).await,
        None => reviews::decide(work, store, obligation, wanted).await,
    }
}

#[cfg(test)]
#[path = "review_openings_tests.rs"]
mod tests;
