//! One extension: for which records, until when, by whom and why, and how it was taken back.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::{
    deadlines::{Due, Extended},
    ids::Id,
    locks::Signature,
    obligations::{ObligationId, Reason, Terms},
    people::{Organisation, Person},
    refusal::{ExtensionRefusal, Refusal},
    regime::Regime,
    vietnamese,
};

pub type ExtensionId = Id<Extension>;

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

/// The terms of `record` with the extension in force that gives it the most time: later than the day of the rules, or none at all.
/// Where the school is shut on the day that was given, it is the next open one: nobody is late because the school was shut.
pub fn extended(regime: &Regime, record: ObligationId, terms: Terms) -> Terms {
    let longest = regime.extensions.iter().filter(|one| one.covers(record)).max_by_key(|one| one.until);
    let (Some(longest), Some(due)) = (longest, &terms.due) else { return terms };
    let (until, calendar) = (longest.until, terms.calendar(regime));
    let day = if calendar.is_open(until) { until } else { calendar.next_open_day(until).unwrap_or(until) };
    if day <= due.day {
        return terms;
    }
    let extended = Some(Extended { from: due.day, until, by: longest.id });
    Terms { due: Some(Due { day, extended, ..due.clone() }), ..terms }
}
