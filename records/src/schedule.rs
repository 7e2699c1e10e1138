//! "Việc theo giờ": notes what has happened by itself at its minute, each thing once, in the order in which it was ordered.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{
    days::Timestamp,
    digests::digest_of,
    facts::Facts,
    ids::{Id, LockOrderId},
    people::SchoolId,
    schedule::{Occasion, Ordered, Run, all_occasions, due, next_minute},
};
use uuid::Uuid;

use crate::{
    delegations, digests,
    error::Error,
    events::{Event, EventKind},
    facts::FactStore,
    sql::sql,
    values::unread,
    waiting,
    work::Work,
};

/// What there is to do by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// Something has come, and nobody has noted it.
    pub is_due: bool,
    /// The next minute at which something comes.
    pub next: Option<Timestamp>,
}

/// Whether there is anything to do, and when there will be; nothing while the set-up of a school is unfinished.
///
/// # Errors
/// Those of reading.
pub async fn pending(work: &mut Work, store: &FactStore) -> Result<Pending, Error> {
    let Some(Known { all, noted, .. }) = known(work, store).await? else { return Ok(Pending::default()) };
    let is_due = !waiting::of_shut_records(work, store).await?.is_empty() || !due(&all, &noted, work.now).is_empty();
    Ok(Pending { is_due, next: next_minute(&all, work.now) })
}

/// Notes what has come and is not noted. Whoever comes second, in this server or another one, finds it noted: a piece of work that
/// changes a school waits for the one before. Files and words that wait for records that are shut go on waiting.
///
/// # Errors
/// Those of the database.
pub async fn note_due(work: &mut Work, store: &FactStore) -> Result<(), Error> {
    let Some(Known { facts, all, noted }) = known(work, store).await? else { return Ok(()) };
    let school = work.school;
    let shut = waiting::of_shut_records(work, store).await?;
    for ordered in due(&all, &noted, work.now) {
        let run = Run { ordered, ran_at: work.now };
        let (kind, subject) = columns(school, ordered.what);
        let insert =
            sql("INSERT INTO scheduled_runs (school_id, what, subject_id, ordered_at, ran_at) VALUES ($1, $2, $3, $4, $5)");
        work.run(insert.bind_all((work.school, kind.code(), subject, ordered.at, run.ran_at))).await?;
        match ordered.what {
            Occasion::LockTakesEffect(order) => work.note(Event::LockOrderTookEffect { order, run: &run }),
            Occasion::LockEnds(order) => work.note(Event::LockOrderEnded { order, run: &run }),
            Occasion::UpdateEnds(update) => work.note(Event::UpdateShutAgain { update, run: &run }),
            Occasion::DelegationEnds(lent) => work.note(Event::DelegationEnded { lent, run: &run }),
            Occasion::Digest => {
                let digest = digest_of(&facts, work.now);
                digests::keep(work, &digest).await?;
                work.note(Event::DigestTold { run: &run, people: digest.people.len() });
            }
        }
    }
    waiting::keep(work, &shut).await
}

/// All that is noted.
///
/// # Errors
/// Those of reading.
pub async fn runs(work: &mut Work) -> Result<Vec<Run>, Error> {
    let select = sql("SELECT what, subject_id, ordered_at, ran_at FROM scheduled_runs WHERE school_id = $1");
    let rows: Vec<RunRow> = work.all(select.bind(work.school)).await?;
    read_runs(work.school, rows)
}

/// What is noted about one order.
///
/// # Errors
/// Those of reading.
pub async fn runs_of_order(work: &mut Work, order: LockOrderId) -> Result<Vec<Run>, Error> {
    let select = sql("SELECT what, subject_id, ordered_at, ran_at FROM scheduled_runs WHERE school_id = $1 AND what IN ($2, $3) \
             AND subject_id = $4");
    let (begins, ends) = (EventKind::LockOrderTookEffect.code(), EventKind::LockOrderEnded.code());
    let rows: Vec<RunRow> = work.all(select.bind_all((work.school, begins, ends, order))).await?;
    read_runs(work.school, rows)
}

/// What, about what, the minute that was ordered, and when it was noted.
type RunRow = (String, Uuid, DateTime<Utc>, DateTime<Utc>);

fn read_runs(school: SchoolId, rows: Vec<RunRow>) -> Result<Vec<Run>, Error> {
    let read = |(what, subject, at, ran_at): (String, Uuid, Timestamp, Timestamp)| {
        let what = occasion(school, &what, subject).ok_or_else(|| unread("scheduled_runs", "what", &what))?;
        Ok(Run { ordered: Ordered { at, what }, ran_at })
    };
    rows.into_iter().map(read).collect()
}

/// What there is to know before anything is noted.
struct Known {
    facts: Arc<Facts>,
    all: Vec<Ordered>,
    noted: Vec<Run>,
}

/// What happens by itself, and what of it is noted; `None` while the set-up of the school is unfinished.
async fn known(work: &mut Work, store: &FactStore) -> Result<Option<Known>, Error> {
    let facts = match store.facts(work).await {
        Ok(facts) => facts,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let lent = delegations::all(work).await?;
    let all = all_occasions(&facts, &lent, work.now);
    Ok(Some(Known { facts, all, noted: runs(work).await? }))
}

/// An occasion is stored as the kind of its event, with what it is about: a digest is the whole school's.
const fn columns(school: SchoolId, what: Occasion) -> (EventKind, Uuid) {
    match what {
        Occasion::LockTakesEffect(order) => (EventKind::LockOrderTookEffect, order.uuid()),
        Occasion::LockEnds(order) => (EventKind::LockOrderEnded, order.uuid()),
        Occasion::UpdateEnds(update) => (EventKind::UpdateShutAgain, update.uuid()),
        Occasion::DelegationEnds(lent) => (EventKind::DelegationEnded, lent.uuid()),
        Occasion::Digest => (EventKind::DigestTold, school.uuid()),
    }
}

/// Reads back what `columns` wrote.
fn occasion(school: SchoolId, what: &str, subject: Uuid) -> Option<Occasion> {
    let all = [
        Occasion::LockTakesEffect(Id::new(subject)),
        Occasion::LockEnds(Id::new(subject)),
        Occasion::UpdateEnds(Id::new(subject)),
        Occasion::DelegationEnds(Id::new(subject)),
        Occasion::Digest,
    ];
    all.into_iter().find(|one| columns(school, *one).0.code() == what)
}

#[cfg(test)]
#[path = "schedule_tests.rs"]
mod tests;
