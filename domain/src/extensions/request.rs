//! What somebody asked for about one record, and how it was answered. Each is kept once; nothing of it changes.

use chrono::NaiveDate;

use crate::{
    days::Timestamp,
    ids::{ExtensionId, Id},
    obligations::{ObligationId, Reason},
    people::PersonId,
    refusal::{ExtensionRefusal, Refusal},
};

pub type RequestId = Id<ExtensionRequest>;

/// More time for one record, asked for in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtensionRequest {
    pub id: RequestId,
    pub obligation: ObligationId,
    pub by: PersonId,
    pub at: Timestamp,
    /// The day that was wished for; another one may be given.
    pub until: NaiveDate,
    pub reason: Reason,
    pub answered: Option<Answered>,
}

/// The one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub answer: Answer,
    pub by: PersonId,
    pub at: Timestamp,
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Granted(ExtensionId),
    /// In words that whoever asked reads.
    Refused(Reason),
    /// Whoever asked needs it no longer.
    Withdrawn,
}

impl Answer {
    /// The word in the database.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Granted(_) => "granted",
            Self::Refused(_) => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl ExtensionRequest {
    /// May it still be answered?
    ///
    /// # Errors
    /// `ExtensionRefusal::Answered`: somebody was faster.
    pub fn check_waits(&self) -> Result<(), Refusal> {
        match &self.answered {
            Some(answered) => Err(ExtensionRefusal::Answered { at: answered.at }.into()),
            None => Ok(()),
        }
    }
}
