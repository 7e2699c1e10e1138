//! What stands in a Word or Excel file, for reading in a browser, for checks, and for comparing two versions.
//!
//! The file becomes a value (`Document`, `Workbook`), and the value becomes HTML (`html`) and plain text (`text`). Nothing
//! outside of the file is ever asked for, and every budget's end is a sentence.

mod budget;
mod document;
mod docx;
mod error;
pub mod html;
mod lettering;
mod limits;
mod parts;
mod text;
mod workbook;
mod xlsx;
mod xml;

pub use document::{
    Alignment, Block, Cell, CellContent, Document, Inline, Label, Look, NotShown, Paragraph, ParagraphStyle, Picture, PictureKind,
    PicturePart, Row, Script, Table, VerticalAlignment,
};
pub use docx::read as read_docx;
pub use error::ReadingError;
pub use lettering::OldFonts;
pub use limits::{
    MAX_CELLS, MAX_COLUMNS_SHOWN, MAX_DEPTH, MAX_HTML_BYTES, MAX_PARAGRAPHS, MAX_PART_BYTES, MAX_PIECES, MAX_ROWS_SHOWN,
    MAX_SHEETS, MAX_TEXT_BYTES,
};
pub use workbook::{CellKind, LeftOut, Sheet, SheetCell, SheetRow, Workbook, column_letters};
pub use xlsx::{read as read_xlsx, read_tables};
