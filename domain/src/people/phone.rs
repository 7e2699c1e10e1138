//! Telephone numbers, as people dial them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A number in Vietnam, "0912000001": ten or eleven figures after a nought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// What somebody typed, with points, blanks and "+84" as they like; `None` for nothing.
    ///
    /// # Errors
    /// Why it is no number, in a whole sentence.
    pub fn parse(typed: &str) -> Result<Option<Self>, String> {
        let plain: String = typed.chars().filter(|letter| !" .-()\u{a0}".contains(*letter)).collect();
        if plain.is_empty() {
            return Ok(None);
        }
        let national = plain.strip_prefix("+84").or_else(|| plain.strip_prefix("84").filter(|rest| rest.len() == 9));
        let number = national.map_or(plain.clone(), |rest| format!("0{}", rest.trim_start_matches('0')));
        let is_number =
            number.starts_with('0') && (10..=11).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        if is_number {
            Ok(Some(Self(number)))
        } else {
            Err(format!("“{typed}” chưa phải số điện thoại. Ghi một số có 10 chữ số, ví dụ 0912 000 001; không rõ thì để trống."))
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// In groups, as it is read out: "0912 000 001".
impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.get(..4), self.0.get(4..7), self.0.get(7..)) {
            (Some(first), Some(second), Some(third)) => write!(f, "{first} {second} {third}"),
            _ => f.write_str(&self.0),
        }
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = String;

    fn try_from(typed: String) -> Result<Self, String> {
        Self::parse(&typed)?.ok_or_else(|| "Thiếu số điện thoại.".to_owned())
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let check =
            |typed: &str, wanted: &str| assert_eq!(PhoneNumber::parse(typed).unwrap().unwrap().to_string(), wanted, "{typed}");
        for typed in ["0912000001", "0912 000 001", "0912.000.001", "+84 912 000 001", "84912000001", "(0912) 000-001"] {
            check(typed, "0912 000 001");
        }
        check("02253000001", "0225 300 0001");
        assert_eq!(PhoneNumber::parse(" - "), Ok(None));
        for wrong in ["912", "0912 000 001 / 0987 000 001", "không có", "1912000001"] {
            assert!(PhoneNumber::parse(wrong).is_err(), "{wrong}");
        }
    }
}
