//! VNI for Windows, which writes a vowel and behind it a letter whose picture is the marks of that vowel.

use unicode_normalization::UnicodeNormalization;

const CIRCUMFLEX: char = '\u{302}';
const BREVE: char = '\u{306}';
const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const TILDE: char = '\u{303}';
const HOOK: char = '\u{309}';
const DOT: char = '\u{323}';

/// The text in Unicode.
pub fn to_unicode(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut codes = text.chars().peekable();
    while let Some(code) = codes.next() {
        let letter = alone(code);
        read.push(letter);
        if let Some(marks) = codes.peek().and_then(|next| marks(letter, *next)) {
            read.extend(marks);
            codes.next();
        }
    }
    read.nfc().collect()
}

/// Letters that have a code of their own.
fn alone(code: char) -> char {
    match code {
        'ñ' => 'đ',
        'Ñ' => 'Đ',
        'ô' => 'ơ',
        'Ô' => 'Ơ',
        'ö' => 'ư',
        'Ö' => 'Ư',
        'æ' => 'ỉ',
        'Æ' => 'Ỉ',
        'ó' => 'ĩ',
        'Ó' => 'Ĩ',
        'ò' => 'ị',
        'Ò' => 'Ị',
        'î' => 'ỵ',
        'Î' => 'Ỵ',
        other => other,
    }
}

/// The marks that the code behind a letter puts on it; `None` where it is a letter of its own. Small and capital codes put
/// the same marks, for people mix them.
fn marks(letter: char, code: char) -> Option<Vec<char>> {
    let code = code.to_lowercase().next().unwrap_or(code);
    let tone = match code {
        'ù' => Some(ACUTE),
        'ø' => Some(GRAVE),
        'û' => Some(HOOK),
        'õ' => Some(TILDE),
        'ï' => Some(DOT),
        _ => None,
    };
    let circumflex = match code {
        'â' => Some(None),
        'á' => Some(Some(ACUTE)),
        'à' => Some(Some(GRAVE)),
        'å' => Some(Some(HOOK)),
        'ã' => Some(Some(TILDE)),
        'ä' => Some(Some(DOT)),
        _ => None,
    };
    let breve = match code {
        'ê' => Some(None),
        'é' => Some(Some(ACUTE)),
        'è' => Some(Some(GRAVE)),
        'ú' => Some(Some(HOOK)),
        'ü' => Some(Some(TILDE)),
        'ë' => Some(Some(DOT)),
        _ => None,
    };
    let with = |mark: char, tone: Option<char>| [mark].into_iter().chain(tone).collect();
    match letter {
        'a' | 'A' | 'e' | 'E' | 'o' | 'O' | 'u' | 'U' | 'y' | 'Y' | 'ơ' | 'Ơ' | 'ư' | 'Ư' if tone.is_some() => {
            Some(tone.into_iter().collect())
        }
        'a' | 'A' | 'e' | 'E' | 'o' | 'O' if circumflex.is_some() => circumflex.map(|tone| with(CIRCUMFLEX, tone)),
        'a' | 'A' => breve.map(|tone| with(BREVE, tone)),
        _ => None,
    }
}
