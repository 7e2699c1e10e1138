#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    file_text::{FileText, Passage, Place},
    files::{FileKind, FileName, StoredFile},
    forms::FormErrors,
    testing::at,
};

const CELL: Spot = Spot::Text(Place::Cell { table: 1, row: 3, column: 2 });

#[test]
fn a_place_is_read_as_it_is_said_and_as_it_is_stored() {
    for spot in [CELL, Spot::Text(Place::Paragraph(12)), Spot::Page(2)] {
        assert_eq!(Spot::parse(&spot.words()), Some(spot));
        assert_eq!(spot.to_string().parse(), Ok(spot));
        assert_eq!(Spot::parse(&spot.to_string()), Some(spot));
    }
    for typed in ["Bảng 1, dòng 3, cột 2", "bang 1 dong 3 cot 2", " BẢNG 1; hàng 3; cột 2. ", "o-1-3-2", " o-1-3-2 "] {
        assert_eq!(Spot::parse(typed), Some(CELL), "{typed}");
    }
    assert!("trang-+2".parse::<Spot>().is_err() && "trang-02".parse::<Spot>().is_err(), "nothing of ours has stored that");
    for typed in ["", "đoạn", "đoạn 0", "đoạn 1 2", "trang hai", "bảng 1", "cột 2", "trang-0", "trang-", "đoạn 99999999999"]
    {
        assert_eq!(Spot::parse(typed), None, "{typed}");
    }
}

fn file(name: &str, number: u8) -> StoredFile {
    let kind = FileKind::from_ending(name.rsplit('.').next().unwrap()).unwrap();
    StoredFile { name: FileName::clean(name), size: 1, sha256: Sha256::new([number; 32]), kind }
}

fn parsed(form: CommentForm) -> Result<NewComment, FormErrors> {
    let files = [file("giáo án.docx", 1), file("ảnh.jpg", 2), file("phiếu.pdf", 3), file("bài hát.mp3", 4)];
    form.parse(SubmissionId::new(uuid::Uuid::nil()), &files)
}

fn typed(file: &str, place: &str, words: &str) -> CommentForm {
    CommentForm { file: file.to_owned(), place: place.to_owned(), words: words.to_owned(), ..CommentForm::default() }
}

#[test]
fn a_comment_names_the_bytes_and_the_place() {
    let form = CommentForm {
        quote: "từ 30/11\n đến".to_owned(),
        ..typed("0", "bảng 1, dòng 3, cột 2", "Thứ Tư còn trống.\r\nSửa nhé.")
    };
    let NewComment { about, words, .. } = parsed(form).unwrap();
    let pin = Pin { file: 0, sha256: Sha256::new([1; 32]), spot: Some(CELL), quote: "từ 30/11 đến".to_owned() };
    assert_eq!((about, words.as_str()), (About::Version(Some(pin)), "Thứ Tư còn trống.\nSửa nhé."));
    assert_eq!(parsed(typed("", "", "Cả hồ sơ tốt.")).unwrap().about, About::Version(None));
    for (file, place) in [("1", ""), ("1", "trang 1"), ("2", "trang 7"), ("3", "")] {
        assert!(matches!(parsed(typed(file, place, "Xem lại.")).unwrap().about, About::Version(Some(_))), "{file} {place}");
    }
    let long = CommentForm { quote: "a".repeat(900), ..typed("0", "đoạn 1", "Dài.") };
    let About::Version(Some(pin)) = parsed(long).unwrap().about else { panic!("it is pinned") };
    assert_eq!(pin.quote.chars().count(), CommentForm::MAX_QUOTE);
}

#[test]
fn what_is_wrong_is_said_at_its_field() {
    let long = "a".repeat(10_000);
    for (file, place, words, field, says) in [
        ("0", "", long.as_str(), "comment", "dài 10000 ký tự, nhiều nhất 2000"),
        ("", "", " … ", "comment", "Viết vài chữ"),
        ("9", "", "Sửa.", "file", "không có tệp đó"),
        ("hai", "", "Sửa.", "file", "không có tệp đó"),
        ("", "đoạn 3", "Sửa.", "file", "Chọn tệp"),
        ("0", "ở giữa", "Sửa.", "spot", "đoạn 5"),
        ("0", "trang 2", "Sửa.", "spot", "theo đoạn hoặc ô"),
        ("2", "đoạn 2", "Sửa.", "spot", "theo trang"),
        ("1", "trang 2", "Sửa.", "spot", "chỉ có một trang"),
        ("3", "trang 1", "Sửa.", "spot", "phút giây"),
    ] {
        let errors = parsed(typed(file, place, words)).unwrap_err();
        assert!(errors.of(field).is_some_and(|error| error.contains(says)), "{file} {place}: {errors:?}");
    }
    let answers = CommentForm { answers: "x".to_owned(), ..typed("", "", "Vâng.") };
    assert!(parsed(answers).unwrap_err().of("comment").is_some());
}

#[test]
fn nobody_fills_a_record_so_that_others_cannot_write() {
    let (am, hoa) = (PersonId::new(uuid::Uuid::from_u128(1)), PersonId::new(uuid::Uuid::from_u128(2)));
    let mark = |by| CommentMark {
        id: CommentId::new(uuid::Uuid::nil()),
        submission: SubmissionId::new(uuid::Uuid::nil()),
        by,
        at: at("2026-11-25 09:00"),
        answers: None,
        settled_at: None,
    };
    let mut marks = vec![mark(am); MAX_COMMENTS_OF_PERSON - 1];
    assert_eq!(check_room(&marks, am), Ok(()));
    marks.push(mark(am));
    assert_eq!(check_room(&marks, am), Err(CommentRefusal::TooManyOfOne { most: MAX_COMMENTS_OF_PERSON }));
    assert_eq!(check_room(&marks, hoa), Ok(()));
    let others = (3..).map(|person| PersonId::new(uuid::Uuid::from_u128(person)));
    marks.extend(others.take(MAX_COMMENTS - marks.len() - 1).map(mark));
    assert_eq!(check_room(&marks, hoa), Ok(()));
    marks.push(mark(hoa));
    assert_eq!(check_room(&marks, hoa), Err(CommentRefusal::TooMany { most: MAX_COMMENTS }));
}

#[test]
fn a_file_has_the_places_of_its_text_and_a_sheet_its_empty_cells() {
    let cell = |table, row, column| Place::Cell { table, row, column };
    let passage = |place| Passage { place, columns: 1, rows: 1, text: "Tranh".to_owned() };
    let text = FileText { passages: vec![passage(Place::Paragraph(2)), passage(cell(1, 3, 2))] };
    for (kind, place, has) in [
        (FileKind::Docx, Place::Paragraph(2), true),
        (FileKind::Docx, Place::Paragraph(3), false),
        (FileKind::Docx, cell(1, 3, 2), true),
        (FileKind::Docx, cell(1, 9, 9), false),
        (FileKind::Xlsx, cell(1, 9, 9), true),
        (FileKind::Xlsx, cell(2, 3, 2), false),
    ] {
        assert_eq!(has_place(&text, kind, place), has, "{kind:?} {place}");
    }
}

#[test]
fn what_is_said_of_a_thread_is_read_back() {
    for (is, code) in [(Settled::Done, "done"), (Settled::Reopened, "reopened")] {
        assert_eq!((is.code(), Settled::from_code(code)), (code, Some(is)));
    }
    assert_eq!(Settled::from_code(""), None);
}

#[test]
fn selected_words_stand_in_the_only_file_and_of_several_one_is_to_be_chosen() {
    let quoted = || CommentForm { quote: "từ 30/11".to_owned(), ..typed("", "", "Sửa.") };
    let only = [file("giáo án.docx", 1)];
    let About::Version(Some(pin)) = quoted().parse(SubmissionId::new(uuid::Uuid::nil()), &only).unwrap().about else {
        panic!("it is pinned")
    };
    assert_eq!((pin.file, pin.spot, pin.quote.as_str()), (0, None, "từ 30/11"));
    assert!(parsed(quoted()).unwrap_err().of("file").is_some_and(|error| error.contains("Chọn tệp")));
    let of_record = typed("", "", "Tốt.").parse(SubmissionId::new(uuid::Uuid::nil()), &only).unwrap().about;
    assert_eq!(of_record, About::Version(None));
    // A place alone is in the only file as well; a file that is named is that one, also where it is none.
    let placed = |file: &str| typed(file, "đoạn 3", "Sửa.").parse(SubmissionId::new(uuid::Uuid::nil()), &only);
    let About::Version(Some(pin)) = placed("").unwrap().about else { panic!("it is pinned") };
    assert_eq!((pin.file, pin.spot), (0, Some(Spot::Text(Place::Paragraph(3)))));
    assert!(placed("1").unwrap_err().of("file").is_some_and(|error| error.contains("không có tệp đó")));
}

#[test]
fn a_form_is_read_by_its_fields_with_the_words_as_they_were_typed() {
    let fields = [
        ("version", "v"),
        ("file", "0"),
        ("spot", "đoạn 3"),
        ("quote", "từ 30/11"),
        ("comment", "Thứ Tư\r\n\r\ncòn trống. "),
        ("answers", "a"),
        ("key", "k"),
    ];
    let form = CommentForm::of(&crate::testing::forms::typed(&fields));
    let wanted = CommentForm {
        submission: "v".to_owned(),
        quote: "từ 30/11".to_owned(),
        answers: "a".to_owned(),
        key: "k".to_owned(),
        ..typed("0", "đoạn 3", "Thứ Tư\r\n\r\ncòn trống. ")
    };
    assert_eq!(form, wanted);
    let gone = NewComment::no_such_place();
    assert!(gone.of("spot").is_some_and(|words| words.starts_with("Tệp này không có chỗ đó.")), "{gone:?}");
}

#[test]
fn a_comment_may_be_as_long_as_it_says() {
    let most = "a".repeat(CommentForm::MAX_WORDS);
    assert_eq!(parsed(typed("", "", &most)).map(|new| new.words), Ok(most));
    let quote = "a".repeat(CommentForm::MAX_QUOTE);
    let About::Version(Some(pin)) = parsed(CommentForm { quote: quote.clone(), ..typed("0", "đoạn 1", "Dài.") }).unwrap().about
    else {
        panic!("it is pinned")
    };
    assert_eq!(pin.quote, quote);
}

#[test]
fn whatever_was_typed_is_no_untouched_form() {
    assert!(CommentForm::default().is_untouched());
    for form in [
        typed("0", "", ""),
        typed("", "đoạn 1", ""),
        typed("", "", "Sửa."),
        CommentForm { quote: "từ".to_owned(), ..typed("", "", "") },
    ] {
        assert!(!form.is_untouched(), "{form:?}");
    }
}

#[test]
fn the_same_form_says_nothing_twice_and_nothing_else() {
    let am = PersonId::new(uuid::Uuid::from_u128(1));
    let of = |number| CommentId::new(uuid::Uuid::from_u128(number));
    let said = parsed(typed("", "", "Thứ Tư còn trống.")).unwrap();
    let at_nine = at("2026-11-25 09:00");
    let (submission, about, words) = (said.submission, said.about.clone(), said.words.clone());
    let known = [Comment { id: of(1), submission, about, by: am, at: at_nine, words }];
    let other = || NewComment { words: "Thứ Năm còn trống.".to_owned(), ..said.clone() };
    let elsewhere = NewComment { submission: SubmissionId::new(uuid::Uuid::from_u128(7)), ..said.clone() };
    let answer = NewComment { about: About::Thread(of(9)), ..said.clone() };
    // A form of the version before this one has no key.
    assert_eq!(said.said_before(&known, am), Ok(Some(of(1))));
    let twice = [known[0].clone(), Comment { id: of(2), ..known[0].clone() }];
    assert_eq!(said.said_before(&twice, am), Ok(Some(of(1))), "the first click brought the first one");
    for new in [other(), elsewhere, answer] {
        assert_eq!(new.said_before(&known, am), Ok(None), "{new:?}");
    }
    assert_eq!(said.said_before(&known, PersonId::new(uuid::Uuid::from_u128(2))), Ok(None), "what somebody else said");
    let with = |key, new: NewComment| NewComment { key: Some(of(key)), ..new };
    assert_eq!(with(1, said.clone()).said_before(&known, am), Ok(Some(of(1))));
    assert_eq!(with(1, other()).said_before(&known, am), Err(CommentRefusal::SentBefore { at: at_nine }));
    assert_eq!(with(2, said.clone()).said_before(&known, am), Ok(None), "the same words in another form");
}

#[test]
fn the_place_in_a_text_is_told_with_its_file() {
    let place = |file, place| parsed(typed(file, place, "Sửa.")).unwrap().place();
    assert_eq!(place("0", "đoạn 3"), Some((0, Place::Paragraph(3))));
    assert_eq!([place("2", "trang 2"), place("0", ""), place("", "")], [None; 3]);
}
