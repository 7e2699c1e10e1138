//! What somebody asked for about one record, and how it was answered. Each is kept once; nothing of it changes.

use chrono::NaiveDate;

use crate::{
    days::Timestamp,
    forms::FormErrors,
    ids::{ExtensionId, Id},
    obligations::{ObligationId, Reason},
    people::PersonId,
    refusal::{ExtensionRefusal, Refusal},
    vietnamese,
};

pub type RequestId = Id<ExtensionRequest>;

/// What somebody wishes for a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// More time, until the end of this day; another one may be given.
    Until(NaiveDate),
    /// To be freed of it.
    Freedom,
}

impl Wish {
    /// "gia hạn đến thứ Hai 30/11/2026" or "miễn nộp", after "xin".
    pub fn words(self) -> String {
        match self {
            Self::Until(day) => format!("gia hạn đến {}", vietnamese::weekday_and_date(day)),
            Self::Freedom => "miễn nộp".to_owned(),
        }
    }

    /// The day that was wished for.
    pub const fn until(self) -> Option<NaiveDate> {
        match self {
            Self::Until(day) => Some(day),
            Self::Freedom => None,
        }
    }
}

/// More time for one record, or freedom of it, asked for in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtensionRequest {
    pub id: RequestId,
    pub obligation: ObligationId,
    pub by: PersonId,
    pub at: Timestamp,
    pub wish: Wish,
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
    /// Nobody owes the record any more, whatever was wished for.
    Freed,
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
            Self::Freed => "freed",
            Self::Refused(_) => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl ExtensionRequest {
    /// The field in which whoever frees says why.
    pub const BECAUSE: &str = "because";

    /// Why the record is freed: whoever asked for that has said it, and whoever asked for time alone has not, so whoever frees says it.
    ///
    /// # Errors
    /// What is wrong with `typed`, where that is asked for, as the error of `BECAUSE`.
    pub fn reason_of_freeing(&self, typed: &str) -> Result<Reason, FormErrors> {
        match self.wish {
            Wish::Freedom => Ok(self.reason.clone()),
            Wish::Until(_) => Reason::parse(typed)
                .map_err(|errors| FormErrors::one(Self::BECAUSE, errors.first().unwrap_or("Ghi vì sao miễn nộp."))),
        }
    }

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
