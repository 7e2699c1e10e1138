//! "Giữ lại": what nobody may dispose of, whatever its period says.

use chrono::{DateTime, Utc};
use domain::{
    archive::{Hold, HoldForm, HoldOver, HoldPlan, Lifted},
    forms::FormErrors,
    ids::Id,
    obligations::Reason,
    permissions::{Allowed, HoldRecords, decide_hold},
    refusal::{ArchiveRefusal, Refusal},
};
use uuid::Uuid;

use crate::{
    error::Error,
    events::Event,
    facts::FactStore,
    obligations, school_years,
    sql::sql,
    values::{count, reason, unread},
    work::Work,
};

const TABLE: &str = "archive_holds";

#[derive(sqlx::FromRow)]
struct HoldRow {
    number: i64,
    obligation_id: Option<Uuid>,
    school_year_id: Option<Uuid>,
    record_type_id: Option<Uuid>,
    reason: String,
    by_person_id: Uuid,
    at: DateTime<Utc>,
    lifted_by: Option<Uuid>,
    lifted_at: Option<DateTime<Utc>>,
    lifted_reason: Option<String>,
}

impl HoldRow {
    fn read(self) -> Result<Hold, Error> {
        let over = match (self.obligation_id, self.school_year_id) {
            (Some(id), None) => HoldOver::Record(Id::new(id)),
            (None, Some(year)) => HoldOver::Year { year: Id::new(year), record_type: self.record_type_id.map(Id::new) },
            (Some(_), Some(_)) | (None, None) => return Err(unread(TABLE, "obligation_id", "neither a record nor a year")),
        };
        let lifted = match (self.lifted_by, self.lifted_at, self.lifted_reason) {
            (Some(by), Some(at), Some(words)) => Some(Lifted { by: Id::new(by), at, reason: reason("archive_hold_ends", &words)? }),
            _ => None,
        };
        Ok(Hold {
            number: count(TABLE, "number", self.number)?,
            over,
            reason: reason(TABLE, &self.reason)?,
            by: Id::new(self.by_person_id),
            at: self.at,
            lifted,
        })
    }
}

/// Every hold, also those that were lifted; the first one first.
///
/// # Errors
/// Those of the database.
pub async fn holds(work: &mut Work) -> Result<Vec<Hold>, Error> {
    let select = sql("SELECT h.number, h.obligation_id, h.school_year_id, h.record_type_id, h.reason, h.by_person_id, h.at, \
         e.by_person_id AS lifted_by, e.at AS lifted_at, e.reason AS lifted_reason FROM archive_holds h \
         LEFT JOIN archive_hold_ends e ON e.school_id = h.school_id AND e.number = h.number \
         WHERE h.school_id = $1 ORDER BY h.number");
    let rows: Vec<HoldRow> = work.all(select.bind(work.school)).await?;
    rows.into_iter().map(HoldRow::read).collect()
}

/// Holds records. The same over the same for the same reason, while that stands, is the hold that is there.
///
/// # Errors
/// As of `decide_hold`; `NotFound` for a record, a year or a type of another school; what is wrong with the form is told inside.
pub async fn hold(work: &mut Work, store: &FactStore, form: &HoldForm) -> Result<Result<u32, FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_hold(&facts.actor(by, work.now))?;
    let plan = match form.parse() {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    match plan.over {
        HoldOver::Record(id) => obligations::year_of(work, id).await.map(drop)?,
        HoldOver::Year { year, record_type } => {
            school_years::one(work, year).await?;
            record_type.map(|id| facts.record_type(id).ok_or(Error::NotFound)).transpose()?;
        }
    }
    let known = holds(work).await?;
    let is_it = |one: &&Hold| one.lifted.is_none() && one.over == plan.over && one.reason == plan.reason;
    if let Some(same) = known.iter().find(is_it) {
        return Ok(Ok(same.number));
    }
    let number = known.last().map_or(0, |last| last.number) + 1;
    let HoldPlan { over, reason } = plan;
    let hold = Hold { number, over, reason, by, at: work.now, lifted: None };
    save(work, &hold, &allowed).await?;
    Ok(Ok(number))
}

async fn save(work: &mut Work, hold: &Hold, _allowed: &Allowed<HoldRecords>) -> Result<(), Error> {
    let (record, year, record_type) = match hold.over {
        HoldOver::Record(id) => (Some(id), None, None),
        HoldOver::Year { year, record_type } => (None, Some(year), record_type),
    };
    let insert = sql("INSERT INTO archive_holds (school_id, number, obligation_id, school_year_id, record_type_id, reason, \
         by_person_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let row = (work.school, i64::from(hold.number), record, year, record_type, hold.reason.as_str(), hold.by, hold.at);
    work.run(insert.bind_all(row)).await?;
    work.note(Event::ArchiveHeld { hold });
    Ok(())
}

/// Lifts a hold.
///
/// # Errors
/// As of `decide_hold`; `ArchiveRefusal::Lifted` where somebody has; `NotFound`.
pub async fn lift(work: &mut Work, store: &FactStore, number: u32, reason: &Reason) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let allowed = decide_hold(&store.facts(work).await?.actor(by, work.now))?;
    let known = holds(work).await?.into_iter().find(|one| one.number == number).ok_or(Error::NotFound)?;
    if let Some(lifted) = &known.lifted {
        return Err(Refusal::from(ArchiveRefusal::Lifted { at: lifted.at }).into());
    }
    end(work, &known, reason, &allowed).await
}

async fn end(work: &mut Work, hold: &Hold, reason: &Reason, _allowed: &Allowed<HoldRecords>) -> Result<(), Error> {
    let insert = sql("INSERT INTO archive_hold_ends (school_id, number, by_person_id, at, reason) VALUES ($1, $2, $3, $4, $5)");
    let row = (work.school, i64::from(hold.number), work.actor.map(|by| by.uuid()), work.now, reason.as_str());
    work.run(insert.bind_all(row)).await?;
    work.note(Event::ArchiveHoldLifted { hold });
    Ok(())
}
