//! The form by which a check is recorded: for each finding who mends it by when, and a note.

use chrono::{NaiveDate, TimeDelta};

use super::{Assigned, Finding, SecurityCheckId};
use crate::{
    forms::{FormData, FormErrors},
    lines,
    obligations::Reason,
    people::{Organisation, PersonId, Position},
    seen::Digest,
    vietnamese,
};

/// What was typed for one finding; the fields are `to`, `by` and `note` with its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingForm {
    /// The id of whoever mends it; `CheckForm::NOBODY` where nothing has to be done, and empty where nothing is chosen.
    pub to: String,
    /// dd/MM/yyyy.
    pub by: String,
    pub note: String,
}

/// The form as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckForm {
    /// Made with the form, so that a second click is no second check.
    pub key: String,
    /// What was looked at, as `seen` writes it.
    pub seen: String,
    /// The id of whoever mends what nobody is chosen for; empty for nobody.
    pub all: String,
    /// Of the check as a whole.
    pub note: String,
    /// In the order of the findings that were shown.
    pub findings: Vec<FindingForm>,
}

/// What is decided about a finding.
pub type Decided = (Option<Assigned>, String);

impl CheckForm {
    /// Stands for a finding of which nothing has to be done.
    pub const NOBODY: &'static str = "none";
    /// Whoever is to mend something has a week, where nobody says otherwise.
    const DAYS: TimeDelta = TimeDelta::days(7);
    /// Nobody mends later than this: the next check comes before.
    const MAX_DAYS: TimeDelta = TimeDelta::days(60);

    /// As it is first shown: within a week, and by nobody yet where several can mend it: a form that is sent as it came must not
    /// give all of it to one person who was never meant.
    pub fn empty(key: String, findings: &[Finding], organisation: &Organisation, today: NaiveDate) -> Self {
        let row = |finding: &Finding| FindingForm {
            to: match menders(organisation, finding, today).as_slice() {
                [only] => only.to_string(),
                [] | [_, _, ..] => String::new(),
            },
            by: vietnamese::date(today + Self::DAYS),
            note: String::new(),
        };
        let rows = findings.iter().map(row).collect();
        Self { key, seen: seen(findings), findings: rows, ..Self::default() }
    }

    /// The id that the check gets.
    pub fn id(&self) -> Option<SecurityCheckId> {
        self.key.parse().ok()
    }

    /// Reads what was sent.
    pub fn read(typed: &FormData) -> Self {
        let get = |field: &str| typed.get(field).to_owned();
        let row = |at: usize| FindingForm {
            to: typed.cell("to", at).to_owned(),
            by: typed.cell("by", at).to_owned(),
            note: typed.cell("note", at).to_owned(),
        };
        let findings = (0..typed.rows("by")).map(row).collect();
        Self { key: get("key"), seen: get("seen"), all: get("all"), note: get("note"), findings }
    }

    /// What is decided about each of `findings`, which are those that were shown, and the note on all of them.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(
        &self,
        findings: &[Finding],
        organisation: &Organisation,
        today: NaiveDate,
    ) -> Result<(Vec<Decided>, String), FormErrors> {
        let mut errors = FormErrors::default();
        let empty = FindingForm::default();
        let mut decided = Vec::new();
        for (at, finding) in findings.iter().enumerate() {
            let row = self.findings.get(at).unwrap_or(&empty);
            let note = short(&row.note, &format!("note{at}"), &mut errors);
            let to = if row.to.is_empty() { self.all.as_str() } else { row.to.as_str() };
            let assigned = if to.is_empty() || to == Self::NOBODY {
                if note.chars().filter(|letter| letter.is_alphanumeric()).count() < Reason::MIN_LETTERS {
                    errors.add(format!("note{at}"), "Ghi vì sao không cần xử lý, hoặc chọn người xử lý.");
                }
                None
            } else {
                assigned((to, &row.by), at, &menders(organisation, finding, today), today, &mut errors)
            };
            decided.push((assigned, note));
        }
        let note = short(&self.note, "note", &mut errors);
        errors.or((decided, note))
    }
}

fn assigned(
    (to, by): (&str, &str),
    at: usize,
    menders: &[PersonId],
    today: NaiveDate,
    errors: &mut FormErrors,
) -> Option<Assigned> {
    let to = to.parse::<PersonId>().ok().filter(|id| menders.contains(id));
    if to.is_none() {
        errors.add(format!("to{at}"), "Chọn người xử lý: ban giám hiệu hoặc tổ quản lý phần mềm, không phải chính người ấy.");
    }
    let last = today + CheckForm::MAX_DAYS;
    let by_day = vietnamese::parse_date(by);
    match by_day {
        None => errors.add(format!("by{at}"), "Ghi ngày/tháng/năm, ví dụ 01/12/2026."),
        Some(day) if day < today => errors.add(format!("by{at}"), "Ngày này đã qua. Chọn hôm nay hoặc một ngày sau."),
        Some(day) if last < day => {
            errors.add(format!("by{at}"), format!("Muộn nhất ngày {}; lần kiểm tra sau đã đến.", vietnamese::date(last)));
        }
        Some(_) => {}
    }
    Some(Assigned { to: to?, by_day: by_day? })
}

/// A note of one line; it may be empty.
fn short(typed: &str, field: &str, errors: &mut FormErrors) -> String {
    let note = lines::clean(typed);
    let letters = note.chars().count();
    if Reason::MAX_LENGTH < letters {
        errors.add(field, format!("Ghi chú dài {letters} ký tự, nhiều nhất {}. Rút gọn rồi gửi lại.", Reason::MAX_LENGTH));
    }
    note
}

/// Who can mend `finding`: the management team first, then the leadership, each with an account that is open, and nobody what is
/// about themselves.
pub fn menders(organisation: &Organisation, finding: &Finding, today: NaiveDate) -> Vec<PersonId> {
    let mut found: Vec<PersonId> = Vec::new();
    for position in [Position::ManagementTeam, Position::VicePrincipal, Position::Principal] {
        for person in organisation.holders(position, today) {
            let can = !organisation.suspended.contains(&person.id) && !finding.is_about(person.id);
            if can && !found.contains(&person.id) {
                found.push(person.id);
            }
        }
    }
    found
}

/// What somebody has looked at who records a check: other findings are shown first.
pub fn seen(findings: &[Finding]) -> String {
    let one = |digest: Digest, one: &Finding| {
        let digest = digest.with(one.kind.code()).with(one.person).with_all(one.other);
        digest.with_all(one.since).with(one.times)
    };
    findings.iter().fold(Digest::new(), one).to_string()
}
