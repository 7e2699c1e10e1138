//! PowerPoint 97–2003 (MS-PPT): records inside of records, in one stream.

use std::io::{self, Read};

use domain::inspection::{Cause, Oddity};
use flate2::read::ZlibDecoder;

use crate::inspection::{fields, findings::Findings, inner};

/// Records are many; a book of a thousand slides has 500,000.
const MAX_RECORDS: usize = 8_000_000;

/// Reads all records; those that hold others are stepped into.
pub fn look(mut stream: impl Read, size: u64, findings: &mut Findings) -> io::Result<()> {
    let (mut at, mut links_end) = (0_u64, 0_u64);
    let mut head = Vec::new();
    for _ in 0..MAX_RECORDS {
        head.clear();
        (&mut stream).take(8).read_to_end(&mut head)?;
        let [version, instance, kind_low, kind_high, a, b, c, d] = head.as_slice() else { return Ok(()) };
        let length = u64::from(u32::from_le_bytes([*a, *b, *c, *d]));
        at += 8;
        if at.saturating_add(length) > size {
            findings.odd(Oddity::Cut);
            // What lies inside of a container is read all the same.
            if version & 0x0F != 0x0F {
                return Ok(());
            }
        }
        let kind = u16::from_le_bytes([*kind_low, *kind_high]);
        if version & 0x0F == 0x0F {
            // ExHyperlinkContainer: the strings in it are addresses.
            if kind == 0x0FD7 {
                links_end = at + length;
            }
            continue;
        }
        let mut record = (&mut stream).take(length);
        match kind {
            // VBAInfoAtom (2.4.10), InteractiveInfoAtom (2.10.7): a few bytes.
            0x0400 | 0x0FF3 if length <= 64 => {
                let mut body = Vec::new();
                record.read_to_end(&mut body)?;
                if kind == 0x0400 && body.get(4) == Some(&1) {
                    findings.hold(Cause::Macros);
                }
                if kind == 0x0FF3 && body.get(8) == Some(&2) {
                    findings.hold(Cause::ProgramLink);
                }
            }
            0x0FBA if at < links_end && length <= 8192 => {
                let mut body = Vec::new();
                record.read_to_end(&mut body)?;
                let units: Vec<u16> = body.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
                fields::follow(&String::from_utf16_lossy(&units), findings);
            }
            // ExOleObjStg (2.10.34): a compound file, packed where the instance says so.
            0x1011 => {
                let is_packed = u16::from_le_bytes([*version, *instance]) >> 4 == 1;
                let object = unpacked(&mut record, is_packed, findings.room())?;
                inner(object, findings)?;
            }
            _ => {}
        }
        io::copy(&mut record, &mut io::sink())?;
        at += length;
    }
    findings.hold(Cause::Unreadable);
    Ok(())
}

fn unpacked(record: &mut impl Read, is_packed: bool, room: usize) -> io::Result<Vec<u8>> {
    let mut object = Vec::new();
    let most = room as u64 + 1;
    if is_packed {
        record.take(4).read_to_end(&mut Vec::new())?;
        ZlibDecoder::new(record).take(most).read_to_end(&mut object)?;
    } else {
        record.take(most).read_to_end(&mut object)?;
    }
    Ok(object)
}
