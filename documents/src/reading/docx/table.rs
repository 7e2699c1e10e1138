//! Tables: cells merged to the right (`w:gridSpan`) and downwards (`w:vMerge`), rows that begin late or end early.

use std::{borrow::Cow, collections::HashMap, io::BufRead};

use super::{
    super::{
        document::{Cell, CellContent, Row, Table, VerticalAlignment},
        error::ReadingError,
        xml::Xml,
    },
    body::{BlockElement, Blocks, Story},
    properties::borders,
};

/// Columns of a table; Word has 63 cells in a row, and more lines between them where rows differ.
const MAX_COLUMNS: u32 = 1_000;

/// A table while it is being read.
#[derive(Default)]
struct Making {
    rows: Vec<Row>,
    /// The column behind the last cell of each row, from 1.
    ends: Vec<u32>,
    /// Cells that the next row may continue, by their first column.
    merged: HashMap<u32, Merged>,
    style: Option<String>,
    /// What the table itself or one of its cells says of lines.
    has_borders: Option<bool>,
    has_cell_borders: bool,
    /// As the file gives them, in twentieths of a point.
    widths: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Merged {
    row: usize,
    cell: usize,
    columns: u32,
}

/// A row while it is being read.
#[derive(Default)]
struct RowMaking {
    row: Row,
    /// Columns that are left out before the first cell.
    before: u32,
    is_deleted: bool,
    cells: Vec<CellRead>,
}

struct CellRead {
    cell: Cell,
    merge: Merge,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Merge {
    None,
    Begins,
    Continues,
    /// Part of the cell before it, in the way of older programs (`w:hMerge`).
    ContinuesLeft,
}

impl Story<'_> {
    /// Reads the table at hand to its end.
    pub(super) fn table<R: BufRead>(&mut self, xml: &mut Xml<R>) -> Result<Table, ReadingError> {
        self.budget.enter()?;
        self.tables += 1;
        let number = self.tables;
        let mut making = Making::default();
        self.rows(xml, &mut making)?;
        self.budget.leave();
        let columns = making.ends.iter().copied().max().unwrap_or(1) - 1;
        for (row, end) in making.rows.iter_mut().zip(&making.ends) {
            row.cells.extend(gap(*end, columns + 1 - end));
        }
        let of_style = || self.styles.has_borders(making.style.as_deref());
        let has_borders = making.has_borders.unwrap_or_else(of_style) || making.has_cell_borders;
        Ok(Table { number, widths: shares(&making.widths, columns), rows: making.rows, has_borders })
    }

    fn rows<R: BufRead>(&mut self, xml: &mut Xml<R>, making: &mut Making) -> Result<(), ReadingError> {
        let element = xml.depth();
        while let Some(tag) = xml.child_of(element)? {
            match tag.name() {
                "tblPr" => {
                    let properties = xml.depth();
                    while let Some(tag) = xml.child_of(properties)? {
                        match tag.name() {
                            "tblStyle" => making.style = tag.value().map(Cow::into_owned),
                            "tblBorders" => making.has_borders = Some(borders(xml)?),
                            _ => {}
                        }
                    }
                }
                "tblGrid" => {
                    let grid = xml.depth();
                    while let Some(tag) = xml.child_of(grid)? {
                        if tag.name() == "gridCol" && making.widths.len() < MAX_COLUMNS as usize {
                            making.widths.push(tag.number("w").unwrap_or_default());
                        }
                    }
                }
                "tr" => self.row(xml, making)?,
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => self.rows(xml, making)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn row<R: BufRead>(&mut self, xml: &mut Xml<R>, making: &mut Making) -> Result<(), ReadingError> {
        self.budget.cell()?;
        let mut row = RowMaking::default();
        self.cells(xml, &mut row, making)?;
        if row.is_deleted {
            self.has_tracked_changes = true;
            return Ok(());
        }
        making.add(row)
    }

    fn cells<R: BufRead>(&mut self, xml: &mut Xml<R>, row: &mut RowMaking, making: &mut Making) -> Result<(), ReadingError> {
        let element = xml.depth();
        while let Some(tag) = xml.child_of(element)? {
            match tag.name() {
                "trPr" => {
                    let properties = xml.depth();
                    while let Some(tag) = xml.child_of(properties)? {
                        match tag.name() {
                            "gridBefore" => row.before = tag.number("val").unwrap_or_default(),
                            "tblHeader" => row.row.is_header = tag.is_on(),
                            "del" => row.is_deleted = true,
                            _ => {}
                        }
                    }
                }
                "tc" => self.cell(xml, row, making)?,
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => self.cells(xml, row, making)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn cell<R: BufRead>(&mut self, xml: &mut Xml<R>, row: &mut RowMaking, making: &mut Making) -> Result<(), ReadingError> {
        self.budget.cell()?;
        let mut cell = Cell { columns: 1, rows: 1, ..Cell::default() };
        let mut merge = Merge::None;
        let mut is_deleted = false;
        let mut blocks = Blocks::default();
        let element = xml.depth();
        while let Some(tag) = xml.child_of(element)? {
            let kind = BlockElement::of(tag.name());
            if tag.name() != "tcPr" {
                self.block(kind, xml, &mut blocks)?;
                continue;
            }
            let properties = xml.depth();
            while let Some(tag) = xml.child_of(properties)? {
                let continues = !matches!(tag.value().as_deref(), Some("restart"));
                match tag.name() {
                    "gridSpan" => cell.columns = tag.number::<u32>("val").unwrap_or(1).clamp(1, MAX_COLUMNS),
                    "vMerge" => merge = if continues { Merge::Continues } else { Merge::Begins },
                    "hMerge" if continues => merge = Merge::ContinuesLeft,
                    "textDirection" => {
                        cell.is_vertical = matches!(tag.value().as_deref(), Some("btLr" | "tbRl" | "tbRlV" | "btLrV"))
                    }
                    "vAlign" => {
                        cell.vertical_alignment = match tag.value().as_deref() {
                            Some("center") => VerticalAlignment::Middle,
                            Some("bottom") => VerticalAlignment::Bottom,
                            _ => VerticalAlignment::Top,
                        }
                    }
                    "cellDel" => is_deleted = true,
                    "tcBorders" => making.has_cell_borders |= borders(xml)?,
                    _ => {}
                }
            }
        }
        cell.content = CellContent::Blocks(self.end(blocks)?);
        if is_deleted {
            self.has_tracked_changes = true;
        } else {
            row.cells.push(CellRead { cell, merge });
        }
        Ok(())
    }
}

impl Making {
    fn add(&mut self, making: RowMaking) -> Result<(), ReadingError> {
        let RowMaking { mut row, before, cells, .. } = making;
        let at = self.rows.len();
        let before = before.min(MAX_COLUMNS);
        row.cells.extend(gap(1, before));
        let mut column = before + 1;
        let mut merged = HashMap::new();
        for CellRead { mut cell, merge } in cells {
            let columns = cell.columns;
            let above = self.merged.get(&column).copied().filter(|above| above.columns == columns);
            match (merge, above) {
                (Merge::ContinuesLeft, _) if !row.cells.is_empty() => {
                    if let Some(left) = row.cells.last_mut() {
                        left.columns += columns;
                    }
                }
                (Merge::Continues, Some(above)) => {
                    if let Some(cell) = self.rows.get_mut(above.row).and_then(|row| row.cells.get_mut(above.cell)) {
                        cell.rows += 1;
                    }
                    merged.insert(column, above);
                }
                (merge, _) => {
                    cell.column = column;
                    if merge == Merge::Begins {
                        merged.insert(column, Merged { row: at, cell: row.cells.len(), columns });
                    }
                    row.cells.push(cell);
                }
            }
            column += columns;
            if column > MAX_COLUMNS {
                return Err(ReadingError::TooManyCells);
            }
        }
        self.merged = merged;
        self.rows.push(row);
        self.ends.push(column);
        Ok(())
    }
}

/// A place in a row where the table has no cell.
fn gap(column: u32, columns: u32) -> Option<Cell> {
    (columns > 0).then(|| Cell { column, columns, rows: 1, content: CellContent::Nothing, ..Cell::default() })
}

/// The widths as thousandths of the whole, where the file gives one for each column.
fn shares(widths: &[u32], columns: u32) -> Vec<u32> {
    let whole: u64 = widths.iter().map(|width| u64::from(*width)).sum();
    if widths.len() != columns as usize || whole == 0 {
        return Vec::new();
    }
    widths.iter().map(|width| u32::try_from(u64::from(*width) * 1000 / whole).unwrap_or_default()).collect()
}
