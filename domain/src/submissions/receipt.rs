//! "Biên nhận": what a person holds in hand after handing in.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::obligations::Verdict;

/// The proof of one hand-in: its number, and how it was judged at that moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub number: ReceiptNumber,
    /// The verdict at that moment; a later, kinder one stands beside it.
    pub verdict: Verdict,
    /// The due day by which it was judged.
    pub due: Option<NaiveDate>,
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

/// What is no number of a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReceiptNumberError;

impl std::str::FromStr for ReceiptNumber {
    type Err = ReceiptNumberError;

    fn from_str(text: &str) -> Result<Self, ReceiptNumberError> {
        let parts = text.strip_prefix("BN-").and_then(|rest| rest.split_once('-')).ok_or(ReceiptNumberError)?;
        match (parts.0.parse(), parts.1.parse()) {
            (Ok(year), Ok(number)) => Ok(Self { year, number }),
            _ => Err(ReceiptNumberError),
        }
    }
}
