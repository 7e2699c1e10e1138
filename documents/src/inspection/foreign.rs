//! What a piece of bytes looks like, wherever it stands: the marks by which programs know a kind of file.

use std::{
    io::{self, Read, Seek},
    ops::Range,
};

use memchr::{memchr_iter, memmem};

use crate::source::Source;

/// What something is by its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    Zip,
    /// MS-CFB: Office 97–2003, and objects inside of newer documents.
    Compound,
    Pdf,
    Jpeg,
    Png,
    /// RIFF with the picture of Google's (RFC 9649).
    Webp,
    /// ISO/IEC 14496-12: films, phone pictures.
    Boxes,
    Sound,
    RichText,
    WebPage,
    Xml,
    /// Of Windows or Linux, or a script.
    Program,
    Nothing,
}

impl Looks {
    pub fn of(beginning: &[u8]) -> Self {
        match beginning {
            [b'P', b'K', 3, 4, ..] => return Self::Zip,
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => return Self::Compound,
            [0xFF, 0xD8, 0xFF, ..] => return Self::Jpeg,
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => return Self::Png,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => return Self::Webp,
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => return Self::Boxes,
            [b'I', b'D', b'3', ..] | [0xFF, 0xE2..=0xFF, ..] if !beginning.starts_with(&[0xFF, 0xFE]) => return Self::Sound,
            _ => {}
        }
        if is_program(beginning) {
            return Self::Program;
        }
        let plain = as_text(beginning);
        let text = plain.trim_ascii_start();
        if text.starts_with(b"{\\rt") {
            Self::RichText
        } else if is_web_page(text) {
            Self::WebPage
        } else if text.starts_with(b"%PDF-") {
            Self::Pdf
        } else if text.starts_with(b"<") {
            Self::Xml
        } else {
            Self::Nothing
        }
    }
}

/// In one byte a letter, without the mark that tells the encoding: enough to know tags by.
pub fn as_text(bytes: &[u8]) -> Vec<u8> {
    match bytes {
        [0xEF, 0xBB, 0xBF, text @ ..] => text.to_vec(),
        [0xFF, 0xFE, text @ ..] | [0xFE, 0xFF, text @ ..] => text.iter().copied().filter(|byte| *byte != 0).collect(),
        [b'<', 0, ..] | [0, b'<', ..] => bytes.iter().copied().filter(|byte| *byte != 0).collect(),
        _ => bytes.to_vec(),
    }
}

/// MZ with a second head where it says, or ELF, or a script with its interpreter.
fn is_program(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\x7fELF") || bytes.starts_with(b"#!/") {
        return true;
    }
    let second_head = bytes.get(60..64).and_then(|at| at.try_into().ok()).map(u32::from_le_bytes);
    let has_stub = memmem::find(bytes, b"cannot be run in DOS mode").is_some();
    let has_head = second_head.and_then(|at| usize::try_from(at).ok()).and_then(|at| bytes.get(at..at.saturating_add(4)));
    bytes.starts_with(b"MZ")
        && (has_stub || bytes.len() < 64 || has_head == Some(b"PE\0\0") || second_head.is_some_and(|at| at < 4096))
}

fn is_web_page(text: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 9] =
        [b"<!doctype html", b"<html", b"<script", b"<head", b"<body", b"<iframe", b"mime-version:", b"<?php", b"<hta:"];
    BEGINNINGS.iter().any(|one| starts_with(text, one)) || is_flat_office(text)
}

/// Word and Excel of 2003 could write one XML file, which opens by a line that names the program.
fn is_flat_office(text: &[u8]) -> bool {
    text.starts_with(b"<?xml") && memmem::find(text, b"mso-application").is_some()
}

fn starts_with(text: &[u8], small: &[u8]) -> bool {
    text.get(..small.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(small))
}

/// Readers of PDF search for its head in the first kilobyte, as some printers write a greeting before it.
pub fn has_late_pdf_head(beginning: &[u8]) -> bool {
    memmem::find(beginning.get(..beginning.len().min(1024)).unwrap_or_default(), b"%PDF-").is_some()
}

/// Looks through a whole file, or a piece of it, for a web page or a program that stands inside of something else.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Smuggled {
    pub web_page: bool,
    pub program: bool,
}

/// Read at once, in bytes.
const WINDOW: usize = 256 * 1024;

impl Smuggled {
    pub fn find<R: Read + Seek>(source: &Source<R>, range: Range<u64>) -> io::Result<Self> {
        let mut found = Self::default();
        windows(source, range, 64, |_, window| {
            found.look(window);
            true
        })?;
        Ok(found)
    }

    pub fn look(&mut self, window: &[u8]) {
        const TAGS: [&[u8]; 6] = [b"<script", b"<!doctype html", b"<html", b"<iframe", b"<?php", b"<hta:"];
        self.program |= memmem::find(window, b"This program cannot be run in DOS mode").is_some();
        self.web_page |= memchr_iter(b'<', window)
            .filter(|at| window.get(at + 1).is_some_and(|next| b"sSdDhHiI!?".contains(next)))
            .any(|at| TAGS.iter().any(|tag| window.get(at..).is_some_and(|text| starts_with(text, tag) && ends_word(text, tag))));
    }
}

fn ends_word(text: &[u8], tag: &[u8]) -> bool {
    text.get(tag.len()).is_none_or(|next| !next.is_ascii_alphanumeric())
}

/// Calls with each window of the range and with where it begins; each repeats so many bytes of the one before. Ends where the
/// caller says `false`.
pub fn windows<R: Read + Seek>(
    source: &Source<R>,
    range: Range<u64>,
    overlap: usize,
    mut look: impl FnMut(u64, &[u8]) -> bool,
) -> io::Result<()> {
    let mut at = range.start;
    while at < range.end {
        let most = usize::try_from(range.end - at).unwrap_or(usize::MAX).min(WINDOW + overlap);
        let window = source.piece(at, most)?;
        if window.is_empty() || !look(at, &window) || at + window.len() as u64 >= range.end {
            break;
        }
        at += WINDOW as u64;
    }
    Ok(())
}

/// How much of the end is searched for a zip's directory, in bytes.
const TAIL: u64 = 64 * 1024 + 22;

/// A whole zip ends this file: something that opens zips would take it for one.
pub fn ends_as_zip<R: Read + Seek>(source: &Source<R>) -> io::Result<bool> {
    let start = source.size().saturating_sub(TAIL);
    let tail = source.piece(start, usize::try_from(TAIL).unwrap_or_default())?;
    Ok(memmem::rfind_iter(&tail, b"PK\x05\x06").any(|at| {
        let field = |from: usize| tail.get(at + from..at + from + 4).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes);
        let (Some(length), Some(place)) = (field(12), field(16)) else { return false };
        let entries = tail.get(at + 10..at + 12).is_some_and(|count| count != [0, 0]);
        entries && u64::from(length) + u64::from(place) <= start + at as u64
    }))
}
