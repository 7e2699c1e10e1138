//! Requests for data as their rows have them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    data_requests::{DataAnswer, DataRequest, Outcome},
    ids::Id,
    people::PersonId,
};
use uuid::Uuid;

use crate::{
    error::Error,
    sql::sql,
    values::{count, unread},
    work::Work,
};

const GIVEN: &str = "given";
const REFUSED: &str = "refused";

#[derive(sqlx::FromRow)]
struct RequestRow {
    id: Uuid,
    number: i64,
    person_id: Uuid,
    by_person_id: Uuid,
    at: DateTime<Utc>,
    due: NaiveDate,
    reason: String,
    identity: String,
    /// `None` while nobody has answered.
    answered_by: Option<Uuid>,
    answered_at: Option<DateTime<Utc>>,
    outcome: Option<String>,
    why: Option<String>,
    clause: Option<String>,
}

/// The columns of `RequestRow`, of the school that is `$1`, and whatever follows: which of them.
macro_rules! select_requests {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.number, r.person_id, r.by_person_id, r.at, r.due, r.reason, r.identity, a.by_person_id AS answered_by, \
             a.at AS answered_at, a.outcome, a.reason AS why, a.clause FROM data_requests r LEFT JOIN data_answers a \
             ON a.school_id = r.school_id AND a.request_id = r.id WHERE r.school_id = $1 ",
            $rest
        )
    };
}

/// Every request, the last one first.
pub(super) async fn all(work: &mut Work) -> Result<Vec<DataRequest>, Error> {
    let select = sql(select_requests!("ORDER BY r.number DESC"));
    let rows: Vec<RequestRow> = work.all(select.bind(work.school)).await?;
    rows.into_iter().map(RequestRow::read).collect()
}

/// Those of one person, the last one first.
pub(super) async fn of_person(work: &mut Work, person: PersonId) -> Result<Vec<DataRequest>, Error> {
    let select = sql(select_requests!("AND r.person_id = $2 ORDER BY r.number DESC"));
    let rows: Vec<RequestRow> = work.all(select.bind_all((work.school, person))).await?;
    rows.into_iter().map(RequestRow::read).collect()
}

impl RequestRow {
    fn read(self) -> Result<DataRequest, Error> {
        let what = match (self.outcome.as_deref(), self.why, self.clause) {
            (None, ..) => None,
            (Some(GIVEN), ..) => Some(Outcome::Given),
            (Some(REFUSED), Some(reason), Some(clause)) => Some(Outcome::Refused { reason, clause }),
            (Some(other), ..) => return Err(unread("data_answers", "outcome", other)),
        };
        let answered = match (self.answered_by, self.answered_at, what) {
            (Some(by), Some(at), Some(what)) => Some(DataAnswer { by: Id::new(by), at, what }),
            _ => None,
        };
        Ok(DataRequest {
            id: Id::new(self.id),
            number: count("data_requests", "number", self.number)?,
            person: Id::new(self.person_id),
            by: Id::new(self.by_person_id),
            at: self.at,
            due: self.due,
            reason: self.reason,
            identity: self.identity,
            answered,
        })
    }
}

/// Outcome, reason and clause.
pub(super) fn columns(what: &Outcome) -> (&'static str, String, String) {
    match what {
        Outcome::Given => (GIVEN, String::new(), String::new()),
        Outcome::Refused { reason, clause } => (REFUSED, reason.clone(), clause.clone()),
    }
}
