//! Exports that were made: each a row and an entry of the log, and so is each time that one is taken away.

use chrono::{DateTime, Utc};
use domain::{
    files::Sha256,
    ids::Id,
    obligations::Reason,
    permissions::{Allowed, ExportSchool, decide_export_school},
    readable_export::{ExportSize, SchoolExport},
    refusal::{ArchiveRefusal, Refusal},
};
use uuid::Uuid;

use crate::{
    error::{Error, internal},
    events::Event,
    facts::FactStore,
    sql::sql,
    values::{count, reason, sha256},
    work::Work,
};

const TABLE: &str = "school_exports";

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    by_person_id: Option<Uuid>,
    at: DateTime<Utc>,
    purpose: Option<String>,
    records: i64,
    versions: i64,
    files: i64,
    lacking: i64,
    bytes: i64,
    sums: Vec<u8>,
}

impl Row {
    fn read(self) -> Result<SchoolExport, Error> {
        let of = |column: &str, value| count(TABLE, column, value);
        Ok(SchoolExport {
            number: count(TABLE, "number", self.number)?,
            by: self.by_person_id.map(Id::new),
            at: self.at,
            purpose: self.purpose.map(|text| reason(TABLE, &text)).transpose()?,
            size: ExportSize {
                records: of("records", self.records)?,
                versions: of("versions", self.versions)?,
                files: of("files", self.files)?,
                lacking: of("lacking", self.lacking)?,
                bytes: of("bytes", self.bytes)?,
            },
            sums: sha256(TABLE, &self.sums)?,
            taken: Vec::new(),
        })
    }
}

/// Every export that was made of this school, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn made(work: &mut Work) -> Result<Vec<SchoolExport>, Error> {
    let select =
        sql("SELECT number, by_person_id, at, purpose, records, versions, files, lacking, bytes, sums FROM school_exports \
         WHERE school_id = $1 ORDER BY number DESC");
    let rows: Vec<Row> = work.all(select.bind(work.school)).await?;
    let mut exports = rows.into_iter().map(Row::read).collect::<Result<Vec<_>, _>>()?;
    let select = sql("SELECT export_number, at FROM school_export_takings WHERE school_id = $1 ORDER BY export_number, number");
    let taken: Vec<(i64, DateTime<Utc>)> = work.all(select.bind(work.school)).await?;
    for (number, at) in taken {
        let export = exports.iter_mut().find(|one| i64::from(one.number) == number);
        export.ok_or_else(|| internal("school_export_takings", "of no export"))?.taken.push(at);
    }
    Ok(exports)
}

/// Notes that the actor has made an export for this purpose.
///
/// # Errors
/// As of `decide_export_school`.
pub async fn note(
    work: &mut Work,
    store: &FactStore,
    purpose: Reason,
    (size, sums): (ExportSize, Sha256),
) -> Result<SchoolExport, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let allowed = decide_export_school(&store.facts(work).await?.actor(by, work.now))?;
    keep(work, Some(purpose), (size, sums), &allowed).await
}

async fn keep(
    work: &mut Work,
    purpose: Option<Reason>,
    (size, sums): (ExportSize, Sha256),
    _allowed: &Allowed<ExportSchool>,
) -> Result<SchoolExport, Error> {
    add(work, purpose, (size, sums)).await
}

/// Notes that one was made at the server's own console, where nobody has signed in.
///
/// # Errors
/// Those of the database.
pub async fn note_at_console(work: &mut Work, size: ExportSize, sums: Sha256) -> Result<SchoolExport, Error> {
    add(work, None, (size, sums)).await
}

async fn add(work: &mut Work, purpose: Option<Reason>, (size, sums): (ExportSize, Sha256)) -> Result<SchoolExport, Error> {
    let (number,): (i64,) =
        work.one(sql("SELECT COALESCE(max(number), 0) + 1 FROM school_exports WHERE school_id = $1").bind(work.school)).await?;
    let export = SchoolExport {
        number: count(TABLE, "number", number)?,
        by: work.actor,
        at: work.now,
        purpose,
        size,
        sums,
        taken: Vec::new(),
    };
    let of = |value: u64| i64::try_from(value).map_err(|_| internal(TABLE, "a number beyond 2^63"));
    let insert =
        sql("INSERT INTO school_exports (school_id, number, by_person_id, at, purpose, records, versions, files, lacking, \
         bytes, sums) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
        .bind_all((work.school, number, export.by, work.now))
        .bind_all((export.purpose.as_ref().map(|words| words.as_str().to_owned()), of(size.records)?, of(size.versions)?))
        .bind_all((of(size.files)?, of(size.lacking)?, of(size.bytes)?, sums.bytes().to_vec()));
    work.run(insert).await?;
    work.note(Event::SchoolExported { export: &export });
    Ok(export)
}

/// Notes that the actor begins to take away an export of theirs.
///
/// # Errors
/// As of `decide_export_school`; `ArchiveRefusal::ExportGone` for one that somebody else has made.
pub async fn note_taken(work: &mut Work, store: &FactStore, number: u32) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let allowed = decide_export_school(&store.facts(work).await?.actor(by, work.now))?;
    let export = made(work).await?.into_iter().find(|one| one.number == number && one.by == Some(by));
    let export = export.ok_or(Refusal::from(ArchiveRefusal::ExportGone))?;
    take(work, &export, &allowed).await
}

async fn take(work: &mut Work, export: &SchoolExport, _allowed: &Allowed<ExportSchool>) -> Result<(), Error> {
    let insert =
        sql("INSERT INTO school_export_takings (school_id, export_number, number, by_person_id, at) VALUES ($1, $2, $3, $4, $5)");
    let next = i64::try_from(export.taken.len()).map_err(|_| internal(TABLE, "a number beyond 2^63"))? + 1;
    work.run(insert.bind_all((work.school, i64::from(export.number), next, export.by, work.now))).await?;
    work.note(Event::SchoolExportTaken { number: export.number });
    Ok(())
}
