//! Rows of cells, as people paste them from a spreadsheet or hand them in as a file; what they mean is read elsewhere.

mod dates;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use dates::{ReadDay, read_day, read_year};

use crate::{
    lettering::{OldLettering, old_lettering},
    lines,
};

/// The most rows that are read, of one sheet or of one text: ten schools.
pub const MAX_ROWS: usize = 5_000;
/// The most cells of a row that are read.
pub const MAX_CELLS: usize = 40;
/// Letters of a cell that are kept.
const MAX_CELL: usize = 300;
/// Bytes of a cell in quotation marks; a mark that is not closed by then is a letter like others.
const MAX_QUOTED: usize = 4_000;

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name, where a file has several.
    pub name: String,
    /// Those that hold something.
    pub rows: Vec<TableRow>,
    /// There are more rows than are read.
    pub has_more: bool,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// As the spreadsheet or the text counts it, from 1.
    pub number: u32,
    /// From the first column on, each on one line.
    pub cells: Vec<String>,
}

impl TableRow {
    /// The cell in a column from 0; empty where there is none.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// How many cells hold something.
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }
}

impl Table {
    /// Adds a row, unless it is empty or beyond what is read.
    pub fn push(&mut self, number: u32, cells: impl IntoIterator<Item = String>) {
        let row = TableRow { number, cells: cells.into_iter().take(MAX_CELLS).map(|cell| one_line(&cell)).collect() };
        if row.filled() == 0 {
            return;
        }
        self.has_more |= self.rows.len() >= MAX_ROWS;
        if self.rows.len() < MAX_ROWS {
            self.rows.push(row);
        }
    }

    /// Reads a text as a spreadsheet copies it, or as it writes one with commas: cells are parted by tabs, else by semicolons,
    /// else by commas; one in quotation marks may hold any of them, ends of lines, and a mark written twice.
    pub fn of_text(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let between = ['\t', ';'].into_iter().find(|letter| text.contains(*letter)).unwrap_or(',');
        let mut table = Self::default();
        let (mut rest, mut line, mut cells) = (text, 1, Vec::new());
        let mut begun_at = line;
        while !rest.is_empty() {
            let (cell, after) = next_cell(rest, between);
            line += rest[..rest.len() - after.len()].matches('\n').count() as u32;
            cells.push(cell);
            rest = after;
            let ends = match rest.chars().next() {
                Some('\n' | '\r') | None => true,
                Some(_) => {
                    rest = rest.get(between.len_utf8()..).unwrap_or_default();
                    // A separator at the very end leaves one more empty cell, which holds nothing.
                    rest.is_empty()
                }
            };
            if ends {
                rest = rest.strip_prefix('\r').unwrap_or(rest);
                rest = rest.strip_prefix('\n').unwrap_or(rest);
                line += 1;
                table.push(begun_at, std::mem::take(&mut cells));
                begun_at = line;
            }
        }
        table
    }

    /// In which old lettering it was written, where it was.
    pub fn old_lettering(&self) -> Option<OldLettering> {
        old_lettering(self.rows.iter().flat_map(|row| row.cells.iter().map(String::as_str)))
    }

    /// With each cell as a clean line, as everything is that people type. Not before it is known in which letters the table was
    /// written: a letter of TCVN3 has the code of one that nobody sees.
    #[must_use]
    pub fn cleaned(mut self) -> Self {
        for cell in self.rows.iter_mut().flat_map(|row| &mut row.cells) {
            *cell = lines::clean(cell);
        }
        self
    }

    /// The same in Unicode.
    #[must_use]
    pub fn in_unicode(mut self, lettering: OldLettering) -> Self {
        for cell in self.rows.iter_mut().flat_map(|row| &mut row.cells) {
            *cell = lettering.to_unicode(cell);
        }
        self
    }
}

/// A cell on one line, without what no database keeps.
fn one_line(cell: &str) -> String {
    let spaced = cell.chars().take(MAX_CELL).map(|letter| if letter.is_whitespace() || letter.is_control() { ' ' } else { letter });
    spaced.collect::<String>().split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The first cell of a text, and what stands behind it: a separator, the end of the line, or nothing.
fn next_cell(text: &str, between: char) -> (String, &str) {
    if let Some((cell, rest)) = text.strip_prefix('"').and_then(|quoted| quoted_cell(quoted, between)) {
        return (cell, rest);
    }
    let end = text.find([between, '\n', '\r']).unwrap_or(text.len());
    let (cell, rest) = text.split_at(end);
    (cell.to_owned(), rest)
}

/// What stands up to the closing mark; `None` where none closes it, or something follows it.
fn quoted_cell(text: &str, between: char) -> Option<(String, &str)> {
    let mut cell = String::new();
    let mut letters = text.char_indices().take_while(|(at, _)| *at < MAX_QUOTED).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter != '"' {
            cell.push(letter);
        } else if letters.next_if(|(_, next)| *next == '"').is_some() {
            cell.push('"');
        } else {
            let rest = text.get(at + 1..)?;
            let closes = rest.is_empty() || rest.starts_with([between, '\n', '\r']);
            return closes.then_some((cell, rest));
        }
    }
    None
}

/// The text of a file of words, however it was written: UTF-8, UTF-16 as Excel's "Unicode Text", else one letter a byte, as
/// old fonts have it. `None` for what is no text.
pub fn text_of(bytes: &[u8]) -> Option<String> {
    let wide = |read: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units = bytes.chunks_exact(2).map(|two| read([two[0], two[1]]));
        char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect::<String>()
    };
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => wide(u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => wide(u16::from_be_bytes, rest),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().copied().map(char::from).collect(),
        },
    };
    let is_text = !text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t' | '\u{80}'..='\u{9f}'));
    is_text.then_some(text)
}
