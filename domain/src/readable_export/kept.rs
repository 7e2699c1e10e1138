//! What the school knows of the exports that were made of all of it: who, what for, how much, and who took one away.

use crate::{
    days::Timestamp,
    files::Sha256,
    forms::{FormData, FormErrors},
    obligations::Reason,
    people::PersonId,
    vietnamese,
};

/// How much an export holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportSize {
    pub records: u64,
    pub versions: u64,
    /// Files that were handed in.
    pub files: u64,
    /// Files that are not in it: held, or not whole in the store.
    pub lacking: u64,
    /// Of everything in it.
    pub bytes: u64,
}

impl ExportSize {
    /// "1.204 hồ sơ, 2.310 tệp, 3,2 GB; thiếu 2 tệp".
    pub fn words(&self) -> String {
        let number = |count: u64| vietnamese::number(i64::try_from(count).unwrap_or(i64::MAX));
        let lacking = match self.lacking {
            0 => String::new(),
            lacking => format!("; thiếu {} tệp", number(lacking)),
        };
        let size = vietnamese::file_size(self.bytes);
        format!("{} hồ sơ, {} tệp, {size}{lacking}", number(self.records), number(self.files))
    }
}

/// An export of the whole school that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolExport {
    /// Counted from 1 in each school.
    pub number: u32,
    /// `None` at the server's own console.
    pub by: Option<PersonId>,
    pub at: Timestamp,
    /// What it is for, as the principal wrote it; at the console nobody is asked.
    pub purpose: Option<Reason>,
    pub size: ExportSize,
    /// SHA-256 of its list of hashes, from which every file of it follows.
    pub sums: Sha256,
    /// When it was begun to be taken away, by whoever made it.
    pub taken: Vec<Timestamp>,
}

/// The form that asks for one, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportForm {
    pub purpose: String,
}

impl ExportForm {
    /// As sent: `purpose`.
    pub fn read(typed: &FormData) -> Self {
        Self { purpose: typed.get("purpose").to_owned() }
    }

    /// What it is for.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(&self) -> Result<Reason, FormErrors> {
        Reason::parse_in("purpose", &self.purpose)
    }
}
