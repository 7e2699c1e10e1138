//! "Nhật ký" in the database: a page of the log, found by the key of the line before it, so that the thousandth page costs what the
//! first one does.

mod names;
mod verification;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    days::Timestamp,
    facts::Facts,
    ids::Id,
    log::{AnchorCode, LogEntry, Origin, Titled, Wanted},
    obligations::Owner,
    people::PersonId,
};
use uuid::Uuid;

use crate::{
    error::Error,
    events::{self, EventKind},
    obligations,
    sql::{Sql, sql},
    values::{owner_columns, unread},
    work::Work,
};

pub use names::name_then;
pub use verification::{Break, BreakKind, Whole, verify};

/// The columns of `Row`, of the school that is `$1`: not before `$2`, and behind the line of the instant `$3` with the number `$4`;
/// and whatever follows: which of them. `$5` is how many, `$6` by whom alone, and `$7` by whom alone in a secret register, where it
/// is somebody: these kinds alone are about one. Each is asked for so that an index brings the lines in their order and nothing is read beside them.
macro_rules! select_lines {
    ($rest:literal) => {
        concat!(
            "SELECT e.seq, e.at, e.actor, e.kind, e.subject, e.detail, e.origin FROM events e WHERE e.school_id = $1 \
             AND e.at >= $2 AND e.at <= $3 AND (e.at < $3 OR e.seq < $4) AND (e.actor = $6 OR $6 IS NULL) \
             AND (e.kind NOT IN ('registers.case_opened', 'registers.case_moved', 'registers.case_seen') OR e.actor = $7 OR $7 IS NULL) ",
            $rest
        )
    };
}

#[derive(Debug, sqlx::FromRow)]
struct Row {
    seq: i64,
    at: DateTime<Utc>,
    actor: Option<Uuid>,
    kind: String,
    subject: Option<Uuid>,
    detail: String,
    origin: Option<String>,
}

impl Row {
    fn read(self) -> Result<LogEntry, Error> {
        Ok(LogEntry {
            seq: self.seq,
            at: self.at,
            actor: self.actor.map(PersonId::new),
            subject: self.subject,
            details: serde_json::from_str(&self.detail).map_err(|_| unread("events", "detail", &self.kind))?,
            origin: self.origin.as_deref().map(Origin::read),
            teller: EventKind::teller(&self.kind),
        })
    }
}

/// At most `limit` lines of these, the newest first.
///
/// # Errors
/// Those of reading.
pub async fn page(work: &mut Work, wanted: &Wanted, limit: i64) -> Result<Vec<LogEntry>, Error> {
    let mut found = Found { since: wanted.since, limit: usize::try_from(limit).unwrap_or(usize::MAX), rows: Vec::new() };
    match &wanted.chosen {
        None => all(work, wanted, limit, &mut found).await?,
        Some(chosen) => {
            for person in chosen.people.iter().filter(|person| wanted.only_by.is_none_or(|only| only == **person)) {
                of_id(work, wanted, limit, (BY, person.uuid()), &mut found).await?;
            }
            for owner in &chosen.owners {
                of_owner(work, wanted, limit, *owner, &mut found).await?;
            }
            for thing in &chosen.things {
                of_id(work, wanted, limit, (ABOUT, *thing), &mut found).await?;
            }
        }
    }
    found.rows.into_iter().map(Row::read).collect()
}

/// The newest lines of what was asked for so far: each question is about fewer days than the one before.
struct Found {
    /// As many lines as are wanted are not older than this.
    since: Timestamp,
    limit: usize,
    rows: Vec<Row>,
}

impl Found {
    fn add(&mut self, rows: Vec<Row>) {
        self.rows.extend(rows);
        self.rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.seq)));
        self.rows.dedup_by_key(|row| row.seq);
        self.rows.truncate(self.limit);
        if let Some(last) = self.rows.last().filter(|_| self.rows.len() == self.limit) {
            self.since = self.since.max(last.at);
        }
    }

    /// What every statement asks for.
    fn bound(&self, work: &Work, select: Sql, wanted: &Wanted, limit: i64) -> Sql {
        let only_by = wanted.only_by.map(PersonId::uuid);
        let secrets_by = wanted.secrets_by.map(PersonId::uuid);
        select.bind_all((work.school, self.since, wanted.behind.at, wanted.behind.seq, limit, only_by, secrets_by))
    }
}

async fn all(work: &mut Work, wanted: &Wanted, limit: i64, found: &mut Found) -> Result<(), Error> {
    let Some(topic) = wanted.topic else {
        let all = found.bound(work, sql(select_lines!("ORDER BY e.at DESC, e.seq DESC LIMIT $5")), wanted, limit);
        found.add(work.all(all).await?);
        return Ok(());
    };
    for kind in EventKind::of_topic(topic) {
        let of_kind = sql(select_lines!("AND e.kind = $8 ORDER BY e.at DESC, e.seq DESC LIMIT $5"));
        let of_kind = found.bound(work, of_kind, wanted, limit).bind(kind.code());
        found.add(work.all(of_kind).await?);
    }
    Ok(())
}

/// The statements about one id, of all kinds and of one: by somebody, and about a person or a thing.
const BY: [fn() -> Sql; 2] = [
    || sql(select_lines!("AND e.actor = $8 ORDER BY e.at DESC, e.seq DESC LIMIT $5")),
    || sql(select_lines!("AND e.actor = $8 AND e.kind = $9 ORDER BY e.at DESC, e.seq DESC LIMIT $5")),
];
const ABOUT: [fn() -> Sql; 2] = [
    || sql(select_lines!("AND e.subject = $8 ORDER BY e.at DESC, e.seq DESC LIMIT $5")),
    || sql(select_lines!("AND e.subject = $8 AND e.kind = $9 ORDER BY e.at DESC, e.seq DESC LIMIT $5")),
];

async fn of_id(
    work: &mut Work,
    wanted: &Wanted,
    limit: i64,
    ([of_all, of_kind], id): ([fn() -> Sql; 2], Uuid),
    found: &mut Found,
) -> Result<(), Error> {
    let Some(topic) = wanted.topic else {
        let all = found.bound(work, of_all(), wanted, limit).bind(id);
        found.add(work.all(all).await?);
        return Ok(());
    };
    for kind in EventKind::of_topic(topic) {
        let of_kind = found.bound(work, of_kind(), wanted, limit).bind_all((id, kind.code()));
        found.add(work.all(of_kind).await?);
    }
    Ok(())
}

/// From each record of the owner to what was done about it, never through all that was done.
async fn of_owner(work: &mut Work, wanted: &Wanted, limit: i64, owner: Owner, found: &mut Found) -> Result<(), Error> {
    let (owner_kind, owner_id) = owner_columns(owner, work.school);
    let Some(topic) = wanted.topic else {
        let all = sql("SELECT e.seq, e.at, e.actor, e.kind, e.subject, e.detail, e.origin \
             FROM obligations o CROSS JOIN events e WHERE o.school_id = $1 AND e.school_id = $1 AND e.subject = o.id \
             AND e.at >= $2 AND e.at <= $3 AND (e.at < $3 OR e.seq < $4) AND (e.actor = $6 OR $6 IS NULL) \
             AND (e.kind NOT IN ('registers.case_opened', 'registers.case_moved', 'registers.case_seen') OR e.actor = $7 OR $7 IS NULL) \
             AND o.school_year_id = $8 AND o.owner_kind = $9 AND o.owner_id = $10 ORDER BY e.at DESC, e.seq DESC LIMIT $5");
        let all = found.bound(work, all, wanted, limit).bind_all((wanted.year, owner_kind, owner_id));
        found.add(work.all(all).await?);
        return Ok(());
    };
    for kind in EventKind::of_topic(topic) {
        let of_kind = sql("SELECT e.seq, e.at, e.actor, e.kind, e.subject, e.detail, e.origin \
             FROM obligations o CROSS JOIN events e WHERE o.school_id = $1 AND e.school_id = $1 AND e.subject = o.id \
             AND e.kind = $11 AND e.at >= $2 AND e.at <= $3 AND (e.at < $3 OR e.seq < $4) AND (e.actor = $6 OR $6 IS NULL) \
             AND (e.kind NOT IN ('registers.case_opened', 'registers.case_moved', 'registers.case_seen') OR e.actor = $7 OR $7 IS NULL) \
             AND o.school_year_id = $8 AND o.owner_kind = $9 AND o.owner_id = $10 ORDER BY e.at DESC, e.seq DESC LIMIT $5");
        let of_kind = found.bound(work, of_kind, wanted, limit);
        let of_kind = of_kind.bind_all((wanted.year, owner_kind, owner_id, kind.code()));
        found.add(work.all(of_kind).await?);
    }
    Ok(())
}

/// The records that these entries name, also of school years that are over: by their own ids and by those of their versions.
///
/// # Errors
/// Those of reading.
pub async fn titles(work: &mut Work, facts: &Facts, entries: &[LogEntry]) -> Result<BTreeMap<Uuid, Titled>, Error> {
    let mut titles = BTreeMap::new();
    let mut unknown = Vec::new();
    for entry in entries {
        for id in entry.named() {
            if let Some(obligation) = facts.obligation(Id::new(id)) {
                titles.insert(id, Titled { obligation: obligation.id, title: facts.title(obligation) });
            } else if entry.subject == Some(id) {
                unknown.push(id);
            }
        }
    }
    let known = |id: &Uuid| facts.organisation().person(PersonId::new(*id)).is_some();
    unknown.retain(|id| *id != work.school.uuid() && !known(id));
    unknown.sort();
    unknown.dedup();
    for id in unknown {
        let version = sql("SELECT obligation_id FROM submissions WHERE school_id = $1 AND id = $2").bind_all((work.school, id));
        let record = work.optional::<(Uuid,)>(version).await?.map_or(id, |(record,)| record);
        let obligation = match facts.obligation(Id::new(record)) {
            Some(known) => known.clone(),
            // Of a year that is over, or no record at all.
            None => match obligations::one(work, Id::new(record)).await {
                Ok(found) => found,
                Err(Error::NotFound) => continue,
                Err(error) => return Err(error),
            },
        };
        titles.insert(id, Titled { obligation: obligation.id, title: facts.title(&obligation) });
    }
    Ok(titles)
}

/// The code of the end of the log as it stands, for a paper that goes out; nothing before the first event.
///
/// # Errors
/// Those of reading.
pub async fn anchor(work: &mut Work) -> Result<Option<AnchorCode>, Error> {
    let head = events::head(&mut work.tx, work.school).await?;
    Ok(head.map(|head| AnchorCode::of(head.at, head.seq, &head.hash)))
}

#[cfg(test)]
#[path = "log_tests.rs"]
mod tests;
