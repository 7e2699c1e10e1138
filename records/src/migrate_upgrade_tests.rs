#![allow(clippy::unwrap_used)]
//! Every step on a database in which all tables have rows of all earlier versions, and the process is killed within it.

use std::{
    env,
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

use super::*;
use crate::{
    db::{DatabaseLocation, EngineKind},
    moving::{Digests, filling},
    testing::{Folder, monday_morning, on_server},
};

/// Where the child's database is; whoever runs all tests has none.
const PLACE: &str = "HOSO_TEST_UPGRADE";
/// The place of the step in `MIGRATIONS`, and after how many statements of it the child is killed.
const STEP: &str = "HOSO_TEST_UPGRADE_STEP";
const AFTER: &str = "HOSO_TEST_UPGRADE_AFTER";
/// What the child says when it has come so far.
const READY: &str = "the child waits to be killed";

/// The statements of a script, as they stand in our files: each ends with its line.
fn statements(text: &str) -> Vec<String> {
    let (mut statements, mut one) = (Vec::new(), String::new());
    for line in text.lines() {
        let code = line.split("--").next().unwrap_or_default().trim_end();
        if code.is_empty() {
            continue;
        }
        one.push_str(code);
        one.push('\n');
        // The body of a function of PostgreSQL, or of a trigger of SQLite.
        let is_within = match one.matches("$$").count() {
            0 => one.contains("BEGIN") && !code.ends_with("END;"),
            marks => marks % 2 == 1,
        };
        if code.ends_with(';') && !is_within {
            statements.push(std::mem::take(&mut one));
        }
    }
    assert!(one.is_empty(), "a statement without an end: {one}");
    statements
}

fn of_step(step: &Migration, engine: EngineKind) -> Vec<String> {
    let only = match engine {
        EngineKind::Sqlite => step.sqlite,
        EngineKind::Postgres => step.postgres,
    };
    [statements(step.both), statements(only)].concat()
}

/// Applies so many statements of the next step as `apply` would, and waits for its end before the commit.
#[tokio::test]
async fn the_child() {
    let (Ok(place), Ok(step), Ok(after)) = (env::var(PLACE), env::var(STEP), env::var(AFTER)) else { return };
    let (step, after): (usize, usize) = (step.parse().unwrap(), after.parse().unwrap());
    let db = Pools::open(&DatabaseLocation::parse(&place)).await.unwrap();
    db.enforce_foreign_keys(false).await.unwrap();
    let mut tx = db.begin_migration().await.unwrap();
    let next = missing(&mut tx, db.engine(), MIGRATIONS).await.unwrap().first().unwrap();
    assert_eq!(next.version, MIGRATIONS[step].version, "nothing of it was committed when it was killed before");
    let all = of_step(next, db.engine());
    if after > all.len() {
        // All of it, and the row that says so.
        super::step(&mut tx, db.engine(), next, monday_morning()).await.unwrap();
    } else {
        for statement in all.into_iter().take(after) {
            tx.script(Box::leak(statement.into_boxed_str())).await.unwrap();
        }
    }
    writeln!(std::io::stdout(), "\n{READY}").unwrap();
    std::thread::sleep(std::time::Duration::from_secs(60));
    panic!("nobody has killed the child");
}

/// Begins the next step in another process, and kills that behind so many statements.
fn kill(place: &DatabaseLocation, step: usize, after: usize) {
    let place = match place {
        DatabaseLocation::File(file) => file.to_string_lossy().into_owned(),
        DatabaseLocation::Server(url) => url.clone(),
    };
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "migrate::upgrade_tests::the_child", "--nocapture"])
        .envs([(PLACE, place), (STEP, step.to_string()), (AFTER, after.to_string())])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let is_ready = lines.map_while(Result::ok).any(|line| line == READY);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(is_ready, "step {} did not come to its statement {after}", MIGRATIONS[step].name);
}

/// Brings a database up by one step, tells what it holds then, and fills it.
async fn stepped(place: &DatabaseLocation, step: usize) -> Digests {
    let db = Pools::open(place).await.unwrap();
    let steps = &MIGRATIONS[..=step];
    assert_eq!(apply(&db, steps, monday_morning()).await, Ok(1), "{}", MIGRATIONS[step].name);
    let version = MIGRATIONS[step].version;
    let fill = async || filling::fill(&db, u8::try_from(version).unwrap()).await;
    // A database without a row has no name, and no digest either.
    if step == 0 {
        fill().await;
    }
    let digests = filling::digests(&db, version).await;
    if step > 0 {
        fill().await;
    }
    db.close().await;
    digests
}

/// Two databases come up side by side, step by step, with the same rows in all tables behind each; within each step, one of them is
/// killed behind these of its statements, one after the other.
async fn upgraded(whole: &DatabaseLocation, killed: &DatabaseLocation, at: fn(usize) -> Vec<usize>) {
    let engine = match whole {
        DatabaseLocation::File(_) => EngineKind::Sqlite,
        DatabaseLocation::Server(_) => EngineKind::Postgres,
    };
    let mut kills = 0;
    for (step, next) in MIGRATIONS.iter().enumerate() {
        let expected = stepped(whole, step).await;
        for after in at(of_step(next, engine).len()) {
            kill(killed, step, after);
            kills += 1;
        }
        let found = stepped(killed, step).await;
        let other = found.tables.iter().zip(&expected.tables).find(|(one, other)| one != other);
        assert!(found == expected, "step {} {}: {other:?}", next.version, next.name);
        let is_filled = step == 0 || expected.rows() > 2 * step as u64;
        assert!(is_filled, "{expected:?}");
    }
    assert!(kills >= 2 * MIGRATIONS.len(), "{kills}");
}

#[tokio::test]
async fn every_step_on_rows_of_every_version_killed_at_each_statement_ends_with_equal_digests() {
    let folder = Folder::fresh();
    let [whole, killed] = ["whole.db", "killed.db"].map(|name| DatabaseLocation::File(folder.join(name)));
    upgraded(&whole, &killed, |statements| (1..=statements + 1).collect()).await;
}

/// A connection to a server takes longer than a file: killed at three places of each step.
#[tokio::test]
async fn every_step_on_postgresql_killed_behind_its_first_middle_and_last_statement_ends_with_equal_digests() {
    on_server(async |whole| {
        on_server(async |killed| {
            let sampled = |statements: usize| {
                let mut places = vec![1, statements / 2 + 1, statements + 1];
                places.dedup();
                places
            };
            upgraded(&whole, &killed, sampled).await;
            Ok(())
        })
        .await;
        Ok(())
    })
    .await;
}
