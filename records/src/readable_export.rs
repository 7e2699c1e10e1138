//! "Xuất toàn trường": all that a school has, to be read without this program; in one snapshot, while people work.
//!
//! The tables follow from the schema, as they do for moving; which of them is written stands in `tables`, and a table that is not
//! named there stops the export and a test. Records, versions and files are brought owner by owner, so that memory holds those of one;
//! what lies beside the records (`beside`) comes table by table.

mod beside;
mod kept;
mod tables;

use std::{collections::BTreeMap, io};

use domain::{
    calendar::SchoolCalendar,
    csv::cell,
    facts::Facts,
    files::{Sha256, StoredFile},
    inspection::Kept,
    obligations::{Obligation, ObligationId, Owner, Period},
    people::SchoolId,
    personal_copies::{CopyKind, CopyList, FORMAT, KnownVersion, PlacedFile, copied_record},
    readable_export::{
        ExportedOwner, FENCED, PAGES, RECORDS, TABLES as FOLDER, WARNING, index, owner_name, owner_page, placed, read_me,
    },
    record_list::StandingGroup,
    record_types::Sensitivity,
    school_years::YearId,
};
use serde_json::Value;

use crate::{
    database::Database,
    error::Error,
    facts::FactStore,
    moving::{MoveError, Tables},
    personal_copies, school_years,
    work::Work,
};

pub use kept::{made, note, note_at_console, note_taken};
pub use tables::{InExport, TABLES, WITHHELD};

/// Where an export goes.
pub trait Outlet: Send {
    /// Begins a file at this path, with `/` between folders.
    ///
    /// # Errors
    /// Those of the disk.
    fn begin(&mut self, path: &str) -> io::Result<()>;
    /// Adds to the file that was begun last.
    ///
    /// # Errors
    /// Those of the disk.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Ends it.
    ///
    /// # Errors
    /// Those of the disk.
    fn end(&mut self) -> io::Result<()>;
    /// Copies a file of the store to this path; whether it was there, with the bytes that its hash promises. What looks at the files
    /// only after all else is written says that it was, and tells itself what lacks.
    ///
    /// # Errors
    /// Those of the disk to which it goes.
    fn copy(&mut self, path: &str, file: &StoredFile) -> io::Result<bool>;
}

/// Why there is no export.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("không đọc được cơ sở dữ liệu. Xem nhật ký chương trình rồi chạy lại.")]
    Data(Error),
    #[error(transparent)]
    Schema(#[from] MoveError),
    #[error("cơ sở dữ liệu có bảng {0} mà chương trình này không biết xuất. Dùng đúng phiên bản chương trình của cơ sở dữ liệu.")]
    UnknownTable(String),
    #[error("không ghi được: {0}. Xem lại ổ đĩa và quyền rồi chạy lại vào một thư mục mới.")]
    Disk(#[from] io::Error),
}

impl From<Error> for ExportError {
    fn from(error: Error) -> Self {
        Self::Data(error)
    }
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    pub records: usize,
    pub versions: usize,
    pub files: usize,
    /// Files that are not in it: held, or not whole in the store.
    pub lacking: Vec<String>,
}

/// Writes all of a school to `outlet`.
///
/// # Errors
/// `ExportError`; what was written then is no export.
pub async fn write<O: Outlet + 'static>(
    database: &Database,
    school: SchoolId,
    mut outlet: O,
) -> Result<(O, Exported), ExportError> {
    let engine = database.db().engine();
    let task = async move |work: &mut Work| {
        let tables = match Tables::of(&mut work.tx, engine).await {
            Ok(tables) => tables,
            Err(error) => return Ok(Err(error.into())),
        };
        Ok(all(work, &tables, &mut outlet).await.map(|exported| (outlet, exported)))
    };
    database.read_at_length(school, task).await?
}

async fn all(work: &mut Work, tables: &Tables, outlet: &mut impl Outlet) -> Result<Exported, ExportError> {
    let unknown = tables.names().find(|name| !TABLES.iter().any(|(known, _)| known == name));
    if let Some(name) = unknown {
        return Err(ExportError::UnknownTable(name.to_owned()));
    }
    let store = FactStore::default();
    let today = store.facts(work).await?;
    let mut years: Vec<YearId> = school_years::ended(work).await?.into_iter().map(|(year, _)| year).rev().collect();
    years.push(today.regime.year);
    let (mut exported, mut owners) = (Exported::default(), Vec::new());
    small(outlet, &format!("{FENCED}/CANH-BAO.txt"), WARNING.as_bytes())?;
    for year in years {
        let facts = store.of_year(work, year).await?;
        of_year(work, &facts, (&mut exported, &mut owners), outlet).await?;
    }
    beside::write(work, &mut exported, outlet).await??;
    for (name, shown) in TABLES {
        if let InExport::In(_) = shown {
            table(work, tables, name, outlet).await?;
        }
    }
    let told = |wanted: fn(InExport) -> Option<&'static str>| -> Vec<(String, String)> {
        TABLES.iter().filter_map(|(name, shown)| wanted(*shown).map(|words| ((*name).to_owned(), words.to_owned()))).collect()
    };
    let written = told(|shown| match shown {
        InExport::In(about) => Some(about),
        InExport::NotIn(_) => None,
    });
    let left_out = told(|shown| match shown {
        InExport::In(_) => None,
        InExport::NotIn(why) => Some(why),
    });
    let withheld: Vec<_> = WITHHELD.iter().map(|(table, column, why)| (format!("{table}.{column}"), (*why).to_owned())).collect();
    let school = today.school.name.as_str();
    small(outlet, "index.html", index(school, work.now, &owners, &written).as_bytes())?;
    small(outlet, "README.txt", with_mark(&read_me(school, work.now, (&written, &left_out), &withheld)).as_bytes())?;
    Ok(exported)
}

/// What begins a file that Windows is to read as UTF-8.
fn with_mark(text: &str) -> String {
    format!("\u{feff}{text}")
}

fn small(outlet: &mut impl Outlet, path: &str, bytes: &[u8]) -> io::Result<()> {
    outlet.begin(path)?;
    outlet.write(bytes)?;
    outlet.end()
}

/// The pages and files of a year, owner by owner.
async fn of_year(
    work: &mut Work,
    facts: &Facts,
    (exported, owners): (&mut Exported, &mut Vec<ExportedOwner>),
    outlet: &mut impl Outlet,
) -> Result<(), ExportError> {
    let mut by_owner: BTreeMap<Owner, Vec<&Obligation>> = BTreeMap::new();
    for one in facts.obligations.iter() {
        by_owner.entry(one.terms.owner).or_default().push(one);
    }
    let year = facts.calendar().school_year().to_owned();
    for (number, (owner, records)) in (1..).zip(by_owner) {
        let versions = personal_copies::versions_of(work, facts.regime.year, owner).await?;
        let words = owner.words(facts.organisation()).unwrap_or_else(|| facts.school.name.clone());
        let name = owner_name(&words, number);
        let known = Known { facts, school: work.school, now: work.now, words: &words };
        let mut lists = Vec::new();
        for (root, is_fenced) in [(RECORDS, false), (FENCED, true)] {
            let wanted = records.iter().copied().filter(|one| is_sensitive(facts, one) == is_fenced);
            let (list, files) = placed(&known.list(wanted.collect(), &versions), &format!("{root}/{name}"));
            copied(&files, exported, outlet)?;
            exported.records += list.records.len();
            lists.push(list);
        }
        for record in lists.iter().flat_map(|list| &list.records) {
            for file in record.versions.iter().flat_map(|one| &one.files) {
                let told = |kept: Kept| format!("{}, {}: {}: {}", record.title, year, file.name.as_str(), kept.state());
                exported.lacking.extend(file.kept.map(told));
            }
        }
        let missing: Vec<(String, String)> = records
            .iter()
            .filter(|one| one.closing.is_none() && !versions.contains_key(&one.id))
            .map(|one| {
                let stands = StandingGroup::of(facts.standing(one, work.now)).map_or("Chưa nộp", StandingGroup::words);
                (facts.title(one), stands.to_owned())
            })
            .collect();
        let count = versions.values().map(Vec::len).sum();
        exported.versions += count;
        let page = format!("{PAGES}/{year}-{name}.html");
        small(outlet, &page, owner_page(&words, &year, &lists, &missing).as_bytes())?;
        owners.push(ExportedOwner { school_year: year.clone(), owner: words, page, versions: count });
    }
    Ok(())
}

fn copied(files: &[PlacedFile], exported: &mut Exported, outlet: &mut impl Outlet) -> Result<(), ExportError> {
    for one in files {
        if outlet.copy(&one.path, &one.file)? {
            exported.files += 1;
        } else {
            exported.lacking.push(not_whole(&one.path, one.file.sha256));
        }
    }
    Ok(())
}

/// That a file is not what was handed in, or not there.
pub fn not_whole(path: &str, sha256: Sha256) -> String {
    format!("{path}: không còn nguyên trong kho tệp, mã {sha256}")
}

fn is_sensitive(facts: &Facts, obligation: &Obligation) -> bool {
    facts.record_type(obligation.terms.record_type).is_none_or(|one| one.sensitivity != Sensitivity::Ordinary)
}

/// What the records of one owner are put together from.
struct Known<'f> {
    facts: &'f Facts,
    school: SchoolId,
    now: domain::days::Timestamp,
    words: &'f str,
}

impl Known<'_> {
    fn list(&self, records: Vec<&Obligation>, versions: &BTreeMap<ObligationId, Vec<KnownVersion>>) -> CopyList {
        let (calendar, themes): (&SchoolCalendar, _) = (self.facts.calendar(), self.facts.regime.themes.as_slice());
        let mut listed: Vec<_> = records
            .into_iter()
            .filter_map(|one| {
                let known = versions.get(&one.id)?.clone();
                let begins = one.terms.period.span(calendar, themes).map(|span| span.from);
                let last: Period = one.terms.period;
                Some(((begins, last), copied_record(self.facts, (calendar, themes), one, known)))
            })
            .collect();
        listed.sort_by(|(begins, one), (other_begins, other)| (begins, &one.title).cmp(&(other_begins, &other.title)));
        CopyList {
            format: FORMAT,
            school: self.school,
            school_name: self.facts.school.name.clone(),
            // No copy of a person; the words stand for the length of the folder alone.
            person: domain::ids::Id::new(self.school.uuid()),
            person_name: self.words.to_owned(),
            made_at: self.now,
            kind: CopyKind::All,
            records: listed.into_iter().map(|(_, record)| record).collect(),
        }
    }
}

/// One table as CSV: with the mark by which Excel knows UTF-8, every cell as words, and nothing that it would compute.
async fn table(work: &mut Work, tables: &Tables, name: &str, outlet: &mut impl Outlet) -> Result<(), ExportError> {
    let withheld = |column: &str| WITHHELD.iter().any(|(table, of, _)| *table == name && *of == column);
    let columns: Vec<String> = tables.columns(name).map(str::to_owned).collect();
    let shown: Vec<usize> = (0..columns.len()).filter(|at| columns.get(*at).is_some_and(|column| !withheld(column))).collect();
    // The table of schools alone is its own key to one.
    let key = if name == "schools" { "id" } else { "school_id" };
    let school = columns.iter().position(|column| column == key);
    let id = Value::from(work.school.to_string());
    outlet.begin(&format!("{FOLDER}/{name}.csv"))?;
    let head: Vec<&str> = shown.iter().filter_map(|at| columns.get(*at)).map(String::as_str).collect();
    outlet.write(with_mark(&format!("{}\r\n", head.join(","))).as_bytes())?;
    let mut page = tables.pages(name);
    while let Some(rows) = page.next(&mut work.tx).await? {
        for row in rows {
            let is_theirs = school.and_then(|at| row.get(at)).is_some_and(|of| *of == id);
            if is_theirs {
                let cells: Vec<String> =
                    shown.iter().filter_map(|at| row.get(*at)).map(|value| cell(&words(value)).into_owned()).collect();
                outlet.write(format!("{}\r\n", cells.join(",")).as_bytes())?;
            }
        }
    }
    outlet.end()?;
    Ok(())
}

fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
#[path = "readable_export_tests.rs"]
mod tests;
