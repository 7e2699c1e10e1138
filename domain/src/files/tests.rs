#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use proptest::{prelude::*, string::string_regex};

use super::*;

#[test]
fn names_are_cleaned() {
    let check = |raw: &str, wanted: &str| assert_eq!(FileName::clean(raw).as_str(), wanted, "{raw:?}");
    check("Giáo án tuần 13.docx", "Giáo án tuần 13.docx");
    // Paths, of every kind of machine.
    check("../../etc/passwd", "passwd");
    check("..\\..\\Windows\\giáo án.docx", "giáo án.docx");
    check("C:\\fakepath\\giao an.docx", "giao an.docx");
    check("/giao an.docx/", "tep-khong-ten");
    check("giao an\\", "giao an");
    // Letters that cannot be seen.
    check("giao\0 an.docx\0", "giao an.docx");
    check("giáo án\u{202e}xcod.exe", "giáo ánxcod.exe");
    check("\u{feff}giáo\u{200b} án\u{2066}.docx\u{ad}", "giáo án.docx");
    check("giáo án\r\ntuần\t13.docx", "giáo án tuần 13.docx");
    check("  giáo   án .docx ", "giáo án .docx");
    // A Mac sends letters and marks apart; a mark may hide behind a letter without width.
    check("Gia\u{301}o a\u{301}n thu\u{31b}\u{300}.docx", "Giáo án thừ.docx");
    check("e\u{200b}\u{302}\u{323}.docx", "ệ.docx");
    // Nothing is left.
    for empty in ["", " ", ".", "...", "../..", ". .", "\0", "\u{200b}", "a/.."] {
        check(empty, "tep-khong-ten");
    }
    check(".giao an.docx. .", "giao an.docx");
}

#[test]
fn long_names_keep_their_ending() {
    let long = FileName::clean(&format!("{}.docx", "ệ".repeat(200)));
    assert!(long.as_str().ends_with("ệ….docx"));
    assert!(long.as_str().len() > FileName::MAX_LENGTH - 3 && long.as_str().len() <= FileName::MAX_LENGTH);
    assert_eq!(long.ending(), "docx");
    let just = format!("{}.docx", "a".repeat(250));
    assert_eq!(FileName::clean(&just).as_str(), just);
    let without = FileName::clean(&"đ".repeat(300));
    assert!(without.as_str().ends_with("đ…") && without.as_str().len() <= 255);
    let strange = FileName::clean(&format!("a.{}", "b".repeat(300)));
    assert_eq!(strange.as_str().len(), 255);
}

/// Names with everything in them that has no place in one, and long ones.
fn typed() -> impl Strategy<Value = String> {
    string_regex("\\PC{0,20}|[\\x00-\\x20./\\\\~$ệà\u{301}\u{202e}\u{200b}]{0,40}|[ệa\u{323}\u{302}. ]{200,300}").unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_clean_name_is_clean(raw in typed()) {
        let name = FileName::clean(&raw);
        let text = name.as_str();
        prop_assert!(!text.is_empty() && text.len() <= FileName::MAX_LENGTH);
        let unwanted = ['/', '\\', '\0', '\n', '\u{202e}', '\u{200b}'];
        prop_assert!(!text.contains(unwanted));
        prop_assert!(!text.starts_with(['.', ' ']) && !text.ends_with(['.', ' ']));
        prop_assert!(unicode_normalization::is_nfc(text));
        prop_assert_eq!(FileName::clean(text), name.clone(), "cleaning twice changes nothing");
    }
}

#[test]
fn endings_and_temporary_files() {
    let check = |raw: &str, ending: &str, temporary: bool| {
        let name = FileName::clean(raw);
        assert_eq!((name.ending().as_str(), name.is_temporary()), (ending, temporary), "{raw}");
    };
    check("Giáo án.DOCX", "docx", false);
    check("giáo án", "", false);
    check("giáo án.tuần 13.pdf", "pdf", false);
    check("~$áo án.docx", "docx", true);
    check(".~lock.giáo án.docx#", "docx#", true);
    check("~WRL0001.tmp", "tmp", true);
    check("~ nháp.docx", "docx", false);
}

#[test]
fn kinds_are_read_back() {
    for kind in FileKind::ALL {
        assert_eq!(FileKind::from_ending(kind.ending()), Some(kind));
        assert!(ACCEPTED_ENDINGS.split(',').any(|ending| ending.strip_prefix('.') == Some(kind.ending())));
        assert!(kind.media_type().contains('/'));
    }
    assert_eq!(FileKind::from_ending("exe"), None);
}

#[test]
fn hashes_are_hex() {
    let mut bytes = [0; 32];
    bytes.iter_mut().zip(0_u8..).for_each(|(byte, at)| *byte = at.wrapping_mul(9));
    let hash = Sha256::new(bytes);
    let hex = "0009121b242d363f48515a636c757e879099a2abb4bdc6cfd8e1eaf3fc050e17";
    assert_eq!((hash.to_string().as_str(), format!("{hash:?}").as_str()), (hex, hex));
    assert_eq!(hash.abridged(), "0009 121b 242d 363f … fc05 0e17");
    assert_eq!(Sha256::from_hex(hex), Some(hash));
    assert_eq!(Sha256::from_hex(hex).unwrap().bytes(), &bytes);
    let signed = format!("+f{}", &hex[2..]);
    for wrong in ["", &hex[1..], &format!("{hex}0"), &hex.replace('0', "g"), &signed, &hex.replace("00", "ộ")] {
        assert_eq!(Sha256::from_hex(wrong), None, "{wrong}");
    }
}

#[test]
fn how_many_files() {
    assert_eq!(check_number(0), Err(Refusal::NoFiles));
    assert_eq!(check_number(1), Ok(()));
    assert_eq!(check_number(MAX_FILES), Ok(()));
    assert_eq!(check_number(31), Err(Refusal::TooManyFiles { files: 31, most: 30 }));
}

#[test]
fn so_much_waits_and_no_more() {
    let waiting = |files, bytes| MuchWaiting { files, bytes, unused: bytes }.check();
    assert_eq!(waiting(0, 0), Ok(()));
    assert_eq!(waiting(89, MuchWaiting::MAX_BYTES - 1), Ok(()), "the last one may be as large as any");
    assert_eq!(waiting(90, 5), Err(Refusal::TooMuchWaiting { files: 90, bytes: 5 }));
    assert_eq!(waiting(2, 4 << 30), Err(Refusal::TooMuchWaiting { files: 2, bytes: 4 << 30 }));
    let unused = |unused| MuchWaiting { files: 0, bytes: 0, unused }.check();
    assert_eq!(unused((16 << 30) - 1), Ok(()));
    assert_eq!(unused(16 << 30), Err(Refusal::TooMuchUnused { bytes: 16 << 30 }), "taking off makes no room at once");
}

#[test]
fn a_limit_is_told_as_it_was_set() {
    assert_eq!(crate::vietnamese::file_limit(DEFAULT_FILE_LIMIT), "200 MB");
    assert_eq!(crate::vietnamese::file_limit(MAX_MEGABYTES * MEGABYTE), "2.000 MB");
    assert_eq!(crate::vietnamese::file_limit(20_000), "20 kB");
}
