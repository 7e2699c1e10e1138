//! Passwords that the program makes and hands out: syllables that are said on the telephone and heard as they are written.

use super::composed;
use crate::{lines, names::fold};

/// What a password of this kind is made of, 64 syllables: one letter or two, then a vowel. Of letters that are said alike
/// somewhere in the country (l and n, s and x, ch and tr, d and r, i and y, b and p) one is here, and whoever types the other
/// means it; syllables that are rude without their marks are left out.
const SYLLABLES: [&str; 64] = [
    "ba", "be", "bi", "bo", "ca", "co", "ke", "ki", "da", "de", "di", "do", "ga", "go", "ha", "he", "hi", "ho", "hu", "la", "le",
    "li", "lo", "lu", "ma", "me", "mi", "mo", "mu", "ta", "te", "ti", "to", "tu", "va", "ve", "vi", "vo", "xa", "xe", "xi", "xo",
    "xu", "gu", "tha", "the", "thi", "tho", "thu", "pha", "phe", "phi", "pho", "phu", "cha", "che", "chi", "cho", "chu", "nha",
    "nhe", "nhi", "nho", "nhu",
];

/// How many syllables such a password has: 42 bits, which are guessed neither at the sign-in, where some sixteen guesses an
/// hour are looked at, nor in a stolen database within the week that the password lives.
pub const ONE_TIME_SYLLABLES: usize = 7;

/// The password for so many random bytes: "ba-mi-tho-ke-vi-la-ho".
pub fn one_time(random: [u8; ONE_TIME_SYLLABLES]) -> String {
    random.map(|byte| SYLLABLES[usize::from(byte) % SYLLABLES.len()]).join("-")
}

/// A password that was handed out, as it was printed, from what somebody typed who heard or read it: with blanks or nothing
/// in the place of the dashes, with capitals, with the marks that a keyboard put on by itself, with a letter that sounds
/// alike. What is none of these syllables stays as it was typed, but for blanks around it.
pub(super) fn as_printed(typed: &str) -> String {
    syllables(typed).map_or_else(|| lines::clean(&composed(typed)), |syllables| syllables.join("-"))
}

fn syllables(typed: &str) -> Option<Vec<&'static str>> {
    let mut found = Vec::new();
    let mut onset = String::new();
    for letter in fold(typed).chars().filter(|letter| letter.is_alphanumeric()) {
        let letter = if letter == 'y' { 'i' } else { letter };
        if !"aeiou".contains(letter) {
            onset.push(letter);
            continue;
        }
        let written = format!("{}{letter}", spelt(&onset, letter));
        found.push(*SYLLABLES.iter().find(|syllable| **syllable == written)?);
        onset.clear();
    }
    (onset.is_empty() && found.len() == ONE_TIME_SYLLABLES).then_some(found)
}

/// The letters before a vowel as they are printed here, for what is said the same.
fn spelt(onset: &str, vowel: char) -> &str {
    match onset {
        "c" | "k" | "q" if matches!(vowel, 'e' | 'i') => "k",
        "c" | "k" | "q" => "c",
        "s" => "x",
        "n" => "l",
        "r" => "d",
        "p" => "b",
        "f" => "ph",
        "tr" => "ch",
        "gh" => "g",
        other => other,
    }
}

#[cfg(test)]
#[path = "one_time_tests.rs"]
mod tests;
