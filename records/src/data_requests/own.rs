//! What one person has handed in and written, and what the log tells of them, some at a time: whoever gives it out holds no more of
//! it at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::{
    days::Timestamp,
    facts::Facts,
    ids::Id,
    log::{Chosen, LogEntry, LogKey, Titled, Wanted},
    obligations::{Obligation, ObligationId},
    people::PersonId,
    permissions::{Actor, LogScope, decide_read_entry},
    registers::Entry,
    submissions::Submission,
};
use uuid::Uuid;

use crate::{error::Error, log, obligations, registers, sql::sql, submissions, work::Work};

/// A version that somebody has handed in, with its record.
#[derive(Clone, Debug)]
pub struct OwnHandIn {
    pub obligation: Obligation,
    pub version: Submission,
}

/// A comment that somebody has written, with its record.
#[derive(Clone, Debug)]
pub struct OwnComment {
    pub id: Uuid,
    pub obligation: Obligation,
    pub at: Timestamp,
    pub words: String,
}

/// What `person` has handed in, in the order of the receipts, behind that receipt; at most `limit`.
///
/// # Errors
/// Those of reading.
pub async fn own_hand_ins(
    work: &mut Work,
    facts: &Facts,
    person: PersonId,
    behind: (i32, i64),
    limit: i64,
) -> Result<Vec<OwnHandIn>, Error> {
    let select = sql("SELECT id FROM submissions WHERE school_id = $1 AND person_id = $2 \
         AND (receipt_year > $3 OR receipt_year = $3 AND receipt_number > $4) ORDER BY receipt_year, receipt_number LIMIT $5");
    let (year, number) = behind;
    let rows: Vec<(Uuid,)> = work.all(select.bind_all((work.school, person, i64::from(year), number, limit))).await?;
    let mut found = Vec::with_capacity(rows.len());
    for (id,) in rows {
        let version = submissions::one(work, Id::new(id)).await?;
        found.push(OwnHandIn { obligation: record(work, facts, version.obligation).await?, version });
    }
    Ok(found)
}

/// What `person` has written about records, in the order of the ids behind that one; at most `limit`.
///
/// # Errors
/// Those of reading.
pub async fn own_comments(
    work: &mut Work,
    facts: &Facts,
    person: PersonId,
    behind: Uuid,
    limit: i64,
) -> Result<Vec<OwnComment>, Error> {
    let select = sql("SELECT id, obligation_id, at, words FROM comments WHERE school_id = $1 AND by_person_id = $2 AND id > $3 \
         ORDER BY id LIMIT $4");
    let rows: Vec<(Uuid, Uuid, DateTime<Utc>, String)> = work.all(select.bind_all((work.school, person, behind, limit))).await?;
    let mut found = Vec::with_capacity(rows.len());
    for (id, obligation, at, words) in rows {
        found.push(OwnComment { id, obligation: record(work, facts, Id::new(obligation)).await?, at, words });
    }
    Ok(found)
}

/// What stands in the registers about `person` that they read, and `reader` as well, the first one first: a few in each year.
///
/// # Errors
/// Those of reading.
pub async fn own_entries(work: &mut Work, facts: &Facts, (person, reader): (PersonId, PersonId)) -> Result<Vec<Entry>, Error> {
    let select = sql("SELECT entry_id FROM register_people WHERE school_id = $1 AND person_id = $2 AND part = 'about'");
    let rows: Vec<(Uuid,)> = work.all(select.bind_all((work.school, person))).await?;
    let mut found = Vec::new();
    for (id,) in rows {
        let entry = registers::any(work, Id::new(id)).await?;
        let reads = |who| decide_read_entry(&facts.actor(who, work.now), facts.organisation(), &entry.line).is_ok();
        if reads(person) && reads(reader) {
            found.push(entry);
        }
    }
    found.sort_by_key(|entry| (entry.line.at, entry.line.id));
    Ok(found)
}

/// What `person` did and what was done about them, the newest first, behind that line; at most `limit`. Of what they did in a register
/// that few know of, as much as `reader` may know.
///
/// # Errors
/// Those of reading.
pub async fn own_log(
    work: &mut Work,
    facts: &Facts,
    (person, reader): (PersonId, PersonId),
    behind: Option<LogKey>,
    limit: i64,
) -> Result<(Vec<LogEntry>, BTreeMap<Uuid, Titled>), Error> {
    let actor = Actor::of(facts.organisation(), person, domain::days::day_of(work.now));
    let filter = domain::log::LogFilter { behind, ..Default::default() };
    let chosen = Chosen { people: BTreeSet::from([person]), things: BTreeSet::from([person.uuid()]), ..Chosen::default() };
    let secrets_by = domain::log::wanted(facts, &facts.actor(reader, work.now), LogScope::Own, &filter).secrets_by;
    let wanted = Wanted { chosen: Some(chosen), secrets_by, ..domain::log::wanted(facts, &actor, LogScope::Own, &filter) };
    let entries = log::page(work, &wanted, limit).await?;
    let titles = log::titles(work, facts, &entries).await?;
    Ok((entries, titles))
}

async fn record(work: &mut Work, facts: &Facts, id: ObligationId) -> Result<Obligation, Error> {
    match facts.obligation(id) {
        Some(known) => Ok(known.clone()),
        // Of a year that is over.
        None => obligations::one(work, id).await,
    }
}
