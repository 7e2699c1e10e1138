//! One connection to an SQLite file: with what settings, and what it does first.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};

/// How long a connection waits for another process.
const BUSY: Duration = Duration::from_secs(5);

/// A connection that may write; only the first one may make the file.
pub(super) async fn connect(path: &Path, may_be_new: bool) -> Result<SqliteConnection, sqlx::Error> {
    options(path).create_if_missing(may_be_new).journal_mode(SqliteJournalMode::Wal).connect().await
}

/// A connection that has the file and its log open, and reads nothing of either.
pub(super) async fn anchor(path: &Path) -> Result<SqliteConnection, sqlx::Error> {
    let mut anchor = options(path).read_only(true).connect().await?;
    // The log is opened with the first look into the file.
    sqlx::query("SELECT count(*) FROM sqlite_schema").fetch_one(&mut anchor).await?;
    Ok(anchor)
}

/// Brings what was committed last out of the log into the database file, and waits for the disk.
///
/// After an fsync that failed, the system shows bytes of the log that the disk may never have got, and a second fsync says
/// nothing of them. Written anew into the file they are there or this fails. Where a reader stands in the way there is
/// nothing to do: then the index of the log is the one of before the fault, and what failed is written over.
pub(super) async fn settle(mut connection: SqliteConnection) -> Result<SqliteConnection, sqlx::Error> {
    match sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_all(&mut connection).await {
        Ok(_) => Ok(connection),
        Err(fault) => {
            let _ = connection.close().await;
            Err(fault)
        }
    }
}

/// What every connection is opened with; `sqlite.rs` proves that it took effect.
pub(super) fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .pragma("mmap_size", "0")
        .pragma("recursive_triggers", "ON")
        .pragma("trusted_schema", "OFF")
        .pragma("journal_size_limit", "67108864")
        .statement_cache_capacity(256)
}
