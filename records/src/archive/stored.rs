//! Packages and their checks as their rows have them.

use chrono::{DateTime, Utc};
use domain::{
    archive::{Package, PackageCheck, PackageId},
    ids::Id,
};
use uuid::Uuid;

use crate::{
    error::Error,
    sql::sql,
    values::{count, sha256},
    work::Work,
};

const PACKAGES: &str = "archive_packages";

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
