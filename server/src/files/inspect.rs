//! What is in a file: its kind by content, whatever its name says, and what makes it unfit for a school's records.
//!
//! Nothing is executed, unpacked to disk or decompressed beyond a small bound; every loop has an end that does
//! not depend on what the file claims about itself.

mod legacy;
mod media;
mod office;
#[cfg(test)]
mod tests;

use std::{
    fs::File,
    io::{self, Read, Seek},
    path::Path,
};

use domain::{
    files::{FileKind, FileName},
    refusal::Refusal,
};

/// How much of the beginning the simple kinds need.
const BEGINNING: u64 = 4096;

/// Why a file is not taken.
#[derive(Debug, PartialEq, Eq)]
enum InspectError {
    /// None of the accepted kinds, or too broken to tell.
    Unknown,
    /// Macros, ActiveX, macro sheets.
    Dangerous,
    /// Opens with a password only.
    Encrypted,
}

/// Looks into the file at `path` (blocking; call it on a blocking thread). `name` is only for the words of
/// the refusal: a lesson plan named `.pdf` that is a Word document is a Word document.
///
/// # Errors
/// `Refusal::FileKindUnknown`, `Refusal::FileDangerous`, `Refusal::FileEncrypted`.
pub fn inspect(path: &Path, name: &FileName) -> Result<FileKind, Refusal> {
    let kind = File::open(path).map_err(InspectError::from).and_then(kind_of);
    kind.map_err(|unfit| {
        let name = name.clone();
        match unfit {
            InspectError::Unknown => Refusal::FileKindUnknown { name },
            InspectError::Dangerous => Refusal::FileDangerous { name },
            InspectError::Encrypted => Refusal::FileEncrypted { name },
        }
    })
}

fn kind_of(mut file: File) -> Result<FileKind, InspectError> {
    let size = file.metadata()?.len();
    let mut beginning = Vec::new();
    (&mut file).take(BEGINNING).read_to_end(&mut beginning)?;
    file.rewind()?;
    match beginning.as_slice() {
        [b'P', b'K', 3, 4, ..] => office::kind(file, size),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => legacy::kind(file),
        [0xFF, 0xD8, 0xFF, ..] => Ok(FileKind::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(FileKind::Png),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => media::boxed(&beginning),
        _ if is_pdf(&beginning) => Ok(FileKind::Pdf),
        _ => media::mp3(file, &beginning),
    }
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

/// A file that cannot be read through is a broken file; a broken disk shows in the log and at the next write.
impl From<io::Error> for InspectError {
    fn from(error: io::Error) -> Self {
        tracing::info!(%error, "a file could not be looked through");
        Self::Unknown
    }
}
