//! Reading the log of a school, and proving that nobody changed it.

use domain::{log::AnchorCode, people::SchoolId};
use uuid::Uuid;

use super::chain::{Entry, Flaw, FlawKind, Head, START, digest};
use super::event::Event;
use super::kind::EventKind;
use super::note::Note;
use crate::error::Error;
use crate::sql::sql;
use crate::work::Work;

/// How many entries are read at once.
const PAGE: i64 = 1000;

/// The school's entries after number `after`, in order, at most `limit`.
pub async fn since(work: &mut Work, after: i64, limit: i64) -> Result<Vec<Entry>, Error> {
    let page = sql("SELECT seq, at, actor, kind, subject, detail, origin, prev, hash FROM events \
         WHERE school_id = $1 AND seq > $2 ORDER BY seq LIMIT $3");
    work.all(page.bind_all((work.school, after, limit))).await
}

/// The entry that says exactly what `event` says, where it stands whole in the chain: hashed as it is, and followed by one that
/// names its hash, or the last of all. Where there are several of them, the first one.
pub(crate) async fn find(work: &mut Work, event: &Event<'_>) -> Result<Option<Entry>, Error> {
    let Note { kind, subject, detail } = event.note(work.school);
    let select = sql("SELECT seq, at, actor, kind, subject, detail, origin, prev, hash FROM events \
         WHERE school_id = $1 AND subject = $2 AND kind = $3 AND detail = $4 ORDER BY seq LIMIT 1");
    let found: Option<Entry> = work.optional(select.bind_all((work.school, subject, kind, detail))).await?;
    let Some(entry) = found.filter(|entry| entry.hash == digest(work.school, entry)) else { return Ok(None) };
    let follows = match since(work, entry.seq, 1).await?.pop() {
        Some(next) => next.seq == entry.seq + 1 && next.prev == entry.hash,
        None => work.revision().await? == entry.seq,
    };
    Ok(follows.then_some(entry))
}

/// More entries of two kinds about one thing than this, and the last ones are not told.
const MAX_ABOUT: i64 = 1000;

/// What the log says about `subject` of these two kinds, in order.
pub(crate) async fn about(work: &mut Work, subject: Uuid, kinds: [EventKind; 2]) -> Result<Vec<Entry>, Error> {
    let select = sql("SELECT seq, at, actor, kind, subject, detail, origin, prev, hash FROM events \
         WHERE school_id = $1 AND subject = $2 AND kind IN ($3, $4) ORDER BY seq LIMIT $5");
    let [one, other] = kinds.map(|kind| kind.code());
    work.all(select.bind_all((work.school, subject, one, other, MAX_ABOUT))).await
}

/// Recomputes the school's whole chain: its head, or the first flaw. No events, no head.
pub async fn verify(work: &mut Work) -> Result<Result<Option<Head>, Flaw>, Error> {
    let mut walk = Walk::start(work.school);
    loop {
        let page = since(work, walk.seq(), PAGE).await?;
        if page.is_empty() {
            break;
        }
        for entry in page {
            let seq = walk.seq() + 1;
            if let Err(kind) = walk.step(&entry) {
                return Ok(Err(Flaw { seq, kind }));
            }
        }
    }
    let length = walk.seq();
    match work.revision().await? {
        revision if revision == length => Ok(Ok(walk.head)),
        _ => Ok(Err(Flaw { seq: length, kind: FlawKind::Revision })),
    }
}

/// A chain that is gone along from its beginning, entry by entry.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    school: SchoolId,
    /// The last entry that fitted.
    head: Option<Head>,
}

impl Walk {
    /// Before the first entry of a school.
    pub(crate) const fn start(school: SchoolId) -> Self {
        Self { school, head: None }
    }

    /// The number of the last entry that fitted; 0 before the first.
    pub(crate) fn seq(&self) -> i64 {
        self.head.as_ref().map_or(0, |head| head.seq)
    }

    /// The school whose chain it is.
    #[cfg(test)]
    pub(crate) const fn school(&self) -> SchoolId {
        self.school
    }

    /// The hash of the last entry that fitted; zeros before the first.
    #[cfg(test)]
    pub(crate) fn hash(&self) -> Vec<u8> {
        self.head.as_ref().map_or(START.to_vec(), |head| head.hash.clone())
    }

    /// The code of the last entry that fitted.
    pub(crate) fn anchor(&self) -> Option<AnchorCode> {
        self.head.as_ref().map(|head| AnchorCode::of(head.at, head.seq, &head.hash))
    }

    /// Goes to the next entry.
    ///
    /// # Errors
    /// In what way this is not the one that follows.
    pub(crate) fn step(&mut self, entry: &Entry) -> Result<(), FlawKind> {
        let prev = self.head.as_ref().map_or(START.as_slice(), |head| head.hash.as_slice());
        if entry.seq != self.seq() + 1 {
            return Err(FlawKind::Missing);
        }
        if entry.prev != prev {
            return Err(FlawKind::Unlinked);
        }
        if entry.hash != digest(self.school, entry) {
            return Err(FlawKind::Altered);
        }
        self.head = Some(Head { seq: entry.seq, at: entry.at, hash: entry.hash.clone() });
        Ok(())
    }
}

#[cfg(test)]
#[path = "log_tests.rs"]
mod tests;
