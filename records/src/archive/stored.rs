//! Packages, their records and their checks as their rows have them.

use chrono::{DateTime, Utc};
use domain::{
    archive::{Package, PackageCheck, PackageId, PackedRecord},
    days::Timestamp,
    files::Sha256,
    ids::Id,
    obligations::{ObligationId, Reason},
    people::PersonId,
};
use uuid::Uuid;

use crate::{
    error::Error,
    sql::sql,
    values::{count, reason, sha256, unread},
    work::Work,
};

const PACKAGES: &str = "archive_packages";
const RECORDS: &str = "archived_records";

#[derive(sqlx::FromRow)]
struct PackageRow {
    number: i64,
    id: Uuid,
    school_year_id: Uuid,
    school_year: String,
    what: String,
    by_person_id: Uuid,
    at: DateTime<Utc>,
    records: i64,
    files: i64,
    bytes: i64,
    code: Vec<u8>,
}

impl PackageRow {
    fn read(self) -> Result<Package, Error> {
        Ok(Package {
            id: Id::new(self.id),
            number: count(PACKAGES, "number", self.number)?,
            year: Id::new(self.school_year_id),
            school_year: self.school_year,
            what: self.what,
            by: Id::new(self.by_person_id),
            at: self.at,
            records: count(PACKAGES, "records", self.records)?,
            files: count(PACKAGES, "files", self.files)?,
            bytes: count(PACKAGES, "bytes", self.bytes)?,
            code: sha256(PACKAGES, &self.code)?,
        })
    }
}

/// The columns of `PackageRow`, of the school that is `$1`, and whatever follows: which of them.
macro_rules! select_packages {
    ($rest:literal) => {
        concat!(
            "SELECT number, id, school_year_id, school_year, what, by_person_id, at, records, files, bytes, code \
             FROM archive_packages WHERE school_id = $1 ",
            $rest
        )
    };
}

/// Every package of the school, the newest first, each with its last check.
///
/// # Errors
/// Those of the database.
pub async fn packages(work: &mut Work) -> Result<Vec<(Package, Option<PackageCheck>)>, Error> {
    let rows: Vec<PackageRow> = work.all(sql(select_packages!("ORDER BY number DESC")).bind(work.school)).await?;
    let mut packages = Vec::with_capacity(rows.len());
    for row in rows {
        let package = row.read()?;
        let check = last_check(work, package.number).await?;
        packages.push((package, check));
    }
    Ok(packages)
}

/// The package of this number.
///
/// # Errors
/// `NotFound`.
pub async fn package(work: &mut Work, number: u32) -> Result<Package, Error> {
    let row: PackageRow = work.one(sql(select_packages!("AND number = $2")).bind_all((work.school, i64::from(number)))).await?;
    row.read()
}

/// The package that a form has made.
pub(super) async fn by_id(work: &mut Work, id: PackageId) -> Result<Option<Package>, Error> {
    let row: Option<PackageRow> = work.optional(sql(select_packages!("AND id = $2")).bind_all((work.school, id))).await?;
    row.map(PackageRow::read).transpose()
}

/// The last time that the files of a package were compared.
///
/// # Errors
/// Those of the database.
pub async fn last_check(work: &mut Work, package: u32) -> Result<Option<PackageCheck>, Error> {
    let select = sql("SELECT number, at, by_person_id, files FROM archive_checks WHERE school_id = $1 AND package_number = $2 \
         ORDER BY number DESC LIMIT 1");
    let row: Option<(i64, DateTime<Utc>, Uuid, i64)> = work.optional(select.bind_all((work.school, i64::from(package)))).await?;
    let Some((number, at, by, files)) = row else { return Ok(None) };
    let select = sql("SELECT file_hash FROM archive_check_failures WHERE school_id = $1 AND package_number = $2 AND number = $3 \
         ORDER BY file_hash");
    let broken: Vec<(Vec<u8>,)> = work.all(select.bind_all((work.school, i64::from(package), number))).await?;
    let broken = broken.iter().map(|(hash,)| sha256("archive_check_failures", hash)).collect::<Result<_, _>>()?;
    Ok(Some(PackageCheck { at, by: Id::new(by), files: count("archive_checks", "files", files)?, broken }))
}

/// Keeps one more check of a package.
pub(super) async fn add_check(work: &mut Work, package: &Package, check: &PackageCheck) -> Result<(), Error> {
    let of = i64::from(package.number);
    let select = sql("SELECT COALESCE(max(number), 0) + 1 FROM archive_checks WHERE school_id = $1 AND package_number = $2");
    let (number,): (i64,) = work.one(select.bind_all((work.school, of))).await?;
    let insert = sql("INSERT INTO archive_checks (school_id, package_number, number, by_person_id, at, files) \
         VALUES ($1, $2, $3, $4, $5, $6)");
    work.run(insert.bind_all((work.school, of, number, check.by, check.at, i64::from(check.files)))).await?;
    for file in &check.broken {
        let insert =
            sql("INSERT INTO archive_check_failures (school_id, package_number, number, file_hash) VALUES ($1, $2, $3, $4)");
        work.run(insert.bind_all((work.school, of, number, file.bytes().to_vec()))).await?;
    }
    Ok(())
}

/// One record of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedRecord {
    pub package: u32,
    /// When it went in.
    pub at: Timestamp,
    pub packed: PackedRecord,
    /// The bytes as they were written down, and their hash of then.
    pub manifest: String,
    pub hash: Sha256,
    pub returned: Option<Returned>,
}

/// That the principal took it out again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    pub by: PersonId,
    pub at: Timestamp,
    pub reason: Reason,
}

#[derive(sqlx::FromRow)]
struct RecordRow {
    package_number: i64,
    put_at: DateTime<Utc>,
    manifest: String,
    manifest_hash: Vec<u8>,
    returned_by: Option<Uuid>,
    returned_at: Option<DateTime<Utc>>,
    returned_reason: Option<String>,
}

impl RecordRow {
    fn read(self) -> Result<ArchivedRecord, Error> {
        let packed = serde_json::from_str(&self.manifest).map_err(|_| unread(RECORDS, "manifest", "another form"))?;
        let returned = match (self.returned_by, self.returned_at, self.returned_reason) {
            (Some(by), Some(at), Some(words)) => Some(Returned { by: Id::new(by), at, reason: reason("archive_returns", &words)? }),
            _ => None,
        };
        Ok(ArchivedRecord {
            package: count(RECORDS, "package_number", self.package_number)?,
            at: self.put_at,
            packed,
            hash: sha256(RECORDS, &self.manifest_hash)?,
            manifest: self.manifest,
            returned,
        })
    }
}

/// The records of a package, in its order.
///
/// # Errors
/// Those of the database; `Internal` for a record in a form that this program does not read.
pub async fn records(work: &mut Work, package: u32) -> Result<Vec<ArchivedRecord>, Error> {
    let select = sql("SELECT r.package_number, p.at AS put_at, r.manifest, r.manifest_hash, t.by_person_id AS returned_by, \
         t.at AS returned_at, t.reason AS returned_reason FROM archived_records r \
         JOIN archive_packages p ON p.school_id = r.school_id AND p.number = r.package_number \
         LEFT JOIN archive_returns t ON t.school_id = r.school_id AND t.package_number = r.package_number \
         AND t.obligation_id = r.obligation_id WHERE r.school_id = $1 AND r.package_number = $2 ORDER BY r.place");
    let rows: Vec<RecordRow> = work.all(select.bind_all((work.school, i64::from(package)))).await?;
    rows.into_iter().map(RecordRow::read).collect()
}

/// Every time that one record lay in the archive, the last one first.
///
/// # Errors
/// As of `records`.
pub async fn of_record(work: &mut Work, id: ObligationId) -> Result<Vec<ArchivedRecord>, Error> {
    let select = sql("SELECT r.package_number, p.at AS put_at, r.manifest, r.manifest_hash, t.by_person_id AS returned_by, \
         t.at AS returned_at, t.reason AS returned_reason FROM archived_records r \
         JOIN archive_packages p ON p.school_id = r.school_id AND p.number = r.package_number \
         LEFT JOIN archive_returns t ON t.school_id = r.school_id AND t.package_number = r.package_number \
         AND t.obligation_id = r.obligation_id WHERE r.school_id = $1 AND r.obligation_id = $2 ORDER BY r.package_number DESC");
    let rows: Vec<RecordRow> = work.all(select.bind_all((work.school, id))).await?;
    rows.into_iter().map(RecordRow::read).collect()
}
