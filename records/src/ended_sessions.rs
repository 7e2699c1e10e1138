//! Sessions that somebody ended before their time, and why: told to the browser whose cookie it was, where it signs in again.

use chrono::TimeDelta;
use domain::{devices::SessionEnd, people::PersonId};

use crate::{error::Error, sql::sql, values::unread, work::Work};

/// How long it is told: no session is open for longer.
const KEPT_FOR: TimeDelta = TimeDelta::hours(12);

/// Ends every session of a person but that of the hash `keep`; how many.
pub(crate) async fn end_all(work: &mut Work, person: PersonId, keep: &[u8], why: SessionEnd) -> Result<u64, Error> {
    let select = sql("SELECT id_hash FROM sessions WHERE school_id = $1 AND person_id = $2 AND id_hash <> $3 ORDER BY id_hash");
    let open: Vec<(Vec<u8>,)> = work.all(select.bind_all((work.school, person, keep))).await?;
    for (id_hash,) in &open {
        note(work, person, id_hash, why).await?;
    }
    let delete = sql("DELETE FROM sessions WHERE school_id = $1 AND person_id = $2 AND id_hash <> $3");
    work.run(delete.bind_all((work.school, person, keep))).await
}

/// Ends one session of a person, unless it is that of the hash `keep`; how many.
pub(crate) async fn end_one(work: &mut Work, person: PersonId, one: &[u8], keep: &[u8], why: SessionEnd) -> Result<u64, Error> {
    let delete = sql("DELETE FROM sessions WHERE school_id = $1 AND person_id = $2 AND id_hash = $3 AND id_hash <> $4");
    let ended = work.run(delete.bind_all((work.school, person, one, keep))).await?;
    if ended > 0 {
        note(work, person, one, why).await?;
    }
    Ok(ended)
}

async fn note(work: &mut Work, person: PersonId, id_hash: &[u8], why: SessionEnd) -> Result<(), Error> {
    sweep(work).await?;
    let insert = sql("INSERT INTO ended_sessions (id_hash, school_id, person_id, ended_at, why) VALUES ($1, $2, $3, $4, $5)");
    work.run(insert.bind_all((id_hash, work.school, person, work.running(), why.code()))).await?;
    Ok(())
}

/// Why the session of this hash was ended; nothing where it is open, or was over by itself, or was ended by who had it.
pub async fn why(work: &mut Work, id_hash: &[u8]) -> Result<Option<SessionEnd>, Error> {
    // An account that was opened again is not told of as shut.
    let select = sql("SELECT e.why FROM ended_sessions e \
         JOIN accounts a ON a.school_id = e.school_id AND a.person_id = e.person_id \
         WHERE e.id_hash = $1 AND e.school_id = $2 AND e.ended_at > $3 AND (e.why <> $4 OR a.suspended_at IS NOT NULL)");
    let since = work.at_least - KEPT_FOR;
    let shut = SessionEnd::Suspended.code();
    let row: Option<(String,)> = work.optional(select.bind_all((id_hash, work.school, since, shut))).await?;
    row.map(|(why,)| SessionEnd::from_code(&why).ok_or_else(|| unread("ended_sessions", "why", &why))).transpose()
}

async fn sweep(work: &mut Work) -> Result<(), Error> {
    let delete = sql("DELETE FROM ended_sessions WHERE school_id = $1 AND ended_at <= $2");
    work.run(delete.bind_all((work.school, work.at_least - KEPT_FOR))).await?;
    Ok(())
}
