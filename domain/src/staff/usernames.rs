//! User names: what may stand in one, and one made from a person's name.

use crate::names::{PersonName, fold, user_name};

/// Of a user name.
const MIN_LETTERS: usize = 2;
/// Of a user name, in letters.
const MAX_LENGTH: usize = 40;

/// Of one that is suggested, in letters; a number has room behind it.
const MAX_SUGGESTED: usize = 36;

/// What is wrong with a user name that somebody chose; `None` where it can stand.
pub fn problem_of_user_name(typed: &str) -> Option<String> {
    let name = user_name(typed);
    let letters = name.chars().count();
    if letters < MIN_LETTERS {
        return Some(format!("Tên đăng nhập cần ít nhất {MIN_LETTERS} ký tự."));
    }
    if letters > MAX_LENGTH {
        return Some(format!("Tên đăng nhập dài quá {MAX_LENGTH} ký tự."));
    }
    let fine = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "._-@".contains(letter);
    (!name.chars().all(fine)).then(|| "Tên đăng nhập chỉ gồm chữ không dấu, số, dấu chấm và gạch nối, viết liền.".to_owned())
}

/// Tên, then họ, so that it can be said on the telephone: "Nguyễn Thị Hoa" gives "hoanguyen"; with a number where that is `taken`.
pub fn suggested(name: &PersonName, taken: impl Fn(&str) -> bool) -> String {
    let wanted = fold(&format!("{}{}", name.given(), name.family()));
    let mut base: String = wanted.chars().filter(char::is_ascii_alphanumeric).take(MAX_SUGGESTED).collect();
    if base.len() < MIN_LETTERS {
        base.push_str("canbo");
    }
    let numbered = (2..).map(|number| format!("{base}{number}"));
    std::iter::once(base.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or(base)
}
