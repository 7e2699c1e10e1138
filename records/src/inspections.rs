//! What was found in the files of the store, and what the management team decided about those that are held.

mod judging;
pub mod scans;
pub(crate) mod stored;

use std::{cmp::Reverse, collections::BTreeMap};

use domain::{
    days::Timestamp,
    files::{FileName, Sha256, StoredFile},
    ids::Id,
    inspection::{Cause, HeldIn, Inspected, InspectedFile, Inspection, Interruption, Kept, MAX_TRIES},
    submissions::{Submission, SubmissionId},
};
use uuid::Uuid;

use crate::{
    error::Error,
    events::Event,
    held_files,
    sql::sql,
    submissions::ReceivedRow,
    uploads,
    values::{FileRow, count, sha256},
    work::Work,
};

pub use self::stored::{all, of};
pub use crate::held_files::HeldFile;
pub use judging::{held_file, judge};

/// How many of the files that are held are listed; a school has some in a year.
pub const MAX_LISTED: usize = 200;

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
            for place in places_of(work, file.sha256).await? {
                work.note(Event::FileHeld { place, file: file.sha256 });
            }
        }
        scans::queue(work, file.sha256).await?;
    }
    Ok(())
}

/// Every version with a file that is found to be held only now, and every request, order and decision beside which it lies: those
/// who decide are told, and colleagues who look at the record. One that is found so on its way in is told with its hand-in.
async fn places_of(work: &mut Work, file: Sha256) -> Result<Vec<HeldIn>, Error> {
    let versions = sql("SELECT DISTINCT submission_id FROM submission_files WHERE school_id = $1 AND sha256 = $2");
    let versions: Vec<(Uuid,)> = work.all(versions.bind_all((work.school, file.bytes().to_vec()))).await?;
    let beside = held_files::beside(work).await?.into_iter().filter(|one| one.file.sha256 == file).map(|one| one.place);
    let mut places: Vec<HeldIn> = versions.into_iter().map(|(id,)| HeldIn::Version(Id::new(id))).chain(beside).collect();
    places.dedup();
    Ok(places)
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
}

impl HeldRow {
    fn read(self, file: StoredFile, inspected: Inspected) -> Result<HeldFile, Error> {
        let (received_at, _) = self.received.received();
        let version: u32 = count("submissions", "version", self.version)?;
        Ok(HeldFile {
            place: HeldIn::Version(Id::new(self.submission_id)),
            version: Some((Id::new(self.obligation_id), version)),
            person: Id::new(self.person_id),
            received_at,
            position: count("submission_files", "position", self.position)?,
            file,
            inspected,
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
         d.decided_offset, d.certain, f.position, f.name, f.size, f.sha256, f.kind FROM file_inspections i \
         CROSS JOIN submission_files f \
         JOIN submissions s ON s.school_id = f.school_id AND s.id = f.submission_id \
         JOIN submission_summaries m ON m.school_id = s.school_id AND m.obligation_id = s.obligation_id \
         AND m.last_submission_id = s.id \
         LEFT JOIN doubtful_times d ON d.school_id = s.school_id AND d.id = s.doubtful_time_id \
         WHERE i.school_id = $1 AND i.outcome = 'held' AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
         UNION SELECT f.submission_id, s.obligation_id, s.version, s.person_id, s.received_at, s.doubtful_time_id, \
         d.decided_offset, d.certain, f.position, f.name, f.size, f.sha256, f.kind FROM file_scans i \
         CROSS JOIN submission_files f \
         JOIN submissions s ON s.school_id = f.school_id AND s.id = f.submission_id \
         JOIN submission_summaries m ON m.school_id = s.school_id AND m.obligation_id = s.obligation_id \
         AND m.last_submission_id = s.id \
         LEFT JOIN doubtful_times d ON d.school_id = s.school_id AND d.id = s.doubtful_time_id \
         WHERE i.school_id = $1 AND i.state IN ('infected', 'undecided') AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
         ORDER BY submission_id DESC, position");
    let mut files = Vec::new();
    for row in work.all::<HeldRow>(listed.bind(work.school)).await? {
        let file = row.file.clone().read("submission_files")?;
        let Some(inspected) = of(work, file.sha256).await? else { continue };
        if !inspected.causes().is_empty() && files.len() < MAX_LISTED {
            files.push(row.read(file, inspected)?);
        }
    }
    Ok(files)
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
    let files = sql("SELECT f.submission_id, f.position, f.sha256, 'looked' FROM file_inspections i \
         CROSS JOIN submission_files f \
         JOIN submissions s ON s.school_id = f.school_id AND s.id = f.submission_id \
         JOIN submission_summaries m ON m.school_id = s.school_id AND m.obligation_id = s.obligation_id \
         AND m.last_submission_id = s.id \
         WHERE i.school_id = $1 AND i.outcome = 'held' AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
         UNION ALL SELECT f.submission_id, f.position, f.sha256, i.state FROM file_scans i \
         CROSS JOIN submission_files f \
         JOIN submissions s ON s.school_id = f.school_id AND s.id = f.submission_id \
         JOIN submission_summaries m ON m.school_id = s.school_id AND m.obligation_id = s.obligation_id \
         AND m.last_submission_id = s.id \
         WHERE i.school_id = $1 AND i.state IN ('waiting', 'infected', 'undecided') AND f.sha256 = i.sha256 AND f.school_id = i.school_id \
         UNION ALL SELECT f.submission_id, f.position, f.sha256, 'looked' FROM inspection_tries i \
         CROSS JOIN submission_files f \
         JOIN submissions s ON s.school_id = f.school_id AND s.id = f.submission_id \
         JOIN submission_summaries m ON m.school_id = s.school_id AND m.obligation_id = s.obligation_id \
         AND m.last_submission_id = s.id \
         WHERE i.school_id = $1 AND NOT EXISTS \
         (SELECT 1 FROM file_inspections n WHERE n.school_id = i.school_id AND n.sha256 = i.sha256) AND f.sha256 = i.sha256 AND f.school_id = i.school_id");
    let mut rows: Vec<(Uuid, i64, Vec<u8>, String)> = work.all(files.bind(work.school)).await?;
    rows.sort();
    let (mut known, mut versions) = (BTreeMap::new(), BTreeMap::new());
    for (version, _, hash, state) in rows {
        let file = sha256("submission_files", &hash)?;
        let kept = match known.get(&file) {
            Some(kept) => *kept,
            // Right after a school gets a scanner these are all its files.
            None if state == "waiting" => Some(Kept::Scanning),
            None => of(work, file).await?.and_then(|inspected| inspected.kept()),
        };
        known.insert(file, kept);
        if let Some(kept) = kept {
            versions.entry(Id::new(version)).or_insert(kept);
        }
    }
    Ok(versions)
}

#[cfg(test)]
#[path = "inspections_tests.rs"]
mod tests;
