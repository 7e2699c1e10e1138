//! The directory of a zip, checked: how much there is, under which names, and where each part lies.

use std::{
    collections::{HashMap, hash_map::Entry},
    io::{Read, Seek},
    ops::Range,
};

use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipFileHeaderRecord};

use super::{Budget, MAX_NAME, MAX_PARTS, MAX_RATIO, MIN_UNPACKED_FOR_RATIO, PackageError};
use crate::source::Source;

/// After a part that was written in one go stand its sizes once more, in up to this many bytes (APPNOTE 4.3.9).
const DESCRIPTOR: u64 = 24;

/// A part of a package, as the directory tells of it.
#[derive(Clone, Debug)]
pub struct Part {
    /// With slashes, and none at the beginning.
    pub name: String,
    /// Unpacked, in bytes.
    pub size: u64,
    /// In bytes.
    pub packed: u64,
    pub(super) checksum: u32,
    pub(super) packing: CompressionMethod,
    pub(super) place: ZipArchiveEntryWayfinder,
}

pub(super) struct Directory {
    pub parts: Vec<Part>,
    pub by_name: HashMap<String, usize>,
    pub gaps: Vec<Range<u64>>,
}

/// What names are compared by: writers differ in their letters and slashes, readers do not care.
pub(super) fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

pub(super) fn read<R: Read + Seek>(
    archive: &ZipArchive<Source<R>>,
    size: u64,
    buffer: &mut [u8],
    budget: &mut Budget,
) -> Result<Directory, PackageError> {
    if archive.entries_hint() > MAX_PARTS as u64 {
        return Err(PackageError::TooManyParts);
    }
    let mut found = Directory { parts: Vec::new(), by_name: HashMap::new(), gaps: Vec::new() };
    let (mut places, mut packed, mut unpacked) = (Vec::new(), 0_u64, 0_u64);
    let mut entries = archive.entries(buffer);
    while let Some(entry) = entries.next_entry().map_err(|_| PackageError::Damaged)? {
        budget.parts = budget.parts.checked_sub(1).ok_or(PackageError::TooManyParts)?;
        packed = packed.saturating_add(entry.compressed_size_hint());
        unpacked = unpacked.saturating_add(entry.uncompressed_size_hint());
        if unpacked.saturating_sub(packed) > budget.growth {
            return Err(PackageError::TooLarge);
        }
        let name = name(&entry)?;
        check_entry(&entry)?;
        places.push((entry.local_header_offset(), entry.wayfinder(), name.clone()));
        let part = Part {
            name,
            size: entry.uncompressed_size_hint(),
            packed: entry.compressed_size_hint(),
            checksum: entry.crc32(),
            packing: entry.compression_method(),
            place: entry.wayfinder(),
        };
        match found.by_name.entry(key(&part.name)) {
            Entry::Occupied(_) => return Err(PackageError::TwoNames),
            Entry::Vacant(place) if part.name.ends_with('/') => {
                place.insert(usize::MAX);
            }
            Entry::Vacant(place) => {
                place.insert(found.parts.len());
                found.parts.push(part);
            }
        }
    }
    if places.len() as u64 != archive.entries_hint() {
        return Err(PackageError::Damaged);
    }
    if unpacked > MIN_UNPACKED_FOR_RATIO && unpacked / MAX_RATIO > packed {
        return Err(PackageError::Bomb);
    }
    budget.growth = budget.growth.saturating_sub(unpacked.saturating_sub(packed));
    found.gaps = gaps(archive, size, places)?;
    Ok(found)
}

/// The name as text. Old programs write letters of their machine's own code page: each byte stays another letter then.
fn name(entry: &ZipFileHeaderRecord<'_>) -> Result<String, PackageError> {
    let path = entry.file_path();
    let bytes = path.as_bytes();
    if bytes.is_empty() || bytes.len() > MAX_NAME {
        return Err(PackageError::NameLeadsOut);
    }
    let text = clean(bytes);
    let leads_out = text.split('/').any(|step| step == "..") || text.contains(':') || text.chars().any(char::is_control);
    if leads_out || text.is_empty() { Err(PackageError::NameLeadsOut) } else { Ok(text) }
}

pub(super) fn clean(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect(), str::to_owned);
    text.replace('\\', "/").trim_start_matches('/').to_owned()
}

fn check_entry(entry: &ZipFileHeaderRecord<'_>) -> Result<(), PackageError> {
    if entry.mode().is_symlink() {
        return Err(PackageError::Symlink);
    }
    if entry.flags().is_encrypted() || entry.flags().is_masked() {
        return Err(PackageError::Sealed);
    }
    match entry.compression_method() {
        CompressionMethod::STORE if entry.compressed_size_hint() != entry.uncompressed_size_hint() => {
            Err(PackageError::SizeDiffers)
        }
        CompressionMethod::STORE | CompressionMethod::DEFLATE => Ok(()),
        _ => Err(PackageError::UnknownPacking),
    }
}

/// Asks each part's own head whether it says the same as the directory, and finds what lies between the parts.
fn gaps<R: Read + Seek>(
    archive: &ZipArchive<Source<R>>,
    size: u64,
    places: Vec<(u64, ZipArchiveEntryWayfinder, String)>,
) -> Result<Vec<Range<u64>>, PackageError> {
    // A head is a name and what else a writer notes, each up to 64 kB.
    let mut head = vec![0; 2 * (usize::from(u16::MAX) + 1)];
    let mut ranges = Vec::with_capacity(places.len());
    for (start, place, name) in places {
        let entry = archive.get_entry(place).map_err(|_| PackageError::Damaged)?;
        let local = entry.local_header(&mut head).map_err(|_| PackageError::Damaged)?;
        if clean(local.file_path().as_bytes()) != name {
            return Err(PackageError::TwoNames);
        }
        let agrees = |says: u64, known: u64| says == 0 || says == u64::from(u32::MAX) || says == known;
        let sizes_agree = agrees(local.compressed_size_hint(), place.compressed_size_hint())
            && agrees(local.uncompressed_size_hint(), place.uncompressed_size_hint());
        if !sizes_agree && !local.flags().has_data_descriptor() {
            return Err(PackageError::SizeDiffers);
        }
        let (_, end) = entry.compressed_data_range();
        ranges.push(start..end);
    }
    ranges.sort_by_key(|range| range.start);
    let (mut found, mut at) = (Vec::new(), 0);
    for range in ranges {
        if range.start < at {
            return Err(PackageError::Overlap);
        }
        if range.start > at + DESCRIPTOR || (at == 0 && range.start > 0) {
            found.push(at..range.start);
        }
        at = range.end;
    }
    if at > archive.directory_offset() {
        return Err(if at > size { PackageError::Damaged } else { PackageError::Overlap });
    }
    if archive.directory_offset() > at + DESCRIPTOR {
        found.push(at..archive.directory_offset());
    }
    if size > archive.end_offset() {
        found.push(archive.end_offset()..size);
    }
    Ok(found)
}
