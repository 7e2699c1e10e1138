use std::time::Instant;

use proptest::prelude::*;

use super::made::{Made, cell, paragraph, read_bytes};
use crate::{
    reading::{ReadingError, html},
    testing::zips::{Entry, zip},
};

fn refused(body: &str) -> ReadingError {
    Made { body, ..Made::default() }.read().unwrap_err()
}

#[test]
fn a_million_paragraphs_are_a_sentence() {
    let began = Instant::now();
    let error = refused(&"<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(1_000_000));
    assert_eq!(
        error.sentence(),
        "Tệp có hơn 50.000 đoạn văn, quá dài để xem ở đây. Hãy tải bản gốc về và mở bằng phần mềm trên máy."
    );
    println!("a million paragraphs made and refused in {} ms", began.elapsed().as_millis());
}

#[test]
fn whatever_is_too_much_has_its_own_error() {
    assert!(matches!(refused(&format!("<w:tbl>{}</w:tbl>", "<w:tr/>".repeat(70_000))), ReadingError::TooManyCells));
    assert!(matches!(refused(&"<w:tbl/>".repeat(70_000)), ReadingError::TooManyCells));
    assert!(matches!(refused(&format!("<w:p><w:r>{}</w:r></w:p>", "<w:br/>".repeat(400_000))), ReadingError::TooMuchText));
    let paragraph = paragraph(&"chữ ".repeat(100_000));
    assert!(matches!(refused(&paragraph.repeat(12)), ReadingError::TooMuchText));
    assert!(matches!(refused(&format!("<w:p w:x=\"{}\"/>", "x".repeat(2_000_000))), ReadingError::PartTooLarge));
    assert!(matches!(refused(&"<w:sdt>".repeat(5_000)), ReadingError::TooDeep));
    let wide = cell("<w:gridSpan w:val=\"4000000000\"/>", "a").repeat(3);
    assert!(matches!(refused(&format!("<w:tbl><w:tr>{wide}</w:tr></w:tbl>")), ReadingError::TooManyCells));
    let boxes = "<w:p><w:r><w:pict><w:txbxContent>".repeat(15);
    assert!(matches!(refused(&boxes), ReadingError::TooDeep));
}

#[test]
fn what_is_no_word_file_is_broken() {
    let malformed = |error: ReadingError| assert!(matches!(error, ReadingError::Malformed(_)), "{error:?}");
    malformed(read_bytes(zip(&[Entry::stored("a", b"a")])).unwrap_err());
    malformed(read_bytes(zip(&[Entry::stored("word/document.xml", b"<w:document><w:body><w:p>")])).unwrap_err());
    malformed(read_bytes(zip(&[Entry::stored("word/document.xml", b"<html><body/></html>")])).unwrap_err());
    malformed(read_bytes(zip(&[Entry::stored("word/document.xml", b"\xff\xfe<\0w\0")])).unwrap_err());
    malformed(refused("<w:p>&own;</w:p>"));
    let entity = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><w:document><w:body/></w:document>";
    malformed(read_bytes(zip(&[Entry::stored("word/document.xml", entity.as_bytes())])).unwrap_err());
    assert!(matches!(read_bytes(b"PK\x03\x04".to_vec()).unwrap_err(), ReadingError::Package(_)));
}

/// Elements that the reader knows, nested and repeated without any sense.
fn nonsense() -> impl Strategy<Value = String> {
    let names = prop::sample::select(vec![
        "w:p",
        "w:r",
        "w:t",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:tcPr",
        "w:pPr",
        "w:rPr",
        "w:numPr",
        "w:ins",
        "w:del",
        "w:hyperlink",
        "w:drawing",
        "w:txbxContent",
        "w:fldSimple",
        "w:fldChar",
        "w:instrText",
        "w:sdt",
        "w:br",
        "w:sym",
        "mc:AlternateContent",
        "mc:Choice",
        "mc:Fallback",
        "w:vMerge",
        "w:gridSpan",
        "w:gridBefore",
        "w:trPr",
        "w:tblGrid",
        "w:gridCol",
        "w:footnoteReference",
        "w:sectPr",
    ]);
    let attributes = prop::sample::select(vec![
        "",
        " w:val=\"restart\"",
        " w:val=\"7\"",
        " w:val=\"4294967295\"",
        " w:val=\"-1\"",
        " w:fldCharType=\"begin\"",
        " w:fldCharType=\"separate\"",
        " w:fldCharType=\"end\"",
        " w:type=\"page\"",
        " w:id=\"1\"",
        " w:w=\"4294967295\"",
        " w:char=\"F0FC\" w:font=\"Wingdings\"",
        " w:instr=\"HYPERLINK x\"",
    ]);
    let leaf = prop_oneof![Just("chữ".to_owned()), Just("&amp;".to_owned()), Just(String::new())];
    leaf.prop_recursive(8, 200, 6, move |inner| {
        (names.clone(), attributes.clone(), prop::collection::vec(inner, 0..6))
            .prop_map(|(name, attributes, inside)| format!("<{name}{attributes}>{}</{name}>", inside.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nonsense_is_read_or_refused(body in nonsense()) {
        if let Ok(document) = (Made { body: &body, ..Made::default() }).read() {
            let page = html::document(&document, "/anh/").unwrap();
            prop_assert!(!page.contains("<w:"));
            document.text();
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_bytes(zip(&[Entry::stored("word/document.xml", &bytes)]));
        let _ = read_bytes(bytes);
    }

    #[test]
    fn a_changed_byte_is_read_or_refused(at in 0_usize..1500, byte in any::<u8>()) {
        let mut bytes = Made { body: &paragraph("Kế hoạch").repeat(20), ..Made::default() }.bytes();
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        let _ = read_bytes(bytes);
    }
}
