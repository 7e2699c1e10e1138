//! Files that go with a task, with an answer to it, or that become a template: they wait with the server until the form is sent, each
//! under the id of what it is for, and are a part of it from then on.

use domain::{
    files::StoredFile,
    ids::Id,
    inspection::InspectedFile,
    people::PersonId,
    permissions::{Allowed, AnswerTask, Deed, GiveTask, decide_answer_task, decide_give_task},
    refusal::Refusal,
    tasks::{TaskAnswer, TaskId},
};
use uuid::Uuid;

use crate::{
    error::{Error, internal},
    facts::FactStore,
    inspections,
    sql::{Sql, sql},
    uploads::{self, KEPT_FOR, UploadId},
    values::{FileRow, new_id},
    work::Work,
};

/// Keeps files of the actor of this work that came into the store, for the task that has or will have this id, or for an answer
/// to it: each waits under an id of its own, or is refused.
///
/// # Errors
/// `Refused` where the actor may neither give tasks nor answer this one; what can act, and what is too much, is refused inside.
pub async fn keep(
    work: &mut Work,
    store: &FactStore,
    task: TaskId,
    files: &[InspectedFile],
) -> Result<Vec<Result<UploadId, Refusal>>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let actor = facts.actor(by, work.now);
    inspections::note(work, files).await?;
    if let Some(known) = facts.task(task).filter(|one| one.was_for(by)) {
        let allowed = decide_answer_task(&actor, known)?;
        return all_of(work, (by, task.uuid()), files, &allowed).await;
    }
    let allowed = decide_give_task(&actor)?;
    all_of(work, (by, task.uuid()), files, &allowed).await
}

/// Keeps each of these files, to wait under the id of what it is for; or says why it is not taken.
pub(crate) async fn all_of<D: Deed>(
    work: &mut Work,
    (by, of): (PersonId, Uuid),
    files: &[InspectedFile],
    allowed: &Allowed<D>,
) -> Result<Vec<Result<UploadId, Refusal>>, Error> {
    let mut kept = Vec::with_capacity(files.len());
    for InspectedFile { file, .. } in files {
        let outcome = match check(work, file).await {
            Ok(()) => add(work, (by, of), file, allowed).await,
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

async fn add<D: Deed>(
    work: &mut Work,
    (by, of): (PersonId, Uuid),
    file: &StoredFile,
    _allowed: &Allowed<D>,
) -> Result<UploadId, Error> {
    uploads::how_much(work, by).await?.check()?;
    uploads::sweep(work).await?;
    let id: UploadId = new_id();
    let insert = sql("INSERT INTO task_uploads (school_id, id, person_id, task_id, name, size, sha256, kind, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind_all((work.school, id, by, of))
    .bind_all((file.name.as_str(), size(file)?, file.sha256.bytes().to_vec(), file.kind.ending(), work.running()));
    work.run(insert).await?;
    Ok(id)
}

fn size(file: &StoredFile) -> Result<i64, Error> {
    i64::try_from(file.size).map_err(|_| internal("task_files", "a size beyond 2^63"))
}

#[derive(sqlx::FromRow)]
struct WaitingRow {
    id: Uuid,
    #[sqlx(flatten)]
    file: FileRow,
}

/// What `person` has sent for the task, the answer or the template of this id, the oldest first.
///
/// # Errors
/// Those of the database.
pub async fn waiting(work: &mut Work, person: PersonId, of: Uuid) -> Result<Vec<(UploadId, StoredFile)>, Error> {
    let of_task = sql("SELECT id, name, size, sha256, kind FROM task_uploads \
         WHERE school_id = $1 AND person_id = $2 AND task_id = $3 AND at >= $4 ORDER BY id");
    let rows: Vec<WaitingRow> = work.all(of_task.bind_all((work.school, person, of, work.at_least - KEPT_FOR))).await?;
    rows.into_iter().map(|WaitingRow { id, file }| Ok((Id::new(id), file.read("task_uploads")?))).collect()
}

/// The files of these ids, in their order.
///
/// # Errors
/// `Refusal::FileGone` where one waits no more, or is another one's.
pub(crate) async fn chosen(
    work: &mut Work,
    (of, by): (Uuid, PersonId),
    ids: &[Id<StoredFile>],
) -> Result<Vec<(UploadId, StoredFile)>, Error> {
    let waiting = waiting(work, by, of).await?;
    let find = |id: &UploadId| waiting.iter().find(|(one, _)| one == id).cloned().ok_or(Error::Refused(Refusal::FileGone));
    ids.iter().map(find).collect()
}

/// Makes what waited a part of a task, from its version `version` on, behind so many others.
pub(super) async fn save_of_task(
    work: &mut Work,
    (task, version, before): (TaskId, i64, usize),
    waited: &[(UploadId, StoredFile)],
    allowed: &Allowed<GiveTask>,
) -> Result<(), Error> {
    let before = i64::try_from(before).unwrap_or(i64::MAX);
    for (position, (id, file)) in (before..).zip(waited) {
        let insert = sql("INSERT INTO task_files (school_id, task_id, position, version, name, size, sha256, kind) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind_all((work.school, task, position, version));
        place(work, insert, (*id, file), allowed).await?;
    }
    Ok(())
}

/// Makes what waited a part of an answer.
pub(super) async fn save_of_answer(
    work: &mut Work,
    (task, answer): (TaskId, &TaskAnswer),
    waited: &[(UploadId, StoredFile)],
    allowed: &Allowed<AnswerTask>,
) -> Result<(), Error> {
    for (position, (id, file)) in (0_i64..).zip(waited) {
        let insert =
            sql("INSERT INTO task_answer_files (school_id, task_id, person_id, number, position, name, size, sha256, kind) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
            .bind_all((work.school, task, answer.person, i64::from(answer.number), position));
        place(work, insert, (*id, file), allowed).await?;
    }
    Ok(())
}

/// Inserts the row that ends with the columns of `file`, which waits no more then.
pub(crate) async fn place<D: Deed>(
    work: &mut Work,
    insert: Sql,
    (id, file): (UploadId, &StoredFile),
    _allowed: &Allowed<D>,
) -> Result<(), Error> {
    // What was found in it since it came counts as well.
    check(work, file).await?;
    let columns = (file.name.as_str(), size(file)?, file.sha256.bytes().to_vec(), file.kind.ending());
    work.run(insert.bind_all(columns)).await?;
    let forget = sql("DELETE FROM task_uploads WHERE school_id = $1 AND id = $2");
    work.run(forget.bind_all((work.school, id))).await.map(drop)
}

/// May this file go with a task? What can act is refused at once; what nobody could look into yet is kept from others until
/// somebody has.
async fn check(work: &mut Work, file: &StoredFile) -> Result<(), Error> {
    match inspections::of(work, file.sha256).await? {
        Some(inspected) => Ok(inspected.check_evidence(&file.name).map_err(Refusal::from)?),
        None => Ok(()),
    }
}
