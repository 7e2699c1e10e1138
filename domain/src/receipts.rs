//! "Biên nhận": what a person holds in hand after handing in; read back from what was stored, never from what was sent.

use serde::{Deserialize, Serialize};

use crate::{
    days::Timestamp,
    files::StoredFile,
    ids::Id,
    obligations::{ObligationId, Verdict},
    people::PersonId,
};

pub type ReceiptId = Id<Receipt>;

/// One hand-in (lần nộp), its version, and the proof of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub id: ReceiptId,
    pub number: ReceiptNumber,
    pub obligation: ObligationId,
    /// Counted from 1 within the obligation.
    pub version: u32,
    pub person: PersonId,
    /// Server time at which the hand-in arrived, to the second.
    pub received_at: Timestamp,
    /// The verdict at that moment; a later, kinder one stands beside it.
    pub verdict: Verdict,
    /// The due day by which it was judged.
    pub due: Option<chrono::NaiveDate>,
    pub note: String,
    pub files: Vec<StoredFile>,
}

/// "BN-2026-01184": counted within a school and a calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReceiptNumber {
    pub year: i32,
    pub number: i64,
}

impl std::fmt::Display for ReceiptNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BN-{}-{:05}", self.year, self.number)
    }
}
