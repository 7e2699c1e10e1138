//! What is inside of a backup, as only whoever has the key reads it.

use domain::{days::Timestamp, files::Sha256};
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
    /// Of the database file, and its length.
    pub database: (Sha256, u64),
    pub files: Vec<Inside>,
    /// Files that the database names and the server had lost or broken.
    pub lacking: Vec<(Sha256, u64)>,
    pub beside: Vec<Beside>,
}

/// Bytes as hex digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of hex digits; `None` where there is anything else.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let is_whole = digits.len().is_multiple_of(2) && digits.iter().all(u8::is_ascii_hexdigit);
    if is_whole { digits.chunks(2).map(pair).collect() } else { None }
}
