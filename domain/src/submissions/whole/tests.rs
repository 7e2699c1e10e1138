#![allow(clippy::unwrap_used)]
use super::*;
use crate::{
    files::{FileKind, Sha256},
    testing::{NamThanh, nam_thanh},
};

fn file(name: &str, number: u8) -> StoredFile {
    StoredFile { name: FileName::clean(name), size: 1_000, sha256: Sha256::new([number; 32]), kind: FileKind::Docx }
}

#[test]
fn a_document_under_the_same_name_takes_the_place_and_a_photo_never_does() {
    let last = [file("giáo án.docx", 1), file("image.jpg", 2), file("phiếu.pdf", 3), file("bài.docx", 4), file("bài.docx", 5)];
    let all = [0, 1, 2, 3, 4];
    let check = |chosen: &[&str], stay: &[usize]| {
        let chosen: Vec<StoredFile> = chosen.iter().map(|name| file(name, 9)).collect();
        assert_eq!(staying(&last, &all, &chosen), stay, "{chosen:?}");
    };
    check(&[], &all);
    check(&["khác.docx"], &all);
    check(&["giáo án.docx"], &[1, 2, 3, 4]);
    // Phones give every photo the same name.
    check(&["image.jpg"], &all);
    check(&["phiếu.pdf", "giáo án.docx"], &[1, 3, 4]);
    // Which one of two is meant, nobody knows.
    check(&["bài.docx"], &all);
    assert_eq!(staying(&last, &[4, 9], &[]), [4], "what is not there does not stay");
}

#[test]
fn who_has_not_seen_the_last_version_is_told_whose_it_is_and_when_it_came() {
    let mut school = nam_thanh();
    let plan = "Giáo án tuần 12 · Lớp 4A";
    let (hoa, thao) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"));
    let check = |school: &NamThanh, seen, by| {
        let mut school = school.clone();
        let organisation = school.regime.organisation.clone();
        check_basis(school.obligation(plan), seen, by, &organisation).err()
    };
    assert_eq!(check(&school, None, hoa), None);
    school.hands_in("cô Thảo", plan, "2026-11-20 10:00");
    let last = school.obligation(plan).handed_in.clone().unwrap();
    assert_eq!(check(&school, Some(last.submission), hoa), None);
    let refusal = check(&school, None, hoa).unwrap().words();
    assert!(refusal.fact.contains("phiên bản 1") && refusal.fact.contains("cô Trần Thu Thảo"), "{refusal:?}");
    assert!(refusal.fact.contains("10:00"), "{refusal:?}");
    let own = check(&school, None, thao).unwrap().words();
    assert!(own.fact.contains("từ một cửa sổ khác"), "{own:?}");
    school.obligation(plan).handed_in = None;
    assert_eq!(check(&school, Some(last.submission), hoa), Some(HandInRefusal::TakenBackMeanwhile.into()));
}

#[test]
fn the_same_set_once_more_needs_a_word() {
    let last = [file("a.docx", 1), file("b.docx", 2)];
    assert!(check_new(&last, &last, " ", 1).is_err());
    assert!(check_new(&last, &last, "Em nộp lại ạ", 1).is_ok());
    assert!(check_new(&last, &last[..1], "", 1).is_ok());
}
