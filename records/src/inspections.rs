//! What was found in the files of the store, and what the management team decided about those that are held.

mod judging;
pub(crate) mod stored;

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::{DateTime, Utc};
use domain::{
    days::Timestamp,
    files::{FileName, Sha256, StoredFile},
    ids::Id,
    inspection::{Cause, HeldIn, Inspected, InspectedFile, Inspection, Interruption, Kept, MAX_TRIES},
    submissions::{Submission, SubmissionId},
};
use uuid::Uuid;

use self::stored::InspectionRow;
use crate::{
    error::Error,
    events::Event,
    held_files::{self, judgement},
    sql::sql,
    submissions::ReceivedRow,
    uploads,
    values::{FileRow, count, known, sha256, unread},
    work::Work,
};

pub use crate::held_files::HeldFile;
pub use judging::{held_file, judge};

/// How many of the files that are held are listed; a school has some in a year.
pub const MAX_LISTED: i64 = 200;

/// Notes what was found in files on their way into the store. What was found once in the same bytes stands.
pub async fn note(work: &mut Work, files: &[InspectedFile]) -> Result<(), Error> {
    for InspectedFile { file, inspection } in files {
        let (outcome, found) = match inspection {
            Inspection::Clean => ("clean", String::new()),
            Inspection::Odd(oddities) => ("odd", codes(oddities.iter().map(|oddity| oddity.code()))),
            Inspection::Held(causes) => ("held", codes(causes.iter().map(|cause| cause.code()))),
            // Refused at the door; what lay in the store before there was one stays with its sender.
            Inspection::Impossible(_) => ("held", Cause::Unreadable.code().to_owned()),
            Inspection::Pending(why) if !is_last_try(work, file.sha256, *why).await? => continue,
            // What cuts short every look into it is itself the reason.
            Inspection::Pending(_) => ("held", Cause::Unreadable.code().to_owned()),
        };
        let insert = sql("INSERT INTO file_inspections (school_id, sha256, at, outcome, found) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (school_id, sha256) DO NOTHING");
        let added = work.run(insert.bind_all((work.school, file.sha256.bytes().to_vec(), work.now, outcome, found))).await?;
        if added > 0 && outcome == "held" {
            note_held(work, file.sha256).await?;
        }
    }
    Ok(())
}

/// Says of every version with a file that is found to be held only now, and of every request, order and decision beside which it
/// lies: those who decide are told, and colleagues who look at the record. One that is found so on its way in is told with its
/// hand-in.
async fn note_held(work: &mut Work, file: Sha256) -> Result<(), Error> {
    let versions = sql("SELECT DISTINCT submission_id FROM submission_files WHERE school_id = $1 AND sha256 = $2");
    let versions: Vec<(Uuid,)> = work.all(versions.bind_all((work.school, file.bytes().to_vec()))).await?;
    let beside = held_files::beside(work).await?.into_iter().filter(|one| one.file.sha256 == file).map(|one| one.place);
    let mut places: Vec<HeldIn> = versions.into_iter().map(|(id,)| HeldIn::Version(Id::new(id))).chain(beside).collect();
    places.dedup();
    for place in places {
        work.note(Event::FileHeld { place, file });
    }
    Ok(())
}

/// Notes a look that was cut short; whether it was the last one.
async fn is_last_try(work: &mut Work, file: Sha256, why: Interruption) -> Result<bool, Error> {
    let hash = file.bytes().to_vec();
    let insert = sql("INSERT INTO inspection_tries (school_id, sha256, at, cause) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (school_id, sha256, at) DO NOTHING");
    work.run(insert.bind_all((work.school, hash.clone(), work.now, why.code()))).await?;
    let tried = sql("SELECT count(*) FROM inspection_tries WHERE school_id = $1 AND sha256 = $2");
    let (tries,): (i64,) = work.one(tried.bind_all((work.school, hash))).await?;
    Ok(count::<usize>("inspection_tries", "sha256", tries)? >= MAX_TRIES)
}

/// The files that wait for another look, with the instant of the last one, for whoever looks again.
pub async fn pending(work: &mut Work) -> Result<Vec<(StoredFile, Timestamp)>, Error> {
    let waiting = sql("SELECT t.sha256, max(t.at) FROM inspection_tries t WHERE t.school_id = $1 AND NOT EXISTS \
         (SELECT 1 FROM file_inspections i WHERE i.school_id = t.school_id AND i.sha256 = t.sha256) GROUP BY t.sha256");
    let rows: Vec<(Vec<u8>, Timestamp)> = work.all(waiting.bind(work.school)).await?;
    let mut files = Vec::with_capacity(rows.len());
    for (hash, last) in rows {
        // One that nobody names any longer is looked for by nobody.
        if let Some(file) = uploads::named(work, sha256("inspection_tries", &hash)?).await? {
            files.push((file, last));
        }
    }
    Ok(files)
}

fn codes<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    codes.collect::<Vec<_>>().join(" ")
}

/// How a file stands; `None` for one that nobody has looked into.
pub async fn of(work: &mut Work, file: Sha256) -> Result<Option<Inspected>, Error> {
    let by_file = sql("SELECT at AS inspected_at, outcome, found FROM file_inspections WHERE school_id = $1 AND sha256 = $2");
    let Some(row): Option<InspectionRow> = work.optional(by_file.bind_all((work.school, file.bytes().to_vec()))).await? else {
        return last_try(work, file).await;
    };
    let newest = sql("SELECT by_person_id, at, reason FROM held_file_judgements WHERE school_id = $1 AND sha256 = $2 \
         ORDER BY at DESC, id DESC LIMIT 1");
    let judged: Option<(Uuid, DateTime<Utc>, Option<String>)> =
        work.optional(newest.bind_all((work.school, file.bytes().to_vec()))).await?;
    let judgement = judged.map(|(by, at, reason)| judgement(by, at, reason));
    Ok(Some(row.read(judgement)?))
}

/// The last look into a file that nobody has come to the end of.
async fn last_try(work: &mut Work, file: Sha256) -> Result<Option<Inspected>, Error> {
    let last = sql("SELECT at, cause FROM inspection_tries WHERE school_id = $1 AND sha256 = $2 ORDER BY at DESC LIMIT 1");
    let Some((at, cause)): Option<(Timestamp, String)> = work.optional(last.bind_all((work.school, file.bytes().to_vec()))).await?
    else {
        return Ok(None);
    };
    let why = known("inspection_tries", "cause", &cause, Interruption::from_code)?;
    Ok(Some(Inspected { at, inspection: Inspection::Pending(why), judgement: None }))
}

/// How each of these files stands that somebody has looked into.
pub async fn all(work: &mut Work, files: impl IntoIterator<Item = Sha256>) -> Result<BTreeMap<Sha256, Inspected>, Error> {
    let mut known = BTreeMap::new();
    for file in files {
        if let Some(inspected) = of(work, file).await? {
            known.insert(file, inspected);
        }
    }
    Ok(known)
}

#[derive(sqlx::FromRow)]
struct HeldRow {
    submission_id: Uuid,
    obligation_id: Uuid,
    version: i64,
    person_id: Uuid,
    #[sqlx(flatten)]
    received: ReceivedRow,
    position: i64,
    #[sqlx(flatten)]
    file: FileRow,
    #[sqlx(flatten)]
    inspection: InspectionRow,
    judged_by: Option<Uuid>,
    judged_at: Option<DateTime<Utc>>,
    reason: Option<String>,
}

impl HeldRow {
    fn read(self) -> Result<HeldFile, Error> {
        let judged = self.judged_by.zip(self.judged_at).map(|(by, at)| judgement(by, at, self.reason));
        let (received_at, _) = self.received.received();
        let version: u32 = count("submissions", "version", self.version)?;
        Ok(HeldFile {
            place: HeldIn::Version(Id::new(self.submission_id)),
            version: Some((Id::new(self.obligation_id), version)),
            person: Id::new(self.person_id),
            received_at,
            position: count("submission_files", "position", self.position)?,
            file: self.file.read("submission_files")?,
            inspected: self.inspection.read(judged)?,
        })
    }
}

/// The files that are held or were given back, the newest first: those that nobody has released, or of which the newest word is
/// another one. Of versions only those that count: one that was taken back, or that has a newer one, waits for nobody.
///
/// # Errors
/// Those of reading.
pub async fn held(work: &mut Work) -> Result<Vec<HeldFile>, Error> {
    let mut held = held_versions(work).await?;
    held.extend(held_files::beside(work).await?.into_iter().filter(|one| !one.inspected.causes().is_empty()));
    held.sort_by_key(|one| Reverse(one.received_at));
    Ok(held)
}

/// `CROSS JOIN` makes SQLite begin with the few files that are held; else it reads every file of the school.
async fn held_versions(work: &mut Work) -> Result<Vec<HeldFile>, Error> {
    let listed = sql("SELECT f.submission_id, s.obligation_id, s.version, s.person_id, s.received_at, s.doubtful_time_id, \
         d.decided_offset, d.certain, f.position, f.name, f.size, f.sha256, f.kind, i.at AS inspected_at, i.outcome, i.found, \
         j.by_person_id AS judged_by, j.at AS judged_at, j.reason FROM file_inspections i \
         CROSS JOIN submission_files f \
         JOIN submissions s ON s.school_id = f.school_id AND s.id = f.submission_id \
         JOIN submission_summaries m ON m.school_id = s.school_id AND m.obligation_id = s.obligation_id \
         AND m.last_submission_id = s.id \
         LEFT JOIN doubtful_times d ON d.school_id = s.school_id AND d.id = s.doubtful_time_id \
         LEFT JOIN held_file_judgements j ON j.school_id = i.school_id AND j.sha256 = i.sha256 AND NOT EXISTS \
         (SELECT 1 FROM held_file_judgements n WHERE n.school_id = j.school_id AND n.sha256 = j.sha256 \
         AND (n.at > j.at OR n.at = j.at AND n.id > j.id)) \
         WHERE i.school_id = $1 AND i.outcome = 'held' AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
         AND (j.at IS NULL OR j.reason IS NOT NULL) \
         ORDER BY f.submission_id DESC, f.position LIMIT $2");
    let rows: Vec<HeldRow> = work.all(listed.bind_all((work.school, MAX_LISTED))).await?;
    rows.into_iter().map(HeldRow::read).collect()
}

/// The first file of a version that is kept from whoever approves it, and what keeps it.
pub async fn kept_of(work: &mut Work, version: &Submission) -> Result<Option<(FileName, Kept)>, Error> {
    for file in &version.files {
        if let Some(kept) = of(work, file.sha256).await?.and_then(|inspected| inspected.kept()) {
            return Ok(Some((file.name.clone(), kept)));
        }
    }
    Ok(None)
}

/// The versions that count with a file that is kept from whoever approves them, and what keeps the first such file: of each what
/// `kept_of` says, in one statement for all of them.
///
/// `CROSS JOIN` makes SQLite begin with the few files that are held; else it reads every file of the school.
pub async fn kept_versions(work: &mut Work) -> Result<BTreeMap<SubmissionId, Kept>, Error> {
    let files = sql("SELECT f.submission_id, f.position, CASE WHEN EXISTS (SELECT 1 FROM held_file_judgements j \
         WHERE j.school_id = i.school_id AND j.sha256 = i.sha256) THEN 'returned' ELSE 'waiting' END FROM file_inspections i \
         CROSS JOIN submission_files f \
         JOIN submissions s ON s.school_id = f.school_id AND s.id = f.submission_id \
         JOIN submission_summaries m ON m.school_id = s.school_id AND m.obligation_id = s.obligation_id \
         AND m.last_submission_id = s.id \
         WHERE i.school_id = $1 AND i.outcome = 'held' AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
         AND NOT EXISTS (SELECT 1 FROM held_file_judgements j \
         WHERE j.school_id = i.school_id AND j.sha256 = i.sha256 AND j.reason IS NULL AND NOT EXISTS \
         (SELECT 1 FROM held_file_judgements n WHERE n.school_id = j.school_id AND n.sha256 = j.sha256 AND n.at > j.at)) \
         UNION ALL \
         SELECT f.submission_id, f.position, 'pending' FROM inspection_tries t \
         CROSS JOIN submission_files f \
         JOIN submissions s ON s.school_id = f.school_id AND s.id = f.submission_id \
         JOIN submission_summaries m ON m.school_id = s.school_id AND m.obligation_id = s.obligation_id \
         AND m.last_submission_id = s.id \
         WHERE t.school_id = $1 AND f.sha256 = t.sha256 AND f.school_id = t.school_id AND NOT EXISTS \
         (SELECT 1 FROM file_inspections i WHERE i.school_id = t.school_id AND i.sha256 = t.sha256)");
    let mut rows: Vec<(Uuid, i64, String)> = work.all(files.bind(work.school)).await?;
    rows.sort();
    let mut versions = BTreeMap::new();
    for (version, _, kept) in rows {
        let kept = match kept.as_str() {
            "pending" => Kept::Pending,
            "waiting" => Kept::Waiting,
            "returned" => Kept::Returned,
            other => return Err(unread("file_inspections", "outcome", other)),
        };
        versions.entry(Id::new(version)).or_insert(kept);
    }
    Ok(versions)
}

#[cfg(test)]
#[path = "inspections_tests.rs"]
mod tests;
