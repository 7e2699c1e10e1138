//! What a column may hold: one table of kinds, read from what each engine says of itself, written as one value of JSON.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use domain::hex;
use serde_json::Value;
use uuid::Uuid;

use crate::sql::{EitherRow, Sql};

/// What a column holds, whatever the engine calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Uuid,
    Text,
    Number,
    Flag,
    Day,
    Moment,
    Bytes,
}

/// A kind, its word in a file, and its names in SQLite and PostgreSQL: the column types of the common dialect.
const KINDS: [(Kind, &str, &str, &str); 7] = [
    (Kind::Uuid, "uuid", "UUID", "uuid"),
    (Kind::Text, "text", "TEXT", "text"),
    (Kind::Number, "number", "BIGINT", "bigint"),
    (Kind::Flag, "flag", "BOOLEAN", "boolean"),
    (Kind::Day, "day", "DATE", "date"),
    (Kind::Moment, "moment", "TIMESTAMPTZ", "timestamp with time zone"),
    (Kind::Bytes, "bytes", "BYTEA", "bytea"),
];

impl Kind {
    /// By the name that an engine has for it; `None` for a type outside of the common dialect.
    pub(super) fn named(engines: &str) -> Option<Self> {
        KINDS.iter().find(|(_, _, sqlite, postgres)| [*sqlite, *postgres].contains(&engines)).map(|(kind, ..)| *kind)
    }

    /// Its word in a file.
    pub(super) fn word(self) -> &'static str {
        KINDS.iter().find(|(kind, ..)| *kind == self).map_or("", |(_, word, ..)| word)
    }

    /// The column of a row, as it stands in a file: equal values become equal text on both engines.
    pub(super) fn read(self, row: EitherRow<'_>, place: usize) -> Result<Value, sqlx::Error> {
        Ok(match self {
            Self::Uuid => row.get::<Uuid>(place)?.map(|id| id.to_string()).into(),
            Self::Text => row.get::<String>(place)?.into(),
            Self::Number => row.get::<i64>(place)?.into(),
            Self::Flag => row.get::<bool>(place)?.into(),
            Self::Day => row.get::<NaiveDate>(place)?.map(|day| day.to_string()).into(),
            Self::Moment => row.get::<DateTime<Utc>>(place)?.map(moment).into(),
            Self::Bytes => row.get::<Vec<u8>>(place)?.map(|bytes| hex::of(&bytes)).into(),
        })
    }

    /// Binds what stood in a file to the next placeholder; `None` where it is not of this kind.
    pub(super) fn bind(self, sql: Sql, value: &Value) -> Option<Sql> {
        Some(match self {
            Self::Uuid => sql.bind(some(value, Value::as_str)?.map(Uuid::parse_str).transpose().ok()?),
            Self::Text => sql.bind(some(value, Value::as_str)?.map(str::to_owned)),
            Self::Number => sql.bind(some(value, Value::as_i64)?),
            Self::Flag => sql.bind(some(value, Value::as_bool)?),
            Self::Day => sql.bind(some(value, Value::as_str)?.map(str::parse::<NaiveDate>).transpose().ok()?),
            Self::Moment => sql.bind(some(value, Value::as_str)?.map(str::parse::<DateTime<Utc>>).transpose().ok()?),
            Self::Bytes => match some(value, Value::as_str)? {
                Some(digits) => sql.bind(Some(hex::bytes(digits)?)),
                None => sql.bind(None::<Vec<u8>>),
            },
        })
    }
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// What `read` finds, or that there is nothing; `None` where there is something else.
fn some<'v, T>(value: &'v Value, read: impl Fn(&'v Value) -> Option<T>) -> Option<Option<T>> {
    if value.is_null() { Some(None) } else { read(value).map(Some) }
}
