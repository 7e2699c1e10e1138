//! What waits to be handed in while an order shuts its record: files and words wait for as long as that lasts, and a day longer.

use chrono::TimeDelta;
use domain::{days::Timestamp, locks::Arrival, obligations::ObligationId};
use uuid::Uuid;

use crate::{
    error::Error,
    facts::FactStore,
    sql::sql,
    uploads::{KEPT_FOR, KNOWN_FOR},
    work::Work,
};

/// How old what waits for a record that is shut may become before it begins to wait anew.
const RENEWED_AFTER: TimeDelta = TimeDelta::hours(1);

/// Records that are shut now, for which something waits that has not begun to wait anew for a while; with the instant since which
/// what waits for each has not been given up: it waited still when the record was shut.
pub(crate) async fn of_shut_records(work: &mut Work, store: &FactStore) -> Result<Vec<(ObligationId, Timestamp)>, Error> {
    let waiting = sql("SELECT obligation_id, max(at) FROM uploads WHERE school_id = $1 AND at >= $2 AND at < $3 \
         AND dropped_at IS NULL AND update_id IS NULL GROUP BY obligation_id \
         UNION SELECT obligation_id, max(at) FROM drafts WHERE school_id = $1 AND at >= $2 AND at < $3 GROUP BY obligation_id");
    let (known, stale) = (work.at_least - KNOWN_FOR, work.running() - RENEWED_AFTER);
    let rows: Vec<(Uuid, Timestamp)> = work.all(waiting.bind_all((work.school, known, stale))).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let facts = store.facts(work).await?;
    let since = |(id, last): &(Uuid, Timestamp)| {
        let obligation = facts.obligation(ObligationId::new(*id))?;
        let alive_since = facts.shut(obligation, Arrival::at(work.now))?.since - KEPT_FOR;
        (alive_since <= *last).then_some((obligation.id, alive_since.max(known)))
    };
    let mut found: Vec<(ObligationId, Timestamp)> = rows.iter().filter_map(since).collect();
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Lets what waits for these records begin to wait anew. When a file began to arrive stays as it is.
pub(crate) async fn keep(work: &mut Work, records: &[(ObligationId, Timestamp)]) -> Result<(), Error> {
    for (id, since) in records {
        let keys = (work.running(), work.school, *id, *since);
        let uploads = sql("UPDATE uploads SET began_at = COALESCE(began_at, at), at = $1 \
             WHERE school_id = $2 AND obligation_id = $3 AND at >= $4 AND dropped_at IS NULL \
             AND update_id IS NULL");
        work.run(uploads.bind_all(keys)).await?;
        let drafts = sql("UPDATE drafts SET at = $1 WHERE school_id = $2 AND obligation_id = $3 AND at >= $4");
        work.run(drafts.bind_all(keys)).await?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "waiting_tests.rs"]
mod tests;
