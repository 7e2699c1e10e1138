//! Every statement of the database, read from its source: both engines understand it, and none reads a table from end to end.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use sqlx::{AssertSqlSafe, Row};

use crate::{
    db::EnginePools,
    testing::{TestDatabase, each_engine, sources::sources},
};

/// Statements that mean every school: how one is chosen, and what the store as a whole knows.
const OF_EVERY_SCHOOL: [&str; 6] = [
    "SELECT id, name FROM schools ORDER BY id",
    "SELECT id FROM store",
    "SELECT version, name, checksum FROM migrations",
    "SELECT id, revision FROM schools ORDER BY id",
    "SELECT max(e.at) FROM schools s",
    "UPDATE store SET since = since",
];

/// The texts in `sql("…")`, a line end after `\` taken away as the compiler does.
fn statements() -> Vec<String> {
    let mut found = Vec::new();
    for (_, source) in sources() {
        let code = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        // What an engine says of itself is not in the common dialect.
        let code = code.replace("raw_sql(", "");
        found.extend(code.split("sql(\"").skip(1).map(|rest| spoken(rest.split('"').next().unwrap())));
        // `sql(select_things!("…"))`: the columns stand once, in the macro of the same file.
        if let Some(columns) = code.split("concat!(").nth(1).and_then(|rest| rest.split('"').nth(1)) {
            let endings = code.split("sql(select_").skip(1).filter_map(|rest| rest.split('"').nth(1));
            found.extend(endings.map(|ending| spoken(columns) + &spoken(ending)));
        }
        // `of_records!("…", "…")`: as many statements of one as the macro of the same file has middles.
        let middles = code.split("concat!(").skip(1).filter(|rest| rest.trim_start().starts_with("$rows,"));
        let middles: Vec<&str> = middles.filter_map(|rest| rest.split('"').nth(1)).collect();
        for parts in code.split("of_records!(").skip(1) {
            let (rows, order) = (parts.split('"').nth(1).unwrap(), parts.split('"').nth(3).unwrap());
            found.extend(middles.iter().map(|middle| [rows, *middle, order].map(spoken).join(" ")));
        }
    }
    found.sort();
    found.dedup();
    found
}

fn spoken(literal: &str) -> String {
    let mut lines = literal.split("\\\n");
    let first = lines.next().unwrap().to_owned();
    lines.map(str::trim_start).fold(first, |text, line| text + line)
}

/// A database puts 4A10 before 4A2: words are ordered by `domain::names` alone.
#[test]
fn no_statement_orders_by_a_name() {
    for text in statements() {
        let order = text.split("ORDER BY ").nth(1).unwrap_or_default();
        let mut columns = order.split([',', ' ']).filter_map(|column| column.rsplit('.').next());
        assert!(!columns.any(|column| column == "name"), "{text}");
    }
}

#[tokio::test]
async fn every_statement_is_understood_and_finds_its_rows_by_an_index() {
    each_engine(|database: TestDatabase| async move {
        let statements = statements();
        assert!(statements.len() > 70, "{}", statements.len());
        for (number, text) in statements.into_iter().enumerate() {
            let of_postgres_only = text.contains("pg_");
            match database.db().pools() {
                EnginePools::Sqlite { writer, .. } if !of_postgres_only => {
                    let mut hold = writer.hold().await.unwrap();
                    let explain = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {text}"))).fetch_all(&mut *hold).await;
                    hold.let_go();
                    let plan = explain.unwrap_or_else(|fault| panic!("{text}: {fault}"));
                    // What a statement has found itself is read whole.
                    let scan = |detail: &str| detail.starts_with("SCAN") && !detail.starts_with("SCAN (subquery");
                    let scans = plan.iter().any(|row| scan(row.get::<&str, _>("detail")));
                    let meant = OF_EVERY_SCHOOL.iter().any(|start| text.starts_with(start));
                    assert!(!scans || meant, "{text} reads a whole table");
                    for row in &plan {
                        assert_log_is_found_by_all_it_is_asked_for(&text, row.get::<&str, _>("detail"));
                    }
                }
                EnginePools::Sqlite { .. } => {}
                EnginePools::Postgres(pool) => {
                    let prepare = sqlx::raw_sql(AssertSqlSafe(format!("PREPARE s{number} AS {text}"))).execute(pool).await;
                    prepare.unwrap_or_else(|fault| panic!("{text}: {fault}"));
                }
            }
        }
    })
    .await;
}

/// The log grows for ever: its rows are found by every column that a question compares, and not by their time alone.
fn assert_log_is_found_by_all_it_is_asked_for(text: &str, step: &str) {
    if !step.starts_with("SEARCH e ") || !text.contains("events e") {
        return;
    }
    for column in ["kind", "actor", "subject"] {
        let asked = text.contains(&format!("AND e.{column} = "));
        assert!(!asked || step.contains(&format!("{column}=?")), "{text}: {step}");
    }
}
