//! Which files of the store the database names, over all schools: the store is one, and keeps equal content once.

use std::collections::{BTreeMap, BTreeSet};

use domain::{files::Sha256, people::SchoolId};
use uuid::Uuid;

use crate::{
    database::Database,
    error::Error,
    sql::sql,
    uploads::KEPT_FOR,
    values::{count, sha256},
    work::Work,
};

/// A file that the database names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// In bytes.
    pub size: u64,
    /// The schools whose people handed it in, or are about to.
    pub schools: BTreeSet<SchoolId>,
}

/// The files of one part of the store, by the first byte of their hash: those of every version, and those that wait to be handed
/// in. What is not among them is named by nobody.
///
/// # Errors
/// `Error::Unavailable`, and `Error::Internal` where a row cannot be read: then nothing may be concluded.
pub async fn named(database: &Database, part: u8) -> Result<BTreeMap<Sha256, Named>, Error> {
    let [from, to] = [[0; 32], [u8::MAX; 32]].map(|mut bound: [u8; 32]| {
        bound[0] = part;
        bound.to_vec()
    });
    let read = async move |work: &mut Work| {
        let all = sql("SELECT school_id, sha256, size FROM submission_files WHERE sha256 BETWEEN $1 AND $2 \
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

#[cfg(test)]
#[path = "stored_files_tests.rs"]
mod tests;
