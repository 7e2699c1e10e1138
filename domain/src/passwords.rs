//! Passwords as people type them: in which letters they are compared, and which ones are too easy to guess.

use chrono::TimeDelta;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::{
    days::{Timestamp, day_of},
    lines,
    names::fold,
    refusal::{EasyToGuess, Refusal},
};

/// Fewer letters than this are no password (NIST SP 800-63B: at least 8).
pub const MIN_LENGTH: usize = 8;

/// For how long a password that was handed out opens its account: a slip of paper that lies about must not open it later.
pub const HANDED_OUT_FOR: TimeDelta = TimeDelta::days(7);

/// For how long a typed password vouches for whoever sits at the machine, where a deed could open somebody else's account
/// or work: a staff-room PC may be left signed in.
pub const PROOF_LASTS: TimeDelta = TimeDelta::minutes(5);

/// After a word that many people choose, so many digits make nothing safer: "matkhau2026".
const MAX_DIGITS_AFTER_A_WORD: usize = 4;

/// Passwords that many people choose, in Vietnam and elsewhere, compiled by hand: one on a line, without marks, in small
/// letters; a tilde at the end stands for a few digits.
const COMMON: &str = include_str!("passwords/common.txt");

/// A password as it is kept: composed letters (NFC). A Mac and some Vietnamese keyboards type "ệ" in three letters where
/// others type one.
pub fn composed(typed: &str) -> String {
    typed.nfc().collect()
}

/// How a typed password may have been kept, the likeliest reading first: composed, then the very letters that were typed,
/// for passwords that were chosen before they were composed. Blanks around a password that was handed out came from the
/// paper or the message it was copied from: its alphabet has none. The number of readings says nothing of the account.
pub fn readings(typed: &str, handed_out: bool) -> Vec<String> {
    let first = if handed_out { lines::clean(typed) } else { composed(typed) };
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
/// refused.
///
/// # Errors
/// `Refusal::PasswordTooShort` or `Refusal::PasswordEasyToGuess`.
pub fn check(password: &str, names: &KnownNames<'_>) -> Result<(), Refusal> {
    let password = composed(password);
    if password.chars().count() < MIN_LENGTH {
        return Err(Refusal::PasswordTooShort { least: MIN_LENGTH });
    }
    match easy_to_guess(&password, names) {
        Some(why) => Err(Refusal::PasswordEasyToGuess { why }),
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
    let (stem, digits) = word.split_at(word.trim_end_matches(|letter: char| letter.is_ascii_digit()).len());
    let few_digits = digits.len() <= MAX_DIGITS_AFTER_A_WORD || is_listed(digits);
    if few_digits && (known_words(names).any(|name| name == stem || name == word)) {
        return Some(EasyToGuess::Name);
    }
    let is_common = is_listed(&bare) || is_listed(&word) || (few_digits && is_stem(stem));
    is_common.then_some(EasyToGuess::Common)
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
