//! Versions of the regulation and what has happened with them: what is known of them on every page. The clauses are read by the
//! pages that show them.

use chrono::NaiveDate;

use crate::{days::Timestamp, ids::RegulationVersionId, lines, people::PersonId, vietnamese};

/// One version, without its clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    pub id: RegulationVersionId,
    /// Counted from 1.
    pub number: u32,
    /// The day from which it counts.
    pub from: NaiveDate,
    /// Number of the decision by which it was issued.
    pub decision: String,
    /// The day of that decision.
    pub decided_on: NaiveDate,
    /// Who put it into the program, and when.
    pub by: PersonId,
    pub at: Timestamp,
}

impl VersionLine {
    /// "Bản 2".
    pub fn name(&self) -> String {
        format!("Bản {}", self.number)
    }

    /// "Quyết định số 12/QĐ-TrMNNT ngày 05/09/2024".
    pub fn decision_words(&self) -> String {
        format!("{} ngày {}", lines::decision_words(&self.decision), vietnamese::date(self.decided_on))
    }
}

/// How a version stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersionState {
    /// Its day has not come.
    Coming,
    InForce,
    /// A later one has come.
    Replaced,
}

/// That somebody has read a version and promised to keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pledge {
    pub version: RegulationVersionId,
    pub person: PersonId,
    pub at: Timestamp,
}

/// That somebody reminded those who had not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminder {
    pub version: RegulationVersionId,
    pub by: PersonId,
    pub at: Timestamp,
}

/// All versions of a school with what has happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regulation {
    /// In the order of their numbers, which is that of their days.
    pub versions: Vec<VersionLine>,
    pub pledges: Vec<Pledge>,
    /// The last one of each version.
    pub reminders: Vec<Reminder>,
}

impl Regulation {
    /// The version of this id.
    pub fn version(&self, id: RegulationVersionId) -> Option<&VersionLine> {
        self.versions.iter().find(|one| one.id == id)
    }

    /// The one that counts on `day`; `None` before the first.
    pub fn in_force(&self, day: NaiveDate) -> Option<&VersionLine> {
        self.versions.iter().rev().find(|one| one.from <= day)
    }

    /// The one that was put in last, also where its day has not come.
    pub fn last(&self) -> Option<&VersionLine> {
        self.versions.last()
    }

    /// The one before `version`.
    pub fn before(&self, version: &VersionLine) -> Option<&VersionLine> {
        self.versions.iter().rev().find(|one| one.number < version.number)
    }

    /// How `version` stands on `day`.
    pub fn state(&self, version: &VersionLine, day: NaiveDate) -> VersionState {
        match self.in_force(day) {
            Some(now) if now.id == version.id => VersionState::InForce,
            Some(now) if version.number < now.number => VersionState::Replaced,
            Some(_) | None => VersionState::Coming,
        }
    }

    /// When `person` promised to keep `version`.
    pub fn pledged_at(&self, version: RegulationVersionId, person: PersonId) -> Option<Timestamp> {
        self.pledges.iter().find(|one| one.version == version && one.person == person).map(|one| one.at)
    }

    /// Who was the last to remind those who had not promised to keep `version`, and when.
    pub fn reminder(&self, version: RegulationVersionId) -> Option<&Reminder> {
        self.reminders.iter().find(|one| one.version == version)
    }
}
