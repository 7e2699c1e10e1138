//! The smallest files of every kind, and of some that only look so.

use std::io::{Cursor, Write};

use domain::files::FileKind;

pub const WORD: &str = r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#;
pub const EXCEL: &str = r#"<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>"#;
const POWER_POINT: &str = r#"<Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/>"#;
pub const FIB: [u8; 14] = [0xEC, 0xA5, 0xC1, 0, 0, 0, 0, 0, 0, 0, 0, 0x12, 0, 0];

pub fn one_of_each() -> [(FileKind, Vec<u8>); 16] {
    [
        (FileKind::Docx, office(WORD, &["word/document.xml"])),
        (FileKind::Doc, legacy(&[("/WordDocument", &FIB)], &["/ObjectPool"])),
        (FileKind::Pdf, b"%PDF-1.7\n%%EOF".to_vec()),
        (FileKind::Xlsx, office(EXCEL, &["xl/workbook.xml"])),
        (FileKind::Xls, legacy(&[("/Workbook", &sheets(0))], &[])),
        (FileKind::Pptx, office(POWER_POINT, &["ppt/presentation.xml"])),
        (FileKind::Ppt, legacy(&[("/PowerPoint Document", b"\x0f\0\xe8\x03")], &[])),
        (FileKind::Jpeg, b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec()),
        (FileKind::Png, png()),
        (FileKind::Heic, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec()),
        (FileKind::Webp, b"RIFF\x1a\0\0\0WEBPVP8L\x0e\0\0\0\x2f\0\0\0".to_vec()),
        (FileKind::Mp3, [b"ID3\x04\0\0\0\0\0\x02\0\0".as_slice(), &frames([0xFF, 0xFB, 0x90, 0x64], 417)].concat()),
        (FileKind::M4a, b"\0\0\0\x18ftypM4A \0\0\0\0isommp42\0\0\0\x08mdat".to_vec()),
        (FileKind::Mp4, b"\0\0\0\x18ftypmp42\0\0\0\0isommp42\0\0\0\x08mdat".to_vec()),
        (FileKind::Mov, b"\0\0\0\x14ftypqt  \0\0\x02\0qt  \0\0\0\x08wide".to_vec()),
        (FileKind::ThreeGp, b"\0\0\0\x18ftyp3gp4\0\0\0\0isom3gp4\0\0\0\x08mdat".to_vec()),
    ]
}

pub fn png() -> Vec<u8> {
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01".to_vec()
}

/// Two MPEG audio frames.
pub fn frames(head: [u8; 4], length: usize) -> Vec<u8> {
    let mut frame = head.to_vec();
    frame.resize(length, 0);
    frame.repeat(2)
}

/// A package with these content types and empty parts.
pub fn office(types: &str, parts: &[&str]) -> Vec<u8> {
    let types = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>{}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{}</Types>"#,
        types.split_once("]>").map_or("", |(doctype, _)| &types[..doctype.len() + 2]),
        types.split_once("]>").map_or(types, |(_, rest)| rest),
    );
    let mut files: Vec<(&str, &[u8])> = vec![("[Content_Types].xml", types.as_bytes())];
    files.extend(parts.iter().map(|part| (*part, b"<x/>".as_slice())));
    zip(&files)
}

pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    for (name, content) in files {
        if content.is_empty() {
            let (entry, config) = archive.new_file(*name).start().unwrap();
            let (_, descriptor) = config.wrap(Vec::new()).finish().unwrap();
            entry.finish(descriptor).unwrap();
            continue;
        }
        let (mut entry, config) = archive.new_file(*name).compression_method(rawzip::CompressionMethod::DEFLATE).start().unwrap();
        let encoder = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::fast());
        let mut writer = config.wrap(encoder);
        writer.write_all(content).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

/// A compound file with these streams and storages.
pub fn legacy(streams: &[(&str, &[u8])], storages: &[&str]) -> Vec<u8> {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for storage in storages {
        container.create_storage(storage).unwrap();
    }
    for (path, bytes) in streams {
        container.create_stream(path).unwrap().write_all(bytes).unwrap();
    }
    container.flush().unwrap();
    container.into_inner().into_inner()
}

/// A workbook's beginning with one sheet of this type.
pub fn sheets(of_type: u8) -> Vec<u8> {
    [&[9, 8, 4, 0, 0, 6, 5, 0][..], &[0x85, 0, 10, 0, 0, 0, 0, 0, 0, of_type, 2, 0, b'T', b'1'], &[0x0A, 0, 0, 0]].concat()
}

/// A presentation's stream, the record about macros 3 MB from its beginning.
pub fn presentation(macros: bool) -> Vec<u8> {
    let mut bytes = vec![1; 3 * 1024 * 1024 - 9];
    bytes.extend([0x1F, 0, 0xFF, 0x03, 0x14, 0, 0, 0, 0x02, 0, 0, 0x04, 0x0C, 0, 0, 0]);
    bytes.extend([5, 0, 0, 0, u8::from(macros), 0, 0, 0, 2, 0, 0, 0]);
    bytes
}
