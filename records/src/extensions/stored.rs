//! Extensions and requests as their rows have them.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    extensions::{Answer, Answered, Extension, ExtensionRequest, TakenBack, Wish},
    ids::Id,
    locks::{Post, Signature},
    obligations::ObligationId,
    school_years::YearId,
};
use uuid::Uuid;

use crate::{
    error::Error,
    sql::sql,
    values::{count, known, reason, unread},
    work::Work,
};

const TABLE: &str = "extensions";

#[derive(sqlx::FromRow)]
struct ExtensionRow {
    id: Uuid,
    number: i64,
    until_day: NaiveDate,
    reason: String,
    decision: String,
    given_by: Uuid,
    post: String,
    given_at: DateTime<Utc>,
    back_by: Option<Uuid>,
    back_post: Option<String>,
    back_at: Option<DateTime<Utc>>,
    back_reason: Option<String>,
}

#[derive(sqlx::FromRow)]
struct RequestRow {
    id: Uuid,
    obligation_id: Uuid,
    by_person_id: Uuid,
    at: DateTime<Utc>,
    until_day: NaiveDate,
    reason: String,
    wish: String,
    answer: Option<String>,
    answered_by: Option<Uuid>,
    answered_at: Option<DateTime<Utc>>,
    extension_id: Option<Uuid>,
    answered_reason: Option<String>,
}

/// Every extension of a school year in the order of their numbers, also those that were taken back.
pub(crate) async fn of_year(work: &mut Work, year: YearId) -> Result<Vec<Extension>, Error> {
    let of_year = sql(
        "SELECT e.id, e.number, e.until_day, e.reason, e.decision, e.given_by, e.post, e.given_at, b.by_person_id AS back_by, \
         b.post AS back_post, b.at AS back_at, b.reason AS back_reason FROM extensions e \
         LEFT JOIN extensions_taken_back b ON b.school_id = e.school_id AND b.extension_id = e.id \
         WHERE e.school_id = $1 AND e.school_year_id = $2 ORDER BY e.number",
    );
    let rows: Vec<ExtensionRow> = work.all(of_year.bind_all((work.school, year))).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let records = sql("SELECT r.extension_id, r.obligation_id FROM extension_records r \
         JOIN extensions e ON e.school_id = r.school_id AND e.id = r.extension_id \
         WHERE r.school_id = $1 AND e.school_year_id = $2");
    let mut covered: HashMap<Uuid, BTreeSet<ObligationId>> = HashMap::new();
    for (extension, record) in work.all::<(Uuid, Uuid)>(records.bind_all((work.school, year))).await? {
        covered.entry(extension).or_default().insert(Id::new(record));
    }
    rows.into_iter()
        .map(|row| {
            let records = covered.remove(&row.id).unwrap_or_default();
            row.read(records)
        })
        .collect()
}

/// Every request of a school year, the oldest first.
pub(crate) async fn requests_of_year(work: &mut Work, year: YearId) -> Result<Vec<ExtensionRequest>, Error> {
    let of_year = sql("SELECT r.id, r.obligation_id, r.by_person_id, r.at, r.until_day, r.reason, r.wish, a.answer, \
         a.by_person_id AS answered_by, a.at AS answered_at, a.extension_id, a.reason AS answered_reason FROM extension_requests r \
         LEFT JOIN extension_answers a ON a.school_id = r.school_id AND a.request_id = r.id \
         WHERE r.school_id = $1 AND r.school_year_id = $2 ORDER BY r.at, r.id");
    let rows: Vec<RequestRow> = work.all(of_year.bind_all((work.school, year))).await?;
    rows.into_iter().map(RequestRow::read).collect()
}

impl ExtensionRow {
    fn read(self, records: BTreeSet<ObligationId>) -> Result<Extension, Error> {
        let post = |code: &str| known(TABLE, "post", code, Post::from_code);
        let taken_back = match (self.back_by, self.back_post, self.back_at, self.back_reason) {
            (Some(by), Some(code), Some(at), Some(words)) => {
                Some(TakenBack { signed: Signature { by: Id::new(by), post: post(&code)?, at }, reason: reason(TABLE, &words)? })
            }
            _ => None,
        };
        Ok(Extension {
            id: Id::new(self.id),
            number: count(TABLE, "number", self.number)?,
            records,
            until: self.until_day,
            reason: reason(TABLE, &self.reason)?,
            decision: self.decision,
            given: Signature { by: Id::new(self.given_by), post: post(&self.post)?, at: self.given_at },
            taken_back,
        })
    }
}

impl RequestRow {
    fn read(self) -> Result<ExtensionRequest, Error> {
        const TABLE: &str = "extension_answers";
        let answered = match (self.answer, self.answered_by, self.answered_at) {
            (Some(code), Some(by), Some(at)) => {
                let answer = match (code.as_str(), self.extension_id, self.answered_reason) {
                    ("granted", Some(extension), _) => Answer::Granted(Id::new(extension)),
                    ("freed", ..) => Answer::Freed,
                    ("refused", _, Some(words)) => Answer::Refused(reason(TABLE, &words)?),
                    ("withdrawn", ..) => Answer::Withdrawn,
                    (other, ..) => return Err(unread(TABLE, "answer", other)),
                };
                Some(Answered { answer, by: Id::new(by), at })
            }
            _ => None,
        };
        let wish = match self.wish.as_str() {
            "time" => Wish::Until(self.until_day),
            "freedom" => Wish::Freedom,
            other => return Err(unread("extension_requests", "wish", other)),
        };
        Ok(ExtensionRequest {
            id: Id::new(self.id),
            obligation: Id::new(self.obligation_id),
            by: Id::new(self.by_person_id),
            at: self.at,
            wish,
            reason: reason("extension_requests", &self.reason)?,
            answered,
        })
    }
}
