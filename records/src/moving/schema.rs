//! The tables of a database, as the database itself tells: names, columns with their kinds, key, and which table needs which.
//!
//! Nothing here is written by hand for a table, so a new one cannot be forgotten.

use std::collections::BTreeMap;

use super::{MoveError, kinds::Kind};
use crate::{
    db::EngineKind,
    sql::{sql, sql_of_schema},
    tx::Tx,
};

/// What says for each engine which steps it was brought up by; each has its own.
const OF_THE_ENGINE: &str = "migrations";

const COLUMNS_SQLITE: &str = "SELECT t.name, c.name, c.type, c.pk, c.\"notnull\" = 0 \
     FROM sqlite_schema t JOIN pragma_table_info(t.name) c \
     WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
const COLUMNS_POSTGRES: &str = "SELECT t.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), \
     COALESCE(array_position(i.indkey::int2[], a.attnum), -1)::bigint + 1, NOT a.attnotnull \
     FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped \
     LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary \
     WHERE t.relkind IN ('r', 'p') AND t.relnamespace = current_schema()::regnamespace";
const REFERENCES_SQLITE: &str = "SELECT t.name, f.\"table\", '' FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f \
     WHERE t.type = 'table'";
const REFERENCES_POSTGRES: &str = "SELECT t.relname::text, p.relname::text, c.conname::text FROM pg_constraint c \
     JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class p ON p.oid = c.confrelid \
     WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub name: String,
    pub kind: Kind,
    pub may_be_empty: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub name: String,
    /// By their names: the engines have them in the order in which they came.
    pub columns: Vec<Column>,
    /// The places of the columns of the primary key among `columns`, in the key's order.
    pub key: Vec<usize>,
}

/// A foreign key to a table that is not filled before: its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BackReference {
    pub table: String,
    /// Its name in PostgreSQL.
    pub constraint: String,
}

/// Every table, each behind those that its foreign keys name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Schema {
    pub tables: Vec<Table>,
    pub back_references: Vec<BackReference>,
}

/// A column as an engine tells of it: table, name, type, place in the primary key from 1 on, and whether it may be empty.
type Told = (String, String, String, i64, bool);

/// Asks the database for its tables.
pub(super) async fn read(tx: &mut Tx, engine: EngineKind) -> Result<Schema, MoveError> {
    let (columns, references) = match engine {
        EngineKind::Sqlite => (COLUMNS_SQLITE, REFERENCES_SQLITE),
        EngineKind::Postgres => (COLUMNS_POSTGRES, REFERENCES_POSTGRES),
    };
    let told: Vec<Told> = tx.all(sql(columns)).await?;
    let references: Vec<(String, String, String)> = tx.all(sql(references)).await?;
    in_order(tables(told)?, references)
}

fn tables(mut told: Vec<Told>) -> Result<BTreeMap<String, Table>, MoveError> {
    told.retain(|(table, ..)| table != OF_THE_ENGINE);
    told.sort();
    let mut keys = BTreeMap::<String, Vec<(i64, usize)>>::new();
    let mut tables = BTreeMap::<String, Table>::new();
    for (table, name, type_name, place_in_key, may_be_empty) in told {
        let foreign = || MoveError::ForeignTable(format!("{table}.{name}"));
        if !is_plain(&table) || !is_plain(&name) {
            return Err(foreign());
        }
        let kind = Kind::named(&type_name).ok_or_else(foreign)?;
        let new = || Table { name: table.clone(), columns: Vec::new(), key: Vec::new() };
        let columns = &mut tables.entry(table.clone()).or_insert_with(new).columns;
        if place_in_key > 0 {
            keys.entry(table.clone()).or_default().push((place_in_key, columns.len()));
        }
        columns.push(Column { name, kind, may_be_empty });
    }
    for table in tables.values_mut() {
        let mut key = keys.remove(&table.name).unwrap_or_default();
        key.sort_unstable();
        // Without a key that is always there, rows have no order that both engines know.
        let is_certain = !key.is_empty() && key.iter().all(|(_, at)| table.columns.get(*at).is_some_and(|one| !one.may_be_empty));
        if !is_certain {
            return Err(MoveError::ForeignTable(table.name.clone()));
        }
        table.key = key.into_iter().map(|(_, at)| at).collect();
    }
    Ok(tables)
}

/// Names of the migrations: nothing that could end a quotation.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// The first by name of those whose parents are placed, again and again.
fn in_order(mut left: BTreeMap<String, Table>, references: Vec<(String, String, String)>) -> Result<Schema, MoveError> {
    let mut schema = Schema { tables: Vec::new(), back_references: Vec::new() };
    while !left.is_empty() {
        let waits = |name: &String| references.iter().any(|(of, to, _)| of == name && to != name && left.contains_key(to));
        let Some(next) = left.keys().find(|name| !waits(name)).cloned() else {
            // Two tables that need each other: the migrations have none, and a test says so.
            return Err(MoveError::ForeignTable(left.into_keys().next().unwrap_or_default()));
        };
        schema.tables.extend(left.remove(&next));
    }
    let own = references.into_iter().filter(|(of, to, _)| of == to);
    schema.back_references = own.map(|(table, _, constraint)| BackReference { table, constraint }).collect();
    schema.back_references.sort_by(|one, other| (&one.table, &one.constraint).cmp(&(&other.table, &other.constraint)));
    schema.back_references.dedup();
    Ok(schema)
}

impl Table {
    /// The next rows in the order of the key, behind a row whose key is bound to `$1`, `$2`, … where there is one.
    pub(super) fn page(&self, is_first: bool, rows: usize) -> String {
        let (all, key) = (names(self.columns.iter()), names(self.key_columns()));
        let behind = if is_first { String::new() } else { format!(" WHERE ({key}) > ({})", placeholders(0, self.key.len())) };
        format!("SELECT {all} FROM \"{}\"{behind} ORDER BY {key} LIMIT {rows}", self.name)
    }

    /// Adds so many rows, with all their columns.
    pub(super) fn insert(&self, rows: usize) -> String {
        let many = self.columns.len();
        let values: Vec<String> = (0..rows).map(|row| format!("({})", placeholders(row * many, many))).collect();
        format!("INSERT INTO \"{}\" ({}) VALUES {}", self.name, names(self.columns.iter()), values.join(", "))
    }

    pub(super) fn key_columns(&self) -> impl Iterator<Item = &Column> {
        self.key.iter().filter_map(|at| self.columns.get(*at))
    }
}

impl BackReference {
    /// Looks at this key only when it is asked to, so that a row may come before the one that it names; and as ever again.
    pub(super) fn wait(&self, waits: bool) -> String {
        let how = if waits { "DEFERRABLE INITIALLY DEFERRED" } else { "NOT DEFERRABLE" };
        format!("ALTER TABLE \"{}\" ALTER CONSTRAINT \"{}\" {how}", self.table, self.constraint)
    }
}

/// Lets rows come before those that they name, until `settle` or the commit.
pub(super) async fn let_wait(tx: &mut Tx, engine: EngineKind, schema: &Schema) -> Result<(), MoveError> {
    match engine {
        EngineKind::Sqlite => tx.script("PRAGMA defer_foreign_keys = ON").await?,
        EngineKind::Postgres => wait(tx, schema, true).await?,
    }
    Ok(())
}

/// Looks at every key that was let wait, and lets none wait any more.
pub(super) async fn settle(tx: &mut Tx, engine: EngineKind, schema: &Schema) -> Result<(), MoveError> {
    tx.refuse_orphans().await?;
    if engine == EngineKind::Postgres {
        tx.script("SET CONSTRAINTS ALL IMMEDIATE").await?;
        wait(tx, schema, false).await?;
    }
    Ok(())
}

async fn wait(tx: &mut Tx, schema: &Schema, waits: bool) -> Result<(), MoveError> {
    for reference in &schema.back_references {
        tx.run(sql_of_schema(reference.wait(waits))).await?;
    }
    Ok(())
}

fn names<'t>(columns: impl Iterator<Item = &'t Column>) -> String {
    columns.map(|column| format!("\"{}\"", column.name)).collect::<Vec<_>>().join(", ")
}

fn placeholders(after: usize, many: usize) -> String {
    (after + 1..=after + many).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ")
}
