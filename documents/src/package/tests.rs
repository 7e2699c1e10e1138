#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use super::*;
use crate::testing::zips::{Entry, zip, zip_with_tail};

fn open(bytes: Vec<u8>) -> Result<Package<Cursor<Vec<u8>>>, PackageError> {
    Package::open(Source::new(Cursor::new(bytes)).unwrap())
}

#[test]
fn parts_are_found_by_name_and_read_up_to_a_limit() {
    let package = open(zip(&[
        Entry::deflated("[Content_Types].xml", b"<Types/>"),
        Entry::stored("word/document.xml", "Kế hoạch".as_bytes()),
        Entry::stored("word/", b""),
        Entry::stored("/word\\media/anh.png", b"png"),
    ]))
    .unwrap();
    let names: Vec<&str> = package.parts().iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["[Content_Types].xml", "word/document.xml", "word/media/anh.png"]);
    let part = package.part("/Word/Document.xml").unwrap();
    assert_eq!(package.read(part, 100).unwrap(), "Kế hoạch".as_bytes());
    assert_eq!(package.read(part, 5), Err(PackageError::OverLimit));
    assert_eq!(package.read(package.part("[content_types].xml").unwrap(), 8).unwrap(), b"<Types/>");
    assert!(package.part("word/").is_none());
    assert!(package.part("word").is_none());
    assert!(package.gaps().is_empty());
}

#[test]
fn what_two_readers_could_read_in_two_ways_is_refused() {
    let check = |entries: &[Entry], wanted: PackageError| assert_eq!(open(zip(entries)).unwrap_err(), wanted, "{entries:?}");
    let plain = || Entry::stored("word/document.xml", b"<x/>");
    check(&[plain(), Entry::stored("Word\\Document.xml", b"<y/>")], PackageError::TwoNames);
    check(&[Entry { local_name: Some(b"word/other.xml".to_vec()), ..plain() }], PackageError::TwoNames);
    for name in ["../x", "word/../../x", "c:/x", "word/x\0.xml", ""] {
        check(&[plain(), Entry::stored(name, b"x")], PackageError::NameLeadsOut);
    }
    check(&[plain(), Entry { attributes: 0o120_777 << 16, ..Entry::stored("link", b"/etc/passwd") }], PackageError::Symlink);
    check(&[plain(), Entry { place: Some(0), ..Entry::stored("word/document.xml2", b"<x/>") }], PackageError::TwoNames);
    check(&[plain(), Entry { place: Some(0), local_name: None, ..plain() }], PackageError::TwoNames);
    check(&[Entry { size: 5, ..plain() }], PackageError::SizeDiffers);
    check(&[Entry { flags: 1, ..plain() }], PackageError::Sealed);
    check(&[Entry { method: 99, ..plain() }], PackageError::UnknownPacking);
}

#[test]
fn parts_over_each_other_are_refused() {
    // The first part holds a whole second one, as in the bombs of 2019.
    let inner = zip(&[Entry::stored("b", b"bbbb")]);
    let kernel = &inner[..30 + 1 + 4];
    let outer = Entry::stored("a", kernel);
    let inside = Entry { place: Some(31), ..Entry::stored("b", b"bbbb") };
    assert_eq!(open(zip(&[outer, inside])).unwrap_err(), PackageError::Overlap);
    let over_directory = Entry { claimed_packed: Some(60), size: 60, ..Entry::stored("a", b"aaaa") };
    assert_eq!(open(zip(&[over_directory])).unwrap_err(), PackageError::Overlap);
}

#[test]
fn bombs_are_refused_before_anything_is_unpacked() {
    let claims = |size: u64| Entry { size, ..Entry::deflated("a", &[0; 1000]) };
    assert_eq!(open(zip(&[claims(MAX_GROWTH + 2000)])).unwrap_err(), PackageError::TooLarge);
    assert_eq!(open(zip(&[claims(MIN_UNPACKED_FOR_RATIO + 1)])).unwrap_err(), PackageError::Bomb);
    let many: Vec<Entry> = (0..=MAX_PARTS).map(|at| Entry::stored(&at.to_string(), b"")).collect();
    assert_eq!(open(zip(&many)).unwrap_err(), PackageError::TooManyParts);
    assert!(open(zip(&many[1..])).is_ok());

    // What is inside takes from the same budget.
    let mut budget = Budget::default();
    let source = || Source::new(Cursor::new(zip(&[claims(MIN_UNPACKED_FOR_RATIO)]))).unwrap();
    let fitting = MAX_GROWTH / MIN_UNPACKED_FOR_RATIO;
    for _ in 0..fitting {
        Package::open_within(source(), &mut budget).unwrap();
    }
    assert_eq!(Package::open_within(source(), &mut budget).unwrap_err(), PackageError::TooLarge);
}

#[test]
fn a_part_gives_neither_more_nor_less_than_it_claims() {
    let read = |entry: Entry| {
        let package = open(zip(&[entry])).unwrap();
        package.read(&package.parts()[0], 1000)
    };
    let plain = || Entry::deflated("a", b"aaaaaaaaaa");
    assert_eq!(read(plain()).unwrap(), b"aaaaaaaaaa");
    assert_eq!(read(Entry { size: 9, ..plain() }), Err(PackageError::SizeDiffers));
    assert_eq!(read(Entry { size: 11, ..plain() }), Err(PackageError::SizeDiffers));
    assert_eq!(read(Entry { checksum: 1, ..plain() }), Err(PackageError::Damaged));
    assert_eq!(read(Entry { packed: vec![0xFF; 12], ..plain() }), Err(PackageError::Damaged));
}

#[test]
fn bytes_that_belong_to_no_part_are_told() {
    let hidden = Entry { before: vec![7; 100], ..Entry::stored("b", b"b") };
    let bytes = zip_with_tail(&[Entry::stored("a", b"a"), hidden], b"<html>");
    let size = bytes.len() as u64;
    let package = open(bytes).unwrap();
    assert_eq!(package.gaps(), [32..132, size - 6..size]);
}

#[test]
fn a_fault_of_the_disk_is_kept_apart_from_a_damaged_file() {
    #[derive(Debug)]
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::from_raw_os_error(5))
        }
    }
    impl Seek for Broken {
        fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
            Ok(1000)
        }
    }
    let source = Source::new(Broken).unwrap();
    assert_eq!(Package::open(source.clone()).unwrap_err(), PackageError::Damaged);
    assert_eq!(source.check().unwrap_err().raw_os_error(), Some(5));
    let short = Source::new(Cursor::new(b"PK\x03\x04".to_vec())).unwrap();
    assert_eq!(Package::open(short.clone()).unwrap_err(), PackageError::Cut);
    short.check().unwrap();
}
