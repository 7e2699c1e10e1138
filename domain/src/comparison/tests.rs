#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    file_text::Passage,
    files::{FileKind, FileName},
};

fn file(name: &str, number: u8) -> StoredFile {
    let kind = FileKind::from_ending(name.rsplit('.').next().unwrap()).unwrap();
    StoredFile { name: FileName::clean(name), size: 1, sha256: Sha256::new([number; 32]), kind }
}

#[test]
fn files_belong_together_by_name_then_by_bytes_then_in_their_order() {
    let check = |before: &[(&str, u8)], after: &[(&str, u8)], wanted: &[(Option<usize>, Option<usize>)]| {
        let files = |list: &[(&str, u8)]| list.iter().map(|(name, number)| file(name, *number)).collect::<Vec<_>>();
        let pairs: Vec<_> = pair_files(&files(before), &files(after)).into_iter().map(|pair| (pair.before, pair.after)).collect();
        assert_eq!(pairs, wanted, "{before:?} {after:?}");
    };
    check(&[("a.docx", 1)], &[("a.docx", 2)], &[(Some(0), Some(0))]);
    check(&[("a.docx", 1), ("b.docx", 2)], &[("b.docx", 3), ("a.docx", 1)], &[(Some(1), Some(0)), (Some(0), Some(1))]);
    check(&[("Giáo án.docx", 1), ("b.pdf", 2)], &[("GIAO AN.docx", 3)], &[(Some(0), Some(0)), (Some(1), None)]);
    check(&[("a.docx", 1)], &[("b.docx", 2), ("c.docx", 1)], &[(None, Some(0)), (Some(0), Some(1))]);
    check(&[("a.pdf", 1), ("b.docx", 2)], &[("sửa.docx", 3), ("thêm.pdf", 4)], &[(Some(1), Some(0)), (Some(0), Some(1))]);
    check(&[("a.docx", 1)], &[("a.pdf", 2)], &[(Some(0), Some(0))]);
    check(&[], &[("a.pdf", 2)], &[(None, Some(0))]);
}

#[test]
fn a_place_is_where_the_comparison_says_or_gone() {
    let (old, new) = (Sha256::new([1; 32]), Sha256::new([2; 32]));
    let (first, second) = (Place::Paragraph(1), Place::Paragraph(2));
    let mut moves = Moves::default();
    let passage = |place| Passage { place, columns: 1, rows: 1, text: "Chữ.".to_owned() };
    let cell = |row| Place::Cell { table: 1, row, column: 1 };
    let text = FileText { passages: [first, second, cell(1), cell(2)].map(passage).into() };
    moves.add(old, new, Arc::new(MovedPlaces::new(&text, HashMap::from([(first, second), (cell(1), cell(3))]))));
    assert_eq!(moves.place(old, new, first), Some(second));
    assert_eq!(moves.place(old, new, second), None);
    assert_eq!(moves.place(new, new, second), Some(second), "the same bytes have the same places");
    assert_eq!(moves.place(new, old, first), None);
    assert_eq!((moves.place(old, new, cell(1)), moves.place(old, new, cell(2))), (Some(cell(3)), None));
    assert_eq!(moves.place(old, new, cell(9)), Some(cell(9)), "an empty cell of a sheet stays where it is");
}

#[test]
fn an_empty_cell_goes_with_its_sheet_and_is_gone_with_it() {
    let cell = |table, row| Place::Cell { table, row, column: 1 };
    let empty = |table| Place::Cell { table, row: 7, column: 5 };
    let passage = |place| Passage { place, columns: 1, rows: 1, text: "Chữ.".to_owned() };
    let old = FileText { passages: [cell(1, 1), cell(2, 1), cell(2, 2), cell(2, 3), cell(3, 1)].map(passage).into() };
    // The first sheet was taken out; of the second one a cell stands in the third one now.
    let found =
        HashMap::from([(cell(2, 1), cell(1, 1)), (cell(2, 2), cell(1, 2)), (cell(2, 3), cell(2, 9)), (cell(3, 1), cell(2, 1))]);
    let moved = MovedPlaces::new(&old, found);
    assert_eq!([1, 2, 3, 4].map(|table| moved.place(empty(table))), [None, Some(empty(1)), Some(empty(2)), None]);
}
