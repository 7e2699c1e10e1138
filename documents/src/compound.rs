//! A compound file (MS-CFB) opened within budgets: Word, Excel and PowerPoint 97–2003, and objects inside of newer documents.

use std::{
    cell::Cell,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    rc::Rc,
};

use cfb::{CompoundFile, Stream};
use domain::files::FileKind;

use crate::source::Source;

/// What the container's own tables may take, in bytes: those of a file of 200 MB take 2 MB.
pub const MAX_TABLES: u64 = 12 * 1024 * 1024;

/// A document with more embedded objects than this is no document.
const MAX_ENTRIES: usize = 20_000;

/// An open container. What may be read of it has an end.
pub struct Container<R> {
    file: CompoundFile<Metered<Source<R>>>,
    left: Rc<Cell<u64>>,
}

/// A storage or a stream.
pub struct Entry {
    pub path: PathBuf,
    /// In small letters.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// It lies in no storage.
    pub is_top: bool,
    pub is_stream: bool,
}

/// Opens a container; its tables are read.
///
/// # Errors
/// It is none, or too broken, or its tables are too large. A fault of the disk is told by the source.
pub fn open<R: Read + Seek>(source: Source<R>) -> io::Result<Container<R>> {
    let left = Rc::new(Cell::new(MAX_TABLES));
    let file = CompoundFile::open(Metered { inner: source, left: Rc::clone(&left) })?;
    Ok(Container { file, left })
}

impl<R: Read + Seek> Container<R> {
    /// All storages and streams; `None` where there are too many.
    pub fn entries(&self) -> Option<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in self.file.walk() {
            if entries.len() >= MAX_ENTRIES {
                return None;
            }
            entries.push(Entry {
                path: entry.path().to_owned(),
                name: entry.name().to_lowercase(),
                size: entry.len(),
                is_top: entry.path().components().count() == 2,
                is_stream: entry.is_stream(),
            });
        }
        Some(entries)
    }

    /// From here on so many bytes may be read.
    pub fn may_read(&mut self, bytes: u64) {
        self.left.set(bytes);
    }

    /// # Errors
    /// There is no such stream, or the container is broken.
    pub fn open_stream(&mut self, path: impl AsRef<Path>) -> io::Result<Stream<Metered<Source<R>>>> {
        self.file.open_stream(path)
    }
}

/// The kind whose streams these are.
pub fn own_kind(entries: &[Entry]) -> Option<FileKind> {
    let has = |name: &str| entries.iter().any(|entry| entry.is_top && entry.is_stream && entry.name == name);
    match () {
        () if has("powerpoint document") => Some(FileKind::Ppt),
        () if has("workbook") || has("book") => Some(FileKind::Xls),
        () if has("worddocument") => Some(FileKind::Doc),
        () => None,
    }
}

/// The container holds a document that opens with a password only.
pub fn is_sealed(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| entry.is_top && ["encryptedpackage", "encryptedsummary"].contains(&entry.name.as_str()))
}

/// A storage of VBA is called so.
pub fn is_macro_storage(name: &str) -> bool {
    ["macros", "_vba_project_cur", "_vba_project", "vba"].contains(&name)
}

/// Reads until so many bytes were read: what a hostile file can make a parser do ends there.
pub struct Metered<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.get().checked_sub(read as u64) {
            Some(left) => self.left.set(left),
            None => return Err(io::Error::other("the file makes its reader go in circles")),
        }
        Ok(read)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
