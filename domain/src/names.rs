//! Names of people: read once, sorted by tên in the order of the Vietnamese alphabet, found without marks.

mod order;

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use order::SortKey;

use crate::lines::{self, is_unseen};

/// A person's whole name, "Nguyễn Thị Hoa": composed letters (NFC), one space between words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonName(String);

/// Why a text is no name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NameError {
    #[error("Họ và tên còn để trống.")]
    Empty,
    #[error("Họ và tên dài quá {} ký tự.", PersonName::MAX_LENGTH)]
    TooLong,
    #[error("Họ và tên có chữ không đọc được. Gõ lại bằng bàn phím.")]
    Unreadable,
}

impl PersonName {
    /// In letters.
    pub const MAX_LENGTH: usize = 100;

    pub fn parse(text: &str) -> Result<PersonName, NameError> {
        let name = lines::clean(text);
        if name.is_empty() {
            return Err(NameError::Empty);
        }
        if name.chars().count() > PersonName::MAX_LENGTH {
            return Err(NameError::TooLong);
        }
        if text.split_whitespace().flat_map(str::chars).any(is_unreadable) || !name.chars().any(char::is_alphabetic) {
            return Err(NameError::Unreadable);
        }
        Ok(PersonName(name))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Tên: the last word, "Hoa".
    pub fn given(&self) -> &str {
        self.0.rsplit(' ').next().unwrap_or(&self.0)
    }

    /// Họ: the first word, "Nguyễn"; nothing where the name is one word.
    pub fn family(&self) -> &str {
        self.0.split_once(' ').map_or("", |(family, _)| family)
    }

    /// Tên đệm: the words between, "Thị".
    pub fn middle(&self) -> &str {
        let rest = self.0.split_once(' ').map_or("", |(_, rest)| rest);
        rest.rsplit_once(' ').map_or("", |(middle, _)| middle)
    }

    /// The name as it is heard: two names of one sound are one to whoever asks whether somebody is there already, also where
    /// "Hoà" is written "Hòa", or letters of another alphabet stand in one of them.
    pub fn sound(&self) -> String {
        order::sound(&lines::look(&self.0))
    }

    /// By tên, then đệm, then họ.
    pub fn sort_key(&self) -> SortKey {
        SortKey::of_person(self)
    }
}

/// Control letters, letters without width and letters that turn the direction of the text hide what a name is: a form takes
/// them out, and where they come by another way, what they stand in is no name.
fn is_unreadable(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFFD}')
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PersonName {
    type Error = NameError;

    fn try_from(text: String) -> Result<PersonName, NameError> {
        PersonName::parse(&text)
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> String {
        name.0
    }
}

/// A user name as it is kept and compared: composed, in small letters, without spaces around, and
/// without letters that nobody sees: a Mac and a telephone type the same name in different letters.
pub fn user_name(text: &str) -> String {
    let seen: String = text.nfc().filter(|letter| !is_unseen(*letter)).collect();
    seen.trim().to_lowercase()
}

/// For search: without marks, đ as d, in small letters, one space between words.
/// "Nguyễn  Thị ĐÀO" becomes "nguyen thi dao", and "Hoà" equals "Hòa".
pub fn fold(text: &str) -> String {
    let bare: String = text
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two names of units are read alike, but for marks, capitals, dashes and the word before the name: also where letters
/// of another alphabet, or some that nobody sees, stand in one of them.
pub(crate) fn same_name(one: &str, other: &str) -> bool {
    same_words(one, other) || same_words(&lines::look(one), &lines::look(other))
}

/// By what a name is found among many: two names are `same_name` where they share one of these.
pub(crate) fn keys_of_name(name: &str) -> [String; 2] {
    [name.to_owned(), lines::look(name)].map(|name| bare(&plain(&name)).to_owned())
}

/// Whether they are written alike, but for the same.
pub(crate) fn same_words(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    one == other || bare(&one) == bare(&other)
}

fn plain(name: &str) -> String {
    fold(&name.replace(['–', '—', '−'], "-")).replace(" - ", "-")
}

fn bare(plain: &str) -> &str {
    ["nhom lop ", "lop ", "nhom ", "to ", "bo phan "].into_iter().find_map(|word| plain.strip_prefix(word)).unwrap_or(plain)
}

#[cfg(test)]
mod tests;
