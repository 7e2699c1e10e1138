//! One absence: of whom, when and why, what becomes of the duties in it, and how it was ended before its last day.

use std::collections::BTreeSet;

use chrono::Days;

use crate::{
    days::{Span, day_of},
    ids::AbsenceId,
    locks::Signature,
    obligations::{ObligationId, Reason},
    people::{Cover, PersonId},
    refusal::{AbsenceRefusal, Refusal},
};

/// How long before the first day whoever will cover may read and prepare, and how long after the last one they may still hand in
/// what came due meanwhile.
const HANDOVER: Days = Days::new(7);

/// Why somebody is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AbsenceKind {
    Sick,
    Maternity,
    Training,
    Other,
}

impl AbsenceKind {
    pub const ALL: [Self; 4] = [Self::Sick, Self::Maternity, Self::Training, Self::Other];

    /// The word in the database and in the form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sick => "sick",
            Self::Maternity => "maternity",
            Self::Training => "training",
            Self::Other => "other",
        }
    }

    /// Reads back what `code` wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// On screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Sick => "Nghỉ ốm",
            Self::Maternity => "Nghỉ thai sản",
            Self::Training => "Đi học, tập huấn",
            Self::Other => "Nghỉ việc khác",
        }
    }
}

/// That somebody is back before the last day, or was never away: from the day after on all is as it would have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    pub signed: Signature,
    pub reason: Reason,
}

/// One absence; it never changes but by being ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    pub id: AbsenceId,
    /// Counted from 1 in each school.
    pub number: u32,
    pub person: PersonId,
    pub kind: AbsenceKind,
    pub days: Span,
    /// Who teaches in their place; `None` where what they alone owe was freed.
    pub cover: Option<PersonId>,
    /// The very records that were freed.
    pub freed: BTreeSet<ObligationId>,
    /// What was typed beside the kind; mostly empty.
    pub words: String,
    /// The number of the decision; mostly empty.
    pub decision: String,
    pub noted: Signature,
    pub ended: Option<Ended>,
}

impl Absence {
    /// Its days as they are known now: no longer than to the day on which it was ended. `None` where it was ended before it began.
    pub fn days_known(&self) -> Option<Span> {
        let last = self.ended.as_ref().map_or(self.days.to, |ended| self.days.to.min(day_of(ended.signed.at)));
        (self.days.from <= last).then(|| Span::new(self.days.from, last))
    }

    /// What it makes of the classes of the person: nothing of a day that had come when it was noted, for what came due then stays
    /// whose it was, nor of one after the day on which it was ended.
    fn covers(&self) -> Option<Cover> {
        let (by, noted) = (self.cover?, day_of(self.noted.at));
        let Span { from, to } = self.days_known()?;
        let days = Span { from: from.max(noted.succ_opt()?), to };
        if days.to < days.from {
            return None;
        }
        // A leave is noted months ahead: until shortly before it nobody reads what another one's classes keep.
        Some(Cover { of: self.person, by, days, rights: Span::new(noted.max(from - HANDOVER), to + HANDOVER) })
    }

    /// The absence, ended.
    ///
    /// # Errors
    /// `AbsenceRefusal::Ended`.
    pub fn end(self, signed: Signature, reason: Reason) -> Result<Self, Refusal> {
        match self.ended {
            Some(before) => Err(AbsenceRefusal::Ended { at: before.signed.at }.into()),
            None => Ok(Self { ended: Some(Ended { signed, reason }), ..self }),
        }
    }
}

/// Who stands in for whom by these absences.
pub fn covers(absences: &[Absence]) -> Vec<Cover> {
    absences.iter().filter_map(Absence::covers).collect()
}
