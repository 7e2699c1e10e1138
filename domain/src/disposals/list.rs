//! A list of what is to be disposed of, and how far it has come.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};

use super::minutes::CouncilMinutes;
use crate::{
    archive::KeptBecause,
    days::Timestamp,
    ids::Id,
    obligations::{ObligationId, Reason},
    people::PersonId,
    refusal::{DisposalRefusal, Refusal},
};

pub type DisposalId = Id<DisposalList>;

/// So many records stand on one list: a council reads every line of it, and the execution is one transaction.
pub const MAX_LISTED: usize = 200;

/// Between the decision and the execution: the principal can take it back, and a backup of each day is made before anything goes.
pub const WAITING: TimeDelta = TimeDelta::days(7);

/// "Danh mục tài liệu hết giá trị", with all that has become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisposalList {
    pub id: DisposalId,
    /// Counted from 1 in each school.
    pub number: u32,
    pub by: PersonId,
    pub at: Timestamp,
    /// "Thuyết minh": why these are of no value any more.
    pub explanation: Reason,
    /// In the order of the list.
    pub records: Vec<ListedRecord>,
    pub minutes: Option<CouncilMinutes>,
    pub decision: Option<DisposalDecision>,
    /// It was taken back, before or after the decision.
    pub ended: Option<DisposalEnd>,
    pub execution: Option<DisposalExecution>,
}

/// One line of the list, in the words and by the rule of that day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedRecord {
    pub obligation: ObligationId,
    /// Of the archive, in which it lay.
    pub package: u32,
    /// "Giáo án tuần 3 · Lớp 4A"
    pub title: String,
    /// "2026-2027"
    pub school_year: String,
    /// "5 năm, theo Thông tư 08/2025/TT-BGDĐT"
    pub retention: String,
    /// The last day on which it had to be kept.
    pub until: NaiveDate,
    pub files: u32,
    pub bytes: u64,
}

/// What the principal decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisposalDecision {
    /// "15/QĐ-MNNT"; empty where it is refused.
    pub number: String,
    /// Why not; `None` where it is approved.
    pub refused: Option<Reason>,
    pub by: PersonId,
    pub at: Timestamp,
}

/// That a list was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisposalEnd {
    pub by: PersonId,
    pub at: Timestamp,
    pub reason: Reason,
}

/// That the files are gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisposalExecution {
    pub by: PersonId,
    pub at: Timestamp,
}

/// How far a list has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisposalState {
    /// Nobody has entered the minutes of the council.
    WaitsForMinutes,
    /// The principal has not decided.
    WaitsForDecision,
    /// It is decided, and can be taken back until then.
    Waits {
        until: Timestamp,
    },
    /// Somebody else than who drew it up and who decided may execute it.
    Executable,
    Executed,
    Refused,
    TakenBack,
}

impl DisposalState {
    /// In a line behind the list.
    pub const fn words(self) -> &'static str {
        match self {
            Self::WaitsForMinutes => "Chờ biên bản của hội đồng",
            Self::WaitsForDecision => "Chờ hiệu trưởng quyết định",
            Self::Waits { .. } => "Đã quyết định, đang trong thời gian chờ",
            Self::Executable => "Chờ thi hành",
            Self::Executed => "Đã tiêu hủy",
            Self::Refused => "Hiệu trưởng không đồng ý",
            Self::TakenBack => "Đã rút",
        }
    }

    /// Until when it can only be taken back, while it waits.
    pub const fn waits_until(self) -> Option<Timestamp> {
        match self {
            Self::Waits { until } => Some(until),
            Self::WaitsForMinutes | Self::WaitsForDecision | Self::Executable => None,
            Self::Executed | Self::Refused | Self::TakenBack => None,
        }
    }

    /// Whether something can still become of it: its records stand on no other list.
    pub const fn is_open(self) -> bool {
        match self {
            Self::WaitsForMinutes | Self::WaitsForDecision | Self::Waits { .. } | Self::Executable => true,
            Self::Executed | Self::Refused | Self::TakenBack => false,
        }
    }
}

impl DisposalList {
    /// How far it has come; `at_least` is what has come for certain, so that a clock which is ahead shortens nothing.
    pub fn state(&self, at_least: Timestamp) -> DisposalState {
        if self.execution.is_some() {
            return DisposalState::Executed;
        }
        if self.ended.is_some() {
            return DisposalState::TakenBack;
        }
        match (&self.minutes, &self.decision) {
            (_, Some(decision)) if decision.refused.is_some() => DisposalState::Refused,
            (_, Some(decision)) if at_least < decision.at + WAITING => DisposalState::Waits { until: decision.at + WAITING },
            (_, Some(_)) => DisposalState::Executable,
            (Some(_), None) => DisposalState::WaitsForDecision,
            (None, None) => DisposalState::WaitsForMinutes,
        }
    }

    /// The records that the council disposes of: none before its minutes.
    pub fn disposed(&self) -> impl Iterator<Item = &ListedRecord> {
        let minutes = self.minutes.as_ref();
        self.records.iter().filter(move |one| minutes.is_some_and(|minutes| !minutes.kept.contains_key(&one.obligation)))
    }

    /// Records, files and bytes of these.
    pub fn counts(&self) -> (usize, u64, u64) {
        self.disposed()
            .fold((0, 0, 0), |(records, files, bytes), one| (records + 1, files + u64::from(one.files), bytes + one.bytes))
    }

    /// May its minutes be entered?
    ///
    /// # Errors
    /// `DisposalRefusal::Moved`.
    pub fn check_minutable(&self, at_least: Timestamp) -> Result<(), Refusal> {
        match self.state(at_least) {
            DisposalState::WaitsForMinutes => Ok(()),
            now => Err(moved(now)),
        }
    }

    /// May the principal decide about it? To refuse, it needs nothing; what is approved must be something.
    ///
    /// # Errors
    /// `DisposalRefusal::Moved` and `NothingToDispose`.
    pub fn check_decidable(&self, approves: bool, at_least: Timestamp) -> Result<(), Refusal> {
        match self.state(at_least) {
            DisposalState::WaitsForDecision if approves && self.disposed().next().is_none() => {
                Err(DisposalRefusal::NothingToDispose.into())
            }
            DisposalState::WaitsForDecision => Ok(()),
            now => Err(moved(now)),
        }
    }

    /// May it be taken back?
    ///
    /// # Errors
    /// `DisposalRefusal::Moved`.
    pub fn check_endable(&self, at_least: Timestamp) -> Result<(), Refusal> {
        let now = self.state(at_least);
        if now.is_open() { Ok(()) } else { Err(moved(now)) }
    }

    /// May it be executed?
    ///
    /// # Errors
    /// `DisposalRefusal::TooEarly` and `Moved`.
    pub fn check_executable(&self, at_least: Timestamp) -> Result<(), Refusal> {
        match self.state(at_least) {
            DisposalState::Executable => Ok(()),
            DisposalState::Waits { until } => Err(DisposalRefusal::TooEarly { until }.into()),
            now => Err(moved(now)),
        }
    }
}

fn moved(now: DisposalState) -> Refusal {
    DisposalRefusal::Moved { now: now.words().to_owned() }.into()
}

/// What of these records must be kept, each by name with the reason: nothing of a list goes on while one of it must.
///
/// # Errors
/// `DisposalRefusal::Kept`.
pub fn still_kept<'t>(
    records: impl IntoIterator<Item = (ObligationId, &'t str)>,
    kept: &BTreeMap<ObligationId, KeptBecause>,
) -> Result<(), Refusal> {
    let told = |(id, title): (ObligationId, &str)| kept.get(&id).map(|because| format!("{title}: {}", because.words()));
    let records: Vec<String> = records.into_iter().filter_map(told).collect();
    if records.is_empty() { Ok(()) } else { Err(DisposalRefusal::Kept { records }.into()) }
}
