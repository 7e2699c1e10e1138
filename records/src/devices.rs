//! Where somebody is signed in, and how that is ended elsewhere; who has signed in in one browser; a browser that is new to a
//! person.

use chrono::{DateTime, Utc};
use domain::{days::Timestamp, devices::SessionEnd, people::PersonId, refusal::Refusal};
use uuid::Uuid;

use crate::{
    accounts::{IDLE, IDLE_WHERE_SHARED, MAX_LENGTH},
    ended_sessions,
    error::Error,
    events::Event,
    known_browsers::Place,
    sql::sql,
    work::Work,
};

/// How many names a shared browser offers.
const MAX_NAMES: i64 = 12;

/// A session that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// The hash of its id.
    pub id: Vec<u8>,
    /// What the browser said of itself.
    pub agent: String,
    pub address: String,
    pub begun_at: Timestamp,
    pub seen_at: Timestamp,
    pub shared: bool,
}

/// A browser in which a person has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedBrowser {
    pub agent: String,
    pub address: String,
    pub first_at: Timestamp,
    pub last_at: Timestamp,
    /// It was new to a person who had signed in elsewhere, and they have not read of it.
    pub is_news: bool,
}

/// The open sessions of a person, the one that was used last first.
pub async fn open_sessions(work: &mut Work, person: PersonId) -> Result<Vec<OpenSession>, Error> {
    type Row = (Vec<u8>, String, String, DateTime<Utc>, DateTime<Utc>, Option<DateTime<Utc>>);
    let select = sql("SELECT id_hash, agent, address, created_at, seen_at, shared_at FROM sessions \
         WHERE school_id = $1 AND person_id = $2 AND seen_at > $3 AND created_at > $4 \
         AND (shared_at IS NULL OR seen_at > $5) ORDER BY seen_at DESC, id_hash");
    let (idle, shared_idle, longest) = (work.at_least - IDLE, work.at_least - IDLE_WHERE_SHARED, work.at_least - MAX_LENGTH);
    let rows: Vec<Row> = work.all(select.bind_all((work.school, person, idle, longest, shared_idle))).await?;
    let read = |(id, agent, address, begun_at, seen_at, shared_at): Row| OpenSession {
        id,
        agent,
        address,
        begun_at,
        seen_at,
        shared: shared_at.is_some(),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// The browsers in which a person has signed in, as far as they are remembered, the last one first.
pub async fn used_browsers(work: &mut Work, person: PersonId) -> Result<Vec<UsedBrowser>, Error> {
    type Row = (String, String, DateTime<Utc>, DateTime<Utc>, Option<DateTime<Utc>>, Option<DateTime<Utc>>);
    let select = sql("SELECT agent, address, first_at, last_at, news_since, told_at FROM known_browsers \
         WHERE school_id = $1 AND person_id = $2 ORDER BY last_at DESC, key_hash");
    let rows: Vec<Row> = work.all(select.bind_all((work.school, person))).await?;
    let read = |(agent, address, first_at, last_at, news_since, told_at): Row| UsedBrowser {
        agent,
        address,
        first_at,
        last_at,
        is_news: news_since.is_some() && told_at.is_none(),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Notes of a session that has just begun where that is.
pub async fn note_place(work: &mut Work, id_hash: &[u8], browser: &[u8], place: &Place) -> Result<(), Error> {
    let shared_at = place.shared.then_some(work.running());
    let update = sql("UPDATE sessions SET agent = $1, address = $2, shared_at = $3, browser_hash = $4 \
         WHERE id_hash = $5 AND school_id = $6");
    work.run(update.bind_all((place.agent.as_str(), place.address.as_str(), shared_at, browser, id_hash, work.school))).await?;
    Ok(())
}

/// Ends a session of whoever works, or with `None` every one but `keep`; how many.
///
/// # Errors
/// `Refused` where nobody works.
pub async fn end_elsewhere(work: &mut Work, one: Option<&[u8]>, keep: &[u8]) -> Result<u64, Error> {
    let person = work.actor.ok_or(Refusal::SessionOver)?;
    let ended = match one {
        Some(one) => ended_sessions::end_one(work, person, one, keep, SessionEnd::Elsewhere).await?,
        None => ended_sessions::end_all(work, person, keep, SessionEnd::Elsewhere).await?,
    };
    if ended > 0 {
        work.note(Event::SessionsEnded { person, count: ended });
    }
    Ok(ended)
}

/// The machine was left alone: the session is over as if it had been idle, so that a form which comes later waits for its person.
pub async fn lock(work: &mut Work, id_hash: &[u8]) -> Result<(), Error> {
    let update = sql("UPDATE sessions SET seen_at = $1 WHERE id_hash = $2 AND school_id = $3");
    work.run(update.bind_all((work.at_least - IDLE, id_hash, work.school))).await?;
    Ok(())
}

/// Who has signed in in the browser of this key and may still, by user name, the last one first.
pub async fn signed_in_here(work: &mut Work, key_hash: &[u8]) -> Result<Vec<(PersonId, String)>, Error> {
    let select = sql("SELECT k.person_id, a.username FROM known_browsers k \
         JOIN accounts a ON a.school_id = k.school_id AND a.person_id = k.person_id \
         WHERE k.school_id = $1 AND k.key_hash = $2 AND a.suspended_at IS NULL \
         ORDER BY k.last_at DESC, a.username LIMIT $3");
    let rows: Vec<(Uuid, String)> = work.all(select.bind_all((work.school, key_hash, MAX_NAMES))).await?;
    Ok(rows.into_iter().map(|(person, username)| (PersonId::new(person), username)).collect())
}

/// Whoever works in this session has read of the browsers that were new to them; nothing happens where there are none. Of the one
/// in which they read nothing is marked: whoever came in there may not be its owner.
///
/// # Errors
/// `Refused` where nobody works.
pub async fn know_of_browsers(work: &mut Work, id_hash: &[u8]) -> Result<(), Error> {
    let person = work.actor.ok_or(Refusal::SessionOver)?;
    let update = sql("UPDATE known_browsers SET told_at = $1 WHERE school_id = $2 AND person_id = $3 \
         AND news_since IS NOT NULL AND told_at IS NULL \
         AND key_hash <> (SELECT browser_hash FROM sessions WHERE id_hash = $4 AND school_id = $2)");
    work.run(update.bind_all((work.now, work.school, person, id_hash))).await?;
    Ok(())
}

#[cfg(test)]
#[path = "devices_tests.rs"]
mod tests;
