//! The files of a list go: from this on nothing names them, and whoever keeps the store takes them out of it.

use std::collections::BTreeSet;

use domain::{
    disposals::{DisposalExecution, DisposalList},
    files::Sha256,
    permissions::{Allowed, ExecuteDisposal, decide_execute_disposal},
    refusal::Refusal,
};

use super::{candidates, check_kept, stored};
use crate::{
    error::{Error, internal},
    events::Event,
    facts::FactStore,
    sql::sql,
    values::sha256,
    work::Work,
};

/// Executes a list, as somebody else than who drew it up and who decided. Each record is asked once more: where one must be kept now,
/// nothing of the list goes.
///
/// # Errors
/// As of `decide_execute_disposal`; `DisposalRefusal::TooEarly`, `Moved` and `Kept`; `NotFound`.
pub async fn execute(work: &mut Work, store: &FactStore, number: u32) -> Result<DisposalList, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let actor = store.facts(work).await?.actor(by, work.now);
    let mut list = stored::list(work, number).await?;
    let allowed = decide_execute_disposal(&actor, &list)?;
    list.check_executable(work.at_least)?;
    check_kept(&candidates::of_list(work, &list).await?)?;
    list.execution = Some(DisposalExecution { by, at: work.now });
    save(work, &list, &allowed).await?;
    Ok(list)
}

async fn save(work: &mut Work, list: &DisposalList, _allowed: &Allowed<ExecuteDisposal>) -> Result<(), Error> {
    let minutes = list.minutes.as_ref().ok_or_else(|| internal("disposal_minutes", "a decision without minutes"))?;
    let number = i64::from(list.number);
    let insert = sql("INSERT INTO disposal_executions (school_id, list_number, by_person_id, at) VALUES ($1, $2, $3, $4)");
    work.run(insert.bind_all((work.school, number, work.actor.map(|by| by.uuid()), work.now))).await?;
    work.note(Event::DisposalExecuted { list, minutes });
    for one in list.disposed() {
        let insert = sql("INSERT INTO disposed_versions (school_id, submission_id, obligation_id, list_number) \
             SELECT s.school_id, s.id, s.obligation_id, $3 FROM submissions s WHERE s.school_id = $1 AND s.obligation_id = $2");
        work.run(insert.bind_all((work.school, one.obligation, number))).await?;
        work.note(Event::RecordDisposed { obligation: one.obligation, list: list.number, minutes });
    }
    Ok(())
}

/// The files of the versions that were disposed of by a list, whether somebody else names them or not.
///
/// # Errors
/// Those of the database.
pub async fn files_of(work: &mut Work, number: u32) -> Result<BTreeSet<Sha256>, Error> {
    let select = sql("SELECT DISTINCT f.sha256, f.size FROM disposed_versions d \
         JOIN submission_files f ON f.school_id = d.school_id AND f.submission_id = d.submission_id \
         WHERE d.school_id = $1 AND d.list_number = $2");
    let rows: Vec<(Vec<u8>, i64)> = work.all(select.bind_all((work.school, i64::from(number)))).await?;
    rows.iter().map(|(hash, _)| sha256("submission_files", hash)).collect()
}
