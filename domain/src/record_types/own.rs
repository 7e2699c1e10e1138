//! Types of records that only this school keeps: those that it has, and one to add.

use super::{
    OwedBy, RecordType, Recurrence, Sensitivity, TypeUse,
    choices::{due_words, owner_choices, rules_of, short_of},
};
use crate::{
    deadlines::DueRule,
    forms::{FormData, FormErrors},
    names::fold,
    people::Organisation,
};

/// One type of the school's own as typed. Who owes it and how often stays for ever: its records hang on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnChoice {
    pub known: RecordType,
    pub name: String,
    pub used: bool,
    /// A code of `DueRule`.
    pub due: String,
}

/// A type to add, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewType {
    pub name: String,
    /// A code of `owner_choices`; empty until somebody chooses.
    pub owner: String,
    /// A code of `Recurrence`; empty until somebody chooses.
    pub recurrence: String,
    /// A code of `DueRule`.
    pub due: String,
    /// A code of `Sensitivity`.
    pub readers: String,
    /// A code of `TypeUse`: owed from now on, or only when a version of the rules says so.
    pub begins: String,
    /// Somebody pressed the button beside it: an empty row is then not nothing.
    pub pressed: bool,
}

/// A type to add, as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTypePlan {
    pub name: String,
    pub owed_by: OwedBy,
    pub recurrence: Recurrence,
    pub due: DueRule,
    pub sensitivity: Sensitivity,
    /// It is owed from now on; if not, a version of the rules says from when.
    pub begins: TypeUse,
}

impl OwnChoice {
    pub fn of(known: &RecordType) -> Self {
        Self { known: known.clone(), name: known.name.clone(), used: !known.retired, due: known.due.to_string() }
    }

    /// Reads what was sent; what the form did not ask about stays.
    pub(super) fn read(typed: &FormData, known: &RecordType) -> Self {
        let field = format!("n-{}", known.code);
        if !typed.sent(&field) {
            return Self::of(known);
        }
        Self {
            known: known.clone(),
            name: typed.get(&field).to_owned(),
            used: typed.all("use").any(|code| code == known.code),
            due: typed.get(&format!("r-{}", known.code)).to_owned(),
        }
    }

    /// The rule; its present one is always possible.
    pub(super) fn rule(&self, errors: &mut FormErrors) -> Option<DueRule> {
        let fits = |rule: &DueRule| *rule == self.known.due || rules_of(self.known.recurrence).contains(rule);
        let rule = self.due.parse().ok().filter(fits);
        if rule.is_none() {
            errors.add(format!("r-{}", self.known.code), "Chọn một hạn trong danh sách.");
        }
        rule
    }
}

impl NewType {
    pub fn first() -> Self {
        Self {
            due: DueRule::NotSet.to_string(),
            readers: Sensitivity::Ordinary.code().to_owned(),
            begins: TypeUse::Used.code().to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn read(typed: &FormData) -> Self {
        if !typed.sent("new-name") {
            return Self::first();
        }
        let field = |name: &str| typed.get(name).to_owned();
        Self {
            name: typed.get("new-name").to_owned(),
            owner: field("new-owner"),
            recurrence: field("new-recurrence"),
            due: field("new-due"),
            readers: field("new-readers"),
            // A page from before this could be chosen sends nothing of it.
            begins: if typed.sent("new-begins") { field("new-begins") } else { TypeUse::Used.code().to_owned() },
            pressed: typed.get("do") == "add",
        }
    }

    /// Nothing was begun in this row.
    pub(super) fn is_empty(&self) -> bool {
        !self.pressed && self.name.is_empty() && self.owner.is_empty() && self.recurrence.is_empty()
    }

    /// The type; its name is checked with the others.
    pub(super) fn parse(&self, organisation: &Organisation, errors: &mut FormErrors) -> Option<NewTypePlan> {
        let owed_by = owner_choices(organisation).into_iter().find(|(code, _)| *code == self.owner).map(|(_, owed_by)| owed_by);
        if owed_by.is_none() {
            errors.add("new-owner", "Chọn ai nộp.");
        }
        let recurrence = Recurrence::from_code(&self.recurrence);
        if recurrence.is_none() {
            errors.add("new-recurrence", "Chọn bao lâu nộp một lần.");
        }
        let due = self.due.parse::<DueRule>().ok();
        let fits = recurrence.zip(due).map(|(recurrence, due)| rules_of(recurrence).contains(&due));
        match (due, recurrence, fits) {
            (None, ..) => errors.add("new-due", "Chọn một hạn trong danh sách."),
            (_, Some(recurrence), Some(false)) => {
                let fitting: Vec<String> = rules_of(recurrence).into_iter().map(|rule| due_words(recurrence, rule)).collect();
                errors.add(
                    "new-due",
                    format!("Hồ sơ “{}” không dùng được hạn này. Chọn: {}.", recurrence.words(), fitting.join("; ")),
                );
            }
            _ => {}
        }
        let sensitivity = Sensitivity::from_code(&self.readers);
        if sensitivity.is_none() {
            errors.add("new-readers", "Chọn ai được đọc.");
        }
        let begins = TypeUse::from_code(&self.begins);
        if begins.is_none() {
            errors.add("new-begins", "Chọn từ khi nào phải nộp.");
        }
        Some(NewTypePlan {
            begins: begins?,
            name: self.name.clone(),
            owed_by: owed_by?,
            recurrence: recurrence?,
            due: due?,
            sensitivity: sensitivity?,
        })
    }
}

impl NewTypePlan {
    /// A code that no other type has: "rieng-so-ban-giao". The word in front keeps it apart from every starter set to come.
    pub fn code(&self, taken: &[RecordType]) -> String {
        let letters = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { ' ' };
        let words = fold(&self.name).chars().map(letters).collect::<String>();
        let first = format!("rieng-{}", words.split_whitespace().collect::<Vec<_>>().join("-"));
        let numbered = (2..).map(|number| format!("{first}-{number}"));
        let free = |code: &String| taken.iter().all(|one| one.code != *code);
        [first.clone()].into_iter().chain(numbered).find(free).unwrap_or_default()
    }

    /// In the titles of its records.
    pub fn short(&self) -> String {
        short_of(&self.name, self.recurrence)
    }
}
