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
    error::Error,
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
    /// Our own disk, or no handle left: the system's number of the error. Nothing is known of the file then.
    Machine(i32),
}

/// Looks into the file at `path` (blocking; call it on a blocking thread). `name` is only for the words of
/// the refusal: a lesson plan named `.pdf` that is a Word document is a Word document.
///
/// # Errors
/// That of the disk, where the file could not be read. Else, inside, `Refusal::FileKindUnknown`, `Refusal::FileDangerous`,
/// `Refusal::FileEncrypted`.
pub fn inspect(path: &Path, name: &FileName) -> io::Result<Result<FileKind, Refusal>> {
    let kind = File::open(path).map_err(InspectError::from).and_then(kind_of);
    let name = || name.clone();
    Ok(match kind {
        Ok(kind) => Ok(kind),
        Err(InspectError::Unknown) => Err(Refusal::FileKindUnknown { name: name() }),
        Err(InspectError::Dangerous) => Err(Refusal::FileDangerous { name: name() }),
        Err(InspectError::Encrypted) => Err(Refusal::FileEncrypted { name: name() }),
        Err(InspectError::Machine(number)) => return Err(io::Error::from_raw_os_error(number)),
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

impl From<io::Error> for InspectError {
    fn from(error: io::Error) -> Self {
        Self::of(&error)
    }
}

impl InspectError {
    /// A file that ends too soon or leads nowhere is a broken file; a disk that does not read, or a system that has no handle
    /// left, says nothing about it.
    fn of(error: &(dyn Error + 'static)) -> Self {
        match system_error(error) {
            Some(number) => Self::Machine(number),
            None => {
                tracing::info!(%error, "a file could not be looked through");
                Self::Unknown
            }
        }
    }
}

/// The system's number of what went wrong, however deep a parser has wrapped it. Not that of a place beyond every file,
/// to which only a broken file can lead.
fn system_error(error: &(dyn Error + 'static)) -> Option<i32> {
    let mut next = Some(error);
    while let Some(error) = next {
        next = match error.downcast_ref::<io::Error>() {
            Some(error) if error.raw_os_error().is_some() => {
                return error.raw_os_error().filter(|number| ![libc::EINVAL, libc::EOVERFLOW].contains(number));
            }
            Some(error) => error.get_ref().map(|inner| inner as &(dyn Error + 'static)),
            None => error.source(),
        };
    }
    None
}
