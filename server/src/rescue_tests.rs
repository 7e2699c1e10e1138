#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{fs, path::Path};

use domain::{
    file_names::FileName,
    ids::Id,
    obligations::{Owner, Verdict},
    personal_copies::{
        CopiedFile, CopiedRecord, CopiedVersion, CopyKind, CopyList, CopyRefusal, CopySeal, FORMAT, LIST_FILE, NotTaken, SEAL_FILE,
    },
    submissions::{ClockMark, Receipt, ReceiptNumber},
};
use records::{personal_copies::seal, signing::SchoolKey};
use sha2::Digest;
use uuid::Uuid;

use super::*;
use crate::files::{
    blobs::Blobs,
    zip::{Archive, Entry},
};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
const PLACE: &str = "2026-2027/Tuan 12/Giao an/Giao an.pdf";
const ROOT: &str = "Ban luu - Nguyen Thi Hoa";

fn id<Of>(number: u128) -> Id<Of> {
    Id::new(Uuid::from_u128(number))
}

fn list(path: &str) -> CopyList {
    let sha256 = Sha256::new(sha2::Sha256::digest(PDF).into());
    let file = CopiedFile {
        name: FileName::clean("Giáo án.pdf"),
        size: PDF.len() as u64,
        sha256,
        kind: FileKind::Pdf,
        media_type: FileKind::Pdf.media_type().to_owned(),
        kept_from: None,
        path: Some(path.to_owned()),
        kept: None,
    };
    let receipt = Receipt { number: ReceiptNumber { year: 2026, number: 184 }, verdict: Verdict::OnTime, due: None };
    let version = CopiedVersion {
        submission: id(8),
        version: 1,
        is_newest: true,
        person: id(3),
        person_name: "Nguyễn Thị Hoa".to_owned(),
        received_at: "2026-11-20T16:40:00+07:00".parse().unwrap(),
        clock: ClockMark::Believed,
        receipt,
        receipt_number: receipt.number.to_string(),
        digest: Sha256::new([7; 32]),
        note: String::new(),
        files: vec![file],
        is_new: true,
    };
    let record = CopiedRecord {
        obligation: id(4),
        title: "Giáo án tuần 12 · Lớp 4A".to_owned(),
        school_year: "2026-2027".to_owned(),
        semester: None,
        stretch: "Tuần 12".to_owned(),
        record_type: id(5),
        record_type_code: "giao-an".to_owned(),
        period: "w12".to_owned(),
        owner: Owner::School,
        due: None,
        folder: "2026-2027/Tuan 12/Giao an".to_owned(),
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

/// The files of a copy: name and bytes.
type Files = Vec<(String, Vec<u8>)>;

/// What signs a list.
type Seals<'s> = &'s dyn Fn(&[u8]) -> CopySeal;

fn copy(list: &CopyList, sealed: Option<Seals<'_>>, file: &[u8]) -> Files {
    let bytes = personal_copies::list_bytes(list).unwrap();
    let seal = sealed.map(|sealed| (SEAL_FILE.to_owned(), serde_json::to_vec(&sealed(&bytes)).unwrap()));
    [(LIST_FILE.to_owned(), bytes)].into_iter().chain(seal).chain([(PLACE.to_owned(), file.to_vec())]).collect()
}

fn archive(files: &Files, root: &str) -> Vec<u8> {
    let (mut archive, mut bytes) = (Archive::default(), Vec::new());
    for (name, content) in files {
        let at = "2026-11-25T14:20:00+07:00".parse().unwrap();
        let entry = Entry { path: format!("{root}{name}"), size: content.len() as u64, at };
        bytes.extend(archive.header(&entry, crc32fast::hash(content)));
        bytes.extend(content);
    }
    bytes.extend(archive.directory());
    bytes.extend(archive.end());
    bytes
}

struct Given {
    data: tempfile::TempDir,
    blobs: Blobs,
}

impl Given {
    fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(&data.path().join("blobs"), Uuid::new_v4()).unwrap().keeping_free(0);
        Self { data, blobs }
    }

    async fn unpack(&self, path: &Path) -> Result<Unpacked, UnpackError> {
        let (path, blobs) = (path.to_owned(), self.blobs.clone());
        spawn_blocking(move || unpack(&path, &blobs, &|_, _| Ok(()), &BTreeSet::new())).await.unwrap()
    }

    async fn archive(&self, bytes: &[u8]) -> Result<Unpacked, UnpackError> {
        let path = self.data.path().join("ban-luu.zip");
        fs::write(&path, bytes).unwrap();
        self.unpack(&path).await
    }
}

fn signed(bytes: &[u8]) -> CopySeal {
    seal(id(1), bytes, &SchoolKey::of_secret(&[1; 32]))
}

#[tokio::test]
async fn an_archive_and_a_folder_are_read_alike_and_their_files_lie_in_the_store() {
    let given = Given::new();
    let (list, key) = (list(PLACE), SchoolKey::of_secret(&[1; 32]).id());
    let files = copy(&list, Some(&signed), PDF);
    let folder = given.data.path().join("tra-lai");
    for (name, bytes) in &files {
        let path = folder.join(ROOT).join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let root = format!("{ROOT}/");
    let read = [
        given.archive(&archive(&files, &root)).await.unwrap(),
        given.archive(&archive(&files, "")).await.unwrap(),
        given.archive(&archive(&files, &format!("Gui lai/{root}"))).await.unwrap(),
        given.unpack(&folder).await.unwrap(),
        given.unpack(&folder.join(ROOT)).await.unwrap(),
    ];
    for copy in read {
        assert_eq!((copy.list.records.len(), copy.signature), (1, ListSignature::By(key)));
        assert_eq!(copy.files.into_values().collect::<Vec<_>>(), [FileKind::Pdf]);
    }
    let kept = fs::read(given.blobs.path(list.records[0].versions[0].files[0].sha256)).unwrap();
    assert_eq!(kept, PDF);
}

#[tokio::test]
async fn what_is_altered_is_told_and_never_lies_in_the_store() {
    let given = Given::new();
    let list = list(PLACE);
    let altered = [&PDF[..PDF.len() - 1], b"x"].concat();
    let copy_of = given.archive(&archive(&copy(&list, None, &altered), "")).await.unwrap();
    assert!(copy_of.files.is_empty() && copy_of.signature == ListSignature::None);
    let none = given.archive(&archive(&vec![copy(&list, None, PDF).remove(0)], "")).await.unwrap();
    assert!(none.files.is_empty(), "the file is not there");
    let of_another = |_: &[u8]| signed(b"another list");
    let copy_of = given.archive(&archive(&copy(&list, Some(&of_another), PDF), "")).await.unwrap();
    assert_eq!(copy_of.signature, ListSignature::Broken);
    let mut broken = copy(&list, Some(&signed), PDF);
    broken[1].1 = b"{}".to_vec();
    assert_eq!(given.archive(&archive(&broken, "")).await.unwrap().signature, ListSignature::Broken);
    // One byte of the stored list: the sum of the archive is wrong.
    let mut bytes = archive(&copy(&list, Some(&signed), PDF), "");
    bytes[200] ^= 1;
    assert!(given.archive(&bytes).await.is_err());
    let whole = archive(&copy(&list, Some(&signed), PDF), "");
    assert!(matches!(given.archive(&whole[..whole.len() - 30]).await, Err(UnpackError::Archive(_))), "cut off");
    assert!(matches!(given.archive(PDF).await, Err(UnpackError::Archive(_))));
    let other = vec![("index.html".to_owned(), b"<p>".to_vec())];
    assert!(matches!(given.archive(&archive(&other, "")).await, Err(UnpackError::NoList)));
    let later = vec![(LIST_FILE.to_owned(), br#"{"format": 2, "everything": "else"}"#.to_vec())];
    assert!(matches!(given.archive(&archive(&later, "")).await, Err(UnpackError::OtherFormat(2))));
    let no_list = vec![(LIST_FILE.to_owned(), b"[]".to_vec())];
    assert!(matches!(given.archive(&archive(&no_list, "")).await, Err(UnpackError::List(_))));
    assert!(matches!(given.unpack(Path::new("/nowhere/at-all.zip")).await, Err(UnpackError::Disk(_))));
}

/// Else whoever may give copies back could fill the store, and the memory by a list of any length.
#[tokio::test]
async fn of_a_list_that_is_not_believed_nothing_is_read_or_kept() {
    let given = Given::new();
    let key = SchoolKey::of_secret(&[1; 32]).id();
    let accepted = Accepted { school: id(1), keys: vec![key], is_here: true };
    let read = async |files: Files| {
        let (path, blobs, accepted) = (given.data.path().join("gui.zip"), given.blobs.clone(), accepted.clone());
        fs::write(&path, archive(&files, "")).unwrap();
        let believes = move |head: &ListHead, signature| check_list(head, signature, &accepted).map(drop);
        spawn_blocking(move || unpack(&path, &blobs, &believes, &BTreeSet::new())).await.unwrap()
    };
    let own = read(copy(&list(PLACE), None, PDF)).await;
    assert!(matches!(own, Err(UnpackError::NotBelieved(CopyRefusal::NotSigned))), "{own:?}");
    let mut records = copy(&list(PLACE), None, PDF);
    records[0].1 = format!(r#"{{"format":1,"school":"{}","school_name":"","records":"no list at all"}}"#, id::<()>(1)).into_bytes();
    let own = read(records).await;
    assert!(matches!(own, Err(UnpackError::NotBelieved(CopyRefusal::NotSigned))), "{own:?}");
    let sha256 = list(PLACE).records[0].versions[0].files[0].sha256;
    assert!(!given.blobs.path(sha256).exists(), "nothing lies in the store");
    read(copy(&list(PLACE), Some(&signed), PDF)).await.unwrap();
    assert!(given.blobs.path(sha256).exists());
}

#[tokio::test]
async fn a_list_that_leads_out_of_its_folder_leads_nowhere() {
    let given = Given::new();
    let outside = given.data.path().join("ngoai.pdf");
    fs::write(&outside, PDF).unwrap();
    let folder = given.data.path().join("ban-luu");
    fs::create_dir(&folder).unwrap();
    for path in ["../ngoai.pdf", &outside.display().to_string()] {
        fs::write(folder.join(LIST_FILE), personal_copies::list_bytes(&list(path)).unwrap()).unwrap();
        assert!(given.unpack(&folder).await.unwrap().files.is_empty(), "{path}");
    }
}

#[test]
fn the_report_names_what_was_not_taken_row_by_row() {
    let line = |what: &str, fate| RescueLine { what: what.to_owned(), fate };
    let not = Fate::Not(NotTaken::NoPerson { name: "Trần Thị Lạ".to_owned() });
    let lines = vec![line("Giáo án tuần 12", Fate::Taken), line("Giáo án tuần 11", Fate::Known), line("Giáo án tuần 10", not)];
    let told = |name: &str, whose: Option<&str>, lines| Told { name: name.to_owned(), whose: whose.map(str::to_owned), lines };
    let all = told("0.zip", None, Ok(lines[..2].to_vec()));
    assert!(report(&[all]).is_all);
    let report = report(&[
        told("a.zip", Some("bản lưu của Nguyễn Thị Hoa"), Ok(lines)),
        told("b.zip", Some("bản lưu của Vũ Thị Thảo"), Err(CopyRefusal::NotSigned.to_string())),
        told("c.zip", None, Err(UnpackError::NoList.to_string())),
    ]);
    assert!(!report.is_all);
    for words in [
        "a.zip: bản lưu của Nguyễn Thị Hoa: nhận lại 1, đã có 1, không nhận 1.",
        "  Giáo án tuần 10: chưa có Trần Thị Lạ trong danh sách cán bộ. Thêm vào danh sách rồi nhận lại.",
        "b.zip: bản lưu của Vũ Thị Thảo: danh sách không có chữ ký",
        "c.zip: không thấy danh-sach.json",
        "Tất cả: nhận lại 1 phiên bản, đã có 1, không nhận 1.",
    ] {
        assert!(report.words.contains(words), "{words} in\n{}", report.words);
    }
}
