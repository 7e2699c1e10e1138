//! A part's bytes, unpacked while they are read, and never more of them than the directory says.

use std::io::{self, Read, Seek};

use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, Crc32, ZipArchive, ZipReader};

use super::{PackageError, directory::Part};
use crate::source::Source;

/// Reads one part. Ends with a `PackageError` inside of an `io::Error` where the bytes are not those that were promised.
pub struct Contents<'a, R> {
    packed: Packed<'a, R>,
    /// What is still to come by the directory, in bytes.
    left: u64,
    wanted: u32,
    seen: Crc32,
    has_ended: bool,
}

enum Packed<'a, R> {
    Stored(ZipReader<&'a Source<R>>),
    Deflated(Box<DeflateDecoder<ZipReader<&'a Source<R>>>>),
}

impl<'a, R: Read + Seek> Contents<'a, R> {
    pub(super) fn open(archive: &'a ZipArchive<Source<R>>, part: &Part) -> Result<Self, PackageError> {
        let entry = archive.get_entry(part.place).map_err(|_| PackageError::Damaged)?;
        let packed = match part.packing {
            CompressionMethod::STORE => Packed::Stored(entry.reader()),
            CompressionMethod::DEFLATE => Packed::Deflated(Box::new(DeflateDecoder::new(entry.reader()))),
            _ => return Err(PackageError::UnknownPacking),
        };
        Ok(Self { packed, left: part.size, wanted: part.checksum, seen: Crc32::new(), has_ended: false })
    }

    fn take(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.packed {
            Packed::Stored(reader) => reader.read(buffer),
            Packed::Deflated(reader) => reader.read(buffer),
        };
        read.map_err(|error| if error.kind() == io::ErrorKind::Interrupted { error } else { PackageError::Damaged.into() })
    }
}

impl<R: Read + Seek> Read for Contents<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() || self.has_ended {
            return Ok(0);
        }
        let read = self.take(buffer)?;
        self.seen.update(buffer.get(..read).unwrap_or_default());
        self.left = self.left.checked_sub(read as u64).ok_or(PackageError::SizeDiffers)?;
        if read == 0 {
            self.has_ended = true;
            if self.left > 0 {
                return Err(PackageError::SizeDiffers.into());
            }
            if self.seen.checksum() != self.wanted {
                return Err(PackageError::Damaged.into());
            }
        }
        Ok(read)
    }
}
