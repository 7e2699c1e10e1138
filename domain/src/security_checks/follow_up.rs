//! A check as it was recorded, and what has become of what it found.

use chrono::NaiveDate;

use super::Finding;
use crate::{days::Timestamp, ids::Id, people::PersonId};

pub type SecurityCheckId = Id<SecurityCheck>;

/// Who mends a finding, and until the end of which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assigned {
    pub to: PersonId,
    pub by_day: NaiveDate,
}

/// Somebody has said that a finding is mended, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    pub by: PersonId,
    pub at: Timestamp,
    pub words: String,
}

/// One finding of a check, as it was found and decided then; only `mended` comes later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// From 1.
    pub number: u32,
    pub finding: Finding,
    /// `None` where whoever checked found that nothing has to be done; the note says why.
    pub assigned: Option<Assigned>,
    pub note: String,
    pub mended: Option<Mended>,
}

/// A check of the accounts: who, when, and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityCheck {
    pub id: SecurityCheckId,
    /// From 1, in the school.
    pub number: u32,
    pub by: PersonId,
    pub at: Timestamp,
    pub note: String,
    pub findings: Vec<Checked>,
}

/// How a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowUp {
    /// Nothing had to be done.
    Noted,
    /// Somebody said that it is mended; the accounts show it all the same where `is_still_there`.
    Mended {
        is_still_there: bool,
    },
    /// It is not there any more.
    Gone,
    Open,
    /// The day has passed for so many days.
    Overdue {
        days: i64,
    },
}

impl FollowUp {
    /// Whether somebody has to do something.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Open | Self::Overdue { .. } => true,
            Self::Noted | Self::Mended { .. } | Self::Gone => false,
        }
    }
}

impl Checked {
    /// How it stands on `today`, where `now` is found in the accounts.
    pub fn stands(&self, now: &[Finding], today: NaiveDate) -> FollowUp {
        let is_still_there = now.iter().any(|one| self.finding.is_still(one));
        let shows = self.finding.kind.mends_itself();
        match (&self.mended, self.assigned) {
            (Some(_), _) => FollowUp::Mended { is_still_there: shows && is_still_there },
            (None, None) => FollowUp::Noted,
            (None, Some(_)) if shows && !is_still_there => FollowUp::Gone,
            (None, Some(assigned)) if assigned.by_day < today => FollowUp::Overdue { days: (today - assigned.by_day).num_days() },
            (None, Some(_)) => FollowUp::Open,
        }
    }
}

/// The open findings of all `checks`, each with its check and how it stands; the one whose day comes first is first.
fn open<'c>(checks: &'c [SecurityCheck], now: &[Finding], today: NaiveDate) -> Vec<(&'c SecurityCheck, &'c Checked, FollowUp)> {
    let each = |check: &'c SecurityCheck| check.findings.iter().map(move |one| (check, one));
    let stands = |(check, one): (&'c SecurityCheck, &'c Checked)| (check, one, one.stands(now, today));
    let mut open: Vec<_> = checks.iter().flat_map(each).map(stands).filter(|(.., stands)| stands.is_open()).collect();
    open.sort_by_key(|(check, one, _)| (one.assigned.map(|assigned| assigned.by_day), check.number, one.number));
    open
}

/// What is open and `person` is to mend; of everybody where none is named.
pub fn assigned_to<'c>(
    checks: &'c [SecurityCheck],
    person: Option<PersonId>,
    now: &[Finding],
    today: NaiveDate,
) -> Vec<(&'c SecurityCheck, &'c Checked, FollowUp)> {
    let is_theirs = |one: &Checked| person.is_none_or(|person| one.assigned.is_some_and(|assigned| assigned.to == person));
    open(checks, now, today).into_iter().filter(|(_, one, _)| is_theirs(one)).collect()
}

/// How many findings are open whose day has passed: the dashboard of the leadership says it for as long as they are.
pub fn overdue(checks: &[SecurityCheck], now: &[Finding], today: NaiveDate) -> usize {
    open(checks, now, today).iter().filter(|(.., stands)| matches!(stands, FollowUp::Overdue { .. })).count()
}
