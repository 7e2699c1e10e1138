#![allow(clippy::unwrap_used)]
use super::*;
use crate::error::Error;
use crate::sql::sql;
use crate::testing::on_postgres;

#[tokio::test]
async fn a_connection_inside_of_a_transaction_is_not_used_again() {
    on_postgres(|database| async move {
        let school = database.found("Hoa Sen").await;
        let EnginePools::Postgres(pool) = database.db().pools() else { unreachable!() };
        let mut process = Vec::new();
        for begin in ["BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"] {
            let mut leaking = pool.acquire().await.unwrap();
            process.push(sqlx::query_scalar::<_, i32>("SELECT pg_backend_pid()").fetch_one(&mut *leaking).await.unwrap());
            // Behind the driver's back, as a BEGIN whose future is dropped: the driver does not know of it.
            sqlx::raw_sql(begin).execute(&mut *leaking).await.unwrap();
            sqlx::query("SELECT name FROM schools").execute(&mut *leaking).await.unwrap();
        }
        for _ in 0..CONNECTIONS {
            database
                .write_quietly(school, None, async |work| {
                    work.tx.run(sql("UPDATE schools SET name = name || 'x' WHERE id = $1").bind(work.school)).await
                })
                .await
                .unwrap();
        }
        let name = database.read(school, None, async |work| {
            work.tx.one::<(String,)>(sql("SELECT name FROM schools WHERE id = $1").bind(work.school)).await
        });
        assert_eq!(name.await.unwrap().0, format!("Hoa Sen{}", "x".repeat(CONNECTIONS as usize)));
        let left = database.read(school, None, async move |work| {
            let mut left = 0;
            for pid in process {
                let alive = sql("SELECT count(*) FROM pg_stat_activity WHERE pid = $1").bind(i64::from(pid));
                left += work.tx.one::<(i64,)>(alive).await?.0;
            }
            Ok::<_, Error>(left)
        });
        assert_eq!(left.await, Ok(0));
    })
    .await;
}

#[tokio::test]
async fn a_database_that_sorts_otherwise_is_refused() {
    let Some(server) = std::env::var("HOSO_TEST_POSTGRES").ok().filter(|url| !url.is_empty()) else { return };
    let name = format!("hoso_test_{}", uuid::Uuid::new_v4().simple());
    let maintenance = PgPool::connect(&server).await.unwrap();
    let create = format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'");
    sqlx::raw_sql(sqlx::AssertSqlSafe(create)).execute(&maintenance).await.unwrap();
    let (start, _) = server.rsplit_once('/').unwrap();
    let refusal = open(&format!("{start}/{name}")).await.unwrap_err();
    let drop = format!("DROP DATABASE {name} WITH (FORCE)");
    sqlx::raw_sql(sqlx::AssertSqlSafe(drop)).execute(&maintenance).await.unwrap();
    assert!(matches!(refusal, OpenError::UnsafeSetting { name: "lc_collate", .. }), "{refusal}");
}

#[tokio::test]
async fn a_server_that_is_away_is_said_to_be_so_without_its_password() {
    let away = open_within(Duration::from_millis(200), "postgres://lan:secret@127.0.0.1:1/hoso", NAME).await;
    let refusal = away.unwrap_err().to_string();
    assert!(refusal.contains("127.0.0.1/hoso") && !refusal.contains("secret"), "{refusal}");
}
