//! What a file is: its kind by content, whatever its name says, and what makes it unfit for a school's records at the door.
//!
//! Nothing is executed or unpacked beyond a small bound; every loop has an end that does not depend on what the file claims about
//! itself. What is inside of a file of a known kind is looked into afterwards (`inspection`).

mod compound;
mod media;
mod office;
#[cfg(test)]
mod tests;

use std::io::{self, Read, Seek};

use domain::{files::FileKind, inspection::Impossibility};
use serde::{Deserialize, Serialize};

use crate::{inspection::as_text, package::PackageError, source::Source};

/// How much of the beginning the simple kinds need, in bytes.
const BEGINNING: usize = 4096;

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnfitError {
    /// None of the accepted kinds, or too broken to tell.
    Unknown,
    /// Macros, ActiveX, macro sheets.
    Dangerous,
    /// Rich text, a page or XML, which Word and Excel write and open under the name of a document of theirs: saved anew it is one.
    SaveAnew,
    /// Opens with a password only.
    Encrypted,
    /// No program writes such a file.
    Impossible(Impossibility),
}

/// The kind of a file.
///
/// # Errors
/// Those of the disk: then nothing is known of the file. Inside, why the file is not taken.
pub fn kind_of<R: Read + Seek>(file: R) -> io::Result<Result<FileKind, UnfitError>> {
    let source = Source::new(file)?;
    let kind = look(&source)?;
    source.check()?;
    Ok(kind)
}

fn look<R: Read + Seek>(source: &Source<R>) -> io::Result<Result<FileKind, UnfitError>> {
    let beginning = source.piece(0, BEGINNING)?;
    Ok(match beginning.as_slice() {
        [b'P', b'K', 3, 4, ..] => office::kind(source),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => compound::kind(source),
        [0xFF, 0xD8, 0xFF, ..] => Ok(FileKind::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(FileKind::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(FileKind::Webp),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => media::boxed(&beginning),
        _ if is_pdf(&beginning) => Ok(FileKind::Pdf),
        _ => match media::mp3(source, &beginning)? {
            Err(UnfitError::Unknown) if is_saved_otherwise(&beginning) => Err(UnfitError::SaveAnew),
            kind => kind,
        },
    })
}

/// Rich text, a page or XML of an office program: what Word calls "Rich Text", "Web Page" and "Word 2003 XML", and what programs of
/// schools export as .xls.
fn is_saved_otherwise(beginning: &[u8]) -> bool {
    let text = as_text(beginning);
    let text = text.trim_ascii_start();
    let has = |mark: &[u8]| memchr::memmem::find(text, mark).is_some();
    let is_page = text.starts_with(b"<") && (has(b"<table") || has(b"urn:schemas-microsoft-com:office"));
    text.starts_with(b"{\\rtf")
        || is_page
        || (text.starts_with(b"<?xml")
            && (has(b"Word.Document") || has(b"Excel.Sheet") || has(b"schemas.microsoft.com/office/word/2003")))
}

/// Readers look for the header in the first 1024 bytes, as some printers write a greeting before it. But not
/// a page or a program: what a browser or Windows would take for something else is something else.
fn is_pdf(beginning: &[u8]) -> bool {
    let before = beginning.get(..beginning.len().min(1024)).unwrap_or_default();
    match before.windows(5).position(|five| five == b"%PDF-") {
        Some(0) => true,
        Some(at) => !before.get(..at).is_some_and(|first| first.starts_with(b"MZ") || first.contains(&b'<')),
        None => false,
    }
}

impl From<PackageError> for UnfitError {
    /// A zip that breaks a rule is impossible; one that cannot be read tells nothing about its kind.
    fn from(error: PackageError) -> Self {
        error.impossibility().map_or(Self::Unknown, Self::Impossible)
    }
}

impl From<io::Error> for UnfitError {
    /// The bytes are not those of the kind that they began as. A fault of the disk is told by the source.
    fn from(_: io::Error) -> Self {
        Self::Unknown
    }
}
