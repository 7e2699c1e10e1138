//! Which steps a database lacks, and one step: its statements, and the row that says which text they were.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use super::Migration;
use crate::db::{EngineKind, OpenError};
use crate::error::Error;
use crate::sql::sql;
use crate::tx::Tx;

const APPLIED: &str = "CREATE TABLE IF NOT EXISTS migrations (
    version BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    checksum BYTEA NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL
)";

/// The steps that this database lacks; refuses one that does not match this program.
pub(super) async fn missing(
    tx: &mut Tx,
    engine: EngineKind,
    migrations: &'static [Migration],
) -> Result<&'static [Migration], OpenError> {
    let applied = read_applied(tx).await.map_err(|_| OpenError::Silent)?;
    for (place, (version, name, checksum)) in applied.iter().enumerate() {
        let Some(known) = migrations.get(place) else {
            let program = migrations.last().map_or(0, |last| last.version);
            let database = applied.last().map_or(*version, |(newest, ..)| *newest);
            return Err(OpenError::NewerThanProgram { database, program });
        };
        if known.version != *version || known.checksum(engine) != *checksum {
            return Err(OpenError::MigrationChanged { version: *version, name: name.clone() });
        }
    }
    Ok(migrations.get(applied.len()..).unwrap_or_default())
}

async fn read_applied(tx: &mut Tx) -> Result<Vec<(i64, String, Vec<u8>)>, Error> {
    tx.script(APPLIED).await?;
    tx.all(sql("SELECT version, name, checksum FROM migrations ORDER BY version")).await
}

/// Applies one step, and notes that.
pub(super) async fn step(tx: &mut Tx, engine: EngineKind, next: &Migration, now: DateTime<Utc>) -> Result<(), Error> {
    tx.script(next.both).await?;
    tx.script(next.only(engine)).await?;
    tx.refuse_orphans().await?;
    let record = sql("INSERT INTO migrations (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)");
    tx.run(record.bind_all((next.version, next.name, next.checksum(engine), now))).await.map(drop)
}

impl Migration {
    fn only(&self, engine: EngineKind) -> &'static str {
        match engine {
            EngineKind::Sqlite => self.sqlite,
            EngineKind::Postgres => self.postgres,
        }
    }

    /// Of the text that runs on this engine; a checkout with other line ends is the same text.
    fn checksum(&self, engine: EngineKind) -> Vec<u8> {
        let mut hash = Sha256::new();
        for text in [self.both, self.only(engine)] {
            hash.update(text.replace("\r\n", "\n"));
            hash.update([0]);
        }
        hash.finalize().to_vec()
    }
}
