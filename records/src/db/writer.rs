//! The one writer of an SQLite file: a connection that failed to begin, commit or roll back is never used again.
//!
//! A COMMIT that fails (no room, a disk that breaks off) is taken back by SQLite itself, and the driver does not notice
//! (sqlx #3932): it goes on counting an open transaction. So the writer begins and ends its transactions by itself, and
//! throws a connection away as soon as one of these steps fails. The next piece of work opens the file anew and looks at
//! what is on the disk before it writes on.

use std::{
    io,
    ops::{Deref, DerefMut},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use sqlx::{Connection, SqliteConnection, query};
use tokio::{
    sync::{Mutex, OwnedMutexGuard},
    time::timeout,
};

use super::{connection, identity::Identity};

/// How long a piece of work waits for those before it.
const QUEUE: Duration = Duration::from_secs(10);

/// The writer; clones are the same one, and work waits for it in the order in which it came.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    slot: Arc<Mutex<Slot>>,
    files: Arc<Files>,
}

/// The database file and its log, as they were at the first opening: others under the same names are not written to. A log
/// that was removed would take commits that nobody ever finds.
#[derive(Debug)]
struct Files {
    path: PathBuf,
    file: Identity,
    log: Identity,
    /// A connection that does nothing. SQLite removes the log with the last connection, and makes a new one with the next; as
    /// long as this one is there, the log stays the same file, whatever becomes of the writer.
    anchor: Mutex<Option<SqliteConnection>>,
}

impl Files {
    async fn of(path: &Path) -> Result<Self, sqlx::Error> {
        let anchor = Mutex::new(Some(connection::anchor(path).await?));
        Ok(Self { path: path.to_owned(), file: Identity::of(path)?, log: Identity::of(&log_of(path))?, anchor })
    }

    fn refuse_others(&self) -> io::Result<()> {
        self.file.refuse_other(&self.path)?;
        self.log.refuse_other(&log_of(&self.path))
    }
}

#[derive(Debug)]
enum Slot {
    /// Between two pieces of work.
    Idle(Connected),
    /// Lent to a piece of work, or thrown away by the last one: who finds this opens the file anew.
    Lost,
    /// For good.
    Closed,
}

#[derive(Debug)]
struct Connected {
    connection: SqliteConnection,
    proven: bool,
}

impl Writer {
    /// Opens the file for the first time: nobody was told of anything yet.
    pub(super) async fn open(path: &Path) -> Result<Self, sqlx::Error> {
        let connection = connection::settle(connection::connect(path, true).await?).await?;
        let files = Arc::new(Files::of(path).await?);
        let slot = Slot::Idle(Connected { connection, proven: true });
        Ok(Self { slot: Arc::new(Mutex::new(slot)), files })
    }

    /// Takes the writer for one piece of work, with a new connection where the last one was thrown away.
    pub(crate) async fn hold(&self) -> Result<Hold, sqlx::Error> {
        let mut slot = timeout(QUEUE, self.slot.clone().lock_owned()).await.map_err(|_| sqlx::Error::PoolTimedOut)?;
        let connected = match std::mem::replace(&mut *slot, Slot::Lost) {
            Slot::Idle(connected) => connected,
            Slot::Lost => self.connect_again().await?,
            Slot::Closed => {
                *slot = Slot::Closed;
                return Err(sqlx::Error::PoolClosed);
            }
        };
        Ok(Hold { slot, connected, files: self.files.clone() })
    }

    async fn connect_again(&self) -> Result<Connected, sqlx::Error> {
        self.files.refuse_others()?;
        let connection = connection::settle(connection::connect(&self.files.path, false).await?).await?;
        tracing::warn!("the database file was opened anew after a fault");
        Ok(Connected { connection, proven: false })
    }

    /// Waits for the work under way and closes.
    pub(super) async fn close(&self) {
        let slot = std::mem::replace(&mut *self.slot.lock().await, Slot::Closed);
        // Before the last one: that one tidies up, and this one could not.
        if let Some(anchor) = self.files.anchor.lock().await.take() {
            thrown_away(anchor).await;
        }
        if let Slot::Idle(connected) = slot {
            thrown_away(connected.connection).await;
        }
    }
}

/// The writer in the hands of one piece of work. Dropped half-way, its connection is thrown away.
#[derive(Debug)]
pub(crate) struct Hold {
    slot: OwnedMutexGuard<Slot>,
    connected: Connected,
    files: Arc<Files>,
}

impl Hold {
    /// Whether this connection is known to see all that was ever acknowledged.
    pub(crate) fn is_proven(&self) -> bool {
        self.connected.proven
    }

    /// It does: whoever comes next need not look again.
    pub(crate) fn note_proven(&mut self) {
        self.connected.proven = true;
    }

    /// Begins a transaction that no other can overlap.
    pub(crate) async fn begin(mut self) -> Result<Self, sqlx::Error> {
        match query("BEGIN IMMEDIATE").execute(&mut self.connected.connection).await {
            Ok(_) => Ok(self),
            Err(fault) => {
                thrown_away(self.connected.connection).await;
                Err(fault)
            }
        }
    }

    /// Commits into the file of that name, or into nothing.
    pub(crate) async fn commit(mut self) -> Result<(), sqlx::Error> {
        let committed = match self.files.refuse_others() {
            Ok(()) => query("COMMIT").execute(&mut self.connected.connection).await.map(drop),
            Err(fault) => Err(fault.into()),
        };
        self.end(committed).await
    }

    pub(crate) async fn rollback(mut self) -> Result<(), sqlx::Error> {
        let taken_back = query("ROLLBACK").execute(&mut self.connected.connection).await.map(drop);
        self.end(taken_back).await
    }

    /// Gives the writer back to the next one, outside of a transaction.
    pub(crate) fn let_go(self) {
        let Self { mut slot, connected, .. } = self;
        *slot = Slot::Idle(connected);
    }

    async fn end(self, ended: Result<(), sqlx::Error>) -> Result<(), sqlx::Error> {
        match ended {
            Ok(()) => self.let_go(),
            // Closed before the next one may have the writer: no lock of the old connection is in its way.
            Err(_) => thrown_away(self.connected.connection).await,
        }
        ended
    }
}

impl Deref for Hold {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.connected.connection
    }
}

impl DerefMut for Hold {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.connected.connection
    }
}

/// A fault while closing changes nothing: whatever was not committed is gone with the connection.
async fn thrown_away(connection: SqliteConnection) {
    if let Err(fault) = connection.close().await {
        tracing::warn!(%fault, "a connection to the database file did not close in order");
    }
}

fn log_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

#[cfg(test)]
#[path = "writer_tests.rs"]
mod tests;
