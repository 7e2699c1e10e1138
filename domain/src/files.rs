//! What may be handed in: kinds of files by content, how many and how large, and what a file in the store is.

mod saved_name;

use serde::{Deserialize, Serialize};

pub use saved_name::name_to_save;

pub use crate::file_names::FileName;
use crate::{hex, refusal::Refusal};

/// What a school means by 1 MB when it sets its limit.
pub const MEGABYTE: u64 = 1024 * 1024;

/// A file's own limit until the school sets another one.
pub const DEFAULT_FILE_LIMIT: u64 = 200 * MEGABYTE;

/// No school may allow larger files, in MB: a film of half an hour fits in.
pub const MAX_MEGABYTES: u64 = 2_000;

/// More files than this in one hand-in are a mistake (a whole folder dropped on the page).
pub const MAX_FILES: usize = 30;

/// A note to the head is a few sentences.
pub const MAX_NOTE: usize = 2_000;

/// The kinds of files that the school accepts; the kind is read from the content, never from the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FileKind {
    Docx,
    Doc,
    Pdf,
    Xlsx,
    Xls,
    Pptx,
    Ppt,
    Jpeg,
    Png,
    Heic,
    Webp,
    Mp3,
    /// Sound alone, as phones record it.
    M4a,
    Mp4,
    /// QuickTime: films of iPhones.
    Mov,
    /// Films of older phones (3GPP TS 26.244).
    ThreeGp,
}

impl FileKind {
    pub const ALL: [Self; 16] = [
        Self::Docx,
        Self::Doc,
        Self::Pdf,
        Self::Xlsx,
        Self::Xls,
        Self::Pptx,
        Self::Ppt,
        Self::Jpeg,
        Self::Png,
        Self::Heic,
        Self::Webp,
        Self::Mp3,
        Self::M4a,
        Self::Mp4,
        Self::Mov,
        Self::ThreeGp,
    ];

    /// The ending such a file usually has, also the word in the database.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Doc => "doc",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Pptx => "pptx",
            Self::Ppt => "ppt",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Heic => "heic",
            Self::Webp => "webp",
            Self::Mp3 => "mp3",
            Self::M4a => "m4a",
            Self::Mp4 => "mp4",
            Self::Mov => "mov",
            Self::ThreeGp => "3gp",
        }
    }

    pub fn from_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.ending() == ending)
    }

    /// For `Content-Type` (IANA media types).
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Doc => "application/msword",
            Self::Pdf => "application/pdf",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Xls => "application/vnd.ms-excel",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Ppt => "application/vnd.ms-powerpoint",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Heic => "image/heic",
            Self::Webp => "image/webp",
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/mp4",
            Self::Mp4 => "video/mp4",
            Self::Mov => "video/quicktime",
            Self::ThreeGp => "video/3gpp",
        }
    }
}

/// What one person has uploaded and not handed in. Files wait on the school's disk for a day, so there is an end to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MuchWaiting {
    pub files: usize,
    /// All of them together, in bytes.
    pub bytes: u64,
    /// What lies in the store for this person and is part of no version, in bytes: also what was taken off again or has
    /// waited for too long, until it is swept.
    pub unused: u64,
}

impl MuchWaiting {
    /// Three full hand-ins.
    pub const MAX_FILES: usize = 3 * MAX_FILES;
    /// In bytes: some long films.
    pub const MAX_BYTES: u64 = 4 * 1024 * 1024 * 1024;
    /// In bytes: nobody fills the disk in a week by uploading and taking off.
    pub const MAX_UNUSED: u64 = 4 * Self::MAX_BYTES;

    /// May another file come?
    ///
    /// # Errors
    /// `Refusal::TooMuchWaiting`, `Refusal::TooMuchUnused`.
    pub const fn check(self) -> Result<(), Refusal> {
        if self.files >= Self::MAX_FILES || self.bytes >= Self::MAX_BYTES {
            return Err(Refusal::TooMuchWaiting { files: self.files, bytes: self.bytes });
        }
        if self.unused >= Self::MAX_UNUSED { Err(Refusal::TooMuchUnused { bytes: self.unused }) } else { Ok(()) }
    }
}

/// For the `accept` of a file field: a help when choosing, never a check.
pub const ACCEPTED_ENDINGS: &str =
    ".docx,.doc,.pdf,.xlsx,.xls,.pptx,.ppt,.jpg,.jpeg,.png,.heic,.heif,.webp,.mp3,.m4a,.mp4,.mov,.3gp";

/// Whether a file of the name `new`, chosen beside one of the last version that is called `old`, is meant in its place: a document
/// that was worked on is, but phones give photos the same name again and again.
pub fn takes_the_place(old: &str, new: &str) -> bool {
    let ending = new.rsplit_once('.').map_or("", |(_, ending)| ending);
    old == new && ["docx", "doc", "pdf", "xlsx", "xls", "pptx", "ppt"].iter().any(|of| ending.eq_ignore_ascii_case(of))
}

/// The file of a store that holds the random number of the database whose files it keeps.
pub const STORE_MARKER: &str = "hoso-blobs";

/// SHA-256 of a file's bytes (FIPS 180-4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256([u8; 32]);

impl Sha256 {
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Reads the 64 hex digits that `Display` prints.
    pub fn from_hex(text: &str) -> Option<Self> {
        hex::read(text).map(Self)
    }

    /// Where a store of files keeps the file with this content, within its folder.
    pub fn place(&self) -> String {
        let name = self.to_string();
        format!("{}/{name}", name.get(..2).unwrap_or_default())
    }

    /// For the screen: "9f2c 41d7 0b6e 5a18 … c3e0 77aa", the first 16 and the last 8 digits.
    pub fn abridged(&self) -> String {
        let hex = self.to_string();
        let four = |from: usize| hex.get(from..from + 4).unwrap_or_default().to_owned();
        format!("{} {} {} {} … {} {}", four(0), four(4), four(8), four(12), four(56), four(60))
    }
}

impl std::fmt::Display for Sha256 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        hex::write(&self.0, f)
    }
}

impl std::fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

impl Serialize for Sha256 {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha256 {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_hex(&text).ok_or_else(|| serde::de::Error::custom("64 hex digits expected"))
    }
}

/// A file that lies in the store, inspected: what a hand-in is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFile {
    pub name: FileName,
    /// In bytes.
    pub size: u64,
    pub sha256: Sha256,
    pub kind: FileKind,
}

/// Checks what a list of files as a whole must satisfy.
///
/// # Errors
/// `Refusal::NoFiles`, `Refusal::TooManyFiles`.
pub const fn check_number(files: usize) -> Result<(), Refusal> {
    if files == 0 {
        return Err(Refusal::NoFiles);
    }
    if files > MAX_FILES {
        return Err(Refusal::TooManyFiles { files, most: MAX_FILES });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
