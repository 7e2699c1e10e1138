//! Fences of types as their rows have them, change by change.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    ids::Id,
    record_types::{Fence, FenceSaid, Readers, RecordTypeId, Sensitivity},
};
use uuid::Uuid;

use crate::{error::Error, sql::sql, values::unread, work::Work};

const TABLE: &str = "record_fences";

/// What the school has said of its types, the last word of each.
pub(super) async fn all(work: &mut Work) -> Result<HashMap<Uuid, Fence>, Error> {
    let select = sql("SELECT record_type_id, sensitivity, readers, purpose FROM record_fences WHERE school_id = $1 \
         ORDER BY record_type_id, number");
    let rows: Vec<(Uuid, String, String, String)> = work.all(select.bind(work.school)).await?;
    let mut last = HashMap::new();
    for (record_type, sensitivity, readers, purpose) in rows {
        last.insert(record_type, read(&sensitivity, &readers, purpose)?);
    }
    Ok(last)
}

/// All that the school has said of a type, the newest first; nothing where it is as it began.
///
/// # Errors
/// Those of reading.
pub async fn fence_history(work: &mut Work, id: RecordTypeId) -> Result<Vec<FenceSaid>, Error> {
    let select = sql("SELECT at, by_person_id, sensitivity, readers, purpose FROM record_fences WHERE school_id = $1 \
         AND record_type_id = $2 ORDER BY number DESC");
    let rows: Vec<(DateTime<Utc>, Uuid, String, String, String)> = work.all(select.bind_all((work.school, id))).await?;
    let said = |(at, by, sensitivity, readers, purpose): (DateTime<Utc>, Uuid, String, String, String)| {
        Ok(FenceSaid { at, by: Id::new(by), fence: read(&sensitivity, &readers, purpose)? })
    };
    rows.into_iter().map(said).collect()
}

fn read(sensitivity: &str, readers: &str, purpose: String) -> Result<Fence, Error> {
    let known = Sensitivity::from_code(sensitivity).ok_or_else(|| unread(TABLE, "sensitivity", sensitivity))?;
    let readers = Readers::parse(readers).ok_or_else(|| unread(TABLE, "readers", readers))?;
    Ok(Fence { sensitivity: known, readers, purpose })
}
