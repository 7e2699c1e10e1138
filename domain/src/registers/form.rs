//! The two forms of every register: what stands in an entry, and the step that somebody takes with it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    Column, ColumnKind, EntryId, EntryLine, MAX_WORDS, Move, Need, Register, RegisterKind, Said, commendations,
    incidents::known_line, told::unit_name, violations,
};
use crate::{
    forms::{FormData, FormErrors},
    lines,
    obligations::ObligationId,
    people::Organisation,
    vietnamese,
};

/// Shorter words say nothing.
const MIN_WORDS: usize = 3;

/// What somebody typed of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryForm {
    /// Made with the form, so that a second click is no second entry.
    pub key: String,
    /// How often the entry had been written when the form was made; empty for a new one.
    pub seen: String,
    /// Column by column, as it was typed; people by their ids, with commas between them.
    pub typed: Said,
}

/// What somebody typed who takes a step with an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoveForm {
    /// A code of `State`.
    pub to: String,
    /// How much had been said and done in it when the form was made (`EntryLine::changes`).
    pub seen: String,
    pub words: String,
}

impl EntryForm {
    /// An entry that is written anew.
    pub fn empty(key: String) -> Self {
        Self { key, ..Self::default() }
    }

    /// An entry that is corrected.
    pub fn of(line: &EntryLine) -> Self {
        Self { key: line.id.to_string(), seen: line.version.to_string(), typed: line.said.clone() }
    }

    pub fn read(register: &Register, sent: &FormData) -> Self {
        let typed = register.columns.iter().map(|column| {
            let typed = match column.kind {
                ColumnKind::Line { .. }
                | ColumnKind::Day
                | ColumnKind::Choice(_)
                | ColumnKind::Person
                | ColumnKind::Adviser
                | ColumnKind::Known => sent.get(column.code).to_owned(),
                ColumnKind::Text { .. } => lines::clean_text(sent.exactly(column.code)),
                ColumnKind::People | ColumnKind::Units | ColumnKind::Records => sent.all(column.code).collect::<Vec<_>>().join(","),
            };
            (column.code.to_owned(), typed)
        });
        Self { key: sent.get("key").to_owned(), seen: sent.get("seen").to_owned(), typed: typed.collect() }
    }

    pub fn id(&self) -> Option<EntryId> {
        self.key.parse().ok()
    }

    /// What was typed in a column.
    pub fn says(&self, column: &str) -> &str {
        self.typed.get(column).map_or("", String::as_str)
    }

    /// Whether a column must not be left empty, as the others stand.
    fn needs(&self, column: &Column) -> bool {
        match column.need {
            Need::Must => true,
            Need::May => false,
            Need::With(other, wanted) => self.says(other) == wanted,
        }
    }

    /// What is to stand in an entry that is made on `today`: `parse`, and what the register asks beside its columns.
    ///
    /// # Errors
    /// Column by column.
    pub fn parse_new(&self, register: &Register, organisation: &Organisation, today: NaiveDate) -> Result<Said, FormErrors> {
        let said = self.parse(register, organisation)?;
        let errors = match register.kind {
            RegisterKind::Violations => violations::check(&said, organisation, today),
            RegisterKind::Commendations => commendations::check(&said),
            RegisterKind::Incidents
            | RegisterKind::Proposals
            | RegisterKind::Incoming
            | RegisterKind::Outgoing
            | RegisterKind::Trainings => FormErrors::default(),
        };
        errors.or(said)
    }

    /// What is to stand in the entry; days and people as they are kept.
    ///
    /// # Errors
    /// Column by column.
    pub fn parse(&self, register: &Register, organisation: &Organisation) -> Result<Said, FormErrors> {
        let (mut said, mut errors) = (Said::new(), FormErrors::default());
        for column in register.columns {
            match value(column, self.says(column.code), self.needs(column), organisation) {
                Ok(value) if value.is_empty() => {}
                Ok(value) => {
                    said.insert(column.code.to_owned(), value);
                }
                Err(words) => errors.add(column.code, words),
            }
        }
        errors.or(said)
    }
}

fn value(column: &Column, typed: &str, is_needed: bool, organisation: &Organisation) -> Result<String, String> {
    let is_missing = is_needed && typed.is_empty();
    match column.kind {
        ColumnKind::Line { max } | ColumnKind::Text { max } => {
            let count = typed.chars().count();
            if is_needed && count < MIN_WORDS {
                Err(format!("Điền “{}”, ít nhất {MIN_WORDS} ký tự.", column.label))
            } else if count > max {
                Err(format!("Viết gọn trong {max} ký tự."))
            } else {
                Ok(typed.to_owned())
            }
        }
        ColumnKind::Day if typed.is_empty() && !is_missing => Ok(String::new()),
        ColumnKind::Day => match vietnamese::parse_date(typed) {
            Some(day) => Ok(vietnamese::date(day)),
            None => Err("Ghi ngày như 25/11/2026.".to_owned()),
        },
        ColumnKind::Choice(_) if typed.is_empty() && !is_missing => Ok(String::new()),
        ColumnKind::Choice(choices) => match choices.iter().find(|(code, _)| *code == typed) {
            Some((code, _)) => Ok((*code).to_owned()),
            None => Err("Chọn một mục trong danh sách.".to_owned()),
        },
        ColumnKind::Person | ColumnKind::Adviser if is_missing => Err("Chọn một người trong danh sách.".to_owned()),
        ColumnKind::Person | ColumnKind::Adviser if typed.contains(',') => Err("Chọn một người trong danh sách.".to_owned()),
        ColumnKind::People | ColumnKind::Person | ColumnKind::Adviser => {
            let is_known = |id: &str| id.parse().is_ok_and(|id| organisation.person(id).is_some());
            all_known(typed, is_known).ok_or_else(|| "Chọn trong danh sách cán bộ của trường.".to_owned())
        }
        ColumnKind::Units => {
            let is_known = |id: &str| unit_name(organisation, id).is_some();
            all_known(typed, is_known).ok_or_else(|| "Chọn trong danh sách tổ, bộ phận của trường.".to_owned())
        }
        // Which records these may be is asked where they are known.
        ColumnKind::Records => {
            let is_known = |id: &str| id.parse::<ObligationId>().is_ok();
            all_known(typed, is_known).ok_or_else(|| "Chọn trong danh sách hồ sơ ở trên.".to_owned())
        }
        ColumnKind::Known => Ok(known_line(typed)),
    }
}

/// Ids with commas between them, where each of them is known; nobody and nothing is named twice.
fn all_known(typed: &str, is_known: impl Fn(&str) -> bool) -> Option<String> {
    let mut named = BTreeSet::new();
    let ids: Vec<&str> = typed.split(',').filter(|id| !id.is_empty() && named.insert(*id)).collect();
    ids.iter().all(|id| is_known(id)).then(|| ids.join(","))
}

impl MoveForm {
    pub fn read(sent: &FormData) -> Self {
        let words = lines::clean_text(sent.exactly("words"));
        Self { to: sent.get("step").to_owned(), seen: sent.get("seen").to_owned(), words }
    }

    /// The words that go with the step.
    ///
    /// # Errors
    /// Where there are none and the step asks for some, or they are too many.
    pub fn parse(&self, step: &Move) -> Result<String, FormErrors> {
        let count = self.words.chars().count();
        if step.words == Need::Must && count < MIN_WORDS {
            Err(FormErrors::one("words", format!("Điền “{}”, ít nhất {MIN_WORDS} ký tự.", step.asks)))
        } else if count > MAX_WORDS {
            Err(FormErrors::one("words", format!("Viết gọn trong {MAX_WORDS} ký tự.")))
        } else {
            Ok(self.words.clone())
        }
    }
}
