//! "Bài cũ": a record is begun with the files of an earlier one, which wait to be handed in as if they had been uploaded.

use domain::{
    earlier_records::{EarlierRecord, Wanted, earlier_records},
    files::StoredFile,
    locks::Arrival,
    obligations::ObligationId,
    people::PersonId,
    refusal::{InspectionRefusal, Refusal},
    submissions::SubmissionId,
};

use crate::{error::Error, facts::FactStore, inspections, school_years, submissions, uploads, work::Work};

/// What `person` may begin this record with: of the school year that is shown, then of the one before it.
///
/// # Errors
/// `NotFound` for a record of another school or year.
pub async fn offered(work: &mut Work, store: &FactStore, id: ObligationId, person: PersonId) -> Result<Vec<EarlierRecord>, Error> {
    let facts = store.facts(work).await?;
    let wanted = Wanted::of(facts.obligation(id).ok_or(Error::NotFound)?);
    let mut offered = earlier_records(&facts, &facts.actor(person, work.now), wanted);
    if let Some((last, _)) = school_years::ended(work).await?.into_iter().next() {
        let before = store.of_year(work, last).await?;
        offered.extend(earlier_records(&before, &before.actor(person, work.now), wanted));
    }
    Ok(offered)
}

/// The files of a version that `person` may begin this record with.
///
/// # Errors
/// `NotFound` for a version that is not offered.
pub async fn files_of(
    work: &mut Work,
    store: &FactStore,
    (id, version): (ObligationId, SubmissionId),
    person: PersonId,
) -> Result<Vec<StoredFile>, Error> {
    offered(work, store, id, person).await?.into_iter().find(|one| one.version == version).ok_or(Error::NotFound)?;
    Ok(submissions::one(work, version).await?.files)
}

/// Lets the files of one of these versions wait for this record, as the actor of this work; one that waits already waits once.
/// How many came.
///
/// # Errors
/// `Refused` where the actor hands nothing in for it now, or one of the files may not be opened by others; `NotFound` for a
/// version that is not offered.
pub async fn begin_with(work: &mut Work, store: &FactStore, id: ObligationId, version: SubmissionId) -> Result<usize, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let obligation = facts.obligation(id).ok_or(Error::NotFound)?;
    facts.check_hand_in(&facts.actor(by, work.now), obligation, Arrival::at(work.now))?;
    let files = files_of(work, store, (id, version), by).await?;
    let mut waiting: Vec<_> = uploads::waiting(work, by, id).await?.into_iter().map(|(_, file)| file.sha256).collect();
    let mut came = 0;
    for file in files {
        if waiting.contains(&file.sha256) {
            continue;
        }
        match inspections::of(work, file.sha256).await? {
            Some(inspected) => inspected.check_open(&file.name).map_err(Refusal::from)?,
            None => return Err(Refusal::from(InspectionRefusal::Pending { name: file.name, at: work.now }).into()),
        }
        uploads::add(work, by, id, &file, work.now).await?;
        waiting.push(file.sha256);
        came += 1;
    }
    Ok(came)
}

#[cfg(test)]
#[path = "earlier_records_tests.rs"]
mod tests;
