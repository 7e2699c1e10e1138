//! A statement in the common dialect, with its parameters encoded for both engines.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments, AssertSqlSafe, Decode, Encode, FromRow, Postgres, Row, SqlSafeStr, SqlStr, Sqlite, Type};
use uuid::Uuid;

/// A statement and its parameters, ready for either engine.
///
/// `sql("SELECT name FROM people WHERE school_id = $1 AND id = $2").bind_all((school, person))`
#[derive(Debug)]
pub struct Sql {
    pub(crate) text: SqlStr,
    pub(crate) sqlite: SqliteArguments,
    pub(crate) postgres: PgArguments,
    /// How many parameters could not be encoded.
    pub(crate) unsayable: usize,
}

/// Begins a statement; only text written in the program will do, so no user can write into it.
pub fn sql(text: &'static str) -> Sql {
    begun(SqlStr::from_static(text))
}

/// Begins a statement about tables that the database itself has named (`moving::schema`): nothing that anybody typed is in it.
pub(crate) fn sql_of_schema(text: String) -> Sql {
    begun(AssertSqlSafe(text).into_sql_str())
}

fn begun(text: SqlStr) -> Sql {
    Sql { text, sqlite: SqliteArguments::default(), postgres: PgArguments::default(), unsayable: 0 }
}

impl Sql {
    /// Binds the next placeholder: `$1`, then `$2`, …
    #[must_use]
    pub fn bind(mut self, param: impl Param) -> Self {
        let value = param.native();
        let holds_nul = value.holds_nul();
        let sqlite = Arguments::add(&mut self.sqlite, &value);
        let postgres = Arguments::add(&mut self.postgres, value);
        self.unsayable += usize::from(sqlite.is_err() || postgres.is_err() || holds_nul);
        self
    }

    /// Binds the next placeholders, one for each element of the tuple in its order: `.bind_all((work.school, person, id))`.
    #[must_use]
    pub fn bind_all(self, params: impl Params) -> Self {
        params.bind_to(self)
    }
}

/// A tuple of values for placeholders that follow each other.
pub trait Params {
    /// Binds every element, the first one to the next placeholder.
    fn bind_to(self, sql: Sql) -> Sql;
}

/// Implements `Params` for the tuple of the named types and for every shorter one.
macro_rules! params {
    () => {};
    ($first:ident $($rest:ident)*) => {
        impl<$first: Param, $($rest: Param),*> Params for ($first, $($rest,)*) {
            #[allow(non_snake_case, reason = "a type parameter names its element too")]
            fn bind_to(self, sql: Sql) -> Sql {
                let ($first, $($rest,)*) = self;
                sql.bind($first)$(.bind($rest))*
            }
        }
        params!($($rest)*);
    };
}

params!(A B C D E F G H I J K L M N O P);

/// A value that may stand for a placeholder.
///
/// The native types can, and a type of ours can by saying as which of them it is kept.
pub trait Param {
    /// What it is kept as.
    type Native: Native;

    /// The value in its kept form.
    fn native(self) -> Self::Native;
}

impl<N: Native> Param for N {
    type Native = N;

    fn native(self) -> N {
        self
    }
}

/// A type that both engines keep as it is: the Rust side of the common dialect's column types.
pub trait Native: for<'q> Encode<'q, Sqlite> + Type<Sqlite> + for<'q> Encode<'q, Postgres> + Type<Postgres> {
    /// A text that PostgreSQL cannot keep, and that SQLite would cut when it shows it: nobody stores one.
    fn holds_nul(&self) -> bool {
        false
    }
}

impl Native for Uuid {}
impl Native for String {
    fn holds_nul(&self) -> bool {
        self.contains('\0')
    }
}
impl Native for &str {
    fn holds_nul(&self) -> bool {
        self.contains('\0')
    }
}
impl Native for i64 {}
impl Native for bool {}
impl Native for NaiveDate {}
impl Native for DateTime<Utc> {}
impl Native for f64 {}
impl Native for Vec<u8> {}
impl Native for &[u8] {}
impl<N: Native> Native for Option<N>
where
    Option<N>: for<'q> Encode<'q, Sqlite> + Type<Sqlite> + for<'q> Encode<'q, Postgres> + Type<Postgres>,
{
    fn holds_nul(&self) -> bool {
        self.as_ref().is_some_and(Native::holds_nul)
    }
}

/// A row of either engine, for whoever learns only from the schema what is in it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum EitherRow<'r> {
    Sqlite(&'r SqliteRow),
    Postgres(&'r PgRow),
}

impl EitherRow<'_> {
    /// A column by its place, or that it is empty.
    pub(crate) fn get<T>(self, place: usize) -> Result<Option<T>, sqlx::Error>
    where
        T: for<'d> Decode<'d, Sqlite> + Type<Sqlite> + for<'d> Decode<'d, Postgres> + Type<Postgres>,
    {
        match self {
            Self::Sqlite(row) => row.try_get(place),
            Self::Postgres(row) => row.try_get(place),
        }
    }
}

/// What one row becomes: any tuple of native types, or a struct with `#[derive(sqlx::FromRow)]`.
pub trait FromRowBoth: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

impl<R> FromRowBoth for R where R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

#[cfg(test)]
#[path = "sql_tests.rs"]
mod tests;
