//! "Chuyển cơ sở dữ liệu": all that one database holds as one file, and that file into an empty database of either engine.
//!
//! Rows are read and written page by page, in one snapshot and one transaction; what was written is read again before the commit,
//! and counts only where every digest is that of the file. What is moved follows from the schema (`schema`), so no table and no
//! column can be left behind.

#[cfg(test)]
pub(crate) mod filling;
mod kinds;
mod lines;
mod readable;
mod schema;
mod words;

use std::io::{self, BufRead, Seek, SeekFrom, Write};

use chrono::{DateTime, Utc};
use domain::files::Sha256;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    database::Database,
    db::{DatabaseLocation, EngineKind, Pools},
    migrate::{self, Standing},
    sql::{Sql, sql, sql_of_schema},
    tx::Tx,
};
use lines::{Declared, Head, Reader, Writer};
use schema::{Schema, Table};

pub(crate) use readable::Tables;
pub use words::MoveError;

/// How many rows are read at once.
const PAGE: usize = 500;
/// How many values are written at once; SQLite takes 32 766 in a statement, PostgreSQL 65 535.
const MAX_VALUES: usize = 10_000;
/// In bytes of the file: after so many, what has come is written.
const MAX_TOGETHER: usize = 1024 * 1024;
/// From here on every file of a backup can be taken: what was written before has no digests.
const OLDEST: i64 = 1;
/// The table of the store's name, which a database gets as soon as a program has looked at it.
const STORE: &str = "store";

/// What a table holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableDigest {
    pub table: String,
    pub rows: u64,
    pub sha256: Sha256,
}

/// What a database holds: equal where two hold the same, whatever their engines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digests {
    /// The version of the database.
    pub schema: i64,
    /// The random name that the store of files carries too.
    pub store: Uuid,
    pub tables: Vec<TableDigest>,
    pub whole: Sha256,
}

impl Digests {
    /// How many rows there are in all tables.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|one| one.rows).sum()
    }
}

/// Writes everything that the database holds, as it is at this moment, and tells what that was.
///
/// # Errors
/// `MoveError`; what was written then is no export.
pub async fn export(place: &DatabaseLocation, out: &mut impl Write) -> Result<Digests, MoveError> {
    let db = Pools::open_alone(place).await?;
    let written = export_from(&db, out).await;
    db.close().await;
    written
}

async fn export_from(db: &Pools, out: &mut impl Write) -> Result<Digests, MoveError> {
    match migrate::standing(db).await? {
        Standing::Empty => return Err(MoveError::NothingThere),
        Standing::Older => return Err(MoveError::OlderDatabase),
        Standing::Current => {}
    }
    write_snapshot(db, out).await
}

/// Writes everything that a database holds on which people work meanwhile, as it is at one moment: whatever was acknowledged before
/// this began is in it, and of what comes after it either all of a transaction or nothing.
///
/// # Errors
/// `MoveError`; what was written then is no export.
pub async fn export_beside(database: &Database, out: &mut impl Write) -> Result<Digests, MoveError> {
    write_snapshot(database.db(), out).await
}

async fn write_snapshot(db: &Pools, out: &mut impl Write) -> Result<Digests, MoveError> {
    let mut tx = db.begin_read().await?;
    let written = match schema::read(&mut tx, db.engine()).await {
        Ok(schema) => write_all(&mut tx, &schema, migrate::newest(), out).await,
        Err(error) => Err(error),
    };
    tx.rollback().await;
    written
}

/// What the database holds, page by page, to wherever lines go.
async fn write_all(tx: &mut Tx, schema: &Schema, version: i64, out: &mut impl Write) -> Result<Digests, MoveError> {
    let (store,): (Uuid,) = tx.optional(sql("SELECT id FROM store")).await?.ok_or(MoveError::NothingThere)?;
    let mut writer = Writer::begin(out, &Head::new(version, store))?;
    for table in &schema.tables {
        writer.begin_table(table)?;
        let mut last: Option<Vec<Value>> = None;
        loop {
            let mut page = sql_of_schema(table.page(last.is_none(), PAGE));
            if let Some(row) = &last {
                page = bind_key(page, table, row).ok_or_else(|| MoveError::OtherTable(table.name.clone()))?;
            }
            let read = |row: crate::sql::EitherRow<'_>| {
                table.columns.iter().enumerate().map(|(place, column)| column.kind.read(row, place)).collect()
            };
            let rows: Vec<Vec<Value>> = tx.each(page, read).await?;
            for row in &rows {
                writer.row(row)?;
            }
            let is_last = rows.len() < PAGE;
            last = rows.into_iter().next_back();
            if is_last {
                break;
            }
        }
        writer.end_table(table)?;
    }
    writer.end()
}

fn bind_key(page: Sql, table: &Table, row: &[Value]) -> Option<Sql> {
    table.key.iter().try_fold(page, |page, at| table.columns.get(*at)?.kind.bind(page, row.get(*at)?))
}

/// Looks through a file, line by line, without any database.
///
/// # Errors
/// `MoveError` where it is cut off, altered, of another version, or no export at all.
pub fn look(file: &mut impl BufRead) -> Result<Digests, MoveError> {
    look_since(file, migrate::newest())
}

/// The same, for a file of any version from this one on.
fn look_since(file: &mut impl BufRead, oldest: i64) -> Result<Digests, MoveError> {
    let (mut reader, head) = Reader::begin(file)?;
    let program = migrate::newest();
    if head.schema > program {
        return Err(MoveError::NewerFile { file: head.schema, program });
    }
    if head.schema < oldest {
        return Err(MoveError::OlderFile { file: head.schema, program });
    }
    while reader.table()?.is_some() {
        while reader.row()?.is_some() {}
    }
    Ok(reader.digests())
}

/// Takes all of a file into an empty database, or nothing; what the database then holds, read from it again.
///
/// A database without tables is brought up to this program's version first.
///
/// # Errors
/// `MoveError`; the database is as it was, but for its empty tables.
pub async fn import(file: &mut (impl BufRead + Seek), place: &DatabaseLocation, now: DateTime<Utc>) -> Result<Digests, MoveError> {
    import_since(file, migrate::newest(), place, now).await
}

/// Takes all of a file of this program's version or of an older one into a new database, which stands at the version of the file
/// afterwards. `Database::open` brings it up to date.
///
/// # Errors
/// As `import`.
pub async fn import_as_it_was(
    file: &mut (impl BufRead + Seek),
    place: &DatabaseLocation,
    now: DateTime<Utc>,
) -> Result<Digests, MoveError> {
    import_since(file, OLDEST, place, now).await
}

async fn import_since(
    file: &mut (impl BufRead + Seek),
    oldest: i64,
    place: &DatabaseLocation,
    now: DateTime<Utc>,
) -> Result<Digests, MoveError> {
    file.seek(SeekFrom::Start(0))?;
    // The whole file before the database is touched: a rollback would undo all of it, and this costs a minute at most.
    let digests = look_since(file, oldest)?;
    file.seek(SeekFrom::Start(0))?;
    let db = Pools::open_alone(place).await?;
    let taken = import_to(&db, file, &digests, now).await;
    db.close().await;
    taken
}

/// Whether a file could be taken into this database: nobody works on it, and there is nothing in it. It is not changed.
///
/// # Errors
/// `MoveError`, as `import` would refuse it.
pub async fn check_empty(place: &DatabaseLocation) -> Result<(), MoveError> {
    let db = Pools::open_alone(place).await?;
    let checked = match migrate::standing(&db).await {
        Ok(Standing::Empty) => refuse_foreign_tables(&db).await,
        Ok(Standing::Older) => Err(MoveError::OlderDatabase),
        Ok(Standing::Current) => refuse_used(&db).await,
        Err(error) => Err(error.into()),
    };
    db.close().await;
    checked
}

async fn refuse_used(db: &Pools) -> Result<(), MoveError> {
    let mut tx = db.begin_read().await?;
    let checked = match schema::read(&mut tx, db.engine()).await {
        Ok(schema) => refuse_rows(&mut tx, &schema).await,
        Err(error) => Err(error),
    };
    tx.rollback().await;
    checked
}

async fn import_to(db: &Pools, file: &mut impl BufRead, digests: &Digests, now: DateTime<Utc>) -> Result<Digests, MoveError> {
    match migrate::standing(db).await? {
        Standing::Empty => {
            refuse_foreign_tables(db).await?;
            migrate::apply(db, migrate::up_to(digests.schema), now).await?;
        }
        Standing::Older => return Err(MoveError::OlderDatabase),
        // Its tables are those of another version than the file's.
        Standing::Current if digests.schema != migrate::newest() => {
            return Err(MoveError::OlderFile { file: digests.schema, program: migrate::newest() });
        }
        Standing::Current => {}
    }
    let mut tx = db.begin_migration().await?;
    match take_all(&mut tx, db.engine(), file, digests).await {
        Ok(taken) => {
            tx.commit().await?;
            Ok(taken)
        }
        Err(error) => {
            tx.rollback().await;
            Err(error)
        }
    }
}

/// A database without our tables has none at all: nothing is made beside those of another program.
async fn refuse_foreign_tables(db: &Pools) -> Result<(), MoveError> {
    let mut tx = db.begin_read().await?;
    let schema = schema::read(&mut tx, db.engine()).await;
    tx.rollback().await;
    match schema?.tables.first() {
        Some(table) => Err(MoveError::ForeignTable(table.name.clone())),
        None => Ok(()),
    }
}

async fn take_all(tx: &mut Tx, engine: EngineKind, file: &mut impl BufRead, digests: &Digests) -> Result<Digests, MoveError> {
    let schema = schema::read(tx, engine).await?;
    refuse_rows(tx, &schema).await?;
    let unused: Option<(Uuid,)> = tx.optional(sql("SELECT id FROM store")).await?;
    if let Some((id,)) = unused {
        tx.run(sql("DELETE FROM store WHERE id = $1").bind(id)).await?;
    }
    schema::let_wait(tx, engine, &schema).await?;
    let (mut reader, _) = Reader::begin(file)?;
    for table in &schema.tables {
        let declared = reader.table()?;
        if declared != Some(Declared::of(table)) {
            return Err(MoveError::OtherTable(declared.map_or_else(|| table.name.clone(), |other| other.table)));
        }
        take_table(tx, table, &mut reader).await?;
    }
    if let Some(other) = reader.table()? {
        return Err(MoveError::OtherTable(other.table));
    }
    if reader.digests() != *digests {
        // The file was changed between two looks at it.
        return Err(MoveError::Altered { line: 1 });
    }
    schema::settle(tx, engine, &schema).await?;
    let taken = write_all(tx, &schema, digests.schema, &mut io::sink()).await?;
    let unequal = taken.tables.iter().zip(&digests.tables).find(|(one, other)| one != other);
    match unequal {
        Some((one, _)) => Err(MoveError::Unequal(one.table.clone())),
        None if taken != *digests => Err(MoveError::Unequal(STORE.to_owned())),
        None => Ok(taken),
    }
}

/// Nothing may be there but the name of a store that no school has used yet, which makes way.
async fn refuse_rows(tx: &mut Tx, schema: &Schema) -> Result<(), MoveError> {
    for table in schema.tables.iter().filter(|table| table.name != STORE) {
        let read = |row: crate::sql::EitherRow<'_>| table.columns.first().map(|one| one.kind.read(row, 0)).transpose();
        if !tx.each(sql_of_schema(table.page(true, 1)), read).await?.is_empty() {
            return Err(MoveError::NotEmpty(table.name.clone()));
        }
    }
    Ok(())
}

async fn take_table(tx: &mut Tx, table: &Table, reader: &mut Reader<&mut impl BufRead>) -> Result<(), MoveError> {
    let most = (MAX_VALUES / table.columns.len().max(1)).clamp(1, PAGE);
    let (mut rows, mut bytes) = (Vec::new(), 0);
    while let Some(row) = reader.row()? {
        if row.len() != table.columns.len() {
            return Err(reader.altered());
        }
        bytes += reader.length();
        rows.push(row);
        if rows.len() == most || bytes >= MAX_TOGETHER {
            add(tx, table, &rows).await?;
            rows.clear();
            bytes = 0;
        }
    }
    if rows.is_empty() { Ok(()) } else { add(tx, table, &rows).await }
}

/// Adds rows as they stood in the file.
async fn add(tx: &mut Tx, table: &Table, rows: &[Vec<Value>]) -> Result<(), MoveError> {
    let mut insert = sql_of_schema(table.insert(rows.len()));
    for (value, column) in rows.iter().flat_map(|row| row.iter().zip(&table.columns)) {
        insert = column.kind.bind(insert, value).ok_or_else(|| MoveError::OtherTable(table.name.clone()))?;
    }
    tx.run(insert).await?;
    Ok(())
}

#[cfg(test)]
#[path = "moving_tests.rs"]
mod tests;
