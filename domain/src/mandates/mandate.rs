//! One decision, and the days between which what it gives exists.

use chrono::NaiveDate;

use crate::{
    days::Timestamp,
    files::StoredFile,
    ids::MandateId,
    lines::decision_words,
    people::{Appointment, PersonId},
    refusal::MandateRefusal,
    vietnamese,
};

/// What a decision is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MandateKind {
    /// It forms the management team (Điều 3a): its members are named in it.
    ManagementTeam,
    /// It appoints, moves or relieves.
    Positions,
}

impl MandateKind {
    pub const ALL: [Self; 2] = [Self::ManagementTeam, Self::Positions];

    /// The word in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ManagementTeam => "management-team",
            Self::Positions => "positions",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// On screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ManagementTeam => "Thành lập tổ quản lý phần mềm",
            Self::Positions => "Bổ nhiệm, phân công, thôi giữ chức vụ",
        }
    }
}

/// Days from one on, the last one where there is one; both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

impl Term {
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// What stands in the place of a last day.
    pub(super) const NO_LAST_DAY: &str = "chưa định ngày cuối";

    /// "từ 07/09/2026 đến hết 31/05/2027".
    pub fn words(self) -> String {
        let until = self.until.map_or_else(|| Self::NO_LAST_DAY.to_owned(), |until| format!("đến hết {}", vietnamese::date(until)));
        format!("từ {} {until}", vietnamese::date(self.from))
    }
}

/// That a decision ended before its own last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MandateEnd {
    pub by: PersonId,
    pub at: Timestamp,
    /// The last day on which what it gave was held.
    pub last: NaiveDate,
    pub reason: String,
}

/// A decision of the school, or of whoever is above it, that gives and ends rights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mandate {
    pub id: MandateId,
    pub kind: MandateKind,
    /// "15/QĐ-MNNT", without the words before it.
    pub number: String,
    pub signed_on: NaiveDate,
    /// "Nguyễn Thị Nguyệt, hiệu trưởng": whoever signed need not be of the school.
    pub signer: String,
    pub about: String,
    pub from: NaiveDate,
    /// The last day that it names itself.
    pub until: Option<NaiveDate>,
    pub entered_by: PersonId,
    pub entered_at: Timestamp,
    /// Pictures of the paper, the first to come first.
    pub scans: Vec<StoredFile>,
    pub ended: Option<MandateEnd>,
}

/// How a decision stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MandateState {
    ToCome,
    InForce,
    /// Its last day is over.
    Over,
    /// It was ended before its own last day, and that day is over.
    Ended,
}

impl Mandate {
    /// "Quyết định số 15/QĐ-MNNT".
    pub fn name(&self) -> String {
        decision_words(&self.number)
    }

    /// "Quyết định số 15/QĐ-MNNT ngày 05/09/2026".
    pub fn full_name(&self) -> String {
        format!("{} ngày {}", self.name(), vietnamese::date(self.signed_on))
    }

    /// The days outside of which nothing exists that it gives.
    pub fn term(&self) -> Term {
        let ended = self.ended.as_ref().map(|end| end.last);
        let until = match (self.until, ended) {
            (Some(until), Some(ended)) => Some(until.min(ended)),
            (until, ended) => until.or(ended),
        };
        Term { from: self.from, until }
    }

    pub fn state(&self, today: NaiveDate) -> MandateState {
        let term = self.term();
        match term.until {
            Some(until) if until < today && self.ended.is_some() => MandateState::Ended,
            Some(until) if until < today => MandateState::Over,
            Some(_) | None if today < term.from => MandateState::ToCome,
            Some(_) | None => MandateState::InForce,
        }
    }

    /// May something be held by this decision on the days `wanted`? Only inside its own.
    ///
    /// # Errors
    /// `MandateRefusal::Before` and `After`.
    pub fn check_within(&self, wanted: Term) -> Result<(), MandateRefusal> {
        let term = self.term();
        if wanted.from < term.from {
            return Err(MandateRefusal::Before { name: self.name(), from: term.from });
        }
        match term.until {
            Some(last) if wanted.until.is_none_or(|until| last < until) || last < wanted.from => {
                Err(MandateRefusal::After { name: self.name(), last })
            }
            Some(_) | None => Ok(()),
        }
    }

    /// The last day of `held`, which this decision gives from now on: its own, or the decision's where that comes first.
    ///
    /// # Errors
    /// As of `check_within`; an appointment that is over may be named afterwards too, as long as its days are the decision's.
    pub fn narrowed(&self, held: &Appointment) -> Result<Option<NaiveDate>, MandateRefusal> {
        let until = match (held.until, self.term().until) {
            (Some(own), Some(last)) => Some(own.min(last)),
            (own, last) => own.or(last),
        };
        self.check_within(Term { from: held.from, until })?;
        Ok(until)
    }
}
