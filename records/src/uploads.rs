//! Files that lie in the store and wait to be handed in, for a day; drafts wait as long.

use chrono::TimeDelta;
use domain::{
    days::Timestamp,
    files::{MuchWaiting, Sha256, StoredFile},
    ids::{Id, UpdateId},
    obligations::ObligationId,
    people::PersonId,
    permissions::{Allowed, AskForUpdate},
    refusal::Refusal,
};
use uuid::Uuid;

use crate::{
    error::{Error, internal},
    sql::{Sql, sql},
    values::{FileRow, count, new_id, sha256},
    work::Work,
};

pub type UploadId = Id<StoredFile>;

/// How long uploads and drafts wait.
pub const KEPT_FOR: TimeDelta = TimeDelta::hours(24);

/// How long it is known who uploaded what was never handed in: until its bytes are swept from the store.
pub const KNOWN_FOR: TimeDelta = TimeDelta::days(8);

/// What waits in one table, for records or for tasks.
struct Waiting {
    /// Files and bytes that wait.
    sum: fn() -> Sql,
    /// The bytes of each content that nobody names for good.
    unused: fn() -> Sql,
}

const WAITING_IN: [Waiting; 2] = [
    Waiting {
        sum: || {
            sql("SELECT count(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM uploads \
                 WHERE school_id = $1 AND person_id = $2 AND at >= $3 AND dropped_at IS NULL")
        },
        unused: || {
            sql("SELECT max(size) FROM uploads WHERE school_id = $1 AND person_id = $2 AND at >= $3 \
                 AND NOT EXISTS (SELECT 1 FROM submission_files f WHERE f.sha256 = uploads.sha256) \
                 AND NOT EXISTS (SELECT 1 FROM update_files f WHERE f.sha256 = uploads.sha256) \
                 AND NOT EXISTS (SELECT 1 FROM mandate_files f WHERE f.sha256 = uploads.sha256) \
                 AND NOT EXISTS (SELECT 1 FROM lock_order_files f WHERE f.sha256 = uploads.sha256) \
                 AND NOT EXISTS (SELECT 1 FROM task_files f WHERE f.sha256 = uploads.sha256) \
                 AND NOT EXISTS (SELECT 1 FROM record_templates f WHERE f.sha256 = uploads.sha256) \
                 AND NOT EXISTS (SELECT 1 FROM register_files f WHERE f.sha256 = uploads.sha256) \
                 AND NOT EXISTS (SELECT 1 FROM task_answer_files f WHERE f.sha256 = uploads.sha256) GROUP BY sha256")
        },
    },
    Waiting {
        sum: || {
            sql("SELECT count(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM task_uploads \
                 WHERE school_id = $1 AND person_id = $2 AND at >= $3")
        },
        unused: || {
            sql("SELECT max(size) FROM task_uploads WHERE school_id = $1 AND person_id = $2 AND at >= $3 \
                 AND NOT EXISTS (SELECT 1 FROM submission_files f WHERE f.sha256 = task_uploads.sha256) \
                 AND NOT EXISTS (SELECT 1 FROM task_files f WHERE f.sha256 = task_uploads.sha256) \
                 AND NOT EXISTS (SELECT 1 FROM record_templates f WHERE f.sha256 = task_uploads.sha256) \
                 AND NOT EXISTS (SELECT 1 FROM task_answer_files f WHERE f.sha256 = task_uploads.sha256) GROUP BY sha256")
        },
    },
];

/// How much waits for `person`, over all records and tasks, and what else lies in the store for them.
pub async fn how_much(work: &mut Work, person: PersonId) -> Result<MuchWaiting, Error> {
    let mut much = MuchWaiting::default();
    for Waiting { sum, unused } in WAITING_IN {
        let (files, bytes): (i64, i64) = work.one(sum().bind_all((work.school, person, work.at_least - KEPT_FOR))).await?;
        // The same content twice lies there once.
        let unused: Vec<(i64,)> = work.all(unused().bind_all((work.school, person, work.at_least - KNOWN_FOR))).await?;
        much.files += count::<usize>("uploads", "files", files)?;
        much.bytes += count::<u64>("uploads", "size", bytes)?;
        much.unused += count::<u64>("uploads", "size", unused.into_iter().map(|(size,)| size).sum())?;
    }
    Ok(much)
}

/// Notes that `file`, of which the first byte came at `began`, lies in the store for `person` to hand in for `obligation`.
///
/// # Errors
/// `Refusal::TooMuchWaiting`, `Refusal::TooMuchUnused`.
pub async fn add(
    work: &mut Work,
    person: PersonId,
    obligation: ObligationId,
    file: &StoredFile,
    began: Timestamp,
) -> Result<UploadId, Error> {
    how_much(work, person).await?.check()?;
    let id: UploadId = new_id();
    let size = i64::try_from(file.size).map_err(|_| internal("uploads", "a size beyond 2^63"))?;
    sweep(work).await?;
    let insert = sql("INSERT INTO uploads (school_id, id, person_id, obligation_id, name, size, sha256, kind, at, began_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
    .bind_all((work.school, id, person, obligation))
    .bind_all((file.name.as_str(), size, file.sha256.bytes().to_vec(), file.kind.ending(), work.running(), began.min(work.now)));
    work.run(insert).await?;
    Ok(id)
}

/// Notes that `file` lies in the store for `person` to bear out the request that will have this id and names this record.
///
/// # Errors
/// As of `add`.
pub(crate) async fn add_evidence(
    work: &mut Work,
    (person, _allowed): (PersonId, &Allowed<AskForUpdate>),
    (update, obligation): (UpdateId, ObligationId),
    file: &StoredFile,
    began: Timestamp,
) -> Result<UploadId, Error> {
    let id = add(work, person, obligation, file, began).await?;
    let names = sql("UPDATE uploads SET update_id = $3 WHERE school_id = $1 AND id = $2");
    work.run(names.bind_all((work.school, id, update))).await?;
    Ok(id)
}

/// Forgets words that have waited for too long, and who uploaded what has been swept, of everybody in the school.
pub(crate) async fn sweep(work: &mut Work) -> Result<(), Error> {
    let unknown = (work.school, work.at_least - KNOWN_FOR);
    work.run(sql("DELETE FROM uploads WHERE school_id = $1 AND at < $2").bind_all(unknown)).await?;
    work.run(sql("DELETE FROM task_uploads WHERE school_id = $1 AND at < $2").bind_all(unknown)).await?;
    let too_old = (work.school, work.at_least - KEPT_FOR);
    work.run(sql("DELETE FROM drafts WHERE school_id = $1 AND at < $2").bind_all(too_old)).await.map(drop)
}

/// What waits and is taken to be handed in.
#[derive(Debug, Default)]
pub struct Taken {
    pub files: Vec<StoredFile>,
    /// When the last of them began to arrive; `None` where there is none.
    pub began: Option<Timestamp>,
}

/// The uploads of these ids, in their order.
///
/// # Errors
/// `Refusal::HandedInElsewhere` where one is gone and this person has handed in for the record while it could have waited;
/// `Refusal::FileGone` where one is too old, of another person, or for another record.
pub async fn take(work: &mut Work, person: PersonId, obligation: ObligationId, ids: &[UploadId]) -> Result<Taken, Error> {
    let mut taken = Taken::default();
    for id in ids {
        let waiting = sql("SELECT name, size, sha256, kind, COALESCE(began_at, at) AS began FROM uploads \
             WHERE school_id = $1 AND id = $2 AND person_id = $3 AND obligation_id = $4 AND at >= $5 AND dropped_at IS NULL \
             AND update_id IS NULL");
        let keys = (work.school, *id, person, obligation, work.at_least - KEPT_FOR);
        match work.optional::<TakenRow>(waiting.bind_all(keys)).await? {
            Some(row) => {
                taken.began = taken.began.max(Some(row.began));
                taken.files.push(row.file.read("uploads")?);
            }
            None => return Err(why_gone(work, person, obligation, *id).await?.into()),
        }
    }
    Ok(taken)
}

#[derive(sqlx::FromRow)]
struct TakenRow {
    began: Timestamp,
    #[sqlx(flatten)]
    file: FileRow,
}

/// Of two windows with the same file, the second one is not told that it waited for too long.
async fn why_gone(work: &mut Work, person: PersonId, obligation: ObligationId, id: UploadId) -> Result<Refusal, Error> {
    let still_there = sql("SELECT id FROM uploads WHERE school_id = $1 AND id = $2 AND dropped_at IS NULL");
    if work.optional::<(Uuid,)>(still_there.bind_all((work.school, id))).await?.is_some() {
        return Ok(Refusal::FileGone);
    }
    let meanwhile = sql("SELECT received_at FROM submissions WHERE school_id = $1 AND obligation_id = $2 AND person_id = $3 \
         AND received_at >= $4 ORDER BY version DESC LIMIT 1");
    let keys = (work.school, obligation, person, work.at_least - KEPT_FOR);
    let handed_in: Option<(Timestamp,)> = work.optional(meanwhile.bind_all(keys)).await?;
    Ok(handed_in.map_or(Refusal::FileGone, |(at,)| Refusal::HandedInElsewhere { at }))
}

/// Forgets uploads of this person's that have become part of a version. Others that wait for the same record stay: another
/// window may be about to hand them in.
pub(crate) async fn forget(work: &mut Work, person: PersonId, obligation: ObligationId, ids: &[UploadId]) -> Result<(), Error> {
    for id in ids {
        let delete = sql("DELETE FROM uploads WHERE school_id = $1 AND id = $2 AND person_id = $3 AND obligation_id = $4");
        work.run(delete.bind_all((work.school, *id, person, obligation))).await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct UploadRow {
    id: Uuid,
    #[sqlx(flatten)]
    file: FileRow,
}

/// What waits for `obligation`, the oldest first.
pub async fn waiting(work: &mut Work, person: PersonId, obligation: ObligationId) -> Result<Vec<(UploadId, StoredFile)>, Error> {
    let of_record = sql("SELECT id, name, size, sha256, kind FROM uploads \
         WHERE school_id = $1 AND person_id = $2 AND obligation_id = $3 AND at >= $4 AND dropped_at IS NULL AND update_id IS NULL ORDER BY id");
    let rows: Vec<UploadRow> = work.all(of_record.bind_all((work.school, person, obligation, work.at_least - KEPT_FOR))).await?;
    rows.into_iter().map(|UploadRow { id, file }| Ok((Id::new(id), file.read("uploads")?))).collect()
}

/// What waits to bear out the request that will have this id, the oldest first.
pub(crate) async fn of_update(work: &mut Work, person: PersonId, update: UpdateId) -> Result<Vec<(UploadId, StoredFile)>, Error> {
    let of_request = sql("SELECT id, name, size, sha256, kind FROM uploads \
         WHERE school_id = $1 AND person_id = $2 AND update_id = $3 AND at >= $4 AND dropped_at IS NULL ORDER BY id");
    let rows: Vec<UploadRow> = work.all(of_request.bind_all((work.school, person, update, work.at_least - KEPT_FOR))).await?;
    rows.into_iter().map(|UploadRow { id, file }| Ok((Id::new(id), file.read("uploads")?))).collect()
}

/// Forgets an upload that has become a part of a request.
pub(crate) async fn forget_evidence(work: &mut Work, id: UploadId) -> Result<(), Error> {
    let delete = sql("DELETE FROM uploads WHERE school_id = $1 AND id = $2 AND update_id IS NOT NULL");
    work.run(delete.bind_all((work.school, id))).await.map(drop)
}

/// When the first of what waits for `obligation` began to arrive; `None` where nothing waits.
pub async fn first_began(work: &mut Work, person: PersonId, obligation: ObligationId) -> Result<Option<Timestamp>, Error> {
    let first = sql("SELECT min(COALESCE(began_at, at)) FROM uploads \
         WHERE school_id = $1 AND person_id = $2 AND obligation_id = $3 AND at >= $4 AND dropped_at IS NULL AND update_id IS NULL");
    let keys = (work.school, person, obligation, work.at_least - KEPT_FOR);
    let (began,): (Option<Timestamp>,) = work.one(first.bind_all(keys)).await?;
    Ok(began)
}

/// For how many files of `person` each record waits.
pub async fn counts(work: &mut Work, person: PersonId) -> Result<Vec<(ObligationId, usize)>, Error> {
    let of_person = sql("SELECT obligation_id, count(*) FROM uploads WHERE school_id = $1 AND person_id = $2 AND at >= $3 \
         AND dropped_at IS NULL AND update_id IS NULL GROUP BY obligation_id ORDER BY obligation_id");
    let rows: Vec<(Uuid, i64)> = work.all(of_person.bind_all((work.school, person, work.at_least - KEPT_FOR))).await?;
    Ok(rows.into_iter().map(|(id, count)| (ObligationId::new(id), usize::try_from(count).unwrap_or(0))).collect())
}

/// Takes an upload of this person's off the list of `obligation`; its bytes stay in the store until they are swept, and count
/// for this person as long. One that is gone already is no error: a second click does nothing. Gives its content where nobody
/// else of the school has handed it in or is about to.
pub async fn remove(work: &mut Work, person: PersonId, obligation: ObligationId, id: UploadId) -> Result<Option<Sha256>, Error> {
    let drop_it = sql("UPDATE uploads SET dropped_at = $5 \
         WHERE school_id = $1 AND id = $2 AND person_id = $3 AND obligation_id = $4 AND dropped_at IS NULL");
    work.run(drop_it.bind_all((work.school, id, person, obligation, work.running()))).await?;
    let content = sql("SELECT sha256 FROM uploads WHERE school_id = $1 AND id = $2 AND dropped_at IS NOT NULL");
    let Some((hash,)) = work.optional::<(Vec<u8>,)>(content.bind_all((work.school, id))).await? else { return Ok(None) };
    let content = sha256("uploads", &hash)?;
    Ok(if named(work, content).await?.is_none() { Some(content) } else { None })
}

/// How a file is looked for by its content in one table.
type LookFor = fn() -> Sql;

/// The tables that name a file for good, each with how it is looked for by its content; `stored_files::named` asks the same ones.
pub(crate) const KEPT_IN: [(&str, LookFor); 8] = [
    ("submission_files", || {
        // Of what was disposed of, nobody has the bytes any more.
        sql("SELECT f.name, f.size, f.sha256, f.kind FROM submission_files f WHERE f.sha256 = $2 AND f.school_id = $1 \
             AND NOT EXISTS (SELECT 1 FROM disposed_versions d \
             WHERE d.school_id = f.school_id AND d.submission_id = f.submission_id) LIMIT 1")
    }),
    ("update_files", || sql("SELECT name, size, sha256, kind FROM update_files WHERE sha256 = $2 AND school_id = $1 LIMIT 1")),
    ("mandate_files", || sql("SELECT name, size, sha256, kind FROM mandate_files WHERE sha256 = $2 AND school_id = $1 LIMIT 1")),
    ("lock_order_files", || {
        sql("SELECT name, size, sha256, kind FROM lock_order_files WHERE sha256 = $2 AND school_id = $1 LIMIT 1")
    }),
    ("register_files", || sql("SELECT name, size, sha256, kind FROM register_files WHERE sha256 = $2 AND school_id = $1 LIMIT 1")),
    ("task_files", || sql("SELECT name, size, sha256, kind FROM task_files WHERE sha256 = $2 AND school_id = $1 LIMIT 1")),
    ("record_templates", || {
        sql("SELECT name, size, sha256, kind FROM record_templates WHERE sha256 = $2 AND school_id = $1 LIMIT 1")
    }),
    ("task_answer_files", || {
        sql("SELECT name, size, sha256, kind FROM task_answer_files WHERE sha256 = $2 AND school_id = $1 LIMIT 1")
    }),
];

/// The file of this content as somebody of the school handed it in, bore a request out, laid it beside a decision, an order,
/// a task or an answer to one, as a template, or is about to.
pub(crate) async fn named(work: &mut Work, content: Sha256) -> Result<Option<StoredFile>, Error> {
    let keys = (work.school, content.bytes().to_vec());
    for (table, select) in KEPT_IN {
        if let Some(row) = work.optional::<FileRow>(select().bind_all(keys.clone())).await? {
            return row.read(table).map(Some);
        }
    }
    let waiting = sql("SELECT name, size, sha256, kind FROM uploads \
         WHERE sha256 = $2 AND school_id = $1 AND at >= $3 AND dropped_at IS NULL \
         UNION ALL SELECT name, size, sha256, kind FROM task_uploads WHERE sha256 = $2 AND school_id = $1 AND at >= $3 LIMIT 1");
    let waiting = waiting.bind_all(keys).bind_all((work.at_least - KEPT_FOR,));
    work.optional::<FileRow>(waiting).await?.map(|row| row.read("uploads")).transpose()
}

#[cfg(test)]
#[path = "uploads_tests.rs"]
mod tests;
