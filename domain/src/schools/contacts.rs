//! "Liên hệ tổ quản lý phần mềm": whom people call who cannot sign in, or whose page shows an error.

use std::fmt;

use crate::lines;

/// More names are a list that nobody reads in a hurry.
const MAX_CONTACTS: usize = 3;

/// In letters: a name with its title, and a phone number.
const MAX_LETTERS: usize = 80;

/// The shortest phone number that reaches anybody, in figures.
const MIN_FIGURES: usize = 3;

/// A name and a phone number each, in the order of the form; none where the school has entered nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts(Vec<String>);

impl Contacts {
    /// The longest text that a form may send, in letters.
    pub const MAX_TEXT: usize = MAX_CONTACTS * (MAX_LETTERS + 1);

    /// Reads what was typed, one to a line; blank lines are none.
    ///
    /// # Errors
    /// What to type instead.
    pub fn parse(typed: &str) -> Result<Self, String> {
        let contacts: Vec<String> = typed.lines().map(lines::clean).filter(|line| !line.is_empty()).collect();
        if contacts.len() > MAX_CONTACTS {
            return Err(format!("Ghi nhiều nhất {MAX_CONTACTS} người, mỗi người một dòng."));
        }
        for contact in &contacts {
            if contact.chars().count() > MAX_LETTERS {
                return Err(format!("Mỗi dòng nhiều nhất {MAX_LETTERS} ký tự: một tên và một số điện thoại."));
            }
            if contact.chars().filter(char::is_ascii_digit).count() < MIN_FIGURES {
                return Err(format!("“{contact}” còn thiếu số điện thoại, như: Cô Lan 0901 234 567."));
            }
        }
        Ok(Self(contacts))
    }

    /// Each with its phone number.
    pub fn lines(&self) -> &[String] {
        &self.0
    }
}

impl fmt::Display for Contacts {
    /// As it is kept and typed: one to a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_and_a_phone_number_on_each_line() {
        let check = |typed: &str, expected: Result<&str, &str>| {
            let read = Contacts::parse(typed).map(|contacts| contacts.to_string());
            assert_eq!(read.as_deref().map_err(String::as_str), expected, "{typed}");
        };
        check("", Ok(""));
        check("Cô  Lan 0901 234 567 \r\n\r\n thầy Định (VP) 024.3888", Ok("Cô Lan 0901 234 567\nthầy Định (VP) 024.3888"));
        check("Văn phòng, máy 113", Ok("Văn phòng, máy 113"));
        check("Cô Lan", Err("“Cô Lan” còn thiếu số điện thoại, như: Cô Lan 0901 234 567."));
        check("A 111\nB 222\nC 333\nD 444", Err("Ghi nhiều nhất 3 người, mỗi người một dòng."));
        check(&format!("{} 0901", "a".repeat(80)), Err("Mỗi dòng nhiều nhất 80 ký tự: một tên và một số điện thoại."));
    }
}
