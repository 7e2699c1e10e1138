//! "Miễn" and "Bỏ miễn": when a record can be exempt, and when that can be taken back without judging anybody worse.

use super::{Exemption, Obligation};
use crate::{
    days::{Timestamp, work_begins},
    forms::FormErrors,
    lines,
    people::PersonId,
    refusal::{Refusal, Shut},
};

/// Why somebody decided over a record: one line of readable words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason(String);

impl Reason {
    /// Of letters and figures: "ốm" explains nothing yet.
    pub const MIN_LETTERS: usize = 3;
    /// In letters, spaces included.
    pub const MAX_LENGTH: usize = 500;

    /// Reads what was typed in the field `reason`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, FormErrors> {
        Self::parse_in("reason", typed)
    }

    /// Reads what was typed in another field of a form.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse_in(field: &str, typed: &str) -> Result<Self, FormErrors> {
        let words = lines::clean(typed);
        let letters = words.chars().count();
        if words.chars().filter(|letter| letter.is_alphanumeric()).count() < Self::MIN_LETTERS {
            return Err(FormErrors::one(
                field,
                format!("Ghi lý do, ít nhất {} ký tự, để sau này ai xem cũng hiểu.", Self::MIN_LETTERS),
            ));
        }
        if letters > Self::MAX_LENGTH {
            let words = format!("Lý do dài {letters} ký tự, nhiều nhất {} ký tự. Rút gọn rồi gửi lại.", Self::MAX_LENGTH);
            return Err(FormErrors::one(field, words));
        }
        Ok(Self(words))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Obligation {
    /// The record, freed by `by` at `at`.
    ///
    /// # Errors
    /// Why there is nothing to exempt.
    pub fn exempt(self, by: PersonId, at: Timestamp, reason: &Reason, shut: Option<Shut>) -> Result<Self, Refusal> {
        self.check_exempt(shut)?;
        Ok(Self { exemption: Some(Exemption { by, at, reason: reason.as_str().to_owned() }), ..self })
    }

    /// The record, owed again at `now`.
    ///
    /// # Errors
    /// Why the exemption stands.
    pub fn end_exemption(self, now: Timestamp, shut: Option<Shut>) -> Result<Self, Refusal> {
        self.check_end_exemption(now, shut)?;
        Ok(Self { exemption: None, ..self })
    }

    /// May this record be exempted?
    ///
    /// # Errors
    /// Why there is nothing to exempt.
    pub(crate) fn check_exempt(&self, shut: Option<Shut>) -> Result<(), Refusal> {
        self.check_writable(shut)?;
        if let Some(exemption) = &self.exemption {
            return Err(Refusal::AlreadyExempt { at: exemption.at, reason: exemption.reason.clone() });
        }
        if let Some(handed_in) = &self.handed_in {
            return Err(Refusal::AlreadyHandedIn { at: handed_in.first_at });
        }
        if self.terms.practice { Err(Refusal::PracticeIsNotCounted) } else { Ok(()) }
    }

    /// May the exemption of this record be taken back? Only before the working day begins on which it is due: whoever owes it
    /// again has at least that day for it, and nobody is overdue at once for what was not owed.
    ///
    /// # Errors
    /// Why it stands.
    pub(crate) fn check_end_exemption(&self, now: Timestamp, shut: Option<Shut>) -> Result<(), Refusal> {
        self.check_writable(shut)?;
        if self.exemption.is_none() {
            return Err(Refusal::NotExempt);
        }
        match self.due_day() {
            Some(due) if work_begins(due) <= now => Err(Refusal::ExemptionStands { due }),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
