//! What is inside of a backup, as only whoever has the key reads it.

pub use domain::hex::{bytes as unhex, of as hex};
use domain::{days::Timestamp, files::Sha256};
use records::backups::CopyForm;
use serde::{Deserialize, Serialize};

use crate::label::Object;

/// A file of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inside {
    pub sha256: Sha256,
    /// In bytes.
    pub size: u64,
    pub object: Object,
}

/// A file that lies beside the database: keys of the school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Within the data folder.
    pub name: String,
    /// In hex digits.
    pub bytes: String,
}

/// The end of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub seq: i64,
    pub at: Timestamp,
    /// In hex digits.
    pub hash: String,
}

/// What a backup opens to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// The school's name.
    pub school: String,
    pub head: Option<Head>,
    /// Of the copy of the database, and its length.
    pub database: (Sha256, u64),
    /// What this copy is. Backups that say nothing of it are of a time when there was SQLite alone.
    #[serde(default)]
    pub form: CopyForm,
    pub files: Vec<Inside>,
    /// Files that the database names and the server had lost or broken.
    pub lacking: Vec<(Sha256, u64)>,
    pub beside: Vec<Beside>,
}
