//! Reading the log of a school, and proving that nobody changed it.

use domain::people::SchoolId;
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
    let page = sql("SELECT seq, at, actor, kind, subject, detail, prev, hash FROM events \
         WHERE school_id = $1 AND seq > $2 ORDER BY seq LIMIT $3");
    work.all(page.bind_all((work.school, after, limit))).await
}

/// The entry that says exactly what `event` says, where it stands whole in the chain: hashed as it is, and followed by one that
/// names its hash, or the last of all. Where there are several of them, the first one.
pub(crate) async fn find(work: &mut Work, event: &Event<'_>) -> Result<Option<Entry>, Error> {
    let Note { kind, subject, detail } = event.note(work.school);
    let select = sql("SELECT seq, at, actor, kind, subject, detail, prev, hash FROM events \
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
    let select = sql("SELECT seq, at, actor, kind, subject, detail, prev, hash FROM events \
         WHERE school_id = $1 AND subject = $2 AND kind IN ($3, $4) ORDER BY seq LIMIT $5");
    let [one, other] = kinds.map(|kind| kind.code());
    work.all(select.bind_all((work.school, subject, one, other, MAX_ABOUT))).await
}

/// Recomputes the school's whole chain: its head, or the first flaw. No events, no head.
pub async fn verify(work: &mut Work) -> Result<Result<Option<Head>, Flaw>, Error> {
    let school = work.school;
    let mut head: Option<Head> = None;
    loop {
        let page = since(work, head.as_ref().map_or(0, |head| head.seq), PAGE).await?;
        if page.is_empty() {
            break;
        }
        for event in page {
            let (seq, prev) = head.as_ref().map_or((1, START.as_slice()), |head| (head.seq + 1, &head.hash));
            if let Some(kind) = flaw(school, &event, seq, prev) {
                return Ok(Err(Flaw { seq, kind }));
            }
            head = Some(Head { seq: event.seq, at: event.at, hash: event.hash });
        }
    }
    let length = head.as_ref().map_or(0, |head| head.seq);
    match work.revision().await? {
        revision if revision == length => Ok(Ok(head)),
        _ => Ok(Err(Flaw { seq: length, kind: FlawKind::Revision })),
    }
}

fn flaw(school: SchoolId, event: &Entry, seq: i64, prev: &[u8]) -> Option<FlawKind> {
    if event.seq != seq {
        return Some(FlawKind::Missing);
    }
    if event.prev != prev {
        return Some(FlawKind::Unlinked);
    }
    (event.hash != digest(school, event)).then_some(FlawKind::Altered)
}

#[cfg(test)]
#[path = "log_tests.rs"]
mod tests;
