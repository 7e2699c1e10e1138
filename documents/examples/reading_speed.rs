//! Measures how long a docx of 130 pages takes from its bytes to HTML, and a docx of a million paragraphs to its sentence:
//! `cargo run --release -p documents --example reading_speed`. With the path of a docx or xlsx, writes its HTML to standard output.

use std::{
    error::Error,
    fs,
    io::Cursor,
    path::PathBuf,
    time::{Duration, Instant},
};

use documents::{
    package::Package,
    reading::{self, ReadingError, html},
    source::Source,
};
use zips::{Entry, zip};

#[path = "../src/testing/zips.rs"]
#[allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, reason = "files made by hand, as the tests have them")]
mod zips;

/// How often the text of the long sample is repeated: its 40 weekly tables take some 33 pages of Word's.
const TIMES: usize = 4;
const ROUNDS: usize = 20;

fn main() -> Result<(), Box<dyn Error>> {
    match std::env::args().nth(1) {
        Some(path) => println!("{}", page(fs::read(&path)?, path.ends_with("xlsx"))?),
        None => measure()?,
    }
    Ok(())
}

fn page(bytes: Vec<u8>, is_workbook: bool) -> Result<String, ReadingError> {
    let source = Source::new(Cursor::new(bytes)).map_err(|_| ReadingError::Malformed("source"))?;
    let package = Package::open(source)?;
    if is_workbook {
        html::workbook(&reading::read_xlsx(&package)?)
    } else {
        html::document(&reading::read_docx(&package)?, "/anh/")
    }
}

fn measure() -> Result<(), Box<dyn Error>> {
    let long = of_130_pages()?;
    let mut times = Vec::new();
    let mut size = 0;
    for _ in 0..ROUNDS {
        let bytes = long.clone();
        let began = Instant::now();
        size = page(bytes, false)?.len();
        times.push(began.elapsed());
    }
    times.sort_unstable();
    let median = times.get(ROUNDS / 2).copied().unwrap_or_default();
    println!(
        "130 pages, {} kB of docx to {} kB of HTML: median {} ms, peak memory {} kB",
        long.len() / 1024,
        size / 1024,
        millis(median),
        peak()
    );

    let million = "<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(1_000_000);
    let document = format!("<w:document><w:body>{million}</w:body></w:document>");
    let bomb = zip(&[Entry::deflated("word/document.xml", document.as_bytes())]);
    drop((million, document));
    fs::write(std::env::temp_dir().join("a-million-paragraphs.docx"), &bomb)?;
    let began = Instant::now();
    match page(bomb, false) {
        Ok(_) => println!("a million paragraphs were read"),
        Err(error) => println!("a million paragraphs after {} ms: {}", millis(began.elapsed()), error.sentence()),
    }
    Ok(())
}

fn millis(time: Duration) -> u128 {
    time.as_millis()
}

/// The most memory that this process has held, as Linux counts it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("?");
    line.trim().trim_end_matches(" kB").to_owned()
}

/// The long sample as Word would write it, with the look of each stretch of text, its text repeated.
fn of_130_pages() -> Result<Vec<u8>, Box<dyn Error>> {
    const LOOK: &str = "<w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/>\
                        <w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:lang w:val=\"vi-VN\"/></w:rPr>";
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../server/samples/ke-hoach-tuan-12-lop-4A-dai.docx");
    let package = Package::open(Source::new(Cursor::new(fs::read(sample)?))?)?;
    let mut entries = Vec::new();
    for part in package.parts() {
        let mut bytes = package.read(part, 16 * 1024 * 1024)?;
        if part.name == "word/document.xml" {
            let text = String::from_utf8(bytes)?;
            let (head, rest) = text.split_once("<w:body>").ok_or("no body")?;
            let (body, tail) = rest.rsplit_once("<w:sectPr").ok_or("no section")?;
            let body = body.replace("<w:r>", &format!("<w:r w:rsidR=\"00FC693F\" w:rsidRPr=\"0006063C\">{LOOK}"));
            bytes = format!("{head}<w:body>{}<w:sectPr{tail}", body.repeat(TIMES)).into_bytes();
        }
        entries.push(Entry::deflated(&part.name, &bytes));
    }
    Ok(zip(&entries))
}
