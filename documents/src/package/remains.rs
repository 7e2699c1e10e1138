//! What is left of a zip whose directory is missing or damaged: the parts one after the other, each by its own head
//! (APPNOTE 4.3.7). Office programs offer to repair such a file, and then show what is read here.

use std::io::{self, Cursor, Read, Seek};

use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem;

use super::{MAX_GROWTH, MAX_PARTS, PackageError, directory};
use crate::source::Source;

const HEAD: &[u8] = b"PK\x03\x04";

/// The head of a part without its name, in bytes.
const HEAD_LENGTH: usize = 30;

/// Read at once, in bytes.
const PIECE: usize = 64 * 1024;

/// One part that is left.
#[derive(Debug)]
pub struct Remain {
    /// With slashes, and none at the beginning.
    pub name: String,
    bytes: Vec<u8>,
    /// Why there are no more bytes, where they are not those that were packed.
    fault: Option<PackageError>,
}

impl Remain {
    /// Unpacked, in bytes.
    pub const fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// What is left of it. Ends with a `PackageError` inside of an `io::Error` where that is not the whole part.
    pub fn into_contents(self) -> impl Read {
        Cursor::new(self.bytes).chain(End(self.fault))
    }
}

/// Nothing more, or why not.
struct End(Option<PackageError>);

impl Read for End {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0 {
            Some(fault) if !buffer.is_empty() => Err(fault.into()),
            _ => Ok(0),
        }
    }
}

/// Unpacks part by part, each into no more than so many bytes of memory, until the caller says `false`.
///
/// # Errors
/// `PackageError::OverLimit` for a larger part, `TooManyParts`, `TooLarge`, `Sealed`, `UnknownPacking`; a fault of the disk is
/// `Damaged` here and told by the source.
pub fn each<R: Read + Seek>(source: &Source<R>, room: usize, mut take: impl FnMut(Remain) -> bool) -> Result<(), PackageError> {
    let (mut at, mut unpacked) = (0, 0_u64);
    for _ in 0..MAX_PARTS {
        let Some(head) = next_head(source, at)? else { return Ok(()) };
        let fields = piece(source, head, HEAD_LENGTH)?;
        let number = |from: usize| fields.get(from..from + 2).map_or(0, |two| u16::from_le_bytes([two[0], two[1]]));
        let long = |from: usize| u32::from(number(from)) | u32::from(number(from + 2)) << 16;
        let (flags, packing, name_length) = (number(6), number(8), usize::from(number(26)));
        let data = head + HEAD_LENGTH as u64 + u64::from(number(26)) + u64::from(number(28));
        let name = directory::clean(&piece(source, head + HEAD_LENGTH as u64, name_length)?);
        if flags & 1 != 0 {
            return Err(PackageError::Sealed);
        }
        let has_descriptor = flags & 8 != 0;
        let (bytes, used, mut fault) = match packing {
            0 if !has_descriptor => stored(source, data, long(18), room)?,
            8 => inflated(source, data, room)?,
            _ => return Err(PackageError::UnknownPacking),
        };
        if fault.is_none() && !has_descriptor && rawzip::crc32(&bytes) != long(14) {
            fault = Some(PackageError::Damaged);
        }
        unpacked += bytes.len() as u64;
        if unpacked > MAX_GROWTH {
            return Err(PackageError::TooLarge);
        }
        if !take(Remain { name, bytes, fault }) {
            return Ok(());
        }
        at = data + used;
    }
    Err(PackageError::TooManyParts)
}

fn piece<R: Read + Seek>(source: &Source<R>, at: u64, length: usize) -> Result<Vec<u8>, PackageError> {
    source.piece(at, length).map_err(|_| PackageError::Damaged)
}

/// Where the next part begins, from here on.
fn next_head<R: Read + Seek>(source: &Source<R>, from: u64) -> Result<Option<u64>, PackageError> {
    let mut at = from;
    while at < source.size() {
        let window = piece(source, at, PIECE)?;
        if let Some(found) = memmem::find(&window, HEAD) {
            return Ok(Some(at + found as u64));
        }
        at += (PIECE - HEAD.len() + 1) as u64;
    }
    Ok(None)
}

type Unpacked = (Vec<u8>, u64, Option<PackageError>);

fn stored<R: Read + Seek>(source: &Source<R>, data: u64, size: u32, room: usize) -> Result<Unpacked, PackageError> {
    let length = usize::try_from(size).unwrap_or(usize::MAX);
    if length > room {
        return Err(PackageError::OverLimit);
    }
    let bytes = piece(source, data, length)?;
    let fault = (bytes.len() < length).then_some(PackageError::Cut);
    Ok((bytes, u64::from(size), fault))
}

fn inflated<R: Read + Seek>(source: &Source<R>, data: u64, room: usize) -> Result<Unpacked, PackageError> {
    let mut inflate = Decompress::new(false);
    let mut bytes = Vec::new();
    loop {
        let packed = piece(source, data + inflate.total_in(), PIECE)?;
        bytes.reserve(PIECE);
        let before = (inflate.total_in(), inflate.total_out());
        let status = inflate.decompress_vec(&packed, &mut bytes, FlushDecompress::None);
        if bytes.len() > room {
            return Err(PackageError::OverLimit);
        }
        let used = inflate.total_in();
        match status {
            Ok(Status::StreamEnd) => return Ok((bytes, used, None)),
            Err(_) => return Ok((bytes, used, Some(PackageError::Damaged))),
            Ok(_) if before == (used, inflate.total_out()) => return Ok((bytes, used, Some(PackageError::Cut))),
            Ok(_) => {}
        }
    }
}
