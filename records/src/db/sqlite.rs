//! Opening an SQLite file: settings, and the proof that they took effect.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};

use super::{EnginePools, OpenError, connection::options, writer::Writer};
use crate::error::{has_no_room, is_damage};

/// Before this version two connections can corrupt the file (the WAL-reset bug of 2026).
const OLDEST: &str = "3.51.3";

/// "HOSO", in the header of the file: tells our databases from those of other programs.
const APPLICATION: i64 = 0x484F_534F;

/// More readers than cores do not read faster.
const READERS: u32 = 4;

/// How long a use case waits for a free connection.
const QUEUE: Duration = Duration::from_secs(10);

/// Pragmas with the value that must be read back; those that `SqliteConnectOptions` sets by method included.
const SETTINGS: [(&str, &str); 7] = [
    ("journal_mode", "wal"),
    ("synchronous", "2"),
    ("foreign_keys", "1"),
    ("busy_timeout", "5000"),
    ("mmap_size", "0"),
    // Else INSERT OR REPLACE would delete behind the back of the append-only triggers.
    ("recursive_triggers", "1"),
    ("trusted_schema", "0"),
];

pub(super) async fn open(path: &Path) -> Result<EnginePools, OpenError> {
    super::place::refuse_shared(path)?;
    keep_private(path).map_err(|fault| unopened(path, fault.into()))?;
    let writer = Writer::open(path).await.map_err(|fault| unopened(path, fault))?;
    let proof = check(&writer, path).await;
    if let Err(refusal) = proof {
        writer.close().await;
        return Err(refusal);
    }
    let readers = readers().connect_lazy_with(options(path).read_only(true));
    Ok(EnginePools::Sqlite { writer, readers })
}

/// Nobody else on this machine reads the records: SQLite gives its log the rights of the file.
fn keep_private(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            other => return other.map(drop),
        }
        // A file that an earlier version made; where it is somebody else's, opening it tells.
        if std::fs::metadata(path)?.permissions().mode() & 0o077 != 0 {
            let _ = std::fs::set_permissions(path, PermissionsExt::from_mode(0o600));
        }
    }
    Ok(())
}

/// Connections to a file do not grow stale: never retire, never ping. One whose transaction could not be taken back after a
/// fault is not handed out again (sqlx #3932).
fn readers() -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(READERS)
        .min_connections(1)
        .acquire_timeout(QUEUE)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
}

async fn check(writer: &Writer, path: &Path) -> Result<(), OpenError> {
    let mut hold = writer.hold().await.map_err(|fault| unopened(path, fault))?;
    let version: String = ask(&mut hold, path, "SELECT sqlite_version()").await?;
    refuse_old(&version)?;
    for (name, wanted) in SETTINGS {
        let found: String = ask(&mut hold, path, &format!("PRAGMA {name}")).await?;
        if found != wanted {
            return Err(OpenError::UnsafeSetting { name, found, wanted });
        }
    }
    let report: String = ask(&mut hold, path, "PRAGMA quick_check(1)").await?;
    if report != "ok" {
        return Err(OpenError::Damaged { path: path.to_owned(), report });
    }
    claim(&mut hold, path).await?;
    hold.let_go();
    Ok(())
}

/// Takes an empty file for ours and refuses one of another program.
async fn claim(writer: &mut SqliteConnection, path: &Path) -> Result<(), OpenError> {
    let application: i64 = ask(writer, path, "PRAGMA application_id").await?;
    if application == APPLICATION {
        return Ok(());
    }
    let tables: i64 = ask(writer, path, "SELECT count(*) FROM sqlite_schema").await?;
    if application != 0 || tables != 0 {
        return Err(OpenError::NotOurs { path: path.to_owned() });
    }
    let claim = AssertSqlSafe(format!("PRAGMA application_id = {APPLICATION}"));
    sqlx::raw_sql(claim).execute(writer).await.map(drop).map_err(|fault| unopened(path, fault))
}

fn refuse_old(version: &str) -> Result<(), OpenError> {
    let numbers = |text: &str| text.split('.').map(|part| part.parse().unwrap_or(0)).collect::<Vec<u32>>();
    if numbers(version) < numbers(OLDEST) {
        return Err(OpenError::EngineTooOld { found: version.to_owned(), wanted: OLDEST });
    }
    Ok(())
}

/// One value; the question is put together from constants of this file only.
async fn ask<T>(connection: &mut SqliteConnection, path: &Path, question: &str) -> Result<T, OpenError>
where
    T: for<'r> sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
{
    let row = sqlx::query(AssertSqlSafe(question.to_owned())).fetch_one(connection).await;
    // Unchecked: SQLite gives a number as text when asked for text.
    row.and_then(|row| row.try_get_unchecked(0)).map_err(|fault| unopened(path, fault))
}

fn unopened(path: &Path, fault: sqlx::Error) -> OpenError {
    tracing::error!(path = %path.display(), %fault, "the database file was not opened");
    let path = path.to_owned();
    if is_damage(&fault) {
        OpenError::Damaged { path, report: fault.to_string() }
    } else if has_no_room(&fault) {
        OpenError::NoRoom { path }
    } else {
        OpenError::Unreadable { path, reason: fault.to_string() }
    }
}

#[cfg(test)]
#[path = "sqlite_tests.rs"]
mod tests;
