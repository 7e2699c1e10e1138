//! "Đính chính số quyết định": the number of a decision was written wrongly. What was written stays to be read, with who corrected it
//! and when; everywhere else the number stands as it should be.

use uuid::Uuid;

use crate::{
    days::Timestamp,
    forms::{FormData, FormErrors},
    ids::{AbsenceId, ExtensionId, Id, LockOrderId, MandateId},
    lines,
    people::{Organisation, PersonId},
    record_types::RuleVersionId,
};

/// What bears the number of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Numbered {
    Rules(RuleVersionId),
    LockOrder(LockOrderId),
    Absence(AbsenceId),
    Extension(ExtensionId),
    Mandate(MandateId),
}

/// One correction; it is never changed itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub of: Numbered,
    /// The number that had stood there until then; may be empty.
    pub was: String,
    pub decision: String,
    pub by: PersonId,
    pub at: Timestamp,
}

/// All of a school, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections(Vec<Correction>);

/// One correction, for the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionTold {
    pub was: String,
    pub decision: String,
    pub who: String,
    pub at: Timestamp,
}

/// A number as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorrectionForm {
    pub decision: String,
}

impl Numbered {
    /// What it is: the word in the database and in addresses.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Rules(_) => "rules",
            Self::LockOrder(_) => "lock-order",
            Self::Absence(_) => "absence",
            Self::Extension(_) => "extension",
            Self::Mandate(_) => "mandate",
        }
    }

    /// Which one it is.
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Rules(id) => id.uuid(),
            Self::LockOrder(id) => id.uuid(),
            Self::Absence(id) => id.uuid(),
            Self::Extension(id) => id.uuid(),
            Self::Mandate(id) => id.uuid(),
        }
    }

    /// Reads back what `about` and `uuid` wrote.
    pub fn from_codes(about: &str, id: Uuid) -> Option<Self> {
        let all = [
            Self::Rules(Id::new(id)),
            Self::LockOrder(Id::new(id)),
            Self::Absence(Id::new(id)),
            Self::Extension(Id::new(id)),
            Self::Mandate(Id::new(id)),
        ];
        all.into_iter().find(|one| one.about() == about)
    }
}

impl Corrections {
    /// Given in the order in which they were made.
    pub const fn new(made: Vec<Correction>) -> Self {
        Self(made)
    }

    /// Those of one number, the first one first.
    pub fn of(&self, of: Numbered) -> impl DoubleEndedIterator<Item = &Correction> {
        self.0.iter().filter(move |one| one.of == of)
    }

    /// The number as it should be, of what was `written` first.
    pub fn right<'a>(&'a self, of: Numbered, written: &'a str) -> &'a str {
        self.of(of).next_back().map_or(written, |last| &last.decision)
    }

    /// Those of one number as people read them, the first one first.
    pub fn told(&self, of: Numbered, organisation: &Organisation) -> Vec<CorrectionTold> {
        let who = |id: PersonId| organisation.person(id).map(|person| organisation.distinct_name(person, None));
        let told = |one: &Correction| CorrectionTold {
            was: one.was.clone(),
            decision: one.decision.clone(),
            who: who(one.by).unwrap_or_else(|| "Người đã rời trường".to_owned()),
            at: one.at,
        };
        self.of(of).map(told).collect()
    }
}

impl CorrectionForm {
    /// In letters.
    pub const MAX_DECISION: usize = 60;

    pub fn read(typed: &FormData) -> Self {
        Self { decision: typed.get("decision").to_owned() }
    }

    /// Whether the number that stands there `now` was typed once more.
    pub fn says(&self, now: &str) -> bool {
        lines::clean(&self.decision) == now
    }

    /// The number as it should be, where `now` stands today.
    ///
    /// # Errors
    /// What is wrong with it: nothing was written, it is too long, or it is the number that stands there.
    pub fn parse(&self, now: &str) -> Result<String, FormErrors> {
        let decision = lines::clean(&self.decision);
        let letters = decision.chars().count();
        let wrong = if decision.is_empty() {
            "Ghi số quyết định đúng, ví dụ 25/QĐ-MNNT.".to_owned()
        } else if letters > Self::MAX_DECISION {
            format!("Dài {letters} ký tự, nhiều nhất {} ký tự. Chỉ ghi số, ví dụ 25/QĐ-MNNT.", Self::MAX_DECISION)
        } else if decision == now {
            format!("“{now}” là số đang ghi. Ghi số đúng, hoặc quay lại nếu số này đã đúng.")
        } else {
            return Ok(decision);
        };
        Err(FormErrors::one("decision", wrong))
    }
}

#[cfg(test)]
mod tests;
