//! A transaction on either engine: the only `match`es between SQLite and PostgreSQL on the way of a statement.

use std::ops::{Deref, DerefMut};

use sqlx::{Postgres, Sqlite, SqliteConnection, Transaction};

use crate::db::{corruption::CorruptionFlag, writer::Hold};
use crate::error::{self, Error};
use crate::sql::{EitherRow, FromRowBoth, Sql};

/// An open transaction; dropped without a commit, it is rolled back.
#[derive(Debug)]
pub struct Tx {
    engine: Engine,
    corruption: CorruptionFlag,
    /// A statement failed, a `Conflict` included. PostgreSQL would then turn COMMIT into ROLLBACK without an error, so we refuse to commit.
    failed: bool,
    /// A statement has changed something.
    changed: bool,
}

#[derive(Debug)]
pub(crate) enum Engine {
    Sqlite(Snapshot),
    Postgres(Transaction<'static, Postgres>),
}

/// A transaction on a file.
#[derive(Debug)]
pub(crate) enum Snapshot {
    Reader(Transaction<'static, Sqlite>),
    Writer(Hold),
}

impl Snapshot {
    async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Reader(tx) => tx.commit().await,
            Self::Writer(hold) => hold.commit().await,
        }
    }

    async fn rollback(self) -> Result<(), sqlx::Error> {
        match self {
            // The worker thread takes the ROLLBACK before anything else, so nobody needs to wait for it.
            Self::Reader(tx) => {
                drop(tx);
                Ok(())
            }
            Self::Writer(hold) => hold.rollback().await,
        }
    }
}

impl Deref for Snapshot {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        match self {
            Self::Reader(tx) => tx,
            Self::Writer(hold) => hold,
        }
    }
}

impl DerefMut for Snapshot {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        match self {
            Self::Reader(tx) => tx,
            Self::Writer(hold) => hold,
        }
    }
}

impl Tx {
    pub(crate) fn new(engine: Engine, corruption: CorruptionFlag) -> Self {
        Self { engine, corruption, failed: false, changed: false }
    }

    /// Every row of the answer.
    pub async fn all<R: FromRowBoth>(&mut self, sql: Sql) -> Result<Vec<R>, Error> {
        self.check(&sql)?;
        let Sql { text, sqlite, postgres, .. } = sql;
        let answer = match &mut self.engine {
            Engine::Sqlite(tx) => sqlx::query_as_with(text.clone(), sqlite).fetch_all(&mut **tx).await,
            Engine::Postgres(tx) => sqlx::query_as_with(text.clone(), postgres).fetch_all(&mut **tx).await,
        };
        self.record_failure(text.as_str(), answer)
    }

    /// Every row of the answer, each read by whoever knows from the schema what is in it.
    pub(crate) async fn each<T>(
        &mut self,
        sql: Sql,
        read: impl Fn(EitherRow<'_>) -> Result<T, sqlx::Error>,
    ) -> Result<Vec<T>, Error> {
        self.check(&sql)?;
        let Sql { text, sqlite, postgres, .. } = sql;
        let answer = match &mut self.engine {
            Engine::Sqlite(tx) => {
                let rows = sqlx::query_with(text.clone(), sqlite).fetch_all(&mut **tx).await;
                rows.and_then(|rows| rows.iter().map(|row| read(EitherRow::Sqlite(row))).collect())
            }
            Engine::Postgres(tx) => {
                let rows = sqlx::query_with(text.clone(), postgres).fetch_all(&mut **tx).await;
                rows.and_then(|rows| rows.iter().map(|row| read(EitherRow::Postgres(row))).collect())
            }
        };
        self.record_failure(text.as_str(), answer)
    }

    /// The first row of the answer, if there is one.
    pub async fn optional<R: FromRowBoth>(&mut self, sql: Sql) -> Result<Option<R>, Error> {
        self.check(&sql)?;
        let Sql { text, sqlite, postgres, .. } = sql;
        let answer = match &mut self.engine {
            Engine::Sqlite(tx) => sqlx::query_as_with(text.clone(), sqlite).fetch_optional(&mut **tx).await,
            Engine::Postgres(tx) => sqlx::query_as_with(text.clone(), postgres).fetch_optional(&mut **tx).await,
        };
        self.record_failure(text.as_str(), answer)
    }

    /// The first row of the answer; `NotFound` if there is none.
    pub async fn one<R: FromRowBoth>(&mut self, sql: Sql) -> Result<R, Error> {
        self.optional(sql).await?.ok_or(Error::NotFound)
    }

    /// Runs a statement that answers with no rows; how many rows it touched.
    pub async fn run(&mut self, sql: Sql) -> Result<u64, Error> {
        self.check(&sql)?;
        let Sql { text, sqlite, postgres, .. } = sql;
        let answer = match &mut self.engine {
            Engine::Sqlite(tx) => sqlx::query_with(text.clone(), sqlite).execute(&mut **tx).await.map(|done| done.rows_affected()),
            Engine::Postgres(tx) => {
                sqlx::query_with(text.clone(), postgres).execute(&mut **tx).await.map(|done| done.rows_affected())
            }
        };
        let reads = matches!(&self.engine, Engine::Sqlite(Snapshot::Reader(_)));
        if reads && answer.as_ref().is_err_and(error::is_read_only) {
            // Not the disk: a use case that changes something was called where only reading was begun.
            self.failed = true;
            return Err(error::internal(text.as_str(), "changes something inside a read"));
        }
        let touched = self.record_failure(text.as_str(), answer)?;
        self.changed |= touched > 0;
        Ok(touched)
    }

    /// Runs a whole file of statements, for migrations.
    pub(crate) async fn script(&mut self, text: &'static str) -> Result<(), Error> {
        self.changed = true;
        let answer = match &mut self.engine {
            Engine::Sqlite(tx) => sqlx::raw_sql(text).execute(&mut **tx).await.map(drop),
            Engine::Postgres(tx) => sqlx::raw_sql(text).execute(&mut **tx).await.map(drop),
        };
        self.record_failure(text, answer)
    }

    /// Refuses rows whose parent is gone, where the engine did not watch (SQLite, during a migration).
    pub(crate) async fn refuse_orphans(&mut self) -> Result<(), Error> {
        let Engine::Sqlite(tx) = &mut self.engine else { return Ok(()) };
        let check = "PRAGMA foreign_key_check";
        let orphans = sqlx::query(check).fetch_all(&mut **tx).await;
        match self.record_failure(check, orphans)?.len() {
            0 => Ok(()),
            _ => Err(error::internal(check, "rows point to rows that are not there")),
        }
    }

    /// Tells the other server processes, when this commits; SQLite has only one.
    pub(crate) async fn notify(&mut self, channel: &'static str, message: String) -> Result<(), Error> {
        match &self.engine {
            Engine::Sqlite(_) => Ok(()),
            Engine::Postgres(_) => {
                let notice = crate::sql::sql("SELECT pg_notify($1, $2)").bind_all((channel, message));
                self.run(notice).await.map(drop)
            }
        }
    }

    /// This connection sees all that was acknowledged.
    pub(crate) fn note_proven(&mut self) {
        if let Engine::Sqlite(Snapshot::Writer(hold)) = &mut self.engine {
            hold.note_proven();
        }
    }

    /// Whether anything was changed so far.
    pub(crate) fn has_changed(&self) -> bool {
        self.changed
    }

    /// Commits; refuses after a failed statement, on both engines alike.
    pub(crate) async fn commit(self) -> Result<(), Error> {
        if self.failed {
            self.rollback().await;
            return Err(error::internal("commit", "a statement of this transaction had failed"));
        }
        let answer = match self.engine {
            Engine::Sqlite(tx) => tx.commit().await,
            Engine::Postgres(tx) => tx.commit().await,
        };
        answer.map_err(|fault| heard_fault(&self.corruption, fault, "COMMIT"))
    }

    /// Takes everything back. An error here changes nothing: the engine rolls back when the connection goes.
    pub(crate) async fn rollback(self) {
        let answer = match self.engine {
            Engine::Sqlite(tx) => tx.rollback().await,
            Engine::Postgres(tx) => tx.rollback().await,
        };
        if let Err(fault) = answer {
            heard_fault(&self.corruption, fault, "ROLLBACK");
        }
    }

    /// Notes a change that `run` does not see (`INSERT … RETURNING`), and refuses what could not be encoded.
    fn check(&mut self, sql: &Sql) -> Result<(), Error> {
        let reads = sql.text.as_str().trim_start().get(..6).is_some_and(|word| word.eq_ignore_ascii_case("select"));
        let writes_and_answers = !reads && sql.text.as_str().contains("RETURNING");
        self.changed |= writes_and_answers;
        if sql.unsayable > 0 {
            return Err(error::internal(sql.text.as_str(), "a parameter could not be encoded"));
        }
        Ok(())
    }

    fn record_failure<T>(&mut self, text: &str, answer: Result<T, sqlx::Error>) -> Result<T, Error> {
        answer.map_err(|fault| {
            self.failed = true;
            heard_fault(&self.corruption, fault, text)
        })
    }
}

fn heard_fault(corruption: &CorruptionFlag, fault: sqlx::Error, doing: &str) -> Error {
    if error::is_damage(&fault) {
        corruption.raise();
    }
    error::from_driver(fault, doing)
}
