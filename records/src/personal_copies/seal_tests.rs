#![allow(clippy::unwrap_used)]
use chrono::NaiveDate;
use domain::{
    deadlines::Lateness,
    file_names::FileName,
    files::FileKind,
    ids::Id,
    inspection::Kept,
    obligations::{Owner, Verdict},
    personal_copies::{CopiedFile, CopiedRecord, CopiedVersion, CopyKind, FORMAT, SEAL_FILE},
    submissions::{ClockMark, Receipt, ReceiptNumber},
};
use uuid::Uuid;

use super::*;

/// The text of format 1: what lies on somebody's stick for years is read by it.
const TEXT: &str = include_str!("danh-sach.json");

fn id<Of>(number: u128) -> Id<Of> {
    Id::new(Uuid::from_u128(number))
}

fn file(name: &str, kept: Option<Kept>) -> CopiedFile {
    CopiedFile {
        name: FileName::clean(name),
        size: 1_001,
        sha256: files::Sha256::new([1; 32]),
        kind: FileKind::Docx,
        media_type: FileKind::Docx.media_type().to_owned(),
        kept_from: kept.is_none().then(|| id(7)),
        path: kept.is_none().then(|| "2026-2027/Hoc ky I/Tuan 12/Giao an tuan 12 - Lop 4A/Giao an.docx".to_owned()),
        kept,
    }
}

fn list() -> CopyList {
    let version = CopiedVersion {
        submission: id(8),
        version: 2,
        is_newest: true,
        person: id(3),
        person_name: "Nguyễn Thị Hoa".to_owned(),
        received_at: "2026-11-20T16:40:00+07:00".parse().unwrap(),
        clock: ClockMark::SetRight { noted: "2026-11-20T17:40:00+07:00".parse().unwrap() },
        receipt: Receipt {
            number: ReceiptNumber { year: 2026, number: 184 },
            verdict: Verdict::Late(Lateness::WorkingDays(3)),
            due: NaiveDate::from_ymd_opt(2026, 11, 17),
        },
        receipt_number: "BN-2026-00184".to_owned(),
        digest: files::Sha256::new([7; 32]),
        note: "Có thêm phần ngoài trời.".to_owned(),
        files: vec![file("Giáo án.docx", None), file("Ảnh.docx", Some(Kept::Waiting))],
        is_new: true,
    };
    let record = CopiedRecord {
        obligation: id(4),
        title: "Giáo án tuần 12 · Lớp 4A".to_owned(),
        school_year: "2026-2027".to_owned(),
        semester: Some("Học kỳ I".to_owned()),
        stretch: "Tuần 12".to_owned(),
        record_type: id(5),
        record_type_code: "giao-an".to_owned(),
        period: "w12".to_owned(),
        owner: Owner::Class(id(6)),
        due: NaiveDate::from_ymd_opt(2026, 11, 17),
        folder: "2026-2027/Hoc ky I/Tuan 12/Giao an tuan 12 - Lop 4A".to_owned(),
        versions: vec![version],
    };
    CopyList {
        format: FORMAT,
        school: id(1),
        school_name: "Trường Mầm non Nam Thành".to_owned(),
        person: id(3),
        person_name: "Nguyễn Thị Hoa".to_owned(),
        made_at: "2026-11-25T14:20:00+07:00".parse().unwrap(),
        kind: CopyKind::All,
        records: vec![record],
    }
}

#[test]
fn the_list_is_written_as_format_1_says_and_read_back() {
    let bytes = list_bytes(&list()).unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap(), TEXT.trim_end());
    let mut read: CopyList = serde_json::from_str(TEXT).unwrap();
    // What was new in the copy is known to whoever made it, and stands nowhere.
    read.records[0].versions[0].is_new = true;
    assert_eq!(read, list());
}

#[test]
fn a_later_program_may_add_fields_and_this_one_reads_on() {
    let more = TEXT.replacen("\"format\": 1,", "\"format\": 1,\n  \"something\": [\"new\"],", 1);
    assert_ne!(more, TEXT);
    assert_eq!(serde_json::from_str::<CopyList>(&more).unwrap().records.len(), 1);
}

#[test]
fn a_list_is_signed_for_one_school_and_for_every_byte_of_it() {
    let (key, other) = (SchoolKey::of_secret(&[1; 32]), SchoolKey::of_secret(&[2; 32]));
    let bytes = list_bytes(&list()).unwrap();
    let sealed = seal(id(1), &bytes, &key);
    let kept = serde_json::to_string(&sealed).unwrap();
    let sealed: CopySeal = serde_json::from_str(&kept).unwrap();
    assert_eq!(sealed_by(id(1), &bytes, &sealed), Some(key.public()), "{SEAL_FILE} is read back");
    assert_eq!(sealed_by(id(2), &bytes, &sealed), None, "of another school");
    let mut altered = bytes.clone();
    altered[100] ^= 1;
    assert_eq!(sealed_by(id(1), &altered, &sealed), None, "another list");
    let moved = CopySeal { list: hash_of(&altered), ..sealed.clone() };
    assert_eq!(sealed_by(id(1), &altered, &moved), None, "the hash was put right, the signature cannot be");
    let theirs = CopySeal { key: other.public().to_string(), ..sealed.clone() };
    assert_eq!(sealed_by(id(1), &bytes, &theirs), None, "another key");
    assert_eq!(sealed_by(id(1), &bytes, &CopySeal { format: 2, ..sealed.clone() }), None);
    for signature in ["", "zz", &"0".repeat(128)] {
        assert_eq!(sealed_by(id(1), &bytes, &CopySeal { signature: signature.to_owned(), ..sealed.clone() }), None);
    }
    // Whoever makes a key of their own signs with that: it says so by another key.
    assert_eq!(sealed_by(id(1), &altered, &seal(id(1), &altered, &other)), Some(other.public()));
}
