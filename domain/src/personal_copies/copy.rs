//! A copy that was taken: which records, and how much.

use serde::{Deserialize, Serialize};

use crate::{days::Timestamp, people::PersonId, vietnamese};

/// Which records a copy holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CopyKind {
    All,
    /// What is in no earlier copy of the same person.
    New,
}

impl CopyKind {
    /// In the form and in the database; never changed.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::New => "new",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::All, Self::New].into_iter().find(|one| one.code() == code)
    }

    /// On screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::All => "Tất cả",
            Self::New => "Chỉ phần mới",
        }
    }
}

/// How much is in a copy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CopySize {
    pub records: u32,
    pub files: u32,
    /// Of the files alone.
    pub bytes: u64,
}

impl CopySize {
    /// "34 hồ sơ, 51 tệp, 120 MB"
    pub fn words(self) -> String {
        let Self { records, files, bytes } = self;
        format!("{records} hồ sơ, {files} tệp, {}", vietnamese::file_size(bytes))
    }
}

/// A copy that somebody took home, to its last byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonalCopy {
    /// Whose records.
    pub person: PersonId,
    /// From 1, of the person.
    pub number: u32,
    pub at: Timestamp,
    pub kind: CopyKind,
    pub size: CopySize,
}
