//! Ends of the log that the school's key has signed: whoever rewrites the log without that key contradicts them.
//!
//! The bytes that are signed, one after the other: `hoso checkpoint 1\n`; of the school 16 bytes; then number, seq and the instant in
//! seconds since 1970, each 8, big-endian; then the 32 of the hash of the entry.

use chrono::{DateTime, Utc};
use domain::{
    days::Timestamp,
    people::SchoolId,
    signing::{PublicKey, Signature},
};

use crate::{
    error::Error,
    events,
    signing::{SchoolKey, make_known, verifies},
    sql::sql,
    values::unread,
    work::Work,
};

/// After so many entries another end is signed, without waiting for the night.
pub const EVERY: i64 = 100;

const FORM: &[u8] = b"hoso checkpoint 1\n";

/// A signed end of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Counted from 1 in each school.
    pub number: i64,
    /// The number of the entry that was the last one.
    pub seq: i64,
    pub at: Timestamp,
    pub hash: Vec<u8>,
    /// By which it is checked; none where nothing is known of the key.
    pub key: Option<PublicKey>,
    pub signature: Signature,
}

impl Checkpoint {
    /// Whether its signature is one of its key over what it says.
    pub fn is_signed(&self, school: SchoolId) -> bool {
        let bytes = signed_bytes(school, self.number, (self.seq, self.at, &self.hash));
        self.key.is_some_and(|key| verifies(&key, &bytes, &self.signature))
    }
}

fn signed_bytes(school: SchoolId, number: i64, (seq, at, hash): (i64, Timestamp, &[u8])) -> Vec<u8> {
    let numbers = [number, seq, at.timestamp()].map(i64::to_be_bytes);
    [FORM, school.uuid().as_bytes(), numbers.as_flattened(), hash].concat()
}

/// How many entries nobody has signed yet.
///
/// # Errors
/// Those of reading.
pub async fn unsigned(work: &mut Work) -> Result<i64, Error> {
    let (_, seq) = last(work).await?;
    Ok(work.revision().await? - seq)
}

/// The number of the last checkpoint, and of its entry; zeros before the first one.
async fn last(work: &mut Work) -> Result<(i64, i64), Error> {
    let last = sql("SELECT number, seq FROM checkpoints WHERE school_id = $1 ORDER BY number DESC LIMIT 1").bind(work.school);
    Ok(work.optional(last).await?.unwrap_or_default())
}

/// Signs the end of the log as it stands before this work, where that is not signed yet.
///
/// # Errors
/// Those of the database.
pub async fn make(work: &mut Work, key: &SchoolKey) -> Result<(), Error> {
    let Some(head) = events::head(&mut work.tx, work.school).await? else { return Ok(()) };
    let (number, signed) = last(work).await?;
    if head.seq <= signed {
        return Ok(());
    }
    make_known(work, key).await?;
    let number = number + 1;
    let signature = key.sign(&signed_bytes(work.school, number, (head.seq, head.at, &head.hash)));
    let insert = sql("INSERT INTO checkpoints (school_id, number, seq, at, hash, key_id, signature) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)")
    .bind_all((work.school, number, head.seq, head.at, head.hash))
    .bind_all((key.id().bytes().to_vec(), signature.bytes().to_vec()));
    work.run(insert).await.map(drop)
}

type Row = (i64, i64, DateTime<Utc>, Vec<u8>, Vec<u8>, Option<Vec<u8>>);

/// The checkpoints of entries after number `after`, in their order, at most `limit`.
///
/// # Errors
/// Those of reading.
pub async fn since(work: &mut Work, after: i64, limit: i64) -> Result<Vec<Checkpoint>, Error> {
    let select = sql("SELECT c.number, c.seq, c.at, c.hash, c.signature, k.public_key FROM checkpoints c \
         LEFT JOIN signing_keys k ON k.school_id = c.school_id AND k.id = c.key_id \
         WHERE c.school_id = $1 AND c.seq > $2 ORDER BY c.seq LIMIT $3");
    let rows: Vec<Row> = work.all(select.bind_all((work.school, after, limit))).await?;
    rows.into_iter().map(read).collect()
}

fn read((number, seq, at, hash, signature, key): Row) -> Result<Checkpoint, Error> {
    let signature = <[u8; 64]>::try_from(signature).map_err(|_| unread("checkpoints", "signature", "another length"))?;
    let key = key.and_then(|key| <[u8; 32]>::try_from(key).ok()).map(PublicKey::new);
    Ok(Checkpoint { number, seq, at, hash, key, signature: Signature::new(signature) })
}

#[cfg(test)]
#[path = "checkpoints_tests.rs"]
mod tests;
