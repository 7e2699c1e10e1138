//! How much of a file is read before it is given up, each with its unit and reason.

/// Paragraphs, those in cells, text boxes and notes included: a plan of a whole year, 130 pages of tables, has some 10,000.
pub const MAX_PARAGRAPHS: u32 = 50_000;

/// Cells of all tables, or of all sheets; a row and a table count as one more each.
pub const MAX_CELLS: u32 = 60_000;

/// Tables and text boxes in each other.
pub const MAX_DEPTH: u32 = 10;

/// Elements in each other in one part; Word writes some 40.
pub const MAX_ELEMENTS_DEEP: usize = 200;

/// Bytes of text, in UTF-8: three times a novel.
pub const MAX_TEXT_BYTES: usize = 4 * 1024 * 1024;

/// Bytes of one part once it is unpacked; 130 pages are some 5 MB.
pub const MAX_PART_BYTES: u64 = 64 * 1024 * 1024;

/// Bytes of one tag, or of one stretch of text between two tags.
pub const MAX_EVENT_BYTES: u64 = 1024 * 1024;

/// Stretches of text of one look, ends of lines, pictures and marks of notes.
pub const MAX_PIECES: u32 = 300_000;

/// Styles of a document, or its lists: Word allows 4,079 styles.
pub const MAX_DEFINITIONS: usize = 10_000;

/// Looks of cells of a workbook: Excel allows 65,490.
pub const MAX_CELL_STYLES: usize = 65_490;

/// Relationships of a part, and pictures among them.
pub const MAX_RELATIONSHIPS: usize = 20_000;

/// Strings that the sheets of a workbook share.
pub const MAX_SHARED_STRINGS: usize = 200_000;

/// Bytes of the strings that the sheets of a workbook share.
pub const MAX_SHARED_BYTES: usize = 16 * 1024 * 1024;

/// Sheets of a workbook, those that are hidden included.
pub const MAX_SHEETS: usize = 100;

/// Rows of a sheet that are shown; the page says that there are more.
pub const MAX_ROWS_SHOWN: u32 = 500;

/// Columns of a sheet that are shown; the page says that there are more.
pub const MAX_COLUMNS_SHOWN: u32 = 60;

/// Bytes of the HTML of one file.
pub const MAX_HTML_BYTES: usize = 16 * 1024 * 1024;
