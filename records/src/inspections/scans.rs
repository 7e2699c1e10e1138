//! What the virus scanner says of the files of the store: the queue, the answers, and what is asked anew.
//!
//! Whether a school has a scanner is a fact of its database and not of one server: none of several servers shows what another one
//! has still to scan.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{
    days::Timestamp,
    files::Sha256,
    ids::SubmissionId,
    inspection::{AGAIN_AFTER, FRESH_FOR, HeldIn, MAX_SCANS, Scan, ScanAnswer, Undecided, worth_scanning_again},
    people::PersonId,
    permissions::{Allowed, JudgeHeldFile},
    refusal::{InspectionRefusal, Refusal},
};
use uuid::Uuid;

use super::{
    judging::may_judge,
    places_of,
    stored::{is_scanning, of},
};
use crate::{
    error::Error,
    events::{Event, EventKind},
    facts::FactStore,
    sql::sql,
    uploads,
    values::{count, sha256},
    work::Work,
};

/// Notes whether the school has a scanner, as the program was started; all files that it has never seen wait for it then.
///
/// # Errors
/// Those of the database.
pub async fn set_scanning(work: &mut Work, on: bool) -> Result<(), Error> {
    if is_scanning(work).await? != on {
        let last = sql("SELECT max(number) FROM virus_scanning WHERE school_id = $1");
        let number = i64::from(work.next_number("virus_scanning", last).await?);
        let insert = sql("INSERT INTO virus_scanning (school_id, number, at, is_on) VALUES ($1, $2, $3, $4)");
        work.run(insert.bind_all((work.school, number, work.now, on))).await?;
        work.note(Event::VirusScanningSet { on });
        if !on {
            // What nobody will scan waits for nobody; what was found stands.
            work.run(sql("DELETE FROM file_scans WHERE school_id = $1 AND state = 'waiting'").bind(work.school)).await?;
        }
    }
    if on {
        let all = sql("INSERT INTO file_scans (school_id, sha256, state, found, signatures, queued_at, tries) \
             SELECT i.school_id, i.sha256, 'waiting', '', '', i.at, 0 FROM file_inspections i WHERE i.school_id = $1 AND NOT EXISTS \
             (SELECT 1 FROM file_scans s WHERE s.school_id = i.school_id AND s.sha256 = i.sha256)");
        work.run(all.bind(work.school)).await?;
    }
    Ok(())
}

/// Whether `set_scanning` would have something to do.
///
/// # Errors
/// Those of reading.
pub async fn is_set(work: &mut Work, on: bool) -> Result<bool, Error> {
    Ok(is_scanning(work).await? == on)
}

/// A file that somebody has looked into waits for the scanner, where there is one and it has never seen these bytes.
pub(super) async fn queue(work: &mut Work, file: Sha256) -> Result<(), Error> {
    if !is_scanning(work).await? {
        return Ok(());
    }
    let insert = sql("INSERT INTO file_scans (school_id, sha256, state, found, signatures, queued_at, tries) \
         VALUES ($1, $2, 'waiting', '', '', $3, 0) ON CONFLICT (school_id, sha256) DO NOTHING");
    work.run(insert.bind_all((work.school, file.bytes().to_vec(), work.now))).await.map(drop)
}

/// How many files wait for the scanner.
///
/// # Errors
/// Those of reading.
pub async fn waiting(work: &mut Work) -> Result<u32, Error> {
    let number = sql("SELECT count(*) FROM file_scans WHERE school_id = $1 AND state = 'waiting'");
    let (number,): (i64,) = work.one(number.bind(work.school)).await?;
    count("file_scans", "state", number)
}

/// The next contents for a scanner with these signatures: what waits in the order in which it came, what failed after all that did
/// not, then what somebody asked about, then what is worth another scan.
///
/// # Errors
/// Those of reading.
pub async fn next(work: &mut Work, signatures: &str, most: usize) -> Result<Vec<Sha256>, Error> {
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let first = sql("SELECT sha256 FROM file_scans WHERE school_id = $1 AND state = 'waiting' \
         ORDER BY tries, queued_at, sha256 LIMIT $2");
    let mut hashes: Vec<(Vec<u8>,)> = work.all(first.bind_all((work.school, limit))).await?;
    let asked = sql("SELECT sha256 FROM file_scans WHERE school_id = $1 AND state IN ('infected', 'undecided') \
         AND asked_at IS NOT NULL ORDER BY tries, asked_at, sha256 LIMIT $2");
    hashes.extend(work.all::<(Vec<u8>,)>(asked.bind_all((work.school, limit))).await?);
    let (fresh, old) = (work.now - FRESH_FOR, work.now - AGAIN_AFTER);
    let known = sql("SELECT sha256, first_at, last_at FROM file_scans WHERE school_id = $1 AND state IN ('clean', 'undecided') \
         AND signatures <> $2 AND (first_at >= $3 OR last_at <= $4) ORDER BY tries, last_at, sha256 LIMIT $5");
    let known = known.bind_all((work.school, signatures.to_owned(), fresh, old, limit));
    let known: Vec<(Vec<u8>, DateTime<Utc>, DateTime<Utc>)> = work.all(known).await?;
    let again = known.into_iter().filter(|(_, first, last)| worth_scanning_again(*first, *last, work.now));
    hashes.extend(again.map(|(hash, ..)| (hash,)));
    hashes.truncate(most);
    hashes.into_iter().map(|(hash,)| sha256("file_scans", &hash)).collect()
}

/// A content is not in the store: what nobody names any longer leaves the queue, and of the rest a try failed.
///
/// # Errors
/// Those of the database.
pub async fn note_gone(work: &mut Work, file: Sha256, signatures: &str) -> Result<(), Error> {
    if uploads::named(work, file).await?.is_some() {
        return note_failed(work, file, signatures).await;
    }
    let delete = sql("DELETE FROM file_scans WHERE school_id = $1 AND sha256 = $2 AND state = 'waiting'");
    work.run(delete.bind_all((work.school, file.bytes().to_vec()))).await.map(drop)
}

/// Notes what a scanner with these signatures said of a file.
///
/// # Errors
/// Those of the database; `NotFound` for a file that nobody has looked into.
pub async fn note(work: &mut Work, file: Sha256, answer: &ScanAnswer, signatures: &str) -> Result<(), Error> {
    queue_anew(work, file).await?;
    let before = of(work, file).await?.ok_or(Error::NotFound)?.scan;
    let (state, found) = match answer {
        ScanAnswer::Clean => ("clean", String::new()),
        ScanAnswer::Infected(name) => ("infected", name.clone()),
        ScanAnswer::Undecided(why) => ("undecided", why.code().to_owned()),
    };
    let same = match &before {
        Scan::Clean { at } => (*answer == ScanAnswer::Clean).then_some(*at),
        Scan::Infected { at, name } => (*answer == ScanAnswer::Infected(name.clone())).then_some(*at),
        Scan::Undecided { at, why } => (*answer == ScanAnswer::Undecided(*why)).then_some(*at),
        Scan::NotAsked | Scan::Waiting => None,
    };
    let since = same.unwrap_or(work.now);
    let update = sql("UPDATE file_scans SET state = $3, found = $4, signatures = $5, found_at = $6, last_at = $7, \
         first_at = COALESCE(first_at, $7), tries = 0, asked_at = NULL WHERE school_id = $1 AND sha256 = $2");
    let keys = (work.school, file.bytes().to_vec());
    work.run(update.bind_all(keys).bind_all((state, found, signatures.to_owned(), since, work.now))).await?;
    match same {
        Some(_) => Ok(()),
        None => tell(work, file, &before, answer).await,
    }
}

/// Those who decide, and whoever looks at a record with the file, are told where it is another one by this answer.
async fn tell(work: &mut Work, file: Sha256, before: &Scan, answer: &ScanAnswer) -> Result<(), Error> {
    let was_held = match before {
        Scan::Infected { .. } | Scan::Undecided { .. } => true,
        Scan::NotAsked | Scan::Waiting | Scan::Clean { .. } => false,
    };
    if *answer == ScanAnswer::Clean && !was_held {
        return Ok(());
    }
    for place in places_of(work, file).await? {
        work.note(match answer {
            ScanAnswer::Clean => Event::VirusCleared { place, file },
            ScanAnswer::Infected(name) => Event::VirusFound { place, file, name },
            ScanAnswer::Undecided(_) => Event::FileHeld { place, file },
        });
    }
    Ok(())
}

/// A file that was scanned without waiting in the queue, as it is opened by somebody.
async fn queue_anew(work: &mut Work, file: Sha256) -> Result<(), Error> {
    if of(work, file).await?.is_none_or(|inspected| inspected.pending().is_some()) {
        return Err(Error::NotFound);
    }
    let insert = sql("INSERT INTO file_scans (school_id, sha256, state, found, signatures, queued_at, tries) \
         VALUES ($1, $2, 'waiting', '', '', $3, 0) ON CONFLICT (school_id, sha256) DO NOTHING");
    work.run(insert.bind_all((work.school, file.bytes().to_vec(), work.now))).await.map(drop)
}

/// Notes a try that failed for the file's own reasons as it seems; after several the scanner cannot say.
///
/// # Errors
/// Those of the database.
pub async fn note_failed(work: &mut Work, file: Sha256, signatures: &str) -> Result<(), Error> {
    let keys = (work.school, file.bytes().to_vec());
    work.run(sql("UPDATE file_scans SET tries = tries + 1 WHERE school_id = $1 AND sha256 = $2").bind_all(keys.clone())).await?;
    let tries = sql("SELECT tries FROM file_scans WHERE school_id = $1 AND sha256 = $2").bind_all(keys);
    let Some((tries,)): Option<(i64,)> = work.optional(tries).await? else { return Ok(()) };
    if count::<u32>("file_scans", "tries", tries)? < MAX_SCANS {
        return Ok(());
    }
    match of(work, file).await?.map(|inspected| inspected.scan) {
        // What was said of it before stands: a scan that was to confirm it failed.
        Some(Scan::Clean { .. } | Scan::Infected { .. } | Scan::Undecided { .. }) => {
            let again = sql("UPDATE file_scans SET tries = 0, asked_at = NULL, last_at = $3, signatures = $4 \
                 WHERE school_id = $1 AND sha256 = $2");
            let keys = (work.school, file.bytes().to_vec(), work.now, signatures.to_owned());
            work.run(again.bind_all(keys)).await.map(drop)
        }
        Some(Scan::NotAsked | Scan::Waiting) | None => {
            note(work, file, &ScanAnswer::Undecided(Undecided::Failed), signatures).await
        }
    }
}

/// "Quét lại": another scan of a file that the scanner knows or cannot say of, as the actor of this work asks.
///
/// # Errors
/// `Refused` where it is not the actor's to decide about, or the scanner keeps it from nobody.
pub async fn ask_again(work: &mut Work, store: &FactStore, (place, position): (HeldIn, usize)) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let (file, allowed) = may_judge(work, store, by, (place, position)).await?;
    let inspected = of(work, file).await?.ok_or(Error::NotFound)?;
    match inspected.scan {
        Scan::Infected { .. } | Scan::Undecided { .. } => save_asked(work, place, file, allowed).await,
        Scan::NotAsked | Scan::Waiting | Scan::Clean { .. } => Err(Refusal::from(InspectionRefusal::NotHeld).into()),
    }
}

async fn save_asked(work: &mut Work, place: HeldIn, file: Sha256, _allowed: Allowed<JudgeHeldFile>) -> Result<(), Error> {
    let update = sql("UPDATE file_scans SET asked_at = $3 WHERE school_id = $1 AND sha256 = $2");
    work.run(update.bind_all((work.school, file.bytes().to_vec(), work.now))).await?;
    work.note(Event::ScanAskedAgain { place, file });
    Ok(())
}

/// The files of which somebody asked for another scan that has not come yet.
///
/// # Errors
/// Those of reading.
pub async fn asked(work: &mut Work) -> Result<BTreeSet<Sha256>, Error> {
    let asked =
        sql("SELECT sha256 FROM file_scans WHERE school_id = $1 AND state IN ('infected', 'undecided') AND asked_at IS NOT NULL");
    let rows: Vec<(Vec<u8>,)> = work.all(asked.bind(work.school)).await?;
    rows.into_iter().map(|(hash,)| sha256("file_scans", &hash)).collect()
}

/// Who, as the log has it, opened this version or took a file of it away before this instant: they are told of a virus.
///
/// # Errors
/// Those of reading.
pub async fn opened_by(work: &mut Work, version: SubmissionId, before: Timestamp) -> Result<Vec<PersonId>, Error> {
    let of_record = sql("SELECT obligation_id FROM submissions WHERE school_id = $1 AND id = $2");
    let Some((record,)): Option<(Uuid,)> = work.optional(of_record.bind_all((work.school, version))).await? else {
        return Ok(Vec::new());
    };
    let rows = sql("SELECT actor, detail FROM events WHERE school_id = $1 AND subject = $2 AND kind IN ($3, $4) AND at <= $5 \
         ORDER BY seq");
    let kinds = (EventKind::RecordSeen.code(), EventKind::FileDownloaded.code());
    let rows: Vec<(Option<Uuid>, String)> = work.all(rows.bind_all((work.school, record)).bind_all(kinds).bind(before)).await?;
    let (mut people, named) = (Vec::new(), version.uuid().to_string());
    for (actor, detail) in rows {
        let Some(actor) = actor.map(PersonId::new).filter(|_| detail.contains(&named)) else { continue };
        if !people.contains(&actor) {
            people.push(actor);
        }
    }
    Ok(people)
}
