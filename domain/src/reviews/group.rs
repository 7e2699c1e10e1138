//! What is counted of the reviews: the second figure beside what was handed in.

use serde::{Deserialize, Serialize};

use super::{Review, review_of, reviewers_time};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::{Obligation, Period},
};

/// The groups a reader counts and filters by; each record that was handed in and has to be approved is in one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ReviewGroup {
    /// It waits, and the reviewer's own day is over.
    TooLong,
    Waiting,
    /// "Trả lại để sửa": it is the teacher's turn.
    Returned,
    Approved,
}

impl ReviewGroup {
    /// What needs somebody first stands first.
    pub const ALL: [Self; 4] = [Self::TooLong, Self::Waiting, Self::Returned, Self::Approved];

    /// Where `obligation` stands at `now`; nowhere while nothing is handed in, and where nobody has to approve.
    pub fn of(facts: &Facts, obligation: &Obligation, now: Timestamp) -> Option<Self> {
        match review_of(facts, obligation) {
            Review::NotAsked | Review::NothingYet | Review::SelfIssued { .. } => None,
            Review::Returned(_) => Some(Self::Returned),
            Review::Approved { .. } => Some(Self::Approved),
            Review::Waiting(waiting) => {
                let is_late = reviewers_time(facts, obligation, waiting.since, now).overdue.is_some();
                Some(if is_late { Self::TooLong } else { Self::Waiting })
            }
        }
    }

    /// In addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => "qua-han-duyet",
            Self::Waiting => "cho-duyet",
            Self::Returned => "tra-lai",
            Self::Approved => "da-duyet",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.code() == code)
    }

    pub const fn words(self) -> &'static str {
        match self {
            Self::TooLong => "Chờ quá lâu",
            Self::Waiting => "Chờ duyệt",
            Self::Returned => "Trả lại để sửa",
            Self::Approved => "Đã duyệt",
        }
    }

    /// In the middle of a sentence, after a number.
    pub const fn in_sentence(self) -> &'static str {
        match self {
            Self::TooLong => "chờ quá lâu",
            Self::Waiting => "chờ duyệt",
            Self::Returned => "trả lại",
            Self::Approved => "đã duyệt",
        }
    }

    pub const fn in_counts(self, counts: &ReviewCounts) -> u32 {
        match self {
            Self::TooLong => counts.too_long,
            Self::Waiting => counts.waiting,
            Self::Returned => counts.returned,
            Self::Approved => counts.approved,
        }
    }
}

/// How many records stand in each group. What waits too long is not among those that wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewCounts {
    pub too_long: u32,
    pub waiting: u32,
    pub returned: u32,
    pub approved: u32,
}

impl ReviewCounts {
    /// Adds one record.
    pub const fn count(&mut self, group: ReviewGroup) {
        match group {
            ReviewGroup::TooLong => self.too_long += 1,
            ReviewGroup::Waiting => self.waiting += 1,
            ReviewGroup::Returned => self.returned += 1,
            ReviewGroup::Approved => self.approved += 1,
        }
    }

    pub const fn add(&mut self, other: Self) {
        self.too_long += other.too_long;
        self.waiting += other.waiting;
        self.returned += other.returned;
        self.approved += other.approved;
    }

    /// The denominator: what was handed in and has to be approved.
    pub const fn all(&self) -> u32 {
        self.too_long + self.waiting + self.returned + self.approved
    }

    /// `part` of all of them, in per cent, rounded half up; `None` while there is none.
    pub const fn share(&self, part: u32) -> Option<u32> {
        let all = self.all();
        if all == 0 { None } else { Some((part * 200 + all) / (all * 2)) }
    }
}

/// "Áp dụng tạm, chưa duyệt": the week that the plan is for has begun, and nobody has approved it. It never stands
/// against the teacher, and against whoever reviews only once their own day is over (`WaitingTold::applied`).
pub fn is_applied_unapproved(facts: &Facts, obligation: &Obligation, now: Timestamp) -> bool {
    let Period::Week(number) = obligation.terms.period else { return false };
    let is_open = matches!(review_of(facts, obligation), Review::Waiting(_) | Review::Returned(_));
    is_open && facts.calendar().week(number).is_some_and(|week| week.taught().from <= day_of(facts.counted(now)))
}

#[cfg(test)]
mod tests;
