//! A ZIP archive that is written while it is sent: files stored as they are, each with its sum and size in front of it, so that its
//! length is known before its first byte and every program reads it.
//!
//! Nothing stands behind a file that belongs before it ("data descriptors"): some programs refuse such archives. Names are UTF-8
//! (bit 11). Where a size, a place or a number does not fit into the old fields, ZIP64 has it (APPNOTE 6.3.10).

use chrono::{Datelike, Timelike};
use domain::days::{Timestamp, local};

/// Version 2.0: folders; with ZIP64 4.5.
const VERSION: u16 = 20;
const VERSION_64: u16 = 45;
/// Names are UTF-8.
const UTF_8: u16 = 1 << 11;
const STORED: u16 = 0;
/// What stands in a field of 32 or 16 bits whose value does not fit.
const BEYOND_32: u32 = u32::MAX;
const BEYOND_16: u16 = u16::MAX;

/// A file of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// With `/` between folders.
    pub path: String,
    /// In bytes.
    pub size: u64,
    pub at: Timestamp,
}

/// How long the archive of these files is, to the byte.
pub fn length<'e>(entries: impl Iterator<Item = &'e Entry>) -> u64 {
    let mut archive = Archive::default();
    for entry in entries {
        archive.header(entry, 0);
    }
    let directory = archive.directory().len() as u64;
    archive.end().len() as u64 + directory + archive.at
}

/// What of the archive has been written.
#[derive(Debug, Default)]
pub struct Archive {
    /// Where the next file, or the directory behind the last one, begins.
    at: u64,
    entries: u64,
    directory: Vec<u8>,
    directory_length: u64,
}

impl Archive {
    /// What stands before the bytes of `entry`, whose CRC-32 is `crc`. Its bytes come next, all of them.
    pub fn header(&mut self, entry: &Entry, crc: u32) -> Vec<u8> {
        let name = entry.path.as_bytes();
        let name = name.get(..usize::from(u16::MAX)).unwrap_or(name);
        let (size, place) = (short(entry.size), short(self.at));
        let both = if size == BEYOND_32 { [entry.size.to_le_bytes(), entry.size.to_le_bytes()].concat() } else { Vec::new() };
        let mut header = Vec::with_capacity(30 + name.len() + 20);
        header.extend(0x0403_4b50_u32.to_le_bytes());
        let common = common(entry, crc, (size, name.len()), if both.is_empty() { VERSION } else { VERSION_64 });
        header.extend(&common);
        header.extend(extra_length(&both).to_le_bytes());
        header.extend(name);
        extra(&mut header, &both);

        let mut more = both;
        if place == BEYOND_32 {
            more.extend(self.at.to_le_bytes());
        }
        let version = if more.is_empty() { VERSION } else { VERSION_64 };
        let common = self::common(entry, crc, (size, name.len()), version);
        let directory = &mut self.directory;
        directory.extend(0x0201_4b50_u32.to_le_bytes());
        // Made on MS-DOS, which has no rights of files.
        directory.extend(version.to_le_bytes());
        directory.extend(&common);
        directory.extend(extra_length(&more).to_le_bytes());
        // No comment, on the first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(place.to_le_bytes());
        directory.extend(name);
        extra(directory, &more);

        self.entries += 1;
        self.at += header.len() as u64 + entry.size;
        header
    }

    /// What stands behind the last file: every name once more, with its place; of that what was not given yet, so that whoever keeps
    /// it elsewhere may ask after each file.
    pub fn directory(&mut self) -> Vec<u8> {
        let directory = std::mem::take(&mut self.directory);
        self.directory_length += directory.len() as u64;
        directory
    }

    /// The end: without it no program takes the archive for one.
    pub fn end(&self) -> Vec<u8> {
        let (number, length, place) = (self.entries, self.directory_length, self.at);
        let mut end = Vec::new();
        let short_number = u16::try_from(number).unwrap_or(BEYOND_16);
        if short_number == BEYOND_16 || short(length) == BEYOND_32 || short(place) == BEYOND_32 {
            end.extend(0x0606_4b50_u32.to_le_bytes());
            end.extend(44_u64.to_le_bytes());
            end.extend([VERSION_64.to_le_bytes(), VERSION_64.to_le_bytes()].concat());
            // This disk, and the one on which the directory begins.
            end.extend([0; 8]);
            for value in [number, number, length, place] {
                end.extend(value.to_le_bytes());
            }
            end.extend(0x0706_4b50_u32.to_le_bytes());
            end.extend([0; 4]);
            end.extend((place + length).to_le_bytes());
            end.extend(1_u32.to_le_bytes());
        }
        end.extend(0x0605_4b50_u32.to_le_bytes());
        end.extend([0; 4]);
        end.extend([short_number.to_le_bytes(), short_number.to_le_bytes()].concat());
        end.extend(short(length).to_le_bytes());
        end.extend(short(place).to_le_bytes());
        // No comment.
        end.extend([0; 2]);
        end
    }
}

/// What both headers of a file say alike: from the version that is needed to the length of the name.
fn common(entry: &Entry, crc: u32, (size, name): (u32, usize), version: u16) -> Vec<u8> {
    let (time, date) = dos_time(entry.at);
    let name = u16::try_from(name).unwrap_or(u16::MAX);
    let mut common = Vec::with_capacity(24);
    for value in [version, UTF_8, STORED, time, date] {
        common.extend(value.to_le_bytes());
    }
    for value in [crc, size, size] {
        common.extend(value.to_le_bytes());
    }
    common.extend(name.to_le_bytes());
    common
}

/// The value, or that it stands in the field of ZIP64.
fn short(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(BEYOND_32)
}

fn extra_length(values: &[u8]) -> u16 {
    if values.is_empty() { 0 } else { 4 + value_length(values) }
}

/// Three values of eight bytes at most.
fn value_length(values: &[u8]) -> u16 {
    u16::try_from(values.len()).unwrap_or(u16::MAX)
}

/// The field of ZIP64, where there is one.
fn extra(header: &mut Vec<u8>, values: &[u8]) {
    if !values.is_empty() {
        header.extend(1_u16.to_le_bytes());
        header.extend(value_length(values).to_le_bytes());
        header.extend(values);
    }
}

/// Time and day as MS-DOS wrote them: at Vietnam's clock, in steps of two seconds, from 1980 on.
fn dos_time(at: Timestamp) -> (u16, u16) {
    let at = local(at);
    let part = |value: u32| u16::try_from(value).unwrap_or_default();
    let year = u16::try_from(at.year().clamp(1980, 2107) - 1980).unwrap_or_default();
    let time = part(at.hour()) << 11 | part(at.minute()) << 5 | part(at.second() / 2);
    (time, year << 9 | part(at.month()) << 5 | part(at.day()))
}

#[cfg(test)]
mod tests;
