//! Fonts of pictures: ticks, boxes, arrows and bullets that stand in the places of letters.

/// Word writes a code of such a font also as a letter of the private area that begins here.
const PRIVATE: u32 = 0xF000;

/// What is shown for a picture that has no letter of its own.
const UNKNOWN: char = '▪';

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFont {
    Symbol,
    Wingdings,
    Wingdings2,
    /// Other fonts of pictures (Wingdings 3, Webdings): their codes are known to be none, and no more.
    Other,
}

impl PictureFont {
    /// From a name in small letters.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        match name {
            "symbol" => Some(Self::Symbol),
            "wingdings" => Some(Self::Wingdings),
            "wingdings 2" => Some(Self::Wingdings2),
            "wingdings 3" | "webdings" => Some(Self::Other),
            _ => None,
        }
    }

    /// The letter that looks most like the picture.
    pub(super) fn picture(self, code: char) -> char {
        let Some(place) = place(code) else { return code };
        let pictures = match self {
            Self::Symbol => SYMBOL,
            Self::Wingdings => WINGDINGS,
            Self::Wingdings2 => WINGDINGS_2,
            Self::Other => &[],
        };
        let found = pictures.iter().filter_map(|pair| pair.strip_prefix(char::from(place))).find_map(|rest| rest.chars().next());
        match found {
            Some(picture) => picture,
            None if code.is_whitespace() => code,
            // Text in Symbol that is no picture: figures and signs are what they say.
            None if self == Self::Symbol && place < 0x40 => char::from(place),
            None => UNKNOWN,
        }
    }
}

/// A letter of the private area that names no font of pictures is a bullet, as a rule.
pub(super) fn without_font(code: char) -> char {
    match place(code) {
        Some(_) if u32::from(code) >= PRIVATE => PictureFont::Symbol.picture(code),
        _ => code,
    }
}

/// The code in the font; `None` for letters that no such font has.
fn place(code: char) -> Option<u8> {
    let code = u32::from(code);
    u8::try_from(code.checked_sub(PRIVATE).unwrap_or(code)).ok()
}

// Each code, as the letter of Latin-1 in its place, and the letter that looks like its picture.

const SYMBOL: &[&str] = &[
    "-−",
    "DΔ",
    "SΣ",
    "WΩ",
    "aα",
    "bβ",
    "dδ",
    "eε",
    "gγ",
    "lλ",
    "mμ",
    "pπ",
    "qθ",
    "sσ",
    "wω",
    "£≤",
    "¥∞",
    "§♣",
    "¨♦",
    "©♥",
    "ª♠",
    "«↔",
    "¬←",
    "\u{ad}↑",
    "®→",
    "¯↓",
    "±±",
    "³≥",
    "´×",
    "·•",
    "¸÷",
    "¹≠",
    "»≈",
    "Þ⇒",
];

const WINGDINGS: &[&str] = &[
    "!✏",
    "\"✂",
    "(☎",
    "*✉",
    "?✍",
    "E☜",
    "F☞",
    "J☺",
    "L☹",
    "R☼",
    "T❄",
    "l●",
    "m❍",
    "n■",
    "o□",
    "q❑",
    "r❒",
    "s⬧",
    "t◆",
    "u◆",
    "v❖",
    "w⬥",
    "\u{9e}·",
    "\u{9f}•",
    "§▪",
    "¨□",
    "«★",
    "Ø➢",
    "Ü➲",
    "ß←",
    "à→",
    "á↑",
    "â↓",
    "è➔",
    "ï⇦",
    "ð⇨",
    "ñ⇧",
    "ò⇩",
    "û✗",
    "ü✓",
    "ý☒",
    "þ☑",
];

const WINGDINGS_2: &[&str] = &["O✗", "P✓", "Q☒", "R☑", "S☒", "T☒", "\u{98}●", "£□"];
