#![allow(clippy::unwrap_used)]
use std::{env, fs, process::Command, time::Instant};

use domain::people::SchoolId;

use crate::{
    database::Database,
    db::{DatabaseLocation, EnginePools},
    error::Error,
    events::{self, Event},
    sql::sql,
    testing::{TestDatabase, each_engine, on_sqlite},
    work::Work,
};

/// What is measured against: the longest that writing may stay away once its cause is gone.
const BACK_WITHIN: Duration = Duration::from_secs(5);

use super::*;

/// A name so long that its event needs pages of its own.
async fn rename(database: &Database, school: SchoolId, letter: char) -> Result<(), Error> {
    let name = letter.to_string().repeat(30_000);
    let rename = async move |work: &mut Work| {
        work.run(sql("UPDATE schools SET name = $1 WHERE id = $2").bind_all((name.as_str(), work.school))).await?;
        work.note(Event::SchoolRenamed { name: &name });
        Ok(())
    };
    database.write(school, None, rename).await
}

async fn revision(database: &Database, school: SchoolId) -> i64 {
    let head = database.read(school, None, events::verify).await.unwrap().unwrap();
    head.unwrap().seq
}

fn writer(database: &TestDatabase) -> &Writer {
    let EnginePools::Sqlite { writer, .. } = database.db().pools() else { unreachable!() };
    writer
}

/// The engine finds no room within a statement, and takes the whole transaction back by itself.
#[tokio::test]
async fn a_statement_without_room_does_not_stop_the_writing_after_it() {
    on_sqlite(|database| async move {
        let school = database.found("Hoa Sen").await;
        let mut hold = writer(&database).hold().await.unwrap();
        let (pages,): (i64,) = sqlx::query_as("PRAGMA page_count").fetch_one(&mut *hold).await.unwrap();
        let full = sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {pages}"));
        sqlx::raw_sql(full).execute(&mut *hold).await.unwrap();
        hold.let_go();
        assert_eq!(rename(&database, school, 'a').await, Err(Error::Full));
        assert_eq!(revision(&database, school).await, 1);
        // The bound was the connection's own: the next one has room.
        let since = Instant::now();
        assert_eq!(rename(&database, school, 'b').await, Ok(()));
        assert!(since.elapsed() < BACK_WITHIN, "{:?}", since.elapsed());
        assert_eq!(revision(&database, school).await, 2);
    })
    .await;
}

/// As on a disk that the system turned read-only after a fault: SQLite opens the file all the same, and writes nothing.
#[tokio::test]
async fn a_file_that_can_only_be_read_for_a_while_does_not_stop_the_writing_after_it() {
    on_sqlite(|database| async move {
        let school = database.found("Hoa Sen").await;
        let mut hold = writer(&database).hold().await.unwrap();
        sqlx::raw_sql("PRAGMA query_only = ON").execute(&mut *hold).await.unwrap();
        hold.let_go();
        assert_eq!(rename(&database, school, 'a').await, Err(Error::Unavailable));
        assert_eq!(revision(&database, school).await, 1);
        assert_eq!(rename(&database, school, 'b').await, Ok(()));
        assert_eq!(revision(&database, school).await, 2);
    })
    .await;
}

const PLAYED_IN: &str = "HOSO_TEST_OWN_PROCESS";

/// COMMIT fails in the middle of writing, as on a full disk: no byte more goes to the log of the database. The limit holds
/// for a whole process, so the story is played in one of its own.
#[test]
fn a_commit_that_fails_does_not_stop_the_writing_after_it() {
    let this = ["db::writer::tests::a_process_of_its_own_runs_out_of_room", "--exact", "--ignored", "--nocapture"];
    let play = Command::new("sh")
        .args(["-c", "trap '' XFSZ; exec \"$@\"", "sh"])
        .arg(env::current_exe().unwrap())
        .args(this)
        .env(PLAYED_IN, "yes")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&play.stdout);
    assert!(play.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&play.stderr));
}

#[tokio::test]
#[ignore = "takes away the room of its whole process; played by the test above"]
async fn a_process_of_its_own_runs_out_of_room() {
    assert!(env::var_os(PLAYED_IN).is_some(), "not by itself");
    on_sqlite(|database| async move {
        let school = database.found("Hoa Sen").await;
        assert_eq!(rename(&database, school, 'a').await, Ok(()));
        for (round, letter) in (0_i64..).zip('b'..'f') {
            // One page: neither the log nor the file takes any more.
            allow_files_of("4096");
            for _ in 0..3 {
                assert_eq!(rename(&database, school, 'x').await, Err(Error::Unavailable));
            }
            assert_eq!(revision(&database, school).await, 2 + round, "and reading goes on");
            allow_files_of("unlimited");
            let since = Instant::now();
            assert_eq!(rename(&database, school, letter).await, Ok(()));
            println!("writing works again after {:?}", since.elapsed());
            assert!(since.elapsed() < BACK_WITHIN);
            assert_eq!(revision(&database, school).await, 3 + round);
        }
    })
    .await;
}

/// Sets how large a file this process may make, in bytes; only the soft limit, which can be raised again.
fn allow_files_of(size: &str) {
    let pid = std::process::id().to_string();
    let done = Command::new("prlimit").args(["--pid", &pid, &format!("--fsize={size}:")]).status().unwrap();
    assert!(done.success(), "prlimit of util-linux");
}

#[tokio::test]
async fn nothing_is_committed_into_a_file_that_was_removed() {
    on_sqlite(|database| async move {
        let school = database.found("Hoa Sen").await;
        let DatabaseLocation::File(path) = &database.place else { unreachable!() };
        for file in [path.clone(), log_of(path)] {
            let aside = file.with_extension("aside");
            fs::rename(&file, &aside).unwrap();
            assert_eq!(rename(&database, school, 'a').await, Err(Error::Unavailable));
            assert_eq!(rename(&database, school, 'b').await, Err(Error::Unavailable), "nor into a new one");
            fs::rename(&aside, &file).unwrap();
        }
        assert_eq!(rename(&database, school, 'c').await, Ok(()), "it is back");
        assert_eq!(revision(&database, school).await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_has_forgotten_what_was_acknowledged_takes_nothing_more() {
    on_sqlite(|database| async move {
        let school = database.found("Hoa Sen").await;
        database.db().acknowledge(school, 7);
        let hold = writer(&database).hold().await.unwrap();
        drop(hold);
        assert_eq!(rename(&database, school, 'a').await, Err(Error::Unavailable));
        assert!(database.db().is_damaged());
    })
    .await;
}

#[tokio::test]
async fn a_trial_writes_and_changes_nothing() {
    each_engine(|database| async move {
        let school = database.found("Hoa Sen").await;
        assert_eq!(database.db().try_writing().await, Ok(()));
        assert_eq!(revision(&database, school).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_trial_tells_of_a_database_that_cannot_be_written() {
    on_sqlite(|database| async move {
        let mut hold = writer(&database).hold().await.unwrap();
        sqlx::raw_sql("PRAGMA query_only = ON").execute(&mut *hold).await.unwrap();
        hold.let_go();
        assert!(database.db().try_writing().await.is_err());
    })
    .await;
}
