//! Browsers in which a person has signed in: there, strangers who guess the password elsewhere do not slow them.

use domain::people::PersonId;

use crate::{error::Error, sql::sql, work::Work};

/// How many browsers of one person are remembered; the one that was used the longest time ago goes first.
const MAX_BROWSERS: i64 = 20;

/// Whether `person` has signed in in the browser of this key.
pub async fn is_known(work: &mut Work, person: PersonId, key_hash: &[u8]) -> Result<bool, Error> {
    let select = sql("SELECT first_at FROM known_browsers WHERE school_id = $1 AND person_id = $2 AND key_hash = $3");
    let row: Option<(chrono::DateTime<chrono::Utc>,)> = work.optional(select.bind_all((work.school, person, key_hash))).await?;
    Ok(row.is_some())
}

/// Remembers that `person` signs in in the browser of this key.
pub async fn remember(work: &mut Work, person: PersonId, key_hash: &[u8]) -> Result<(), Error> {
    let update = sql("UPDATE known_browsers SET last_at = $1 WHERE school_id = $2 AND person_id = $3 AND key_hash = $4");
    if work.run(update.bind_all((work.now, work.school, person, key_hash))).await? > 0 {
        return Ok(());
    }
    let insert = sql("INSERT INTO known_browsers (school_id, person_id, key_hash, first_at, last_at) VALUES ($1, $2, $3, $4, $5)");
    work.run(insert.bind_all((work.school, person, key_hash, work.now, work.now))).await?;
    let old = sql("SELECT key_hash FROM known_browsers WHERE school_id = $1 AND person_id = $2 \
         ORDER BY last_at DESC, first_at DESC LIMIT 100 OFFSET $3");
    let old: Vec<(Vec<u8>,)> = work.all(old.bind_all((work.school, person, MAX_BROWSERS))).await?;
    for (key_hash,) in old {
        let delete = sql("DELETE FROM known_browsers WHERE school_id = $1 AND person_id = $2 AND key_hash = $3");
        work.run(delete.bind_all((work.school, person, key_hash.as_slice()))).await?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "known_browsers_tests.rs"]
mod tests;
