//! One piece of work in one transaction: who, in which school, when, and what was done.

use std::future::Future;

use chrono::{DateTime, Utc};
use domain::{
    doubtful_times::{Doubt, DoubtfulTimeId, Moment},
    people::{PersonId, SchoolId},
};
use uuid::Uuid;

use crate::announcement::{Announcement, CHANNEL};
use crate::error::{Error, internal};
use crate::events::{self, Event, Head, Note, Stamp};
use crate::sql::{FromRowBoth, Sql, sql};
use crate::tx::Tx;
use crate::values::count;

/// What a use case works with; `Database::read` and `Database::write` make it, and nothing else does.
///
/// Load, decide, save: then the database commits if the use case returns `Ok`.
#[derive(Debug)]
pub struct Work {
    /// The school whose records these are; every query is bounded by it.
    pub school: SchoolId,
    /// Who works; nobody when the program itself does.
    pub actor: Option<PersonId>,
    /// The one instant of this work, in whole seconds: never before the school's last event, but where a clock is put right.
    pub now: DateTime<Utc>,
    /// What has come for certain; another one than `now` only where the machine's clock is doubted. What ends after a while
    /// ends by this one, so that a wrong clock ends nothing, and one that stands still keeps nothing.
    pub at_least: DateTime<Utc>,
    /// What the machine's clock shows, right or wrong.
    pub machine: DateTime<Utc>,
    /// The doubt about the machine's clock in which this is done: versions and judgements carry it as a mark.
    pub doubtful_time: Option<DoubtfulTimeId>,
    /// From where the request came, as the log keeps it; nobody knows of what the program does by itself.
    pub origin: Option<String>,
    /// The transaction.
    pub tx: Tx,
    head: Option<Head>,
    notes: Vec<Note>,
    /// What somebody has decided about the clock; told to it once that is committed.
    pub(crate) clock: Option<ClockChange>,
}

/// What somebody decided about the school's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClockChange {
    /// It is this instant.
    SetRight(DateTime<Utc>),
    /// It may be wrong after all.
    DoubtedAnew(Doubt),
}

impl Work {
    pub(crate) fn new(school: SchoolId, actor: Option<PersonId>, moment: Moment, tx: Tx) -> Self {
        let Moment { now, at_least, machine } = moment;
        let (doubtful_time, origin, head, notes, clock) = (None, None, None, Vec::new(), None);
        Self { school, actor, now, at_least, machine, doubtful_time, origin, tx, head, notes, clock }
    }

    pub(crate) fn coming_from(self, origin: Option<String>) -> Self {
        Self { origin, ..self }
    }

    pub(crate) fn behind(self, head: Option<Head>) -> Self {
        Self { head, ..self }
    }

    pub(crate) fn within(self, doubtful_time: Option<DoubtfulTimeId>) -> Self {
        Self { doubtful_time, ..self }
    }

    /// The number of the first event that this work will write.
    pub(crate) fn next_seq(&self) -> i64 {
        self.head.as_ref().map_or(1, |head| head.seq + 1)
    }

    /// The present of this work in all its readings.
    pub const fn moment(&self) -> Moment {
        Moment { now: self.now, at_least: self.at_least, machine: self.machine }
    }

    /// By this begins what ends after a while (`Moment::running`).
    pub fn running(&self) -> DateTime<Utc> {
        self.moment().running()
    }

    /// Notes what is being done: it becomes an event in this transaction, and is announced once that is committed.
    ///
    /// `work.note(Event::SchoolRenamed { name })`
    pub fn note(&mut self, event: Event<'_>) {
        self.notes.push(event.note(self.school));
    }

    /// Notes what only another version of the program does.
    #[cfg(test)]
    pub(crate) fn note_of_another_version(&mut self, kind: &'static str, detail: serde_json::Value) {
        self.notes.push(Note { kind, subject: self.school.uuid(), detail: detail.to_string() });
    }

    /// Every row of the answer.
    ///
    /// # Errors
    /// Whatever the database says; the work cannot be committed any more.
    pub async fn all<R: FromRowBoth>(&mut self, sql: Sql) -> Result<Vec<R>, Error> {
        self.tx.all(sql).await
    }

    /// The first row of the answer, if there is one.
    ///
    /// # Errors
    /// Those of [`Work::all`].
    pub async fn optional<R: FromRowBoth>(&mut self, sql: Sql) -> Result<Option<R>, Error> {
        self.tx.optional(sql).await
    }

    /// The number of the next row of a table in which each school counts its own; `last` asks for the greatest there is.
    pub(crate) async fn next_number(&mut self, table: &str, last: Sql) -> Result<u32, Error> {
        let (last,): (Option<i64>,) = self.one(last.bind(self.school)).await?;
        count(table, "number", last.unwrap_or_default() + 1)
    }

    /// The first row of the answer.
    ///
    /// # Errors
    /// `NotFound` if there is none; else as of [`Work::all`].
    pub async fn one<R: FromRowBoth>(&mut self, sql: Sql) -> Result<R, Error> {
        self.tx.one(sql).await
    }

    /// Runs a statement that answers with no rows; how many rows it touched.
    ///
    /// # Errors
    /// `Conflict` where a unique value is taken, `NotFound` where a row would point to one that is not there; else as of
    /// [`Work::all`].
    pub async fn run(&mut self, sql: Sql) -> Result<u64, Error> {
        self.tx.run(sql).await
    }

    /// The number of the school's last event: what was computed at this revision is still true.
    pub async fn revision(&mut self) -> Result<i64, Error> {
        let (revision,) = self.one(sql("SELECT revision FROM schools WHERE id = $1").bind(self.school)).await?;
        Ok(revision)
    }

    /// Writes the events and commits; nothing, if nothing was done. What to announce.
    pub(crate) async fn commit(mut self, quietly: bool, process: Uuid) -> Result<Option<Announcement>, Error> {
        let notes = std::mem::take(&mut self.notes);
        if notes.is_empty() {
            if self.tx.has_changed() && !quietly {
                self.tx.rollback().await;
                return Err(internal("commit", "a change without an event"));
            }
            return self.tx.commit().await.map(|()| None);
        }
        let head = self.head.take();
        let stamp = Stamp { school: self.school, at: self.now, actor: self.actor, origin: self.origin.as_deref() };
        let seq = events::append(&mut self.tx, stamp, head, &notes).await?;
        let kinds = notes.iter().map(|note| note.kind.to_owned()).collect();
        let announcement = Announcement { school: self.school, seq, kinds };
        self.tx.notify(CHANNEL, announcement.message(process)).await?;
        self.tx.commit().await?;
        Ok(Some(announcement))
    }
}

/// A use case as the database runs it: `async |work| …`, with a future that may move between threads.
pub trait Task<'w, T>: FnOnce(&'w mut Work) -> Self::Running + Send {
    /// The use case under way.
    type Running: Future<Output = Result<T, Error>> + Send + 'w;
}

impl<'w, T, F, R> Task<'w, T> for F
where
    F: FnOnce(&'w mut Work) -> R + Send,
    R: Future<Output = Result<T, Error>> + Send + 'w,
{
    type Running = R;
}
