//! The tables of a database, row by row, for whoever reads them and moves nothing.

use serde_json::Value;

use super::{
    MoveError, PAGE, bind_key,
    schema::{self, Schema, Table},
};
use crate::{
    db::EngineKind,
    sql::{EitherRow, sql_of_schema},
    tx::Tx,
};

/// Every table, as the database itself tells of it.
pub(crate) struct Tables(Schema);

impl Tables {
    pub(crate) async fn of(tx: &mut Tx, engine: EngineKind) -> Result<Self, MoveError> {
        schema::read(tx, engine).await.map(Self)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.tables.iter().map(|table| table.name.as_str())
    }

    /// The columns of a table, in the order of its rows; none where there is no such table.
    pub(crate) fn columns(&self, table: &str) -> impl Iterator<Item = &str> {
        self.table(table).into_iter().flat_map(|table| &table.columns).map(|column| column.name.as_str())
    }

    /// The rows of a table in the order of its key, page by page.
    pub(crate) fn pages(&self, table: &str) -> Pages<'_> {
        Pages { table: self.table(table), last: None }
    }

    fn table(&self, name: &str) -> Option<&Table> {
        self.0.tables.iter().find(|table| table.name == name)
    }
}

/// What of a table is still to be read.
pub(crate) struct Pages<'t> {
    /// `None` once all of it was.
    table: Option<&'t Table>,
    last: Option<Vec<Value>>,
}

impl Pages<'_> {
    pub(crate) async fn next(&mut self, tx: &mut Tx) -> Result<Option<Vec<Vec<Value>>>, MoveError> {
        let Some(table) = self.table else { return Ok(None) };
        let mut page = sql_of_schema(table.page(self.last.is_none(), PAGE));
        if let Some(row) = &self.last {
            page = bind_key(page, table, row).ok_or_else(|| MoveError::OtherTable(table.name.clone()))?;
        }
        let read =
            |row: EitherRow<'_>| table.columns.iter().enumerate().map(|(place, column)| column.kind.read(row, place)).collect();
        let rows: Vec<Vec<Value>> = tx.each(page, read).await?;
        self.last = rows.last().cloned();
        if rows.len() < PAGE {
            self.table = None;
        }
        Ok(Some(rows))
    }
}
