//! What is typed about one record: until when, and why in one sentence; kept as it was sent.

use chrono::NaiveDate;

use super::request::{ExtensionRequest, RequestId, Wish};
use crate::{
    days::Span,
    forms::{FormData, FormErrors},
    lines,
    obligations::Reason,
    people::PersonId,
    vietnamese,
};

/// How long the number of a decision is at most, in letters.
pub const MAX_DECISION: usize = 60;

/// The form with which more time is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskForm {
    /// The id that the request will have, so that a form which is sent twice asks once.
    pub key: String,
    /// `FREEDOM`, or anything else for more time.
    pub wish: String,
    /// dd/MM/yyyy; says nothing where freedom is wished for.
    pub until: String,
    pub reason: String,
}

impl AskForm {
    /// The wish for more time, as it is sent.
    pub const TIME: &str = "time";
    /// The wish to be freed, as it is sent.
    pub const FREEDOM: &str = "freedom";

    /// As sent: `key`, `wish`, `until`, `reason`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self { key: get("key"), wish: get("wish"), until: get("until"), reason: get("reason") }
    }

    /// The id that the request will have, where the page gave it one.
    pub fn id(&self) -> Option<RequestId> {
        self.key.parse().ok()
    }

    /// Whether it is the form with which `by` has asked for `known`, which waits: it came twice. Whoever goes back from what
    /// they have sent and changes it, or sends it again after the answer, asks anew.
    pub fn repeats(&self, known: &ExtensionRequest, by: PersonId) -> bool {
        let says = || self.parse().is_ok_and(|(wish, reason)| wish == known.wish && reason == known.reason);
        known.by == by && known.answered.is_none() && says()
    }

    /// What is wished for, and why.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self) -> Result<(Wish, Reason), FormErrors> {
        let wish = if self.wish == Self::FREEDOM { Ok(Wish::Freedom) } else { parse_day(&self.until).map(Wish::Until) };
        FormErrors::both(wish, Reason::parse(&self.reason))
    }
}

/// The form of one tap: until when, preset with the day that was wished for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayForm {
    /// dd/MM/yyyy.
    pub until: String,
}

impl DayForm {
    /// As sent: `until`.
    pub fn read(typed: &FormData) -> Self {
        Self { until: typed.get("until").to_owned() }
    }

    /// Until when.
    ///
    /// # Errors
    /// What is wrong with the field.
    pub fn parse(&self) -> Result<NaiveDate, FormErrors> {
        parse_day(&self.until)
    }
}

/// A day in the field `until`.
pub(super) fn parse_day(typed: &str) -> Result<NaiveDate, FormErrors> {
    parse_day_in("until", typed)
}

fn parse_day_in(field: &str, typed: &str) -> Result<NaiveDate, FormErrors> {
    vietnamese::parse_date(typed).ok_or_else(|| FormErrors::one(field, "Ghi ngày/tháng/năm, ví dụ 30/11/2026."))
}

/// The days of the fields `from` and `to` within `year`, of which one may be left empty; `None` where both are.
pub(super) fn parse_days(from: &str, to: &str, year: Span) -> Result<Option<Span>, FormErrors> {
    let day = |field: &str, typed: &str, other: NaiveDate| {
        if lines::clean(typed).is_empty() { Ok(other) } else { parse_day_in(field, typed) }
    };
    if lines::clean(from).is_empty() && lines::clean(to).is_empty() {
        return Ok(None);
    }
    let (from, to) = FormErrors::both(day("from", from, year.from), day("to", to, year.to))?;
    if to < from {
        return Err(FormErrors::one("to", "Ngày cuối phải từ ngày đầu trở đi."));
    }
    Ok(Some(Span { from, to }))
}

/// The number of a decision in the field `decision`, without the words that every screen puts before it; may be empty.
pub(crate) fn parse_decision(typed: &str) -> Result<String, FormErrors> {
    let words = lines::bare_number(&lines::clean(typed)).to_owned();
    let letters = words.chars().count();
    if letters > MAX_DECISION {
        let words = format!("Dài {letters} ký tự, nhiều nhất {MAX_DECISION} ký tự. Chỉ ghi số, ví dụ 15/QĐ-TrMNNT.");
        return Err(FormErrors::one("decision", words));
    }
    Ok(words)
}
