//! What bears a request out, as files: they wait with the server until the request is sent, and are a part of it from then on.

use domain::{
    days::Timestamp,
    files::StoredFile,
    ids::{Id, UpdateId},
    inspection::InspectedFile,
    obligations::ObligationId,
    people::PersonId,
    permissions::{Allowed, AskForUpdate, decide_ask_for_update},
    refusal::Refusal,
    updates::Update,
};

use crate::{
    error::{Error, internal},
    facts::FactStore,
    inspections,
    sql::sql,
    uploads::{self, UploadId},
    work::Work,
};

/// Keeps files of the actor of this work that came into the store, and began to arrive at `began`, for the request that will have
/// this id and names this record: each waits under an id of its own, or is refused.
///
/// # Errors
/// `Refused` where the record is not the actor's to hand in, `NotFound` for one that is not of this school and year; what can act,
/// and what is too much, is refused inside.
pub async fn keep(
    work: &mut Work,
    store: &FactStore,
    (update, obligation): (UpdateId, ObligationId),
    files: &[InspectedFile],
    began: Timestamp,
) -> Result<Vec<Result<UploadId, Refusal>>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let record = facts.record_facts(facts.obligation(obligation).ok_or(Error::NotFound)?);
    let allowed = decide_ask_for_update(&facts.actor(by, work.now), facts.organisation(), record)?;
    inspections::note(work, files).await?;
    let mut kept = Vec::with_capacity(files.len());
    for InspectedFile { file, .. } in files {
        let outcome = match check(work, file).await {
            Ok(()) => uploads::add_evidence(work, (by, &allowed), (update, obligation), file, began).await,
            Err(error) => Err(error),
        };
        kept.push(match outcome {
            Ok(id) => Ok(id),
            Err(Error::Refused(refusal)) => Err(refusal),
            Err(error) => return Err(error),
        });
    }
    Ok(kept)
}

/// What `person` has sent for the request that will have this id, the oldest first.
///
/// # Errors
/// Those of the database.
pub async fn waiting(work: &mut Work, person: PersonId, update: UpdateId) -> Result<Vec<(UploadId, StoredFile)>, Error> {
    uploads::of_update(work, person, update).await
}

/// Of what waits for this request, the files of these ids, in their order; what has become a part of it is not among them.
pub(super) async fn chosen(
    work: &mut Work,
    (update, by): (UpdateId, PersonId),
    ids: &[Id<StoredFile>],
) -> Result<Vec<(UploadId, StoredFile)>, Error> {
    let mut waiting = uploads::of_update(work, by, update).await?;
    let place = |id: &UploadId| ids.iter().position(|one| one == id);
    waiting.retain(|(id, _)| place(id).is_some());
    waiting.sort_by_key(|(id, _)| place(id));
    Ok(waiting)
}

/// Makes what waited a part of its request.
pub(super) async fn save(
    work: &mut Work,
    update: &Update,
    waited: &[(UploadId, StoredFile)],
    _allowed: &Allowed<AskForUpdate>,
) -> Result<(), Error> {
    for (position, (id, file)) in (0_i64..).zip(waited) {
        // What was found in it since it came counts as well.
        check(work, file).await?;
        let size = i64::try_from(file.size).map_err(|_| internal("update_files", "a size beyond 2^63"))?;
        let insert = sql("INSERT INTO update_files (school_id, update_id, position, name, size, sha256, kind) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind_all((work.school, update.id, position, file.name.as_str(), size))
        .bind_all((file.sha256.bytes().to_vec(), file.kind.ending()));
        work.run(insert).await?;
        uploads::forget_evidence(work, *id).await?;
    }
    Ok(())
}

/// May this file bear a request out?
async fn check(work: &mut Work, file: &StoredFile) -> Result<(), Error> {
    match inspections::of(work, file.sha256).await? {
        Some(inspected) => Ok(inspected.check_evidence(&file.name).map_err(Refusal::from)?),
        None => Ok(()),
    }
}
