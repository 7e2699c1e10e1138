#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use app::signing::Edition;
use domain::{
    files::Sha256,
    ids::Id,
    record_types::Step,
    signing::{
        Approver, CHECK_CONSENT, CONSENT, CheckCode, Delegation, Named, SignedAct, SignedFile, SignedRecord, SignedSchool,
        SignedVersion, Statement,
    },
    submissions::ReceiptNumber,
};
use records::signing::SchoolKey;
use uuid::Uuid;

use super::*;

fn id<Of>(number: u128) -> Id<Of> {
    Id::new(Uuid::from_u128(number))
}

fn named(number: u128, name: &str, titles: &str) -> Named {
    Named { id: id(number), name: name.to_owned(), titles: titles.to_owned() }
}

fn sheet() -> Sheet {
    let key = SchoolKey::of_secret(&[7; 32]);
    let at = |text: &str| text.parse().unwrap();
    let file = |name: &str, byte| SignedFile { name: name.to_owned(), size: 48_213, sha256: Sha256::new([byte; 32]) };
    let statement = Statement {
        code: CheckCode::new([3; CheckCode::CHANCE]),
        key: key.id(),
        act: SignedAct::Approval,
        school: SignedSchool { id: id(1), name: "Trường Mầm non Hoa Sen".to_owned() },
        record: SignedRecord {
            id: id(2),
            title: "Kế hoạch giáo dục học kỳ II · Lớp 4A".to_owned(),
            record_type: "Kế hoạch giáo dục học kỳ II".to_owned(),
            period: "học kỳ II".to_owned(),
            owner: "Lớp 4A".to_owned(),
            school_year: "2026-2027".to_owned(),
        },
        version: SignedVersion {
            id: id(3),
            number: 2,
            receipt: ReceiptNumber { year: 2026, number: 1_184 },
            digest: Sha256::new([0x17; 32]),
            handed_in_by: named(4, "Nguyễn Thị Hoa", "Giáo viên lớp 4A"),
            handed_in_at: at("2026-11-24T20:14:07+07:00"),
            files: vec![file("KHGD <học kỳ> & \"phụ lục\".docx", 0xab), file("Bảng.xlsx", 0xcd)],
        },
        approvals: vec![Approver {
            step: Step::Department,
            by: named(5, "Lê Thị Ấm", "Tổ trưởng Mẫu giáo 4–5 tuổi"),
            delegation: None,
            at: at("2026-11-25T09:00:00+07:00"),
        }],
        signer: named(6, "Trần Thị Bích Vân", "Phó hiệu trưởng"),
        delegation: Some(Delegation {
            decision: "12/QĐ-MNHS".to_owned(),
            on_behalf_of: named(7, "Nguyễn Thị Minh Nguyệt", "Hiệu trưởng"),
        }),
        consent: CONSENT.to_owned(),
        password_typed_at: at("2026-11-25T14:18:00+07:00"),
        signed_at: at("2026-11-25T14:20:00+07:00"),
        clock: ClockAtSigning::Doubted,
        open: None,
    };
    let signature = key.sign(&statement.bytes());
    Sheet { statement, signature, key: key.public(), origin: "https://mnhoasen.edu.vn".to_owned(), edition: Edition::First }
}

/// The sheet of a check says so wherever somebody looks, and no word of it says that the leadership approved.
#[test]
fn the_sheet_of_a_check_is_no_sheet_of_an_approval() {
    let approval = sheet();
    let statement = Statement { act: SignedAct::Check, consent: CHECK_CONSENT.to_owned(), ..approval.statement.clone() };
    let signature = SchoolKey::of_secret(&[7; 32]).sign(&statement.bytes());
    let check = Sheet { statement, signature, ..approval.clone() };
    let (document, said) = (check.document(), verify(check.document().as_bytes(), None).unwrap());
    insta::assert_snapshot!("verified_check", said);
    assert_eq!(check.file_name(), "phieu-kiem-tra-BN-2026-01184.html");
    for words in ["PHIẾU KIỂM TRA HỒ SƠ", "content=\"3\"", "ký xác nhận đã kiểm tra, không phải ký duyệt, lúc"]
    {
        assert!(document.contains(words), "{words}");
    }
    for words in ["PHIẾU DUYỆT", "Phiếu duyệt", "Tệp được duyệt", ", ký lúc"] {
        assert!(!document.contains(words), "{words}");
    }
    let dressed_up = document.replace("PHIẾU KIỂM TRA HỒ SƠ", "PHIẾU DUYỆT HỒ SƠ");
    assert_eq!(verify(dressed_up.as_bytes(), None), Err(SheetError::OtherText));
    // Nor is the statement taken for an approval by changing how it begins.
    let approved = Statement { act: SignedAct::Approval, ..check.statement.clone() };
    let other = Sheet { statement: approved, ..check };
    assert_eq!(verify(other.document().as_bytes(), None), Err(SheetError::NotSigned));
}

/// What a sheet of form 1 is, byte by byte: people keep such files, and a later version of the program must still find them
/// true. What has to look otherwise gets another number, and this stays.
#[test]
fn a_sheet_of_form_1_stays_as_it_is() {
    let sheet = sheet();
    insta::assert_snapshot!("sheet", sheet.document());
    insta::assert_snapshot!("verified", verify(sheet.document().as_bytes(), None).unwrap());
}

/// What is handed out now; files of forms 1 to 3 are read beside it.
#[test]
fn a_sheet_of_a_later_form_says_the_same_in_other_words_and_is_true_as_well() {
    let first = sheet();
    let now = Sheet { edition: Edition::default(), ..first.clone() };
    let file = now.document();
    for words in [
        "content=\"4\"",
        "<th scope=\"row\">Mật khẩu được nhập</th><td>lúc 14:18:00 thứ Tư 25/11/2026</td>",
        "theo Quyết định số 12/QĐ-MNHS, ký lúc",
        "break-before: page",
    ] {
        assert!(file.contains(words), "{words}");
    }
    assert!(!file.contains("Gõ lại mật khẩu"));
    assert_eq!(verify(file.as_bytes(), None), verify(first.document().as_bytes(), None));
    for number in ["1", "2", "5", "7", ""] {
        let other = file.replace("content=\"4\"", &format!("content=\"{number}\""));
        assert_eq!(verify(other.as_bytes(), None), Err(SheetError::OtherText), "{number}");
    }
    let bytes = file.as_bytes();
    for place in (0..bytes.len()).step_by(97) {
        let mut changed = bytes.to_vec();
        changed[place] ^= 1;
        assert!(verify(&changed, None).is_err(), "byte {place}");
    }
    let check = Statement { act: SignedAct::Check, consent: CHECK_CONSENT.to_owned(), ..now.statement.clone() };
    let half = Statement { open: Some(Step::Department), approvals: Vec::new(), ..now.statement.clone() };
    for (statement, number) in [(half, "content=\"5\""), (check, "content=\"6\"")] {
        let signature = SchoolKey::of_secret(&[7; 32]).sign(&statement.bytes());
        let file = Sheet { statement, signature, ..now.clone() }.document();
        assert!(file.contains(number) && verify(file.as_bytes(), None).is_ok(), "{number}");
    }
}

/// What sheets of forms 4 to 6 are, byte by byte, as that of form 1 above; the numbers of their decisions as people type them.
#[test]
fn sheets_of_forms_4_to_6_stay_as_they_are() {
    let first = sheet();
    let of = |decision: &str| {
        let delegation = first.statement.delegation.clone().map(|one| Delegation { decision: decision.to_owned(), ..one });
        Statement { delegation, ..first.statement.clone() }
    };
    let half = Statement { open: Some(Step::Department), approvals: Vec::new(), ..of("QĐ số 12/QĐ-MNHS") };
    let check = Statement { act: SignedAct::Check, consent: CHECK_CONSENT.to_owned(), ..of("15") };
    for (statement, name) in [(of("12/QĐ-MNHS"), "sheet_of_form_4"), (half, "sheet_of_form_5"), (check, "sheet_of_form_6")] {
        let signature = SchoolKey::of_secret(&[7; 32]).sign(&statement.bytes());
        let file = Sheet { statement, signature, edition: Edition::Second, ..first.clone() }.document();
        let decision =
            if name == "sheet_of_form_6" { "theo Quyết định số 15, " } else { "theo Quyết định số 12/QĐ-MNHS, " };
        assert!(file.contains(decision) && verify(file.as_bytes(), None).is_ok(), "{name}");
        insta::assert_snapshot!(name, file);
    }
}

#[test]
fn what_was_signed_beside_an_open_department_says_so_on_its_sheet() {
    let mut half = sheet();
    half.statement.approvals.clear();
    half.statement.open = Some(Step::Department);
    half.signature = SchoolKey::of_secret(&[7; 32]).sign(&half.statement.bytes());
    let file = half.document();
    for words in
        ["content=\"2\"", "Tệp được ký (2)", "<th scope=\"row\">Tổ chuyên môn</th><td>Lúc ký, phiên bản này chưa được duyệt."]
    {
        assert!(file.contains(words), "{words}: {file}");
    }
    assert!(!file.contains("đã duyệt") && !file.contains("được duyệt ("), "{file}");
    let said = verify(file.as_bytes(), None).unwrap();
    assert!(said.contains("Tổ: lúc ký, phiên bản này chưa được duyệt"), "{said}");
    assert_eq!(verify(file.replace("content=\"2\"", "content=\"1\"").as_bytes(), None), Err(SheetError::OtherText));
}

#[test]
fn a_sheet_is_true_as_it_was_downloaded_and_by_the_key_of_its_school() {
    let sheet = sheet();
    let file = sheet.document();
    let (key, fingerprint) = (sheet.key.to_string(), sheet.statement.key.grouped());
    for given in [None, Some(key.as_str()), Some(fingerprint.as_str())] {
        assert!(verify(file.as_bytes(), given).is_ok(), "{given:?}");
    }
    let another = SchoolKey::of_secret(&[8; 32]);
    let other = SheetError::OtherKey(fingerprint);
    assert_eq!(verify(file.as_bytes(), Some(&another.public().to_string())), Err(other.clone()));
    assert_eq!(verify(file.as_bytes(), Some(&another.id().to_string())), Err(other));
    assert_eq!(verify(file.as_bytes(), Some("khoa")), Err(SheetError::NoKey));
    let nowhere = Sheet { origin: String::new(), ..sheet };
    assert!(verify(nowhere.document().as_bytes(), None).is_ok());
}

#[test]
fn another_key_in_the_sheet_does_not_make_a_changed_statement_true() {
    let (mut sheet, forger) = (sheet(), SchoolKey::of_secret(&[8; 32]));
    sheet.statement.signer.name = "Nguyễn Thị Minh Nguyệt".to_owned();
    assert_eq!(verify(sheet.document().as_bytes(), None), Err(SheetError::NotSigned));
    sheet.signature = forger.sign(&sheet.statement.bytes());
    sheet.key = forger.public();
    assert_eq!(verify(sheet.document().as_bytes(), None), Err(SheetError::NotSigned), "the statement names its key");
    // Whoever makes a key of their own is found out by the fingerprint that the school publishes.
    let school = sheet.statement.key.to_string();
    sheet.statement.key = forger.id();
    sheet.signature = forger.sign(&sheet.statement.bytes());
    let file = sheet.document();
    assert!(verify(file.as_bytes(), None).is_ok());
    assert_eq!(verify(file.as_bytes(), Some(&school)), Err(SheetError::OtherKey(forger.id().grouped())));
}

/// Every third byte of what people read, of the statement and of the signature; of drawing and style every 31st.
#[test]
fn one_changed_byte_anywhere_is_noticed() {
    let file = sheet().document().into_bytes();
    let text = String::from_utf8(file.clone()).unwrap();
    let is_within = |place: usize, begin: &str, end: &str| (text.find(begin).unwrap()..text.find(end).unwrap()).contains(&place);
    let mut changed = file.clone();
    for place in 0..file.len() {
        let is_drawn = is_within(place, "<style>", "</style>") || is_within(place, "<path d=", "</svg>");
        if place % if is_drawn { 31 } else { 3 } != 0 {
            continue;
        }
        changed[place] = file[place] ^ 1;
        assert!(verify(&changed, None).is_err(), "byte {place}: {:?}", char::from(file[place]));
        changed[place] = file[place];
    }
    assert!(verify(&changed, None).is_ok());
    for place in (0..file.len()).step_by(97) {
        let (before, after) = file.split_at(place);
        assert!(verify(&[before, b" ", after].concat(), None).is_err(), "one more at {place}");
        assert!(verify(&[before, &after[1..]].concat(), None).is_err(), "one less at {place}");
    }
    // What could be read as the same: capital hex digits and letters of a code, another end of a line.
    for (from, to) in [("ce32", "CE32"), ("333W", "333w"), ("abab", "ABab"), ("\n", "\r\n")] {
        assert!(text.contains(from), "{from}");
        assert!(verify(text.replacen(from, to, 1).as_bytes(), None).is_err(), "{from} as {to}");
    }
    assert_eq!(verify(b"", None), Err(SheetError::NoSheet));
}
