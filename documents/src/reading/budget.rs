//! What has been read of a file, against its limits: no file costs more time and memory than these allow.

use super::{
    error::ReadingError,
    limits::{MAX_CELLS, MAX_DEPTH, MAX_PARAGRAPHS, MAX_PIECES, MAX_TEXT_BYTES},
};

/// What has been taken of one file so far.
#[derive(Debug, Default)]
pub(super) struct Budget {
    paragraphs: u32,
    cells: u32,
    pieces: u32,
    text: usize,
    depth: u32,
}

impl Budget {
    /// The number of one more paragraph, from 1.
    pub(super) fn paragraph(&mut self) -> Result<u32, ReadingError> {
        self.paragraphs += 1;
        if self.paragraphs > MAX_PARAGRAPHS { Err(ReadingError::TooManyParagraphs) } else { Ok(self.paragraphs) }
    }

    /// A cell, a row, a table or a text box.
    pub(super) fn cell(&mut self) -> Result<(), ReadingError> {
        self.cells += 1;
        if self.cells > MAX_CELLS { Err(ReadingError::TooManyCells) } else { Ok(()) }
    }

    pub(super) fn piece(&mut self) -> Result<(), ReadingError> {
        self.pieces += 1;
        if self.pieces > MAX_PIECES { Err(ReadingError::TooMuchText) } else { Ok(()) }
    }

    pub(super) fn text(&mut self, bytes: usize) -> Result<(), ReadingError> {
        self.text = self.text.saturating_add(bytes);
        if self.text > MAX_TEXT_BYTES { Err(ReadingError::TooMuchText) } else { Ok(()) }
    }

    /// Goes into a table or a text box; `leave` comes out of it.
    pub(super) fn enter(&mut self) -> Result<(), ReadingError> {
        self.cell()?;
        self.depth += 1;
        if self.depth > MAX_DEPTH { Err(ReadingError::TooDeep) } else { Ok(()) }
    }

    pub(super) fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}
