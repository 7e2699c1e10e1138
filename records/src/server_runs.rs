//! "Máy chủ ngừng" in the database: when a server was there, noted once a minute, so that it is known when none was.

use chrono::{DateTime, Utc};
use domain::{
    ids::Id,
    outages::{RunId, ServerRun, current},
};
use uuid::Uuid;

use crate::{error::Error, sql::sql, work::Work};

/// What a server says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// It is there.
    Alive,
    /// It ends in good order.
    Stopped,
}

/// The columns of a row, for those of the school that is `$1`, and whatever follows: which of them, in which order.
macro_rules! select_server_runs {
    ($rest:literal) => {
        concat!("SELECT id, started_at, last_alive_at, machine_at, stopped_at FROM server_runs WHERE school_id = $1 ", $rest)
    };
}

type Row = (Uuid, DateTime<Utc>, DateTime<Utc>, DateTime<Utc>, Option<DateTime<Utc>>);

fn read((id, started_at, last_alive_at, machine_at, stopped_at): Row) -> ServerRun {
    ServerRun { id: Id::new(id), started_at, last_alive_at, machine_at, stopped_at }
}

/// Notes what the server `id` says of itself now: its stretch goes on, or another one begins. That is no change of the school, and
/// no event: a log with a line for each minute would be read by nobody.
///
/// # Errors
/// Those of the database.
pub async fn note(work: &mut Work, id: RunId, sign: Sign) -> Result<(), Error> {
    let own = sql(select_server_runs!("AND id = $2 ORDER BY started_at"));
    let rows: Vec<Row> = work.all(own.bind_all((work.school, id))).await?;
    let known: Vec<ServerRun> = rows.into_iter().map(read).collect();
    let started_at = current(&known, id, work.moment()).map(|run| run.started_at);
    let stopped_at = match sign {
        Sign::Alive => None,
        Sign::Stopped => Some(work.now),
    };
    let (school, now, machine) = (work.school, work.now, work.machine);
    let change = match started_at {
        Some(started_at) => sql("UPDATE server_runs SET last_alive_at = $1, machine_at = $2, stopped_at = $3 \
             WHERE school_id = $4 AND id = $5 AND started_at = $6")
        .bind_all((now, machine, stopped_at, school, id, started_at)),
        None => sql("INSERT INTO server_runs (school_id, id, started_at, last_alive_at, machine_at, stopped_at) \
             VALUES ($1, $2, $3, $3, $4, $5)")
        .bind_all((school, id, now, machine, stopped_at)),
    };
    work.run(change).await.map(drop)
}

/// Every stretch of every server, in the order in which they began.
///
/// # Errors
/// Those of reading.
pub async fn runs(work: &mut Work) -> Result<Vec<ServerRun>, Error> {
    let rows: Vec<Row> = work.all(sql(select_server_runs!("ORDER BY started_at")).bind(work.school)).await?;
    Ok(rows.into_iter().map(read).collect())
}

#[cfg(test)]
#[path = "server_runs_tests.rs"]
mod tests;
