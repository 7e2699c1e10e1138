//! Scans and pictures beside an entry of a register: the letter as it came, who was at a training, what stood on the screen.

use crate::{
    days::Timestamp,
    files::{FileKind, StoredFile},
    people::PersonId,
    refusal::{Refusal, RegisterRefusal},
};

/// A file beside an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryFile {
    pub file: StoredFile,
    pub by: PersonId,
    pub at: Timestamp,
}

/// The endings of such files, as a browser offers them.
pub const SCAN_ENDINGS: &str = ".pdf,.jpg,.jpeg,.png,.webp,.heic";

/// May this file lie beside an entry? A PDF or a picture may: what can be written on is no scan.
///
/// # Errors
/// `RegisterRefusal::NotAScan`.
pub fn check_scan(file: &StoredFile) -> Result<(), Refusal> {
    match file.kind {
        FileKind::Pdf | FileKind::Jpeg | FileKind::Png | FileKind::Heic | FileKind::Webp => Ok(()),
        FileKind::Docx | FileKind::Doc | FileKind::Xlsx | FileKind::Xls | FileKind::Pptx | FileKind::Ppt => Err(no_scan(file)),
        FileKind::Mp3 | FileKind::M4a | FileKind::Mp4 | FileKind::Mov | FileKind::ThreeGp => Err(no_scan(file)),
    }
}

fn no_scan(file: &StoredFile) -> Refusal {
    RegisterRefusal::NotAScan { name: file.name.clone() }.into()
}
