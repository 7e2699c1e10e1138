//! Closures as their rows have them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    closures::{Closure, ClosureKind, ClosurePlan, TakenBack},
    days::Span,
    ids::Id,
    locks::{Post, Signature},
    school_years::YearId,
    scope::Scope,
};
use uuid::Uuid;

use crate::{
    error::Error,
    sql::sql,
    values::{count, known, reason},
    work::Work,
};

const TABLE: &str = "closures";

#[derive(sqlx::FromRow)]
struct ClosureRow {
    id: Uuid,
    number: i64,
    kind: String,
    from_day: NaiveDate,
    to_day: NaiveDate,
    scope: String,
    words: String,
    declared_by: Uuid,
    post: String,
    declared_at: DateTime<Utc>,
    back_by: Option<Uuid>,
    back_post: Option<String>,
    back_at: Option<DateTime<Utc>>,
    back_reason: Option<String>,
}

/// Every closure of a school year in the order of their numbers, also those that were taken back.
pub(crate) async fn of_year(work: &mut Work, year: YearId) -> Result<Vec<Closure>, Error> {
    let of_year =
        sql("SELECT c.id, c.number, c.kind, c.from_day, c.to_day, c.scope, c.words, c.declared_by, c.post, c.declared_at, \
         b.by_person_id AS back_by, b.post AS back_post, b.at AS back_at, b.reason AS back_reason FROM closures c \
         LEFT JOIN closures_taken_back b ON b.school_id = c.school_id AND b.closure_id = c.id \
         WHERE c.school_id = $1 AND c.school_year_id = $2 ORDER BY c.number");
    let rows: Vec<ClosureRow> = work.all(of_year.bind_all((work.school, year))).await?;
    rows.into_iter().map(ClosureRow::read).collect()
}

impl ClosureRow {
    fn read(self) -> Result<Closure, Error> {
        let post = |code: &str| known(TABLE, "post", code, Post::from_code);
        let taken_back = match (self.back_by, self.back_post, self.back_at, self.back_reason) {
            (Some(by), Some(code), Some(at), Some(words)) => {
                Some(TakenBack { signed: Signature { by: Id::new(by), post: post(&code)?, at }, reason: reason(TABLE, &words)? })
            }
            _ => None,
        };
        Ok(Closure {
            id: Id::new(self.id),
            number: count(TABLE, "number", self.number)?,
            plan: ClosurePlan {
                kind: known(TABLE, "kind", &self.kind, ClosureKind::from_code)?,
                days: Span::new(self.from_day, self.to_day),
                scope: known(TABLE, "scope", &self.scope, Scope::from_key)?,
                words: self.words,
            },
            declared: Signature { by: Id::new(self.declared_by), post: post(&self.post)?, at: self.declared_at },
            taken_back,
        })
    }
}
