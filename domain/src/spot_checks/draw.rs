//! A draw: from what, how many, when, and by which chance; written into an address, so that it can be shown again.

use std::fmt;

use chrono::DateTime;
use uuid::Uuid;

use crate::{days::Timestamp, ids::SubmissionId, people::DepartmentId};

/// One draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draw {
    /// Records of one department; `None` for those of all.
    pub department: Option<DepartmentId>,
    /// Records of one week of the school year, by its number; `None` for those of the whole year.
    pub week: Option<u8>,
    /// How many are drawn: one of `Draw::COUNTS`.
    pub count: usize,
    /// When it was drawn: what came later is not in it.
    pub at: Timestamp,
    /// By chance; the same number draws the same records.
    pub chance: u64,
}

/// What somebody chose, as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DrawForm {
    /// The id of a department, or nothing for all.
    pub department: String,
    /// The number of a week, or `DrawForm::YEAR`.
    pub week: String,
    pub count: String,
}

impl DrawForm {
    /// What stands for all weeks of the school year.
    pub const YEAR: &str = "ca-nam";
}

impl Draw {
    /// How many can be drawn at once: more is no spot check, and nobody reads it.
    pub const COUNTS: [usize; 3] = [3, 5, 10];
    /// What is drawn where nothing else is chosen.
    pub const USUAL: usize = 5;

    /// A new draw of what was chosen at `at`; what the form does not say, or says wrongly, is as it is offered: all departments,
    /// the `present` week, and the usual number.
    pub fn of(form: &DrawForm, present: Option<u8>, at: Timestamp, chance: u64) -> Self {
        let week = match form.week.as_str() {
            DrawForm::YEAR => None,
            typed => typed.parse().ok().or(present),
        };
        let count = form.count.parse().ok().filter(|count| Self::COUNTS.contains(count)).unwrap_or(Self::USUAL);
        Self { department: form.department.parse().ok(), week, count, at, chance }
    }

    /// Reads what `Display` writes; `None` for what no page of ours has written, and for a draw of a time that is still to come at
    /// `now`.
    pub fn parse(text: &str, now: Timestamp) -> Option<Self> {
        let parts: Vec<&str> = text.split('.').collect();
        let [department, week, count, at, chance] = parts[..] else { return None };
        let department = match department {
            "" => None,
            id => Some(id.parse().ok()?),
        };
        let week = match week {
            DrawForm::YEAR => None,
            number => Some(number.parse().ok()?),
        };
        let count = count.parse().ok().filter(|count| Self::COUNTS.contains(count))?;
        let at = DateTime::from_timestamp(at.parse().ok()?, 0).filter(|at| *at <= now)?;
        Some(Self { department, week, count, at, chance: u64::from_str_radix(chance, 16).ok()? })
    }

    /// What was chosen, to be shown in the form again.
    pub fn form(&self) -> DrawForm {
        DrawForm {
            department: self.department.map(|id| id.to_string()).unwrap_or_default(),
            week: self.week.map_or_else(|| DrawForm::YEAR.to_owned(), |week| week.to_string()),
            count: self.count.to_string(),
        }
    }

    /// Which of them is drawn first: those with the smallest numbers are drawn.
    pub fn lot(&self, submission: SubmissionId) -> u64 {
        let id: Uuid = submission.uuid();
        let (high, low) = id.as_u64_pair();
        mixed(mixed(self.chance ^ mixed(high)) ^ low)
    }
}

impl fmt::Display for Draw {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DrawForm { department, week, count } = self.form();
        write!(out, "{department}.{week}.{count}.{}.{:x}", self.at.timestamp(), self.chance)
    }
}

/// Every bit of the answer depends on every bit of the number (the end of SplitMix64, Steele, Lea and Flood 2014): ids that follow
/// one another, as those of hand-ins do, get lots that have nothing to do with each other.
const fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests;
