#![allow(clippy::unwrap_used)]
use uuid::Uuid;

use super::*;
use crate::files::{FileKind, FileName, Sha256};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn template(record_type: u128, number: u32, from: &str) -> Template {
    Template {
        record_type: Id::new(Uuid::from_u128(record_type)),
        number,
        from: day(from),
        basis: String::new(),
        words: String::new(),
        file: StoredFile {
            name: FileName::clean("mau.docx"),
            size: 12,
            sha256: Sha256::new([u8::try_from(number).unwrap(); 32]),
            kind: FileKind::Docx,
        },
        by: Id::new(Uuid::from_u128(9)),
        at: "2026-08-20T02:00:00Z".parse().unwrap(),
    }
}

#[test]
fn the_template_of_a_day_is_the_last_that_has_begun_and_what_was_before_keeps_its_own() {
    // The third version mends a mistake of the second, from the same day; the fourth is announced.
    let templates = [
        template(1, 1, "2025-08-01"),
        template(1, 2, "2026-09-01"),
        template(1, 3, "2026-09-01"),
        template(1, 4, "2027-01-11"),
        template(2, 1, "2026-01-01"),
    ];
    let of =
        |record_type: u128, on: &str| in_force(&templates, Id::new(Uuid::from_u128(record_type)), day(on)).map(|one| one.number);
    for (record_type, on, number) in [
        (1, "2025-07-31", None),
        (1, "2025-08-01", Some(1)),
        (1, "2026-08-31", Some(1)),
        (1, "2026-09-01", Some(3)),
        (1, "2027-01-10", Some(3)),
        (1, "2027-01-11", Some(4)),
        (2, "2026-09-01", Some(1)),
        (3, "2026-09-01", None),
    ] {
        assert_eq!(of(record_type, on), number, "{record_type} on {on}");
    }
}

#[test]
fn a_version_is_told_with_its_day_and_its_basis() {
    let bare = template(1, 2, "2026-09-01");
    assert_eq!(bare.sentence(), "Bản 2, dùng từ 01/09/2026.");
    let founded = Template { basis: "Công văn 123/SGDĐT-GDMN.".to_owned(), ..bare };
    assert_eq!(founded.sentence(), "Bản 2, dùng từ 01/09/2026, theo Công văn 123/SGDĐT-GDMN.");
}

#[test]
fn what_is_wrong_with_the_form_is_told_field_by_field() {
    let id = Uuid::from_u128(5).to_string();
    let right = TemplateForm { from: "1/9/2026".to_owned(), files: vec![id], ..TemplateForm::empty(0, day("2026-08-20")) };
    assert_eq!(right.parse().unwrap().from, day("2026-09-01"));
    let cases = [
        (TemplateForm { from: "31/02/2026".to_owned(), ..right.clone() }, "from"),
        (TemplateForm { from: String::new(), ..right.clone() }, "from"),
        (TemplateForm { basis: "x".repeat(161), ..right.clone() }, "basis"),
        (TemplateForm { words: "x".repeat(301), ..right.clone() }, "words"),
        (TemplateForm { files: Vec::new(), ..right.clone() }, "files"),
        (TemplateForm { files: vec!["tệp".to_owned()], ..right }, "files"),
    ];
    for (form, field) in cases {
        let errors = form.parse().unwrap_err();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), [field], "{form:?}");
    }
}
