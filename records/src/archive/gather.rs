//! What stands about a record when it goes into the archive: its versions with receipts and hashes, the signatures that count, and what
//! the log says of it.

use std::collections::BTreeSet;

use domain::{
    archive::{PackedEvent, PackedRecord, PackedSignature, packed},
    facts::Facts,
    files::Sha256,
    hex,
    obligations::Obligation,
    personal_copies::KnownVersion,
};
use uuid::Uuid;

use crate::{
    error::{Error, internal},
    events::{Entry, EventKind},
    facts::FactStore,
    inspections, signing,
    sql::sql,
    submissions,
    work::Work,
};

/// The record as it goes in now; `facts` are those of its own year.
pub(super) async fn record(
    work: &mut Work,
    store: &FactStore,
    facts: &Facts,
    obligation: &Obligation,
) -> Result<PackedRecord, Error> {
    let (mut versions, mut signatures) = (Vec::new(), Vec::new());
    for submission in submissions::versions(work, obligation.id).await? {
        if submission.withdrawn_at.is_some() {
            continue;
        }
        for checked in signing::of_version(work, store, submission.id).await? {
            let Some(statement) = checked.statement.filter(|_| checked.standing.is_given_out(checked.withheld)) else { continue };
            let lines = String::from_utf8(statement.bytes()).map_err(|_| internal("signatures", "a statement that is no text"))?;
            signatures.push(PackedSignature {
                version: submission.id,
                code: statement.code.to_string(),
                statement: lines,
                signature: checked.signature.to_string(),
                key: checked.key.to_string(),
            });
        }
        let digest = submissions::digest(work, submission.id).await?;
        let kept = vec![None; submission.files.len()];
        versions.push(KnownVersion { submission, digest, kept, is_new: false });
    }
    let events = events(work, obligation.id.uuid()).await?;
    Ok(packed(facts, obligation, versions, signatures, events))
}

/// What the log says of the record; who only looked at it or took a file away is no part of what it is.
async fn events(work: &mut Work, subject: Uuid) -> Result<Vec<PackedEvent>, Error> {
    let select = sql("SELECT seq, at, actor, kind, subject, detail, origin, prev, hash FROM events \
         WHERE school_id = $1 AND subject = $2 AND kind NOT IN ($3, $4) ORDER BY seq");
    let [seen, taken] = [EventKind::RecordSeen, EventKind::FileDownloaded].map(|kind| kind.code());
    let entries: Vec<Entry> = work.all(select.bind_all((work.school, subject, seen, taken))).await?;
    let event = |one: Entry| PackedEvent {
        seq: one.seq,
        at: one.at,
        kind: one.kind,
        actor: one.actor,
        detail: one.detail,
        hash: hex::of(&one.hash),
    };
    Ok(entries.into_iter().map(event).collect())
}

/// Of these files those that are kept from being opened now: they lie in no package that somebody takes home.
///
/// # Errors
/// Those of the database.
pub async fn kept(work: &mut Work, files: impl IntoIterator<Item = Sha256>) -> Result<BTreeSet<Sha256>, Error> {
    let mut found = BTreeSet::new();
    for file in files {
        if inspections::of(work, file).await?.and_then(|inspected| inspected.kept()).is_some() {
            found.insert(file);
        }
    }
    Ok(found)
}
