//! One test, both engines: `each_engine(|database| async move { … })`.
//!
//! PostgreSQL takes part when `HOSO_TEST_POSTGRES` names a server on which databases may be created.
#![allow(clippy::unwrap_used, clippy::expect_used)]

pub mod kept;
pub mod school;
#[cfg(test)]
pub mod sources;

use std::env;
use std::io::Write;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Once;

use chrono::{DateTime, Utc};
use domain::{
    people::SchoolId,
    permissions::{Allowed, Deed, decide_in_set_up},
};
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::clock::{Clock, ManualClock};
use crate::database::Database;
use crate::db::{DatabaseLocation, Pools};
use crate::error::Error;
use crate::events::Event;
use crate::migrate;
use crate::sql::sql;
use crate::work::Work;

/// A database on a database of its own, whose clock stands still until its hand is moved.
#[derive(Clone, Debug)]
pub struct TestDatabase {
    /// The database itself; a `TestDatabase` can also be used as one.
    pub database: Database,
    /// Moves the database's clock.
    pub hand: ManualClock,
    /// Where its database is, to open it a second time.
    pub place: DatabaseLocation,
}

impl Deref for TestDatabase {
    type Target = Database;

    fn deref(&self) -> &Database {
        &self.database
    }
}

impl TestDatabase {
    /// Opens a database on `place`, on Monday 2 November 2026 at 8:00 in Hanoi.
    pub async fn open(place: DatabaseLocation) -> Self {
        let (clock, hand) = Clock::manual(monday_morning());
        if let DatabaseLocation::File(file) = &place
            && !file.exists()
        {
            std::fs::write(file, migrated().await).expect("a temporary file");
        }
        let database = Database::open(&place, clock).await.expect("the database opens");
        Self { database, hand, place }
    }

    /// A school with nothing in it but the event of its founding.
    pub async fn found(&self, name: &'static str) -> SchoolId {
        let school = SchoolId::new(Uuid::new_v4());
        self.write(school, None, async move |work| {
            let insert = sql("INSERT INTO schools (id, name, revision) VALUES ($1, $2, 0)");
            work.run(insert.bind_all((school, name))).await?;
            work.note(Event::SchoolFounded { name });
            Ok::<_, Error>(())
        })
        .await
        .expect("the school is founded");
        school
    }

    /// Each of these tables, in which the school has rows, is history: the database itself lets nobody change a row, take one out
    /// or empty the table. It is tried without an event, for a change that owes one is undone for that alone.
    pub async fn keeps(&self, school: SchoolId, tables: &[&str]) {
        for table in tables {
            let empties = matches!(self.place, DatabaseLocation::Server(_)).then(|| format!("TRUNCATE {table} CASCADE"));
            let changes = [format!("UPDATE {table} SET school_id = school_id"), format!("DELETE FROM {table}")];
            for text in changes.into_iter().chain(empties) {
                let change = sql(Box::leak(text.clone().into_boxed_str()));
                let tried = self.write_quietly(school, None, async move |work: &mut Work| work.run(change).await.map(drop)).await;
                assert_eq!(tried, Err(Error::Internal), "{text}");
            }
        }
    }
}

/// A file of SQLite as the migrations leave it. They are run once for all tests: each begins with a copy.
async fn migrated() -> &'static [u8] {
    static BYTES: OnceCell<Vec<u8>> = OnceCell::const_new();
    let make = async |folder: &Path| {
        let file = folder.join("hoso.db");
        migrate_empty(&DatabaseLocation::File(file.clone())).await;
        assert!(!file.with_extension("db-wal").exists(), "all of it is in the one file");
    };
    let read = async || std::fs::read(kept::kept("migrated", make).await.join("hoso.db")).expect("the file");
    BYTES.get_or_init(read).await
}

/// A database of PostgreSQL as the migrations leave it, by its name. It is made once for all tests, as the file of SQLite is.
async fn template(server: &str) -> &'static str {
    static NAME: OnceCell<String> = OnceCell::const_new();
    NAME.get_or_init(async || {
        let (start, name) = kept::names();
        let mut connection = PgConnection::connect(server).await.expect("HOSO_TEST_POSTGRES answers");
        let mut ask = async |text: String| {
            let rows = sqlx::raw_sql(AssertSqlSafe(text)).fetch_all(&mut connection).await.expect("the template is made");
            rows.iter().map(|row| row.try_get::<String, _>(0).unwrap_or_default()).collect::<Vec<_>>()
        };
        // Held until the connection ends: whoever else asks waits until the template is whole.
        ask(format!("SELECT pg_advisory_lock(hashtext('{start}'))::text")).await;
        let there = ask(format!("SELECT datname::text FROM pg_database WHERE starts_with(datname, '{start}')")).await;
        if !there.contains(&name) {
            for older in there {
                ask(format!("DROP DATABASE {older} WITH (FORCE)")).await;
            }
            let half = format!("{name}_half");
            ask(format!("CREATE DATABASE {half} {EMPTY}")).await;
            migrate_empty(&on(server, &half)).await;
            ask(format!("ALTER DATABASE {half} RENAME TO {name}")).await;
        }
        connection.close().await.expect("the connection closes");
        name
    })
    .await
}

async fn migrate_empty(place: &DatabaseLocation) {
    let (clock, _) = Clock::manual(monday_morning());
    let pools = Pools::open(place).await.expect("an empty database opens");
    migrate::migrate(&pools, clock.now()).await.expect("the migrations run");
    pools.close().await;
}

/// The proof that lays the ground for a story: that of a first set-up.
pub fn allowed<D: Deed>() -> Allowed<D> {
    decide_in_set_up(false).expect("a school that is not open yet")
}

/// When tests begin: a Monday morning in a teaching week.
pub fn monday_morning() -> DateTime<Utc> {
    "2026-11-02T08:00:00+07:00".parse().expect("an instant")
}

/// Runs `test` in a database on SQLite, then in one on PostgreSQL, each on a fresh database.
pub async fn each_engine<T>(test: impl Fn(TestDatabase) -> T)
where
    T: Future<Output = ()> + Send + 'static,
{
    on_sqlite(&test).await;
    on_postgres(&test).await;
}

/// Runs `test` in a database on SQLite only: for what only SQLite has.
pub async fn on_sqlite<T>(test: impl Fn(TestDatabase) -> T)
where
    T: Future<Output = ()> + Send + 'static,
{
    in_file(|place| in_office(place, &test)).await;
}

/// Runs `test` in a database on PostgreSQL only: for what only PostgreSQL has.
pub async fn on_postgres<T>(test: impl Fn(TestDatabase) -> T)
where
    T: Future<Output = ()> + Send + 'static,
{
    let Some(server) = server() else { return skip() };
    let template = format!("TEMPLATE {}", template(&server).await);
    on_new_database(&server, &template, |place| in_office(place, &test)).await;
}

/// Runs `test` on an empty place for each engine; what it leaves there is removed, also when it panics in a task.
pub async fn each_place(test: impl AsyncFn(DatabaseLocation) -> Outcome) {
    in_file(&test).await;
    on_server(&test).await;
}

/// How a test that ran in a task of its own ended.
pub type Outcome = Result<(), tokio::task::JoinError>;

async fn in_office<T>(place: DatabaseLocation, test: &impl Fn(TestDatabase) -> T) -> Outcome
where
    T: Future<Output = ()> + Send + 'static,
{
    let database = tokio::spawn(TestDatabase::open(place)).await?;
    let outcome = tokio::spawn(test(database.clone())).await;
    database.close().await;
    outcome
}

async fn in_file(test: impl AsyncFn(DatabaseLocation) -> Outcome) {
    let folder = Folder::fresh();
    test(DatabaseLocation::File(folder.join("hoso.db"))).await.expect("on SQLite");
}

/// Runs `test` on an empty place of PostgreSQL only; a test that needs two calls this within itself.
pub async fn on_server(test: impl AsyncFn(DatabaseLocation) -> Outcome) {
    let Some(server) = server() else { return skip() };
    on_new_database(&server, EMPTY, test).await;
}

/// Where databases may be created; none, where nobody named a server.
fn server() -> Option<String> {
    env::var("HOSO_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// How a database begins that nothing is in yet.
const EMPTY: &str = "TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'";

async fn on_new_database(server: &str, begins: &str, test: impl AsyncFn(DatabaseLocation) -> Outcome) {
    let name = format!("hoso_test_{}", Uuid::new_v4().simple());
    command(server, format!("CREATE DATABASE {name} {begins}")).await;
    let outcome = test(on(server, &name)).await;
    command(server, format!("DROP DATABASE {name} WITH (FORCE)")).await;
    outcome.expect("on PostgreSQL");
}

/// The database of this name on the server.
fn on(server: &str, name: &str) -> DatabaseLocation {
    let (start, _) = server.rsplit_once('/').expect("HOSO_TEST_POSTGRES is postgres://…/database");
    DatabaseLocation::Server(format!("{start}/{name}"))
}

/// An empty folder of its own for one test, removed with everything in it when it is dropped.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Makes it.
    pub fn fresh() -> Self {
        let folder = env::temp_dir().join(format!("hoso-test-{}", Uuid::new_v4()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        Self(folder)
    }
}

impl Deref for Folder {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // On Windows a scanner may still hold a file; a leftover in the temporary folder harms nobody.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn command(server: &str, text: String) {
    let mut connection = PgConnection::connect(server).await.expect("HOSO_TEST_POSTGRES answers");
    sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut connection).await.expect("the database is made or removed");
    connection.close().await.expect("the connection closes");
}

/// Says once, past the test harness that swallows `eprintln!`, that half of the tests do not run.
fn skip() {
    static SAID: Once = Once::new();
    let required = ["CI", "HOSO_REQUIRE_POSTGRES"].iter().any(|name| env::var_os(name).is_some());
    assert!(!required, "HOSO_TEST_POSTGRES is not set, and CI or HOSO_REQUIRE_POSTGRES says that it must be");
    SAID.call_once(|| {
        let _ = writeln!(
            std::io::stderr(),
            "\n*** PostgreSQL IS SKIPPED: set HOSO_TEST_POSTGRES=postgres://user@host:port/postgres ***\n"
        );
    });
}
