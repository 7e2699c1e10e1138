//! Scans and pictures beside an entry: they came by the same door as every other file, and are opened only once somebody has looked
//! into them.

use chrono::{DateTime, Utc};
use domain::{
    files::check_number,
    ids::Id,
    inspection::InspectedFile,
    permissions::{Allowed, AttachToEntry, decide_attach_to_entry},
    refusal::Refusal,
    registers::{EntryFile, EntryId, EntryLine, RegisterKind, check_scan},
};
use uuid::Uuid;

use super::{asked, line};
use crate::{
    error::{Error, internal},
    events::Event,
    facts::FactStore,
    inspections,
    sql::sql,
    values::FileRow,
    work::Work,
};

const TABLE: &str = "register_files";

/// Lays files that came into the store beside an entry, by the actor of this work; all of them, or none. What lies there already is
/// left out: a form that comes again attaches nothing again.
///
/// # Errors
/// `Refused` where it is not the actor's, there are no files or too many, one of them is no scan, or can act; `NotFound` for an entry of
/// another register or school, and of a register that takes no files.
pub async fn attach(
    work: &mut Work,
    store: &FactStore,
    (kind, id): (RegisterKind, EntryId),
    sent: &[InspectedFile],
) -> Result<(), Error> {
    let (actor, facts) = asked(work, store).await?;
    let entry = line(work, kind, id).await?;
    let allowed = decide_attach_to_entry(&actor, facts.organisation(), &entry)?;
    if !kind.takes_files() {
        return Err(Error::NotFound);
    }
    check_number(sent.len())?;
    for InspectedFile { file, .. } in sent {
        check_scan(file)?;
    }
    inspections::note(work, sent).await?;
    for InspectedFile { file, .. } in sent {
        if let Some(inspected) = inspections::of(work, file.sha256).await? {
            inspected.check_evidence(&file.name).map_err(Refusal::from)?;
        }
    }
    let known = files(work, id).await?;
    let is_new = |one: &&InspectedFile| known.iter().all(|known| known.file.sha256 != one.file.sha256);
    let new: Vec<&InspectedFile> = sent.iter().filter(is_new).collect();
    if !new.is_empty() {
        check_number(known.len() + new.len())?;
    }
    for (place, one) in (known.len()..).zip(new) {
        let file = EntryFile { file: one.file.clone(), by: actor.person, at: work.now };
        save(work, (&entry, place), &file, &allowed).await?;
    }
    Ok(())
}

async fn save(
    work: &mut Work,
    (entry, place): (&EntryLine, usize),
    EntryFile { file, by, at }: &EntryFile,
    _allowed: &Allowed<AttachToEntry>,
) -> Result<(), Error> {
    let beyond = |_| internal(TABLE, "a number beyond 2^63");
    let (place, size) = (i64::try_from(place).map_err(beyond)?, i64::try_from(file.size).map_err(beyond)?);
    let insert = sql("INSERT INTO register_files (school_id, entry_id, position, name, size, sha256, kind, by_person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind_all((work.school, entry.id, place, file.name.as_str(), size))
    .bind_all((file.sha256.bytes().to_vec(), file.kind.ending(), *by, *at));
    work.run(insert).await?;
    work.note(Event::RegisterFileAdded { entry, file });
    Ok(())
}

/// What lies beside an entry, in the order in which it came.
///
/// # Errors
/// Those of reading.
pub async fn files(work: &mut Work, entry: EntryId) -> Result<Vec<EntryFile>, Error> {
    let select =
        sql("SELECT name, size, sha256, kind, by_person_id, at FROM register_files WHERE school_id = $1 AND entry_id = $2 \
         ORDER BY position");
    let rows: Vec<Row> = work.all(select.bind_all((work.school, entry))).await?;
    rows.into_iter().map(Row::read).collect()
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    file: FileRow,
    by_person_id: Uuid,
    at: DateTime<Utc>,
}

impl Row {
    fn read(self) -> Result<EntryFile, Error> {
        Ok(EntryFile { file: self.file.read(TABLE)?, by: Id::new(self.by_person_id), at: self.at })
    }
}
