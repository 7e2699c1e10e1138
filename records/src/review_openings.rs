//! Which versions a reviewer has opened, and which files of them: what was looked at may be approved together with others, and
//! nothing else. The desk shows one file at a time, so a version is opened when every file of it was shown.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    decisions::{DecisionId, Outcome},
    files::Sha256,
    ids::{Id, SubmissionId},
    people::PersonId,
    refusal::{Refusal, ReviewRefusal},
    reviews::{DecisionRequest, Tick},
};
use uuid::Uuid;

use crate::{
    error::Error,
    facts::FactStore,
    reviews,
    signing::SigningCredentials,
    sql::sql,
    values::{count, sha256},
    work::Work,
};

/// How long it is known that somebody has opened a version; after that they open it again.
const KNOWN_FOR: TimeDelta = TimeDelta::days(60);

/// The versions whose pages `person` has opened, each with the fingerprint of what was shown.
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

/// Notes that `person` was shown a file of a version, or has taken it home: what they have seen already is not written again.
///
/// # Errors
/// `NotFound` where the version has no such file.
pub async fn note_file(work: &mut Work, person: PersonId, submission: SubmissionId, position: usize) -> Result<(), Error> {
    let position = i64::try_from(position).map_err(|_| Error::NotFound)?;
    let upsert = sql("INSERT INTO file_openings (school_id, person_id, submission_id, position, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (school_id, person_id, submission_id, position) DO UPDATE SET at = excluded.at");
    work.run(upsert.bind_all((work.school, person, submission, position, work.now))).await.map(drop)
}

/// Whether it is known that `person` was shown this file.
pub async fn has_seen_file(work: &mut Work, person: PersonId, submission: SubmissionId, position: usize) -> Result<bool, Error> {
    let position = i64::try_from(position).map_err(|_| Error::NotFound)?;
    let select =
        sql("SELECT at FROM file_openings WHERE school_id = $1 AND person_id = $2 AND submission_id = $3 AND position = $4 \
         AND at >= $5");
    let key = (work.school, person, submission, position, work.at_least - KNOWN_FOR);
    let seen: Option<(DateTime<Utc>,)> = work.optional(select.bind_all(key)).await?;
    Ok(seen.is_some())
}

/// The files of a version that `person` was never shown, by name and in their order.
pub async fn unseen_files(work: &mut Work, person: PersonId, submission: SubmissionId) -> Result<Vec<String>, Error> {
    Ok(unseen(work, person, submission).await?.into_iter().map(|(_, name)| name).collect())
}

/// The places of those files in the version, from 0.
pub async fn unseen_positions(work: &mut Work, person: PersonId, submission: SubmissionId) -> Result<Vec<usize>, Error> {
    let unseen = unseen(work, person, submission).await?.into_iter();
    unseen.map(|(position, _)| count("submission_files", "position", position)).collect()
}

async fn unseen(work: &mut Work, person: PersonId, submission: SubmissionId) -> Result<Vec<(i64, String)>, Error> {
    let select = sql("SELECT f.position, f.name FROM submission_files f \
         LEFT JOIN file_openings o ON o.school_id = f.school_id AND o.person_id = $1 AND o.submission_id = f.submission_id \
         AND o.position = f.position AND o.at >= $2 \
         WHERE f.school_id = $3 AND f.submission_id = $4 AND o.at IS NULL ORDER BY f.position");
    work.all(select.bind_all((person, work.at_least - KNOWN_FOR, work.school, submission))).await
}

/// Approves one of several that were ticked, as the actor of this work: only what they have opened, with these bytes and every
/// file. With `credentials`, what the leadership approves is signed.
///
/// # Errors
/// `ReviewRefusal::NotOpened` and `FilesNotOpened`; else as of `reviews::decide` and `reviews::sign`.
pub async fn approve(
    work: &mut Work,
    store: &FactStore,
    ticked: Tick,
    credentials: Option<&SigningCredentials>,
) -> Result<DecisionId, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let Tick { key, obligation, submission, digest, step } = ticked;
    if let Some(unopened) = unopened(work, by, submission, digest).await? {
        let refusal = match unopened {
            Unopened::Version => ReviewRefusal::NotOpened,
            Unopened::Files { first, count } => ReviewRefusal::FilesNotOpened { first, count },
        };
        return Err(Refusal::from(refusal).into());
    }
    let wanted = DecisionRequest { key: Some(key), submission, digest, step, outcome: Outcome::Approved };
    match credentials {
        Some(credentials) => reviews::sign(work, store, obligation, wanted, credentials).await,
        None => reviews::decide(work, store, obligation, wanted).await,
    }
}

/// What somebody has not looked at who would act on a version.
#[derive(Debug)]
pub(crate) enum Unopened {
    Version,
    /// Some of its files were not opened: the name of the first one, and how many.
    Files {
        first: String,
        count: usize,
    },
}

/// What `person` has not opened of this version, with these bytes; `None` after every file of it.
pub(crate) async fn unopened(
    work: &mut Work,
    person: PersonId,
    submission: SubmissionId,
    digest: Sha256,
) -> Result<Option<Unopened>, Error> {
    if !of_person(work, person).await?.contains(&(submission, digest)) {
        return Ok(Some(Unopened::Version));
    }
    let unseen = unseen_files(work, person, submission).await?;
    Ok(unseen.first().map(|first| Unopened::Files { first: first.clone(), count: unseen.len() }))
}

#[cfg(test)]
#[path = "review_openings_tests.rs"]
mod tests;
