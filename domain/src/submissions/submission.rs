//! One version of a record.

use serde::{Deserialize, Serialize};

use super::{Receipt, SubmissionId};
use crate::{days::Timestamp, files::StoredFile, obligations::ObligationId, people::PersonId};

/// What is known of the server's clock at the time of a hand-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClockMark {
    Believed,
    /// It was doubted, and nobody has decided yet: the hand-in was judged by the last certain instant before.
    Doubted,
    /// It was doubted, and found right.
    FoundRight,
    /// It was wrong: this was noted, and stays in the log.
    SetRight {
        noted: Timestamp,
    },
}

/// One hand-in (lần nộp): a version of a record, which never changes and never goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    pub id: SubmissionId,
    pub obligation: ObligationId,
    /// Counted from 1 within the obligation.
    pub version: u32,
    pub person: PersonId,
    /// Server time at which the hand-in arrived, to the second; corrected where the clock was wrong and has been set right.
    pub received_at: Timestamp,
    pub clock: ClockMark,
    pub note: String,
    pub files: Vec<StoredFile>,
    /// The proof of it.
    pub receipt: Receipt,
}
