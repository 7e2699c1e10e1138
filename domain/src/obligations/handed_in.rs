//! What a record knows of its hand-ins: a summary for lists and judgements, renewed by each version.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Obligation, Verdict, judge};
use crate::{
    calendar::SchoolCalendar,
    days::Timestamp,
    deadlines::Hours,
    ids::SubmissionId,
    people::PersonId,
    refusal::{Refusal, Shut},
};

/// How a hand-in is judged, and by which due day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    pub by: Option<NaiveDate>,
    pub verdict: Verdict,
}

/// What is known of the hand-ins of one obligation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedIn {
    /// The first complete hand-in that was not taken back: it alone is judged.
    pub first_at: Timestamp,
    pub first_by: PersonId,
    /// The judgement of that moment, as its receipt says it.
    pub first_verdict: Verdict,
    /// The kindest judgement that the first hand-in ever had, and the due day by which it is judged; both change only in
    /// the person's favour.
    pub judged: Judged,
    /// The number of the last version that counts; those that were taken back have numbers of their own.
    pub versions: u32,
    pub last_at: Timestamp,
    pub last_by: PersonId,
    /// Files of the last version.
    pub files: u32,
    /// The last version that counts.
    pub submission: SubmissionId,
    /// Everybody who handed in a version, also one that was taken back, in the order of their first one.
    pub authors: Vec<PersonId>,
}

/// A version whose time was noted wrong, and what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetRight {
    pub submission: SubmissionId,
    /// Counted from 1.
    pub version: u32,
    pub at: Timestamp,
}

/// A hand-in as it arrives, before it is counted and judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewVersion {
    pub submission: SubmissionId,
    pub by: PersonId,
    pub at: Timestamp,
    /// The instant by which it is judged (`Facts::counted`).
    pub counted: Timestamp,
    /// How many.
    pub files: u32,
}

impl HandedIn {
    /// Whether the first version or the last one is by `person`.
    pub fn is_by(&self, person: PersonId) -> bool {
        self.first_by == person || self.last_by == person
    }
}

impl Obligation {
    /// What is known of the hand-ins once `version` is one of them. The first one that counts is judged by the due day, unless
    /// the record counts for nothing or is exempt; a later one lies beside it and changes no judgement.
    ///
    /// # Errors
    /// Why nothing can be handed in (`check_writable`).
    pub fn hand_in(
        &self,
        version: NewVersion,
        calendar: &SchoolCalendar,
        hours: &Hours,
        shut: Option<Shut>,
    ) -> Result<HandedIn, Refusal> {
        self.check_writable(shut)?;
        let NewVersion { submission, by, at, counted, files } = version;
        if let Some(before) = &self.handed_in {
            let (versions, mut authors) = (self.next_version(), before.authors.clone());
            if !authors.contains(&by) {
                authors.push(by);
            }
            return Ok(HandedIn { versions, last_at: at, last_by: by, files, submission, authors, ..before.clone() });
        }
        let due = self.due_day();
        let counts = !self.terms.practice && self.exemption.is_none();
        let verdict = if counts { judge(calendar, hours, due, counted) } else { Verdict::NotJudged };
        let mut authors: Vec<PersonId> = Vec::new();
        for author in self.withdrawals.iter().map(|one| one.by).chain([by]) {
            if !authors.contains(&author) {
                authors.push(author);
            }
        }
        Ok(HandedIn {
            first_at: at,
            first_by: by,
            first_verdict: verdict,
            judged: Judged { by: due, verdict },
            versions: self.next_version(),
            last_at: at,
            last_by: by,
            files,
            submission,
            authors,
        })
    }

    /// What is known of the hand-ins once the time of one of them is set right. A first version is judged by it, never
    /// worse than it was; `None` where nothing is handed in.
    pub fn time_set_right(&self, version: SetRight, calendar: &SchoolCalendar, hours: &Hours) -> Option<HandedIn> {
        let mut known = self.handed_in.clone()?;
        if version.submission == known.submission {
            known.last_at = version.at;
        }
        if version.version == self.first_version() {
            known.first_at = version.at;
            if !self.terms.practice && self.exemption.is_none() {
                let verdict = judge(calendar, hours, known.judged.by, version.at);
                known.judged.verdict = known.judged.verdict.kinder(verdict);
            }
        }
        Some(known)
    }
}
