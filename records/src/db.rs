//! The database: one writer and several readers on SQLite, one pool on PostgreSQL, and how a transaction begins on each.

mod acknowledged;
mod connection;
pub(crate) mod corruption;
mod identity;
mod opening;
mod place;
mod postgres;
mod sqlite;
pub(crate) mod writer;

use std::path::PathBuf;

use domain::people::SchoolId;
use sqlx::{PgPool, SqlitePool};
use uuid::Uuid;

pub use opening::{ConnectError, OpenError};

use acknowledged::Acknowledged;
use corruption::CorruptionFlag;
use writer::Writer;

use crate::error::{Error, from_driver, is_damage};
use crate::events;
use crate::sql::sql;
use crate::tx::{Engine, Snapshot, Tx};

/// Where the database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseLocation {
    /// An SQLite file on a disk of this machine.
    File(PathBuf),
    /// A PostgreSQL server, by its URL.
    Server(String),
}

impl DatabaseLocation {
    /// `postgres://…` is a server, anything else a file.
    pub fn parse(text: &str) -> Self {
        match text.starts_with("postgres://") || text.starts_with("postgresql://") {
            true => Self::Server(text.to_owned()),
            false => Self::File(PathBuf::from(text.strip_prefix("sqlite:").unwrap_or(text))),
        }
    }
}

/// Which of the two engines this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EngineKind {
    /// The embedded default.
    Sqlite,
    /// For many schools and several server processes.
    Postgres,
}

/// An open database, checked; clones share it.
#[derive(Clone, Debug)]
pub struct Pools {
    pools: EnginePools,
    corruption: CorruptionFlag,
    acknowledged: Acknowledged,
}

#[derive(Clone, Debug)]
pub(crate) enum EnginePools {
    Sqlite { writer: Writer, readers: SqlitePool },
    Postgres(PgPool),
}

impl Pools {
    /// Opens the database and checks the engine and its settings; does not migrate it.
    pub async fn open(place: &DatabaseLocation) -> Result<Self, OpenError> {
        let pools = match place {
            DatabaseLocation::File(path) => sqlite::open(path).await?,
            DatabaseLocation::Server(url) => postgres::open(url).await?,
        };
        Ok(Self::of(pools))
    }

    /// Opens the database as `open` does, where no server works on it. Whether one works on a file, the lock of its folder tells.
    ///
    /// # Errors
    /// `OpenError::InUse`.
    pub async fn open_alone(place: &DatabaseLocation) -> Result<Self, OpenError> {
        let pools = match place {
            DatabaseLocation::File(path) => sqlite::open(path).await?,
            DatabaseLocation::Server(url) => postgres::open_alone(url).await?,
        };
        Ok(Self::of(pools))
    }

    fn of(pools: EnginePools) -> Self {
        Self { pools, corruption: CorruptionFlag::default(), acknowledged: Acknowledged::default() }
    }

    /// Which engine this database runs on.
    pub fn engine(&self) -> EngineKind {
        match self.pools {
            EnginePools::Sqlite { .. } => EngineKind::Sqlite,
            EnginePools::Postgres(_) => EngineKind::Postgres,
        }
    }

    /// Whether damage was seen since the start: reading may go on, writing may not.
    pub fn is_damaged(&self) -> bool {
        self.corruption.is_raised()
    }

    /// Waits for the transactions under way, then closes every connection.
    pub async fn close(&self) {
        match &self.pools {
            EnginePools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            EnginePools::Postgres(pool) => pool.close().await,
        }
    }

    #[cfg(test)]
    pub(crate) fn raise_alarm(&self) {
        self.corruption.raise();
    }

    pub(crate) fn pools(&self) -> &EnginePools {
        &self.pools
    }

    /// A consistent snapshot that cannot write.
    pub(crate) async fn begin_read(&self) -> Result<Tx, Error> {
        let engine = match &self.pools {
            EnginePools::Sqlite { readers, .. } => readers.begin().await.map(|tx| Engine::Sqlite(Snapshot::Reader(tx))),
            EnginePools::Postgres(pool) => {
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await.map(Engine::Postgres)
            }
        };
        self.begun(engine)
    }

    /// A transaction that no other writer of this school can overlap: what it loads stays true until it commits.
    ///
    /// SQLite has one writer at all. PostgreSQL takes a lock on the school and reads after that what is committed.
    pub(crate) async fn begin_write(&self, school: SchoolId) -> Result<Tx, Error> {
        if self.is_damaged() {
            return Err(Error::Unavailable);
        }
        match &self.pools {
            EnginePools::Sqlite { writer, .. } => self.begin_on_file(writer).await,
            EnginePools::Postgres(pool) => {
                let engine = pool.begin_with("BEGIN ISOLATION LEVEL READ COMMITTED").await.map(Engine::Postgres);
                let mut tx = self.begun(engine)?;
                let _: Vec<(bool,)> = tx.all(sql("SELECT pg_advisory_xact_lock($1) IS NULL").bind(lock_number(school))).await?;
                Ok(tx)
            }
        }
    }

    /// On a connection that was opened after a fault, nothing is written before the ends of all chains were read again, and
    /// all that anybody was told of is in them.
    async fn begin_on_file(&self, writer: &Writer) -> Result<Tx, Error> {
        let hold = writer.hold().await.map_err(|fault| self.unbegun(fault))?;
        let proven = hold.is_proven();
        let mut tx = self.begun(hold.begin().await.map(|hold| Engine::Sqlite(Snapshot::Writer(hold))))?;
        if !proven && !self.acknowledged.is_empty() {
            self.prove(&mut tx).await?;
        }
        Ok(tx)
    }

    async fn prove(&self, tx: &mut Tx) -> Result<(), Error> {
        let ends = events::ends(tx).await?;
        let whole = match ends {
            Ok(ends) => self.acknowledged.are_in(&ends),
            Err((school, flaw)) => {
                tracing::error!(%school, ?flaw, "the last event is not the one that was written");
                false
            }
        };
        if !whole {
            self.corruption.raise();
            return Err(Error::Unavailable);
        }
        tx.note_proven();
        Ok(())
    }

    /// Remembers that somebody was told of this event: it must be found again after any fault.
    pub(crate) fn acknowledge(&self, school: SchoolId, seq: i64) {
        if self.engine() == EngineKind::Sqlite {
            self.acknowledged.note(school, seq);
        }
    }

    /// Writes what is there already, and commits it: whether the disk takes anything. For whoever watches the program.
    ///
    /// # Errors
    /// `Unavailable` where it does not, or the database is damaged.
    pub async fn try_writing(&self) -> Result<(), Error> {
        let mut tx = self.begin_write(SchoolId::new(Uuid::nil())).await?;
        match tx.run(sql("UPDATE store SET since = since")).await {
            Ok(_) => tx.commit().await,
            Err(error) => {
                tx.rollback().await;
                Err(error)
            }
        }
    }

    /// A transaction that no other migration can overlap, with time for big tables.
    pub(crate) async fn begin_migration(&self) -> Result<Tx, Error> {
        let mut tx = self.begin_write(SchoolId::new(Uuid::nil())).await?;
        if self.engine() == EngineKind::Postgres {
            tx.script("SET LOCAL statement_timeout = 0").await?;
        }
        Ok(tx)
    }

    /// SQLite deletes the children when a parent table is rebuilt, unless foreign keys are off; and they cannot be
    /// switched within a transaction. Migrations check them before they commit.
    pub(crate) async fn enforce_foreign_keys(&self, on: bool) -> Result<(), Error> {
        let EnginePools::Sqlite { writer, .. } = &self.pools else { return Ok(()) };
        let pragma = if on { "PRAGMA foreign_keys = ON" } else { "PRAGMA foreign_keys = OFF" };
        let mut hold = writer.hold().await.map_err(|fault| from_driver(fault, pragma))?;
        sqlx::raw_sql(pragma).execute(&mut *hold).await.map_err(|fault| from_driver(fault, pragma))?;
        hold.let_go();
        Ok(())
    }

    fn begun(&self, engine: Result<Engine, sqlx::Error>) -> Result<Tx, Error> {
        match engine {
            Ok(engine) => Ok(Tx::new(engine, self.corruption.clone())),
            Err(fault) => Err(self.unbegun(fault)),
        }
    }

    fn unbegun(&self, fault: sqlx::Error) -> Error {
        if is_damage(&fault) {
            self.corruption.raise();
        }
        from_driver(fault, "BEGIN")
    }
}

/// The number of a school's lock: the same in every server process.
fn lock_number(school: SchoolId) -> i64 {
    let (high, low) = school.uuid().as_u64_pair();
    (high ^ low) as i64
}
