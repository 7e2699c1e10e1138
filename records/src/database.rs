//! The database: opens the database, and is the only way into it, to read or to write.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::people::{PersonId, SchoolId};
use tokio::sync::broadcast;
use tokio::time::timeout;
use tracing::Instrument;
use uuid::Uuid;

use crate::announcement::Announcement;
use crate::clock::{self, Clock};
use crate::db::{OpenError, Place, Pools};
use crate::error::{Error, internal};
use crate::events;
use crate::sql::sql;
use crate::work::{Task, Work};
use crate::{listen, migrate};

/// No work may take longer: a stuck reader keeps SQLite from tidying up, a stuck writer keeps everybody out.
const LIMIT: Duration = Duration::from_secs(30);

/// How many announcements a slow listener may be behind before it has to look at everything.
const BACKLOG: usize = 1024;

/// The open records of every school in one database; clones share it.
#[derive(Clone, Debug)]
pub struct Database {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    db: Pools,
    clock: Clock,
    /// The latest `now` handed out, in seconds: time does not run backwards here, whatever the machine's clock does.
    latest: AtomicI64,
    store: Uuid,
    /// Which server process this is, to know its own notices from those of others.
    process: Uuid,
    announcements: broadcast::Sender<Announcement>,
}

impl Database {
    /// Opens the database, brings it up to this program's version, and listens to other server processes.
    pub async fn open(place: &Place, clock: Clock) -> Result<Self, OpenError> {
        let db = Pools::open(place).await?;
        migrate::migrate(&db, clock.now()).await?;
        Self::new(db, clock).await
    }

    /// Opens the database beside a program that is running on it, and changes nothing about its version.
    ///
    /// # Errors
    /// `OpenError::OtherVersion` where it is not this program's.
    pub async fn open_as_it_is(place: &Place, clock: Clock) -> Result<Self, OpenError> {
        let db = Pools::open(place).await?;
        if migrate::pending(&db).await? > 0 {
            db.close().await;
            return Err(OpenError::OtherVersion);
        }
        Self::new(db, clock).await
    }

    /// A database over a database that is open and migrated.
    pub async fn new(db: Pools, clock: Clock) -> Result<Self, OpenError> {
        let (store, latest) = founded(&db, clock.now()).await.map_err(|_| OpenError::Silent)?;
        let (announcements, _) = broadcast::channel(BACKLOG);
        let process = Uuid::now_v7();
        let inner = Inner { db, clock, latest: AtomicI64::new(latest.timestamp()), store, process, announcements };
        let database = Self { inner: Arc::new(inner) };
        listen::start(&database.inner.db, process, &database.inner.announcements);
        Ok(database)
    }

    /// Reads in one snapshot of one school: `database.read(school, actor, async move |work| { … })`.
    pub fn read<T, F>(
        &self,
        school: SchoolId,
        actor: Option<PersonId>,
        task: F,
    ) -> impl Future<Output = Result<T, Error>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> Task<'w, T> + 'static,
    {
        let database = self.clone();
        detached(async move {
            let tx = database.inner.db.begin_read().await?;
            let mut work = Work::new(school, actor, database.now_after(None), tx);
            let answer = timeout(LIMIT, task(&mut work)).await.unwrap_or_else(|_| Err(too_long()));
            work.tx.rollback().await;
            answer
        })
    }

    /// Changes one school: `database.write(school, actor, async move |work| { … })`.
    ///
    /// Commits if the use case returns `Ok` and has noted what it did (or did nothing), else takes it all back.
    /// The caller may go away; the work is finished all the same.
    pub fn write<T, F>(
        &self,
        school: SchoolId,
        actor: Option<PersonId>,
        task: F,
    ) -> impl Future<Output = Result<T, Error>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> Task<'w, T> + 'static,
    {
        detached(self.clone().writing(school, actor, false, task))
    }

    /// The same for what needs no event: when a session was last seen, where an upload stands.
    pub fn write_quietly<T, F>(
        &self,
        school: SchoolId,
        actor: Option<PersonId>,
        task: F,
    ) -> impl Future<Output = Result<T, Error>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> Task<'w, T> + 'static,
    {
        detached(self.clone().writing(school, actor, true, task))
    }

    async fn writing<T, F>(self, school: SchoolId, actor: Option<PersonId>, quietly: bool, task: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> Task<'w, T> + 'static,
    {
        let mut tx = self.inner.db.begin_write(school).await?;
        let head = events::head(&mut tx, school).await?;
        let now = self.now_after(head.as_ref().map(|head| head.at));
        let mut work = Work::new(school, actor, now, tx).behind(head);
        match timeout(LIMIT, task(&mut work)).await.unwrap_or_else(|_| Err(too_long())) {
            Ok(answer) => {
                if let Some(announcement) = work.commit(quietly, self.inner.process).await? {
                    self.inner.db.acknowledge(announcement.school, announcement.seq);
                    // Nobody may be listening; that is no error.
                    let _ = self.inner.announcements.send(announcement);
                }
                Ok(answer)
            }
            Err(error) => {
                work.tx.rollback().await;
                Err(error)
            }
        }
    }

    /// The instant at which something arrives, by the database's clock; never before what has been committed.
    pub fn now(&self) -> DateTime<Utc> {
        self.now_after(None)
    }

    /// What is committed from now on, in this and every other server process.
    ///
    /// A listener that lags (`RecvError::Lagged`) must look at everything again.
    pub fn subscribe(&self) -> broadcast::Receiver<Announcement> {
        self.inner.announcements.subscribe()
    }

    /// The random name of this store; the files on disk must carry the same one.
    pub fn store(&self) -> Uuid {
        self.inner.store
    }

    /// The database, for its engine and its health.
    pub fn db(&self) -> &Pools {
        &self.inner.db
    }

    /// Waits for the work under way, then closes.
    pub async fn close(&self) {
        self.inner.db.close().await;
    }

    /// The present instant: not before the last one handed out, nor before `floor`.
    fn now_after(&self, floor: Option<DateTime<Utc>>) -> DateTime<Utc> {
        let now = self.inner.clock.now().max(floor.unwrap_or(DateTime::UNIX_EPOCH)).timestamp();
        let before = self.inner.latest.fetch_max(now, Ordering::SeqCst);
        clock::instant(before.max(now))
    }
}

/// The name of the store, given at the first opening, and the instant of the latest event in it.
async fn founded(db: &Pools, now: DateTime<Utc>) -> Result<(Uuid, DateTime<Utc>), Error> {
    let mut tx = db.begin_write(SchoolId::new(Uuid::nil())).await?;
    let store = match tx.optional(sql("SELECT id FROM store")).await? {
        Some((id,)) => id,
        None => {
            let id = Uuid::new_v4();
            tx.run(sql("INSERT INTO store (id, since) VALUES ($1, $2)").bind_all((id, now))).await?;
            id
        }
    };
    let (latest,): (Option<DateTime<Utc>>,) =
        tx.one(sql("SELECT max(e.at) FROM schools s JOIN events e ON e.school_id = s.id AND e.seq = s.revision")).await?;
    tx.commit().await?;
    Ok((store, latest.map_or(now, |latest| latest.max(now))))
}

/// Runs work in a task of its own, so that a browser that goes away cancels the waiting and not the work (sqlx #4385).
async fn detached<T: Send + 'static>(work: impl Future<Output = Result<T, Error>> + Send + 'static) -> Result<T, Error> {
    match tokio::spawn(work.in_current_span()).await {
        Ok(answer) => answer,
        Err(fault) => Err(internal("work", if fault.is_panic() { "it panicked" } else { "the program is stopping" })),
    }
}

fn too_long() -> Error {
    tracing::error!(seconds = LIMIT.as_secs(), "work took too long and was given up");
    Error::Unavailable
}

#[cfg(test)]
#[path = "database_tests.rs"]
mod tests;
