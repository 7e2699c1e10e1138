#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

//! Measures; run with `cargo test --release -p documents -- --ignored --nocapture --test-threads 1`.

use std::{fs, io::Cursor, time::Instant};

use domain::files::FileKind;

use super::inspect;
use crate::testing::{
    compound::{compound, word_stream},
    media,
    office::{HEAD, Office, paragraph},
    pdfs,
    zips::{Entry, zip},
};

/// In bytes.
const LARGE: usize = 100 * 1024 * 1024;

/// What this process has computed so far, in hundredths of a second: the clock on the wall tells what else the machine does, too.
fn computed() -> u64 {
    let status = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = status.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    [11, 12].iter().filter_map(|at| fields.get(*at)?.parse::<u64>().ok()).sum()
}

/// What this process has taken of the memory at most, in kB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or_default()
}

fn measure(name: &str, kind: FileKind, bytes: Vec<u8>) {
    let path = std::env::temp_dir().join(format!("documents-speed-{}", std::process::id()));
    let size = bytes.len();
    fs::write(&path, bytes).unwrap();
    // What is measured is what the inspection takes, not what this test held.
    fs::write("/proc/self/clear_refs", "5").ok();
    let before = peak();
    let (began, computed_before) = (Instant::now(), computed());
    let found = inspect(fs::File::open(&path).unwrap(), kind).unwrap();
    let (computed, more) = (computed() - computed_before, peak().saturating_sub(before));
    println!("{name}: {} MB, computed {computed} cs, waited {:?}, {more} kB more, {found:?}", size / 1_000_000, began.elapsed());
    fs::remove_file(path).unwrap();
}

fn word_with(entries: Vec<Entry>) -> Vec<u8> {
    zip(&[Office::word(&paragraph("Kế hoạch")).entries(), entries].concat())
}

#[test]
#[ignore = "measures"]
fn files_of_a_hundred_megabytes_are_judged_within_two_seconds() {
    let noise = media::noise(1, LARGE);
    measure("docx, stored pictures", FileKind::Docx, word_with(vec![Entry::stored("word/media/a.bin", &noise)]));
    measure("docx, packed pictures", FileKind::Docx, word_with(vec![Entry::deflated("word/media/a.bin", &noise)]));
    let tags = format!("{HEAD}<x>{}</x>", "<a/>".repeat(32_000_000));
    measure("docx, 128 MB of the smallest tags", FileKind::Docx, word_with(vec![Entry::deflated("word/a.xml", tags.as_bytes())]));
    let runs = format!("{HEAD}<w:x>{}</w:x>", paragraph("Hoạt động học: kể chuyện").repeat(1_000_000));
    measure("docx, a million paragraphs", FileKind::Docx, word_with(vec![Entry::deflated("word/a.xml", runs.as_bytes())]));
    let fields = format!("{HEAD}<w:x>{}</w:x>", r#"<w:fldSimple w:instr="DDE x"/>"#.repeat(4_000_000));
    measure("docx, 4 million fields", FileKind::Docx, word_with(vec![Entry::deflated("word/a.xml", fields.as_bytes())]));
    let half = vec![0; 60 << 20];
    let many = (0..8).map(|at| Entry::deflated(&format!("word/media/{at}.bin"), &half));
    let filler = Entry::stored("word/media/a.bin", &noise);
    measure("docx, 480 MB of nothing", FileKind::Docx, word_with(many.chain([filler]).collect()));
    measure("docx, ten million entries by its own word", FileKind::Docx, {
        let mut bytes = word_with(vec![]);
        let end = bytes.len() - 14;
        bytes[end..end + 4].copy_from_slice(&[0xFF; 4]);
        bytes
    });
    measure(
        "pdf, objects alone",
        FileKind::Pdf,
        pdfs::pdf(&vec![b"<</Type/Annot/Rect[0 0 1 1]/F 4/Contents(abc)>>".to_vec(); 1_500_000], ""),
    );
    measure("pdf, one stream", FileKind::Pdf, pdfs::pdf(&[pdfs::stream("", &noise)], ""));
    let small = pdfs::stream("", b"x");
    measure("pdf, 1.5 million streams", FileKind::Pdf, pdfs::pdf(&vec![small; 1_500_000], ""));
    let packed = pdfs::object_stream(&[(9, &"<</A/B>>".repeat(1_000_000))]);
    measure("pdf, 80 MB of packed objects", FileKind::Pdf, pdfs::pdf(&vec![packed; 10], ""));
    measure("jpeg", FileKind::Jpeg, media::jpeg(4000, 3000, 1, LARGE));
    measure("png", FileKind::Png, media::png(4000, 3000, 1, LARGE));
    measure(
        "png, 8 million pieces",
        FileKind::Png,
        [media::png(9, 9, 1, 9)[..33].to_vec(), media::chunk(b"tEXt", b"").repeat(8_000_000)].concat(),
    );
    measure("mp4", FileKind::Mp4, media::mp4(1, LARGE, true));
    measure("mp4, boxes alone", FileKind::Mp4, [media::mp4(1, 9, true), media::boxed(b"free", b"").repeat(LARGE / 8)].concat());
    measure("mp3", FileKind::Mp3, media::mp3(1, LARGE / 417, true));
    measure("png of opening brackets", FileKind::Png, [media::png(9, 9, 1, 9), vec![b'<'; LARGE]].concat());
    let marks = [0x13_u8, b'D', b'D'].repeat(LARGE / 3);
    measure(
        "doc of marks",
        FileKind::Doc,
        compound(&[("/WordDocument", &[word_stream("", false, 0), marks].concat()), ("/1Table", b"x")]),
    );
    let records = [0x04_u8, 2, 0, 0].repeat(LARGE / 4);
    measure("xls of empty records", FileKind::Xls, compound(&[("/Workbook", &records)]));
    let records = [0_u8, 0, 0xA0, 0x0F, 0, 0, 0, 0].repeat(LARGE / 8);
    measure("ppt of empty records", FileKind::Ppt, compound(&[("/PowerPoint Document", &records)]));
    inspect(Cursor::new(b""), FileKind::Pdf).unwrap();
}
