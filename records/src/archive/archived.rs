//! The records of a package as their rows have them.

use chrono::{DateTime, Utc};
use domain::{
    archive::PackedRecord,
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

const RECORDS: &str = "archived_records";

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

/// The columns of `RecordRow`, of the school that is `$1`, and whatever follows: which of them.
macro_rules! select_records {
    ($rest:literal) => {
        concat!(
            "SELECT r.package_number, p.at AS put_at, r.manifest, r.manifest_hash, t.by_person_id AS returned_by, \
             t.at AS returned_at, t.reason AS returned_reason FROM archived_records r \
             JOIN archive_packages p ON p.school_id = r.school_id AND p.number = r.package_number \
             LEFT JOIN archive_returns t ON t.school_id = r.school_id AND t.package_number = r.package_number \
             AND t.obligation_id = r.obligation_id WHERE r.school_id = $1 ",
            $rest
        )
    };
}

/// The records of a package, in its order.
///
/// # Errors
/// Those of the database; `Internal` for a record in a form that this program does not read.
pub async fn records(work: &mut Work, package: u32) -> Result<Vec<ArchivedRecord>, Error> {
    let select = sql(select_records!("AND r.package_number = $2 ORDER BY r.place"));
    let rows: Vec<RecordRow> = work.all(select.bind_all((work.school, i64::from(package)))).await?;
    rows.into_iter().map(RecordRow::read).collect()
}

/// The first record of a package.
///
/// # Errors
/// As of `records`.
pub async fn first_record(work: &mut Work, package: u32) -> Result<Option<ArchivedRecord>, Error> {
    let select = sql(select_records!("AND r.package_number = $2 AND r.place = 1"));
    let row: Option<RecordRow> = work.optional(select.bind_all((work.school, i64::from(package)))).await?;
    row.map(RecordRow::read).transpose()
}

/// Every time that one record lay in the archive, the last one first.
///
/// # Errors
/// As of `records`.
pub async fn of_record(work: &mut Work, id: ObligationId) -> Result<Vec<ArchivedRecord>, Error> {
    let select = sql(select_records!("AND r.obligation_id = $2 ORDER BY r.package_number DESC"));
    let rows: Vec<RecordRow> = work.all(select.bind_all((work.school, id))).await?;
    rows.into_iter().map(RecordRow::read).collect()
}
