#![allow(clippy::unwrap_used)]
use super::*;
use crate::db::DatabaseLocation;
use crate::sql::sql;
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
    each_place(async |place: DatabaseLocation| {
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
    each_place(async |place: DatabaseLocation| {
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
        // By several steps: the version said is the newest of the database.
        apply(&db, REBUILT, monday_morning()).await.unwrap();
        let newer = apply(&db, FIRST, monday_morning()).await.unwrap_err();
        assert_eq!(newer, OpenError::NewerThanProgram { database: 3, program: 1 });
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

/// Two records as they stood before step 8: one handed in twice, one not at all.
const BEFORE_SUMMARIES: &str = "
    INSERT INTO schools (id, name, revision) VALUES ('00000000-0000-0000-0000-000000000001', 'Hoa Sen', 0);
    INSERT INTO school_years (school_id, id, name, first_week, weeks, semester_2_starts_in_week, working_days, counts_from)
    VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', '2026-2027', '2026-09-07', 35, 19,
        'mon-fri', '2026-09-01');
    INSERT INTO people (school_id, id, name, honorific) VALUES
        ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000003', 'Hoa', 'co'),
        ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000004', 'Thảo', 'co');
    INSERT INTO record_types (school_id, id, code, name, short, owed_by, recurrence, approval_route, sensitivity, sort_order, due)
    VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000005', 'giao-an', 'Giáo án', 'Giáo án',
        'each-class', 'week', 'department', 'ordinary', 1, 'friday-before');
    INSERT INTO obligations (school_id, id, school_year_id, record_type_id, period, owner_kind, owner_id, rule_version_id,
        practice, first_at, first_by, first_verdict, judged_by, verdict, versions, last_at, last_by, last_files,
        last_submission_id)
    VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000006',
        '00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000005', 'w1', 'class',
        '00000000-0000-0000-0000-000000000009', '00000000-0000-0000-0000-000000000009', FALSE, '2026-09-07 08:00:00+00:00',
        '00000000-0000-0000-0000-000000000003', 'late:1d', '2026-09-07', 'on-time', 2, '2026-09-08 08:00:00+00:00',
        '00000000-0000-0000-0000-000000000004', 3, '00000000-0000-0000-0000-000000000008');
    INSERT INTO obligations (school_id, id, school_year_id, record_type_id, period, owner_kind, owner_id, rule_version_id,
        practice, versions, last_files)
    VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000007',
        '00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000005', 'w2', 'class',
        '00000000-0000-0000-0000-000000000009', '00000000-0000-0000-0000-000000000009', FALSE, 0, 0);
    INSERT INTO submissions (school_id, id, obligation_id, version, person_id, key, digest, received_at, receipt_year,
        receipt_number, verdict, note)
    VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000008',
        '00000000-0000-0000-0000-000000000006', 2, '00000000-0000-0000-0000-000000000004',
        '00000000-0000-0000-0000-000000000009', '', '2026-09-08 08:00:00+00:00', 2026, 2, 'none', '');";

#[tokio::test]
async fn what_was_handed_in_keeps_its_summary_when_that_moves_to_a_table_of_its_own() {
    each_place(async |place: DatabaseLocation| {
        let db = Pools::open(&place).await.unwrap();
        apply(&db, &MIGRATIONS[..7], monday_morning()).await.unwrap();
        let mut tx = db.begin_migration().await.unwrap();
        tx.script(BEFORE_SUMMARIES).await.unwrap();
        tx.commit().await.unwrap();
        apply(&db, &MIGRATIONS[..8], monday_morning()).await.unwrap();
        let mut tx = db.begin_read().await.unwrap();
        let kept: Vec<(String, String, i64, i64)> =
            tx.all(sql("SELECT first_verdict, verdict, versions, last_files FROM submission_summaries")).await.unwrap();
        assert_eq!(kept, [("late:1d".to_owned(), "on-time".to_owned(), 2, 3)]);
        let of_the_first = "SELECT count(*) FROM obligations o JOIN submission_summaries s ON s.obligation_id = o.id \
             WHERE o.period = 'w1' AND s.judged_by = '2026-09-07' AND s.first_by <> s.last_by AND s.first_at < s.last_at";
        let (first,): (i64,) = tx.one(sql(of_the_first)).await.unwrap();
        assert_eq!(first, 1);
        tx.rollback().await;
        db.close().await;
        Ok(())
    })
    .await;
}

/// Types as they stood before step 61.
const BEFORE_FENCES: &str = "
    INSERT INTO schools (id, name, revision) VALUES ('00000000-0000-0000-0000-000000000001', 'Hoa Sen', 0);
    INSERT INTO record_types (school_id, id, code, name, short, owed_by, recurrence, approval_route, sensitivity, sort_order, due)
    VALUES
        ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000005', 'giao-an', 'Giáo án', 'Giáo án',
            'each-class', 'week', 'department', 'ordinary', 1, 'friday_before'),
        ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000006', 'y-te', 'Y tế', 'Y tế',
            'each-class', 'week', 'none', 'sensitive', 2, 'not_set'),
        ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000007', 'rieng-theo-doi-tre', 'Trẻ', 'Trẻ',
            'each-class', 'week', 'none', 'sensitive', 3, 'not_set'),
        ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000008', 'ke-toan', 'Thu chi', 'Thu chi',
            'each-class', 'week', 'none', 'restricted', 4, 'not_set');";

#[tokio::test]
async fn what_was_fenced_off_before_the_kinds_of_fences_stays_so_under_its_kind() {
    each_place(async |place: DatabaseLocation| {
        let db = Pools::open(&place).await.unwrap();
        let step = MIGRATIONS.iter().position(|one| one.name == "fences_and_data_requests").unwrap();
        apply(&db, &MIGRATIONS[..step], monday_morning()).await.unwrap();
        let mut tx = db.begin_migration().await.unwrap();
        tx.script(BEFORE_FENCES).await.unwrap();
        tx.commit().await.unwrap();
        apply(&db, &MIGRATIONS[..=step], monday_morning()).await.unwrap();
        let mut tx = db.begin_read().await.unwrap();
        let kept: Vec<(String,)> = tx.all(sql("SELECT sensitivity FROM record_types ORDER BY sort_order")).await.unwrap();
        let kept: Vec<&str> = kept.iter().map(|(one,)| one.as_str()).collect();
        assert_eq!(kept, ["ordinary", "health", "child", "personnel"]);
        tx.rollback().await;
        db.close().await;
        Ok(())
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
