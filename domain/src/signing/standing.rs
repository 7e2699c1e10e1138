//! What has become of a signature since.

use crate::days::Timestamp;

/// How a signature stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureStanding {
    /// It is about the last version of the record.
    Valid,
    /// Whoever signed took it back within ten minutes.
    TakenBack { at: Timestamp },
    /// It is true and about an older version: a newer one has been handed in, which it does not cover.
    Replaced { version: u32, at: Timestamp },
    /// The bytes are not those that the school's key has signed, or not those that the record holds.
    Broken,
}
