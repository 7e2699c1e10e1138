//! The file: lines of JSON, a head, and then for each table its columns, its rows and their digest; at the end the digest of all.
//!
//! ```text
//! {"format":"hoso-export","form":1,"schema":67,"store":"…"}
//! {"table":"schools","columns":[["id","uuid"],["name","text"],…],"key":["id"]}
//! ["0198…","Hoa Sen",…]
//! {"rows":1,"sha256":"…"}
//! …
//! {"tables":118,"rows":40213,"sha256":"…"}
//! ```
//!
//! A digest is the SHA-256 of the lines themselves. Nothing in them tells of the engine, the program or the hour, so two databases
//! that hold the same give the same file.

use std::io::{BufRead, Read, Write};

use domain::files::Sha256;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use sha2::Digest;
use uuid::Uuid;

use super::{Digests, MoveError, TableDigest, schema::Table};

const FORMAT: &str = "hoso-export";
/// Another one when lines mean something else.
const FORM: u32 = 1;
/// In bytes: longer than any row, and short enough to be kept.
const MAX_LINE: u64 = 64 * 1024 * 1024;
/// In bytes: a file of anything else may have no line end for long.
const MAX_HEAD: u64 = 4 * 1024;

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    format: String,
    form: u32,
    /// The version of the database.
    pub schema: i64,
    /// The random name that the store of files carries too.
    pub store: Uuid,
}

impl Head {
    pub(super) fn new(schema: i64, store: Uuid) -> Self {
        Self { format: FORMAT.to_owned(), form: FORM, schema, store }
    }
}

/// The line in front of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Declared {
    pub table: String,
    /// Names with the words of their kinds.
    columns: Vec<(String, String)>,
    key: Vec<String>,
}

impl Declared {
    pub(super) fn of(table: &Table) -> Self {
        Self {
            table: table.name.clone(),
            columns: table.columns.iter().map(|one| (one.name.clone(), one.kind.word().to_owned())).collect(),
            key: table.key_columns().map(|one| one.name.clone()).collect(),
        }
    }
}

/// The line behind a table.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EndOfTable {
    rows: u64,
    sha256: String,
}

/// The last line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    tables: u64,
    rows: u64,
    sha256: String,
}

/// Counts what passes, line by line.
#[derive(Debug)]
struct Count {
    whole: sha2::Sha256,
    table: sha2::Sha256,
    rows: u64,
    digests: Digests,
}

impl Count {
    fn new(head: &Head) -> Self {
        let digests = Digests { schema: head.schema, store: head.store, tables: Vec::new(), whole: Sha256::new([0; 32]) };
        Self { whole: sha2::Sha256::new(), table: sha2::Sha256::new(), rows: 0, digests }
    }

    fn pass(&mut self, line: &[u8]) {
        self.whole.update(line);
        self.table.update(line);
    }

    /// The line that belongs behind the rows that have passed.
    fn end_table(&mut self, table: &str) -> EndOfTable {
        let sha256 = Sha256::new(std::mem::take(&mut self.table).finalize().into());
        let rows = std::mem::take(&mut self.rows);
        self.digests.tables.push(TableDigest { table: table.to_owned(), rows, sha256 });
        EndOfTable { rows, sha256: sha256.to_string() }
    }

    /// The line that belongs behind everything that has passed.
    fn end(&mut self) -> End {
        self.digests.whole = Sha256::new(std::mem::take(&mut self.whole).finalize().into());
        let Digests { tables, whole, .. } = &self.digests;
        End { tables: tables.len() as u64, rows: self.digests.rows(), sha256: whole.to_string() }
    }
}

/// Writes lines, or only counts them where `out` keeps nothing.
#[derive(Debug)]
pub(super) struct Writer<W> {
    out: W,
    count: Count,
}

impl<W: Write> Writer<W> {
    pub(super) fn begin(out: W, head: &Head) -> Result<Self, MoveError> {
        let mut writer = Self { out, count: Count::new(head) };
        let line = line(head)?;
        writer.out.write_all(&line)?;
        writer.count.whole.update(&line);
        Ok(writer)
    }

    pub(super) fn begin_table(&mut self, table: &Table) -> Result<(), MoveError> {
        self.write(&Declared::of(table))
    }

    pub(super) fn row(&mut self, row: &[Value]) -> Result<(), MoveError> {
        self.count.rows += 1;
        self.write(&row)
    }

    pub(super) fn end_table(&mut self, table: &Table) -> Result<(), MoveError> {
        let line = line(&self.count.end_table(&table.name))?;
        self.out.write_all(&line)?;
        self.count.whole.update(&line);
        Ok(())
    }

    pub(super) fn end(mut self) -> Result<Digests, MoveError> {
        let line = line(&self.count.end())?;
        self.out.write_all(&line)?;
        self.out.flush()?;
        Ok(self.count.digests)
    }

    fn write(&mut self, value: &impl Serialize) -> Result<(), MoveError> {
        let line = line(value)?;
        self.out.write_all(&line)?;
        self.count.pass(&line);
        Ok(())
    }
}

fn line(value: &impl Serialize) -> Result<Vec<u8>, MoveError> {
    let mut line = serde_json::to_vec(value).map_err(|error| MoveError::File(error.into()))?;
    line.push(b'\n');
    Ok(line)
}

/// Reads lines, and believes none before its digest has fitted.
#[derive(Debug)]
pub(super) struct Reader<R> {
    input: R,
    /// The line that is looked at, and its number.
    line: Vec<u8>,
    number: u64,
    count: Count,
    table: String,
}

impl<R: BufRead> Reader<R> {
    /// Reads the head; refuses whatever else is no export.
    pub(super) fn begin(mut input: R) -> Result<(Self, Head), MoveError> {
        let mut line = Vec::new();
        input.by_ref().take(MAX_HEAD).read_until(b'\n', &mut line)?;
        let head: Head = serde_json::from_slice(&line).map_err(|_| MoveError::NotAnExport)?;
        if head.format != FORMAT || !line.ends_with(b"\n") {
            return Err(MoveError::NotAnExport);
        }
        if head.form != FORM {
            return Err(MoveError::OtherForm);
        }
        let mut count = Count::new(&head);
        count.whole.update(&line);
        Ok((Self { input, line, number: 1, count, table: String::new() }, head))
    }

    /// The next table; none at the end, once that has fitted.
    pub(super) fn table(&mut self) -> Result<Option<Declared>, MoveError> {
        self.next()?;
        if let Ok(declared) = serde_json::from_slice::<Declared>(&self.line) {
            self.count.pass(&self.line);
            self.table.clone_from(&declared.table);
            return Ok(Some(declared));
        }
        let expected = self.count.end();
        self.expect(&expected)?;
        let is_over = self.input.fill_buf()?.is_empty();
        if is_over { Ok(None) } else { Err(MoveError::Altered { line: self.number + 1 }) }
    }

    /// The next row of the table; none at its end, once that has fitted.
    pub(super) fn row(&mut self) -> Result<Option<Vec<Value>>, MoveError> {
        self.next()?;
        if self.line.starts_with(b"[") {
            self.count.pass(&self.line);
            self.count.rows += 1;
            return self.read().map(Some);
        }
        let expected = self.count.end_table(&self.table);
        self.expect(&expected)?;
        self.count.whole.update(&self.line);
        Ok(None)
    }

    pub(super) fn digests(self) -> Digests {
        self.count.digests
    }

    /// How long the line is that was read last, in bytes.
    pub(super) fn length(&self) -> usize {
        self.line.len()
    }

    /// Says which line it is that cannot be taken.
    pub(super) fn altered(&self) -> MoveError {
        MoveError::Altered { line: self.number }
    }

    fn next(&mut self) -> Result<(), MoveError> {
        self.line.clear();
        self.number += 1;
        self.input.by_ref().take(MAX_LINE).read_until(b'\n', &mut self.line)?;
        if self.line.ends_with(b"\n") { Ok(()) } else { Err(MoveError::Truncated) }
    }

    fn read<T: DeserializeOwned>(&self) -> Result<T, MoveError> {
        serde_json::from_slice(&self.line).map_err(|_| self.altered())
    }

    fn expect<T: DeserializeOwned + PartialEq>(&self, expected: &T) -> Result<(), MoveError> {
        if self.read::<T>()? == *expected { Ok(()) } else { Err(self.altered()) }
    }
}
