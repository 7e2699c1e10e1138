//! The chain itself: one entry behind the other, each with the hash of the one before.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::people::{PersonId, SchoolId};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::note::Note;
use crate::error::Error;
use crate::sql::sql;
use crate::tx::Tx;

/// An entry of the log: an event as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Entry {
    /// Its number in the school, from 1.
    pub seq: i64,
    /// When it was committed, to the second.
    pub at: DateTime<Utc>,
    /// Who did it; nobody for the program itself.
    pub actor: Option<Uuid>,
    /// What was done: `feature.verb`.
    pub kind: String,
    /// To which thing.
    pub subject: Option<Uuid>,
    /// The facts, as JSON.
    pub detail: String,
    /// From where; nobody knows of what the program did by itself.
    pub origin: Option<String>,
    /// The hash of the entry before.
    pub prev: Vec<u8>,
    /// The hash of this entry.
    pub hash: Vec<u8>,
}

/// Where a chain ends.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Head {
    /// The number of the last entry.
    pub seq: i64,
    /// Its instant.
    pub at: DateTime<Utc>,
    /// Its hash.
    pub hash: Vec<u8>,
}

/// What is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The number of the first entry that does not fit.
    pub seq: i64,
    /// In what way.
    pub kind: FlawKind,
}

/// In what way an entry does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlawKind {
    /// No entry has this number, though the chain goes on.
    Missing,
    /// The entry is not the one that was hashed.
    Altered,
    /// The entry does not follow the one before it.
    Unlinked,
    /// The school's revision names another last entry.
    Revision,
}

/// Of an entry of which nobody knows from where it was done, as all were until this was noted.
const FORM: &[u8] = b"hoso event 1\n";
/// Of one that says from where.
const FORM_WITH_ORIGIN: &[u8] = b"hoso event 2\n";
pub(super) const START: [u8; 32] = [0; 32];

/// The end of this school's chain; nothing before the first event.
pub(crate) async fn head(tx: &mut Tx, school: SchoolId) -> Result<Option<Head>, Error> {
    let last = sql("SELECT seq, at, hash FROM events WHERE school_id = $1 ORDER BY seq DESC LIMIT 1");
    tx.optional(last.bind(school)).await
}

/// In which school, when, by whom and from where something is done.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stamp<'a> {
    pub school: SchoolId,
    pub at: DateTime<Utc>,
    /// Nobody where the program itself does it.
    pub actor: Option<PersonId>,
    pub origin: Option<&'a str>,
}

/// Writes what a use case did behind `head`, and the school's new revision; the number of the last entry.
pub(crate) async fn append(tx: &mut Tx, stamp: Stamp<'_>, head: Option<Head>, notes: &[Note]) -> Result<i64, Error> {
    let (mut seq, mut prev) = head.map_or((0, START.to_vec()), |head| (head.seq, head.hash));
    let Stamp { school, at, actor, origin } = stamp;
    for note in notes {
        let mut event = Entry {
            seq: seq + 1,
            at,
            actor: actor.map(PersonId::uuid),
            kind: note.kind.to_owned(),
            subject: Some(note.subject),
            detail: note.detail.clone(),
            origin: origin.map(str::to_owned),
            prev,
            hash: Vec::new(),
        };
        event.hash = digest(school, &event);
        insert(tx, school, &event).await?;
        (seq, prev) = (event.seq, event.hash);
    }
    let revision = sql("UPDATE schools SET revision = $1 WHERE id = $2").bind_all((seq, school));
    match tx.run(revision).await? {
        0 => Err(Error::NotFound),
        _ => Ok(seq),
    }
}

async fn insert(tx: &mut Tx, school: SchoolId, event: &Entry) -> Result<u64, Error> {
    let insert = sql("INSERT INTO events (school_id, seq, at, actor, kind, subject, detail, prev, hash, origin) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    let (kind, detail, origin) = (event.kind.as_str(), event.detail.as_str(), event.origin.clone());
    let (prev, hash) = (event.prev.as_slice(), event.hash.as_slice());
    tx.run(insert.bind_all((school, event.seq, event.at, event.actor, kind, event.subject, detail, prev, hash, origin))).await
}

/// The end of every chain, read anew: the revision of each school, or the first one whose last entry is not what was hashed.
pub(crate) async fn ends(tx: &mut Tx) -> Result<Result<HashMap<SchoolId, i64>, (SchoolId, Flaw)>, Error> {
    let revisions: Vec<(Uuid, i64)> = tx.all(sql("SELECT id, revision FROM schools ORDER BY id")).await?;
    let mut ends = HashMap::new();
    for (id, revision) in revisions {
        let school = SchoolId::new(id);
        let last = sql("SELECT seq, at, actor, kind, subject, detail, origin, prev, hash FROM events \
             WHERE school_id = $1 ORDER BY seq DESC LIMIT 1");
        let last: Option<Entry> = tx.optional(last.bind(school)).await?;
        let seq = last.as_ref().map_or(0, |last| last.seq);
        let altered = last.is_some_and(|last| last.hash != digest(school, &last));
        match altered {
            true => return Ok(Err((school, Flaw { seq, kind: FlawKind::Altered }))),
            false if seq != revision => return Ok(Err((school, Flaw { seq, kind: FlawKind::Revision }))),
            false => ends.insert(school, revision),
        };
    }
    Ok(Ok(ends))
}

/// The hash of an entry, over the bytes that the head of `events.rs` lists.
pub(super) fn digest(school: SchoolId, event: &Entry) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(if event.origin.is_some() { FORM_WITH_ORIGIN } else { FORM });
    hash.update(school.uuid().as_bytes());
    hash.update(event.seq.to_be_bytes());
    hash.update(event.at.timestamp().to_be_bytes());
    for id in [event.actor, event.subject] {
        hash.update([u8::from(id.is_some())]);
        hash.update(id.as_ref().map_or([].as_slice(), |id| id.as_bytes()));
    }
    for text in [&event.kind, &event.detail].into_iter().chain(&event.origin) {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    }
    hash.update(&event.prev);
    hash.finalize().to_vec()
}

/// These entries behind the one of this hash, as whoever can hash would make them fit.
#[cfg(test)]
pub(crate) fn rehashed(school: SchoolId, mut entries: Vec<Entry>, before: &[u8]) -> Vec<Entry> {
    let mut prev = before.to_vec();
    for entry in &mut entries {
        entry.prev = prev;
        entry.hash = digest(school, entry);
        prev = entry.hash.clone();
    }
    entries
}
