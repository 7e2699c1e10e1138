//! Offered swaps as their rows have them.

use chrono::{DateTime, Utc};
use domain::{
    ids::Id,
    school_years::YearId,
    swaps::{SwapAnswer, SwapAnswered, SwapOffer, SwapPlan},
};
use uuid::Uuid;

use crate::{
    error::Error,
    sql::sql,
    values::{count, known, reason},
    work::Work,
};

const TABLE: &str = "swap_offers";

#[derive(sqlx::FromRow)]
struct OfferRow {
    id: Uuid,
    class_id: Uuid,
    week: i64,
    by_person_id: Uuid,
    to_person_id: Uuid,
    back_week: Option<i64>,
    reason: String,
    at: DateTime<Utc>,
    answer: Option<String>,
    answered_by: Option<Uuid>,
    answered_at: Option<DateTime<Utc>>,
}

/// Every offer of a school year, the oldest first.
pub(crate) async fn of_year(work: &mut Work, year: YearId) -> Result<Vec<SwapOffer>, Error> {
    let of_year = sql("SELECT o.id, o.class_id, o.week, o.by_person_id, o.to_person_id, o.back_week, o.reason, o.at, a.answer, \
         a.by_person_id AS answered_by, a.at AS answered_at FROM swap_offers o \
         LEFT JOIN swap_answers a ON a.school_id = o.school_id AND a.offer_id = o.id \
         WHERE o.school_id = $1 AND o.school_year_id = $2 ORDER BY o.at, o.id");
    let rows: Vec<OfferRow> = work.all(of_year.bind_all((work.school, year))).await?;
    rows.into_iter().map(OfferRow::read).collect()
}

impl OfferRow {
    fn read(self) -> Result<SwapOffer, Error> {
        let answered = match (self.answer, self.answered_by, self.answered_at) {
            (Some(code), Some(by), Some(at)) => {
                let answer = known("swap_answers", "answer", &code, SwapAnswer::from_code)?;
                Some(SwapAnswered { answer, by: Id::new(by), at })
            }
            _ => None,
        };
        Ok(SwapOffer {
            id: Id::new(self.id),
            plan: SwapPlan {
                class: Id::new(self.class_id),
                week: count(TABLE, "week", self.week)?,
                from: Id::new(self.by_person_id),
                to: Id::new(self.to_person_id),
                back: self.back_week.map(|week| count(TABLE, "back_week", week)).transpose()?,
            },
            reason: reason(TABLE, &self.reason)?,
            at: self.at,
            answered,
        })
    }
}
