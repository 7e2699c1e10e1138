//! Checks as their rows have them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::Id,
    security_checks::{Assigned, Checked, Finding, FindingKind, Mended, SecurityCheck},
};
use uuid::Uuid;

use crate::{
    error::Error,
    sql::sql,
    values::{count, known},
    work::Work,
};

const TABLE: &str = "security_findings";

#[derive(sqlx::FromRow)]
struct FindingRow {
    check_id: Uuid,
    number: i64,
    kind: String,
    person_id: Uuid,
    other_person_id: Option<Uuid>,
    since: Option<NaiveDate>,
    times: i64,
    to_person_id: Option<Uuid>,
    by_day: Option<NaiveDate>,
    note: String,
    mended_by: Option<Uuid>,
    mended_at: Option<DateTime<Utc>>,
    words: Option<String>,
}

/// Every check, the last one first, each with its findings in their order.
pub(super) async fn all(work: &mut Work) -> Result<Vec<SecurityCheck>, Error> {
    let select = sql("SELECT id, number, by_person_id, at, note FROM security_checks WHERE school_id = $1 ORDER BY number DESC");
    let checks: Vec<(Uuid, i64, Uuid, DateTime<Utc>, String)> = work.all(select.bind(work.school)).await?;
    let select = sql("SELECT f.check_id, f.number, f.kind, f.person_id, f.other_person_id, f.since, f.times, f.to_person_id, \
         f.by_day, f.note, m.by_person_id AS mended_by, m.at AS mended_at, m.words FROM security_findings f \
         LEFT JOIN security_mends m ON m.school_id = f.school_id AND m.check_id = f.check_id AND m.number = f.number \
         WHERE f.school_id = $1 ORDER BY f.check_id, f.number");
    let rows: Vec<FindingRow> = work.all(select.bind(work.school)).await?;
    let mut all = Vec::new();
    for (id, number, by, at, note) in checks {
        let findings = rows.iter().filter(|row| row.check_id == id).map(FindingRow::read).collect::<Result<_, _>>()?;
        let number = count("security_checks", "number", number)?;
        all.push(SecurityCheck { id: Id::new(id), number, by: Id::new(by), at, note, findings });
    }
    Ok(all)
}

impl FindingRow {
    fn read(&self) -> Result<Checked, Error> {
        let finding = Finding {
            kind: known(TABLE, "kind", &self.kind, FindingKind::from_code)?,
            person: Id::new(self.person_id),
            other: self.other_person_id.map(Id::new),
            since: self.since,
            times: count(TABLE, "times", self.times)?,
        };
        let assigned = self.to_person_id.zip(self.by_day).map(|(to, by_day)| Assigned { to: Id::new(to), by_day });
        let mended = match (self.mended_by, self.mended_at, &self.words) {
            (Some(by), Some(at), Some(words)) => Some(Mended { by: Id::new(by), at, words: words.clone() }),
            _ => None,
        };
        Ok(Checked { number: count(TABLE, "number", self.number)?, finding, assigned, note: self.note.clone(), mended })
    }
}
