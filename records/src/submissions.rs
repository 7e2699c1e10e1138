//! Handing in: one transaction that checks, judges, numbers and keeps a version, and gives the submission that was kept.

mod set;

use std::collections::HashSet;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use domain::{
    days::{Timestamp, local},
    facts::Facts,
    files::{self, MAX_NOTE, StoredFile, check_number},
    ids::Id,
    lines::clean_text,
    locks::Arrival,
    obligations::{HandedIn, NewVersion, Obligation, ObligationId, Verdict},
    people::PersonId,
    permissions::{self, Allowed},
    refusal::Refusal,
    submissions::{ClockMark, Composition, Receipt, ReceiptNumber, Submission, SubmissionId, check_basis},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    drafts,
    error::Error,
    events::Event,
    facts::FactStore,
    lateness,
    obligations::{HAND_IN, record_judgement},
    sql::sql,
    updates,
    uploads::{self, Taken},
    values::{count, known, new_id, one_row, sha256},
    work::Work,
};

pub use set::Chosen;
use set::Set;
pub(crate) use set::save as keep_files;

/// What a person hands in.
#[derive(Clone, Debug)]
pub struct HandIn {
    pub obligation: ObligationId,
    /// Made when the form opened.
    pub key: Uuid,
    pub note: String,
    /// In the order of the list on screen; their bytes lie in the store already.
    pub files: Vec<StoredFile>,
    /// When the request that carried it began to arrive; a lock that lets things finish is asked by this instant.
    pub arrived: Timestamp,
    /// The instant at which it counts, never before `arrived`: a form that took very long counts from later on (decision 0006).
    pub received_at: Timestamp,
}

/// Hands in; a second click or a retry brings the first submission.
///
/// # Errors
/// `Refused` with the reason; `NotFound` for an obligation of another school.
pub async fn hand_in(work: &mut Work, store: &FactStore, hand_in: HandIn) -> Result<Submission, Error> {
    let facts = store.facts(work).await?;
    let began = hand_in.arrived;
    accept(work, &facts, hand_in, began, Set::default()).await
}

/// Asks the rules of these facts for a hand-in of which the last part began to arrive at `began`, and keeps it.
async fn accept(work: &mut Work, facts: &Facts, hand_in: HandIn, began: Timestamp, set: Set) -> Result<Submission, Error> {
    let hand_in = HandIn { note: clean_text(&hand_in.note), ..hand_in };
    let person = work.actor.ok_or(Refusal::SessionOver)?;
    let digest = digest_of(&hand_in);
    if let Some(known) = replayed(work, person, &hand_in, &digest).await? {
        return Ok(known);
    }
    let obligation = facts.obligation(hand_in.obligation).ok_or(Error::NotFound)?;
    let arrival = Arrival { began, now: work.now };
    let allowed = check(facts, obligation, person, &hand_in, arrival)?;
    if let Some(seen) = set.seen {
        check_basis(obligation, seen, person, facts.organisation())?;
    }
    set.check_new(&hand_in)?;
    save(work, facts, (obligation, arrival), person, (hand_in, digest, set.composition), allowed).await
}

/// Hands in what stays of the last version and what waits, in front of the files that came along; a file that is in several of
/// them goes in once.
///
/// # Errors
/// Those of `hand_in`, `Refusal::FileGone` where an upload does not wait any more, and those of `check_basis` and `check_new`.
pub async fn hand_in_chosen(work: &mut Work, store: &FactStore, what: HandIn, chosen: &Chosen) -> Result<Submission, Error> {
    let person = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let uploads = &chosen.uploads;
    let Taken { files: waiting, began } = match uploads::take(work, person, what.obligation, uploads).await {
        Ok(taken) => taken,
        Err(gone) => {
            // After a first, lost answer the waiting files are gone, and the receipt is there. It is the answer only to the
            // same: words that were changed meanwhile, and a file that came since, are not in it.
            if let Some(known) = by_key(work, person, what.key).await? {
                let waiting = uploads::waiting(work, person, what.obligation).await?;
                let is_left_out = waiting.iter().any(|(id, _)| uploads.contains(id));
                let is_same = known.obligation == what.obligation && known.note == clean_text(&what.note) && !is_left_out;
                return if is_same { Ok(known) } else { Err(Refusal::KeyUsedForOtherFiles.into()) };
            }
            // Whose record it is, and whether it is owed still, is told before what became of the files.
            let obligation = facts.obligation(what.obligation).ok_or(Error::NotFound)?;
            facts.check_hand_in(&facts.actor(person, work.now), obligation, Arrival { began: what.arrived, now: work.now })?;
            return Err(gone);
        }
    };
    // Where the files came one by one, the words behind them are no part that begins anew.
    let began = began.filter(|_| what.files.is_empty()).unwrap_or(what.arrived).min(what.arrived);
    let (mut files, mut set) = set::kept(work, &what, chosen).await?;
    let sent: Vec<StoredFile> = waiting.into_iter().chain(what.files).collect();
    set.sent_again(&files, &sent);
    files.extend(sent);
    // The same file chosen twice, before and after a mistake: once is enough.
    let mut seen = HashSet::new();
    files.retain(|file| seen.insert((file.name.to_string(), file.sha256)));
    set.leave_out(&chosen.left_out, &files);
    let obligation = what.obligation;
    let kept = accept(work, &facts, HandIn { files, ..what }, began, set).await?;
    uploads::forget(work, person, obligation, uploads).await?;
    Ok(kept)
}

/// What the same key brought, if it was used before.
async fn replayed(work: &mut Work, person: PersonId, hand_in: &HandIn, digest: &[u8]) -> Result<Option<Submission>, Error> {
    let same_key = sql("SELECT id, digest FROM submissions WHERE school_id = $1 AND person_id = $2 AND key = $3");
    let known: Option<(Uuid, Vec<u8>)> = work.optional(same_key.bind_all((work.school, person, hand_in.key))).await?;
    match known {
        Some((id, same)) if same == digest => one(work, Id::new(id)).await.map(Some),
        Some(_) => Err(Refusal::KeyUsedForOtherFiles.into()),
        None => Ok(None),
    }
}

fn check(
    facts: &Facts,
    obligation: &Obligation,
    person: PersonId,
    hand_in: &HandIn,
    arrival: Arrival,
) -> Result<Allowed<permissions::HandIn>, Refusal> {
    let allowed = facts.check_hand_in(&facts.actor(person, arrival.now), obligation, arrival)?;
    check_number(hand_in.files.len())?;
    let letters = hand_in.note.chars().count();
    if letters > MAX_NOTE {
        return Err(Refusal::NoteTooLong { letters, most: MAX_NOTE });
    }
    Ok(allowed)
}

/// Keeps a version; `allowed` is the proof that the rule was asked.
async fn save(
    work: &mut Work,
    facts: &Facts,
    (obligation, arrival): (&Obligation, Arrival),
    person: PersonId,
    (hand_in, digest, composition): (HandIn, Vec<u8>, Composition),
    allowed: Allowed<permissions::HandIn>,
) -> Result<Submission, Error> {
    let id: SubmissionId = new_id();
    // The arrival can only lie before this work; a clock that was set back must not make it later.
    let at = hand_in.received_at.min(work.now);
    let version = NewVersion {
        submission: id,
        by: person,
        at,
        counted: facts.counted(at),
        files: u32::try_from(hand_in.files.len()).unwrap_or(u32::MAX),
    };
    let calendar = facts.calendar_of(obligation);
    let shut = facts.shut_to(person, obligation, arrival);
    let summary = obligation.hand_in(version, calendar, &facts.hours(obligation.terms.rules), shut)?;
    let number = next_number(work, version.at).await?;
    // Only the first one that counts is judged.
    let is_first = obligation.handed_in.is_none();
    let (due, verdict) = (obligation.due_day(), if is_first { summary.first_verdict } else { Verdict::NotJudged });
    // The arrival by the clock that runs: as long ago as by the school's.
    let running_at = work.running() - (work.now - version.at);
    let insert = sql("INSERT INTO submissions (school_id, id, obligation_id, version, person_id, key, digest, received_at, \
         receipt_year, receipt_number, due_day, verdict, note, doubtful_time_id, running_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)")
    .bind_all((work.school, id, obligation.id, i64::from(summary.versions), person, hand_in.key, digest, version.at))
    .bind_all((i64::from(number.year), number.number, due, verdict.code(), hand_in.note.as_str(), work.doubtful_time, running_at));
    work.run(insert).await?;
    set::save(work, id, &hand_in.files, &composition).await?;
    keep_summary(work, obligation.id, Some(&summary)).await?;
    if is_first {
        record_judgement(work, obligation.id, summary.judged, HAND_IN).await?;
    }
    // The words that this person had left for the record are in the version now.
    drafts::forget(work, person, obligation.id).await?;
    work.note(Event::HandedIn {
        obligation: obligation.id,
        receipt: number,
        version: summary.versions,
        received_at: version.at,
        due,
        files: &hand_in.files,
    });
    if matches!(verdict, Verdict::Late(_)) {
        lateness::note_hand_in(work, facts, (obligation, arrival), (person, hand_in.note.as_str()), &allowed).await?;
    }
    if let Some(update) = facts.update_for(person, obligation, arrival) {
        updates::add_version(work, update, (obligation.id, id), &allowed).await?;
    }
    one(work, id).await
}

/// Keeps what lists need of the hand-ins of a record, of which none may count any more; what was said of the first one stays
/// as it is.
pub(crate) async fn keep_summary(work: &mut Work, obligation: ObligationId, summary: Option<&HandedIn>) -> Result<(), Error> {
    let Some(summary) = summary else {
        let delete = sql("DELETE FROM submission_summaries WHERE school_id = $1 AND obligation_id = $2");
        return one_row(work.run(delete.bind_all((work.school, obligation))).await?);
    };
    // The authors stand in no column: they are read from the versions.
    let HandedIn { first_at, first_by, first_verdict, judged, versions, last_at, last_by, files, submission, authors: _ } = summary;
    let upsert = sql("INSERT INTO submission_summaries (school_id, obligation_id, first_at, first_by, first_verdict, judged_by, \
         verdict, versions, last_at, last_by, last_files, last_submission_id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (school_id, obligation_id) DO UPDATE SET \
         versions = excluded.versions, last_at = excluded.last_at, last_by = excluded.last_by, \
         last_files = excluded.last_files, last_submission_id = excluded.last_submission_id")
    .bind_all((work.school, obligation, *first_at, *first_by, first_verdict.code(), judged.by, judged.verdict.code()))
    .bind_all((i64::from(*versions), *last_at, *last_by, i64::from(*files), *submission));
    work.run(upsert).await.map(drop)
}

/// The next number of the school's calendar year.
async fn next_number(work: &mut Work, at: Timestamp) -> Result<ReceiptNumber, Error> {
    let year = local(at).year();
    let upsert = sql("INSERT INTO receipt_counters (school_id, year, last) VALUES ($1, $2, 1) \
         ON CONFLICT (school_id, year) DO UPDATE SET last = receipt_counters.last + 1 RETURNING last");
    let (number,): (i64,) = work.one(upsert.bind_all((work.school, i64::from(year)))).await?;
    Ok(ReceiptNumber { year, number })
}

/// SHA-256 over what makes a hand-in: record, note, and each file's name and hash.
fn digest_of(hand_in: &HandIn) -> Vec<u8> {
    content_digest(hand_in.obligation, &hand_in.note, &hand_in.files)
}

/// The fingerprint of a version of this record with these words and files, which its receipt names.
pub(crate) fn content_digest(obligation: ObligationId, note: &str, files: &[StoredFile]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(obligation.uuid().as_bytes());
    for part in std::iter::once(note.as_bytes()).chain(files.iter().map(|file| file.name.as_str().as_bytes())) {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    for file in files {
        hash.update(file.sha256.bytes());
    }
    hash.finalize().to_vec()
}

/// The columns of a version, without its id and its files.
#[derive(sqlx::FromRow)]
pub(crate) struct SubmissionRow {
    obligation_id: Uuid,
    version: i64,
    person_id: Uuid,
    #[sqlx(flatten)]
    received: ReceivedRow,
    receipt_year: i64,
    receipt_number: i64,
    due_day: Option<NaiveDate>,
    verdict: String,
    note: String,
    withdrawn_at: Option<DateTime<Utc>>,
}

impl SubmissionRow {
    /// With its id, its files, and how they came together.
    pub(crate) fn read(self, id: SubmissionId, files: Vec<StoredFile>, composition: Composition) -> Result<Submission, Error> {
        let (received_at, clock) = self.received.received();
        Ok(Submission {
            id,
            obligation: Id::new(self.obligation_id),
            version: count("submissions", "version", self.version)?,
            person: Id::new(self.person_id),
            received_at,
            clock,
            note: self.note,
            files,
            composition,
            receipt: Receipt {
                number: ReceiptNumber {
                    year: count("submissions", "receipt_year", self.receipt_year)?,
                    number: self.receipt_number,
                },
                verdict: known("submissions", "verdict", &self.verdict, Verdict::from_code)?,
                due: self.due_day,
            },
            withdrawn_at: self.withdrawn_at,
        })
    }
}

/// The columns of when a version arrived, with the doubt about the clock of that moment.
#[derive(sqlx::FromRow)]
pub(crate) struct ReceivedRow {
    received_at: DateTime<Utc>,
    doubtful_time_id: Option<Uuid>,
    decided_offset: Option<i64>,
    certain: Option<DateTime<Utc>>,
}

impl ReceivedRow {
    /// When it arrived, as far as that is known now.
    pub(crate) fn received(&self) -> (Timestamp, ClockMark) {
        let noted = self.received_at;
        match self.doubtful_time_id {
            None => (noted, ClockMark::Believed),
            Some(_) => {
                let decided = self.decided_offset.map(TimeDelta::seconds);
                ClockMark::of_doubt(noted, self.certain.unwrap_or(noted), decided)
            }
        }
    }
}

/// A version as it was kept. The verdict of its receipt is the one of that moment; a kinder one of later is the
/// obligation's.
pub async fn one(work: &mut Work, id: SubmissionId) -> Result<Submission, Error> {
    let by_id = sql("SELECT s.obligation_id, s.version, s.person_id, s.received_at, s.receipt_year, s.receipt_number, s.due_day, \
         s.verdict, s.note, s.doubtful_time_id, d.decided_offset, d.certain, w.at AS withdrawn_at FROM submissions s \
         LEFT JOIN doubtful_times d ON d.school_id = s.school_id AND d.id = s.doubtful_time_id \
         LEFT JOIN withdrawals w ON w.school_id = s.school_id AND w.submission_id = s.id \
         WHERE s.school_id = $1 AND s.id = $2");
    let row: SubmissionRow = work.one(by_id.bind_all((work.school, id))).await?;
    let (files, composition) = set::load(work, id).await?;
    row.read(id, files, composition)
}

/// The fingerprint of a version: what a decision about it names.
pub async fn digest(work: &mut Work, id: SubmissionId) -> Result<files::Sha256, Error> {
    let by_id = sql("SELECT digest FROM submissions WHERE school_id = $1 AND id = $2");
    let (digest,): (Vec<u8>,) = work.one(by_id.bind_all((work.school, id))).await?;
    sha256("submissions", &digest)
}

/// Every version of an obligation, also those that were taken back; the newest first.
pub async fn versions(work: &mut Work, obligation: ObligationId) -> Result<Vec<Submission>, Error> {
    let all = sql("SELECT id FROM submissions WHERE school_id = $1 AND obligation_id = $2 ORDER BY version DESC");
    let rows: Vec<(Uuid,)> = work.all(all.bind_all((work.school, obligation))).await?;
    let mut versions = Vec::with_capacity(rows.len());
    for (id,) in rows {
        versions.push(one(work, Id::new(id)).await?);
    }
    Ok(versions)
}

/// The versions that hold the bytes `$1` and that nobody took back, with what is asked of them behind it.
macro_rules! select_same_bytes {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.obligation_id, s.version, s.received_at FROM submission_files f \
             JOIN submissions s ON s.school_id = f.school_id AND s.id = f.submission_id \
             LEFT JOIN withdrawals w ON w.school_id = s.school_id AND w.submission_id = s.id \
             WHERE f.sha256 = $1 AND f.school_id = $2 AND w.at IS NULL ",
            $rest
        )
    };
}

#[derive(sqlx::FromRow)]
struct SameBytesRow {
    id: Uuid,
    obligation_id: Uuid,
    version: i64,
    received_at: DateTime<Utc>,
}

/// The first other record for which these bytes were handed in until `at`, and when; what was taken back counts for nothing.
pub async fn same_bytes(
    work: &mut Work,
    file: files::Sha256,
    other_than: ObligationId,
    at: Timestamp,
) -> Result<Option<(ObligationId, Timestamp)>, Error> {
    let earlier = sql(select_same_bytes!("AND s.obligation_id <> $3 AND s.received_at <= $4 ORDER BY s.received_at, s.id LIMIT 1"));
    let found: Option<SameBytesRow> = work.optional(earlier.bind_all((file.bytes().to_vec(), work.school, other_than, at))).await?;
    Ok(found.map(|row| (Id::new(row.obligation_id), row.received_at)))
}

/// The last version of a record that held these bytes before `at`, and its number; what was taken back counts for nothing.
pub async fn same_bytes_before(
    work: &mut Work,
    file: files::Sha256,
    of: ObligationId,
    at: Timestamp,
) -> Result<Option<(SubmissionId, u32)>, Error> {
    let earlier = sql(select_same_bytes!("AND s.obligation_id = $3 AND s.received_at < $4 ORDER BY s.version DESC LIMIT 1"));
    let found: Option<SameBytesRow> = work.optional(earlier.bind_all((file.bytes().to_vec(), work.school, of, at))).await?;
    found.map(|row| Ok((Id::new(row.id), count("submissions", "version", row.version)?))).transpose()
}

/// What `key` brought before, for a retry whose waiting files are gone with the first hand-in.
pub async fn by_key(work: &mut Work, person: PersonId, key: Uuid) -> Result<Option<Submission>, Error> {
    let same_key = sql("SELECT id FROM submissions WHERE school_id = $1 AND person_id = $2 AND key = $3");
    let known: Option<(Uuid,)> = work.optional(same_key.bind_all((work.school, person, key))).await?;
    match known {
        Some((id,)) => one(work, Id::new(id)).await.map(Some),
        None => Ok(None),
    }
}

#[cfg(test)]
#[path = "submissions_tests.rs"]
mod tests;
