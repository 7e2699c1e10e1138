//! Opening a PostgreSQL database: settings, and a connection that is clean each time it is handed out.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection, PgPoolOptions};
use sqlx::{PgPool, Row};

use super::{EnginePools, OpenError, opening::ConnectError};

/// PostgreSQL's default allows 100 for all server processes together.
const CONNECTIONS: u32 = 16;
/// How long a use case waits for a free connection.
const QUEUE: Duration = Duration::from_secs(10);
const OLDEST: i32 = 130_000;

/// What must read back as wanted: sorted by bytes as in SQLite, and durable when acknowledged.
const SETTINGS: [(&str, &str, &str); 3] = [
    ("lc_collate", "C", "SELECT datcollate FROM pg_catalog.pg_database WHERE datname = current_database()"),
    ("server_encoding", "UTF8", "SELECT current_setting('server_encoding')"),
    (
        "synchronous_commit",
        "on",
        "SELECT CASE WHEN current_setting('synchronous_commit') IN ('on', 'remote_apply') THEN 'on' \
         ELSE current_setting('synchronous_commit') END",
    ),
];

/// How a server calls itself, and how one that must be alone: whoever is looked for is the former.
const NAME: &str = "hoso";
const ALONE: &str = "hoso, alone";
/// For about so long a server that was just stopped is waited for.
const LOOKS: u32 = 10;
const BETWEEN_LOOKS: Duration = Duration::from_millis(200);

/// A server that is just starting is waited for.
pub(super) async fn open(url: &str) -> Result<EnginePools, OpenError> {
    open_within(QUEUE, url, NAME).await
}

/// Opens where no server has a connection to this database.
pub(super) async fn open_alone(url: &str) -> Result<EnginePools, OpenError> {
    let pools = open_within(QUEUE, url, ALONE).await?;
    let EnginePools::Postgres(pool) = &pools else { return Ok(pools) };
    match are_others_gone(pool).await {
        Ok(true) => Ok(pools),
        asked => {
            pool.close().await;
            Err(if asked.is_ok() { OpenError::InUse } else { OpenError::Silent })
        }
    }
}

/// Whether no server has a connection; one that was just stopped is waited for.
async fn are_others_gone(pool: &PgPool) -> Result<bool, sqlx::Error> {
    let others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1";
    for _ in 0..LOOKS {
        if sqlx::query_scalar::<_, i64>(others).bind(NAME).fetch_one(pool).await? == 0 {
            return Ok(true);
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
    Ok(false)
}

async fn open_within(limit: Duration, url: &str, name: &str) -> Result<EnginePools, OpenError> {
    let options = PgConnectOptions::from_str(url)
        .map_err(|fault| OpenError::NoUrl { reason: fault.to_string() })?
        .application_name(name)
        .statement_cache_capacity(256)
        .options([("lock_timeout", "10s"), ("statement_timeout", "30s"), ("idle_in_transaction_session_timeout", "60s")]);
    let place = format!("{}/{}", options.get_host(), options.get_database().unwrap_or_default());
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(limit)
        // Our own check below asks more than the ping, at the same price.
        .test_before_acquire(false)
        .before_acquire(|connection, _| Box::pin(is_clean(connection)))
        .connect_with(options)
        .await
        .map_err(|fault| unopened(&place, fault))?;
    check(&pool, &place).await?;
    Ok(EnginePools::Postgres(pool))
}

/// Whether the connection is outside of a transaction; if not, the pool closes it and takes another.
///
/// A future dropped during BEGIN leaves the connection inside of one (sqlx #4385). Then `now()`, which stands
/// still during a transaction, is older than the statement. The simple protocol, because in the extended one
/// a statement begins in several steps.
async fn is_clean(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    let row = sqlx::Executor::fetch_one(connection, sqlx::raw_sql("SELECT now() = statement_timestamp()")).await?;
    let clean = row.try_get::<bool, _>(0)?;
    if !clean {
        tracing::warn!("a connection came back inside of a transaction and is closed");
    }
    Ok(clean)
}

async fn check(pool: &PgPool, place: &str) -> Result<(), OpenError> {
    let version: String = ask(pool, place, "SELECT current_setting('server_version_num')").await?;
    if version.parse::<i32>().unwrap_or(0) < OLDEST {
        return Err(OpenError::EngineTooOld { found: format!("PostgreSQL {version}"), wanted: "PostgreSQL 13" });
    }
    for (name, wanted, question) in SETTINGS {
        let found: String = ask(pool, place, question).await?;
        if found != wanted {
            return Err(OpenError::UnsafeSetting { name, found, wanted });
        }
    }
    Ok(())
}

async fn ask(pool: &PgPool, place: &str, question: &'static str) -> Result<String, OpenError> {
    sqlx::query_scalar(question).fetch_one(pool).await.map_err(|fault| unopened(place, fault))
}

fn unopened(place: &str, fault: sqlx::Error) -> OpenError {
    tracing::error!(place, %fault, "the database was not opened");
    OpenError::ConnectError { place: place.to_owned(), why: why(&fault) }
}

fn why(fault: &sqlx::Error) -> ConnectError {
    match fault {
        sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) => ConnectError::NoAnswer,
        sqlx::Error::Database(fault) => match fault.code().as_deref() {
            // invalid_authorization_specification, invalid_password
            Some("28000" | "28P01") => ConnectError::NotAdmitted,
            // invalid_catalog_name
            Some("3D000") => ConnectError::NoSuchDatabase,
            _ => ConnectError::Other(fault.message().to_owned()),
        },
        other => ConnectError::Other(other.to_string()),
    }
}

#[cfg(test)]
#[path = "postgres_tests.rs"]
mod tests;
