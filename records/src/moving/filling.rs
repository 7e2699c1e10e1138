//! Rows in every table of a database of whatever version, for tests of upgrades: true to its keys and to what later steps take for
//! granted.
#![allow(clippy::unwrap_used)]

use std::io;

use chrono::{NaiveDate, TimeDelta};
use domain::hex;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Digests, STORE, add,
    kinds::Kind,
    schema::{self, Column, Table},
    write_all,
};
use crate::{db::Pools, sql::sql, testing::monday_morning};

/// Adds two rows to every table, one with all that it may hold and one with what it must: sets of rows that name each other. Sets have
/// numbers up to 127.
pub(crate) async fn fill(db: &Pools, set: u8) {
    let mut tx = db.begin_migration().await.unwrap();
    let schema = schema::read(&mut tx, db.engine()).await.unwrap();
    for table in &schema.tables {
        let rows = [row(table, set, true), row(table, set | 0x80, false)];
        let store: Option<(Uuid,)> = tx.optional(sql("SELECT id FROM store")).await.unwrap();
        // A database has one name.
        let rows = match (table.name == STORE, store) {
            (false, _) => &rows[..],
            (true, None) => &rows[..1],
            (true, Some(_)) => continue,
        };
        add(&mut tx, table, rows).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// What a database holds that stands at this version.
pub(crate) async fn digests(db: &Pools, version: i64) -> Digests {
    let mut file = io::sink();
    written(db, version, &mut file).await
}

/// The same, with the file as an export of that version's program would have been.
pub(crate) async fn written(db: &Pools, version: i64, file: &mut impl io::Write) -> Digests {
    let mut tx = db.begin_read().await.unwrap();
    let schema = schema::read(&mut tx, db.engine()).await.unwrap();
    let digests = write_all(&mut tx, &schema, version, file).await.unwrap();
    tx.rollback().await;
    digests
}

fn row(table: &Table, set: u8, is_full: bool) -> Vec<Value> {
    let of = |column: &Column| if is_full || !column.may_be_empty { value(column, set) } else { Value::Null };
    table.columns.iter().map(of).collect()
}

/// The same in every table of a set, so that every foreign key finds its row, and another one in every other set.
fn value(column: &Column, set: u8) -> Value {
    let of = |words: [&str; 3]| json!(words[usize::from(set % 3)]);
    let number = i64::from(set);
    match column.kind {
        Kind::Uuid => json!(Uuid::from_u128(u128::from(set) << 96 | 0xface).to_string()),
        // What later steps give other words.
        Kind::Text => match column.name.as_str() {
            "route" | "approval_route" => of(["board", "department-board", "none"]),
            "sensitivity" => of(["ordinary", "sensitive", "restricted"]),
            _ => json!(format!("Bé Ngọc {set}: “4A\"\\\u{1f33b}\t\n'; DROP TABLE schools; --")),
        },
        // Whoever handed in has a first version: its row is where later steps look for who that was.
        Kind::Number if column.name == "version" => json!(1),
        Kind::Number => json!(number * 1_000_003),
        Kind::Flag => json!(set % 2 == 1),
        Kind::Day => json!((NaiveDate::from_ymd_opt(2026, 11, 2).unwrap() + TimeDelta::days(number)).to_string()),
        Kind::Moment => json!((monday_morning() + TimeDelta::microseconds(number * 1_234_567)).to_rfc3339()),
        Kind::Bytes => json!(hex::of(&[set, 0, 255, 128])),
    }
}
