use super::made::{Made, cell, paragraph, shown};
use crate::reading::ReadingError;
use domain::file_text::Place;

fn table(rows: &[String]) -> String {
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect::<String>())
}

/// Each row's cells as "name×columns×rows", without their paragraphs.
fn grid(rows: &[String]) -> Vec<String> {
    let document = Made { body: &table(rows), ..Made::default() }.read().unwrap();
    let text = document.text();
    let Some(crate::reading::Block::Table(table)) = document.blocks.first() else { panic!("a table") };
    let shown = |number: usize, cell: &crate::reading::Cell| {
        let place = Place::Cell { table: 1, row: number as u32, column: cell.column };
        let name = match &cell.content {
            crate::reading::CellContent::Blocks(_) => text.at(place).unwrap(),
            crate::reading::CellContent::Nothing => "-",
        };
        format!("{name}@{}:{}x{}", cell.column, cell.columns, cell.rows)
    };
    let row = |(number, row): (usize, &crate::reading::Row)| {
        row.cells.iter().map(|cell| shown(number, cell)).collect::<Vec<_>>().join(" ")
    };
    (1..).zip(&table.rows).map(row).collect()
}

#[test]
fn cells_are_merged_both_ways() {
    let span = "<w:gridSpan w:val=\"2\"/>";
    let (begins, continues) = ("<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>");
    let both = format!("{span}{begins}");
    let both_on = format!("{span}{continues}");
    assert_eq!(
        grid(&[
            [cell(begins, "Thời gian"), cell(span, "Sáng"), cell("", "Chiều")].concat(),
            [cell(continues, ""), cell("", "a"), cell("", "b"), cell("", "c")].concat(),
            [cell("", "Thứ Hai"), cell(&both, "Chung"), cell("", "d")].concat(),
            [cell("", "Thứ Ba"), cell(&both_on, ""), cell("", "e")].concat(),
        ]),
        [
            "Thời gian@1:1x2 Sáng@2:2x1 Chiều@4:1x1",
            "a@2:1x1 b@3:1x1 c@4:1x1",
            "Thứ Hai@1:1x1 Chung@2:2x2 d@4:1x1",
            "Thứ Ba@1:1x1 e@4:1x1",
        ]
    );
}

#[test]
fn a_merge_ends_where_the_next_row_does_not_go_on() {
    let (begins, continues) = ("<w:vMerge w:val=\"restart\"/>", "<w:vMerge w:val=\"continue\"/>");
    assert_eq!(
        grid(&[
            [cell(begins, "a"), cell("", "b")].concat(),
            [cell("", "c"), cell("", "d")].concat(),
            [cell(continues, "e"), cell("", "f")].concat(),
            // A cell that goes on under one of another width stands alone.
            [cell("<w:gridSpan w:val=\"2\"/><w:vMerge/>", "g")].concat(),
        ]),
        ["a@1:1x1 b@2:1x1", "c@1:1x1 d@2:1x1", "e@1:1x1 f@2:1x1", "g@1:2x1"]
    );
}

#[test]
fn rows_that_begin_late_or_end_early_keep_their_columns() {
    let late = "<w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>";
    assert_eq!(
        grid(&[[cell("", "a"), cell("", "b"), cell("", "c")].concat(), format!("{late}{}", cell("", "d")), String::new(),]),
        ["a@1:1x1 b@2:1x1 c@3:1x1", "-@1:1x1 d@2:1x1 -@3:1x1", "-@1:3x1"]
    );
}

#[test]
fn a_table_in_a_cell_is_a_table_of_its_own() {
    let inner = table(&[cell("", "trong")]);
    let outer = table(&[format!("<w:tc>{}{inner}<w:p/></w:tc>", paragraph("ngoài"))]);
    let made = Made { body: &outer, ..Made::default() };
    assert_eq!(
        made.html(),
        "<div class=\"doc\">\n<table class=\"borderless\">\n<tr>\n<td id=\"o-1-1-1\"><p id=\"doan-1\">ngoài</p>\n<table \
         class=\"borderless\">\n<tr>\n<td id=\"o-2-1-1\"><p id=\"doan-2\">trong</p>\n</td>\n</tr>\n</table>\n<p \
         id=\"doan-3\"></p>\n</td>\n</tr>\n</table>\n</div>\n"
    );
    let text = made.read().unwrap().text();
    let passages: Vec<_> = text.passages.iter().map(|passage| (passage.place.to_string(), passage.text.as_str())).collect();
    assert_eq!(passages, [("o-1-1-1".to_owned(), "ngoài"), ("o-2-1-1".to_owned(), "trong")]);
}

#[test]
fn rows_and_cells_are_found_in_wrappers_and_deleted_ones_are_gone() {
    let row = |inside: &str| format!("<w:tr>{inside}</w:tr>");
    let wrapped = format!(
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        row(&format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", cell("", "a")))
    );
    let deleted = row(&format!("<w:trPr><w:del/></w:trPr>{}", cell("", "bỏ")));
    let inserted = row(&format!("<w:trPr><w:ins/></w:trPr>{}{}", cell("<w:cellDel/>", "bỏ"), cell("", "b")));
    let body = format!("<w:tbl>{wrapped}{deleted}{inserted}</w:tbl>");
    let document = Made { body: &body, ..Made::default() }.read().unwrap();
    let words: Vec<_> = document.text().passages.into_iter().map(|passage| passage.text).collect();
    assert_eq!(words, ["a", "b"]);
    assert!(document.has_tracked_changes);
}

#[test]
fn heads_widths_lines_and_directions_of_text_are_kept() {
    let body = format!(
        "<w:tbl><w:tblPr><w:tblBorders><w:top w:val=\"single\"/></w:tblBorders></w:tblPr><w:tblGrid><w:gridCol w:w=\"1000\"/>\
         <w:gridCol w:w=\"3000\"/></w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("<w:vAlign w:val=\"center\"/>", "Ngày"),
        cell("", "Hoạt động"),
        cell("<w:textDirection w:val=\"btLr\"/>", "Thứ Hai"),
        cell("", "Vẽ"),
    );
    assert_eq!(
        shown(&body),
        "<table>\n<colgroup><col width=\"25.0%\"><col width=\"75.0%\"></colgroup>\n<tr>\n<th id=\"o-1-1-1\" class=\"middle\" \
         scope=\"col\"><p id=\"doan-1\">Ngày</p>\n</th>\n<th id=\"o-1-1-2\" scope=\"col\"><p id=\"doan-2\">Hoạt động</p>\n</th>\n\
         </tr>\n<tr>\n<td id=\"o-1-2-1\" class=\"vertical\"><p id=\"doan-3\">Thứ Hai</p>\n</td>\n<td id=\"o-1-2-2\"><p \
         id=\"doan-4\">Vẽ</p>\n</td>\n</tr>\n</table>\n"
    );
}

#[test]
fn tables_in_tables_end_somewhere() {
    let mut body = cell("", "trong cùng");
    for _ in 0..30 {
        body = format!("<w:tc><w:tbl><w:tr>{body}</w:tr></w:tbl></w:tc>");
    }
    let body = format!("<w:tbl><w:tr>{body}</w:tr></w:tbl>");
    let error = Made { body: &body, ..Made::default() }.read().unwrap_err();
    assert!(matches!(error, ReadingError::TooDeep), "{error:?}");
}
