//! "Thời hạn lưu": what somebody has settled for each type, version by version.

use chrono::{DateTime, Utc};
use domain::{
    archive::{Retention, RetentionForm, RetentionPlan, RetentionRule, in_force},
    forms::FormErrors,
    ids::Id,
    people::PersonId,
    permissions::{Allowed, SetRetention, decide_set_retention},
    record_types::RecordTypeId,
    refusal::{ArchiveRefusal, Refusal},
};
use uuid::Uuid;

use crate::{
    error::Error,
    events::Event,
    facts::FactStore,
    sql::sql,
    values::{count, unread},
    work::Work,
};

const TABLE: &str = "retention_rules";

/// Every rule of every type, the first one of each at the front.
///
/// # Errors
/// Those of the database.
pub async fn rules(work: &mut Work) -> Result<Vec<RetentionRule>, Error> {
    type Row = (Uuid, i64, String, Option<i64>, String, Uuid, DateTime<Utc>);
    let select = sql("SELECT record_type_id, number, kind, years, basis, by_person_id, at FROM retention_rules \
         WHERE school_id = $1 ORDER BY record_type_id, number");
    let rows: Vec<Row> = work.all(select.bind(work.school)).await?;
    let read = |(record_type, number, kind, years, basis, by, at): Row| {
        let years = years.map(|years| count(TABLE, "years", years)).transpose()?;
        Ok(RetentionRule {
            record_type: Id::new(record_type),
            number: count(TABLE, "number", number)?,
            retention: Retention::from_code(&kind, years).ok_or_else(|| unread(TABLE, "kind", &kind))?,
            basis,
            by: Id::new(by),
            at,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Settles how long records of a type are kept. What holds already is settled no second time.
///
/// # Errors
/// As of `decide_set_retention`; `ArchiveRefusal::SetMeanwhile`; `NotFound` for a type of another school; what is wrong with the
/// form is told inside.
pub async fn set_retention(
    work: &mut Work,
    store: &FactStore,
    record_type: RecordTypeId,
    form: &RetentionForm,
) -> Result<Result<(), FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_set_retention(&facts.actor(by, work.now))?;
    facts.record_type(record_type).ok_or(Error::NotFound)?;
    let plan = match form.parse() {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    let known = rules(work).await?;
    let now = in_force(&known, record_type);
    if now.is_some_and(|now| now.retention == plan.retention && now.basis == plan.basis) {
        return Ok(Ok(()));
    }
    let number = now.map_or(0, |now| now.number);
    if form.seen.parse() != Ok(number) {
        return Err(Refusal::from(ArchiveRefusal::SetMeanwhile).into());
    }
    save(work, (record_type, number + 1, by), plan, &allowed).await?;
    Ok(Ok(()))
}

async fn save(
    work: &mut Work,
    (record_type, number, by): (RecordTypeId, u32, PersonId),
    plan: RetentionPlan,
    _allowed: &Allowed<SetRetention>,
) -> Result<(), Error> {
    let RetentionPlan { retention, basis } = plan;
    let rule = RetentionRule { record_type, number, retention, basis, by, at: work.now };
    let insert = sql("INSERT INTO retention_rules (school_id, record_type_id, number, kind, years, basis, by_person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let years = rule.retention.years().map(i64::from);
    let row = (work.school, record_type, i64::from(number), rule.retention.code(), years, rule.basis.as_str(), by, work.now);
    work.run(insert.bind_all(row)).await?;
    work.note(Event::ArchiveRetentionSet { rule: &rule });
    Ok(())
}
