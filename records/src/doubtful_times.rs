//! "Giờ đáng ngờ" in the database: when the machine's clock was doubted, what was noted meanwhile, what was decided.

mod decide;
mod reopen;

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    days::Timestamp,
    doubtful_times::{Cause, Decision, Doubt, DoubtfulTime, DoubtfulTimeId, Ending},
    ids::Id,
    obligations::ObligationId,
    people::{PersonId, SchoolId},
    submissions::{ClockMark, ReceiptNumber, SubmissionId},
};
use uuid::Uuid;

pub use decide::decide;
pub use reopen::reopen;

use crate::{
    error::Error,
    events::Event,
    sql::sql,
    tx::Tx,
    values::{count, new_id, unread},
    work::Work,
};

/// What the database knows of the machine's clock.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// By how much it is ahead of the school's.
    pub ahead: TimeDelta,
    /// The doubt that lasts.
    pub doubt: Option<Doubt>,
    /// Schools in whose log it lasts.
    pub open: HashSet<SchoolId>,
}

#[derive(sqlx::FromRow)]
struct DoubtfulTimeRow {
    id: Uuid,
    cause: String,
    began_at: DateTime<Utc>,
    began_wall: DateTime<Utc>,
    certain: DateTime<Utc>,
    ahead: i64,
    asked_by: Option<Uuid>,
    ended_at: Option<DateTime<Utc>>,
    ended_offset: Option<i64>,
    decided_by: Option<Uuid>,
    decided_at: Option<DateTime<Utc>>,
    decided_offset: Option<i64>,
}

/// The columns of `DoubtfulTimeRow`, for doubtful times of the school that is `$1`, and whatever follows: which of them, in
/// which order. Whoever asked is the actor of the event with which one began.
macro_rules! select_doubtful_times {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, cause, began_at, began_wall, certain, ahead, e.actor AS asked_by, ended_at, ended_offset, \
             decided_by, decided_at, decided_offset FROM doubtful_times d \
             LEFT JOIN events e ON e.school_id = d.school_id AND e.seq = d.began_seq WHERE d.school_id = $1 ",
            $rest
        )
    };
}

impl DoubtfulTimeRow {
    fn read(self) -> Result<DoubtfulTime, Error> {
        let seconds = |offset: Option<i64>| TimeDelta::seconds(offset.unwrap_or_default());
        let ending = self.ended_at.map(|at| Ending { at, offset: seconds(self.ended_offset) });
        let decision = match (self.decided_by, self.decided_at) {
            (Some(by), Some(at)) => Some(Decision { by: Id::new(by), at, offset: seconds(self.decided_offset) }),
            _ => None,
        };
        let cause = Cause::from_code(&self.cause).ok_or_else(|| unread("doubtful_times", "cause", &self.cause))?;
        let doubt = Doubt { cause, began_at: self.began_at, wall: self.began_wall, certain: self.certain };
        Ok(DoubtfulTime { id: Id::new(self.id), doubt, asked_by: self.asked_by.map(Id::new), ending, decision })
    }
}

/// What the last doubts of all schools say of the machine's clock, which is one for all of them.
pub(crate) async fn known(tx: &mut Tx) -> Result<Known, Error> {
    let mut known = Known { ahead: TimeDelta::zero(), doubt: None, open: HashSet::new() };
    for school in schools(tx).await? {
        let Some((last, ahead)) = last(tx, school).await? else { continue };
        if last.is_open() {
            known.open.insert(school);
            (known.ahead, known.doubt) = (ahead, Some(last.doubt));
        } else if known.doubt.is_none() {
            known.ahead = ahead;
        }
    }
    Ok(known)
}

/// The last doubtful time of a school, and by how much the machine's clock is ahead of the school's.
async fn last(tx: &mut Tx, school: SchoolId) -> Result<Option<(DoubtfulTime, TimeDelta)>, Error> {
    let last = sql(select_doubtful_times!("ORDER BY began_seq DESC LIMIT 1"));
    let Some(row) = tx.optional::<DoubtfulTimeRow>(last.bind(school)).await? else { return Ok(None) };
    let ahead = TimeDelta::seconds(row.ahead);
    Ok(Some((row.read()?, ahead)))
}

/// Every school: the clock is one for all of them.
pub(crate) async fn schools(tx: &mut Tx) -> Result<Vec<SchoolId>, Error> {
    let schools: Vec<(Uuid, i64)> = tx.all(sql("SELECT id, revision FROM schools ORDER BY id")).await?;
    Ok(schools.into_iter().map(|(id, _)| SchoolId::new(id)).collect())
}

/// The doubt that lasts in the log of a school.
pub(crate) async fn open_one(tx: &mut Tx, school: SchoolId) -> Result<Option<DoubtfulTimeId>, Error> {
    let open = sql("SELECT id FROM doubtful_times WHERE school_id = $1 AND ended_seq IS NULL ORDER BY began_seq DESC LIMIT 1");
    let open: Option<(Uuid,)> = tx.optional(open.bind(school)).await?;
    Ok(open.map(|(id,)| Id::new(id)))
}

/// Notes that the machine's clock is doubted from here on.
pub(crate) async fn begin(work: &mut Work, doubt: &Doubt, ahead: TimeDelta) -> Result<(), Error> {
    let id: DoubtfulTimeId = new_id();
    let insert = sql("INSERT INTO doubtful_times (school_id, id, cause, began_seq, began_at, began_wall, certain, ahead) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let (seq, began, wall) = (work.next_seq(), doubt.began_at, doubt.wall);
    work.run(insert.bind_all((work.school, id, doubt.cause.code(), seq, began, wall, doubt.certain, ahead.num_seconds()))).await?;
    work.note(Event::DoubtfulTimeBegun { time: id, doubt });
    Ok(())
}

/// Notes that the clocks agree again; `lacked` is what the times noted meanwhile lack.
pub(crate) async fn end(work: &mut Work, lacked: TimeDelta) -> Result<(), Error> {
    let Some(id) = open_one(&mut work.tx, work.school).await? else { return Ok(()) };
    let update = sql("UPDATE doubtful_times SET ended_seq = $1, ended_at = $2, ended_offset = $3, ahead = 0 \
         WHERE school_id = $4 AND id = $5");
    work.run(update.bind_all((work.next_seq(), work.now, lacked.num_seconds(), work.school, id))).await?;
    bring_back(work).await?;
    work.note(Event::DoubtfulTimeEnded { time: id, lacked });
    Ok(())
}

/// Keeps by how much the machine's clock is ahead of the school's, for the next start.
pub(crate) async fn keep_ahead(work: &mut Work, ahead: TimeDelta) -> Result<(), Error> {
    let update = sql("UPDATE doubtful_times SET ahead = $1 WHERE school_id = $2 AND began_seq = \
         (SELECT max(began_seq) FROM doubtful_times WHERE school_id = $2)");
    work.run(update.bind_all((ahead.num_seconds(), work.school))).await.map(drop)
}

/// What was begun at an instant that has not come, by a clock that has been put right, began now: it must not last for days.
async fn bring_back(work: &mut Work) -> Result<(), Error> {
    let to_come = (work.now, work.school);
    work.run(sql("UPDATE sessions SET created_at = $1 WHERE school_id = $2 AND created_at > $1").bind_all(to_come)).await?;
    work.run(sql("UPDATE sessions SET seen_at = $1 WHERE school_id = $2 AND seen_at > $1").bind_all(to_come)).await?;
    let proofs = sql("UPDATE sessions SET proved_at = NULL WHERE school_id = $2 AND proved_at > $1");
    work.run(proofs.bind_all(to_come)).await?;
    work.run(sql("UPDATE uploads SET at = $1 WHERE school_id = $2 AND at > $1").bind_all(to_come)).await?;
    work.run(sql("UPDATE task_uploads SET at = $1 WHERE school_id = $2 AND at > $1").bind_all(to_come)).await?;
    work.run(sql("UPDATE drafts SET at = $1 WHERE school_id = $2 AND at > $1").bind_all(to_come)).await?;
    let passwords = sql("UPDATE accounts SET initial_since = $1 WHERE school_id = $2 AND initial_since > $1");
    work.run(passwords.bind_all(to_come)).await.map(drop)
}

/// All stretches, decided about or not, the oldest first.
///
/// # Errors
/// Those of reading.
pub async fn all(work: &mut Work) -> Result<Vec<DoubtfulTime>, Error> {
    let select = sql(select_doubtful_times!("ORDER BY began_seq"));
    let rows: Vec<DoubtfulTimeRow> = work.all(select.bind(work.school)).await?;
    rows.into_iter().map(DoubtfulTimeRow::read).collect()
}

/// Stretches about which nobody has decided, the oldest first.
pub async fn undecided(work: &mut Work) -> Result<Vec<DoubtfulTime>, Error> {
    let select = sql(select_doubtful_times!("AND decided_at IS NULL ORDER BY began_seq"));
    let rows: Vec<DoubtfulTimeRow> = work.all(select.bind(work.school)).await?;
    rows.into_iter().map(DoubtfulTimeRow::read).collect()
}

/// Stretches about which somebody has decided, the last ones first.
pub async fn decided(work: &mut Work) -> Result<Vec<DoubtfulTime>, Error> {
    let select = sql(select_doubtful_times!("AND decided_at IS NOT NULL ORDER BY began_seq DESC LIMIT 10"));
    let rows: Vec<DoubtfulTimeRow> = work.all(select.bind(work.school)).await?;
    rows.into_iter().map(DoubtfulTimeRow::read).collect()
}

/// The time that the event of this number `noted`, as far as it is known now, and what is known of the clock that noted it.
pub(crate) async fn known_time(work: &mut Work, seq: i64, noted: Timestamp) -> Result<(Timestamp, ClockMark), Error> {
    let select = sql("SELECT certain, decided_offset FROM doubtful_times WHERE school_id = $1 AND began_seq <= $2 \
         AND (ended_seq IS NULL OR ended_seq > $2) ORDER BY began_seq DESC LIMIT 1");
    let doubt: Option<(DateTime<Utc>, Option<i64>)> = work.optional(select.bind_all((work.school, seq))).await?;
    Ok(doubt.map_or((noted, ClockMark::Believed), |(certain, offset)| {
        ClockMark::of_doubt(noted, certain, offset.map(TimeDelta::seconds))
    }))
}

/// A version that was handed in while the clock was doubted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    pub submission: SubmissionId,
    pub obligation: ObligationId,
    pub version: u32,
    pub person: PersonId,
    /// When it arrived, as the doubted clock noted it.
    pub at: Timestamp,
    pub receipt: ReceiptNumber,
}

/// What was handed in while the clock was doubted, in the order of the receipts.
pub async fn noted_in(work: &mut Work, time: DoubtfulTimeId) -> Result<Vec<Noted>, Error> {
    let select = sql("SELECT id, obligation_id, version, person_id, received_at, receipt_year, receipt_number FROM submissions \
         WHERE school_id = $1 AND doubtful_time_id = $2 ORDER BY receipt_year, receipt_number");
    type NotedRow = (Uuid, Uuid, i64, Uuid, DateTime<Utc>, i64, i64);
    let rows: Vec<NotedRow> = work.all(select.bind_all((work.school, time))).await?;
    rows.into_iter()
        .map(|(id, obligation, version, person, at, year, number)| {
            Ok(Noted {
                submission: Id::new(id),
                obligation: Id::new(obligation),
                version: count("submissions", "version", version)?,
                person: Id::new(person),
                at,
                receipt: ReceiptNumber { year: count("submissions", "receipt_year", year)?, number },
            })
        })
        .collect()
}

#[cfg(test)]
#[path = "doubtful_times_tests.rs"]
mod tests;
