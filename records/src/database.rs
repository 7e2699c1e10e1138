//! The database: opens the database, and is the only way into it, to read or to write.

use std::sync::{Arc, Weak};
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::doubtful_times::LeftBehind;
use domain::people::{PersonId, SchoolId};
use tokio::sync::broadcast;
use tokio::time::timeout;
use tracing::Instrument;
use uuid::Uuid;

use crate::announcement::Announcement;
use crate::clock::Clock;
use crate::db::{DatabaseLocation, OpenError, Pools};
use crate::error::{Error, internal};
use crate::events;
use crate::sql::sql;
use crate::timekeeper::{Due, Timekeeper};
use crate::tx::Tx;
use crate::work::{ClockChange, Task, Work};
use crate::{doubtful_times, listen, migrate, origin};

/// No work may take longer: a stuck reader keeps SQLite from tidying up, a stuck writer keeps everybody out.
const LIMIT: Duration = Duration::from_secs(30);

/// How many announcements a slow listener may be behind before it has to look at everything.
const BACKLOG: usize = 1024;

/// The open records of every school in one database; clones share it.
#[derive(Clone, Debug)]
pub struct Database {
    inner: Arc<Inner>,
}

/// A database that may have been let go meanwhile: for what watches it and must not keep it open.
#[derive(Clone, Debug)]
pub struct WeakDatabase {
    inner: Weak<Inner>,
}

impl WeakDatabase {
    /// The database, if anybody uses it still.
    pub fn upgrade(&self) -> Option<Database> {
        self.inner.upgrade().map(|inner| Database { inner })
    }
}

#[derive(Debug)]
struct Inner {
    db: Pools,
    time: Timekeeper,
    store: Uuid,
    /// Which server process this is, to know its own notices from those of others.
    process: Uuid,
    announcements: broadcast::Sender<Announcement>,
}

impl Database {
    /// Opens the database, brings it up to this program's version, and listens to other server processes.
    pub async fn open(place: &DatabaseLocation, clock: Clock) -> Result<Self, OpenError> {
        let db = Pools::open(place).await?;
        migrate::migrate(&db, clock.now()).await?;
        Self::new(db, clock).await
    }

    /// Opens the database beside a program that is running on it, and changes nothing about its version.
    ///
    /// # Errors
    /// `OpenError::OtherVersion` where it is not this program's.
    pub async fn open_as_it_is(place: &DatabaseLocation, clock: Clock) -> Result<Self, OpenError> {
        let db = Pools::open(place).await?;
        if migrate::pending(&db).await? > 0 {
            db.close().await;
            return Err(OpenError::OtherVersion);
        }
        Self::new(db, clock).await
    }

    /// A database over a database that is open and migrated.
    pub async fn new(db: Pools, clock: Clock) -> Result<Self, OpenError> {
        let (store, last_event, known) = founded(&db, clock.now()).await.map_err(|_| OpenError::Silent)?;
        let (announcements, _) = broadcast::channel(BACKLOG);
        let process = Uuid::now_v7();
        let inner = Inner { db, time: Timekeeper::new(clock, last_event, known), store, process, announcements };
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
        self.snapshot(school, actor, Some(LIMIT), task)
    }

    /// Reads as `read` does, however long that takes: for what carries a whole school away in one snapshot, at the server's own
    /// console. A database in one file cannot tidy up meanwhile.
    pub(crate) fn read_at_length<T, F>(
        &self,
        school: SchoolId,
        task: F,
    ) -> impl Future<Output = Result<T, Error>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> Task<'w, T> + 'static,
    {
        self.snapshot(school, None, None, task)
    }

    fn snapshot<T, F>(
        &self,
        school: SchoolId,
        actor: Option<PersonId>,
        limit: Option<Duration>,
        task: F,
    ) -> impl Future<Output = Result<T, Error>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> Task<'w, T> + 'static,
    {
        let database = self.clone();
        detached(async move {
            let tx = database.inner.db.begin_read().await?;
            let mut work = Work::new(school, actor, database.inner.time.moment(), tx);
            let answer = match limit {
                Some(limit) => timeout(limit, task(&mut work)).await.unwrap_or_else(|_| Err(too_long())),
                None => task(&mut work).await,
            };
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
        detached(self.clone().writing(Begun::now(school, actor), false, task))
    }

    /// Changes one school by what needs no event: when a session was last seen, where an upload stands. What happens on the way may
    /// be noted all the same: a file is found to be held.
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
        detached(self.clone().writing(Begun::now(school, actor), true, task))
    }

    async fn writing<T, F>(self, begun: Begun, quietly: bool, task: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> Task<'w, T> + 'static,
    {
        let mut work = self.begin(begun).await?;
        match timeout(LIMIT, task(&mut work)).await.unwrap_or_else(|_| Err(too_long())) {
            Ok(answer) => {
                self.finish(work, quietly).await?;
                Ok(answer)
            }
            Err(error) => {
                work.tx.rollback().await;
                Err(error)
            }
        }
    }

    /// Begins a piece of work that may change the school, once its log says what is known of the machine's clock.
    async fn begin(&self, begun: Begun) -> Result<Work, Error> {
        let Begun { school, actor, origin } = begun;
        loop {
            let mut tx = self.inner.db.begin_write(school).await?;
            let head = events::head(&mut tx, school).await?;
            // A school that is being founded has no log to note anything in.
            match self.inner.time.due(school).filter(|_| head.is_some()) {
                None => {
                    let moment = self.inner.time.moment_after(head.as_ref().map(|head| head.at));
                    let is_doubtful = self.inner.time.is_noted(school);
                    let doubtful_time = if is_doubtful { doubtful_times::open_one(&mut tx, school).await? } else { None };
                    return Ok(Work::new(school, actor, moment, tx).coming_from(origin).behind(head).within(doubtful_time));
                }
                Some(due) => {
                    let moment = match due {
                        // Where a clock was put right, time begins anew behind this very event.
                        Due::Ended { .. } => self.inner.time.moment(),
                        Due::Begun { .. } | Due::Ahead(_) => self.inner.time.moment_after(head.as_ref().map(|head| head.at)),
                    };
                    let mut work = Work::new(school, None, moment, tx).behind(head);
                    match &due {
                        Due::Begun { doubt, ahead } => doubtful_times::begin(&mut work, doubt, *ahead).await?,
                        Due::Ended { lacked } => doubtful_times::end(&mut work, *lacked).await?,
                        Due::Ahead(ahead) => doubtful_times::keep_ahead(&mut work, *ahead).await?,
                    }
                    self.finish(work, true).await?;
                    self.inner.time.noted(school, &due);
                }
            }
        }
    }

    /// Commits, tells the clock what was decided about it, and whoever listens what was done.
    async fn finish(&self, mut work: Work, quietly: bool) -> Result<(), Error> {
        let (school, clock) = (work.school, work.clock.take());
        let announcement = work.commit(quietly, self.inner.process).await?;
        match clock {
            Some(ClockChange::SetRight(now)) => self.inner.time.set_right(school, now),
            Some(ClockChange::DoubtedAnew(doubt)) => self.inner.time.doubt_anew(school, doubt),
            None => {}
        }
        if let Some(announcement) = announcement {
            self.inner.db.acknowledge(announcement.school, announcement.seq);
            // Nobody may be listening; that is no error.
            let _ = self.inner.announcements.send(announcement);
        }
        Ok(())
    }

    /// Looks at the machine's clock as a server does when it starts, and notes in every school's log where it is doubted.
    ///
    /// # Errors
    /// Those of any write.
    pub async fn check_clock_at_start(&self) -> Result<(), Error> {
        self.check_clock_since(None).await
    }

    /// The same on a machine that has run on since another server has left `before` behind.
    ///
    /// # Errors
    /// Those of any write.
    pub async fn check_clock_since(&self, before: Option<LeftBehind>) -> Result<(), Error> {
        let mut tx = self.inner.db.begin_read().await?;
        let last_event = last_event(&mut tx).await;
        tx.rollback().await;
        if let Some(last_event) = last_event? {
            self.inner.time.check_at_start(last_event, before);
        }
        self.watch_clock().await
    }

    /// What the next server on this machine compares its clocks with; nothing where somebody has chosen what the clock shows.
    pub fn clock_left_behind(&self) -> Option<LeftBehind> {
        self.inner.time.left_behind()
    }

    /// Looks at the machine's clock, and notes in every school's log what is new about it: a clock may leap while nobody
    /// works.
    ///
    /// # Errors
    /// Those of any write.
    pub async fn watch_clock(&self) -> Result<(), Error> {
        self.inner.time.moment();
        if !self.inner.time.has_changed() {
            return Ok(());
        }
        let mut tx = self.inner.db.begin_read().await?;
        let schools = doubtful_times::schools(&mut tx).await;
        tx.rollback().await;
        for school in schools? {
            if self.inner.time.due(school).is_some() {
                self.write_quietly(school, None, async |_| Ok(())).await?;
            }
        }
        Ok(())
    }

    /// Whether the machine's clock is doubted.
    pub fn is_clock_doubtful(&self) -> bool {
        self.inner.time.is_doubtful()
    }

    /// The instant at which something arrives, by the school's clock.
    pub fn now(&self) -> DateTime<Utc> {
        self.inner.time.moment().now
    }

    /// What has come for certain by now (`Work::at_least`).
    pub fn at_least(&self) -> DateTime<Utc> {
        self.inner.time.moment().at_least
    }

    /// What the machine's clock shows, right or wrong.
    pub fn machine_time(&self) -> DateTime<Utc> {
        self.inner.time.wall()
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

    /// Which server process this is: another one at every start.
    pub fn process(&self) -> Uuid {
        self.inner.process
    }

    /// The database, for its engine and its health.
    pub fn db(&self) -> &Pools {
        &self.inner.db
    }

    /// A handle to this database that does not keep it open.
    pub fn downgrade(&self) -> WeakDatabase {
        WeakDatabase { inner: Arc::downgrade(&self.inner) }
    }

    /// Waits for the work under way, then closes.
    pub async fn close(&self) {
        self.inner.db.close().await;
    }
}

/// For whom and from where a piece of work begins; asked before it moves into a task of its own.
#[derive(Debug)]
struct Begun {
    school: SchoolId,
    actor: Option<PersonId>,
    origin: Option<String>,
}

impl Begun {
    fn now(school: SchoolId, actor: Option<PersonId>) -> Self {
        Self { school, actor, origin: origin::here() }
    }
}

/// The name of the store, given at the first opening, the instant of the latest event in it, and what is known of the
/// machine's clock.
async fn founded(db: &Pools, now: DateTime<Utc>) -> Result<(Uuid, Option<DateTime<Utc>>, doubtful_times::Known), Error> {
    let mut tx = db.begin_write(SchoolId::new(Uuid::nil())).await?;
    let store = match tx.optional(sql("SELECT id FROM store")).await? {
        Some((id,)) => id,
        None => {
            let id = Uuid::new_v4();
            tx.run(sql("INSERT INTO store (id, since) VALUES ($1, $2)").bind_all((id, now))).await?;
            id
        }
    };
    let last_event = last_event(&mut tx).await?;
    let known = doubtful_times::known(&mut tx).await?;
    tx.commit().await?;
    Ok((store, last_event, known))
}

/// The instant of the last event of any school.
async fn last_event(tx: &mut Tx) -> Result<Option<DateTime<Utc>>, Error> {
    let (latest,) =
        tx.one(sql("SELECT max(e.at) FROM schools s JOIN events e ON e.school_id = s.id AND e.seq = s.revision")).await?;
    Ok(latest)
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
