#![allow(clippy::unwrap_used, clippy::expect_used)]
use std::io::Cursor;

use serde_json::json;

use super::{kinds::Kind, *};
use crate::{
    error::Error,
    testing::{Folder, TestDatabase, each_engine, each_place, monday_morning, on_postgres},
};

/// A value of a kind, the same in every table: so every foreign key finds its row, whatever it names.
fn value(kind: Kind, set: u8) -> Value {
    match kind {
        Kind::Uuid => json!(Uuid::from_u128(u128::from(set) << 96 | 0xface).to_string()),
        Kind::Text => json!(format!("Bé Ngọc {set}: “4A\"\\\u{1f33b}\t\n'; DROP TABLE schools; --")),
        Kind::Number => json!([i64::MIN, i64::MAX, -7][usize::from(set % 3)]),
        Kind::Flag => json!(set % 2 == 1),
        Kind::Day => json!(format!("2026-11-{:02}", set + 1)),
        Kind::Moment => {
            json!(["1970-01-01T00:00:00Z", "2026-11-02T01:00:00Z", "2026-12-31T23:59:59.123456Z"][usize::from(set % 3)])
        }
        Kind::Bytes => json!(domain::hex::of(&[set, 0, 255, 128])),
    }
}

fn row(table: &Table, set: u8, is_full: bool) -> Vec<Value> {
    let of = |column: &schema::Column| if is_full || !column.may_be_empty { value(column.kind, set) } else { Value::Null };
    table.columns.iter().map(of).collect()
}

/// A database with a full row and one that is as empty as may be in every table, and with an answer that stands before the comment
/// that it answers.
async fn filled(place: &DatabaseLocation) {
    let db = Pools::open_alone(place).await.unwrap();
    migrate::migrate(&db, monday_morning()).await.unwrap();
    let mut tx = db.begin_migration().await.unwrap();
    let schema = schema::read(&mut tx, db.engine()).await.unwrap();
    schema::let_wait(&mut tx, db.engine(), &schema).await.unwrap();
    for table in &schema.tables {
        let mut rows = vec![row(table, 2, true)];
        if table.name != STORE {
            rows.push(row(table, 4, false));
        }
        if table.name == "comments" {
            let mut answer = row(table, 2, true);
            for (column, value) in table.columns.iter().zip(&mut answer) {
                match column.name.as_str() {
                    "id" => *value = self::value(Kind::Uuid, 1),
                    "number" => *value = json!(5),
                    _ => {}
                }
            }
            rows.insert(0, answer);
        }
        for row in &rows {
            add(&mut tx, table, std::slice::from_ref(row)).await.unwrap();
        }
    }
    schema::settle(&mut tx, db.engine(), &schema).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;
}

async fn exported(place: &DatabaseLocation) -> Vec<u8> {
    let mut file = Vec::new();
    export(place, &mut file).await.unwrap();
    file
}

/// A file of a database on SQLite in which every table has rows.
async fn file() -> Vec<u8> {
    let folder = Folder::fresh();
    let place = DatabaseLocation::File(folder.join("hoso.db"));
    filled(&place).await;
    exported(&place).await
}

async fn taken(file: &[u8], place: &DatabaseLocation) -> Result<Digests, MoveError> {
    import(&mut Cursor::new(file), place, monday_morning()).await
}

async fn schema_of(place: &DatabaseLocation) -> Schema {
    let db = Pools::open(place).await.unwrap();
    migrate::migrate(&db, monday_morning()).await.unwrap();
    let mut tx = db.begin_read().await.unwrap();
    let schema = schema::read(&mut tx, db.engine()).await.unwrap();
    tx.rollback().await;
    db.close().await;
    schema
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_each_stands_behind_those_it_names() {
    let folder = Folder::fresh();
    let on_file = schema_of(&DatabaseLocation::File(folder.join("hoso.db"))).await;
    each_place(async |place: DatabaseLocation| {
        let schema = schema_of(&place).await;
        assert!(schema.tables.len() > 100, "{}", schema.tables.len());
        for (one, other) in schema.tables.iter().zip(&on_file.tables) {
            assert_eq!(one, other);
        }
        assert_eq!(schema.tables.len(), on_file.tables.len());
        let back: Vec<&str> = schema.back_references.iter().map(|one| one.table.as_str()).collect();
        assert_eq!(back, ["comments"], "rows of these tables may name later rows: does a test move some?");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn every_column_of_every_table_moves_to_either_engine_and_back() {
    let file = &file().await;
    let digests = look(&mut Cursor::new(file)).unwrap();
    assert!(digests.tables.iter().all(|one| one.rows > 0), "{digests:?}");
    each_place(async |place: DatabaseLocation| {
        assert_eq!(taken(file, &place).await.unwrap(), digests);
        assert!(exported(&place).await == *file);
        let folder = Folder::fresh();
        let back = DatabaseLocation::File(folder.join("hoso.db"));
        assert_eq!(taken(&exported(&place).await, &back).await.unwrap(), digests);
        assert!(exported(&back).await == *file);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_database_with_rows_takes_nothing_and_keeps_what_it_has() {
    let file = &file().await;
    each_place(async |place: DatabaseLocation| {
        filled(&place).await;
        let before = exported(&place).await;
        assert!(matches!(taken(file, &place).await, Err(MoveError::NotEmpty(_))));
        assert!(exported(&place).await == before);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_database_that_no_school_has_used_yet_takes_the_name_of_the_one_that_comes() {
    let file = &file().await;
    each_engine({
        let file = file.clone();
        move |database: TestDatabase| {
            let file = file.clone();
            async move {
                database.close().await;
                let digests = taken(&file, &database.place).await.unwrap();
                assert_ne!(digests.store, database.store());
                assert!(exported(&database.place).await == file, "its name is a row like any other");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_is_moved_while_a_server_works_on_it() {
    let file = file().await;
    on_postgres(move |database| {
        let file = file.clone();
        async move {
            assert!(matches!(taken(&file, &database.place).await, Err(MoveError::Open(crate::OpenError::InUse))));
            let out = export(&database.place, &mut Vec::new()).await;
            assert!(matches!(out, Err(MoveError::Open(crate::OpenError::InUse))));
        }
    })
    .await;
}

#[tokio::test]
async fn a_comment_that_answers_nothing_is_refused_as_ever_after_the_move() {
    let file = &file().await;
    each_place(async |place: DatabaseLocation| {
        taken(file, &place).await.unwrap();
        let db = Pools::open(&place).await.unwrap();
        let mut tx = db.begin_migration().await.unwrap();
        let schema = schema::read(&mut tx, db.engine()).await.unwrap();
        let comments = schema.tables.iter().find(|table| table.name == "comments").unwrap();
        let mut orphan = row(comments, 2, true);
        for (column, value) in comments.columns.iter().zip(&mut orphan) {
            match column.name.as_str() {
                "id" => *value = self::value(Kind::Uuid, 9),
                "answers_id" => *value = self::value(Kind::Uuid, 8),
                "number" => *value = json!(6),
                _ => {}
            }
        }
        let refused = add(&mut tx, comments, &[orphan]).await;
        assert!(matches!(refused, Err(MoveError::Database(Error::NotFound))), "{refused:?}");
        tx.rollback().await;
        db.close().await;
        Ok(())
    })
    .await;
}

/// What comes of a file that was changed on its way.
fn looked(file: &[u8]) -> Result<Digests, MoveError> {
    look(&mut Cursor::new(file))
}

#[tokio::test]
async fn a_file_that_is_cut_off_altered_or_something_else_is_refused_and_the_database_stays_empty() {
    let file = &file().await;
    for length in (1..file.len()).step_by(1499).chain([0, file.len() - 1]) {
        let cut = looked(&file[..length]).unwrap_err();
        assert!(matches!(cut, MoveError::Truncated | MoveError::NotAnExport), "{length}: {cut:?}");
    }
    for (at, bit) in (0..file.len()).step_by(499).chain(file.len() - 120..file.len()).zip((0..8).cycle()) {
        let mut flipped = file.clone();
        flipped[at] ^= 1 << bit;
        assert!(looked(&flipped).is_err(), "bit {bit} of byte {at}");
    }
    let text = std::str::from_utf8(file).unwrap();
    let version = format!("\"schema\":{}", migrate::newest());
    let of_version = |number: i64| text.replacen(&version, &format!("\"schema\":{number}"), 1).into_bytes();
    let lines: Vec<&str> = text.lines().collect();
    let without_a_row = lines.iter().enumerate().filter(|(at, _)| *at != 2).map(|(_, line)| format!("{line}\n"));
    let behind = [file.as_slice(), b"[]\n"].concat();
    type Case = (&'static str, Vec<u8>, fn(&MoveError) -> bool);
    let cases: [Case; 8] = [
        ("empty", Vec::new(), |error| matches!(error, MoveError::NotAnExport)),
        ("a letter to the parents", b"Kinh gui quy phu huynh".to_vec(), |error| matches!(error, MoveError::NotAnExport)),
        ("a database file", b"SQLite format 3\0\x10\0\x01".to_vec(), |error| matches!(error, MoveError::NotAnExport)),
        ("another form", text.replacen("\"form\":1", "\"form\":2", 1).into_bytes(), |error| matches!(error, MoveError::OtherForm)),
        ("newer", of_version(migrate::newest() + 1), |error| matches!(error, MoveError::NewerFile { .. })),
        ("older", of_version(migrate::newest() - 1), |error| matches!(error, MoveError::OlderFile { .. })),
        ("without a row", without_a_row.collect::<String>().into_bytes(), |error| matches!(error, MoveError::Altered { .. })),
        ("with more behind it", behind, |error| matches!(error, MoveError::Altered { .. })),
    ];
    let cases = &cases;
    each_place(async |place: DatabaseLocation| {
        for (name, file, is_expected) in cases {
            let refused = taken(file, &place).await.unwrap_err();
            assert!(is_expected(&refused), "{name}: {refused:?}");
            assert!(refused.to_string().contains("Chưa có gì bị thay đổi"), "{refused}");
        }
        assert!(taken(file, &place).await.is_ok(), "the whole file is still welcome");
        Ok(())
    })
    .await;
}

/// A file that was made by somebody who knows how: every digest fits, and what it says cannot be.
fn forged(file: &[u8], change: impl Fn(&str) -> Option<String>) -> Vec<u8> {
    let text = std::str::from_utf8(file).unwrap();
    let (mut whole, mut table, mut out) = (String::new(), String::new(), String::new());
    let (mut rows, mut all_rows, mut tables) = (0, 0, 0);
    let sha256 = |text: &str| Sha256::new(sha2::Digest::finalize(<sha2::Sha256 as sha2::Digest>::new_with_prefix(text)).into());
    for line in text.lines() {
        let line = if line.starts_with("{\"rows\"") {
            tables += 1;
            let end = format!("{{\"rows\":{rows},\"sha256\":\"{}\"}}", sha256(&table));
            table.clear();
            rows = 0;
            end
        } else if line.starts_with("{\"tables\"") {
            format!("{{\"tables\":{tables},\"rows\":{all_rows},\"sha256\":\"{}\"}}", sha256(&whole))
        } else {
            let line = change(line).unwrap_or_else(|| line.to_owned());
            if !line.starts_with("{\"format\"") {
                table.push_str(&format!("{line}\n"));
            }
            if line.starts_with('[') {
                rows += 1;
                all_rows += 1;
            }
            line
        };
        whole.push_str(&format!("{line}\n"));
        out.push_str(&format!("{line}\n"));
    }
    out.into_bytes()
}

#[tokio::test]
async fn a_file_that_fits_itself_and_not_the_tables_leaves_nothing_behind() {
    let file = &file().await;
    assert!(forged(file, |_| None) == *file, "an honest one comes out as it went in");
    let other_column = forged(file, |line| line.contains("\"table\":\"schools\"").then(|| line.replace("\"name\"", "\"title\"")));
    let wrong_kind = forged(file, |line| line.starts_with('[').then(|| line.replace("\"2026-11-03\"", "\"hôm qua\"")));
    let orphan = value(Kind::Uuid, 2).to_string();
    let orphans = forged(file, |line| line.contains(&orphan).then(|| line.replacen(&orphan, &value(Kind::Uuid, 7).to_string(), 1)));
    for forged in [&other_column, &wrong_kind, &orphans] {
        assert!(looked(forged).is_ok(), "only the database can tell");
    }
    each_place(async |place: DatabaseLocation| {
        assert!(matches!(taken(&other_column, &place).await, Err(MoveError::OtherTable(table)) if table == "schools"));
        assert!(matches!(taken(&wrong_kind, &place).await, Err(MoveError::OtherTable(_))));
        assert!(matches!(taken(&orphans, &place).await, Err(MoveError::Database(_))));
        assert!(taken(file, &place).await.is_ok(), "nothing of them was left behind");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn what_other_programs_have_made_is_neither_exported_nor_added_to() {
    let file = &file().await;
    each_place(async |place: DatabaseLocation| {
        let db = Pools::open(&place).await.unwrap();
        let mut tx = db.begin_migration().await.unwrap();
        tx.script("CREATE TABLE shop_orders (id BIGINT NOT NULL PRIMARY KEY, total NUMERIC)").await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
        assert!(matches!(taken(file, &place).await, Err(MoveError::ForeignTable(_))));
        let db = Pools::open(&place).await.unwrap();
        assert_eq!(migrate::standing(&db).await.unwrap(), Standing::Empty, "no table was made beside it");
        migrate::migrate(&db, monday_morning()).await.unwrap();
        db.close().await;
        assert!(matches!(export(&place, &mut Vec::new()).await, Err(MoveError::ForeignTable(_))));
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_empty_or_older_database_is_not_exported() {
    each_place(async |place: DatabaseLocation| {
        assert!(matches!(export(&place, &mut Vec::new()).await, Err(MoveError::NothingThere)));
        let db = Pools::open(&place).await.unwrap();
        migrate::apply(&db, &migrate::MIGRATIONS[..60], monday_morning()).await.unwrap();
        db.close().await;
        assert!(matches!(export(&place, &mut Vec::new()).await, Err(MoveError::OlderDatabase)));
        Ok(())
    })
    .await;
}

/// A backup of an earlier program has a file of an earlier version.
#[tokio::test]
async fn a_file_of_an_older_version_is_taken_as_it_was_and_comes_up_to_the_same_as_its_database() {
    each_place(async |place: DatabaseLocation| {
        let old = migrate::up_to(60);
        let db = Pools::open(&place).await.unwrap();
        migrate::apply(&db, old, monday_morning()).await.unwrap();
        filling::fill(&db, 60).await;
        let mut file = Vec::new();
        let written = filling::written(&db, 60, &mut file).await;
        migrate::migrate(&db, monday_morning()).await.unwrap();
        db.close().await;
        assert!(matches!(taken(&file, &place).await, Err(MoveError::OlderFile { file: 60, .. })));

        let folder = Folder::fresh();
        let into = DatabaseLocation::File(folder.join("hoso.db"));
        let as_it_was = import_as_it_was(&mut Cursor::new(&file), &into, monday_morning()).await.unwrap();
        assert_eq!(as_it_was, written);
        let db = Pools::open(&into).await.unwrap();
        assert_eq!(migrate::migrate(&db, monday_morning()).await.unwrap(), migrate::MIGRATIONS.len() - old.len());
        db.close().await;
        assert!(exported(&into).await == exported(&place).await);

        // Where the newest tables are already, those of the file have no place.
        let newest = DatabaseLocation::File(folder.join("newest.db"));
        schema_of(&newest).await;
        let refused = import_as_it_was(&mut Cursor::new(&file), &newest, monday_morning()).await;
        assert!(matches!(refused, Err(MoveError::OlderFile { .. })), "{refused:?}");
        Ok(())
    })
    .await;
}

/// A table of files that `stored_files` forgets would lose them to the sweep.
#[tokio::test]
async fn every_table_that_names_files_of_the_store_keeps_them_from_the_sweep() {
    let folder = Folder::fresh();
    let schema = schema_of(&DatabaseLocation::File(folder.join("hoso.db"))).await;
    let names_files = |table: &&Table| ["sha256", "size"].iter().all(|name| table.columns.iter().any(|one| one.name == *name));
    let of_files: Vec<&str> = schema.tables.iter().filter(names_files).map(|table| table.name.as_str()).collect();
    assert!(of_files.len() >= 8, "{of_files:?}");
    let asked = include_str!("stored_files.rs");
    for table in of_files {
        // Of the versions all but those that were disposed of.
        let is_asked = [format!("SELECT school_id, sha256, size FROM {table} WHERE"), format!("f.size FROM {table} f WHERE")];
        assert!(is_asked.iter().any(|text| asked.contains(text)), "{table}");
    }
}
