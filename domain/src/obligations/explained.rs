//! What people say of a record that was late: the sentences of those whose duty it was, and whether the leadership finds a reason
//! in them ("có lý do", "không lý do"). Nothing of it is ever changed; what comes later stands behind it.

use serde::{Deserialize, Serialize};

use super::{Obligation, Standing};
use crate::{days::Timestamp, people::PersonId, vietnamese};

/// How many sentences a record may have: several teachers of a class, and a second thought.
pub const MAX_EXPLANATIONS: usize = 5;

/// What the leadership found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Finding {
    /// "Có lý do": it is late, and counts against nobody.
    WithReason,
    /// "Không lý do".
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
            Self::WithReason => "Có lý do",
            Self::WithoutReason => "Không lý do",
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
}

/// Of the records that were handed in late, how many the leadership has found a reason for, and how many not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateCounts {
    pub with_reason: u32,
    pub without_reason: u32,
    /// Nobody has looked at it.
    pub open: u32,
}

impl LateCounts {
    /// Adds one record, if it was handed in late.
    pub fn count(&mut self, obligation: &Obligation, standing: Standing) {
        match standing {
            Standing::Excused(_) => self.with_reason += 1,
            Standing::Late(_) if obligation.ruling().is_some() => self.without_reason += 1,
            Standing::Late(_) => self.open += 1,
            Standing::OnTime
            | Standing::Overdue(_)
            | Standing::NotYetDue
            | Standing::Exempt
            | Standing::Practice { .. }
            | Standing::Untimed { .. } => {}
        }
    }

    /// How many were handed in late.
    pub const fn all(self) -> u32 {
        self.with_reason + self.without_reason + self.open
    }

    /// "nộp muộn 8, gồm 3 có lý do, 1 không lý do, 4 chưa xem lý do"; `None` where nothing is late.
    pub fn words(self) -> Option<String> {
        let parts = [(self.with_reason, "có lý do"), (self.without_reason, "không lý do"), (self.open, "chưa xem lý do")];
        let number = |count: u32| vietnamese::number(i64::from(count));
        let parts: Vec<String> =
            parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{} {words}", number(count))).collect();
        (!parts.is_empty()).then(|| format!("nộp muộn {}, gồm {}", number(self.all()), parts.join(", ")))
    }
}

#[cfg(test)]
mod tests;
