//! Vietnamese from before Unicode: letters were drawn in the places of others, and a text in such a font reads "Nguyeãn Thò" or
//! "NguyÔn ThÞ" where the font is missing.

pub mod tcvn3;
pub mod vni;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// How an old text was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OldLettering {
    /// Fonts named "VNI-…".
    Vni,
    /// Fonts named ".Vn…", also called ABC.
    Tcvn3,
}

impl OldLettering {
    const ALL: [Self; 2] = [Self::Vni, Self::Tcvn3];

    /// On a screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Vni => "VNI",
            Self::Tcvn3 => "TCVN3 (ABC)",
        }
    }

    /// The text in Unicode; what is Unicode already stays.
    pub fn to_unicode(self, text: &str) -> String {
        if text.is_ascii() || is_unicode_already(text) {
            return text.to_owned();
        }
        match self {
            Self::Vni => vni::to_unicode(text),
            Self::Tcvn3 => tcvn3::to_unicode(text),
        }
    }
}

/// Whether the text holds Vietnamese letters that no old font has: then it is Unicode, whatever font it names.
pub fn is_unicode_already(text: &str) -> bool {
    text.chars().any(|letter| {
        matches!(letter, 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư')
            || matches!(letter, '\u{300}'..='\u{323}' | 'Ạ'..='ỹ')
    })
}

/// In which old lettering these texts were written, which belong together; `None` where they are of today. One that is no
/// Vietnamese as it stands, and is Vietnamese once it is read so, speaks for it; one that holds letters of Unicode against it.
pub fn old_lettering<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Option<OldLettering> {
    let marked = || texts.clone().filter(|text| !text.is_ascii());
    let of_today = marked().filter(|text| is_unicode_already(text)).count();
    let speaks = |lettering: OldLettering| {
        marked().filter(|text| !is_vietnamese(text) && is_vietnamese(&lettering.to_unicode(text))).count()
    };
    let counted = OldLettering::ALL.map(|lettering| (speaks(lettering), lettering));
    counted.into_iter().filter(|(count, _)| *count > of_today).max_by_key(|(count, _)| *count).map(|(_, lettering)| lettering)
}

/// Whether every word of a text could be Vietnamese; figures and signs may stand between them.
fn is_vietnamese(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphabetic() && !is_combining_mark(letter) && letter.is_ascii())
        .filter(|word| !word.is_empty())
        .all(is_syllable)
}

/// Vowels that stand together in Vietnamese, without tones.
const VOWELS: &str = " a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu iêu oa oă oai oao oay oe oeo oi ôi ơi oo ua uâ uây uê ui uô \
     uôi uơ uy uya uyê uyu ưa ươ ươi ươu ưi ưu yê yêu ";

/// Consonants that end a syllable.
const ENDINGS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// Whether a word could be one Vietnamese syllable: consonants, vowels that go together with one tone at most, and an ending.
fn is_syllable(word: &str) -> bool {
    let mut tones = 0;
    let mut bare = String::new();
    for letter in word.nfd().flat_map(char::to_lowercase) {
        match letter {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tones += 1,
            letter => bare.push(letter),
        }
    }
    let bare: String = bare.nfc().collect();
    let is_vowel = |letter: char| "aăâeêioôơuưy".contains(letter);
    if tones > 1 || !bare.chars().all(|letter| letter.is_ascii_lowercase() || "ăâđêôơư".contains(letter)) {
        return false;
    }
    let rest = bare.trim_start_matches(|letter| !is_vowel(letter));
    // "qu" and "gi" begin a word as consonants do.
    let onset = &bare[..bare.len() - rest.len()];
    let shorter = match onset {
        "q" => rest.strip_prefix('u'),
        "g" => rest.strip_prefix('i'),
        _ => None,
    };
    let fits = |rest: &str| {
        let ending = rest.trim_start_matches(is_vowel);
        let vowels = &rest[..rest.len() - ending.len()];
        ENDINGS.contains(&ending) && VOWELS.contains(&format!(" {vowels} "))
    };
    fits(rest) || shorter.is_some_and(fits)
}
