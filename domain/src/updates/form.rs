//! A request and a decision as forms: kept as they were typed, read into what is meant.

use std::collections::BTreeSet;

use super::procedure::{Evidence, UpdateProcedure, hours};
use crate::{
    forms::{FormData, FormErrors},
    ids::UpdateId,
    lines,
    obligations::{ObligationId, Reason},
};

/// A request as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestForm {
    /// The id that the request will have: made with the page, so that a second click finds the first request.
    pub key: String,
    /// Ids of the records that are ticked.
    pub records: Vec<String>,
    pub reason: String,
    pub evidence: String,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdatePlan {
    /// `None` where the form brought none.
    pub id: Option<UpdateId>,
    /// Each once, in the order of the form.
    pub records: Vec<ObligationId>,
    pub reason: Reason,
    pub evidence: String,
}

impl RequestForm {
    /// How long the words that bear a request out may be, in letters.
    pub const MAX_EVIDENCE: usize = 500;
    /// How many records one request may name.
    pub const MAX_RECORDS: usize = 40;

    /// As sent: `key`, `record` for each, `reason`, `evidence`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        let records = typed.all("record").map(str::to_owned).collect();
        Self { key: get("key"), records, reason: get("reason"), evidence: get("evidence") }
    }

    /// What is asked for, as the procedure wants it.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, procedure: UpdateProcedure) -> Result<UpdatePlan, FormErrors> {
        let mut errors = FormErrors::default();
        let mut seen = BTreeSet::new();
        let records: Vec<ObligationId> =
            self.records.iter().filter_map(|id| id.parse().ok()).filter(|id| seen.insert(*id)).collect();
        if records.is_empty() {
            errors.add("record", "Chọn ít nhất một hồ sơ cần bổ sung.");
        } else if records.len() > Self::MAX_RECORDS {
            errors.add("record", format!("Một đề nghị nhiều nhất {} hồ sơ; chia thành nhiều đề nghị.", Self::MAX_RECORDS));
        }
        let evidence = lines::clean(&self.evidence);
        let letters = evidence.chars().count();
        let says_nothing = evidence.chars().filter(|letter| letter.is_alphanumeric()).count() < Reason::MIN_LETTERS;
        if letters > Self::MAX_EVIDENCE {
            errors
                .add("evidence", format!("Minh chứng dài {letters} ký tự, nhiều nhất {} ký tự. Rút gọn lại.", Self::MAX_EVIDENCE));
        } else if says_nothing && (procedure.evidence == Evidence::Required || !evidence.is_empty()) {
            errors.add("evidence", "Ghi minh chứng: một câu, hoặc số và ngày của giấy tờ.");
        }
        let (reason, ()) = FormErrors::both(Reason::parse(&self.reason), errors.or(()))?;
        Ok(UpdatePlan { id: self.key.parse().ok(), records, reason, evidence })
    }
}

/// For how long records are opened, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrantForm {
    pub hours: String,
}

impl GrantForm {
    /// The form as it begins.
    pub fn of(procedure: UpdateProcedure) -> Self {
        Self { hours: procedure.default_hours.to_string() }
    }

    /// As sent: `hours`.
    pub fn read(typed: &FormData) -> Self {
        Self { hours: typed.get("hours").to_owned() }
    }

    /// For how many hours, at most as many as the procedure allows.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn parse(&self, procedure: UpdateProcedure) -> Result<u32, FormErrors> {
        let mut errors = FormErrors::default();
        hours(&mut errors, "hours", &self.hours, procedure.max_hours).ok_or(errors)
    }
}
