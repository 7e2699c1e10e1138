//! Handing in: one transaction that checks, judges, numbers and keeps a version, and gives the receipt that was kept.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::{
    days::{Timestamp, local},
    facts::Facts,
    files::{FileKind, FileName, MAX_NOTE, StoredFile, check_number, clean_note},
    ids::Id,
    obligations::{Judged, Obligation, ObligationId, Verdict, judge},
    people::PersonId,
    permissions::Allowed,
    receipts::{Receipt, ReceiptId, ReceiptNumber},
    refusal::Refusal,
};
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    error::{Error, internal},
    obligations::{HAND_IN, record_judgement},
    sql::sql,
    values::{count, new_id, sha256, unread},
    work::Work,
};

/// What a person hands in.
#[derive(Clone, Debug)]
pub struct HandIn {
    pub obligation: ObligationId,
    /// Made when the form opened.
    pub key: Uuid,
    pub note: String,
    /// In the order of the list on screen; their bytes lie in the store already.
    pub files: Vec<StoredFile>,
    /// When the request that carried it began to arrive: later waiting is the server's, not the teacher's.
    pub received_at: Timestamp,
}

/// Hands in; a second click or a retry brings the first receipt.
///
/// # Errors
/// `Refused` with the reason; `NotFound` for an obligation of another school.
pub async fn hand_in(work: &mut Work, facts: &Facts, hand_in: HandIn) -> Result<Receipt, Error> {
    let hand_in = HandIn { note: clean_note(&hand_in.note), ..hand_in };
    let person = work.actor.ok_or(Refusal::SessionOver)?;
    let digest = digest(&hand_in);
    if let Some(receipt) = replayed(work, person, &hand_in, &digest).await? {
        return Ok(receipt);
    }
    let obligation = facts.obligation(hand_in.obligation).ok_or(Error::NotFound)?;
    let allowed = check(facts, obligation, person, &hand_in, work.now)?;
    save(work, facts, obligation, person, hand_in, digest, allowed).await
}

/// The receipt of the same key, if it was used before.
async fn replayed(work: &mut Work, person: PersonId, hand_in: &HandIn, digest: &[u8]) -> Result<Option<Receipt>, Error> {
    let known: Option<(Uuid, Vec<u8>)> = work
        .tx
        .optional(
            sql("SELECT id, digest FROM submissions WHERE school_id = $1 AND person_id = $2 AND key = $3")
                .bind(work.school)
                .bind(person)
                .bind(hand_in.key),
        )
        .await?;
    match known {
        Some((id, same)) if same == digest => receipt(work, Id::new(id)).await.map(Some),
        Some(_) => Err(Error::Refused(Refusal::KeyUsedForOtherFiles)),
        None => Ok(None),
    }
}

fn check(facts: &Facts, obligation: &Obligation, person: PersonId, hand_in: &HandIn, now: Timestamp) -> Result<Allowed, Error> {
    let allowed = facts.check_hand_in(&facts.actor(person, now), obligation).map_err(Error::Refused)?;
    check_number(hand_in.files.len()).map_err(Error::Refused)?;
    let letters = hand_in.note.chars().count();
    if letters > MAX_NOTE {
        return Err(Error::Refused(Refusal::NoteTooLong { letters, most: MAX_NOTE }));
    }
    Ok(allowed)
}

/// Keeps a version; `allowed` is the proof that the rule was asked.
async fn save(
    work: &mut Work,
    facts: &Facts,
    obligation: &Obligation,
    person: PersonId,
    hand_in: HandIn,
    digest: Vec<u8>,
    _allowed: Allowed,
) -> Result<Receipt, Error> {
    // The arrival can only lie before this work; a clock that was set back must not make it later.
    let received_at = hand_in.received_at.min(work.now);
    let first = obligation.handed_in.is_none();
    let due = obligation.due_day();
    let verdict = if first && !obligation.practice && obligation.exemption.is_none() {
        judge(facts.calendar(), &facts.hours(obligation.rules), due, received_at)
    } else {
        Verdict::NotJudged
    };
    let version = obligation.handed_in.as_ref().map_or(0, |one| one.versions) + 1;
    let number = next_number(work, received_at).await?;
    let id: ReceiptId = new_id();
    let insert = sql("INSERT INTO submissions (school_id, id, obligation_id, version, person_id, key, digest, received_at, \
         receipt_year, receipt_number, due_day, verdict, note) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)");
    work.tx
        .run(
            insert
                .bind(work.school)
                .bind(id)
                .bind(obligation.id)
                .bind(i64::from(version))
                .bind(person)
                .bind(hand_in.key)
                .bind(digest)
                .bind(received_at)
                .bind(i64::from(number.year))
                .bind(number.number)
                .bind(due)
                .bind(verdict.code())
                .bind(hand_in.note.as_str()),
        )
        .await?;
    for (position, file) in (0_i64..).zip(&hand_in.files) {
        let size = i64::try_from(file.size).map_err(|_| internal("submissions", "a size beyond 2^63"))?;
        let insert = sql("INSERT INTO submission_files (school_id, submission_id, position, name, size, sha256, kind) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)");
        work.tx
            .run(
                insert
                    .bind(work.school)
                    .bind(id)
                    .bind(position)
                    .bind(file.name.as_str())
                    .bind(size)
                    .bind(file.sha256.bytes().to_vec())
                    .bind(file.kind.ending()),
            )
            .await?;
    }
    summarise(work, obligation, id, version, person, received_at, due, verdict, hand_in.files.len()).await?;
    if first {
        record_judgement(work, obligation.id, Judged { by: due, verdict }, HAND_IN).await?;
    }
    work.tx
        .run(
            sql("DELETE FROM drafts WHERE school_id = $1 AND person_id = $2 AND obligation_id = $3")
                .bind(work.school)
                .bind(person)
                .bind(obligation.id),
        )
        .await?;
    work.tx
        .run(
            sql("DELETE FROM uploads WHERE school_id = $1 AND person_id = $2 AND obligation_id = $3")
                .bind(work.school)
                .bind(person)
                .bind(obligation.id),
        )
        .await?;
    work.note("submissions.handed_in", obligation.id, json!({
        "receipt": number.to_string(), "version": version, "received_at": received_at, "due": due,
        "files": hand_in.files.iter().map(|file| json!({ "name": file.name, "size": file.size, "sha256": file.sha256 })).collect::<Vec<_>>(),
    }));
    receipt(work, id).await
}

#[expect(clippy::too_many_arguments, reason = "one call, and a struct of these would only repeat their names")]
async fn summarise(
    work: &mut Work,
    obligation: &Obligation,
    submission: ReceiptId,
    version: u32,
    person: PersonId,
    received_at: Timestamp,
    due: Option<NaiveDate>,
    verdict: Verdict,
    files: usize,
) -> Result<(), Error> {
    let before = obligation.handed_in.as_ref();
    let first_at = before.map_or(received_at, |one| one.first_at);
    let first_by = before.map_or(person, |one| one.first_by);
    let judged = before.map_or(Judged { by: due, verdict }, |one| one.judged);
    let first_verdict = before.map_or(verdict, |one| one.first_verdict);
    let files = i64::try_from(files).unwrap_or(i64::MAX);
    let update = sql("UPDATE obligations SET first_at = $1, judged_by = $2, versions = $3, last_at = $4, last_by = $5, \
         last_files = $6, last_submission_id = $7, first_verdict = $8, first_by = $9, verdict = $10 WHERE school_id = $11 AND id = $12");
    work.tx
        .run(
            update
                .bind(first_at)
                .bind(judged.by)
                .bind(i64::from(version))
                .bind(received_at)
                .bind(person)
                .bind(files)
                .bind(submission)
                .bind(first_verdict.code())
                .bind(first_by)
                .bind(judged.verdict.code())
                .bind(work.school)
                .bind(obligation.id),
        )
        .await?;
    Ok(())
}

/// The next number of the school's calendar year.
async fn next_number(work: &mut Work, at: Timestamp) -> Result<ReceiptNumber, Error> {
    let year = local(at).year();
    let upsert = sql("INSERT INTO receipt_counters (school_id, year, last) VALUES ($1, $2, 1) \
         ON CONFLICT (school_id, year) DO UPDATE SET last = receipt_counters.last + 1 RETURNING last");
    let (number,): (i64,) = work.tx.one(upsert.bind(work.school).bind(i64::from(year))).await?;
    Ok(ReceiptNumber { year, number })
}

/// SHA-256 over what makes a hand-in: record, note, and each file's name and hash.
fn digest(hand_in: &HandIn) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(hand_in.obligation.uuid().as_bytes());
    for part in std::iter::once(hand_in.note.as_bytes()).chain(hand_in.files.iter().map(|file| file.name.as_str().as_bytes())) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    for file in &hand_in.files {
        hash.update(file.sha256.bytes());
    }
    hash.finalize().to_vec()
}

#[derive(sqlx::FromRow)]
struct Row {
    obligation_id: Uuid,
    version: i64,
    person_id: Uuid,
    received_at: DateTime<Utc>,
    receipt_year: i64,
    receipt_number: i64,
    due_day: Option<NaiveDate>,
    verdict: String,
    note: String,
}

/// A receipt as it was kept. The verdict is the one of that moment; a kinder one of later is the obligation's.
pub async fn receipt(work: &mut Work, id: ReceiptId) -> Result<Receipt, Error> {
    let row: Row = work
        .tx
        .one(
            sql("SELECT obligation_id, version, person_id, received_at, receipt_year, receipt_number, due_day, verdict, note \
             FROM submissions WHERE school_id = $1 AND id = $2")
            .bind(work.school)
            .bind(id),
        )
        .await?;
    let obligation = Id::new(row.obligation_id);
    let verdict = Verdict::from_code(&row.verdict).ok_or_else(|| unread("submissions", "verdict", &row.verdict))?;
    Ok(Receipt {
        id,
        number: ReceiptNumber { year: count("submissions", "receipt_year", row.receipt_year)?, number: row.receipt_number },
        obligation,
        version: count("submissions", "version", row.version)?,
        person: Id::new(row.person_id),
        received_at: row.received_at,
        verdict,
        due: row.due_day,
        note: row.note,
        files: files(work, id).await?,
    })
}

async fn files(work: &mut Work, id: ReceiptId) -> Result<Vec<StoredFile>, Error> {
    let rows: Vec<(String, i64, Vec<u8>, String)> = work
        .tx
        .all(
            sql("SELECT name, size, sha256, kind FROM submission_files WHERE school_id = $1 AND submission_id = $2 \
             ORDER BY position")
            .bind(work.school)
            .bind(id),
        )
        .await?;
    rows.into_iter().map(|(name, size, hash, kind)| stored_file("submission_files", &name, size, &hash, &kind)).collect()
}

pub(crate) fn stored_file(table: &str, name: &str, size: i64, hash: &[u8], kind: &str) -> Result<StoredFile, Error> {
    Ok(StoredFile {
        name: FileName::clean(name),
        size: count(table, "size", size)?,
        sha256: sha256(table, hash)?,
        kind: FileKind::from_ending(kind).ok_or_else(|| unread(table, "kind", kind))?,
    })
}

/// Every version of an obligation, the newest first, by receipt.
pub async fn versions(work: &mut Work, obligation: ObligationId) -> Result<Vec<Receipt>, Error> {
    let rows: Vec<(Uuid,)> = work
        .tx
        .all(
            sql("SELECT id FROM submissions WHERE school_id = $1 AND obligation_id = $2 ORDER BY version DESC")
                .bind(work.school)
                .bind(obligation),
        )
        .await?;
    let mut versions = Vec::with_capacity(rows.len());
    for (id,) in rows {
        versions.push(receipt(work, Id::new(id)).await?);
    }
    Ok(versions)
}

/// The receipt that `key` brought before, for a retry whose waiting files are gone with the first hand-in.
pub async fn by_key(work: &mut Work, person: PersonId, key: Uuid) -> Result<Option<Receipt>, Error> {
    let known: Option<(Uuid,)> = work
        .tx
        .optional(
            sql("SELECT id FROM submissions WHERE school_id = $1 AND person_id = $2 AND key = $3")
                .bind(work.school)
                .bind(person)
                .bind(key),
        )
        .await?;
    match known {
        Some((id,)) => receipt(work, Id::new(id)).await.map(Some),
        None => Ok(None),
    }
}

#[cfg(test)]
#[path = "submissions_tests.rs"]
mod tests;
