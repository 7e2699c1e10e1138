//! Corrections of numbers, as they are kept.

use chrono::{DateTime, Utc};
use domain::{
    corrections::{Correction, Corrections, Numbered},
    ids::Id,
};
use uuid::Uuid;

use crate::{error::Error, sql::sql, values::unread, work::Work};

#[derive(sqlx::FromRow)]
struct CorrectionRow {
    about: String,
    subject_id: Uuid,
    was: String,
    decision: String,
    at: DateTime<Utc>,
    by_person_id: Uuid,
}

/// All of the school, in the order in which they were made.
pub(crate) async fn all(work: &mut Work) -> Result<Corrections, Error> {
    let select = sql("SELECT about, subject_id, was, decision, at, by_person_id FROM corrections WHERE school_id = $1 \
         ORDER BY COALESCE(number, 0), at, id");
    let rows: Vec<CorrectionRow> = work.all(select.bind(work.school)).await?;
    rows.into_iter().map(CorrectionRow::read).collect::<Result<Vec<_>, Error>>().map(Corrections::new)
}

impl CorrectionRow {
    fn read(self) -> Result<Correction, Error> {
        let of = Numbered::from_codes(&self.about, self.subject_id);
        Ok(Correction {
            of: of.ok_or_else(|| unread("corrections", "about", &self.about))?,
            was: self.was,
            decision: self.decision,
            by: Id::new(self.by_person_id),
            at: self.at,
        })
    }
}
