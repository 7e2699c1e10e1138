//! "Ai được xem": a school says who opens the records of a type; the last change holds for all of them at once.

use domain::{
    permissions::{Allowed, ChangeSchool},
    record_types::{Fence, FenceForm, RecordTypeId},
    refusal::Refusal,
    setup::Phase,
};

use crate::{
    error::{Checked, Error},
    events::Event,
    facts::FactStore,
    permissions,
    sql::sql,
    work::Work,
};

/// Says of a type who opens its records and what they are for, as the actor of this work; a form that changes nothing keeps
/// nothing. It holds from now on for every record of the type, whoever has one open meanwhile.
///
/// # Errors
/// `Refused` for whoever may not change the school; `NotFound` for a type of another one; what is wrong with the form is
/// told inside.
pub async fn set_fence(work: &mut Work, store: &FactStore, id: RecordTypeId, form: &FenceForm) -> Result<Checked, Error> {
    let allowed = permissions::change_school(work, Phase::Open).await?;
    let facts = store.facts(work).await?;
    let record_type = facts.record_type(id).ok_or(Error::NotFound)?;
    let fence = match form.parse(record_type, facts.organisation()) {
        Ok(fence) => fence,
        Err(errors) => return Ok(Err(errors)),
    };
    if fence != Fence::of(record_type) {
        save(work, &allowed, id, &fence).await?;
    }
    Ok(Ok(()))
}

async fn save(work: &mut Work, _allowed: &Allowed<ChangeSchool>, id: RecordTypeId, fence: &Fence) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let last =
        sql("SELECT max(number) FROM record_fences WHERE school_id = $1 AND record_type_id = $2").bind_all((work.school, id));
    let (last,): (Option<i64>,) = work.one(last).await?;
    let insert =
        sql("INSERT INTO record_fences (school_id, record_type_id, number, by_person_id, at, sensitivity, readers, purpose) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");
    let (sensitivity, readers) = (fence.sensitivity.code(), fence.readers.to_string());
    let number = last.unwrap_or(0) + 1;
    work.run(insert.bind_all((work.school, id, number, by, work.now, sensitivity, readers, fence.purpose.as_str()))).await?;
    work.note(Event::FenceSet { record_type: id, fence });
    Ok(())
}

#[cfg(test)]
#[path = "fences_tests.rs"]
mod tests;
