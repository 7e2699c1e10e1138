//! Compound files of Word, Excel and PowerPoint 97–2003, stream by stream.

use std::io::{Cursor, Write};

/// Storages are made as the streams need them; a path that ends with a slash is a storage alone.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut container = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    for (path, bytes) in streams {
        if let Some(storage) = path.strip_suffix('/') {
            container.create_storage_all(storage).unwrap();
            continue;
        }
        if let Some((storage, _)) = path.rsplit_once('/').filter(|(storage, _)| !storage.is_empty()) {
            container.create_storage_all(storage).unwrap();
        }
        container.create_stream(path).unwrap().write_all(bytes).unwrap();
    }
    container.flush().unwrap();
    container.into_inner().into_inner()
}

/// The stream `WordDocument` with this text, one byte a letter or two; strings of the document lie at the beginning of `1Table`.
pub fn word_stream(text: &str, is_wide: bool, strings: usize) -> Vec<u8> {
    let mut bytes = vec![0; 0x400];
    bytes[..12].copy_from_slice(&[0xEC, 0xA5, 0xC1, 0, 0, 0, 0, 0, 0, 0, 0, 0x12]);
    bytes[0x19E..0x1A2].copy_from_slice(&(strings as u32).to_le_bytes());
    if is_wide {
        bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    } else {
        bytes.extend(text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')));
    }
    bytes
}

/// The document's own strings: the second is the template.
pub fn strings(template: &str) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xFF, 18, 0, 0, 0];
    for text in ["", template, "Kế hoạch", "", ""] {
        let units: Vec<u16> = text.encode_utf16().collect();
        bytes.extend((units.len() as u16).to_le_bytes());
        bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    }
    bytes
}

pub fn word(text: &str, is_wide: bool, template: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let strings = strings(template);
    let document = word_stream(text, is_wide, strings.len());
    let mut streams: Vec<(&str, &[u8])> =
        vec![("/WordDocument", &document), ("/1Table", &strings), ("/\u{5}SummaryInformation", &[0xFE; 200])];
    streams.extend(more);
    compound(&streams)
}

/// Records of Excel: number and body.
pub fn records(records: &[(u16, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let all = [&[(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0][..])], records, &[(0x000A, &[])]].concat();
    for (kind, body) in all {
        bytes.extend(kind.to_le_bytes());
        bytes.extend((body.len() as u16).to_le_bytes());
        bytes.extend(body);
    }
    bytes
}

pub fn excel(of: &[(u16, &[u8])], more: &[(&str, &[u8])]) -> Vec<u8> {
    let book = records(of);
    let mut streams: Vec<(&str, &[u8])> = vec![("/Workbook", &book), ("/\u{5}SummaryInformation", &[0xFE; 200])];
    streams.extend(more);
    compound(&streams)
}

/// A sheet of this type in the list of sheets.
pub fn sheet(of_type: u8) -> Vec<u8> {
    vec![0, 0, 0, 0, 0, of_type, 2, 0, b'T', b'1']
}

/// A link of Excel to an address of the web.
pub fn web_link(address: &str) -> Vec<u8> {
    let mut bytes = vec![0; 28];
    bytes.extend([0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0, 0xAA, 0, 0x4B, 0xA9, 0x0B]);
    let units: Vec<u8> = address.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    bytes.extend((units.len() as u32).to_le_bytes());
    bytes.extend(units);
    bytes
}

/// A link of Excel to a path.
pub fn file_link(path: &str) -> Vec<u8> {
    let mut bytes = vec![0; 28];
    bytes.extend([0x03, 0x03, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46, 0, 0]);
    bytes.extend((path.len() as u32 + 1).to_le_bytes());
    bytes.extend(path.bytes().chain([0]));
    bytes
}

/// Another book, or a program with what it is asked.
pub fn other_book(path: &str) -> Vec<u8> {
    let mut bytes = vec![1, 0];
    let units: Vec<u16> = path.encode_utf16().collect();
    bytes.extend((units.len() as u16).to_le_bytes());
    bytes.push(1);
    bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    bytes
}

/// A record of PowerPoint.
pub fn record(version_and_instance: u16, kind: u16, body: &[u8]) -> Vec<u8> {
    let mut bytes = version_and_instance.to_le_bytes().to_vec();
    bytes.extend(kind.to_le_bytes());
    bytes.extend((body.len() as u32).to_le_bytes());
    bytes.extend(body);
    bytes
}

pub fn power_point(of: &[u8]) -> Vec<u8> {
    let document = record(0x0F, 0x03E8, of);
    compound(&[("/PowerPoint Document", &document), ("/Current User", &[0; 64]), ("/Pictures", &[0; 600])])
}

/// An embedded object, packed as PowerPoint does.
pub fn packed_object(object: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new((object.len() as u32).to_le_bytes().to_vec(), flate2::Compression::fast());
    encoder.write_all(object).unwrap();
    record(0x10, 0x1011, &encoder.finish().unwrap())
}

/// A packed file as Windows puts it into a document: a name, a path, the bytes.
pub fn packed_file(name: &str, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![2, 0];
    for text in [name, &format!("C:\\Users\\HOA\\{name}")] {
        bytes.extend(text.bytes().chain([0]));
    }
    bytes.extend([0, 0, 3, 0]);
    bytes.extend((content.len() as u32).to_le_bytes());
    bytes.extend(content);
    [&(bytes.len() as u32).to_le_bytes()[..], &bytes].concat()
}
