//! One extension: for which records, until when, by whom and why, and how it was taken back.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::{
    ids::ExtensionId,
    locks::Signature,
    obligations::{ObligationId, Reason},
    people::{Organisation, Person},
    refusal::{ExtensionRefusal, Refusal},
    vietnamese,
};

/// Who took it back, as what, when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    pub signed: Signature,
    pub reason: Reason,
}

/// More time for some records; it never changes but by being taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    pub id: ExtensionId,
    /// Counted from 1 in each school.
    pub number: u32,
    /// The very records that were looked at when it was given: whoever comes to a class later, or leaves it, changes nothing.
    pub records: BTreeSet<ObligationId>,
    /// The last day, at the hour of the rules.
    pub until: NaiveDate,
    pub reason: Reason,
    /// The number of the decision; mostly empty.
    pub decision: String,
    pub given: Signature,
    pub taken_back: Option<TakenBack>,
}

impl Extension {
    /// Whether it is in force and about this record.
    pub fn covers(&self, record: ObligationId) -> bool {
        self.taken_back.is_none() && self.records.contains(&record)
    }

    /// "(cô Nguyệt, 20:14 ngày 26/11/2026, theo Quyết định số 15/QĐ): con ốm", as it stands behind the day.
    pub fn because(&self, organisation: &Organisation) -> String {
        let who = organisation.person(self.given.by).map_or_else(|| self.given.post.words().to_owned(), Person::mention);
        let number =
            if self.decision.is_empty() { String::new() } else { format!(", theo Quyết định số {}", self.decision) };
        let back = self.taken_back.as_ref().map(|one| format!("; đã rút lúc {}", vietnamese::moment(one.signed.at)));
        let at = vietnamese::moment(self.given.at);
        format!("({who}, {at}{number}{}): {}", back.unwrap_or_default(), self.reason.as_str())
    }

    /// The extension, taken back.
    ///
    /// # Errors
    /// `ExtensionRefusal::TakenBack`.
    pub fn take_back(self, signed: Signature, reason: Reason) -> Result<Self, Refusal> {
        match self.taken_back {
            Some(before) => Err(ExtensionRefusal::TakenBack { at: before.signed.at }.into()),
            None => Ok(Self { taken_back: Some(TakenBack { signed, reason }), ..self }),
        }
    }
}
