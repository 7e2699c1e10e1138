//! Films, sounds and phone pictures: whether they are whole, and whether they are only that.

use std::io::{self, Read, Seek};

use domain::{
    files::FileKind,
    inspection::{Cause, Oddity},
};
use memchr::memmem;

use super::{findings::Findings, foreign::Looks, pictures, points};
use crate::source::Source;

/// A film that is written in pieces has some thousands of boxes.
const MAX_BOXES: usize = 50_000;

/// Where a phone picture tells its size, in bytes: before the picture itself.
const MAX_META: usize = 1024 * 1024;

/// Files made of boxes (ISO/IEC 14496-12): films, sounds of phones, and heic.
pub fn boxes<R: Read + Seek>(source: &Source<R>, kind: FileKind, findings: &mut Findings) {
    // A fault of the disk is told by the source itself.
    let _read = read_boxes(source, kind, findings);
    pictures::look_through(source, findings);
}

fn read_boxes<R: Read + Seek>(source: &Source<R>, kind: FileKind, findings: &mut Findings) -> io::Result<()> {
    let (mut at, mut has_index) = (0, false);
    let index: &[u8] = if kind == FileKind::Heic { b"meta" } else { b"moov" };
    for _ in 0..MAX_BOXES {
        if at >= source.size() {
            break;
        }
        let head = source.piece(at, 16)?;
        let [a, b, c, d, n1, n2, n3, n4, rest @ ..] = head.as_slice() else {
            findings.odd(Oddity::Cut);
            return Ok(());
        };
        let name = [*n1, *n2, *n3, *n4];
        // Some phones leave room that is filled with nothing.
        if head.iter().all(|byte| *byte == 0) {
            break;
        }
        if !name.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ' || *byte == 0xA9) {
            findings.odd(Oddity::Damaged);
            return Ok(());
        }
        let size = match u32::from_be_bytes([*a, *b, *c, *d]) {
            // To the end of the file.
            0 => source.size() - at,
            1 => rest.try_into().map(u64::from_be_bytes).unwrap_or_default(),
            size => size.into(),
        };
        if size < 8 {
            findings.odd(Oddity::Damaged);
            return Ok(());
        }
        has_index |= name == index;
        if &name == b"meta" && kind == FileKind::Heic {
            sizes(&source.piece(at, MAX_META.min(usize::try_from(size).unwrap_or(MAX_META)))?, findings);
        }
        at = at.saturating_add(size);
    }
    // A film whose index is missing was never finished, or its end did not come along.
    if at > source.size() || !has_index {
        findings.odd(Oddity::Cut);
    }
    Ok(())
}

/// Each picture in the file says its size in a box of its own (ISO/IEC 23008-12, 6.5.3).
fn sizes(meta: &[u8], findings: &mut Findings) {
    for at in memmem::find_iter(meta, b"ispe") {
        if let Some([_, _, _, _, w1, w2, w3, w4, h1, h2, h3, h4]) = meta.get(at + 4..at + 16) {
            points(u32::from_be_bytes([*w1, *w2, *w3, *w4]).into(), u32::from_be_bytes([*h1, *h2, *h3, *h4]).into(), findings);
        }
    }
}

/// MPEG audio layer III, after its tag.
pub fn mp3<R: Read + Seek>(source: &Source<R>, findings: &mut Findings) {
    let _read = read_mp3(source, findings);
    pictures::look_through(source, findings);
}

fn read_mp3<R: Read + Seek>(source: &Source<R>, findings: &mut Findings) -> io::Result<()> {
    let head = source.piece(0, 10)?;
    let start = match head.as_slice() {
        [b'I', b'D', b'3', _, _, flags, a, b, c, d] if (a | b | c | d) & 0x80 == 0 => {
            let length = [a, b, c, d].into_iter().fold(0, |length, seven| length << 7 | u64::from(*seven));
            10 + length + if flags & 0x10 == 0 { 0 } else { 10 }
        }
        _ => 0,
    };
    if start >= source.size() {
        findings.odd(Oddity::Cut);
        return Ok(());
    }
    // Some programs leave empty room between tag and sound.
    let sound = source.piece(start, 64 * 1024)?;
    let sound = sound.get(sound.iter().take_while(|byte| **byte == 0).count()..).unwrap_or_default();
    match sound {
        [] => {}
        [0xFF, second, ..] if second & 0xE0 == 0xE0 => {
            let first = sound.get(..sound.len().min(4096)).unwrap_or_default();
            if let Some(missing) = missing(first, source.size() - start)
                && missing > 0
            {
                findings.odd(Oddity::Cut);
            }
        }
        _ if Looks::of(sound) == Looks::Nothing => findings.odd(Oddity::Damaged),
        _ => findings.hold(Cause::TwoFormats),
    }
    Ok(())
}

/// The first frame of most programs says how many bytes the sound has; some count a few more than they write.
fn missing(frame: &[u8], there: u64) -> Option<u64> {
    const TOLERANCE: u64 = 64 * 1024;
    let at = memmem::find(frame, b"Xing").or_else(|| memmem::find(frame, b"Info"))?;
    let [_, _, _, flags, rest @ ..] = frame.get(at + 4..)? else { return None };
    let rest = if flags & 1 == 0 { rest } else { rest.get(4..)? };
    let bytes = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?);
    (flags & 2 != 0).then(|| u64::from(bytes).saturating_sub(there.saturating_add(TOLERANCE)))
}
