//! Word, Excel and PowerPoint since 2007: a zip whose list of content types names the main part (ECMA-376 part 2).
//!
//! The central directory is walked entry by entry and never held whole; only the list of content types is
//! decompressed, up to a bound.

use std::{fs::File, io::Read};

use domain::files::FileKind;
use flate2::read::DeflateDecoder;
use quick_xml::{Reader, XmlVersion, events::Event};
use rawzip::{CompressionMethod, ZipArchiveEntryWayfinder, ZipLocator};

use super::InspectError;

/// A book of a thousand slides with pictures has some 5,000 parts.
const MAX_PARTS: u64 = 10_000;
/// A hundred parts take 12 kB.
const MAX_TYPES: u64 = 1024 * 1024;
/// What the parts together may claim to unpack to: beyond it no machine of the school opens the file.
const LARGEST_UNPACKED: u64 = 4 * 1024 * 1024 * 1024;

/// Names of parts are short words; what is longer would only fill the memory.
const MAX_NAME: usize = 1024;
const CONTENT_TYPES: &str = "[content_types].xml";

const MAIN_PARTS: [(&str, FileKind); 3] = [
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", FileKind::Docx),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", FileKind::Xlsx),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", FileKind::Pptx),
];

pub fn kind(file: File, size: u64) -> Result<FileKind, InspectError> {
    let mut buffer = vec![0; rawzip::MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
    let locator = ZipLocator::new().max_search_space(128 * 1024);
    let archive = locator.locate_in_file(file, &mut buffer).map_err(|(_, error)| InspectError::of(&error))?;
    let parts = Parts::read(&archive, size, &mut buffer)?;
    let types = Types::parse(&content_types(&archive, parts.content_types.ok_or(InspectError::Unknown)?)?)?;
    if parts.names.iter().any(|name| is_dangerous_part(name)) || types.dangerous {
        return Err(InspectError::Dangerous);
    }
    match types.main.as_slice() {
        [(kind, main)] if parts.names.iter().any(|name| main.is(name)) => Ok(*kind),
        _ => Err(InspectError::Unknown),
    }
}

/// What the central directory says.
#[derive(Default)]
struct Parts {
    /// In small letters: names of parts are compared without case.
    names: Vec<String>,
    content_types: Option<(ZipArchiveEntryWayfinder, CompressionMethod)>,
}

impl Parts {
    fn read(archive: &rawzip::ZipArchive<rawzip::FileReader>, size: u64, buffer: &mut [u8]) -> Result<Self, InspectError> {
        if archive.entries_hint() > MAX_PARTS {
            return Err(InspectError::Unknown);
        }
        let mut parts = Self::default();
        let (mut packed, mut unpacked) = (0_u64, 0_u64);
        let mut entries = archive.entries(buffer);
        while let Some(entry) = entries.next_entry().map_err(|error| InspectError::of(&error))? {
            packed = packed.saturating_add(entry.compressed_size_hint());
            unpacked = unpacked.saturating_add(entry.uncompressed_size_hint());
            // More packed bytes than the file has: entries that lie over each other, a bomb.
            if parts.names.len() as u64 >= MAX_PARTS || packed > size || unpacked > LARGEST_UNPACKED {
                return Err(InspectError::Unknown);
            }
            let path = entry.file_path();
            if path.as_bytes().len() > MAX_NAME {
                return Err(InspectError::Unknown);
            }
            let name = String::from_utf8_lossy(path.as_bytes()).to_lowercase();
            if name == CONTENT_TYPES {
                let found = (entry.wayfinder(), entry.compression_method());
                if parts.content_types.replace(found).is_some() {
                    return Err(InspectError::Unknown);
                }
            }
            parts.names.push(name);
        }
        Ok(parts)
    }
}

fn content_types(
    archive: &rawzip::ZipArchive<rawzip::FileReader>,
    (place, method): (ZipArchiveEntryWayfinder, CompressionMethod),
) -> Result<String, InspectError> {
    let entry = archive.get_entry(place).map_err(|error| InspectError::of(&error))?;
    let mut text = Vec::new();
    let length = match method {
        CompressionMethod::STORE => entry.reader().take(MAX_TYPES + 1).read_to_end(&mut text)?,
        CompressionMethod::DEFLATE => DeflateDecoder::new(entry.reader()).take(MAX_TYPES + 1).read_to_end(&mut text)?,
        _ => return Err(InspectError::Unknown),
    };
    if length as u64 > MAX_TYPES {
        return Err(InspectError::Unknown);
    }
    String::from_utf8(text).map_err(|_| InspectError::Unknown)
}

/// What the list of content types says.
#[derive(Default)]
struct Types {
    main: Vec<(FileKind, Main)>,
    dangerous: bool,
}

/// Which part is the main one: usually named, in some programs' files every part with an ending.
enum Main {
    Part(String),
    Ending(String),
}

impl Main {
    fn is(&self, part: &str) -> bool {
        match self {
            Self::Part(name) => name.trim_start_matches('/') == part,
            Self::Ending(ending) => part.ends_with(ending.as_str()),
        }
    }
}

impl Types {
    fn parse(text: &str) -> Result<Self, InspectError> {
        let mut types = Self::default();
        let mut reader = Reader::from_str(text);
        loop {
            match reader.read_event().map_err(|_| InspectError::Unknown)? {
                Event::Start(tag) | Event::Empty(tag) => types.take(&tag)?,
                // Entities of one's own are for bombs; no office program writes any.
                Event::DocType(_) => return Err(InspectError::Unknown),
                Event::Eof => return Ok(types),
                _ => {}
            }
        }
    }

    fn take(&mut self, tag: &quick_xml::events::BytesStart<'_>) -> Result<(), InspectError> {
        let value = |wanted: &str| -> Result<Option<String>, InspectError> {
            let found = tag.try_get_attribute(wanted).map_err(|_| InspectError::Unknown)?;
            let value = found.map(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0)).transpose();
            Ok(value.map_err(|_| InspectError::Unknown)?.map(|value| value.trim().to_lowercase()))
        };
        let Some(content_type) = value("ContentType")? else { return Ok(()) };
        self.dangerous |= is_dangerous_type(&content_type);
        let Some((_, kind)) = MAIN_PARTS.iter().find(|(main, _)| *main == content_type) else { return Ok(()) };
        if let Some(part) = value("PartName")? {
            self.main.retain(|(_, main)| matches!(main, Main::Part(_)));
            self.main.push((*kind, Main::Part(part)));
        } else if let (Some(ending), true) = (value("Extension")?, self.main.is_empty()) {
            self.main.push((*kind, Main::Ending(format!(".{ending}"))));
        }
        Ok(())
    }
}

fn is_dangerous_part(name: &str) -> bool {
    name.ends_with("vbaproject.bin") || name.contains("/activex/") || name.starts_with("xl/macrosheets/")
}

fn is_dangerous_type(content_type: &str) -> bool {
    ["macroenabled", "vbaproject", "activex", "macrosheet"].iter().any(|word| content_type.contains(word))
}
