//! Browsers in which a person has signed in: there, strangers who guess the password elsewhere do not slow them.

use domain::{
    days::day_of,
    people::PersonId,
    security_checks::{LOOKED_BACK, QUICK_CHANGE},
};
use uuid::Uuid;

use crate::{error::Error, sql::sql, work::Work};

/// How many browsers of one person are remembered; the one that was used the longest time ago goes first.
const MAX_BROWSERS: i64 = 20;

/// Where somebody signs in.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// What the browser says of itself.
    pub agent: String,
    pub address: String,
    /// Whoever signs in said that others use the machine as well.
    pub shared: bool,
}

/// Whether `person` has signed in in the browser of this key.
pub async fn is_known(work: &mut Work, person: PersonId, key_hash: &[u8]) -> Result<bool, Error> {
    let select = sql("SELECT first_at FROM known_browsers WHERE school_id = $1 AND person_id = $2 AND key_hash = $3");
    let row: Option<(chrono::DateTime<chrono::Utc>,)> = work.optional(select.bind_all((work.school, person, key_hash))).await?;
    Ok(row.is_some())
}

/// Remembers that `person` signs in in the browser of this key.
pub async fn remember(work: &mut Work, person: PersonId, key_hash: &[u8], place: &Place) -> Result<(), Error> {
    note_quick_changes(work, person, key_hash).await?;
    let (agent, address) = (place.agent.as_str(), place.address.as_str());
    let update = sql("UPDATE known_browsers SET last_at = $1, agent = $2, address = $3 \
         WHERE school_id = $4 AND person_id = $5 AND key_hash = $6");
    if work.run(update.bind_all((work.now, agent, address, work.school, person, key_hash))).await? > 0 {
        return Ok(());
    }
    // The first one of all is no news.
    let others = sql("SELECT first_at FROM known_browsers WHERE school_id = $1 AND person_id = $2 LIMIT 1");
    let others: Option<(chrono::DateTime<chrono::Utc>,)> = work.optional(others.bind_all((work.school, person))).await?;
    let news_since = others.map(|_| work.now);
    let insert = sql("INSERT INTO known_browsers (school_id, person_id, key_hash, first_at, last_at, agent, address, news_since) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    work.run(insert.bind_all((work.school, person, key_hash, work.now, work.now, agent, address, news_since))).await?;
    let old = sql("SELECT key_hash FROM known_browsers WHERE school_id = $1 AND person_id = $2 \
         ORDER BY last_at DESC, first_at DESC LIMIT 100 OFFSET $3");
    let old: Vec<(Vec<u8>,)> = work.all(old.bind_all((work.school, person, MAX_BROWSERS))).await?;
    for (key_hash,) in old {
        let delete = sql("DELETE FROM known_browsers WHERE school_id = $1 AND person_id = $2 AND key_hash = $3");
        work.run(delete.bind_all((work.school, person, key_hash.as_slice()))).await?;
    }
    Ok(())
}

/// Counts, for whoever has signed in in this browser a few minutes ago, that `person` does so now: a check of the accounts tells it
/// as a hint. Of the browser nothing is kept here.
async fn note_quick_changes(work: &mut Work, person: PersonId, key_hash: &[u8]) -> Result<(), Error> {
    let (now, today) = (work.now, day_of(work.now));
    let select = sql("SELECT person_id FROM known_browsers WHERE school_id = $1 AND key_hash = $2 AND person_id <> $3 \
         AND last_at >= $4 ORDER BY person_id");
    let before: Vec<(Uuid,)> = work.all(select.bind_all((work.school, key_hash, person, now - QUICK_CHANGE))).await?;
    for (before,) in before {
        let before = PersonId::new(before);
        let upsert = sql("INSERT INTO quick_changes (school_id, before_person_id, after_person_id, on_day, times) \
             VALUES ($1, $2, $3, $4, 1) ON CONFLICT (school_id, before_person_id, after_person_id, on_day) \
             DO UPDATE SET times = quick_changes.times + 1");
        work.run(upsert.bind_all((work.school, before, person, today))).await?;
        let delete = sql("DELETE FROM quick_changes WHERE school_id = $1 AND before_person_id = $2 AND after_person_id = $3 \
             AND on_day < $4");
        work.run(delete.bind_all((work.school, before, person, today - LOOKED_BACK))).await?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "known_browsers_tests.rs"]
mod tests;
