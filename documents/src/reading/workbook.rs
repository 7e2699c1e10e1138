//! An Excel workbook as a reader sees it: sheets of cells with their values as they are shown.

use chrono::NaiveDate;
use domain::tables::{MAX_CELLS as MAX_TABLE_CELLS, Table};

use super::lettering::OldFonts;

/// A workbook, as far as it is shown.
#[derive(Debug, Default)]
pub struct Workbook {
    /// In the order of their tabs, without those that are hidden.
    pub sheets: Vec<Sheet>,
    /// The names of the sheets that are hidden; nothing of them is read.
    pub hidden: Vec<String>,
    /// The names of the sheets that hold nothing but a chart.
    pub charts: Vec<String>,
    pub old_fonts: OldFonts,
}

#[derive(Debug, Default)]
pub struct Sheet {
    /// Among all sheets of the workbook, from 1.
    pub number: u32,
    pub name: String,
    /// The columns that are shown, from 1, in order; A is 1.
    pub columns: Vec<u32>,
    /// From the first row that is not hidden to the last one that holds anything.
    pub rows: Vec<SheetRow>,
    pub left_out: LeftOut,
}

#[derive(Debug, Default)]
pub struct SheetRow {
    /// From 1, as Excel counts.
    pub number: u32,
    /// Those that hold something or are merged, from left to right.
    pub cells: Vec<SheetCell>,
}

#[derive(Debug, Default)]
pub struct SheetCell {
    /// From 1.
    pub column: u32,
    /// How many of the columns and rows that are shown it takes.
    pub columns: u32,
    pub rows: u32,
    /// As Excel in Vietnamese shows it: "15,5", "23/11/2026".
    pub text: String,
    pub kind: CellKind,
    pub is_bold: bool,
    /// The letters were written for an old Vietnamese font, and stand here in Unicode.
    pub is_converted: bool,
    /// The day that the cell holds, however it is shown.
    pub day: Option<NaiveDate>,
}

impl Sheet {
    /// Its cells as a table: a day as day, month and year whatever its format; what a cell over several rows holds stands in each
    /// of them.
    pub fn table(&self) -> Table {
        let mut table = Table { name: self.name.clone(), has_more: self.left_out.has_more_rows, ..Table::default() };
        let width = self.columns.last().map_or(0, |last| *last as usize).min(MAX_TABLE_CELLS);
        // What stands in a column from a row above, and for how many rows it still does.
        let mut above: Vec<(String, u32)> = vec![(String::new(), 0); width];
        for row in &self.rows {
            let mut cells = vec![String::new(); width];
            for (cell, (held, rows)) in cells.iter_mut().zip(&mut above).filter(|(_, (_, rows))| *rows > 0) {
                cell.clone_from(held);
                *rows -= 1;
            }
            for cell in &row.cells {
                let at = (cell.column as usize).saturating_sub(1);
                if let (Some(place), Some(held)) = (cells.get_mut(at), above.get_mut(at)) {
                    let text = cell.day.map_or_else(|| cell.text.clone(), domain::vietnamese::date);
                    place.clone_from(&text);
                    *held = (text, cell.rows.saturating_sub(1));
                }
            }
            table.push(row.number, cells);
        }
        table
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellKind {
    #[default]
    Text,
    /// Numbers and dates, which stand at the right.
    Number,
}

/// What of a sheet is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Rows and columns that the author has hidden, among those that would be shown.
    pub hidden_rows: u32,
    pub hidden_columns: u32,
    /// There are more rows, or columns, than are shown at most.
    pub has_more_rows: bool,
    pub has_more_columns: bool,
}

impl LeftOut {
    /// What is not shown, in Vietnamese; `None` where all of the sheet is.
    pub fn sentence(&self) -> Option<String> {
        use super::limits::{MAX_COLUMNS_SHOWN, MAX_ROWS_SHOWN};
        let mut facts = Vec::new();
        if self.has_more_rows {
            facts.push(format!("Chỉ hiện {MAX_ROWS_SHOWN} hàng đầu."));
        }
        if self.has_more_columns {
            facts.push(format!("Chỉ hiện {MAX_COLUMNS_SHOWN} cột đầu."));
        }
        match (self.hidden_rows, self.hidden_columns) {
            (0, 0) => {}
            (rows, 0) => facts.push(format!("{rows} hàng bị ẩn trong tệp không hiện ở đây.")),
            (0, columns) => facts.push(format!("{columns} cột bị ẩn trong tệp không hiện ở đây.")),
            (rows, columns) => facts.push(format!("{rows} hàng và {columns} cột bị ẩn trong tệp không hiện ở đây.")),
        }
        if facts.is_empty() { None } else { Some(format!("{} Xem đầy đủ ở bản gốc.", facts.join(" "))) }
    }
}

/// "A", "Z", "AA": the letters of a column, from 1.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}
