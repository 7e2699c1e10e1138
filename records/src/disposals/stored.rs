//! Lists as their rows have them. A school has few: all of them are read at once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    disposals::{CouncilMember, CouncilMinutes, DisposalDecision, DisposalEnd, DisposalExecution, DisposalList, ListedRecord},
    ids::Id,
    obligations::{Disposed, ObligationId, Reason},
    submissions::SubmissionId,
};
use uuid::Uuid;

use crate::{
    error::Error,
    sql::sql,
    values::{count, reason},
    work::Work,
};

/// Rows by the number of their list.
type ByList<T> = BTreeMap<i64, T>;

/// Every list of the school, the first one at the front.
///
/// # Errors
/// Those of the database.
pub async fn lists(work: &mut Work) -> Result<Vec<DisposalList>, Error> {
    type Row = (i64, Uuid, String, Uuid, DateTime<Utc>);
    let select = sql("SELECT number, id, explanation, by_person_id, at FROM disposal_lists WHERE school_id = $1 ORDER BY number");
    let rows: Vec<Row> = work.all(select.bind(work.school)).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let (mut records, mut minutes) = (records(work).await?, minutes(work).await?);
    let (mut decisions, mut ends, mut executions) = (decisions(work).await?, ends(work).await?, executions(work).await?);
    let read = |(number, id, explanation, by, at): Row| {
        Ok(DisposalList {
            id: Id::new(id),
            number: count("disposal_lists", "number", number)?,
            by: Id::new(by),
            at,
            explanation: reason("disposal_lists", &explanation)?,
            records: records.remove(&number).unwrap_or_default(),
            minutes: minutes.remove(&number),
            decision: decisions.remove(&number),
            ended: ends.remove(&number),
            execution: executions.remove(&number),
        })
    };
    rows.into_iter().map(read).collect()
}

/// The list of this number.
///
/// # Errors
/// `NotFound`.
pub async fn list(work: &mut Work, number: u32) -> Result<DisposalList, Error> {
    lists(work).await?.into_iter().find(|one| one.number == number).ok_or(Error::NotFound)
}

#[derive(sqlx::FromRow)]
struct RecordRow {
    list_number: i64,
    obligation_id: Uuid,
    package_number: i64,
    title: String,
    school_year: String,
    retention: String,
    until_day: NaiveDate,
    files: i64,
    bytes: i64,
}

async fn records(work: &mut Work) -> Result<ByList<Vec<ListedRecord>>, Error> {
    let select = sql("SELECT list_number, obligation_id, package_number, title, school_year, retention, until_day, files, bytes \
         FROM disposal_records WHERE school_id = $1 ORDER BY list_number, place");
    let mut found: ByList<Vec<ListedRecord>> = BTreeMap::new();
    for row in work.all::<RecordRow>(select.bind(work.school)).await? {
        found.entry(row.list_number).or_default().push(ListedRecord {
            obligation: Id::new(row.obligation_id),
            package: count("disposal_records", "package_number", row.package_number)?,
            title: row.title,
            school_year: row.school_year,
            retention: row.retention,
            until: row.until_day,
            files: count("disposal_records", "files", row.files)?,
            bytes: count("disposal_records", "bytes", row.bytes)?,
        });
    }
    Ok(found)
}

async fn minutes(work: &mut Work) -> Result<ByList<CouncilMinutes>, Error> {
    type Row = (i64, String, NaiveDate, Uuid, DateTime<Utc>);
    let select = sql(
        "SELECT list_number, minutes, met_on, by_person_id, at FROM disposal_minutes WHERE school_id = $1 ORDER BY list_number",
    );
    let rows: Vec<Row> = work.all(select.bind(work.school)).await?;
    let (mut members, mut kept) = (members(work).await?, kept(work).await?);
    let read = |(list, number, on, by, at): Row| {
        let (members, kept) = (members.remove(&list).unwrap_or_default(), kept.remove(&list).unwrap_or_default());
        (list, CouncilMinutes { number, on, members, kept, by: Id::new(by), at })
    };
    Ok(rows.into_iter().map(read).collect())
}

async fn members(work: &mut Work) -> Result<ByList<Vec<CouncilMember>>, Error> {
    let select =
        sql("SELECT list_number, person_id, name, titles FROM disposal_members WHERE school_id = $1 ORDER BY list_number, place");
    let mut found: ByList<Vec<CouncilMember>> = BTreeMap::new();
    for (list, person, name, titles) in work.all::<(i64, Uuid, String, String)>(select.bind(work.school)).await? {
        found.entry(list).or_default().push(CouncilMember { person: Id::new(person), name, titles });
    }
    Ok(found)
}

async fn kept(work: &mut Work) -> Result<ByList<BTreeMap<ObligationId, Reason>>, Error> {
    let select = sql(
        "SELECT list_number, obligation_id, reason FROM disposal_kept WHERE school_id = $1 ORDER BY list_number, obligation_id",
    );
    let mut found: ByList<BTreeMap<ObligationId, Reason>> = BTreeMap::new();
    for (list, record, words) in work.all::<(i64, Uuid, String)>(select.bind(work.school)).await? {
        found.entry(list).or_default().insert(Id::new(record), reason("disposal_kept", &words)?);
    }
    Ok(found)
}

async fn decisions(work: &mut Work) -> Result<ByList<DisposalDecision>, Error> {
    type Row = (i64, String, Option<String>, Uuid, DateTime<Utc>);
    let select = sql(
        "SELECT list_number, number, refused, by_person_id, at FROM disposal_decisions WHERE school_id = $1 ORDER BY list_number",
    );
    let rows: Vec<Row> = work.all(select.bind(work.school)).await?;
    let read = |(list, number, refused, by, at): Row| {
        let refused = refused.map(|words| reason("disposal_decisions", &words)).transpose()?;
        Ok((list, DisposalDecision { number, refused, by: Id::new(by), at }))
    };
    rows.into_iter().map(read).collect()
}

async fn ends(work: &mut Work) -> Result<ByList<DisposalEnd>, Error> {
    type Row = (i64, Uuid, DateTime<Utc>, String);
    let select = sql("SELECT list_number, by_person_id, at, reason FROM disposal_ends WHERE school_id = $1 ORDER BY list_number");
    let rows: Vec<Row> = work.all(select.bind(work.school)).await?;
    let read =
        |(list, by, at, words): Row| Ok((list, DisposalEnd { by: Id::new(by), at, reason: reason("disposal_ends", &words)? }));
    rows.into_iter().map(read).collect()
}

async fn executions(work: &mut Work) -> Result<ByList<DisposalExecution>, Error> {
    let select = sql("SELECT list_number, by_person_id, at FROM disposal_executions WHERE school_id = $1 ORDER BY list_number");
    let rows: Vec<(i64, Uuid, DateTime<Utc>)> = work.all(select.bind(work.school)).await?;
    Ok(rows.into_iter().map(|(list, by, at)| (list, DisposalExecution { by: Id::new(by), at })).collect())
}

/// How many lists were executed.
///
/// # Errors
/// Those of the database.
pub async fn executed(work: &mut Work) -> Result<u64, Error> {
    let (many,): (i64,) =
        work.one(sql("SELECT count(list_number) FROM disposal_executions WHERE school_id = $1").bind(work.school)).await?;
    count("disposal_executions", "list_number", many)
}

type DisposedRow = (Uuid, i64, String, NaiveDate, DateTime<Utc>);

fn disposed((record, list, minutes, on, at): DisposedRow) -> Result<(ObligationId, Disposed), Error> {
    Ok((Id::new(record), Disposed { list: count("disposed_versions", "list_number", list)?, minutes, on, at }))
}

/// The columns of `DisposedRow`, of the school that is `$1`, and whatever follows: which of them.
macro_rules! select_disposed {
    ($rest:literal) => {
        concat!(
            "SELECT DISTINCT d.obligation_id, d.list_number, m.minutes, m.met_on, e.at FROM disposed_versions d \
             JOIN disposal_minutes m ON m.school_id = d.school_id AND m.list_number = d.list_number \
             JOIN disposal_executions e ON e.school_id = d.school_id AND e.list_number = d.list_number WHERE d.school_id = $1 ",
            $rest
        )
    };
}

/// By which list and minutes the files of a version were disposed of, if they were.
///
/// # Errors
/// Those of the database.
pub(crate) async fn of_version(work: &mut Work, version: SubmissionId) -> Result<Option<Disposed>, Error> {
    let row: Option<DisposedRow> =
        work.optional(sql(select_disposed!("AND d.submission_id = $2")).bind_all((work.school, version))).await?;
    row.map(disposed).transpose().map(|found| found.map(|(_, disposed)| disposed))
}

/// Of these records those whose files were disposed of, each with the list and the minutes.
///
/// # Errors
/// Those of the database.
pub async fn among(work: &mut Work, records: &[ObligationId]) -> Result<BTreeMap<ObligationId, Disposed>, Error> {
    let mut found = BTreeMap::new();
    for record in records {
        let row: Option<DisposedRow> =
            work.optional(sql(select_disposed!("AND d.obligation_id = $2")).bind_all((work.school, *record))).await?;
        found.extend(row.map(disposed).transpose()?);
    }
    Ok(found)
}

/// Every version of the school whose files were disposed of.
///
/// # Errors
/// Those of the database.
pub async fn disposed_versions(work: &mut Work) -> Result<BTreeSet<SubmissionId>, Error> {
    let select = sql("SELECT submission_id, list_number FROM disposed_versions WHERE school_id = $1");
    let rows: Vec<(Uuid, i64)> = work.all(select.bind(work.school)).await?;
    Ok(rows.into_iter().map(|(id, _)| Id::new(id)).collect())
}
