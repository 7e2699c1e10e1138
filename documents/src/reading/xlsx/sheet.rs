//! One sheet: its cells, as far as they are shown.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::BufRead,
};

use super::{
    super::{
        budget::Budget,
        error::ReadingError,
        lettering::{self, Fonts},
        limits::MAX_COLUMNS_SHOWN,
        workbook::{CellKind, LeftOut, Sheet, SheetCell, SheetRow},
        xml::{Tag, Xml},
    },
    strings::{RichText, in_unicode},
    styles::CellStyles,
};

/// The last row and column of Excel's grid.
const LAST_ROW: u32 = 1_048_576;
const LAST_COLUMN: u32 = 16_384;
/// Letters of a formula that has no value yet.
const MAX_FORMULA: usize = 200;
/// Stretches of hidden columns that are heeded.
const MAX_HIDDEN_COLUMNS: usize = 1_000;
/// Cells under merged ones that are looked at in one sheet.
const MAX_MERGED_CELLS: usize = 200_000;

/// What all sheets of a workbook share.
pub(super) struct Shared<'a> {
    pub strings: &'a [RichText],
    pub styles: &'a CellStyles,
    pub is_1904: bool,
    /// How many rows of a sheet are read at most.
    pub rows: u32,
}

/// A sheet while it is being read.
#[derive(Default)]
struct Making {
    cells: BTreeMap<(u32, u32), SheetCell>,
    /// From one hidden column through another one.
    hidden_columns: Vec<(u32, u32)>,
    /// The columns that may be shown, in order.
    columns: Vec<u32>,
    /// Hidden rows among those that are shown.
    hidden_rows: BTreeSet<u32>,
    /// Hidden rows above the first one that is shown.
    hidden_above: u32,
    /// The first row that holds anything, and the last one that may be shown.
    shown: Option<(u32, u32)>,
    has_more_rows: bool,
    has_more_columns: bool,
    merged: Vec<Area>,
}

/// From one cell through another one, rows and columns from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Area {
    rows: (u32, u32),
    columns: (u32, u32),
}

pub(super) fn read<R: BufRead>(
    xml: &mut Xml<R>,
    shared: &Shared<'_>,
    fonts: &mut Fonts,
    budget: &mut Budget,
) -> Result<Sheet, ReadingError> {
    let mut making = Making::default();
    let root = xml.root("worksheet")?;
    while let Some(tag) = xml.child_of(root)? {
        match tag.name() {
            "cols" => {
                let columns = xml.depth();
                while let Some(tag) = xml.child_of(columns)? {
                    let reach = tag.number("min").zip(tag.number("max")).filter(|_| is_hidden(&tag));
                    making.hidden_columns.extend(reach.filter(|_| making.hidden_columns.len() < MAX_HIDDEN_COLUMNS));
                }
            }
            "sheetData" => {
                making.choose_columns();
                making.rows(xml, shared, fonts, budget)?;
            }
            "mergeCells" => {
                let cells = xml.depth();
                while let Some(tag) = xml.child_of(cells)? {
                    let area = tag.attribute("ref").and_then(|area| Area::read(&area));
                    making.merged.extend(area.filter(|_| making.merged.len() < MAX_MERGED_CELLS));
                }
            }
            _ => {}
        }
    }
    Ok(making.finish())
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    tag.attribute("hidden").is_some_and(|hidden| matches!(&*hidden, "1" | "true"))
}

impl Making {
    fn choose_columns(&mut self) {
        let is_hidden = |column: &u32| self.hidden_columns.iter().any(|(from, to)| (*from..=*to).contains(column));
        self.columns = (1..=LAST_COLUMN).filter(|column| !is_hidden(column)).take(MAX_COLUMNS_SHOWN as usize).collect();
    }

    fn rows<R: BufRead>(
        &mut self,
        xml: &mut Xml<R>,
        shared: &Shared<'_>,
        fonts: &mut Fonts,
        budget: &mut Budget,
    ) -> Result<(), ReadingError> {
        let data = xml.depth();
        let mut row = 0;
        while let Some(tag) = xml.child_of(data)? {
            row = tag.number("r").unwrap_or(row + 1);
            if !(1..=LAST_ROW).contains(&row) {
                return Err(ReadingError::Malformed("row"));
            }
            if is_hidden(&tag) {
                self.hide(row);
                continue;
            }
            let mut column = 0;
            let cells = xml.depth();
            while let Some(tag) = xml.child_of(cells)? {
                column = match tag.attribute("r") {
                    Some(place) => cell_of(&place).ok_or(ReadingError::Malformed("cell"))?.1,
                    None => column + 1,
                };
                let style = shared.styles.of_cell(tag.number("s").unwrap_or(usize::MAX));
                let kind = tag.attribute("t").unwrap_or_default().into_owned();
                let value = Value::read(xml, fonts)?;
                if value.is_empty() || !self.is_shown(row, column) {
                    continue;
                }
                let mut cell = value.cell(&kind, shared, style, fonts);
                if cell.text.is_empty() {
                    continue;
                }
                budget.cell()?;
                budget.text(cell.text.len())?;
                self.shown.get_or_insert((row, row.saturating_add(shared.rows - 1)));
                (cell.column, cell.columns, cell.rows) = (column, 1, 1);
                cell.is_bold = style.font.is_bold;
                self.cells.insert((row, column), cell);
            }
        }
        Ok(())
    }

    /// A hidden row makes room for another one.
    fn hide(&mut self, row: u32) {
        match &mut self.shown {
            None => self.hidden_above += 1,
            Some((first, last)) if (*first..=*last).contains(&row) => {
                if self.hidden_rows.insert(row) {
                    *last += 1;
                }
            }
            Some(_) => {}
        }
    }

    /// Whether a cell that holds something lies among those that are shown; where not, and nobody has hidden it, that is kept.
    fn is_shown(&mut self, row: u32, column: u32) -> bool {
        let is_near = self.shown.is_none_or(|(first, last)| (first..=last).contains(&row));
        let is_of_columns = self.columns.binary_search(&column).is_ok();
        let is_beyond = self.columns.last().is_none_or(|last| column > *last);
        self.has_more_columns |= is_beyond;
        self.has_more_rows |= !is_near && (is_of_columns || is_beyond);
        is_near && is_of_columns
    }

    fn finish(mut self) -> Sheet {
        let last_row = self.cells.keys().map(|(row, _)| *row).max();
        let (Some((first_row, _)), Some(last_row)) = (self.shown, last_row) else {
            return Sheet { left_out: self.left_out(0, 0), ..Sheet::default() };
        };
        let last_column = self.cells.keys().map(|(_, column)| *column).max().unwrap_or(1);
        let numbers: Vec<u32> = (first_row..=last_row).filter(|row| !self.hidden_rows.contains(row)).collect();
        self.columns.retain(|column| *column <= last_column);
        self.merge(&numbers);
        let left_out = self.left_out(last_row, last_column);
        let mut rows: Vec<SheetRow> = numbers.into_iter().map(|number| SheetRow { number, cells: Vec::new() }).collect();
        for ((row, _), cell) in self.cells {
            if let Ok(at) = rows.binary_search_by_key(&row, |row| row.number)
                && let Some(row) = rows.get_mut(at)
            {
                row.cells.push(cell);
            }
        }
        Sheet { columns: self.columns, rows, left_out, ..Sheet::default() }
    }

    fn left_out(&self, last_row: u32, last_column: u32) -> LeftOut {
        LeftOut {
            hidden_rows: self.hidden_above + self.hidden_rows.range(..=last_row).count() as u32,
            hidden_columns: last_column - self.columns.len().min(last_column as usize) as u32,
            has_more_rows: self.has_more_rows,
            has_more_columns: self.has_more_columns,
        }
    }

    /// Gives merged cells the rows and columns that they take of those that are shown.
    fn merge(&mut self, rows: &[u32]) {
        let mut covered = BTreeSet::new();
        let mut left = MAX_MERGED_CELLS;
        let columns = self.columns.clone();
        for area in std::mem::take(&mut self.merged) {
            let (rows, columns) = (within(rows, area.rows), within(&columns, area.columns));
            let (Some(row), Some(column)) = (rows.first().copied(), columns.first().copied()) else { continue };
            let places = || rows.iter().flat_map(|row| columns.iter().map(move |column| (*row, *column)));
            left = left.saturating_sub(rows.len() * columns.len());
            // Cells of two areas are no table; the first one stands.
            if left == 0 || places().any(|place| covered.contains(&place)) {
                continue;
            }
            covered.extend(places());
            let value = self.cells.remove(&(area.rows.0, area.columns.0));
            for place in places() {
                self.cells.remove(&place);
            }
            let cell = SheetCell { column, columns: columns.len() as u32, rows: rows.len() as u32, ..value.unwrap_or_default() };
            self.cells.insert((row, column), cell);
        }
    }
}

/// Those of the numbers, which are in order, that lie from one through another one.
fn within(numbers: &[u32], (from, to): (u32, u32)) -> &[u32] {
    let first = numbers.partition_point(|number| *number < from);
    let end = numbers.partition_point(|number| *number <= to);
    numbers.get(first..end).unwrap_or_default()
}

/// What stands in a cell.
#[derive(Default)]
struct Value {
    value: String,
    formula: String,
    string: Option<RichText>,
}

impl Value {
    fn read<R: BufRead>(xml: &mut Xml<R>, fonts: &mut Fonts) -> Result<Self, ReadingError> {
        let mut read = Self::default();
        let element = xml.depth();
        while let Some(tag) = xml.child_of(element)? {
            match tag.name() {
                "v" => read.value = xml.text()?,
                "f" => read.formula = xml.text()?.chars().take(MAX_FORMULA).collect(),
                "is" => read.string = Some(RichText::read(xml, fonts)?),
                _ => {}
            }
        }
        Ok(read)
    }

    fn is_empty(&self) -> bool {
        self.value.is_empty() && self.formula.is_empty() && self.string.is_none()
    }

    fn cell(self, kind: &str, shared: &Shared<'_>, style: super::styles::CellStyle, fonts: &mut Fonts) -> SheetCell {
        let number = self.value.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        let text_cell = |text: &str, string: Option<&RichText>, fonts: &mut Fonts| {
            let has_fonts = string.is_some_and(|string| string.has_fonts);
            let converted = if has_fonts { None } else { in_unicode(text, style.font.old, fonts) };
            SheetCell {
                is_converted: converted.is_some() || string.is_some_and(|string| string.is_converted),
                text: lettering::composed(converted.unwrap_or_else(|| text.to_owned())),
                ..SheetCell::default()
            }
        };
        let number_cell = |text: String| SheetCell { text, kind: CellKind::Number, ..SheetCell::default() };
        match (kind, number, &self.string) {
            (_, _, Some(string)) => text_cell(&string.text, Some(string), fonts),
            ("s", _, None) => {
                let string = self.value.trim().parse::<usize>().ok().and_then(|index| shared.strings.get(index));
                string.map_or_else(SheetCell::default, |string| text_cell(&string.text, Some(string), fonts))
            }
            ("b", _, None) => text_cell(if self.value.trim() == "1" { "TRUE" } else { "FALSE" }, None, fonts),
            ("d", _, None) => match written_day(&self.value) {
                Some(day) => SheetCell { day: Some(day), ..number_cell(domain::vietnamese::date(day)) },
                None => number_cell(self.value),
            },
            ("" | "n", Some(number), None) => {
                let format = shared.styles.format(style);
                SheetCell { day: format.day(number, shared.is_1904), ..number_cell(format.show(number, shared.is_1904)) }
            }
            _ if self.value.is_empty() && !self.formula.is_empty() => text_cell(&format!("={}", self.formula), None, fonts),
            _ => text_cell(&self.value, None, fonts),
        }
    }
}

/// A day that is written out: "2026-11-23", "2026-11-23T00:00:00".
fn written_day(value: &str) -> Option<chrono::NaiveDate> {
    value.split('T').next()?.parse().ok()
}

impl Area {
    /// "A1:C3"
    fn read(words: &str) -> Option<Self> {
        let (from, to) = words.split_once(':')?;
        let ((first_row, first_column), (last_row, last_column)) = (cell_of(from)?, cell_of(to)?);
        let area = Self { rows: (first_row, last_row), columns: (first_column, last_column) };
        (first_row <= last_row && first_column <= last_column).then_some(area)
    }
}

/// Row and column of "C4", from 1; `None` for what is outside of Excel's grid.
fn cell_of(words: &str) -> Option<(u32, u32)> {
    let words = words.trim();
    let figures = words.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, figures) = words.split_at_checked(figures)?;
    if !(1..=3).contains(&letters.len()) {
        return None;
    }
    let column = letters.bytes().try_fold(0, |column: u32, letter| {
        letter.is_ascii_alphabetic().then(|| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    let row: u32 = figures.parse().ok()?;
    ((1..=LAST_ROW).contains(&row) && (1..=LAST_COLUMN).contains(&column)).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_in_excel_and_none_lies_outside_of_the_grid() {
        assert_eq!(cell_of("C4"), Some((4, 3)));
        assert_eq!(cell_of("AA10"), Some((10, 27)));
        assert_eq!(cell_of("XFD1048576"), Some((LAST_ROW, LAST_COLUMN)));
        for outside in ["XFE1", "A0", "A1048577", "A16777217", "4C", "", "AAAA1", "A-1", "A99999999999"] {
            assert_eq!(cell_of(outside), None, "{outside}");
        }
        assert_eq!(Area::read("B2:A1"), None);
    }
}
