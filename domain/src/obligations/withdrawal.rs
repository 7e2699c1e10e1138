//! "Rút lại": a hand-in that its author took back; it counts for nothing since, and stays where it was for whoever looks.

use serde::{Deserialize, Serialize};

use super::{HandedIn, NewVersion, Obligation};
use crate::{days::Timestamp, ids::SubmissionId, people::PersonId};

/// Which version was taken back, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    pub submission: SubmissionId,
    /// Counted from 1; nothing else ever gets this number.
    pub version: u32,
    /// Who had handed it in, and nobody else, took it back.
    pub by: PersonId,
    pub at: Timestamp,
}

impl Obligation {
    /// When this version was taken back, and by whom.
    pub fn withdrawal(&self, submission: SubmissionId) -> Option<&Withdrawal> {
        self.withdrawals.iter().find(|one| one.submission == submission)
    }

    /// The number of the version that is handed in next, counted from 1.
    pub fn next_version(&self) -> u32 {
        let withdrawn = self.withdrawals.iter().map(|one| one.version);
        withdrawn.chain(self.handed_in.as_ref().map(|one| one.versions)).max().unwrap_or_default() + 1
    }

    /// The number of the first version that counts, by which the record is judged; of the next one where none does.
    pub fn first_version(&self) -> u32 {
        let withdrawn = |number: &u32| self.withdrawals.iter().any(|one| one.version == *number);
        (1..).find(|number| !withdrawn(number)).unwrap_or(1)
    }

    /// What is known of the hand-ins once the last one is taken back: as before it. `before` is the last version that counts
    /// then, and its number; without one the record stands as if nothing had ever been handed in. Whoever had a part in what
    /// was taken back stays an author: their words may come again in somebody else's hand.
    pub fn without_last(&self, before: Option<(NewVersion, u32)>) -> Option<HandedIn> {
        let known = self.handed_in.clone()?;
        let (NewVersion { submission, by, at, files, .. }, versions) = before?;
        Some(HandedIn { versions, last_at: at, last_by: by, files, submission, ..known })
    }
}

#[cfg(test)]
mod tests;
