#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop at the first surprise")]

use std::{fs, io::Cursor, path::PathBuf};

use proptest::prelude::*;

use super::read;
use crate::{
    package::Package,
    reading::{ReadingError, Sheet, Workbook, html},
    source::Source,
    testing::zips::{Entry, zip},
};

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn read_bytes(bytes: Vec<u8>) -> Result<Workbook, ReadingError> {
    let source = Source::new(Cursor::new(bytes)).map_err(|_| ReadingError::Malformed("source"))?;
    read(&Package::open(source)?)
}

/// A workbook with these sheets (name, what stands behind it in the list, content), styles and shared strings.
fn made(sheets: &[(&str, &str, &str)], styles: &str, strings: &str) -> Vec<u8> {
    let relationship = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{target}\"/>")
    };
    let mut parts = vec![(
        "_rels/.rels".to_owned(),
        format!("<Relationships>{}</Relationships>", relationship("r1", "officeDocument", "xl/workbook.xml")),
    )];
    let (mut listed, mut named) = (String::new(), String::new());
    for (number, (name, more, content)) in (1..).zip(sheets) {
        let kind = if content.contains("<chartsheet") { "chartsheet" } else { "worksheet" };
        listed.push_str(&format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"s{number}\"{more}/>"));
        named.push_str(&relationship(&format!("s{number}"), kind, &format!("worksheets/sheet{number}.xml")));
        parts.push((format!("xl/worksheets/sheet{number}.xml"), (*content).to_owned()));
    }
    named.push_str(&relationship("styles", "styles", "styles.xml"));
    named.push_str(&relationship("strings", "sharedStrings", "sharedStrings.xml"));
    parts.push(("xl/styles.xml".to_owned(), format!("<styleSheet>{styles}</styleSheet>")));
    parts.push(("xl/sharedStrings.xml".to_owned(), format!("<sst>{strings}</sst>")));
    parts.push(("xl/workbook.xml".to_owned(), format!("<workbook><sheets>{listed}</sheets></workbook>")));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{named}</Relationships>")));
    zip(&parts.iter().map(|(name, content)| Entry::deflated(name, content.as_bytes())).collect::<Vec<_>>())
}

fn one(content: &str, styles: &str, strings: &str) -> Sheet {
    let content = format!("<worksheet>{content}</worksheet>");
    read_bytes(made(&[("A", "", &content)], styles, strings)).unwrap().sheets.remove(0)
}

/// Each row as "number: cell, cell", with the reach of what is merged.
fn rows(sheet: &Sheet) -> Vec<String> {
    let row = |row: &crate::reading::SheetRow| {
        let cells = row.cells.iter().map(|cell| match (cell.columns, cell.rows) {
            (1, 1) => format!("{}@{}", cell.text, cell.column),
            (columns, rows) => format!("{}@{}:{columns}x{rows}", cell.text, cell.column),
        });
        format!("{}: {}", row.number, cells.collect::<Vec<_>>().join(", "))
    };
    sheet.rows.iter().map(row).collect()
}

#[test]
fn the_samples_of_the_school_are_pages() {
    for (snapshot, name) in [("health", "so-theo-doi-suc-khoe.xlsx"), ("staff", "danh-sach-nhan-su.xlsx")] {
        let bytes = fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../server/samples").join(name)).unwrap();
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(snapshot, html::workbook(&read_bytes(bytes).unwrap()).unwrap());
        });
    }
}

#[test]
fn cells_become_a_table_with_days_and_with_what_holds_for_the_rows_below() {
    let styles = "<numFmts><numFmt numFmtId=\"165\" formatCode=\"mm/dd/yyyy\"/></numFmts><fonts><font/></fonts>\
                  <cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"165\" fontId=\"0\"/></cellXfs>";
    let content = "<sheetData><row r=\"2\"><c r=\"A2\" t=\"str\"><v>Nhà trẻ</v></c><c r=\"B2\" s=\"1\"><v>27465</v></c></row>\
                   <row r=\"3\"><c r=\"B3\"><v>27465</v></c></row>\
                   <row r=\"4\"><c r=\"A4\" t=\"str\"><v>Văn phòng</v></c></row></sheetData>\
                   <mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>";
    let table = one(content, styles, "").table();
    let cells: Vec<(u32, Vec<&str>)> =
        table.rows.iter().map(|row| (row.number, row.cells.iter().map(String::as_str).collect())).collect();
    let wanted = [(2, vec!["Nhà trẻ", "12/03/1975"]), (3, vec!["Nhà trẻ", "27465"]), (4, vec!["Văn phòng", ""])];
    assert_eq!(cells, wanted);
}

#[test]
fn a_list_of_five_thousand_rows_is_read_to_its_end() {
    let rows: String = (1..=5_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c></row>")).collect();
    let content = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let source = Source::new(Cursor::new(made(&[("A", "", &content)], "", ""))).unwrap();
    let tables = super::read_tables(&Package::open(source).unwrap()).unwrap();
    assert_eq!((tables.len(), tables[0].rows.len(), tables[0].has_more), (1, 5_000, false));
}

#[test]
fn values_are_shown_as_excel_shows_them() {
    let styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"0.0\"/></numFmts><fonts><font/><font><b/><name val=\".VnTime\"/></font></fonts>\
                  <cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"14\" fontId=\"0\"/><xf numFmtId=\"164\" fontId=\"0\"/>\
                  <xf numFmtId=\"0\" fontId=\"1\"/></cellXfs>";
    let strings = "<si><t>Cân nặng</t></si><si><r><t>Chiều </t></r><r><rPr><rFont val=\"VNI-Times\"/></rPr><t>cao beù</t></r></si>\
                   <si><t>TrÎ em</t></si>";
    let content = "<sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" s=\"1\"><v>46349</v></c><c r=\"C2\" s=\"2\"><v>15.25</v></c>\
                   <c r=\"D2\" t=\"b\"><v>1</v></c><c r=\"E2\" t=\"e\"><v>#N/A</v></c><c r=\"F2\"><f>SUM(A1:A2)</f></c>\
                   <c r=\"G2\" t=\"str\"><f>A2</f><v>kết quả</v></c><c r=\"H2\" t=\"d\"><v>2026-11-23T00:00:00</v></c>\
                   <c r=\"I2\" t=\"s\"><v>1</v></c><c r=\"J2\" t=\"s\" s=\"3\"><v>2</v></c><c r=\"K2\" t=\"s\"><v>99</v></c><c r=\"L2\" s=\"1\"/></row></sheetData>";
    let sheet = one(content, styles, strings);
    assert_eq!(
        rows(&sheet),
        ["2: Cân nặng@1, 23/11/2026@2, 15,3@3, TRUE@4, #N/A@5, =SUM(A1:A2)@6, kết quả@7, 23/11/2026@8, Chiều cao bé@9, Trẻ em@10"]
    );
    let last = sheet.rows[0].cells.last().unwrap();
    assert!(last.is_bold && last.is_converted);
}

#[test]
fn merged_cells_reach_over_what_is_shown() {
    let cell = |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let content = format!(
        "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData><row r=\"1\">{}{}</row><row r=\"2\">{}</row><row r=\"3\" hidden=\"1\">{}</row>\
         <row r=\"4\">{}</row></sheetData><mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:A4\"/><mergeCell ref=\"C1:C2\"/>\
         <mergeCell ref=\"A9:XFD1048576\"/><mergeCell ref=\"nonsense\"/></mergeCells>",
        cell("A1", "Sổ theo dõi"),
        cell("B1", "ẩn"),
        cell("A2", "Lớp"),
        cell("A3", "ẩn"),
        cell("D4", "4A"),
    );
    let sheet = one(&content, "", "");
    assert_eq!(rows(&sheet), ["1: Sổ theo dõi@1:2x1", "2: Lớp@1:1x2", "4: 4A@4"]);
    assert_eq!(sheet.columns, [1, 3, 4]);
    assert_eq!(sheet.left_out.sentence().unwrap(), "1 hàng và 1 cột bị ẩn trong tệp không hiện ở đây. Xem đầy đủ ở bản gốc.");
    let page =
        html::workbook(&Workbook { sheets: vec![Sheet { number: 1, name: "A".to_owned(), ..sheet }], ..Workbook::default() })
            .unwrap();
    assert!(
        page.contains(
            "<th class=\"edge\" scope=\"row\">2</th>\n<td id=\"o-1-2-1\" rowspan=\"2\">Lớp</td>\n<td id=\"o-1-2-3\"></td>"
        ),
        "{page}"
    );
    assert!(
        page.contains("<th class=\"edge\" scope=\"row\">4</th>\n<td id=\"o-1-4-3\"></td>\n<td id=\"o-1-4-4\">4A</td>"),
        "{page}"
    );
}

#[test]
fn hidden_sheets_are_named_and_not_read() {
    let hidden = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>điểm riêng</v></c></row></sheetData></worksheet>";
    let bytes = made(
        &[
            ("Lớp 4A", "", "<worksheet><sheetData/></worksheet>"),
            ("Nháp", " state=\"hidden\"", hidden),
            ("Mật", " state=\"veryHidden\"", "not even XML"),
            ("Biểu đồ", "", "<chartsheet/>"),
        ],
        "",
        "",
    );
    let page = html::workbook(&read_bytes(bytes).unwrap()).unwrap();
    assert_eq!(
        page,
        "<div class=\"sheets\">\n<h2>Lớp 4A</h2>\n<p class=\"left-out\">Trang tính trống.</p>\n<p class=\"left-out\">Trang tính ẩn, không \
         hiện ở đây: Nháp, Mật.</p>\n<p class=\"left-out\">Trang biểu đồ, xem ở bản gốc: Biểu đồ.</p>\n</div>\n"
    );
}

#[test]
fn of_a_large_sheet_the_beginning_is_shown_and_that_is_said() {
    let row =
        |number: u32| format!("<row r=\"{number}\"><c r=\"A{number}\"><v>{number}</v></c><c r=\"BJ{number}\"><v>1</v></c></row>");
    let content: String = (3..2_003).map(row).collect();
    let sheet = one(&format!("<sheetData>{content}</sheetData><mergeCells><mergeCell ref=\"A3:A4\"/></mergeCells>"), "", "");
    assert_eq!((sheet.rows.len(), sheet.rows[0].number, sheet.rows[499].number), (500, 3, 502));
    assert_eq!((sheet.rows[0].cells[0].rows, sheet.columns.len()), (2, 1));
    assert_eq!(sheet.left_out.sentence().unwrap(), "Chỉ hiện 500 hàng đầu. Chỉ hiện 60 cột đầu. Xem đầy đủ ở bản gốc.");
}

#[test]
fn two_cells_far_apart_are_no_rectangle() {
    let content = "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\">\
                   <c r=\"XFD1048576\"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>";
    let sheet = one(content, "", "");
    assert_eq!(rows(&sheet), ["1: 1@1"]);
    assert!(sheet.left_out.has_more_columns && sheet.left_out.has_more_rows);
}

#[test]
fn what_is_no_workbook_is_refused() {
    let outside = "<worksheet><sheetData><row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row></sheetData></worksheet>";
    assert!(matches!(read_bytes(made(&[("A", "", outside)], "", "")).unwrap_err(), ReadingError::Malformed(_)));
    let row = "<worksheet><sheetData><row r=\"4294967295\"/></sheetData></worksheet>";
    assert!(matches!(read_bytes(made(&[("A", "", row)], "", "")).unwrap_err(), ReadingError::Malformed(_)));
    let many: Vec<(&str, &str, &str)> = vec![("A", "", "<worksheet/>"); 101];
    assert!(matches!(read_bytes(made(&many, "", "")).unwrap_err(), ReadingError::TooManySheets));
    let strings = "<si><t>a</t></si>".repeat(200_001);
    assert!(matches!(read_bytes(made(&[], "", &strings)).unwrap_err(), ReadingError::TooManyDefinitions));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_sheet_is_read_or_refused(
        cells in prop::collection::vec((0_u32..700, 0_u32..80, "[a-z0-9.]{0,4}", prop::sample::select(vec!["", "s", "n", "b", "d", "str"])), 0..40),
        merges in prop::collection::vec((0_u32..20, 1_u32..20, 0_u32..20, 1_u32..20), 0..10),
    ) {
        let letters = crate::reading::column_letters;
        let cell = |(row, column, value, kind): &(u32, u32, String, &str)| {
            format!("<row r=\"{row}\"><c r=\"{}{row}\" t=\"{kind}\"><v>{value}</v></c></row>", letters(*column))
        };
        let merge = |(row, column, rows, columns): &(u32, u32, u32, u32)| {
            format!("<mergeCell ref=\"{}{row}:{}{}\"/>", letters(*column), letters(column + columns), row + rows)
        };
        let cells: String = cells.iter().map(cell).collect();
        let merges: String = merges.iter().map(merge).collect();
        let content = format!("<worksheet><sheetData>{cells}</sheetData><mergeCells>{merges}</mergeCells></worksheet>");
        if let Ok(workbook) = read_bytes(made(&[("A", "", &content)], "", "")) {
            html::workbook(&workbook).unwrap();
            workbook.text();
        }
    }
}
