//! "Sao lưu": the key for which backups are locked, the tries that were made, and a copy of the database while people work.
//!
//! Whatever is written to the place of backups, and read from it, is the crate `backups`; here is what the database knows of it.

use std::{
    fs::{self, File},
    io::{BufReader, BufWriter, ErrorKind},
    path::Path,
};

use chrono::{DateTime, Utc};
use domain::{
    backups::{BackupCounts, BackupOutcome, BackupRun, RecoveryKey, RestoreDrill},
    days::Timestamp,
    ids::Id,
    signing::PublicKey,
};
use serde::{Deserialize, Serialize};
use sqlx::SqlitePool;
use uuid::Uuid;

use crate::{
    database::Database,
    db::{DatabaseLocation, EnginePools, OpenError},
    error::{Error, has_no_room, is_damage},
    events::{self, Event},
    moving::{self, MoveError},
    signing::key_id,
    sql::sql,
    values::{count, known, unread},
    work::Work,
};

/// A try, before it has a number.
#[derive(Clone, Debug)]
pub struct Tried {
    pub begun_at: Timestamp,
    pub place: String,
    pub outcome: BackupOutcome,
    pub counts: BackupCounts,
    /// What went wrong, in words for people.
    pub fault: String,
}

/// A drill, before it has a number.
#[derive(Clone, Debug)]
pub struct Drilled {
    pub place: String,
    pub backup_at: Timestamp,
    pub files: u64,
    pub seconds: u64,
}

/// What the pages tell of backups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub key: Option<RecoveryKey>,
    pub last_good: Option<BackupRun>,
    /// The newest first.
    pub runs: Vec<BackupRun>,
    pub last_drill: Option<RestoreDrill>,
}

/// How many tries are told.
const TOLD: i64 = 30;

/// The columns of a row of `backup_runs`, and whatever follows: which of them.
macro_rules! select_runs {
    ($rest:literal) => {
        concat!(
            "SELECT number, begun_at, ended_at, place, outcome, entries, files, bytes, sent_files, sent_bytes, lacking, fault, \
             by_person_id FROM backup_runs WHERE school_id = $1 ",
            $rest
        )
    };
}

type Row = (i64, DateTime<Utc>, DateTime<Utc>, String, String, i64, i64, i64, i64, i64, i64, String, Option<Uuid>);

fn read(row: Row) -> Result<BackupRun, Error> {
    let (number, begun_at, ended_at, place, outcome, entries, files, bytes, sent_files, sent_bytes, lacking, fault, by) = row;
    let of = |column: &str, value| count("backup_runs", column, value);
    Ok(BackupRun {
        number,
        begun_at,
        ended_at,
        place,
        outcome: known("backup_runs", "outcome", &outcome, BackupOutcome::parse)?,
        counts: BackupCounts {
            entries: of("entries", entries)?,
            files: of("files", files)?,
            bytes: of("bytes", bytes)?,
            sent_files: of("sent_files", sent_files)?,
            sent_bytes: of("sent_bytes", sent_bytes)?,
            lacking: of("lacking", lacking)?,
        },
        fault,
        by: by.map(Id::new),
    })
}

/// The key for which backups are locked now; none before the first one was made.
///
/// # Errors
/// Those of reading.
pub async fn key(work: &mut Work) -> Result<Option<RecoveryKey>, Error> {
    let last = sql("SELECT number, recipient, tags, made_at FROM recovery_keys WHERE school_id = $1 ORDER BY number DESC LIMIT 1");
    let row: Option<(i64, String, Vec<u8>, DateTime<Utc>)> = work.optional(last.bind(work.school)).await?;
    let read = |(number, recipient, tags, made_at): (i64, String, Vec<u8>, DateTime<Utc>)| {
        let tags = <[u8; 32]>::try_from(tags).map_err(|_| unread("recovery_keys", "tags", "another length"))?;
        Ok::<_, Error>(RecoveryKey { number, recipient, tags, made_at })
    };
    row.map(read).transpose()
}

/// Keeps the public half of a new key, made at the server's own console: backups are locked for it from now on.
///
/// # Errors
/// Those of the database.
pub async fn add_key(work: &mut Work, recipient: &str, tags: &[u8; 32]) -> Result<RecoveryKey, Error> {
    let number = key(work).await?.map_or(1, |last| last.number + 1);
    let made = RecoveryKey { number, recipient: recipient.to_owned(), tags: *tags, made_at: work.now };
    let insert = sql("INSERT INTO recovery_keys (school_id, number, recipient, tags, made_at) VALUES ($1, $2, $3, $4, $5)");
    work.run(insert.bind_all((work.school, number, recipient.to_owned(), tags.to_vec(), work.now))).await?;
    work.note(Event::RecoveryKeyMade { key: &made });
    Ok(made)
}

/// Notes what has become of a try; who asked for it is whoever works.
///
/// # Errors
/// Those of the database.
pub async fn note(work: &mut Work, tried: Tried) -> Result<BackupRun, Error> {
    let (number,): (i64,) =
        work.one(sql("SELECT COALESCE(max(number), 0) + 1 FROM backup_runs WHERE school_id = $1").bind(work.school)).await?;
    let Tried { begun_at, place, outcome, counts, fault } = tried;
    let run = BackupRun { number, begun_at, ended_at: work.now, place, outcome, counts, fault, by: work.actor };
    let of = |column: &str, value: u64| i64::try_from(value).map_err(|_| unread("backup_runs", column, "too large"));
    let insert = sql("INSERT INTO backup_runs (school_id, number, begun_at, ended_at, place, outcome, entries, files, bytes, \
         sent_files, sent_bytes, lacking, fault, by_person_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)")
    .bind_all((work.school, number, begun_at, run.ended_at, run.place.clone(), outcome.code()))
    .bind_all((of("entries", counts.entries)?, of("files", counts.files)?, of("bytes", counts.bytes)?))
    .bind_all((of("sent_files", counts.sent_files)?, of("sent_bytes", counts.sent_bytes)?, of("lacking", counts.lacking)?))
    .bind_all((run.fault.clone(), run.by.map(|by| by.uuid())));
    work.run(insert).await?;
    work.note(Event::BackupTried { run: &run });
    Ok(run)
}

/// Notes that a backup was restored beside everything, with the key of the envelope.
///
/// # Errors
/// Those of the database.
pub async fn note_drill(work: &mut Work, drilled: Drilled) -> Result<RestoreDrill, Error> {
    let (number,): (i64,) =
        work.one(sql("SELECT COALESCE(max(number), 0) + 1 FROM restore_drills WHERE school_id = $1").bind(work.school)).await?;
    let Drilled { place, backup_at, files, seconds } = drilled;
    let drill = RestoreDrill { number, at: work.now, place, backup_at, files, seconds };
    let of = |column: &str, value: u64| i64::try_from(value).map_err(|_| unread("restore_drills", column, "too large"));
    let insert = sql("INSERT INTO restore_drills (school_id, number, at, place, backup_at, files, seconds) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)")
    .bind_all((work.school, number, drill.at, drill.place.clone(), backup_at))
    .bind_all((of("files", files)?, of("seconds", seconds)?));
    work.run(insert).await?;
    work.note(Event::RestoreTried { drill: &drill });
    Ok(drill)
}

/// The last backup that was good.
///
/// # Errors
/// Those of reading.
pub async fn last_good(work: &mut Work) -> Result<Option<BackupRun>, Error> {
    let good = BackupOutcome::Good.code();
    let last = sql(select_runs!("AND outcome = $2 ORDER BY number DESC LIMIT 1")).bind_all((work.school, good));
    work.optional(last).await?.map(read).transpose()
}

/// The last try, whatever has become of it.
///
/// # Errors
/// Those of reading.
pub async fn last_try(work: &mut Work) -> Result<Option<BackupRun>, Error> {
    let last = sql(select_runs!("ORDER BY number DESC LIMIT 1")).bind(work.school);
    work.optional(last).await?.map(read).transpose()
}

/// Number, instant, place, instant of the backup, files and seconds of a drill.
type DrillRow = (i64, DateTime<Utc>, String, DateTime<Utc>, i64, i64);

/// Everything that the pages tell.
///
/// # Errors
/// Those of reading.
pub async fn known_of(work: &mut Work) -> Result<Known, Error> {
    let rows: Vec<Row> = work.all(sql(select_runs!("ORDER BY number DESC LIMIT $2")).bind_all((work.school, TOLD))).await?;
    let drill = sql("SELECT number, at, place, backup_at, files, seconds FROM restore_drills WHERE school_id = $1 \
         ORDER BY number DESC LIMIT 1");
    let drill: Option<DrillRow> = work.optional(drill.bind(work.school)).await?;
    let of_drill = |(number, at, place, backup_at, files, seconds): DrillRow| {
        let of = |column: &str, value| count("restore_drills", column, value);
        Ok::<_, Error>(RestoreDrill { number, at, place, backup_at, files: of("files", files)?, seconds: of("seconds", seconds)? })
    };
    Ok(Known {
        key: key(work).await?,
        last_good: last_good(work).await?,
        runs: rows.into_iter().map(read).collect::<Result<_, _>>()?,
        last_drill: drill.map(of_drill).transpose()?,
    })
}

/// The end of a log, for whoever signs a backup of it: number, instant and hash of the last entry.
///
/// # Errors
/// Those of reading.
pub async fn head(work: &mut Work) -> Result<Option<(i64, Timestamp, Vec<u8>)>, Error> {
    Ok(events::head(&mut work.tx, work.school).await?.map(|head| (head.seq, head.at, head.hash)))
}

/// Whether this is a key with which the school has signed.
///
/// # Errors
/// Those of reading.
pub async fn knows_signer(work: &mut Work, signer: &PublicKey) -> Result<bool, Error> {
    let known = sql("SELECT public_key FROM signing_keys WHERE school_id = $1 AND id = $2");
    let row: Option<(Vec<u8>,)> = work.optional(known.bind_all((work.school, key_id(signer).bytes().to_vec()))).await?;
    Ok(row.is_some_and(|(key,)| key == signer.bytes()))
}

/// In which form a copy of the database is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CopyForm {
    /// A file of SQLite.
    #[default]
    #[serde(rename = "sqlite")]
    File,
    /// What `moving` writes, of a database on PostgreSQL: every table with its digest.
    #[serde(rename = "export")]
    Export,
}

/// Why there is no copy of the database, or why it does not open.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CopyError {
    /// The disk has no room for the copy.
    #[error("ổ đĩa đã đầy")]
    NoRoom,
    /// The database itself is broken, or its copy.
    #[error("cơ sở dữ liệu bị hỏng")]
    Damaged,
    /// Anything else, in the engine's words.
    #[error("{0}")]
    Other(String),
}

impl From<MoveError> for CopyError {
    fn from(error: MoveError) -> Self {
        tracing::error!(%error, "the database was not copied, or its copy not opened");
        match error {
            MoveError::File(source) if matches!(source.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => Self::NoRoom,
            MoveError::Truncated
            | MoveError::Altered { .. }
            | MoveError::NotAnExport
            | MoveError::OtherForm
            | MoveError::OtherTable(_)
            | MoveError::Unequal(_) => Self::Damaged,
            other => Self::Other(other.to_string()),
        }
    }
}

/// Writes the database as it is now into a new file, while people go on working: all that was committed before is in it.
///
/// # Errors
/// `CopyError`; whatever lies at `into` then is of no use.
pub async fn copy_into(database: &Database, into: &Path) -> Result<CopyForm, CopyError> {
    match database.db().pools() {
        EnginePools::Sqlite { readers, .. } => vacuum(readers, into).await.map(|()| CopyForm::File),
        EnginePools::Postgres(_) => {
            let mut file = BufWriter::new(File::create_new(into).map_err(MoveError::File)?);
            moving::export_beside(database, &mut file).await?;
            Ok(CopyForm::Export)
        }
    }
}

async fn vacuum(readers: &SqlitePool, into: &Path) -> Result<(), CopyError> {
    let failed = |fault: sqlx::Error| {
        tracing::error!(%fault, "the database was not copied");
        if is_damage(&fault) {
            CopyError::Damaged
        } else if has_no_room(&fault) {
            CopyError::NoRoom
        } else {
            CopyError::Other(fault.to_string())
        }
    };
    let mut reader = readers.acquire().await.map_err(failed)?;
    let place = into.to_string_lossy().into_owned();
    sqlx::query("VACUUM INTO ?").bind(place).execute(&mut *reader).await.map(drop).map_err(failed)
}

/// Makes the file of SQLite at `into` of a copy, at the version that the copy has. Of an export every row is read again there, and
/// the digests of all tables are compared with those of the copy. The copy is gone afterwards.
///
/// # Errors
/// `CopyError`.
pub async fn open_copy(form: CopyForm, copy: &Path, into: &Path, now: Timestamp) -> Result<(), CopyError> {
    match form {
        CopyForm::File => fs::rename(copy, into).map_err(MoveError::File)?,
        CopyForm::Export => {
            let mut file = BufReader::new(File::open(copy).map_err(MoveError::File)?);
            let taken = moving::import_as_it_was(&mut file, &DatabaseLocation::File(into.to_owned()), now).await;
            taken.map_err(|error| match error {
                // The file of SQLite is made on this machine's own disk, and new: what its own steps lack there is room.
                MoveError::Database(Error::Full)
                | MoveError::Open(OpenError::NoRoom { .. } | OpenError::MigrationFailed { .. }) => CopyError::NoRoom,
                // A file of SQLite that cannot even be begun says no more than that it is silent.
                MoveError::Open(OpenError::Silent) if is_full_beside(into) => CopyError::NoRoom,
                other => other.into(),
            })?;
            fs::remove_file(copy).map_err(MoveError::File)?;
        }
    }
    Ok(())
}

/// Whether the disk takes no more beside this file.
fn is_full_beside(file: &Path) -> bool {
    let probe = file.with_extension("room");
    let tried = fs::write(&probe, vec![0; 256 * 1024]);
    // What could be written of it takes away what little there is.
    let removed = fs::remove_file(&probe);
    tried.and(removed).is_err_and(|error| matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded))
}

#[cfg(test)]
#[path = "backups_tests.rs"]
mod tests;
