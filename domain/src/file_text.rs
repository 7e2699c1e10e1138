//! What a file that was handed in says, as plain text with the place of each passage: what checks, comments and comparisons of
//! two versions are made from.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The text of a file, in the order in which it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileText {
    pub passages: Vec<Passage>,
}

/// A paragraph, or a cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    pub place: Place,
    /// How many columns and rows of its table a cell takes; 1 and 1 for whatever is merged with nothing.
    pub columns: u32,
    pub rows: u32,
    /// Composed letters (NFC); a line of a cell ends with `\n`. Numbers of a list are not part of it: they change where a line
    /// is put in above.
    pub text: String,
}

/// Where a passage stands. The same bytes always have the same places, so that a comment can be pinned to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Place {
    /// The number of a paragraph in the whole file, from 1; those in cells are counted too.
    Paragraph(u32),
    Cell {
        /// The number of the table in the whole file, or of the sheet in its workbook, from 1.
        table: u32,
        /// The row, from 1.
        row: u32,
        /// The first column that the cell takes, from 1, of those that the widest row of the table has.
        column: u32,
    },
}

impl FileText {
    /// The text at this place, or nothing where the file has no such place.
    pub fn at(&self, place: Place) -> Option<&str> {
        self.passages.iter().find(|passage| passage.place == place).map(|passage| passage.text.as_str())
    }
}

/// As an id in a page and the end of its address: "doan-12", "o-1-3-2" (table, row, column).
impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Paragraph(number) => write!(formatter, "doan-{number}"),
            Self::Cell { table, row, column } => write!(formatter, "o-{table}-{row}-{column}"),
        }
    }
}

/// The words are not those of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no place of a file is written so")]
pub struct PlaceError;

impl FromStr for Place {
    type Err = PlaceError;

    fn from_str(words: &str) -> Result<Self, PlaceError> {
        let numbers = |rest: &str| -> Result<Vec<u32>, PlaceError> {
            let read = |figures: &str| match figures.parse() {
                // One place is written in one way only.
                Ok(number) if figures.bytes().all(|byte| byte.is_ascii_digit()) && !figures.starts_with('0') => Ok(number),
                _ => Err(PlaceError),
            };
            rest.split('-').map(read).collect()
        };
        let (kind, rest) = words.split_once('-').ok_or(PlaceError)?;
        match (kind, numbers(rest)?.as_slice()) {
            ("doan", [number]) => Ok(Self::Paragraph(*number)),
            ("o", [table, row, column]) => Ok(Self::Cell { table: *table, row: *row, column: *column }),
            _ => Err(PlaceError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_and_read_in_one_way() {
        for place in [Place::Paragraph(12), Place::Cell { table: 1, row: 3, column: 2 }] {
            assert_eq!(place.to_string().parse(), Ok(place));
        }
        assert_eq!(Place::Cell { table: 1, row: 3, column: 2 }.to_string(), "o-1-3-2");
        for other in
            ["", "doan", "doan-", "doan-0", "doan-01", "doan-+1", "doan-1-2", "o-1-2", "o-1-2-3-4", "p-1", "doan-99999999999"]
        {
            assert_eq!(other.parse::<Place>(), Err(PlaceError), "{other}");
        }
    }
}
