//! Files that lie in the store and wait to be handed in, for a day; drafts wait as long.

use chrono::TimeDelta;
use domain::{
    files::{MuchWaiting, StoredFile},
    ids::Id,
    obligations::ObligationId,
    people::PersonId,
    refusal::Refusal,
};
use uuid::Uuid;

use crate::{
    error::{Error, internal},
    sql::sql,
    submissions::stored_file,
    values::{count, new_id},
    work::Work,
};

pub type UploadId = Id<StoredFile>;

/// How long uploads and drafts wait.
pub const KEPT_FOR: TimeDelta = TimeDelta::hours(24);

/// How much waits for `person`, over all records.
pub async fn how_much(work: &mut Work, person: PersonId) -> Result<MuchWaiting, Error> {
    let (files, bytes): (i64, i64) = work
        .tx
        .one(
            sql("SELECT count(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM uploads \
             WHERE school_id = $1 AND person_id = $2 AND at >= $3")
            .bind(work.school)
            .bind(person)
            .bind(work.now - KEPT_FOR),
        )
        .await?;
    Ok(MuchWaiting { files: count("uploads", "files", files)?, bytes: count("uploads", "size", bytes)? })
}

/// Notes that `file` lies in the store for `person` to hand in for `obligation`.
///
/// # Errors
/// `Refusal::TooMuchWaiting`.
pub async fn add(work: &mut Work, person: PersonId, obligation: ObligationId, file: &StoredFile) -> Result<UploadId, Error> {
    how_much(work, person).await?.check().map_err(Error::Refused)?;
    let id: UploadId = new_id();
    let size = i64::try_from(file.size).map_err(|_| internal("uploads", "a size beyond 2^63"))?;
    sweep(work).await?;
    let insert = sql("INSERT INTO uploads (school_id, id, person_id, obligation_id, name, size, sha256, kind, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    work.tx
        .run(
            insert
                .bind(work.school)
                .bind(id)
                .bind(person)
                .bind(obligation)
                .bind(file.name.as_str())
                .bind(size)
                .bind(file.sha256.bytes().to_vec())
                .bind(file.kind.ending())
                .bind(work.now),
        )
        .await?;
    Ok(id)
}

/// Forgets what has waited for too long, of everybody in the school.
pub(crate) async fn sweep(work: &mut Work) -> Result<(), Error> {
    work.tx.run(sql("DELETE FROM uploads WHERE school_id = $1 AND at < $2").bind(work.school).bind(work.now - KEPT_FOR)).await?;
    work.tx.run(sql("DELETE FROM drafts WHERE school_id = $1 AND at < $2").bind(work.school).bind(work.now - KEPT_FOR)).await?;
    Ok(())
}

/// The uploads of these ids, in their order.
///
/// # Errors
/// `Refusal::FileGone` where one is too old, of another person, or for another record.
pub async fn take(work: &mut Work, person: PersonId, obligation: ObligationId, ids: &[UploadId]) -> Result<Vec<StoredFile>, Error> {
    let mut files = Vec::with_capacity(ids.len());
    for id in ids {
        let row: Option<(String, i64, Vec<u8>, String)> = work
            .tx
            .optional(
                sql("SELECT name, size, sha256, kind FROM uploads \
                 WHERE school_id = $1 AND id = $2 AND person_id = $3 AND obligation_id = $4 AND at >= $5")
                .bind(work.school)
                .bind(*id)
                .bind(person)
                .bind(obligation)
                .bind(work.now - KEPT_FOR),
            )
            .await?;
        let (name, size, hash, kind) = row.ok_or(Error::Refused(Refusal::FileGone))?;
        files.push(stored_file("uploads", &name, size, &hash, &kind)?);
    }
    Ok(files)
}

/// What waits for `obligation`, the oldest first.
pub async fn waiting(work: &mut Work, person: PersonId, obligation: ObligationId) -> Result<Vec<(UploadId, StoredFile)>, Error> {
    let rows: Vec<(Uuid, String, i64, Vec<u8>, String)> = work
        .tx
        .all(
            sql("SELECT id, name, size, sha256, kind FROM uploads \
             WHERE school_id = $1 AND person_id = $2 AND obligation_id = $3 AND at >= $4 ORDER BY id")
            .bind(work.school)
            .bind(person)
            .bind(obligation)
            .bind(work.now - KEPT_FOR),
        )
        .await?;
    rows.into_iter()
        .map(|(id, name, size, hash, kind)| Ok((Id::new(id), stored_file("uploads", &name, size, &hash, &kind)?)))
        .collect()
}

/// For how many files of `person` each record waits.
pub async fn counts(work: &mut Work, person: PersonId) -> Result<Vec<(ObligationId, usize)>, Error> {
    let rows: Vec<(Uuid, i64)> = work
        .tx
        .all(
            sql("SELECT obligation_id, count(*) FROM uploads WHERE school_id = $1 AND person_id = $2 AND at >= $3              GROUP BY obligation_id ORDER BY obligation_id")
            .bind(work.school)
            .bind(person)
            .bind(work.now - KEPT_FOR),
        )
        .await?;
    Ok(rows.into_iter().map(|(id, count)| (ObligationId::new(id), usize::try_from(count).unwrap_or(0))).collect())
}

/// Takes an upload of this person's off the list of `obligation`; its bytes stay in the store until the sweep. One that
/// is gone already is no error: a second click does nothing.
pub async fn remove(work: &mut Work, person: PersonId, obligation: ObligationId, id: UploadId) -> Result<(), Error> {
    work.tx
        .run(
            sql("DELETE FROM uploads WHERE school_id = $1 AND id = $2 AND person_id = $3 AND obligation_id = $4")
                .bind(work.school)
                .bind(id)
                .bind(person)
                .bind(obligation),
        )
        .await?;
    Ok(())
}

#[cfg(test)]
#[path = "uploads_tests.rs"]
mod tests;
