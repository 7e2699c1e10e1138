#![allow(clippy::unwrap_used)]
use chrono::TimeDelta;

use super::*;
use crate::error::Error;
use crate::new_id;
use crate::testing::{TestDatabase, each_engine, monday_morning};

const TABLE: &str = "CREATE TABLE things (
    id UUID NOT NULL PRIMARY KEY, n BIGINT, name TEXT, yes BOOLEAN, day DATE, at TIMESTAMPTZ,
    weight DOUBLE PRECISION, bytes BYTEA, other UUID
)";

#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
struct Thing {
    id: Uuid,
    n: Option<i64>,
    name: Option<String>,
    yes: Option<bool>,
    day: Option<NaiveDate>,
    at: Option<DateTime<Utc>>,
    weight: Option<f64>,
    bytes: Option<Vec<u8>>,
    other: Option<Uuid>,
}

async fn keep(database: &TestDatabase, things: Vec<Thing>) {
    database
        .write_quietly(new_id(), None, async move |work| {
            work.tx.script(TABLE).await?;
            for thing in things {
                work.tx.run(insert(thing)).await?;
            }
            Ok(())
        })
        .await
        .unwrap();
}

fn insert(thing: Thing) -> Sql {
    sql("INSERT INTO things (id, n, name, yes, day, at, weight, bytes, other) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .bind_all((thing.id, thing.n, thing.name, thing.yes, thing.day, thing.at, thing.weight, thing.bytes, thing.other))
}

async fn ask<R: FromRowBoth + 'static>(database: &TestDatabase, question: Sql) -> Vec<R> {
    database.read(new_id(), None, async move |work| work.tx.all(question).await).await.unwrap()
}

fn nothing(id: Uuid) -> Thing {
    Thing { id, n: None, name: None, yes: None, day: None, at: None, weight: None, bytes: None, other: None }
}

fn full(id: Uuid) -> Thing {
    Thing {
        id,
        n: Some(i64::MIN),
        name: Some("Nguyễn Thị Phương – ‘kế hoạch’ 🐤".to_owned()),
        yes: Some(true),
        day: NaiveDate::from_ymd_opt(2028, 2, 29),
        at: Some(monday_morning()),
        weight: Some(16.0),
        bytes: Some(vec![0, 255, 0]),
        other: Some(Uuid::max()),
    }
}

#[tokio::test]
async fn every_type_comes_back_as_it_went() {
    each_engine(|database| async move {
        let empty = Thing {
            name: Some(String::new()),
            yes: Some(false),
            n: Some(0),
            weight: Some(-0.25),
            bytes: Some(Vec::new()),
            ..nothing(Uuid::from_u128(3))
        };
        let things = vec![full(Uuid::from_u128(1)), nothing(Uuid::from_u128(2)), empty];
        keep(&database, things.clone()).await;
        let all = sql("SELECT id, n, name, yes, day, at, weight, bytes, other FROM things ORDER BY id");
        assert_eq!(ask::<Thing>(&database, all).await, things);
    })
    .await;
}

#[tokio::test]
async fn every_type_finds_its_row_again() {
    each_engine(|database| async move {
        let thing = full(Uuid::from_u128(1));
        keep(&database, vec![thing.clone(), nothing(Uuid::from_u128(2))]).await;
        let find = sql("SELECT id FROM things WHERE id = $1 AND n = $2 AND name = $3 AND yes = $4 AND day = $5 \
             AND at = $6 AND weight = $7 AND bytes = $8 AND other = $9");
        let find = find
            .bind(thing.id)
            .bind(thing.n)
            .bind(thing.name)
            .bind(thing.yes)
            .bind(thing.day)
            .bind(thing.at)
            .bind(thing.weight)
            .bind(thing.bytes)
            .bind(thing.other);
        assert_eq!(ask::<(Uuid,)>(&database, find).await, [(thing.id,)]);
        let unset = sql("SELECT id FROM things WHERE name IS NULL AND ($1 IS NULL OR name = $1)");
        assert_eq!(ask::<(Uuid,)>(&database, unset.bind(None::<String>)).await, [(Uuid::from_u128(2),)]);
    })
    .await;
}

#[tokio::test]
async fn everything_is_in_the_same_order_on_both_engines() {
    each_engine(|database| async move {
        let day = |day| NaiveDate::from_ymd_opt(2026, 1, day);
        let instants = [-7200, -1, 0, 1, 59, 3600, 86_400, 31_536_000].map(|s| monday_morning() + TimeDelta::seconds(s));
        let words = ["", "An", "Bình", "an", "Ánh", "Đào", "đ"];
        let things: Vec<Thing> = (0..7)
            .map(|i| Thing {
                n: Some(i as i64 - 3),
                name: Some(words[i].to_owned()),
                day: day(i as u32 + 3),
                at: Some(instants[i]),
                weight: Some(i as f64 / 3.0 - 1.0),
                ..nothing(Uuid::from_u128(1 << (i * 20)))
            })
            .collect();
        let mut shuffled = things.clone();
        shuffled.reverse();
        keep(&database, shuffled).await;
        let ids: Vec<(Uuid,)> = things.iter().map(|thing| (thing.id,)).collect();
        for question in [
            "SELECT id FROM things ORDER BY id",
            "SELECT id FROM things ORDER BY n",
            "SELECT id FROM things ORDER BY name",
            "SELECT id FROM things ORDER BY day",
            "SELECT id FROM things ORDER BY at",
            "SELECT id FROM things ORDER BY weight",
        ] {
            assert_eq!(ask::<(Uuid,)>(&database, sql(question)).await, ids, "{question}");
        }
        let between = sql("SELECT count(*) FROM things WHERE at >= $1 AND at < $2").bind(instants[1]).bind(instants[4]);
        assert_eq!(ask::<(i64,)>(&database, between).await, [(3,)]);
        let latest = sql("SELECT max(at), max(day), count(n), CAST(sum(n) AS BIGINT) FROM things");
        let latest = ask::<(Option<DateTime<Utc>>, Option<NaiveDate>, i64, i64)>(&database, latest).await;
        assert_eq!(latest, [(Some(instants[6]), day(9), 7, 0)]);
    })
    .await;
}

#[tokio::test]
async fn run_counts_rows_one_finds_none_and_a_taken_value_is_named() {
    each_engine(|database| async move {
        keep(&database, vec![nothing(Uuid::from_u128(1)), nothing(Uuid::from_u128(2))]).await;
        let quietly = new_id();
        let all = database.write_quietly(quietly, None, async |work| work.tx.run(sql("UPDATE things SET n = 7")).await);
        assert_eq!(all.await, Ok(2));
        let none =
            database.write_quietly(quietly, None, async |work| work.tx.run(sql("UPDATE things SET n = 7 WHERE n = 8")).await);
        assert_eq!(none.await, Ok(0));
        let missing =
            database.read(quietly, None, async |work| work.tx.one::<(i64,)>(sql("SELECT n FROM things WHERE n = 8")).await);
        assert_eq!(missing.await, Err(Error::NotFound));
        let again = nothing(Uuid::from_u128(1));
        let taken = database.write_quietly(quietly, None, async move |work| work.tx.run(insert(again)).await);
        let taken = taken.await.unwrap_err();
        assert!(taken.is_taken("things", "id"), "{taken:?}");
        assert!(!taken.is_taken("things", "name") && !taken.is_taken("schools", "id"));
        let wrong = database.write_quietly(quietly, None, async |work| work.tx.run(sql("UPDATE nowhere SET n = 7")).await);
        assert_eq!(wrong.await, Err(Error::Internal));
    })
    .await;
}
