//! A zip opened within budgets: the package in which Word, Excel and PowerPoint keep their parts (ECMA-376 part 2).
//!
//! The whole directory is checked before a byte is unpacked: how many parts, how large, under which names, and where each one
//! lies. What two readers of zips could understand in two ways is refused, for one of them would see what the other does not.

mod contents;
mod directory;
pub mod remains;
#[cfg(test)]
mod tests;

use std::{
    collections::HashMap,
    io::{self, Read, Seek},
};

use domain::inspection::Impossibility;
use rawzip::{ErrorKind, ZipArchive, ZipLocator};

pub use contents::Contents;
pub use directory::Part;

use crate::source::Source;

/// More parts than this are no document: a book of a thousand slides with pictures has some 5,000.
pub const MAX_PARTS: usize = 10_000;

/// By how many bytes all parts of a file, with those of the documents inside it, may be larger unpacked than packed. Pictures and
/// films do not grow, words and tables do: a book of a thousand pages has 50 MB of them. So much is unpacked in about a second.
pub const MAX_GROWTH: u64 = 512 * 1024 * 1024;

/// How many times larger than packed a package may become: repeated rows of a sheet reach 100, a bomb has 1,000.
pub const MAX_RATIO: u64 = 250;

/// Below this many unpacked bytes no ratio harms anybody: a blank bitmap packs better than any bomb.
pub const MIN_UNPACKED_FOR_RATIO: u64 = 64 * 1024 * 1024;

/// The longest name of a part, in bytes; Office keeps to 260 letters.
pub const MAX_NAME: usize = 1024;

/// How much of the end is searched for the directory's end, in bytes: a comment of 64 kB and as much again that was appended.
const MAX_SEARCH: u64 = 128 * 1024;

/// What one file may still take of the reader; packages inside it take from the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    parts: usize,
    growth: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { parts: MAX_PARTS, growth: MAX_GROWTH }
    }
}

/// Why a zip is not opened, or a part not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PackageError {
    /// There is no directory: it stands at the end, and the end is missing.
    #[error("the end of the package is missing")]
    Cut,
    /// The directory or a part cannot be read: bytes were changed.
    #[error("the package is damaged")]
    Damaged,
    /// A part is packed under a password.
    #[error("the package is sealed with a password")]
    Sealed,
    /// A part is packed in a way that no office program reads.
    #[error("a part is packed in an unknown way")]
    UnknownPacking,
    #[error("more than {MAX_PARTS} parts")]
    TooManyParts,
    #[error("the parts grow by more than {MAX_GROWTH} bytes when they are unpacked")]
    TooLarge,
    #[error("the parts unpack to more than {MAX_RATIO} times their packed size")]
    Bomb,
    #[error("two parts lie over each other")]
    Overlap,
    #[error("two parts have one name, or a part has two")]
    TwoNames,
    #[error("a part's name leads out of the package")]
    NameLeadsOut,
    #[error("a part is a link to somewhere else")]
    Symlink,
    /// A part is larger or smaller than the directory says.
    #[error("a part has another size than it claims")]
    SizeDiffers,
    /// Whoever reads allowed less than the part has.
    #[error("a part is larger than was asked for")]
    OverLimit,
}

/// A zip whose directory keeps every rule.
#[derive(Debug)]
pub struct Package<R> {
    archive: ZipArchive<Source<R>>,
    parts: Vec<Part>,
    by_name: HashMap<String, usize>,
    /// Where bytes lie that belong to no part, in order.
    gaps: Vec<std::ops::Range<u64>>,
}

impl<R: Read + Seek> Package<R> {
    /// Opens a file by itself.
    ///
    /// # Errors
    /// `PackageError`. A fault of the disk is `Damaged` here; `Source::check` tells it.
    pub fn open(source: Source<R>) -> Result<Self, PackageError> {
        Self::open_within(source, &mut Budget::default())
    }

    /// Opens a package that lies inside another one, with what that one left of the budget.
    ///
    /// # Errors
    /// `PackageError`, as `open`.
    pub fn open_within(source: Source<R>, budget: &mut Budget) -> Result<Self, PackageError> {
        let size = source.size();
        let mut buffer = vec![0; rawzip::MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
        let locator = ZipLocator::new().max_search_space(MAX_SEARCH);
        let archive = locator.locate_in_reader(source, &mut buffer, size).map_err(|(_, error)| match error.kind() {
            ErrorKind::MissingEndOfCentralDirectory => PackageError::Cut,
            _ => PackageError::Damaged,
        })?;
        let directory = directory::read(&archive, size, &mut buffer, budget)?;
        Ok(Self { archive, parts: directory.parts, by_name: directory.by_name, gaps: directory.gaps })
    }

    /// The parts without folders, in the order of the directory.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The part of this name; large and small letters, and a slash at the beginning, make no difference.
    pub fn part(&self, name: &str) -> Option<&Part> {
        self.by_name.get(&directory::key(name)).and_then(|at| self.parts.get(*at))
    }

    /// A part's bytes, unpacked while they are read. Whoever reads to the end knows that size and checksum are right.
    ///
    /// # Errors
    /// `PackageError::Damaged`, `PackageError::UnknownPacking`; while reading, `PackageError` inside of an `io::Error`.
    pub fn contents(&self, part: &Part) -> Result<Contents<'_, R>, PackageError> {
        Contents::open(&self.archive, part)
    }

    /// The whole part, if it has no more than so many bytes.
    ///
    /// # Errors
    /// `PackageError`; `OverLimit` where there is more.
    pub fn read(&self, part: &Part, limit: usize) -> Result<Vec<u8>, PackageError> {
        if part.size > limit as u64 {
            return Err(PackageError::OverLimit);
        }
        let mut bytes = Vec::with_capacity(usize::try_from(part.size).unwrap_or_default());
        self.contents(part)?.read_to_end(&mut bytes).map_err(|error| PackageError::of(&error))?;
        Ok(bytes)
    }

    /// Where bytes lie that belong to no part and are not the directory: between parts, and after the end.
    pub fn gaps(&self) -> &[std::ops::Range<u64>] {
        &self.gaps
    }

    /// The file under the package.
    pub fn source(&self) -> &Source<R> {
        self.archive.get_ref()
    }
}

impl PackageError {
    /// What a reader of a part's contents met; anything else than our own words means that the bytes are damaged.
    pub fn of(error: &io::Error) -> Self {
        let own = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>());
        own.copied().unwrap_or(Self::Damaged)
    }

    /// What of the rules for every zip is broken, where it is that.
    pub const fn impossibility(self) -> Option<Impossibility> {
        match self {
            Self::TooManyParts => Some(Impossibility::TooManyParts),
            Self::TooLarge | Self::Bomb => Some(Impossibility::Bomb),
            Self::Overlap => Some(Impossibility::Overlap),
            Self::TwoNames => Some(Impossibility::TwoNames),
            Self::NameLeadsOut => Some(Impossibility::NameLeadsOut),
            Self::Symlink => Some(Impossibility::Symlink),
            Self::SizeDiffers => Some(Impossibility::SizeDiffers),
            Self::Cut | Self::Damaged | Self::Sealed | Self::UnknownPacking | Self::OverLimit => None,
        }
    }
}

impl From<PackageError> for io::Error {
    fn from(error: PackageError) -> Self {
        Self::new(io::ErrorKind::InvalidData, error)
    }
}
