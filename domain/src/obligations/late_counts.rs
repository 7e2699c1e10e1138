//! How many records were handed in late, by what the leadership has found of their reasons.

use serde::{Deserialize, Serialize};

use super::{Obligation, Standing};
use crate::vietnamese;

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
            | Standing::Missed
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

    /// "nộp muộn 8, trong đó 3 có lý do, 1 không có lý do, 4 chưa xem xét"; `None` where nothing is late.
    pub fn words(self) -> Option<String> {
        let parts = [(self.with_reason, "có lý do"), (self.without_reason, "không có lý do"), (self.open, "chưa xem xét")];
        let number = |count: u32| vietnamese::number(i64::from(count));
        let parts: Vec<String> =
            parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{} {words}", number(count))).collect();
        (!parts.is_empty()).then(|| format!("nộp muộn {}, trong đó {}", number(self.all()), parts.join(", ")))
    }
}
