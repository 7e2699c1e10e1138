//! Pictures: how many points they have, whether they are whole, and whether they are only pictures.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use domain::inspection::{Cause, Oddity};
use memchr::memmem;
use rawzip::Crc32;

use super::{
    findings::Findings,
    foreign::{Smuggled, ends_as_zip, has_late_pdf_head, windows},
    points,
};
use crate::source::Source;

/// Before the picture itself stand the camera's notes and a small picture, each up to 64 kB; more pieces than this has no file.
const MAX_SEGMENTS: usize = 10_000;

/// JPEG (ITU T.81).
pub fn jpeg<R: Read + Seek>(source: &Source<R>, findings: &mut Findings) {
    // A fault of the disk is told by the source itself.
    let _read = read_jpeg(source, findings);
    look_through(source, findings);
}

fn read_jpeg<R: Read + Seek>(source: &Source<R>, findings: &mut Findings) -> io::Result<()> {
    let mut at = 2;
    for _ in 0..MAX_SEGMENTS {
        let head = source.piece(at, 9)?;
        match head.as_slice() {
            [0xFF, 0xFF, ..] => at += 1,
            [0xFF, 0x01 | 0xD0..=0xD8, ..] => at += 2,
            // The picture begins; its end is a mark that stands nowhere else in it.
            [0xFF, 0xDA, ..] => {
                let mut is_whole = false;
                windows(source, at..source.size(), 1, |_, window| {
                    is_whole |= memmem::find(window, &[0xFF, 0xD9]).is_some();
                    !is_whole
                })?;
                if !is_whole {
                    findings.odd(Oddity::Cut);
                }
                return Ok(());
            }
            [0xFF, kind, high, low, rest @ ..] => {
                if let (0xC0..=0xCF, [_, h1, h2, w1, w2]) = (*kind, rest)
                    && ![0xC4, 0xC8, 0xCC].contains(kind)
                {
                    points(u16::from_be_bytes([*w1, *w2]).into(), u16::from_be_bytes([*h1, *h2]).into(), findings);
                }
                at += 2 + u64::from(u16::from_be_bytes([*high, *low]).max(2));
            }
            _ => {
                findings.odd(if at >= source.size() || head.len() < 4 { Oddity::Cut } else { Oddity::Damaged });
                return Ok(());
            }
        }
    }
    findings.odd(Oddity::Damaged);
    Ok(())
}

/// PNG (ISO/IEC 15948): pieces with a checksum each.
pub fn png<R: Read + Seek>(source: &Source<R>, findings: &mut Findings) {
    let _read = read_png(source, findings);
    look_through(source, findings);
}

fn read_png<R: Read + Seek>(source: &Source<R>, findings: &mut Findings) -> io::Result<()> {
    let mut reader = BufReader::with_capacity(256 * 1024, source.clone());
    reader.seek(SeekFrom::Start(8))?;
    let mut left = source.size().saturating_sub(8);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let mut head = [0; 8];
        if left < 12 {
            findings.odd(Oddity::Cut);
            return Ok(());
        }
        reader.read_exact(&mut head)?;
        let [a, b, c, d, kind @ ..] = head;
        let length = u64::from(u32::from_be_bytes([a, b, c, d]));
        if !kind.iter().all(u8::is_ascii_alphabetic) {
            findings.odd(Oddity::Damaged);
            return Ok(());
        }
        if length > left - 12 {
            findings.odd(Oddity::Cut);
            return Ok(());
        }
        let mut seen = Crc32::new();
        seen.update(&kind);
        let mut rest = length;
        while rest > 0 {
            let most = usize::try_from(rest).unwrap_or(usize::MAX).min(buffer.len());
            let piece = buffer.get_mut(..most).unwrap_or_default();
            reader.read_exact(piece)?;
            seen.update(piece);
            if &kind == b"IHDR" && rest == length {
                size_of_png(piece, findings);
            }
            rest -= piece.len() as u64;
        }
        let mut checksum = [0; 4];
        reader.read_exact(&mut checksum)?;
        if u32::from_be_bytes(checksum) != seen.checksum() {
            findings.odd(Oddity::Damaged);
        }
        left -= 12 + length;
        if &kind == b"IEND" {
            return Ok(());
        }
    }
}

/// WebP (RFC 9649): pieces of an even length in one large one, which says how long it is.
pub fn webp<R: Read + Seek>(source: &Source<R>, findings: &mut Findings) {
    let _read = read_webp(source, findings);
    look_through(source, findings);
}

fn read_webp<R: Read + Seek>(source: &Source<R>, findings: &mut Findings) -> io::Result<()> {
    let head = source.piece(0, 30)?;
    let size = head.get(4..8).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes);
    if u64::from(size) + 8 > source.size() {
        findings.odd(Oddity::Cut);
    }
    match head.get(12..).unwrap_or_default() {
        [b'V', b'P', b'8', b'X', _, _, _, _, _, _, _, _, w1, w2, w3, h1, h2, h3] => {
            let side = |low, middle, high| u64::from(u32::from_le_bytes([low, middle, high, 0])) + 1;
            points(side(*w1, *w2, *w3), side(*h1, *h2, *h3), findings);
        }
        // Fourteen bits each: no picture of these two is too large.
        [b'V', b'P', b'8', b'L' | b' ', ..] => {}
        _ => findings.odd(Oddity::Damaged),
    }
    Ok(())
}

fn size_of_png(header: &[u8], findings: &mut Findings) {
    if let [w1, w2, w3, w4, h1, h2, h3, h4, ..] = header {
        points(u32::from_be_bytes([*w1, *w2, *w3, *w4]).into(), u32::from_be_bytes([*h1, *h2, *h3, *h4]).into(), findings);
    }
}

/// How large a picture inside of a document says it is.
pub fn size_from_beginning(beginning: &[u8], findings: &mut Findings) {
    match beginning {
        [0x89, b'P', b'N', b'G', _, _, _, _, _, _, _, _, b'I', b'H', b'D', b'R', header @ ..] => size_of_png(header, findings),
        [b'G', b'I', b'F', b'8', _, b'a', w1, w2, h1, h2, ..] => {
            points(u16::from_le_bytes([*w1, *w2]).into(), u16::from_le_bytes([*h1, *h2]).into(), findings);
        }
        [b'B', b'M', rest @ ..] => {
            let side = |at: usize| rest.get(at..at + 4).and_then(|four| four.try_into().ok()).map(i32::from_le_bytes);
            if let (Some(width), Some(height)) = (side(16), side(20)) {
                points(width.unsigned_abs().into(), height.unsigned_abs().into(), findings);
            }
        }
        [0xFF, 0xD8, ..] => size_of_jpeg(beginning, findings),
        _ => {}
    }
}

/// As far as the beginning reaches; a size behind the camera's notes is not found here.
fn size_of_jpeg(beginning: &[u8], findings: &mut Findings) {
    let mut rest = beginning.get(2..).unwrap_or_default();
    while let [0xFF, kind, high, low, body @ ..] = rest {
        if let (0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF, [_, h1, h2, w1, w2, ..]) = (*kind, body) {
            return points(u16::from_be_bytes([*w1, *w2]).into(), u16::from_be_bytes([*h1, *h2]).into(), findings);
        }
        let length = usize::from(u16::from_be_bytes([*high, *low])).saturating_sub(2);
        rest = body.get(length..).unwrap_or_default();
    }
}

/// Is there a page, a program or an archive in what shows itself as a picture, sound or film?
pub fn look_through<R: Read + Seek>(source: &Source<R>, findings: &mut Findings) {
    let Ok(smuggled) = Smuggled::find(source, 0..source.size()) else { return };
    if smuggled.web_page {
        findings.hold(Cause::WebPage);
    }
    if smuggled.program {
        findings.hold(Cause::ProgramInside);
    }
    let is_pdf_too = source.piece(0, 1024).is_ok_and(|beginning| has_late_pdf_head(&beginning));
    if is_pdf_too || ends_as_zip(source).unwrap_or_default() {
        findings.hold(Cause::TwoFormats);
    }
}
