//! Passwords as people type them: in which letters they are compared, and which ones are too easy to guess.

mod one_time;

use chrono::TimeDelta;
use unicode_normalization::{UnicodeNormalization, is_nfc};

pub use one_time::{ONE_TIME_SYLLABLES, one_time};

use crate::{
    days::{Timestamp, day_of},
    names::fold,
    refusal::{EasyToGuess, Refusal},
};

/// Fewer letters than this are no password (NIST SP 800-63B and OWASP ASVS 5.0, 6.2.1: at least 8). Passwords that were chosen
/// when it was 8 go on working.
pub const MIN_LENGTH: usize = 10;

/// For how long a password that was handed out opens its account: a slip of paper that lies about must not open it later.
pub const HANDED_OUT_FOR: TimeDelta = TimeDelta::days(7);

/// For how long a typed password vouches for whoever sits at the machine, where a deed could open somebody else's account
/// or work: a staff-room PC may be left signed in.
pub const PROOF_LASTS: TimeDelta = TimeDelta::minutes(5);

/// Digits alone are no password before there are so many: eight are a day of birth, ten a telephone, twelve a citizen's number.
const MAX_DIGITS_ALONE: usize = 12;

/// After a name that anybody may have, so many digits make nothing safer: "lananh1985", "minhchau24112019".
const MAX_DIGITS_OF_BIRTH: usize = 8;

/// After a word that many people choose, so many digits make nothing safer: "matkhau2026".
const MAX_DIGITS_AFTER_A_WORD: usize = 4;

/// Passwords that many people choose, in Vietnam and elsewhere, compiled by hand: one on a line, without marks, in small
/// letters; a tilde at the end stands for a few digits.
const COMMON: &str = include_str!("passwords/common.txt");

/// Words of people's names, those of families first; compiled by hand.
const NAMES: &str = include_str!("passwords/names.txt");

/// A password as it is kept: composed letters (NFC). A Mac and some Vietnamese keyboards type "ệ" in three letters where
/// others type one.
pub fn composed(typed: &str) -> String {
    typed.nfc().collect()
}

/// How a typed password may have been kept, the likeliest reading first: composed, then the very letters that were typed,
/// for passwords that were chosen before they were composed. A password that was handed out is read as it was printed, however
/// it was heard and typed. The number of readings says nothing of the account.
pub fn readings(typed: &str, handed_out: bool) -> Vec<String> {
    let first = if handed_out { one_time::as_printed(typed) } else { composed(typed) };
    let second = (!is_nfc(typed)).then(|| typed.to_owned());
    std::iter::once(first).chain(second).collect()
}

/// The names that everybody knows of whoever chooses a password; none of them is one.
#[derive(Clone, Copy, Debug, Default)]
pub struct KnownNames<'a> {
    /// "Trường Mầm non Nam Thanh".
    pub school: &'a str,
    pub username: &'a str,
    /// The person's own.
    pub person: &'a str,
}

/// May somebody with these names choose `password`? Length is the main rule; besides it only what is guessed first is
/// refused, and told first: a longer one of that kind would be no better.
///
/// # Errors
/// `Refusal::PasswordTooShort` or `Refusal::PasswordEasyToGuess`.
pub fn check(password: &str, names: &KnownNames<'_>) -> Result<(), Refusal> {
    let password = composed(password);
    match easy_to_guess(&password, names) {
        Some(why) => Err(Refusal::PasswordEasyToGuess { why }),
        None if password.chars().count() < MIN_LENGTH => Err(Refusal::PasswordTooShort { least: MIN_LENGTH }),
        None => Ok(()),
    }
}

/// May somebody with these names put `new`, typed once more as `again`, in the place of `old`?
///
/// # Errors
/// Those of `check`, `Refusal::PasswordsDiffer` or `Refusal::PasswordUnchanged`.
pub fn check_new(new: &str, again: &str, old: &str, names: &KnownNames<'_>) -> Result<(), Refusal> {
    check(new, names)?;
    if composed(new) != composed(again) {
        return Err(Refusal::PasswordsDiffer);
    }
    if composed(new) == composed(old) {
        return Err(Refusal::PasswordUnchanged);
    }
    Ok(())
}

/// Whether the password is asked for again, where it was last typed at `proved_at`; both by the clock that runs
/// (`Moment::running`). What was proved at a time that has not come, by a clock that has been set back, proves nothing.
pub fn asks_again(proved_at: Option<Timestamp>, running: Timestamp) -> bool {
    proved_at.is_none_or(|proved_at| running < proved_at || running >= proved_at + PROOF_LASTS)
}

/// Whether a password that was handed out at `since` opens its account still, at `now`.
///
/// # Errors
/// `Refusal::HandedOutPasswordOver`, told to whoever knows the password only.
pub fn check_handed_out(since: Timestamp, now: Timestamp) -> Result<(), Refusal> {
    if now < since + HANDED_OUT_FOR { Ok(()) } else { Err(Refusal::HandedOutPasswordOver { since: day_of(since) }) }
}

fn easy_to_guess(password: &str, names: &KnownNames<'_>) -> Option<EasyToGuess> {
    // Without marks, capitals and blanks: whoever guesses tries those by themselves.
    let bare: String = fold(password).replace(' ', "");
    let mut letters = bare.chars();
    let first = letters.next();
    if letters.all(|letter| Some(letter) == first) {
        return Some(EasyToGuess::OneLetter);
    }
    let word = squeezed(password);
    if (1..=MAX_DIGITS_ALONE).contains(&word.len()) && word.bytes().all(|letter| letter.is_ascii_digit()) {
        return Some(if is_listed(&word) { EasyToGuess::Common } else { EasyToGuess::Digits });
    }
    if is_repeated(&word) {
        return Some(EasyToGuess::Common);
    }
    let (stem, digits) = word.split_at(word.trim_end_matches(|letter: char| letter.is_ascii_digit()).len());
    let few_digits = digits.len() <= MAX_DIGITS_AFTER_A_WORD || is_listed(digits);
    if few_digits && (known_words(names).any(|name| name == stem || name == word)) {
        return Some(EasyToGuess::Name);
    }
    let is_common = is_listed(&bare) || is_listed(&word) || (few_digits && is_stem(stem));
    if is_common {
        return Some(EasyToGuess::Common);
    }
    (digits.len() <= MAX_DIGITS_OF_BIRTH && is_a_name(stem)).then_some(EasyToGuess::Name)
}

/// Whether a part of up to half the length is all there is, again and again: "abcabcabcabc", "matkhaumatkhau".
fn is_repeated(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    (1..=letters.len() / 2)
        .any(|part| letters.len().is_multiple_of(part) && letters.chunks(part).all(|chunk| Some(chunk) == letters.get(..part)))
}

/// Whether a word is made of one or two given names, or of a family's with up to three behind.
fn is_a_name(word: &str) -> bool {
    let (families, given) = names_listed();
    let rest = families.iter().filter_map(|family| word.strip_prefix(family));
    is_made_of(word, &given, 2) || rest.into_iter().any(|rest| rest.is_empty() || is_made_of(rest, &given, 3))
}

/// Whether a word is made of up to `most` of these, and of at least one.
fn is_made_of(word: &str, parts: &[&str], most: usize) -> bool {
    most > 0
        && parts.iter().filter_map(|part| word.strip_prefix(part)).any(|rest| rest.is_empty() || is_made_of(rest, parts, most - 1))
}

/// Names of families, and the others.
fn names_listed() -> (Vec<&'static str>, Vec<&'static str>) {
    let (families, given) = NAMES.split_once("\n\n").unwrap_or((NAMES, ""));
    let words = |text: &'static str| text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect();
    (words(families), words(given))
}

/// Letters and digits only, without marks, in small letters.
fn squeezed(text: &str) -> String {
    fold(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The names as they are typed for a password: of the school also without "Trường", and with "Mầm non" left away or short.
fn known_words(names: &KnownNames<'_>) -> impl Iterator<Item = String> + use<> {
    let school = squeezed(names.school);
    let rest = school.strip_prefix("truong").unwrap_or(&school);
    let own = ["mamnon", "maugiao", "mn", "mg"].iter().find_map(|kind| rest.strip_prefix(kind)).unwrap_or(rest).to_owned();
    let words = [
        squeezed(names.username),
        squeezed(names.person),
        format!("mn{own}"),
        format!("mamnon{own}"),
        format!("truong{own}"),
        format!("truongmn{own}"),
        rest.to_owned(),
        own,
        school,
    ];
    words.into_iter().filter(|word| !word.is_empty())
}

fn entries() -> impl Iterator<Item = &'static str> {
    COMMON.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# "))
}

fn is_listed(word: &str) -> bool {
    entries().any(|entry| entry.strip_suffix('~').unwrap_or(entry) == word)
}

/// Whether a few digits after `word` are on the list.
fn is_stem(word: &str) -> bool {
    entries().any(|entry| entry.strip_suffix('~') == Some(word))
}

#[cfg(test)]
mod tests;
