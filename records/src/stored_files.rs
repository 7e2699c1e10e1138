//! Which files of the store the database names, over all schools: the store is one, and keeps equal content once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use domain::{days::Timestamp, files::Sha256, people::SchoolId};
use uuid::Uuid;

use crate::{
    database::Database,
    error::Error,
    sql::sql,
    tx::Tx,
    uploads::KEPT_FOR,
    values::{count, sha256},
    work::Work,
};

/// For how long before an instant something must have happened for the database to have been in use then: whoever sends a file
/// has signed in, which is an event, and a session ends after twelve hours.
const IN_USE: TimeDelta = TimeDelta::days(1);

/// A file that the database names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// In bytes.
    pub size: u64,
    /// The schools whose people handed it in, or are about to.
    pub schools: BTreeSet<SchoolId>,
}

/// The files of one part of the store, by the first byte of their hash: those of every version that was not disposed of, of every
/// request for an update, of every decision, order, task and answer to one, every template and entry of a register, and those that wait to be handed in. What is not among them is named by
/// nobody.
///
/// # Errors
/// `Error::Unavailable`, and `Error::Internal` where a row cannot be read: then nothing may be concluded.
pub async fn named(database: &Database, part: u8) -> Result<BTreeMap<Sha256, Named>, Error> {
    let (from, to) = bounds(part);
    let read = async move |work: &mut Work| {
        let all = sql("SELECT f.school_id, f.sha256, f.size FROM submission_files f WHERE f.sha256 BETWEEN $1 AND $2 \
             AND NOT EXISTS (SELECT 1 FROM disposed_versions d \
             WHERE d.school_id = f.school_id AND d.submission_id = f.submission_id) \
             UNION SELECT school_id, sha256, size FROM update_files WHERE sha256 BETWEEN $1 AND $2 \
             UNION SELECT school_id, sha256, size FROM mandate_files WHERE sha256 BETWEEN $1 AND $2 \
             UNION SELECT school_id, sha256, size FROM lock_order_files WHERE sha256 BETWEEN $1 AND $2 \
             UNION SELECT school_id, sha256, size FROM task_files WHERE sha256 BETWEEN $1 AND $2 \
             UNION SELECT school_id, sha256, size FROM task_answer_files WHERE sha256 BETWEEN $1 AND $2 \
             UNION SELECT school_id, sha256, size FROM record_templates WHERE sha256 BETWEEN $1 AND $2 \
             UNION SELECT school_id, sha256, size FROM register_files WHERE sha256 BETWEEN $1 AND $2 \
             UNION SELECT school_id, sha256, size FROM task_uploads WHERE sha256 BETWEEN $1 AND $2 AND at >= $3 \
             UNION SELECT school_id, sha256, size FROM uploads WHERE sha256 BETWEEN $1 AND $2 AND at >= $3 AND dropped_at IS NULL");
        let rows: Vec<(Uuid, Vec<u8>, i64)> = work.all(all.bind_all((from, to, work.at_least - KEPT_FOR))).await?;
        let mut named = BTreeMap::<Sha256, Named>::new();
        for (school, hash, size) in rows {
            let file = named.entry(sha256("submission_files", &hash)?).or_default();
            file.size = count("submission_files", "size", size)?;
            file.schools.insert(SchoolId::new(school));
        }
        Ok(named)
    };
    database.read(SchoolId::new(Uuid::nil()), None, read).await
}

/// The files of one part of the store of which the database remembers that somebody uploaded them (`uploads::KNOWN_FOR`), also
/// those that were taken off or have waited for too long: what is neither named nor among them, it has never heard of or has
/// forgotten.
///
/// # Errors
/// Those of `named`.
pub async fn uploaded(database: &Database, part: u8) -> Result<BTreeSet<Sha256>, Error> {
    let (from, to) = bounds(part);
    let read = async move |work: &mut Work| {
        let all = sql("SELECT sha256, size FROM uploads WHERE sha256 BETWEEN $1 AND $2 \
             UNION ALL SELECT sha256, size FROM task_uploads WHERE sha256 BETWEEN $1 AND $2");
        let rows: Vec<(Vec<u8>, i64)> = work.all(all.bind_all((from, to))).await?;
        rows.iter().map(|(hash, _)| sha256("uploads", hash)).collect()
    };
    database.read(SchoolId::new(Uuid::nil()), None, read).await
}

/// The files of one part of the store that were disposed of and that nobody else names: no file of this content is missed, and one
/// that lies there still, or again, is no stranger.
///
/// # Errors
/// Those of `named`.
pub async fn disposed(database: &Database, part: u8) -> Result<BTreeSet<Sha256>, Error> {
    let (from, to) = bounds(part);
    let read = async move |work: &mut Work| {
        let all = sql("SELECT DISTINCT f.sha256, f.size FROM submission_files f \
             JOIN disposed_versions d ON d.school_id = f.school_id AND d.submission_id = f.submission_id \
             WHERE f.sha256 BETWEEN $1 AND $2");
        let rows: Vec<(Vec<u8>, i64)> = work.all(all.bind_all((from, to))).await?;
        rows.iter().map(|(hash, _)| sha256("submission_files", hash)).collect::<Result<BTreeSet<Sha256>, _>>()
    };
    let gone = database.read(SchoolId::new(Uuid::nil()), None, read).await?;
    if gone.is_empty() {
        return Ok(gone);
    }
    let named = named(database, part).await?;
    Ok(gone.into_iter().filter(|file| !named.contains_key(file)).collect())
}

/// Whether anything happened in any school in the day before `at`. A file of the store that came at an instant of which this
/// is not so came while another database was in use, and this one is an older state of it.
///
/// # Errors
/// `Error::Unavailable`.
pub async fn was_in_use(database: &Database, at: Timestamp) -> Result<bool, Error> {
    let read = async move |work: &mut Work| {
        let schools: Vec<(Uuid, i64)> = work.all(sql("SELECT id, revision FROM schools ORDER BY id")).await?;
        for (school, revision) in schools {
            if last_until(&mut work.tx, school, revision, at).await?.is_some_and(|last| last >= at - IN_USE) {
                return Ok(true);
            }
        }
        Ok(false)
    };
    database.read(SchoolId::new(Uuid::nil()), None, read).await
}

/// The instant of the last event of a school until `at`, found by halves: the log is in order, and has an index by number alone.
async fn last_until(tx: &mut Tx, school: Uuid, revision: i64, at: Timestamp) -> Result<Option<Timestamp>, Error> {
    let (mut before, mut after, mut last) = (0, revision + 1, None);
    while after - before > 1 {
        let middle = before + (after - before) / 2;
        let (happened,): (Timestamp,) =
            tx.one(sql("SELECT at FROM events WHERE school_id = $1 AND seq = $2").bind_all((school, middle))).await?;
        if happened <= at {
            (before, last) = (middle, Some(happened));
        } else {
            after = middle;
        }
    }
    Ok(last)
}

/// The least and the greatest hash that begin with this byte.
fn bounds(part: u8) -> (Vec<u8>, Vec<u8>) {
    let [from, to] = [[0; 32], [u8::MAX; 32]].map(|mut bound: [u8; 32]| {
        bound[0] = part;
        bound.to_vec()
    });
    (from, to)
}

#[cfg(test)]
#[path = "stored_files_tests.rs"]
mod tests;
