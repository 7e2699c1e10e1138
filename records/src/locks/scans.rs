//! Scans of the decision on which an order rests, as files beside it.

use chrono::{DateTime, Utc};
use domain::{
    files::check_number,
    ids::{Id, LockOrderId},
    inspection::InspectedFile,
    locks::OrderScan,
    people::PersonId,
    permissions::{Allowed, AttachScan, decide_attach_scan},
    refusal::Refusal,
};
use uuid::Uuid;

use crate::{
    error::{Error, internal},
    events::Event,
    facts::FactStore,
    inspections,
    sql::sql,
    values::FileRow,
    work::Work,
};

/// Lays files that came into the store beside an order, by the actor of this work; all of them, or none. What lies there already is
/// left out: a form that comes again attaches nothing again.
///
/// # Errors `Refused` where it is not the actor's, there are no files or too many, or one of them can act; `NotFound` for an
/// order of another school.
pub async fn attach_scans(work: &mut Work, store: &FactStore, id: LockOrderId, files: &[InspectedFile]) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_attach_scan(&facts.actor(by, work.now))?;
    facts.locks.order(id).ok_or(Error::NotFound)?;
    check_number(files.len())?;
    inspections::note(work, files).await?;
    for InspectedFile { file, .. } in files {
        if let Some(inspected) = inspections::of(work, file.sha256).await? {
            inspected.check_evidence(&file.name).map_err(Refusal::from)?;
        }
    }
    let known = scans(work, id).await?;
    let is_new = |one: &&InspectedFile| known.iter().all(|scan| scan.file.sha256 != one.file.sha256);
    let new: Vec<&InspectedFile> = files.iter().filter(is_new).collect();
    if !new.is_empty() {
        check_number(known.len() + new.len())?;
    }
    for (place, one) in (known.len()..).zip(new) {
        let scan = OrderScan { file: one.file.clone(), by, at: work.now };
        save(work, (id, place), &scan, &allowed).await?;
    }
    Ok(())
}

async fn save(
    work: &mut Work,
    (order, place): (LockOrderId, usize),
    scan: &OrderScan,
    _allowed: &Allowed<AttachScan>,
) -> Result<(), Error> {
    let OrderScan { file, by, at } = scan;
    let size = i64::try_from(file.size).map_err(|_| internal("lock_order_files", "a size beyond 2^63"))?;
    let place = i64::try_from(place).map_err(|_| internal("lock_order_files", "a place beyond 2^63"))?;
    let insert = sql("INSERT INTO lock_order_files (school_id, order_id, position, name, size, sha256, kind, by_person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    .bind_all((work.school, order, place, file.name.as_str(), size))
    .bind_all((file.sha256.bytes().to_vec(), file.kind.ending(), *by, *at));
    work.run(insert).await?;
    work.note(Event::LockOrderScanned { order, file });
    Ok(())
}

/// What lies beside an order, in the order in which it came.
///
/// # Errors
/// Those of reading.
pub async fn scans(work: &mut Work, order: LockOrderId) -> Result<Vec<OrderScan>, Error> {
    let select =
        sql("SELECT name, size, sha256, kind, by_person_id, at FROM lock_order_files WHERE school_id = $1 AND order_id = $2 \
         ORDER BY position");
    let rows: Vec<ScanRow> = work.all(select.bind_all((work.school, order))).await?;
    rows.into_iter().map(ScanRow::read).collect()
}

#[derive(sqlx::FromRow)]
struct ScanRow {
    #[sqlx(flatten)]
    file: FileRow,
    by_person_id: Uuid,
    at: DateTime<Utc>,
}

impl ScanRow {
    fn read(self) -> Result<OrderScan, Error> {
        let by: PersonId = Id::new(self.by_person_id);
        Ok(OrderScan { file: self.file.read("lock_order_files")?, by, at: self.at })
    }
}

#[cfg(test)]
#[path = "scans_tests.rs"]
mod tests;
