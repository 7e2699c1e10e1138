//! Names of files as their senders wrote them: only ever words on a screen, never a path.

use serde::{Deserialize, Serialize};

use unicode_normalization::char::is_combining_mark;

use crate::lines;

/// How much of a long name is told at its beginning and at its end, in letters.
const SHORT_BEGINNING: usize = 32;
const SHORT_END: usize = 16;

/// What stands in no name of a file on Windows.
const NOT_ON_WINDOWS: &str = ":<>\"|?*\\/";

/// Whether Windows takes a name for a device, whatever ending it has; the figures may be raised ones. `stem` is in capitals.
fn is_device(stem: &str) -> bool {
    let numbered = ["COM", "LPT"].into_iter().find_map(|device| stem.strip_prefix(device));
    let is_number = |rest: &str| rest.chars().count() == 1 && rest.chars().all(|one| "0123456789¹²³".contains(one));
    matches!(stem, "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$") || numbered.is_some_and(is_number)
}

/// The name a file had on the teacher's machine: metadata, never a path. In NFC, one line, at most
/// 255 bytes of UTF-8, without the letters that no file system has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct FileName(String);

impl FileName {
    /// The longest name kept, in bytes of UTF-8, as on most file systems.
    pub const MAX_LENGTH: usize = 255;

    /// Makes a showable name of whatever a browser sent. A path is cut to its last part (old browsers
    /// send whole paths, attackers `../`), control and direction letters go, marks are composed (a Mac
    /// sends ệ as three letters), and a name over 255 bytes is shortened before its ending: the name
    /// is no reason to refuse a teacher's file.
    pub fn clean(raw: &str) -> Self {
        // "Kế hoạch\\" is a name that ends so, and no folder without a file.
        let last = raw.trim_end_matches('\\').rsplit(['/', '\\']).next().unwrap_or_default();
        let name = lines::clean(last);
        let name = name.trim_start_matches(|letter| matches!(letter, ' ' | '.') || is_combining_mark(letter));
        let name = name.trim_end_matches([' ', '.']);
        if name.is_empty() {
            return Self("tep-khong-ten".to_owned());
        }
        Self(shortened(name))
    }

    /// The ending without the point, in small letters; empty where there is none.
    pub fn ending(&self) -> String {
        self.0.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
    }

    /// A lock or temporary file of an office program ("~$giao an.docx"): set aside, never handed in.
    pub fn is_temporary(&self) -> bool {
        self.0.starts_with("~$") || self.0.starts_with("~lock.") || self.ending() == "tmp"
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is saved on anybody's machine: what Windows takes for a device ("con.docx", "COM1") gets a mark in front, and what
    /// no file of Windows may be called by becomes a line, so that the name there is the one that was told.
    pub fn to_save(&self) -> String {
        let plain: String = self.0.chars().map(|letter| if NOT_ON_WINDOWS.contains(letter) { '_' } else { letter }).collect();
        let stem = plain.split('.').next().unwrap_or_default().trim_end().to_uppercase();
        if is_device(&stem) { format!("_{plain}") } else { plain }
    }

    /// For sentences that name the file once more: of a long name its beginning and its end.
    pub fn short(&self) -> String {
        let letters: Vec<char> = self.0.chars().collect();
        match (letters.get(..SHORT_BEGINNING), letters.get(letters.len().saturating_sub(SHORT_END)..)) {
            (Some(beginning), Some(end)) if letters.len() > SHORT_BEGINNING + SHORT_END => {
                let text = |letters: &[char]| letters.iter().collect::<String>();
                format!("{}…{}", text(beginning).trim_end(), text(end).trim_start())
            }
            _ => self.0.clone(),
        }
    }
}

impl From<String> for FileName {
    fn from(raw: String) -> Self {
        Self::clean(&raw)
    }
}

impl From<FileName> for String {
    fn from(name: FileName) -> Self {
        name.0
    }
}

impl std::fmt::Display for FileName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

fn shortened(name: &str) -> String {
    if name.len() <= FileName::MAX_LENGTH {
        return name.to_owned();
    }
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.len() <= 10 => (stem, format!(".{ending}")),
        _ => (name, String::new()),
    };
    let room = FileName::MAX_LENGTH - ending.len() - '…'.len_utf8();
    let cut = stem.char_indices().map(|(at, letter)| at + letter.len_utf8()).take_while(|end| *end <= room).last();
    format!("{}…{ending}", &stem[..cut.unwrap_or(0)])
}
