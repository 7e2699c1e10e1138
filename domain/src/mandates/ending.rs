//! The end of a decision before its own last day: what it gave ends with it.

use chrono::NaiveDate;

use super::{form::day, mandate::Mandate};
use crate::{
    forms::{FormData, FormErrors},
    ids::Id,
    obligations::Reason,
    people::Appointment,
    vietnamese,
};

/// The form as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MandateEndForm {
    /// The last day on which what it gave is held, dd/MM/yyyy.
    pub last: String,
    pub reason: String,
}

impl MandateEndForm {
    /// From tomorrow on nothing is held by it.
    pub fn empty(today: NaiveDate) -> Self {
        Self { last: vietnamese::date(today), reason: String::new() }
    }

    /// Reads what was sent: `last`, `reason`.
    pub fn read(typed: &FormData) -> Self {
        Self { last: typed.get("last").to_owned(), reason: typed.get("reason").to_owned() }
    }

    /// The last day and why. Yesterday is the earliest: then what the decision gave is over with the next request, and nothing is
    /// said anew of a day that has passed.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, mandate: &Mandate, today: NaiveDate) -> Result<(NaiveDate, Reason), FormErrors> {
        let mut errors = FormErrors::default();
        let last = day("last", &self.last, today, &mut errors);
        let yesterday = today.pred_opt().unwrap_or(today);
        if let Some(last) = last {
            let own = mandate.term().until;
            if last < yesterday {
                let words = format!("Ngày này đã qua. Sớm nhất là {}: quyền hết ngay.", vietnamese::date(yesterday));
                errors.add("last", words);
            } else if let Some(own) = own.filter(|own| *own <= last) {
                errors.add("last", format!("Quyết định đã có ngày cuối {}. Chọn một ngày trước đó.", vietnamese::date(own)));
            }
        }
        let reason = match Reason::parse(&self.reason) {
            Ok(reason) => Some(reason),
            Err(wrong) => {
                errors.add("reason", wrong.of("reason").unwrap_or_default());
                None
            }
        };
        let (Some(last), Some(reason)) = (last, reason) else { return Err(errors) };
        errors.or((last, reason))
    }
}

/// Which of the appointments that a decision gave end with it on the day `last`, and each on which day: what begins later never
/// begins, so that its last day is the one before its first.
pub fn rights_ended(given: &[(Id<Appointment>, Appointment)], last: NaiveDate) -> Vec<(Id<Appointment>, NaiveDate)> {
    let goes_on = |one: &Appointment| one.until.is_none_or(|until| last < until) && one.until.is_none_or(|until| one.from <= until);
    let ends = |one: &Appointment| last.max(one.from.pred_opt().unwrap_or(one.from));
    given.iter().filter(|(_, one)| goes_on(one)).map(|(id, one)| (*id, ends(one))).collect()
}
