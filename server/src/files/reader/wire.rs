//! What is asked of a reader, and what it says: one JSON value a line, as far as it comes.

use documents::kind::UnfitError;
use domain::{file_text::FileText, files::FileKind, inspection::Inspection, tables::Table};
use serde::{Deserialize, Serialize};

/// What is to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    /// What the file is, and what is inside of it.
    Inspect,
    /// What stands in a Word document or an Excel workbook.
    Page(FileKind),
    /// The sheets of an Excel workbook, cell by cell.
    Tables,
    /// The picture of this name inside of a Word document.
    Picture(String),
    /// Nothing: computes for ever, for the test of the limits.
    Hang,
    /// Nothing: takes memory until there is no more, for the test of the limits.
    Grow,
    /// Tries what a reader may not do, for the test of the limits.
    Escape,
}

/// What stands in a file, for a page. Its pictures have addresses that begin with `PICTURES_AT`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilePage {
    pub html: String,
    pub text: FileText,
    /// The names of the pictures inside of the file, by the number in their address; nothing where a browser shows none.
    pub pictures: Vec<Option<String>>,
    /// What it means that the file uses old Vietnamese fonts, where it does.
    pub old_fonts: Option<String>,
    /// The changes of several people were not accepted yet; all of them are shown.
    pub has_tracked_changes: bool,
}

/// No address of the program: whoever sends the page puts the right one in its place. Words of the file hold no quotation mark,
/// so that nothing but an address of ours begins so behind one.
pub const PICTURES_AT: &str = "hinh:";

/// What a reader says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// It is shut in, but for what this machine does not have.
    Begun {
        missing: Vec<String>,
    },
    Kind(Result<FileKind, UnfitError>),
    Inspection(Inspection),
    Page(FilePage),
    Tables(Vec<Table>),
    /// Why the file cannot be shown, in a sentence.
    NotShown(String),
    /// The bytes of the picture follow.
    Picture,
    /// The disk failed, by the system's number of the error: nothing is known of the file.
    DiskError(i32),
    /// What `Job::Escape` was able to do.
    Escaped(Vec<String>),
}
