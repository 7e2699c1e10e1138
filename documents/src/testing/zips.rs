//! A writer of zips that can lie in every field.

use std::io::Write;

use flate2::{Compression, write::DeflateEncoder};

/// One entry; what is not set is true.
#[derive(Clone, Debug)]
pub struct Entry {
    pub name: Vec<u8>,
    /// The name in the entry's own head.
    pub local_name: Option<Vec<u8>>,
    pub packed: Vec<u8>,
    /// 0 stored, 8 deflated.
    pub method: u16,
    pub flags: u16,
    pub checksum: u32,
    /// What it claims to unpack to.
    pub size: u64,
    /// Of Unix, in the upper half.
    pub attributes: u32,
    /// Stands before the entry and belongs to none.
    pub before: Vec<u8>,
    /// Where the directory says that the entry begins, if not where it does.
    pub place: Option<u32>,
    /// Sizes and checksum stand behind the bytes, as programs do that write in one go.
    pub has_descriptor: bool,
    /// How many bytes the directory says that it has packed, if not those that it has.
    pub claimed_packed: Option<u32>,
}

impl Entry {
    pub fn stored(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.into(),
            local_name: None,
            packed: bytes.to_vec(),
            method: 0,
            flags: 0x800,
            checksum: rawzip::crc32(bytes),
            size: bytes.len() as u64,
            attributes: 0o100_644 << 16,
            before: Vec::new(),
            place: None,
            has_descriptor: false,
            claimed_packed: None,
        }
    }

    pub fn deflated(name: &str, bytes: &[u8]) -> Self {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        Self { packed: encoder.finish().unwrap(), method: 8, ..Self::stored(name, bytes) }
    }

    /// A file of `length` equal bytes, made without holding them.
    pub fn repeated(name: &str, byte: u8, length: usize) -> Self {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        let mut seen = rawzip::Crc32::new();
        let block = vec![byte; 1 << 20];
        let mut left = length;
        while left > 0 {
            let piece = &block[..left.min(block.len())];
            encoder.write_all(piece).unwrap();
            seen.update(piece);
            left -= piece.len();
        }
        let packed = encoder.finish().unwrap();
        Self { packed, method: 8, checksum: seen.checksum(), size: length as u64, ..Self::stored(name, b"") }
    }
}

/// The zip, with this after its end.
pub fn zip_with_tail(entries: &[Entry], tail: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        bytes.extend(&entry.before);
        let place = entry.place.unwrap_or(bytes.len() as u32);
        let size = u32::try_from(entry.size).unwrap_or(u32::MAX - 1);
        let packed = entry.claimed_packed.unwrap_or(entry.packed.len() as u32);
        let flags = entry.flags | if entry.has_descriptor { 8 } else { 0 };
        let fields = |bytes: &mut Vec<u8>, [checksum, packed, size]: [u32; 3], name: &[u8]| {
            bytes.extend(20_u16.to_le_bytes());
            bytes.extend(flags.to_le_bytes());
            bytes.extend(entry.method.to_le_bytes());
            bytes.extend([0, 0, 0x21, 0x5A]);
            for number in [checksum, packed, size] {
                bytes.extend(number.to_le_bytes());
            }
            bytes.extend((name.len() as u16).to_le_bytes());
            bytes.extend([0, 0]);
        };
        let numbers = [entry.checksum, packed, size];
        let local_name = entry.local_name.as_ref().unwrap_or(&entry.name);
        bytes.extend(b"PK\x03\x04");
        fields(&mut bytes, if entry.has_descriptor { [0; 3] } else { numbers }, local_name);
        bytes.extend(local_name);
        bytes.extend(&entry.packed);
        if entry.has_descriptor {
            bytes.extend(b"PK\x07\x08");
            numbers.iter().for_each(|number| bytes.extend(number.to_le_bytes()));
        }
        directory.extend(b"PK\x01\x02\x14\x03");
        fields(&mut directory, numbers, &entry.name);
        directory.extend([0; 6]);
        directory.extend(entry.attributes.to_le_bytes());
        directory.extend(place.to_le_bytes());
        directory.extend(&entry.name);
    }
    let start = bytes.len() as u32;
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend((entries.len() as u16).to_le_bytes());
    bytes.extend((entries.len() as u16).to_le_bytes());
    bytes.extend((directory.len() as u32).to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes.extend(tail);
    bytes
}

pub fn zip(entries: &[Entry]) -> Vec<u8> {
    zip_with_tail(entries, b"")
}
