//! Who lets others open a file that is held, or does not: wherever it lies.

use domain::{
    days::Timestamp,
    files::{Sha256, StoredFile},
    inspection::{HeldIn, HeldVerdict, Judgement},
    locks::Arrival,
    obligations::ObligationId,
    people::PersonId,
    permissions::{Allowed, HeldFor, JudgeHeldFile, decide_held_file},
    refusal::{InspectionRefusal, Refusal},
    submissions::SubmissionId,
};

use super::stored::of;
use crate::{
    error::Error,
    events::Event,
    facts::FactStore,
    held_files::{self, HeldFile},
    sql::sql,
    submissions,
    values::new_id,
    work::Work,
};

/// Lets others open a file that is held, or does not, as the actor of this work, who has seen the decision of this instant, or none.
///
/// # Errors
/// `Refused` where it is not the actor's to decide, the file is not held, or somebody else has decided; `NotFound` for a version of
/// another school.
pub async fn judge(
    work: &mut Work,
    store: &FactStore,
    (place, position): (impl Into<HeldIn>, usize),
    verdict: HeldVerdict,
    seen: Option<Timestamp>,
) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let place = place.into();
    let (file, allowed) = may_judge(work, store, by, (place, position)).await?;
    let inspected = of(work, file).await?.ok_or(Error::NotFound)?;
    inspected.check_judge(seen).map_err(Refusal::from)?;
    match &verdict {
        HeldVerdict::Released => inspected.check_release().map_err(Refusal::from)?,
        HeldVerdict::Returned { .. } => {}
    }
    if has_sent(work, by, file).await? {
        return Err(Refusal::from(InspectionRefusal::OwnFile).into());
    }
    save(work, place, file, &Judgement { by, at: work.now, verdict }, allowed).await
}

/// The file at this place, which `by` may decide about now.
pub(super) async fn may_judge(
    work: &mut Work,
    store: &FactStore,
    by: PersonId,
    (place, position): (HeldIn, usize),
) -> Result<(Sha256, Allowed<JudgeHeldFile>), Error> {
    match place {
        HeldIn::Version(submission) => of_version(work, store, by, (submission, position)).await,
        HeldIn::Evidence(_) | HeldIn::OrderScan(_) | HeldIn::MandateScan(_) => beside(work, store, by, (place, position)).await,
        HeldIn::EntryFile(..) | HeldIn::TaskFile(_) | HeldIn::AnswerFile(..) | HeldIn::Template(_) => {
            beside(work, store, by, (place, position)).await
        }
    }
}

/// The file of a version, which `by` may decide about now.
async fn of_version(
    work: &mut Work,
    store: &FactStore,
    by: PersonId,
    (submission, position): (SubmissionId, usize),
) -> Result<(Sha256, Allowed<JudgeHeldFile>), Error> {
    let facts = store.facts(work).await?;
    let version = submissions::one(work, submission).await?;
    let file = version.files.get(position).ok_or(Error::NotFound)?.sha256;
    let record = HeldFor::Record(facts.obligation(version.obligation).map(|one| facts.record_facts(one)));
    let allowed = decide_held_file(&facts.actor(by, work.now), facts.organisation(), version.person, record)?;
    // An order over a year that is past shuts its records as well.
    let of_its_year = store.of_record(work, version.obligation).await?;
    let of_its_year =
        of_its_year.obligation(version.obligation).and_then(|one| of_its_year.shut_to_reviewers(one, Arrival::at(work.now)));
    match of_its_year {
        Some(shut) => Err(Refusal::from(shut).into()),
        None => Ok((file, allowed)),
    }
}

/// The file beside a request, an order or a decision, which `by` may decide about now: no order shuts these.
async fn beside(
    work: &mut Work,
    store: &FactStore,
    by: PersonId,
    (place, position): (HeldIn, usize),
) -> Result<(Sha256, Allowed<JudgeHeldFile>), Error> {
    let facts = store.facts(work).await?;
    let of = match place {
        HeldIn::Version(_) => HeldFor::Record(None),
        HeldIn::Evidence(_) => HeldFor::Evidence,
        HeldIn::OrderScan(_) => HeldFor::OrderScan,
        HeldIn::MandateScan(_) => HeldFor::MandateScan,
        HeldIn::EntryFile(kind, _) => HeldFor::Entry(kind),
        HeldIn::TaskFile(_) | HeldIn::AnswerFile(..) => HeldFor::Task,
        HeldIn::Template(_) => HeldFor::Template,
    };
    let found = one_beside(work, (place, position)).await?;
    let HeldFile { file, person, .. } = found.ok_or(Refusal::from(InspectionRefusal::NotHeld))?;
    let allowed = decide_held_file(&facts.actor(by, work.now), facts.organisation(), person, of)?;
    Ok((file.sha256, allowed))
}

/// The file at this place, with its record where it is part of a version; `None` where there is none, or where what lies beside
/// something else was never held.
///
/// # Errors
/// `NotFound` for a version of another school, and those of reading.
pub async fn held_file(
    work: &mut Work,
    (place, position): (HeldIn, usize),
) -> Result<Option<(Option<ObligationId>, StoredFile)>, Error> {
    if let HeldIn::Version(submission) = place {
        let version = submissions::one(work, submission).await?;
        return Ok(version.files.get(position).map(|file| (Some(version.obligation), file.clone())));
    }
    Ok(one_beside(work, (place, position)).await?.map(|one| (None, one.file)))
}

async fn one_beside(work: &mut Work, at: (HeldIn, usize)) -> Result<Option<HeldFile>, Error> {
    Ok(held_files::beside(work).await?.into_iter().find(|one| (one.place, one.position) == at))
}

/// Whether `person` has sent these bytes, wherever: nobody decides about their own, under whose name it may lie.
async fn has_sent(work: &mut Work, person: PersonId, file: Sha256) -> Result<bool, Error> {
    let select = sql("SELECT f.position FROM submission_files f \
         JOIN submissions s ON s.school_id = f.school_id AND s.id = f.submission_id \
         WHERE f.school_id = $1 AND f.sha256 = $2 AND s.person_id = $3 LIMIT 1");
    let own: Option<(i64,)> = work.optional(select.bind_all((work.school, file.bytes().to_vec(), person))).await?;
    Ok(own.is_some() || held_files::beside(work).await?.iter().any(|one| one.file.sha256 == file && one.person == person))
}

async fn save(
    work: &mut Work,
    place: HeldIn,
    file: Sha256,
    judgement: &Judgement,
    _allowed: Allowed<JudgeHeldFile>,
) -> Result<(), Error> {
    let reason = match &judgement.verdict {
        HeldVerdict::Released => None,
        HeldVerdict::Returned { reason } => Some(reason.clone()),
    };
    let id: domain::ids::Id<Judgement> = new_id();
    let insert = sql("INSERT INTO held_file_judgements (school_id, id, sha256, by_person_id, at, reason) \
         VALUES ($1, $2, $3, $4, $5, $6)");
    let row = (work.school, id, file.bytes().to_vec(), judgement.by, judgement.at, reason.clone());
    work.run(insert.bind_all(row)).await?;
    work.note(match &reason {
        None => Event::HeldFileReleased { place, file },
        Some(reason) => Event::HeldFileReturned { place, file, reason },
    });
    Ok(())
}
