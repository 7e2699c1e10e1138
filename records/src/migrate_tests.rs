#![allow(clippy::unwrap_used)]
use super::*;
use crate::db::Place;
use crate::testing::{each_place, monday_morning};

const fn step(version: i64, name: &'static str, both: &'static str) -> Migration {
    Migration { version, name, both, sqlite: "", postgres: "" }
}

const FAMILY: &str = "CREATE TABLE parents (id BIGINT NOT NULL PRIMARY KEY);
    CREATE TABLE children (id BIGINT NOT NULL PRIMARY KEY, parent BIGINT NOT NULL REFERENCES parents (id) ON DELETE CASCADE);
    INSERT INTO parents (id) VALUES (1), (2);
    INSERT INTO children (id, parent) VALUES (1, 1), (2, 2);";

static FIRST: &[Migration] = &[step(1, "first", "CREATE TABLE firsts (a TEXT);")];
static NEXT: &[Migration] = &[FIRST[0], step(2, "family", FAMILY)];
static CHANGED: &[Migration] = &[FIRST[0], step(2, "family", "CREATE TABLE parents (id TEXT);")];
static BROKEN: &[Migration] =
    &[NEXT[0], NEXT[1], step(3, "broken", "CREATE TABLE half (a TEXT); INSERT INTO half (b) VALUES ('x');")];
static REBUILT: &[Migration] = &[
    NEXT[0],
    NEXT[1],
    Migration {
        version: 3,
        name: "rebuild",
        both: "",
        sqlite: "CREATE TABLE parents_new (id BIGINT NOT NULL PRIMARY KEY, name TEXT);
            INSERT INTO parents_new (id) SELECT id FROM parents; DROP TABLE parents;
            ALTER TABLE parents_new RENAME TO parents;",
        postgres: "ALTER TABLE parents ADD COLUMN name TEXT;",
    },
];
static ORPHANING: &[Migration] = &[
    NEXT[0],
    NEXT[1],
    Migration {
        version: 3,
        name: "orphans",
        both: "",
        sqlite: "DELETE FROM parents WHERE id = 1;",
        postgres: "ALTER TABLE children DROP CONSTRAINT children_parent_fkey; DELETE FROM parents WHERE id = 1;
            ALTER TABLE children ADD FOREIGN KEY (parent) REFERENCES parents (id);",
    },
];

/// Runs `test` on an empty database that has the first step.
async fn each_db<T>(test: impl Fn(Pools) -> T)
where
    T: Future<Output = ()> + Send + 'static,
{
    each_place(async |place: Place| {
        let db = Pools::open(&place).await.unwrap();
        apply(&db, FIRST, monday_morning()).await.unwrap();
        let outcome = tokio::spawn(test(db.clone())).await;
        db.close().await;
        outcome
    })
    .await;
}

async fn count(db: &Pools, question: &'static str) -> Result<i64, Error> {
    let mut tx = db.begin_read().await?;
    let (count,) = tx.one(sql(question)).await?;
    Ok(count)
}

#[tokio::test]
async fn a_second_run_does_nothing() {
    each_place(async |place: Place| {
        let db = Pools::open(&place).await.unwrap();
        assert_eq!(pending(&db).await, Ok(MIGRATIONS.len()));
        assert_eq!(migrate(&db, monday_morning()).await, Ok(MIGRATIONS.len()));
        assert_eq!(migrate(&db, monday_morning()).await, Ok(0));
        assert_eq!(pending(&db).await, Ok(0));
        db.close().await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn two_processes_migrate_once() {
    each_db(|db| async move {
        let (one, other) = tokio::join!(apply(&db, NEXT, monday_morning()), apply(&db, NEXT, monday_morning()));
        assert_eq!(one.unwrap() + other.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_database_that_does_not_match_the_program_is_refused() {
    each_db(|db| async move {
        apply(&db, NEXT, monday_morning()).await.unwrap();
        let newer = apply(&db, FIRST, monday_morning()).await.unwrap_err();
        assert_eq!(newer, OpenError::NewerThanProgram { database: 2, program: 1 });
        assert!(newer.to_string().contains("mới hơn chương trình này"), "{newer}");
        let changed = apply(&db, CHANGED, monday_morning()).await.unwrap_err();
        assert_eq!(changed, OpenError::MigrationChanged { version: 2, name: "family".to_owned() });
    })
    .await;
}

#[tokio::test]
async fn a_step_that_fails_leaves_nothing_behind() {
    each_db(|db| async move {
        let failed = apply(&db, BROKEN, monday_morning()).await.unwrap_err();
        assert_eq!(failed, OpenError::MigrationFailed { version: 3, name: "broken".to_owned() });
        assert_eq!(apply(&db, NEXT, monday_morning()).await, Ok(0), "the steps before it stay");
        assert_eq!(count(&db, "SELECT count(*) FROM half").await, Err(Error::Internal));
    })
    .await;
}

#[tokio::test]
async fn rebuilding_a_table_does_not_take_its_children_along() {
    each_db(|db| async move {
        apply(&db, REBUILT, monday_morning()).await.unwrap();
        assert_eq!(count(&db, "SELECT count(*) FROM children").await, Ok(2));
        let mut tx = db.begin_migration().await.unwrap();
        let orphan = tx.run(sql("INSERT INTO children (id, parent) VALUES (3, 3)")).await;
        assert!(orphan.is_err(), "foreign keys are on again");
    })
    .await;
}

#[tokio::test]
async fn a_step_that_leaves_orphans_is_taken_back() {
    each_db(|db| async move {
        apply(&db, NEXT, monday_morning()).await.unwrap();
        let failed = apply(&db, ORPHANING, monday_morning()).await.unwrap_err();
        assert!(matches!(failed, OpenError::MigrationFailed { version: 3, .. }));
        assert_eq!(count(&db, "SELECT count(*) FROM parents").await, Ok(2));
    })
    .await;
}

#[test]
fn every_file_of_the_folder_is_a_step_and_the_steps_are_numbered() {
    for (place, migration) in MIGRATIONS.iter().enumerate() {
        assert_eq!(migration.version, place as i64 + 1, "{}", migration.name);
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap().file_name().into_string().unwrap();
        let (number, rest) = file.split_once('_').unwrap();
        let known = MIGRATIONS.iter().find(|migration| Ok(migration.version) == number.parse());
        let known = known.unwrap_or_else(|| panic!("{file} is not in MIGRATIONS"));
        let text = match rest.strip_prefix(known.name) {
            Some(".sql") => known.both,
            Some(".sqlite.sql") => known.sqlite,
            Some(".postgres.sql") => known.postgres,
            _ => panic!("{file} has another name than step {}", known.name),
        };
        assert_eq!(text, std::fs::read_to_string(format!("{folder}/{file}")).unwrap(), "{file}");
    }
}
