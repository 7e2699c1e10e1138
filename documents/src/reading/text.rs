//! What was read, as plain text with its places.

use domain::file_text::{FileText, Passage, Place};

use super::{
    document::{Block, CellContent, Document, Inline, Paragraph, Table},
    workbook::Workbook,
};

impl Document {
    /// Paragraphs and cells in the order in which they are read; a table in a cell stands behind that cell.
    pub fn text(&self) -> FileText {
        let mut passages = Vec::new();
        self.blocks.iter().for_each(|block| add(block, &mut passages));
        self.notes.iter().flatten().for_each(|block| add(block, &mut passages));
        FileText { passages }
    }
}

fn add(block: &Block, passages: &mut Vec<Passage>) {
    match block {
        Block::Paragraph(paragraph) => {
            passages.push(Passage { place: Place::Paragraph(paragraph.number), columns: 1, rows: 1, text: words(paragraph) })
        }
        Block::Table(table) => add_table(table, passages),
        Block::TextBox(blocks) => blocks.iter().for_each(|block| add(block, passages)),
        Block::PageBreak => {}
    }
}

fn add_table(table: &Table, passages: &mut Vec<Passage>) {
    for (row, cells) in (1..).zip(table.rows.iter().map(|row| &row.cells)) {
        for cell in cells {
            let CellContent::Blocks(blocks) = &cell.content else { continue };
            let mut lines = Vec::new();
            let mut inside = Vec::new();
            for block in blocks {
                add_lines(block, &mut lines, &mut inside);
            }
            let place = Place::Cell { table: table.number, row, column: cell.column };
            passages.push(Passage { place, columns: cell.columns, rows: cell.rows, text: lines.join("\n").trim_end().to_owned() });
            inside.into_iter().for_each(|table| add_table(table, passages));
        }
    }
}

fn add_lines<'a>(block: &'a Block, lines: &mut Vec<String>, inside: &mut Vec<&'a Table>) {
    match block {
        Block::Paragraph(paragraph) => lines.push(words(paragraph)),
        Block::TextBox(blocks) => blocks.iter().for_each(|block| add_lines(block, lines, inside)),
        Block::Table(table) => inside.push(table),
        Block::PageBreak => {}
    }
}

fn words(paragraph: &Paragraph) -> String {
    let mut words = String::new();
    for piece in &paragraph.pieces {
        match piece {
            Inline::Text { text, .. } => words.push_str(text),
            Inline::LineBreak => words.push('\n'),
            Inline::Picture(_) | Inline::NoteMark(_) | Inline::NotShown(_) => {}
        }
    }
    words
}

impl Workbook {
    /// The cells of each sheet that are shown and hold something, row by row; the table of a place is the number of the sheet.
    pub fn text(&self) -> FileText {
        let cells = self
            .sheets
            .iter()
            .flat_map(|sheet| sheet.rows.iter().flat_map(move |row| row.cells.iter().map(move |cell| (sheet, row, cell))));
        let passage =
            |(sheet, row, cell): (&super::workbook::Sheet, &super::workbook::SheetRow, &super::workbook::SheetCell)| Passage {
                place: Place::Cell { table: sheet.number, row: row.number, column: cell.column },
                columns: cell.columns,
                rows: cell.rows,
                text: cell.text.clone(),
            };
        FileText { passages: cells.filter(|(_, _, cell)| !cell.text.is_empty()).map(passage).collect() }
    }
}
