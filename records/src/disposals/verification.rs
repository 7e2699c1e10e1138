//! Whether what is gone went by the word of a council: a missing file of a version that was disposed of is no break, so whoever hides a
//! loss would only have to write such a row.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    disposals::{CouncilMinutes, DisposalList},
    ids::Id,
    obligations::ObligationId,
};
use uuid::Uuid;

use super::stored::lists;
use crate::{
    error::Error,
    events::{self, Event},
    sql::sql,
    values::count,
    work::Work,
};

/// What was found whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WholeDisposals {
    /// Lists that were executed.
    pub lists: usize,
    pub records: usize,
}

/// What does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisposalBreak {
    /// A record is said to be disposed of, and the list of this number does not say so.
    NotListed { list: u32, record: ObligationId },
    /// The log knows of no such deed.
    NotLogged { list: u32 },
}

/// Looks through every list that was executed, and every version that is said to be disposed of.
///
/// # Errors
/// Those of the database.
pub async fn verify(work: &mut Work) -> Result<Result<WholeDisposals, DisposalBreak>, Error> {
    let select = sql("SELECT DISTINCT list_number, obligation_id FROM disposed_versions WHERE school_id = $1");
    let mut gone: BTreeMap<u32, BTreeSet<ObligationId>> = BTreeMap::new();
    for (list, record) in work.all::<(i64, Uuid)>(select.bind(work.school)).await? {
        gone.entry(count("disposed_versions", "list_number", list)?).or_default().insert(Id::new(record));
    }
    let mut whole = WholeDisposals::default();
    for list in lists(work).await? {
        let records = gone.remove(&list.number).unwrap_or_default();
        let (Some(_), Some(minutes)) = (&list.execution, &list.minutes) else {
            match records.first() {
                Some(record) => return Ok(Err(DisposalBreak::NotListed { list: list.number, record: *record })),
                None => continue,
            }
        };
        if let Err(broken) = look(work, &list, minutes, &records).await? {
            return Ok(Err(broken));
        }
        whole.lists += 1;
        whole.records += records.len();
    }
    let nowhere = gone.into_iter().find_map(|(list, records)| Some((list, *records.first()?)));
    Ok(nowhere.map_or(Ok(whole), |(list, record)| Err(DisposalBreak::NotListed { list, record })))
}

async fn look(
    work: &mut Work,
    list: &DisposalList,
    minutes: &CouncilMinutes,
    records: &BTreeSet<ObligationId>,
) -> Result<Result<(), DisposalBreak>, Error> {
    let number = list.number;
    let by_council: BTreeSet<ObligationId> = list.disposed().map(|one| one.obligation).collect();
    if let Some(record) = records.iter().find(|record| !by_council.contains(record)) {
        return Ok(Err(DisposalBreak::NotListed { list: number, record: *record }));
    }
    if events::find(work, &Event::DisposalExecuted { list, minutes }).await?.is_none() {
        return Ok(Err(DisposalBreak::NotLogged { list: number }));
    }
    for record in records {
        if events::find(work, &Event::RecordDisposed { obligation: *record, list: number, minutes }).await?.is_none() {
            return Ok(Err(DisposalBreak::NotLogged { list: number }));
        }
    }
    Ok(Ok(()))
}
