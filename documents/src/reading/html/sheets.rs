//! A workbook as HTML: each sheet a table with the letters and numbers of Excel at its edges.

use domain::file_text::Place;

use super::{
    super::{
        error::ReadingError,
        workbook::{CellKind, Sheet, SheetCell, SheetRow, Workbook, column_letters},
    },
    Html,
};

/// The workbook as HTML.
///
/// # Errors
/// `ReadingError::PageTooLarge`.
pub fn workbook(workbook: &Workbook) -> Result<String, ReadingError> {
    let mut html = Html::default();
    html.raw("<div class=\"sheets\">\n");
    for sheet in &workbook.sheets {
        one(sheet, &mut html)?;
    }
    for (names, words) in
        [(&workbook.hidden, "Trang tính ẩn, không hiện ở đây: "), (&workbook.charts, "Trang biểu đồ, xem ở bản gốc: ")]
    {
        if !names.is_empty() {
            html.raw("<p class=\"left-out\">");
            html.text(words);
            html.text(&names.join(", "));
            html.raw(".</p>\n");
        }
    }
    html.raw("</div>\n");
    html.finished()
}

fn one(sheet: &Sheet, html: &mut Html) -> Result<(), ReadingError> {
    html.raw("<h2>");
    html.text(&sheet.name);
    html.raw("</h2>\n");
    if let Some(sentence) = sheet.left_out.sentence() {
        html.raw("<p class=\"left-out\">");
        html.text(&sentence);
        html.raw("</p>\n");
    }
    if sheet.rows.is_empty() {
        html.raw("<p class=\"left-out\">Trang tính trống.</p>\n");
        return Ok(());
    }
    html.raw("<table class=\"cells\">\n<tr>\n<td></td>\n");
    for column in &sheet.columns {
        html.raw("<th class=\"edge\" scope=\"col\">");
        html.text(&column_letters(*column));
        html.raw("</th>\n");
    }
    html.raw("</tr>\n");
    let mut reaching = vec![0; sheet.columns.len()];
    for row in &sheet.rows {
        self::row(sheet, row, &mut reaching, html);
        html.check()?;
    }
    html.raw("</table>\n");
    Ok(())
}

/// `reaching`: into how many rows more a cell of a row above reaches, by the columns that are shown.
fn row(sheet: &Sheet, row: &SheetRow, reaching: &mut [u32], html: &mut Html) {
    html.raw("<tr>\n<th class=\"edge\" scope=\"row\">");
    html.number(row.number);
    html.raw("</th>\n");
    let mut cells = row.cells.iter().peekable();
    // How many columns more the cell before takes, and how many rows more each of them.
    let (mut beside, mut below) = (0, 0);
    for (column, reaching) in sheet.columns.iter().zip(reaching) {
        let cell = cells.next_if(|cell| cell.column == *column);
        if beside > 0 {
            beside -= 1;
            *reaching = below;
        } else if *reaching > 0 {
            *reaching -= 1;
        } else {
            let empty = SheetCell { column: *column, columns: 1, rows: 1, ..SheetCell::default() };
            let shown = cell.unwrap_or(&empty);
            self::cell(sheet.number, row.number, shown, html);
            (beside, below) = (shown.columns.saturating_sub(1), shown.rows.saturating_sub(1));
            *reaching = below;
        }
    }
    html.raw("</tr>\n");
}

fn cell(sheet: u32, row: u32, cell: &SheetCell, html: &mut Html) {
    let mut classes = Vec::new();
    classes.extend((cell.kind == CellKind::Number).then_some("number"));
    classes.extend(cell.is_bold.then_some("strong"));
    classes.extend(cell.is_converted.then_some("converted"));
    html.raw("<td");
    html.attributes(Some(Place::Cell { table: sheet, row, column: cell.column }), &classes);
    if cell.columns > 1 {
        html.attribute("colspan", cell.columns);
    }
    if cell.rows > 1 {
        html.attribute("rowspan", cell.rows);
    }
    html.raw(">");
    for (at, line) in cell.text.lines().enumerate() {
        if at > 0 {
            html.raw("<br>");
        }
        html.text(line);
    }
    html.raw("</td>\n");
}
