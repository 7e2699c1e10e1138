//! One version of a record.

use serde::{Deserialize, Serialize};

use super::{Receipt, SubmissionId};
use crate::{days::Timestamp, files::StoredFile, obligations::ObligationId, people::PersonId};

/// One hand-in (lần nộp): a version of a record, which never changes and never goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    pub id: SubmissionId,
    pub obligation: ObligationId,
    /// Counted from 1 within the obligation.
    pub version: u32,
    pub person: PersonId,
    /// Server time at which the hand-in arrived, to the second.
    pub received_at: Timestamp,
    pub note: String,
    pub files: Vec<StoredFile>,
    /// The proof of it.
    pub receipt: Receipt,
}
