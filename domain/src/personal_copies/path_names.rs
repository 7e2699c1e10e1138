//! Names of folders and files in a copy: without Vietnamese marks, so that Windows of any age, a telephone and every program that
//! unpacks read them alike. The name as its sender wrote it stands in the page and in the list.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::file_names::FileName;

/// The longest ending that is kept whole.
const MAX_ENDING: usize = 11;

/// `words` as the name of one folder or file, at most `most` letters of ASCII: no letter that a path has another use for, no name
/// of a device, nothing that Windows drops at the end. The ending of a file stays.
pub fn path_name(words: &str, most: usize) -> String {
    let plain: String = words.nfd().filter(|letter| !is_combining_mark(*letter)).filter_map(plain_letter).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    // What is far too long is cut with a letter of its own there.
    let safe = FileName::clean(&plain).to_save().replace('…', "_");
    shortened(&safe, most)
}

/// A letter as it stands in a name; letters that nobody sees go.
fn plain_letter(letter: char) -> Option<char> {
    match letter {
        'đ' => Some('d'),
        'Đ' => Some('D'),
        '–' | '—' | '−' | '·' => Some('-'),
        '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\' | '/' => Some('_'),
        letter if letter.is_whitespace() => Some(' '),
        letter if letter.is_ascii_control() => None,
        letter if letter.is_ascii() => Some(letter),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' => None,
        _ => Some('_'),
    }
}

/// `name` in at most `most` letters, with room for what stands behind it, and the ending kept.
fn shortened(name: &str, most: usize) -> String {
    let (stem, ending) = parts(name);
    let room = most.saturating_sub(ending.len()).max(1);
    let stem = stem.get(..room.min(stem.len())).unwrap_or(stem).trim_end_matches([' ', '.']);
    if stem.is_empty() { format!("_{ending}") } else { format!("{stem}{ending}") }
}

/// The stem and the ending with its point; a long ending is none.
pub(super) fn parts(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(point) if point > 0 && name.len() - point <= MAX_ENDING => name.split_at(point),
        Some(_) | None => (name, ""),
    }
}

/// A path of the copy as the address of a link, relative to the page.
pub fn link_to(path: &str) -> String {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    path.bytes().map(letter).collect()
}
