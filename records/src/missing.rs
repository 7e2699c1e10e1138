//! That whoever owes a record was reminded of it, as those who lead have noted it; nothing of it is ever changed.

use chrono::{DateTime, Utc};
use domain::{
    days::Timestamp,
    ids::Id,
    missing::{Reminded, check_remind, is_noted, is_noted_since, made_at, to_remind},
    obligations::ObligationId,
    people::DepartmentId,
    permissions::{Allowed, Remind},
    refusal::Refusal,
    school_years::YearId,
};
use uuid::Uuid;

use crate::{error::Error, events::Event, facts::FactStore, sql::sql, work::Work};

/// Notes that the actor of this work has reminded those who owe a record, whose page has shown `seen` such notes. A form that
/// comes again notes nothing again.
///
/// # Errors
/// `Refused` where it is not the actor's to remind of it, or there is nothing to remind of; `NotFound` for a record of another
/// school.
pub async fn note(work: &mut Work, store: &FactStore, id: ObligationId, seen: usize) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let obligation = facts.obligation(id).ok_or(Error::NotFound)?;
    let allowed = check_remind(&facts, &facts.actor(by, work.now), obligation, work.now)?;
    let known = of_record(work, id).await?;
    if is_noted(&known, seen, by) {
        return Ok(());
    }
    let new = Reminded { obligation: id, by, at: work.now };
    save(work, facts.regime.year, new, known.len(), allowed).await
}

/// Notes that the actor of this work has reminded `department` by the message that was made for them at `shown`: of each record
/// in it that is overdue still. A form that comes again notes nothing again.
///
/// # Errors
/// `Refused` where the department is not the actor's to remind.
pub async fn note_department(work: &mut Work, store: &FactStore, department: DepartmentId, shown: Timestamp) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let year = facts.regime.year;
    let shown = made_at(shown, work.now);
    let records = to_remind(&facts, &facts.actor(by, work.now), department, shown, work.now)?;
    let known = of_year(work, year).await?;
    for (obligation, allowed) in records {
        if !is_noted_since(&known, obligation, by, shown) {
            let before = known.iter().filter(|one| one.obligation == obligation).count();
            save(work, year, Reminded { obligation, by, at: work.now }, before, allowed).await?;
        }
    }
    Ok(())
}

async fn save(work: &mut Work, year: YearId, new: Reminded, known: usize, _allowed: Allowed<Remind>) -> Result<(), Error> {
    let number = i64::try_from(known).unwrap_or(i64::MAX).saturating_add(1);
    let insert = sql("INSERT INTO reminders (school_id, obligation_id, number, school_year_id, by_person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6)");
    work.run(insert.bind_all((work.school, new.obligation, number, year, new.by, new.at))).await?;
    work.note(Event::Reminded { obligation: new.obligation });
    Ok(())
}

type Row = (Uuid, Uuid, DateTime<Utc>);

fn read((obligation, by, at): Row) -> Reminded {
    Reminded { obligation: Id::new(obligation), by: Id::new(by), at }
}

/// Of one record, in the order in which it was noted.
///
/// # Errors
/// Those of reading.
pub async fn of_record(work: &mut Work, obligation: ObligationId) -> Result<Vec<Reminded>, Error> {
    let of_one =
        sql("SELECT obligation_id, by_person_id, at FROM reminders WHERE school_id = $1 AND obligation_id = $2 ORDER BY number");
    let rows: Vec<Row> = work.all(of_one.bind_all((work.school, obligation))).await?;
    Ok(rows.into_iter().map(read).collect())
}

/// Of all records of a school year, of each in the order in which it was noted.
///
/// # Errors
/// Those of reading.
pub async fn of_year(work: &mut Work, year: YearId) -> Result<Vec<Reminded>, Error> {
    let of_all = sql("SELECT obligation_id, by_person_id, at FROM reminders WHERE school_id = $1 AND school_year_id = $2 \
         ORDER BY obligation_id, number");
    let rows: Vec<Row> = work.all(of_all.bind_all((work.school, year))).await?;
    Ok(rows.into_iter().map(read).collect())
}

#[cfg(test)]
#[path = "missing_tests.rs"]
mod tests;
