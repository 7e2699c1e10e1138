//! One version of a record.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::{Composition, Receipt, SubmissionId};
use crate::{days::Timestamp, doubtful_times::corrected, files::StoredFile, obligations::ObligationId, people::PersonId};

/// What is known of the server's clock at the time of a hand-in or a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClockMark {
    Believed,
    /// It was doubted, and nobody has decided yet: a hand-in was judged by the last certain instant before.
    Doubted,
    /// It was doubted, and found right.
    FoundRight,
    /// It was wrong: this was noted, and stays in the log.
    SetRight {
        noted: Timestamp,
    },
}

impl ClockMark {
    /// What is known of a time that was `noted` in a doubt in which `certain` had come for certain, and by how much it was put
    /// right where somebody has decided: the time as far as it is known now, and its mark.
    pub fn of_doubt(noted: Timestamp, certain: Timestamp, decided: Option<TimeDelta>) -> (Timestamp, Self) {
        match decided {
            None => (noted, Self::Doubted),
            Some(offset) if offset.is_zero() => (noted, Self::FoundRight),
            Some(offset) => (corrected(noted, offset, certain), Self::SetRight { noted }),
        }
    }
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
    /// What of them was taken over, and what was left out.
    pub composition: Composition,
    /// The proof of it.
    pub receipt: Receipt,
    /// When its author took it back; it counts for nothing since.
    pub withdrawn_at: Option<Timestamp>,
}
