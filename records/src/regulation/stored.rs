//! Versions of the regulation as their rows have them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::Id,
    regulation::{Clause, ClauseNumber, Pledge, Regulation, RegulationVersionId, Reminder, Subject, VersionLine},
};
use uuid::Uuid;

use crate::{
    error::Error,
    sql::sql,
    values::{count, known, unread},
    work::Work,
};

const CLAUSES: &str = "regulation_clauses";

/// All versions, without their clauses, and all that has happened with them.
pub(crate) async fn all(work: &mut Work) -> Result<Regulation, Error> {
    type VersionRow = (Uuid, i64, NaiveDate, String, NaiveDate, Uuid, DateTime<Utc>);
    let select = sql("SELECT id, number, from_day, decision, decided_on, by_person_id, at FROM regulation_versions \
         WHERE school_id = $1 ORDER BY number");
    let rows: Vec<VersionRow> = work.all(select.bind(work.school)).await?;
    let version = |(id, number, from, decision, decided_on, by, at): VersionRow| {
        let number = count("regulation_versions", "number", number)?;
        Ok(VersionLine { id: Id::new(id), number, from, decision, decided_on, by: Id::new(by), at })
    };
    let versions = rows.into_iter().map(version).collect::<Result<Vec<VersionLine>, Error>>()?;
    if versions.is_empty() {
        return Ok(Regulation::default());
    }
    let select =
        sql("SELECT version_id, person_id, at FROM regulation_pledges WHERE school_id = $1 ORDER BY version_id, person_id");
    let rows: Vec<(Uuid, Uuid, DateTime<Utc>)> = work.all(select.bind(work.school)).await?;
    let pledge = |(version, person, at)| Pledge { version: Id::new(version), person: Id::new(person), at };
    let pledges = rows.into_iter().map(pledge).collect();
    let select = sql("SELECT version_id, by_person_id, at FROM regulation_reminders WHERE school_id = $1 ORDER BY number DESC");
    let rows: Vec<(Uuid, Uuid, DateTime<Utc>)> = work.all(select.bind(work.school)).await?;
    let mut reminders: Vec<Reminder> = Vec::new();
    for (version, by, at) in rows {
        // The last one of each version comes first.
        if reminders.iter().all(|one| one.version != Id::new(version)) {
            reminders.push(Reminder { version: Id::new(version), by: Id::new(by), at });
        }
    }
    Ok(Regulation { versions, pledges, reminders })
}

/// The clauses of one version, in the order of its text.
pub(super) async fn clauses(work: &mut Work, version: RegulationVersionId) -> Result<Vec<Clause>, Error> {
    type ClauseRow = (i64, String, String, String, String);
    let select = sql("SELECT article, letter, heading, text, subject FROM regulation_clauses \
         WHERE school_id = $1 AND version_id = $2 ORDER BY place");
    let rows: Vec<ClauseRow> = work.all(select.bind_all((work.school, version))).await?;
    let read = |(article, letter, heading, text, subject): ClauseRow| {
        let article = u8::try_from(article).map_err(|_| unread(CLAUSES, "article", &article.to_string()))?;
        let subject = match subject.as_str() {
            "" => None,
            code => Some(known(CLAUSES, "subject", code, Subject::from_code)?),
        };
        Ok(Clause { number: ClauseNumber { article, letter: letter.chars().next() }, heading, text, subject })
    };
    rows.into_iter().map(read).collect()
}
