//! The files: a plan with tables, a long one, and those that are made to hurt whoever reads them.

use std::io::Write;

use anyhow::Result;
use flate2::{
    Compression, Crc,
    write::{DeflateEncoder, ZlibEncoder},
};

/// How many tables fill 130 pages at 14 points, and more where Times New Roman is not there.
pub const TABLES: usize = 65;

/// Rows of each: the parts of a day.
const ROWS: usize = 8;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="application/octet-stream"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// What Word writes at each piece of text.
const LOOK: &str = r#"<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr>"#;

/// An ordinary plan of one page.
pub fn plan() -> Result<Vec<u8>> {
    word(&day(1), None)
}

/// A plan of 130 pages, all of it in tables.
pub fn long_plan() -> Result<Vec<u8>> {
    word(&(1..=TABLES).map(day).collect::<String>(), None)
}

/// What each is, the name under which it is sent, and its bytes.
pub fn hostile() -> Result<Vec<(&'static str, &'static str, Vec<u8>)>> {
    Ok(vec![
        ("a docx bomb", "bom.docx", word(&day(1), Some(600))?),
        ("a docx with a million paragraphs", "trieu-doan.docx", word(&paragraph("a").repeat(1_000_000), None)?),
        ("a pdf of packed objects", "treo.pdf", packed_pdf()?),
        ("a pdf of deep lists", "sau.pdf", [&b"%PDF-1.7\n1 0 obj\n"[..], &vec![b'['; 20_000_000], b"\nendobj\n%%EOF\n"].concat()),
        ("an image of 40,000 × 40,000 points", "anh.png", large_image()?),
    ])
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A day of a plan: its name, and a table of its parts with cells over several columns and rows.
fn day(number: usize) -> String {
    let text = |words: &str| format!("<w:p><w:r w:rsidR=\"00FC693F\">{LOOK}<w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>");
    let cell = |look: &str, words: &str| {
        format!("<w:tc><w:tcPr><w:tcW w:w=\"2300\" w:type=\"dxa\"/>{look}</w:tcPr>{}</w:tc>", text(words))
    };
    let row = |at: usize| {
        let part =
            ["Đón trẻ", "Thể dục sáng", "Hoạt động học", "Hoạt động góc", "Ngoài trời", "Vệ sinh", "Ăn ngủ", "Trả trẻ"][at % ROWS];
        let words = format!(
            "{part} ngày {number}: cô trò chuyện với trẻ về chủ đề, gợi ý để trẻ kể tên, so sánh, phân loại và nói được đặc điểm; \
             động viên trẻ còn rụt rè, nhắc trẻ cất đồ dùng đúng nơi quy định."
        );
        let merged = if at.is_multiple_of(2) { "<w:vMerge w:val=\"restart\"/>" } else { "<w:vMerge/>" };
        format!(
            "<w:tr>{}{}{}{}</w:tr>",
            cell(merged, part),
            cell("", &words),
            cell("", &words),
            cell("", "Trẻ hứng thú, tham gia tích cực.")
        )
    };
    let head = format!(
        "<w:tr>{}{}</w:tr>",
        cell("<w:gridSpan w:val=\"2\"/>", "Thời gian và nội dung"),
        cell("<w:gridSpan w:val=\"2\"/>", "Ghi chú")
    );
    let rows: String = (0..ROWS).map(row).collect();
    let grid = "<w:gridCol w:w=\"2300\"/>".repeat(4);
    format!(
        "{}<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>",
        text(&format!("Ngày {number}"))
    )
}

/// A Word document with this body, and with so many megabytes of zeros in it.
fn word(body: &str, zeros: Option<usize>) -> Result<Vec<u8>> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}<w:sectPr/></w:body></w:document>"#
    );
    let parts = [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &document)];
    let mut package = Package::default();
    for (name, text) in parts {
        package.add(name, [text.as_bytes()])?;
    }
    if let Some(megabytes) = zeros {
        let zeros = vec![0; 1 << 20];
        package.add("word/media/bom.bin", std::iter::repeat_n(zeros.as_slice(), megabytes))?;
    }
    Ok(package.finish())
}

/// Six streams of a million objects each: whoever reads one after the other is busy for long.
fn packed_pdf() -> Result<Vec<u8>> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all("<</A/B>> ".repeat(1_000_000).as_bytes())?;
    let packed = packed.finish()?;
    let mut pdf = b"%PDF-1.7\n".to_vec();
    for number in 1..=6 {
        let head = format!("{number} 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length {}>>\nstream\n", packed.len());
        pdf.extend([head.as_bytes(), &packed, b"\nendstream\nendobj\n"].concat());
    }
    pdf.extend(b"%%EOF\n");
    Ok(pdf)
}

/// A PNG that says how large it is; whoever believes it takes 4.8 GB of memory.
fn large_image() -> Result<Vec<u8>> {
    let mut points = ZlibEncoder::new(Vec::new(), Compression::fast());
    points.write_all(&[0; 100_000])?;
    let size = 40_000_u32.to_be_bytes();
    let chunks = [(b"IHDR", [&size[..], &size, &[8, 2, 0, 0, 0]].concat()), (b"IDAT", points.finish()?), (b"IEND", Vec::new())];
    let mut image = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, bytes) in chunks {
        let mut checksum = Crc::new();
        checksum.update(name);
        checksum.update(&bytes);
        image.extend((bytes.len() as u32).to_be_bytes());
        image.extend([&name[..], &bytes, &checksum.sum().to_be_bytes()].concat());
    }
    Ok(image)
}

/// A zip in the making, each part packed.
#[derive(Default)]
struct Package {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    parts: u16,
}

impl Package {
    fn add<'b>(&mut self, name: &str, pieces: impl IntoIterator<Item = &'b [u8]>) -> Result<()> {
        let place = u32::try_from(self.bytes.len())?;
        let (mut encoder, mut checksum) = (DeflateEncoder::new(Vec::new(), Compression::default()), Crc::new());
        for piece in pieces {
            encoder.write_all(piece)?;
            checksum.update(piece);
        }
        let packed = encoder.finish()?;
        // Version, flags (names are UTF-8), deflated, an hour and a day, checksum, both sizes, the length of the name, no more.
        let fields = [
            &20_u16.to_le_bytes()[..],
            &0x800_u16.to_le_bytes(),
            &8_u16.to_le_bytes(),
            &[0, 0, 0x21, 0x5A],
            &checksum.sum().to_le_bytes(),
            &u32::try_from(packed.len())?.to_le_bytes(),
            &checksum.amount().to_le_bytes(),
            &u16::try_from(name.len())?.to_le_bytes(),
            &[0, 0],
        ]
        .concat();
        self.bytes.extend([b"PK\x03\x04", fields.as_slice(), name.as_bytes(), &packed].concat());
        self.directory.extend([b"PK\x01\x02\x14\x00", fields.as_slice(), &[0; 10], &place.to_le_bytes(), name.as_bytes()].concat());
        self.parts += 1;
        Ok(())
    }

    fn finish(mut self) -> Vec<u8> {
        let place = self.bytes.len() as u32;
        self.bytes.extend(&self.directory);
        let (parts, length) = (self.parts.to_le_bytes(), self.directory.len() as u32);
        self.bytes
            .extend([&b"PK\x05\x06\0\0\0\0"[..], &parts, &parts, &length.to_le_bytes(), &place.to_le_bytes(), &[0, 0]].concat());
        self.bytes
    }
}
