//! The forms: asked with one tap, entered for somebody who cannot sign in, refused with reason and clause.

use super::DataRequestId;
use crate::{
    forms::{FormData, FormErrors},
    people::{Organisation, PersonId},
};

/// In letters.
const MAX_WORDS: usize = 300;
/// Shorter words say nothing.
const MIN_WORDS: usize = 5;

/// What somebody typed who asks for their own data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AskForm {
    /// Made with the form, so that a second click is no second request.
    pub key: String,
    pub reason: String,
}

/// A request for somebody who cannot sign in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnterForm {
    pub key: String,
    /// The id of a person.
    pub person: String,
    /// How it was made sure who asks.
    pub identity: String,
    pub reason: String,
}

/// Why a request is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefuseForm {
    pub reason: String,
    /// "Điều 4 Luật Bảo vệ dữ liệu cá nhân".
    pub clause: String,
}

fn check_length(field: &str, words: &str, least: usize, errors: &mut FormErrors) {
    let count = words.chars().count();
    if count < least {
        errors.add(field, "Viết rõ hơn một chút, ít nhất 5 ký tự.");
    } else if count > MAX_WORDS {
        errors.add(field, format!("Viết gọn trong {MAX_WORDS} ký tự."));
    }
}

impl AskForm {
    pub const MAX_WORDS: u32 = MAX_WORDS as u32;

    pub fn read(typed: &FormData) -> Self {
        Self { key: typed.get("key").to_owned(), reason: typed.get("reason").to_owned() }
    }

    pub fn id(&self) -> Option<DataRequestId> {
        self.key.parse().ok()
    }

    /// The reason, which may be empty.
    ///
    /// # Errors
    /// In words, where it is too long.
    pub fn parse(&self) -> Result<String, FormErrors> {
        let mut errors = FormErrors::default();
        check_length("reason", &self.reason, 0, &mut errors);
        errors.or(self.reason.clone())
    }
}

impl EnterForm {
    pub fn read(typed: &FormData) -> Self {
        let field = |name: &str| typed.get(name).to_owned();
        Self { key: field("key"), person: field("person"), identity: field("identity"), reason: field("reason") }
    }

    pub fn id(&self) -> Option<DataRequestId> {
        self.key.parse().ok()
    }

    /// Whose data, how it was made sure who asks, and the reason, which may be empty.
    ///
    /// # Errors
    /// Field by field.
    pub fn parse(&self, organisation: &Organisation) -> Result<(PersonId, String, String), FormErrors> {
        let mut errors = FormErrors::default();
        let person = self.person.parse().ok().filter(|id| organisation.person(*id).is_some());
        if person.is_none() {
            errors.add("person", "Chọn một người trong danh sách.");
        }
        check_length("identity", &self.identity, MIN_WORDS, &mut errors);
        check_length("reason", &self.reason, 0, &mut errors);
        match person {
            Some(person) => errors.or((person, self.identity.clone(), self.reason.clone())),
            None => Err(errors),
        }
    }
}

impl RefuseForm {
    pub fn read(typed: &FormData) -> Self {
        Self { reason: typed.get("reason").to_owned(), clause: typed.get("clause").to_owned() }
    }

    /// Reason and clause.
    ///
    /// # Errors
    /// Field by field: nobody is refused without either.
    pub fn parse(&self) -> Result<(String, String), FormErrors> {
        let mut errors = FormErrors::default();
        check_length("reason", &self.reason, MIN_WORDS, &mut errors);
        check_length("clause", &self.clause, MIN_WORDS, &mut errors);
        errors.or((self.reason.clone(), self.clause.clone()))
    }
}
