//! Copies as their rows have them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::{
    ids::Id,
    people::PersonId,
    personal_copies::{CopyKind, CopySize, PersonalCopy},
    school_years::YearId,
    submissions::SubmissionId,
};
use uuid::Uuid;

use crate::{
    error::Error,
    sql::sql,
    values::{count, known},
    work::Work,
};

const TABLE: &str = "personal_copies";

#[derive(sqlx::FromRow)]
struct CopyRow {
    person_id: Uuid,
    number: i64,
    at: DateTime<Utc>,
    kind: String,
    records: i64,
    files: i64,
    bytes: i64,
}

impl CopyRow {
    fn read(self) -> Result<PersonalCopy, Error> {
        Ok(PersonalCopy {
            person: Id::new(self.person_id),
            number: count(TABLE, "number", self.number)?,
            at: self.at,
            kind: known(TABLE, "kind", &self.kind, CopyKind::from_code)?,
            size: CopySize {
                records: count(TABLE, "records", self.records)?,
                files: count(TABLE, "files", self.files)?,
                bytes: count(TABLE, "bytes", self.bytes)?,
            },
        })
    }
}

/// The columns of `CopyRow`, of the school that is `$1`, and whatever follows: which of them.
macro_rules! select_copies {
    ($rest:literal) => {
        concat!(
            "SELECT c.person_id, c.number, c.at, c.kind, c.records, c.files, c.bytes FROM personal_copies c \
             WHERE c.school_id = $1 ",
            $rest
        )
    };
}

/// Those of one person, the last one first.
pub(super) async fn of_person(work: &mut Work, person: PersonId) -> Result<Vec<PersonalCopy>, Error> {
    let select = sql(select_copies!("AND c.person_id = $2 ORDER BY c.number DESC"));
    let rows: Vec<CopyRow> = work.all(select.bind_all((work.school, person))).await?;
    rows.into_iter().map(CopyRow::read).collect()
}

/// The last one of each person.
pub(super) async fn last_of_each(work: &mut Work) -> Result<BTreeMap<PersonId, PersonalCopy>, Error> {
    let select = sql(select_copies!(
        "AND c.number = (SELECT max(n.number) FROM personal_copies n WHERE n.school_id = c.school_id AND n.person_id = c.person_id)"
    ));
    let rows: Vec<CopyRow> = work.all(select.bind(work.school)).await?;
    rows.into_iter().map(|row| row.read().map(|copy| (copy.person, copy))).collect()
}

/// The versions in any copy of one person, each with how many of its files lack in all of them.
pub(super) async fn copied(work: &mut Work, person: PersonId) -> Result<BTreeMap<SubmissionId, u32>, Error> {
    let select = sql("SELECT submission_id, min(lacking) FROM personal_copy_versions WHERE school_id = $1 AND person_id = $2 \
         GROUP BY submission_id");
    let rows: Vec<(Uuid, i64)> = work.all(select.bind_all((work.school, person))).await?;
    rows.into_iter().map(|(id, lacking)| Ok((Id::new(id), count("personal_copy_versions", "lacking", lacking)?))).collect()
}

/// Of the last versions of the records of a year, those that are in a copy, and in whose.
pub(super) async fn copied_of_year(work: &mut Work, year: YearId) -> Result<BTreeSet<(PersonId, SubmissionId)>, Error> {
    let select = sql("SELECT DISTINCT v.person_id, v.submission_id FROM obligations o \
         JOIN submission_summaries m ON m.school_id = o.school_id AND m.obligation_id = o.id \
         JOIN personal_copy_versions v ON v.school_id = m.school_id AND v.submission_id = m.last_submission_id \
         WHERE o.school_id = $1 AND o.school_year_id = $2");
    let rows: Vec<(Uuid, Uuid)> = work.all(select.bind_all((work.school, year))).await?;
    Ok(rows.into_iter().map(|(person, version)| (Id::new(person), Id::new(version))).collect())
}
