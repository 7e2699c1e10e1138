#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod made;

use std::{
    fs,
    io::{self, Cursor, Read, Seek, SeekFrom},
    path::PathBuf,
    time::Instant,
};

use domain::{files::FileKind, inspection::Impossibility};

use super::{UnfitError, kind_of};
use crate::testing::ordinary;

fn look(bytes: &[u8]) -> Result<FileKind, UnfitError> {
    kind_of(Cursor::new(bytes)).unwrap()
}

#[test]
fn what_people_hand_in_is_accepted() {
    let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../server/samples");
    let mut seen = 0;
    // The calendar beside them is for set-up, and nobody hands one in.
    let paths = fs::read_dir(samples).unwrap().map(|sample| sample.unwrap().path());
    for path in paths.filter(|path| path.extension().is_none_or(|ending| ending != "toml")) {
        let ending = path.extension().unwrap().to_str().unwrap();
        assert_eq!(look(&fs::read(&path).unwrap()), Ok(FileKind::from_ending(ending).unwrap()), "{}", path.display());
        seen += 1;
    }
    assert_eq!(seen, 9);
}

#[test]
fn every_kind_is_known_by_its_content() {
    for (kind, bytes) in made::one_of_each() {
        assert_eq!(look(&bytes), Ok(kind), "{kind:?}");
    }
    assert_eq!(made::one_of_each().map(|(kind, _)| kind), FileKind::ALL);
}

#[test]
fn what_phones_record_is_taken_by_its_brand() {
    let of = |brand: &[u8; 4]| look(&[b"\0\0\0\x18ftyp", &brand[..], b"\0\0\x02\0isommp42"].concat());
    for (brand, kind) in [
        (b"qt  ", FileKind::Mov),
        (b"3gp4", FileKind::ThreeGp),
        (b"3gp5", FileKind::ThreeGp),
        (b"3gp6", FileKind::ThreeGp),
        (b"M4A ", FileKind::M4a),
        (b"heix", FileKind::Heic),
        (b"isom", FileKind::Mp4),
    ] {
        assert_eq!(of(brand), Ok(kind), "{kind:?}");
    }
    assert_eq!(look(&b"\0\0\0\x1cftypmif1\0\0\0\0mif1miafheic"[..]), Ok(FileKind::Heic), "a .heif of a Samsung phone");
}

#[test]
fn what_nobody_hands_in_is_no_kind() {
    let wrong: [&[u8]; 7] = [
        b"MZ\x90\0\x03\0\0\0",
        b"\x7fELF\x02\x01\x01\0",
        b"<!doctype html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"just words",
        b"GIF89a\x01\0\x01\0",
        b"",
    ];
    for bytes in wrong {
        assert_eq!(look(bytes), Err(UnfitError::Unknown));
    }
}

#[test]
fn what_word_saved_otherwise_is_to_be_saved_anew() {
    let pages: [&[u8]; 7] = [
        b"{\\rtf1\\ansi\\deff0 Gi\\u225?o \\u225?n}",
        b"<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head></head></html>",
        b"\xEF\xBB\xBF<html><body><table border=1><tr><td>1</td></tr></table></body></html>",
        b"<table><tr><td>STT</td></tr></table>",
        b"<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>",
        b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>",
        b"<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"/>",
    ];
    for bytes in pages {
        assert_eq!(look(bytes), Err(UnfitError::SaveAnew), "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_file_cut_short_anywhere_is_no_panic() {
    for (kind, bytes) in made::one_of_each() {
        for length in (0..bytes.len()).step_by(bytes.len() / 97 + 1) {
            let cut = look(&bytes[..length]);
            assert!(cut == Ok(kind) || cut == Err(UnfitError::Unknown), "{kind:?} {length}: {cut:?}");
        }
    }
}

/// What a bad USB stick leaves of a plan: it is taken, and its sender is told what is wrong (`inspection`).
#[test]
fn a_document_that_was_cut_or_changed_on_its_way_is_known_all_the_same() {
    for (kind, number) in [(FileKind::Docx, 3), (FileKind::Xlsx, 4), (FileKind::Pptx, 5), (FileKind::Doc, 1), (FileKind::Xls, 1)] {
        let bytes = ordinary::one(kind, number);
        for cut in [bytes.len() - 10, bytes.len() * 9 / 10] {
            assert_eq!(look(&bytes[..cut]), Ok(kind), "{kind:?} cut at {cut} of {}", bytes.len());
        }
    }
    let mut flipped = made::office(made::WORD, &["word/document.xml"]);
    let inside = memchr::memmem::find(&flipped, b"[Content_Types].xml").unwrap() + 30;
    flipped[inside] ^= 4;
    assert_eq!(look(&flipped), Ok(FileKind::Docx), "a bit of the list of types");
    let mut without_directory = made::office(made::WORD, &["word/document.xml"]);
    let directory = memchr::memmem::find(&without_directory, b"PK\x01\x02").unwrap();
    without_directory[directory] ^= 1;
    assert_eq!(look(&without_directory), Ok(FileKind::Docx), "a bit of the directory");
    let macros = made::office(made::WORD, &["word/document.xml", "word/vbaProject.bin"]);
    assert_eq!(look(&macros[..macros.len() - 10]), Err(UnfitError::Dangerous), "a cut hides nothing");
}

#[test]
fn documents_that_run_commands_are_refused() {
    let word = made::WORD;
    let vba = r#"<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>"#;
    let hidden = vba.replace("vba", "&#118;ba");
    let macro_main = word.replace("openxmlformats-officedocument.wordprocessingml.document", "ms-word.document.macroEnabled");
    let dangerous = [
        made::office(word, &["word/document.xml", "word/vbaProject.bin"]),
        made::office(&format!("{word}{vba}"), &["word/document.xml"]),
        made::office(&format!("{word}{hidden}"), &["word/document.xml"]),
        made::office(&macro_main, &["word/document.xml"]),
        made::office(word, &["word/document.xml", "word/activeX/activeX1.bin"]),
        made::office(made::EXCEL, &["xl/workbook.xml", "xl/macrosheets/sheet1.xml"]),
        made::legacy(&[("/WordDocument", &made::FIB)], &["/Macros", "/Macros/VBA"]),
        made::legacy(&[("/Workbook", &made::sheets(0))], &["/_VBA_PROJECT_CUR"]),
        made::legacy(&[("/Workbook", &made::sheets(1))], &[]),
        made::legacy(&[("/PowerPoint Document", &made::presentation(true))], &[]),
        made::legacy(&[("/WordDocument", &made::FIB)], &["/ObjectPool", "/ObjectPool/_1", "/ObjectPool/_1/Macros"]),
    ];
    for (at, bytes) in dangerous.iter().enumerate() {
        assert_eq!(look(bytes), Err(UnfitError::Dangerous), "{at}");
    }
}

#[test]
fn documents_with_a_password_are_refused_with_the_reason() {
    let encrypted_word = [0xEC, 0xA5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0];
    let file_pass = [9, 8, 4, 0, 0, 6, 5, 0, 0x2F, 0, 2, 0, 1, 0];
    for bytes in [
        made::legacy(&[("/EncryptionInfo", b"x"), ("/EncryptedPackage", b"x")], &[]),
        made::legacy(&[("/WordDocument", &encrypted_word)], &[]),
        made::legacy(&[("/Workbook", &file_pass)], &[]),
        made::legacy(&[("/PowerPoint Document", b"x"), ("/EncryptedSummary", b"x")], &[]),
    ] {
        assert_eq!(look(&bytes), Err(UnfitError::Encrypted));
    }
}

#[test]
fn other_zips_and_containers_are_unknown() {
    let word = made::WORD;
    let two = format!("{word}{}", made::EXCEL);
    let template = word.replace("document.main", "template.main");
    let bomb = format!("<!DOCTYPE x [<!ENTITY a \"aaaa\">]>{word}");
    let large = format!("<!--{}-->{word}", "x".repeat(1024 * 1024));
    let unknown = [
        made::zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")]),
        made::office(word, &["word/other.xml"]),
        made::office(&two, &["word/document.xml", "xl/workbook.xml"]),
        made::office(&template, &["word/document.xml"]),
        made::office(&large, &["word/document.xml"]),
        made::legacy(&[("/Outlook", b"x")], &[]),
        b"MZ%PDF-1.7".to_vec(),
        b"<script>alert(1)</script>%PDF-1.7".to_vec(),
        b"\0\0\0\x14ftypavif\0\0\0\0avif".to_vec(),
        b"RIFF\x04\0\0\0WAVEfmt ".to_vec(),
        b"\0\0\0\x14ftyp3gs9\0\0\0\0isom".to_vec(),
        b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif".to_vec(),
        b"ID3\x04\0\0\0\0\0\x02\0\0<html>".to_vec(),
    ];
    for (at, bytes) in unknown.iter().enumerate() {
        assert_eq!(look(bytes), Err(UnfitError::Unknown), "{at}");
    }
    let twice = made::zip(&[
        ("[Content_Types].xml", word.as_bytes()),
        ("[content_types].xml", word.as_bytes()),
        ("word/document.xml", b""),
    ]);
    assert_eq!(look(&twice), Err(UnfitError::Impossible(Impossibility::TwoNames)));
    assert_eq!(look(&made::office(&bomb, &["word/document.xml"])), Err(UnfitError::Impossible(Impossibility::OwnEntities)));
}

#[test]
fn other_ways_to_write_the_same_kinds_are_accepted() {
    let by_ending = made::WORD.replace("Override PartName=\"/word/document.xml\"", "Default Extension=\"xml\"");
    let heic = b"\0\0\0\x1cftypmif1\0\0\0\0mif1heicmiaf".to_vec();
    let frames = made::frames([0xFF, 0xFA, 0x90, 0x64], 417);
    for (kind, bytes) in [
        (FileKind::Docx, made::office(&by_ending, &["word/document.xml"])),
        (FileKind::Pdf, [b"\xEF\xBB\xBF\r\n".as_slice(), b"%PDF-1.4\n"].concat()),
        (FileKind::Heic, heic),
        (FileKind::Mp3, frames),
        (FileKind::Ppt, made::legacy(&[("/PowerPoint Document", &made::presentation(false))], &[])),
    ] {
        assert_eq!(look(&bytes), Ok(kind), "{kind:?}");
    }
}

#[test]
fn bombs_are_refused_at_once() {
    let began = Instant::now();
    let names: Vec<String> = (0..100_000).map(|at| format!("word/{at}")).collect();
    let mut many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    many.push(("[Content_Types].xml", made::WORD.as_bytes()));
    let many = made::zip(&many);
    let made_after = began.elapsed();
    assert_eq!(look(&many), Err(UnfitError::Impossible(Impossibility::TooManyParts)));
    println!("100,000 entries: made in {made_after:?}, refused in {:?}", began.elapsed() - made_after);

    // The directory claims 100 entries of 60 MB each.
    let mut claims = made::office(made::WORD, &["word/document.xml"]);
    let directory = memchr::memmem::find(&claims, b"PK\x01\x02").unwrap();
    claims[directory + 24..directory + 28].copy_from_slice(&u32::to_le_bytes(0xFFFF_FFF0));
    let second = directory + 46 + memchr::memmem::find(&claims[directory + 46..], b"PK\x01\x02").unwrap();
    claims[second + 24..second + 28].copy_from_slice(&u32::to_le_bytes(0xFFFF_FFF0));
    assert_eq!(look(&claims), Err(UnfitError::Impossible(Impossibility::Bomb)));

    // Entries that lie over each other claim more packed bytes than the file has.
    let mut overlap = made::office(made::WORD, &["word/document.xml"]);
    let packed = u32::try_from(overlap.len()).unwrap();
    overlap[directory + 20..directory + 24].copy_from_slice(&packed.to_le_bytes());
    assert!(matches!(look(&overlap), Err(UnfitError::Impossible(_))), "{:?}", look(&overlap));
}

/// A disk that cannot read (EIO), or a system that has no handle left (EMFILE).
struct Faulty(i32);

impl Read for Faulty {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::from_raw_os_error(self.0))
    }
}

impl Seek for Faulty {
    fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
        Ok(37_573)
    }
}

#[test]
fn a_fault_of_the_disk_is_not_the_fault_of_the_file() {
    for number in [5, 24] {
        let fault = kind_of(Faulty(number)).unwrap_err();
        assert_eq!(fault.raw_os_error(), Some(number), "{fault}");
    }
}
