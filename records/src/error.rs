//! Why a use case failed: six reasons, and never a driver's own error.

use sqlx::error::ErrorKind;

use domain::{forms::FormErrors, refusal::Refusal};

/// Why a use case did not happen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or not in this school.
    #[error("not found")]
    NotFound,
    /// A rule says no; the reason is for the screen.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Somebody else was first.
    #[error("conflict: {0}")]
    Conflict(ConflictError),
    /// The database is away, too busy, or stopped after damage: try again later, with the same key.
    ///
    /// Nothing was changed, as good as always; only if the server vanished while it committed, nobody knows.
    #[error("the database is not available")]
    Unavailable,
    /// No room on the disk of the database: what is there can be read, and nothing was changed.
    #[error("no room on the disk of the database")]
    Full,
    /// A fault of ours; what exactly is in the log and nowhere else.
    #[error("internal error")]
    Internal,
}

/// What somebody else did first.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConflictError {
    /// A value that must be unique is taken.
    #[error("taken: {table}({})", columns.join(", "))]
    Taken {
        /// The table with the uniqueness rule.
        table: String,
        /// The columns of the rule, in its order.
        columns: Vec<String>,
    },
}

/// A rule that says no ends a use case by `?`.
impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Error {
    /// Whether a unique `column` of `table` is taken already.
    pub fn is_taken(&self, table: &str, column: &str) -> bool {
        matches!(self, Self::Conflict(ConflictError::Taken { table: t, columns })
            if t == table && columns.iter().any(|c| c == column))
    }

    /// Whether a new row was to have the id of another one. Ours are never taken, so it came with a request.
    pub fn is_taken_id(&self) -> bool {
        matches!(self, Self::Conflict(ConflictError::Taken { columns, .. }) if columns.iter().any(|column| column == "id"))
    }
}

/// A form that was taken, or what is wrong with it, field by field: then nothing was changed.
pub type Checked = Result<(), FormErrors>;

/// A change of which somebody is shown what would follow before they confirm it: made, or why nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AfterLook {
    Made,
    /// What is wrong with the form, field by field.
    Wrong(FormErrors),
    /// What would follow now has not been looked at.
    Unseen,
}

/// Turns a driver's error into ours and, unless it is a conflict that the use case may expect, logs it: once, here.
pub(crate) fn from_driver(error: sqlx::Error, doing: &str) -> Error {
    if let sqlx::Error::Database(fault) = &error
        && fault.kind() == ErrorKind::UniqueViolation
        && let Some(taken) = taken(fault.as_ref())
    {
        return Error::Conflict(taken);
    }
    if matches!(error, sqlx::Error::RowNotFound) {
        return Error::NotFound;
    }
    if let sqlx::Error::Database(fault) = &error
        && fault.kind() == ErrorKind::ForeignKeyViolation
    {
        // The id that came with a request names nothing, or something of another school.
        tracing::warn!(doing, %error, "a row was to point to one that is not there");
        return Error::NotFound;
    }
    if matches!(error, sqlx::Error::PoolClosed) {
        // Work that came while the program, or a step of its start, was closing this database.
        tracing::debug!(doing, "the database is closed");
        return Error::Unavailable;
    }
    tracing::error!(doing, %error, "the database failed");
    if is_full(&error) {
        Error::Full
    } else if passes(&error) {
        Error::Unavailable
    } else {
        Error::Internal
    }
}

/// A fault of the program itself, logged.
pub(crate) fn internal(doing: &str, what: &str) -> Error {
    tracing::error!(doing, what, "internal error");
    Error::Internal
}

/// Whether the SQLite file is damaged (`SQLITE_CORRUPT`, `SQLITE_NOTADB`): then nothing more may be written.
pub(crate) fn is_damage(error: &sqlx::Error) -> bool {
    let code = sqlite_code(error);
    code == Some(11) || code == Some(26)
}

/// Whether SQLite may not write: on a disk that only reads, and on a connection that was opened for reading.
pub(crate) fn is_read_only(error: &sqlx::Error) -> bool {
    sqlite_code(error) == Some(8)
}

/// Whether a database file could not be opened for want of room: SQLITE_FULL, and SQLITE_IOERR_SHMSIZE of the index of its log.
pub(crate) fn has_no_room(error: &sqlx::Error) -> bool {
    let index = error.as_database_error().is_some_and(|fault| fault.code().as_deref() == Some("4874"));
    is_full(error) || (index && sqlite_code(error) == Some(10))
}

/// Whether the disk has no room left: SQLITE_FULL, and "disk full" of PostgreSQL.
fn is_full(error: &sqlx::Error) -> bool {
    let postgres = error.as_database_error().filter(|fault| is_postgres(*fault));
    sqlite_code(error) == Some(13) || postgres.is_some_and(|fault| fault.code().as_deref() == Some("53100"))
}

/// Whether the same work may well succeed later.
fn passes(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(fault) if is_postgres(fault.as_ref()) => {
            // Serialisation, deadlock, lock time-out, time-out, out of resources, shutting down, connection lost.
            let code = fault.code().unwrap_or_default();
            matches!(code.as_ref(), "40001" | "40P01" | "55P03") || ["53", "57", "08"].iter().any(|class| code.starts_with(class))
        }
        // SQLITE_BUSY, SQLITE_LOCKED, SQLITE_READONLY (a disk that the system has put out of harm's way), SQLITE_IOERR,
        // SQLITE_CANTOPEN.
        _ => matches!(sqlite_code(error), Some(5 | 6 | 8 | 10 | 14)),
    }
}

/// The primary result code of SQLite.
fn sqlite_code(error: &sqlx::Error) -> Option<i32> {
    let fault = error.as_database_error()?;
    fault.try_downcast_ref::<sqlx::sqlite::SqliteError>()?;
    fault.code()?.parse::<i32>().ok().map(|code| code & 0xff)
}

fn is_postgres(fault: &dyn sqlx::error::DatabaseError) -> bool {
    fault.try_downcast_ref::<sqlx::postgres::PgDatabaseError>().is_some()
}

/// Which columns of which table are taken, in the words of either engine.
fn taken(fault: &dyn sqlx::error::DatabaseError) -> Option<ConflictError> {
    if let Some(postgres) = fault.try_downcast_ref::<sqlx::postgres::PgDatabaseError>() {
        // "Key (school_id, name)=(…, …) already exists." – the brackets are the same in every language.
        let (_, rest) = postgres.detail()?.split_once('(')?;
        let (columns, _) = rest.split_once(")=(")?;
        return Some(ConflictError::Taken {
            table: postgres.table()?.to_owned(),
            columns: columns.split(", ").map(|column| column.trim_matches('"').to_owned()).collect(),
        });
    }
    // "UNIQUE constraint failed: people.school_id, people.name"
    let (_, columns) = fault.message().split_once("UNIQUE constraint failed: ")?;
    let (table, _) = columns.split_once('.')?;
    Some(ConflictError::Taken {
        table: table.to_owned(),
        columns: columns.split(", ").filter_map(|column| Some(column.split_once('.')?.1.to_owned())).collect(),
    })
}

#[cfg(test)]
#[path = "error_tests.rs"]
mod tests;
