//! "Mã kiểm tra": what stands on a sheet of paper and leads to the signature behind it.

use std::{fmt, str::FromStr};

/// The letters of Crockford's Base32, each worth its place: none of them looks like another one.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters that carry chance, five bits each: 115 bits together, which nobody guesses.
const CHANCE: usize = 23;
/// With the check letter at the end.
const LENGTH: usize = CHANCE + 1;
/// Letters in one group, as they are shown.
const GROUP: usize = 4;

/// A code such as "7K3M-9QXT-0ABC-…": 23 letters by chance and one that tells a slip of the finger.
///
/// The check letter makes the 24 a word of a code over GF(32) with the zero 2 (x⁵ + x² + 1), so every single wrong letter and
/// every two letters that changed places are noticed.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct CheckCode([u8; LENGTH]);

/// Why what was typed is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckCodeError {
    Empty,
    /// It has this many letters and figures instead of 24.
    Length(usize),
    /// A letter that no code has.
    Letter(char),
    /// A letter is wrong, or two have changed places.
    Check,
}

impl CheckCode {
    /// How many bytes of chance `new` takes.
    pub const CHANCE: usize = CHANCE;

    /// The code of these random bytes, of each of which five bits count.
    pub fn new(chance: [u8; CHANCE]) -> Self {
        let mut letters = [0; LENGTH];
        for (letter, byte) in letters.iter_mut().zip(chance) {
            *letter = byte % 32;
        }
        if let Some(last) = letters.last_mut() {
            *last = doubled(remainder(&chance.map(|byte| byte % 32)));
        }
        Self(letters)
    }

    /// Reads what somebody typed or a QR code says: capitals or small letters, with or without dashes and spaces; an "O" is
    /// a zero, "I" and "L" are a one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, CheckCodeError> {
        let mut letters = [0; LENGTH];
        let mut length = 0;
        for letter in typed.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '–' | '.')) {
            let value = value_of(letter).ok_or(CheckCodeError::Letter(letter))?;
            if let Some(place) = letters.get_mut(length) {
                *place = value;
            }
            length += 1;
        }
        match length {
            0 => Err(CheckCodeError::Empty),
            LENGTH if remainder(&letters) == 0 => Ok(Self(letters)),
            LENGTH => Err(CheckCodeError::Check),
            _ => Err(CheckCodeError::Length(length)),
        }
    }
}

/// What a letter of Crockford's Base32 is worth, as somebody may have typed it; `None` for one that it has not.
pub(crate) fn value_of(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        letter => letter,
    };
    let place = LETTERS.iter().position(|known| char::from(*known) == letter)?;
    u8::try_from(place).ok()
}

/// The letter of Crockford's Base32 for the last five bits of `value`.
pub(crate) fn letter_of(value: u8) -> char {
    char::from(LETTERS.get(usize::from(value % 32)).copied().unwrap_or(b'0'))
}

/// The polynomial of these letters at 2.
fn remainder(letters: &[u8]) -> u8 {
    letters.iter().fold(0, |sum, letter| doubled(sum) ^ letter)
}

/// Times 2 in GF(32), which is x⁵ + x² + 1.
const fn doubled(value: u8) -> u8 {
    let double = value << 1;
    if double & 0b10_0000 == 0 { double } else { double ^ 0b10_0101 }
}

impl fmt::Display for CheckCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.0.iter().enumerate() {
            if place > 0 && place % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", letter_of(*letter))?;
        }
        Ok(())
    }
}

impl fmt::Debug for CheckCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for CheckCode {
    type Err = CheckCodeError;

    fn from_str(text: &str) -> Result<Self, CheckCodeError> {
        Self::parse(text)
    }
}

impl CheckCodeError {
    /// For the field of the code: what is wrong, and what to do.
    pub fn words(self) -> String {
        match self {
            Self::Empty => "Gõ mã kiểm tra in trên phiếu duyệt.".to_owned(),
            Self::Length(letters) => {
                format!("Mã có {LENGTH} chữ và số, ở đây có {letters}. Gõ lại đủ 6 nhóm, mỗi nhóm 4 ký tự.")
            }
            Self::Letter(letter) => {
                format!("Trong mã không có ký tự “{letter}”. Mã chỉ gồm chữ cái không dấu và chữ số; so lại với phiếu.")
            }
            Self::Check => "Mã gõ chưa đúng: có ký tự sai hoặc hai ký tự đổi chỗ. So lại từng nhóm với phiếu.".to_owned(),
        }
    }
}
