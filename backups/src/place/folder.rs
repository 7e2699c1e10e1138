//! A folder of another disk as a place of backups. What lies in it may have been put there by anybody: nothing in it is followed
//! out of it.

use std::{
    collections::BTreeMap,
    fs::{self, DirEntry, File, TryLockError},
    io::{self, ErrorKind, Read, Write},
    path::{Path, PathBuf},
};

use domain::files::Sha256;
use tempfile::{NamedTempFile, TempPath};
use uuid::Uuid;

use super::{DAMAGED, FORM, LABELS, LOCK, MARKER, MAX_LABEL, Marked, OBJECTS, Opens, marked};
use crate::{error::PlaceError, read_back};

const TEMPORARY: &str = "tmp";
/// How the name of a marker begins that is being written.
const UNFINISHED: &str = ".hoso-begins-";

/// A folder that this process alone works in, or reads.
#[derive(Debug)]
pub struct FolderPlace {
    folder: PathBuf,
    store: Uuid,
    /// Held until it is let go of; none where a place that cannot be written is only read.
    lock: Option<File>,
}

impl FolderPlace {
    pub fn begin(folder: &Path, store: Uuid) -> Result<Self, PlaceError> {
        let failed = |source| PlaceError::of(folder, source);
        fs::create_dir_all(folder).map_err(failed)?;
        if marker(folder)?.is_none() {
            for entry in fs::read_dir(folder).map_err(failed)? {
                let entry = entry.map_err(failed)?;
                let name = entry.file_name();
                // A marker that a killed run has not finished.
                if name.to_string_lossy().starts_with(UNFINISHED) {
                    throw_away(&entry).map_err(failed)?;
                // The folder of a new disk of Linux holds this one.
                } else if name != "lost+found" {
                    return Err(PlaceError::NotEmpty(folder.to_owned()));
                }
            }
            let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder).map_err(failed)?;
            writeln!(file, "{FORM}{store}").and_then(|()| file.as_file().sync_all()).map_err(failed)?;
            file.persist_noclobber(folder.join(MARKER)).map_err(|error| failed(error.error))?;
            sync_folder(folder).map_err(failed)?;
        }
        Self::open(folder, store)
    }

    pub fn open(folder: &Path, store: Uuid) -> Result<Self, PlaceError> {
        if Self::owner(folder)? != store {
            return Err(PlaceError::OtherSchool(folder.to_owned()));
        }
        let failed = |source| PlaceError::of(folder, source);
        let lock = File::options().create(true).truncate(false).write(true).open(folder.join(LOCK)).map_err(failed)?;
        take(lock.try_lock(), folder)?;
        for part in [TEMPORARY, OBJECTS, LABELS] {
            make_folder(&folder.join(part)).map_err(failed)?;
        }
        for left_over in fs::read_dir(folder.join(TEMPORARY)).map_err(failed)? {
            left_over.and_then(|entry| throw_away(&entry)).map_err(failed)?;
        }
        sync_folder(folder).map_err(failed)?;
        Ok(Self { folder: folder.to_owned(), store, lock: Some(lock) })
    }

    /// Opens the place to read it; it may be a disk that cannot be written.
    pub fn read(folder: &Path) -> Result<Self, PlaceError> {
        let store = Self::owner(folder)?;
        let lock = match read_back::open_plain(&folder.join(LOCK)) {
            Ok(lock) => {
                take(lock.try_lock_shared(), folder)?;
                Some(lock)
            }
            Err(_) => None,
        };
        Ok(Self { folder: folder.to_owned(), store, lock })
    }

    /// Whose backups these are, where nothing of the place is a link to somewhere else.
    fn owner(folder: &Path) -> Result<Uuid, PlaceError> {
        match fs::metadata(folder) {
            Ok(found) if found.is_dir() => {}
            _ => return Err(PlaceError::Gone(folder.to_owned())),
        }
        let is_link = |part: &&str| fs::symlink_metadata(folder.join(part)).is_ok_and(|found| found.is_symlink());
        if [MARKER, LOCK, TEMPORARY, OBJECTS, LABELS, DAMAGED].iter().any(is_link) {
            return Err(PlaceError::Linked(folder.to_owned()));
        }
        marker(folder)?.ok_or_else(|| PlaceError::NoMarker(folder.to_owned()))
    }

    pub fn let_go(&mut self) {
        drop(self.lock.take());
    }

    pub fn path(&self) -> &Path {
        &self.folder
    }

    pub const fn store(&self) -> Uuid {
        self.store
    }

    pub fn temporary(&self) -> Result<NamedTempFile, PlaceError> {
        let folder = self.folder.join(TEMPORARY);
        NamedTempFile::new_in(&folder).map_err(|source| PlaceError::of(&folder, source))
    }

    pub fn keep(&self, temporary: TempPath, sha256: Sha256, opens: Opens<'_>) -> Result<(), PlaceError> {
        let back = read_back::open(&temporary).and_then(|file| opens(Box::new(file)));
        if !back.map_err(|source| PlaceError::of(&temporary, source))? {
            return Err(PlaceError::ReadsOtherwise(self.folder.clone()));
        }
        let path = self.object(sha256);
        let folder = path.parent().unwrap_or(&self.folder);
        let failed = |source| PlaceError::of(&path, source);
        if make_folder(folder).map_err(failed)? {
            sync_folder(&self.folder.join(OBJECTS)).map_err(failed)?;
        }
        match temporary.persist_noclobber(&path) {
            Ok(()) => {}
            Err(taken) if taken.error.kind() == ErrorKind::AlreadyExists => {}
            Err(other) => return Err(failed(other.error)),
        }
        sync_folder(folder).map_err(failed)
    }

    fn object(&self, sha256: Sha256) -> PathBuf {
        self.folder.join(OBJECTS).join(sha256.place())
    }

    pub fn bytes_of(&self, sha256: Sha256) -> Result<Option<Box<dyn Read>>, PlaceError> {
        let path = self.object(sha256);
        match fs::symlink_metadata(&path) {
            // Read as what nothing fits to.
            Ok(found) if !found.is_file() => return Ok(Some(Box::new(io::empty()))),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(PlaceError::of(&path, error)),
        }
        read_back::open(&path).map(|file| Some(Box::new(file) as Box<dyn Read>)).map_err(|source| PlaceError::of(&path, source))
    }

    pub fn set_aside(&self, sha256: Sha256) -> Result<(), PlaceError> {
        let (path, damaged) = (self.object(sha256), self.folder.join(DAMAGED));
        let moved = make_folder(&damaged).and_then(|_| fs::rename(&path, damaged.join(format!("{sha256}.{}", Uuid::new_v4()))));
        match moved {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            other => other.map_err(|source| PlaceError::of(&path, source)),
        }
    }

    pub fn inventory(&self) -> Result<BTreeMap<Sha256, u64>, PlaceError> {
        let (objects, mut found) = (self.folder.join(OBJECTS), BTreeMap::new());
        let failed = |source| PlaceError::of(&objects, source);
        let Some(parts) = or_nothing(fs::read_dir(&objects)).map_err(failed)? else { return Ok(found) };
        for part in parts {
            let part = part.map_err(failed)?;
            if !part.file_type().map_err(failed)?.is_dir() {
                continue;
            }
            for object in fs::read_dir(part.path()).map_err(failed)? {
                let object = object.map_err(failed)?;
                let length = object.metadata().map_err(failed)?.len();
                found.extend(Sha256::from_hex(&object.file_name().to_string_lossy()).map(|sha256| (sha256, length)));
            }
        }
        Ok(found)
    }

    pub fn discard(&self, sha256: Sha256) -> Result<(), PlaceError> {
        let path = self.object(sha256);
        or_nothing(fs::remove_file(&path)).map(drop).map_err(|source| PlaceError::of(&path, source))
    }

    pub fn labels(&self) -> Result<Vec<String>, PlaceError> {
        let folder = self.folder.join(LABELS);
        let failed = |source| PlaceError::of(&folder, source);
        let Some(entries) = or_nothing(fs::read_dir(&folder)).map_err(failed)? else { return Ok(Vec::new()) };
        let name = |entry: io::Result<DirEntry>| Ok(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
        entries.map(name).collect()
    }

    /// The bytes of a label; nothing where it is none.
    pub fn label(&self, name: &str) -> Result<Option<Vec<u8>>, PlaceError> {
        let path = self.folder.join(LABELS).join(name);
        let failed = |source| PlaceError::of(&path, source);
        let found = fs::symlink_metadata(&path).map_err(failed)?;
        if !found.is_file() || found.len() > MAX_LABEL {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        read_back::open_plain(&path).and_then(|file| file.take(MAX_LABEL).read_to_end(&mut bytes)).map_err(failed)?;
        Ok(Some(bytes))
    }

    pub fn add(&self, name: &str, label: &[u8]) -> Result<(), PlaceError> {
        let (folder, mut file) = (self.folder.join(LABELS), self.temporary()?);
        let path = folder.join(name);
        let failed = |source| PlaceError::of(&path, source);
        file.write_all(label).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
        file.persist_noclobber(&path).map_err(|error| failed(error.error))?;
        sync_folder(&folder).map_err(failed)
    }

    pub fn remove(&self, name: &str) -> Result<(), PlaceError> {
        let (folder, path) = (self.folder.join(LABELS), self.folder.join(LABELS).join(name));
        fs::remove_file(&path).and_then(|()| sync_folder(&folder)).map_err(|source| PlaceError::of(&path, source))
    }
}

/// Whose backups these are; nothing where the folder does not say so.
fn marker(folder: &Path) -> Result<Option<Uuid>, PlaceError> {
    let path = folder.join(MARKER);
    let mut text = String::new();
    let read = read_back::open_plain(&path).and_then(|file| file.take(1_000).read_to_string(&mut text));
    if or_nothing(read).map_err(|source| PlaceError::of(&path, source))?.is_none() {
        return Ok(None);
    }
    match marked(&text) {
        Marked::Of(store) => Ok(Some(store)),
        Marked::Newer => Err(PlaceError::Newer(folder.to_owned())),
        Marked::Nothing => Err(PlaceError::of(&path, io::Error::new(ErrorKind::InvalidData, "no marker of backups"))),
    }
}

/// Nothing where it is not there.
fn or_nothing<T>(tried: io::Result<T>) -> io::Result<Option<T>> {
    match tried {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes a folder in one that is there: where a disk was pulled out, nothing is made in its stead. Whether it is new.
fn make_folder(path: &Path) -> io::Result<bool> {
    match fs::create_dir(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists && fs::symlink_metadata(path)?.is_dir() => Ok(false),
        Err(error) => Err(error),
    }
}

/// Takes away whatever it is, and nothing that it leads to.
fn throw_away(entry: &DirEntry) -> io::Result<()> {
    if entry.file_type()?.is_dir() { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) }
}

fn take(tried: Result<(), TryLockError>, folder: &Path) -> Result<(), PlaceError> {
    match tried {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(PlaceError::InUse(folder.to_owned())),
        Err(TryLockError::Error(source)) => Err(PlaceError::of(folder, source)),
    }
}

/// Makes a new name in `folder` last through a power cut.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}
