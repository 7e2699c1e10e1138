//! The order of the Vietnamese alphabet: letters first, then tones, word by word.

use unicode_normalization::UnicodeNormalization;

use super::PersonName;

/// Compares people, or any words, as a Vietnamese list does. Ties are broken by the text itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    /// Each part is compared to its end before the next begins.
    parts: Vec<Vec<Word>>,
    text: String,
}

/// One syllable: its letters decide, then its tone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    letters: Vec<Letter>,
    tone: Tone,
}

/// Signs and numbers stand before the letters, letters of other alphabets after them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Letter {
    Sign(char),
    /// Figures that stand together are one number: 4A2 comes before 4A10.
    Number(u128),
    OfAlphabet(usize),
    Foreign(char),
}

/// In the order of the dictionary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Tone {
    #[default]
    Ngang,
    Huyen,
    Hoi,
    Nga,
    Sac,
    Nang,
}

/// With f, j, w and z in their Latin places, for names from elsewhere.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

impl SortKey {
    /// By tên, then đệm, then họ.
    pub(super) fn of_person(name: &PersonName) -> SortKey {
        let parts = [name.given(), name.middle(), name.family()];
        SortKey { parts: parts.into_iter().map(words).collect(), text: name.to_string() }
    }

    /// Of any words, from the first to the last: classes, departments, titles.
    pub fn of_words(text: &str) -> SortKey {
        SortKey { parts: vec![words(text)], text: text.nfc().collect() }
    }
}

/// Each word in small letters with its tone behind it, wherever that was written.
pub(super) fn sound(text: &str) -> String {
    let word = |word: &str| {
        let is_tone = |letter: &char| matches!(letter, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
        let tones: String = word.nfd().filter(is_tone).collect();
        let letters: String = word.nfd().filter(|letter| !is_tone(letter)).flat_map(char::to_lowercase).nfc().collect();
        letters + &tones
    };
    text.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

fn words(text: &str) -> Vec<Word> {
    text.split_whitespace().map(word).collect()
}

/// Reads composed and decomposed letters alike: a tone is taken off, any other mark belongs to its letter.
fn word(text: &str) -> Word {
    let mut tone = Tone::default();
    let mut without_tone = String::new();
    for letter in text.nfd() {
        match letter {
            '\u{0300}' => tone = Tone::Huyen,
            '\u{0309}' => tone = Tone::Hoi,
            '\u{0303}' => tone = Tone::Nga,
            '\u{0301}' => tone = Tone::Sac,
            '\u{0323}' => tone = Tone::Nang,
            letter => without_tone.push(letter),
        }
    }
    Word { letters: letters(&without_tone.nfc().flat_map(char::to_lowercase).collect::<String>()), tone }
}

fn letters(word: &str) -> Vec<Letter> {
    let mut read: Vec<Letter> = Vec::new();
    for each in word.chars() {
        match (each.to_digit(10), read.last_mut()) {
            // Of more figures than any number of a school has, the text decides.
            (Some(figure), Some(Letter::Number(number))) => *number = number.saturating_mul(10).saturating_add(u128::from(figure)),
            (Some(figure), _) => read.push(Letter::Number(u128::from(figure))),
            (None, _) => read.push(letter(each)),
        }
    }
    read
}

fn letter(letter: char) -> Letter {
    match ALPHABET.chars().position(|known| known == letter) {
        Some(place) => Letter::OfAlphabet(place),
        None if letter.is_alphabetic() => Letter::Foreign(letter),
        None => Letter::Sign(letter),
    }
}
