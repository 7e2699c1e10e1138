//! "Đính chính số quyết định": a number that was written wrongly, and how it should be.

pub(crate) mod stored;

use crate::{
    error::{Checked, Error},
    events::Event,
    facts::FactStore,
    mandates::stored as mandates,
    permissions, record_types,
    sql::sql,
    values::new_id,
    work::Work,
};
use domain::{
    corrections::{Correction, CorrectionForm, Numbered},
    days::day_of,
    ids::Id,
    permissions::{Allowed, ChangeSchool},
    refusal::Refusal,
    setup::Phase,
    vietnamese,
};

/// How what bears a number is called, and the number that stands there today.
///
/// # Errors
/// `NotFound` where the school has no such thing.
pub async fn named(work: &mut Work, store: &FactStore, of: Numbered) -> Result<(String, String), Error> {
    match of {
        Numbered::Rules(id) => {
            let kept = record_types::versions(work).await?.into_iter().find(|one| one.version.id == id);
            let kept = kept.ok_or(Error::NotFound)?;
            Ok((format!("Quy định bản {}", kept.version.number), kept.decision))
        }
        Numbered::LockOrder(id) => {
            let facts = store.facts(work).await?;
            let order = facts.locks.order(id).ok_or(Error::NotFound)?;
            Ok((order.name(), order.plan.decision.clone()))
        }
        Numbered::Absence(id) => {
            let facts = store.facts(work).await?;
            let absence = facts.absence(id).ok_or(Error::NotFound)?;
            let who = facts.organisation().name_of(absence.person, day_of(work.now));
            Ok((format!("Đợt nghỉ {} của {who}", vietnamese::days(absence.days)), absence.decision.clone()))
        }
        Numbered::Extension(id) => {
            let facts = store.facts(work).await?;
            let extension = facts.extension(id).ok_or(Error::NotFound)?;
            let until = vietnamese::date(extension.until);
            Ok((format!("Gia hạn {} hồ sơ đến {until}", extension.records.len()), extension.decision.clone()))
        }
        Numbered::Mandate(id) => {
            let known = mandates::register(work).await?;
            let mandate = known.mandate(id).ok_or(Error::NotFound)?;
            Ok((mandate.about.clone(), mandate.number.clone()))
        }
    }
}

/// Writes the number as the form says it should be. A form that comes again corrects nothing again.
///
/// # Errors
/// `Refused` where that is not the actor's to do; as of `named`; what is wrong with the number is told inside.
pub async fn correct(work: &mut Work, store: &FactStore, of: Numbered, form: &CorrectionForm) -> Result<Checked, Error> {
    let allowed = permissions::change_school(work, Phase::Open).await?;
    let (_, was) = named(work, store, of).await?;
    let decision = match form.parse(&was) {
        Ok(decision) => decision,
        Err(errors) => {
            let last = stored::all(work).await?.of(of).next_back().cloned();
            let is_known = last.is_some_and(|last| last.decision == was && Some(last.by) == work.actor && form.says(&was));
            return Ok(if is_known { Ok(()) } else { Err(errors) });
        }
    };
    let by = work.actor.ok_or(Refusal::SettingsNotYours)?;
    add(work, &allowed, &Correction { of, was, decision, by, at: work.now }).await?;
    Ok(Ok(()))
}

async fn add(work: &mut Work, _allowed: &Allowed<ChangeSchool>, correction: &Correction) -> Result<(), Error> {
    let number = work.next_number("corrections", sql("SELECT max(number) FROM corrections WHERE school_id = $1")).await?;
    let insert = sql("INSERT INTO corrections (school_id, id, about, subject_id, was, decision, at, by_person_id, number) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
    let Correction { of, was, decision, by, at } = correction;
    let id: Id<Correction> = new_id();
    let columns = (work.school, id, of.about(), of.uuid(), was.as_str(), decision.as_str(), *at, *by);
    work.run(insert.bind_all(columns).bind(i64::from(number))).await?;
    work.note(Event::DecisionCorrected { correction });
    Ok(())
}

#[cfg(test)]
#[path = "corrections_tests.rs"]
mod tests;
