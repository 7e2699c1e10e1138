//! What people say of a record that was late: the sentences of those whose duty it was, and whether the leadership finds a reason
//! in them ("có lý do", "không có lý do"). Nothing of it is ever changed; what comes later stands behind it.

use serde::{Deserialize, Serialize};

use super::Obligation;
use crate::{days::Timestamp, people::PersonId};

/// How many sentences a record may have: several teachers of a class, and a second thought.
pub const MAX_EXPLANATIONS: usize = 5;

/// What the leadership found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Finding {
    /// "Có lý do chính đáng": it is late, and counts against nobody.
    WithReason,
    /// "Không có lý do chính đáng".
    WithoutReason,
}

impl Finding {
    pub const ALL: [Self; 2] = [Self::WithReason, Self::WithoutReason];

    /// In the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WithReason => "with_reason",
            Self::WithoutReason => "without_reason",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|finding| finding.code() == code)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Self::WithReason => "Có lý do chính đáng",
            Self::WithoutReason => "Không có lý do chính đáng",
        }
    }
}

/// The sentence of somebody whose duty the record was, or who had a part in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    pub by: PersonId,
    pub at: Timestamp,
    pub words: String,
}

/// What somebody of the leadership found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    pub by: PersonId,
    pub at: Timestamp,
    pub finding: Finding,
    /// What they added; may be empty.
    pub words: String,
}

/// All that was said of one record, each in the order in which it was said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    pub explanations: Vec<Explanation>,
    pub rulings: Vec<Ruling>,
}

impl Obligation {
    /// What the leadership found last of the hand-in that is judged. Of one that was taken back since it says nothing.
    pub fn ruling(&self) -> Option<&Ruling> {
        let judged = self.handed_in.as_ref()?.first_at;
        self.explained.rulings.last().filter(|ruling| judged <= ruling.at)
    }

    /// Whether somebody of the leadership is to look at why it was late: nobody has, or a sentence was added since no reason was
    /// found.
    pub fn waits_for_ruling(&self) -> bool {
        let said_since = |at: Timestamp| self.explained.explanations.last().is_some_and(|said| at < said.at);
        self.ruling().is_none_or(|ruling| ruling.finding == Finding::WithoutReason && said_since(ruling.at))
    }
}

#[cfg(test)]
mod tests;
