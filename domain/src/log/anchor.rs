//! "Mã nhật ký": the end of the log in a line that paper can carry and a telephone can tell.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};

use crate::{
    days::{Timestamp, day_of},
    signing::{letter_of, value_of},
};

/// Letters of five bits each: 100 bits of a hash, to which nobody finds a second log.
const LETTERS: usize = 20;
/// Letters in one group, as they are shown.
const GROUP: usize = 5;
/// The bytes of a hash are cut into letters so many at a time.
const BITS: u32 = 5;

/// "261106-1234-7K3M9-QXT0A-BCDEF-GHJKM": the day of an entry of the log, its number, and the beginning of its hash. Whatever was
/// in the log until then is in that hash, so a paper with this code contradicts every log from which something of it is gone.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct AnchorCode {
    /// Of the entry, by the school's calendar.
    pub day: NaiveDate,
    /// The number of the entry.
    pub seq: i64,
    letters: [u8; LETTERS],
}

/// Why what was typed is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnchorCodeError {
    #[error("mã nhật ký gồm ngày (6 chữ số), số thứ tự và 20 chữ hoặc số, cách nhau bằng dấu gạch")]
    Parts,
    #[error("nhóm đầu của mã là ngày, gồm 6 chữ số năm tháng ngày, ví dụ 261106")]
    Day,
    #[error("nhóm thứ hai của mã là số thứ tự của dòng nhật ký")]
    Number,
    #[error("trong mã không có ký tự “{0}”; mã chỉ gồm chữ cái không dấu và chữ số")]
    Letter(char),
    #[error("sau ngày và số thứ tự cần 20 chữ hoặc số, ở đây có {0}")]
    Length(usize),
}

impl AnchorCode {
    /// The code of the entry with this number, instant and hash.
    pub fn of(at: Timestamp, seq: i64, hash: &[u8]) -> Self {
        let mut letters = [0; LETTERS];
        let (mut bits, mut held, mut bytes) = (0_u32, 0_u32, hash.iter());
        for letter in &mut letters {
            if held < BITS {
                bits = (bits << 8) | u32::from(bytes.next().copied().unwrap_or_default());
                held += 8;
            }
            held -= BITS;
            *letter = u8::try_from((bits >> held) & 0b1_1111).unwrap_or_default();
        }
        Self { day: day_of(at), seq, letters }
    }

    /// Whether this is the code of the entry with this number, instant and hash.
    pub fn is_of(&self, at: Timestamp, seq: i64, hash: &[u8]) -> bool {
        *self == Self::of(at, seq, hash)
    }

    /// Reads what somebody copied from a paper: capitals or small letters, groups cut by dashes or spaces; an "O" is a zero, "I" and
    /// "L" are a one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, AnchorCodeError> {
        let is_between = |letter: char| letter.is_whitespace() || matches!(letter, '-' | '–' | '.');
        let mut parts = typed.split(is_between).filter(|part| !part.is_empty());
        let (day, seq) = parts.next().zip(parts.next()).ok_or(AnchorCodeError::Parts)?;
        let day = (day.len() == 6).then(|| NaiveDate::parse_from_str(&format!("20{day}"), "%Y%m%d").ok()).flatten();
        let day = day.ok_or(AnchorCodeError::Day)?;
        let seq = seq.parse().ok().filter(|seq| *seq > 0).ok_or(AnchorCodeError::Number)?;
        let (mut letters, mut length) = ([0; LETTERS], 0);
        for letter in parts.flat_map(str::chars) {
            let value = value_of(letter).ok_or(AnchorCodeError::Letter(letter))?;
            if let Some(place) = letters.get_mut(length) {
                *place = value;
            }
            length += 1;
        }
        if length == LETTERS { Ok(Self { day, seq, letters }) } else { Err(AnchorCodeError::Length(length)) }
    }
}

impl fmt::Display for AnchorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { day, seq, letters } = self;
        write!(f, "{:02}{:02}{:02}-{seq}", day.year().rem_euclid(100), day.month(), day.day())?;
        for (place, letter) in letters.iter().enumerate() {
            if place % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", letter_of(*letter))?;
        }
        Ok(())
    }
}

impl fmt::Debug for AnchorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for AnchorCode {
    type Err = AnchorCodeError;

    fn from_str(text: &str) -> Result<Self, AnchorCodeError> {
        Self::parse(text)
    }
}
