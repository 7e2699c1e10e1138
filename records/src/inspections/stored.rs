//! How a file stands, as its rows have it: what was found in it, what was decided since, and what the virus scanner says.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    days::Timestamp,
    files::Sha256,
    ids::Id,
    inspection::{Cause, HeldVerdict, Inspected, Inspection, Interruption, Judgement, Oddity, Scan, Undecided},
};
use uuid::Uuid;

use crate::{
    error::Error,
    sql::sql,
    values::{known, unread},
    work::Work,
};

#[derive(sqlx::FromRow)]
struct InspectionRow {
    inspected_at: DateTime<Utc>,
    outcome: String,
    found: String,
}

/// How a file stands; `None` for one that nobody has looked into.
///
/// # Errors
/// Those of reading.
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
    let scan = scan_of(work, file).await?;
    Ok(Some(Inspected::of(row.inspected_at, row.inspection()?, judgement, scan)))
}

/// Whether the school has a virus scanner now.
pub(super) async fn is_scanning(work: &mut Work) -> Result<bool, Error> {
    let last = sql("SELECT is_on FROM virus_scanning WHERE school_id = $1 ORDER BY number DESC LIMIT 1");
    let last: Option<(bool,)> = work.optional(last.bind(work.school)).await?;
    Ok(last.is_some_and(|(is_on,)| is_on))
}

/// What the virus scanner says of a file that somebody has looked into. What it was never asked about waits for it where there is
/// one, whether it stands in the queue or not.
async fn scan_of(work: &mut Work, file: Sha256) -> Result<Scan, Error> {
    let by_file = sql("SELECT state, found, found_at FROM file_scans WHERE school_id = $1 AND sha256 = $2");
    let row: Option<(String, String, Option<DateTime<Utc>>)> =
        work.optional(by_file.bind_all((work.school, file.bytes().to_vec()))).await?;
    let Some((state, found, at)) = row else {
        return Ok(if is_scanning(work).await? { Scan::Waiting } else { Scan::NotAsked });
    };
    let at = || at.ok_or_else(|| unread("file_scans", "found_at", "nothing"));
    match state.as_str() {
        "waiting" => Ok(Scan::Waiting),
        "clean" => Ok(Scan::Clean { at: at()? }),
        "infected" => Ok(Scan::Infected { at: at()?, name: found }),
        "undecided" => Ok(Scan::Undecided { at: at()?, why: known("file_scans", "found", &found, Undecided::from_code)? }),
        other => Err(unread("file_scans", "state", other)),
    }
}

/// The last look into a file that nobody has come to the end of; what scans viruses reads it afterwards.
async fn last_try(work: &mut Work, file: Sha256) -> Result<Option<Inspected>, Error> {
    let last = sql("SELECT at, cause FROM inspection_tries WHERE school_id = $1 AND sha256 = $2 ORDER BY at DESC LIMIT 1");
    let Some((at, cause)): Option<(Timestamp, String)> = work.optional(last.bind_all((work.school, file.bytes().to_vec()))).await?
    else {
        return Ok(None);
    };
    let why = known("inspection_tries", "cause", &cause, Interruption::from_code)?;
    Ok(Some(Inspected::of(at, Inspection::Pending(why), None, Scan::NotAsked)))
}

/// How each of these files stands that somebody has looked into.
///
/// # Errors
/// Those of reading.
pub async fn all(work: &mut Work, files: impl IntoIterator<Item = Sha256>) -> Result<BTreeMap<Sha256, Inspected>, Error> {
    let mut known = BTreeMap::new();
    for file in files {
        if !known.contains_key(&file)
            && let Some(inspected) = of(work, file).await?
        {
            known.insert(file, inspected);
        }
    }
    Ok(known)
}

/// A decision about a held file as its row has it.
pub(crate) fn judgement(by: Uuid, at: Timestamp, reason: Option<String>) -> Judgement {
    let verdict = reason.map_or(HeldVerdict::Released, |reason| HeldVerdict::Returned { reason });
    Judgement { by: Id::new(by), at, verdict }
}

impl InspectionRow {
    fn inspection(&self) -> Result<Inspection, Error> {
        let words = || self.found.split(' ').filter(|word| !word.is_empty());
        let unread = |word: &str| unread("file_inspections", "found", word);
        match self.outcome.as_str() {
            "clean" => Ok(Inspection::Clean),
            "odd" => {
                let oddities = words().map(|word| Oddity::from_code(word).ok_or_else(|| unread(word)));
                oddities.collect::<Result<_, _>>().map(Inspection::Odd)
            }
            "held" => {
                let causes = words().map(|word| Cause::from_code(word).ok_or_else(|| unread(word)));
                causes.collect::<Result<_, _>>().map(Inspection::Held)
            }
            other => Err(crate::values::unread("file_inspections", "outcome", other)),
        }
    }
}
