//! The folder of backups: whose it is, what lies in it, and how something gets a name there that lasts.

use std::{
    collections::BTreeSet,
    fs::{self, File, TryLockError},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use domain::files::Sha256;
use tempfile::{NamedTempFile, TempPath};
use uuid::Uuid;

use crate::{
    error::{LabelFault, PlaceError},
    label::{Label, Object},
};

const MARKER: &str = "hoso-backups";
const FORM: &str = "hoso backups 1 ";
const ANY_FORM: &str = "hoso backups ";
const LOCK: &str = "lock";
const TEMPORARY: &str = "tmp";
const OBJECTS: &str = "objects";
const LABELS: &str = "backups";
/// What is found to be other than its name says: kept for whoever looks into it.
const DAMAGED: &str = "damaged";
/// How the name of a label ends.
const ENDING: &str = ".hoso";

/// A place of backups that this process alone works in, or reads.
#[derive(Debug)]
pub struct Place {
    folder: PathBuf,
    /// The random name of the database whose backups these are.
    store: Uuid,
    /// Held as long as this is; none where a place that cannot be written is only read.
    _lock: Option<File>,
}

/// A label as it was found.
#[derive(Debug)]
pub struct Found {
    /// Of its file.
    pub name: String,
    pub read: Result<(Label, domain::signing::PublicKey), LabelFault>,
}

impl Place {
    /// Makes a place for the backups of this database out of an empty folder, or opens the one that it is already.
    pub fn begin(folder: &Path, store: Uuid) -> Result<Self, PlaceError> {
        let failed = |source| PlaceError::of(folder, source);
        fs::create_dir_all(folder).map_err(failed)?;
        if marker(folder)?.is_none() {
            // The folder of a new disk of Linux holds this one.
            let is_foreign = |entry: io::Result<fs::DirEntry>| entry.map(|entry| entry.file_name() != "lost+found");
            let foreign = fs::read_dir(folder).map_err(failed)?.map(is_foreign).collect::<io::Result<Vec<_>>>().map_err(failed)?;
            if foreign.contains(&true) {
                return Err(PlaceError::NotEmpty(folder.to_owned()));
            }
            let mut file = NamedTempFile::new_in(folder).map_err(failed)?;
            writeln!(file, "{FORM}{store}").and_then(|()| file.as_file().sync_all()).map_err(failed)?;
            file.persist_noclobber(folder.join(MARKER)).map_err(|error| failed(error.error))?;
            sync_folder(folder).map_err(failed)?;
        }
        Self::open(folder, store)
    }

    /// Opens the place for a new backup, and throws away what was under way when a run was cut off.
    pub fn open(folder: &Path, store: Uuid) -> Result<Self, PlaceError> {
        if Self::marked(folder)? != store {
            return Err(PlaceError::OtherSchool(folder.to_owned()));
        }
        let failed = |source| PlaceError::of(folder, source);
        let lock = File::options().create(true).truncate(false).write(true).open(folder.join(LOCK)).map_err(failed)?;
        take(lock.try_lock(), folder)?;
        for part in [TEMPORARY, OBJECTS, LABELS] {
            fs::create_dir_all(folder.join(part)).map_err(failed)?;
        }
        for left_over in fs::read_dir(folder.join(TEMPORARY)).map_err(failed)? {
            left_over.and_then(|entry| fs::remove_file(entry.path())).map_err(failed)?;
        }
        sync_folder(folder).map_err(failed)?;
        Ok(Self { folder: folder.to_owned(), store, _lock: Some(lock) })
    }

    /// Opens the place to read it; nothing is made there, and it may be a disk that cannot be written.
    pub fn read(folder: &Path) -> Result<Self, PlaceError> {
        let store = Self::marked(folder)?;
        let lock = match File::open(folder.join(LOCK)) {
            Ok(lock) => {
                take(lock.try_lock_shared(), folder)?;
                Some(lock)
            }
            Err(_) => None,
        };
        Ok(Self { folder: folder.to_owned(), store, _lock: lock })
    }

    fn marked(folder: &Path) -> Result<Uuid, PlaceError> {
        match fs::metadata(folder) {
            Ok(found) if found.is_dir() => {}
            _ => return Err(PlaceError::Gone(folder.to_owned())),
        }
        marker(folder)?.ok_or_else(|| PlaceError::NoMarker(folder.to_owned()))
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub const fn store(&self) -> Uuid {
        self.store
    }

    /// What is to be written, under a name that does not count yet.
    pub fn temporary(&self) -> Result<NamedTempFile, PlaceError> {
        let folder = self.folder.join(TEMPORARY);
        NamedTempFile::new_in(&folder).map_err(|source| PlaceError::of(&folder, source))
    }

    /// Gives a synced temporary file the name of its bytes. The same bytes under the same name are as good.
    pub fn keep(&self, temporary: TempPath, sha256: Sha256) -> Result<(), PlaceError> {
        let path = self.object(sha256);
        let folder = path.parent().unwrap_or(&self.folder);
        let failed = |source| PlaceError::of(&path, source);
        if !folder.exists() {
            fs::create_dir_all(folder).map_err(failed)?;
            sync_folder(&self.folder.join(OBJECTS)).map_err(failed)?;
        }
        match temporary.persist_noclobber(&path) {
            Ok(()) => {}
            Err(taken) if taken.error.kind() == ErrorKind::AlreadyExists => {}
            Err(other) => return Err(failed(other.error)),
        }
        sync_folder(folder).map_err(failed)
    }

    /// Where an object lies.
    pub fn object(&self, sha256: Sha256) -> PathBuf {
        self.folder.join(OBJECTS).join(sha256.place())
    }

    /// Whether it lies there with this length; its bytes are read by whoever wants to know more.
    pub fn has(&self, object: Object) -> bool {
        fs::metadata(self.object(object.sha256)).is_ok_and(|found| found.is_file() && found.len() == object.size)
    }

    /// Takes an object away that is other than its name says.
    pub fn set_aside(&self, sha256: Sha256) -> Result<(), PlaceError> {
        let (path, damaged) = (self.object(sha256), self.folder.join(DAMAGED));
        let moved =
            fs::create_dir_all(&damaged).and_then(|()| fs::rename(&path, damaged.join(format!("{sha256}.{}", Uuid::new_v4()))));
        match moved {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            other => other.map_err(|source| PlaceError::of(&path, source)),
        }
    }

    /// Every label, in the order of their numbers.
    pub fn labels(&self) -> Result<Vec<Found>, PlaceError> {
        let folder = self.folder.join(LABELS);
        let failed = |source| PlaceError::of(&folder, source);
        let mut names = Vec::new();
        match fs::read_dir(&folder) {
            Ok(entries) => {
                for entry in entries {
                    let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
                    if name.ends_with(ENDING) {
                        names.push(name);
                    }
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
        names.sort();
        let read = |name: String| {
            let bytes = fs::read(folder.join(&name)).map_err(|source| PlaceError::of(&folder.join(&name), source))?;
            let read = Label::read(&bytes).and_then(|(label, by)| {
                if label.store != self.store {
                    Err(LabelFault::OtherSchool)
                } else if label.file_name() != name {
                    Err(LabelFault::Damaged)
                } else {
                    Ok((label, by))
                }
            });
            Ok(Found { name, read })
        };
        names.into_iter().map(read).collect()
    }

    /// Writes a label: from now on the backup is there.
    pub fn add(&self, name: &str, label: &[u8]) -> Result<(), PlaceError> {
        let (folder, mut file) = (self.folder.join(LABELS), self.temporary()?);
        let path = folder.join(name);
        let failed = |source| PlaceError::of(&path, source);
        file.write_all(label).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
        file.persist_noclobber(&path).map_err(|error| failed(error.error))?;
        sync_folder(&folder).map_err(failed)
    }

    /// Takes a backup away; what only it needed is swept afterwards.
    pub fn remove(&self, name: &str) -> Result<(), PlaceError> {
        let (folder, path) = (self.folder.join(LABELS), self.folder.join(LABELS).join(name));
        fs::remove_file(&path).and_then(|()| sync_folder(&folder)).map_err(|source| PlaceError::of(&path, source))
    }

    /// Takes the objects away that are not among these; how many.
    pub fn sweep(&self, stay: &BTreeSet<Sha256>) -> Result<u64, PlaceError> {
        let (objects, mut swept) = (self.folder.join(OBJECTS), 0);
        let failed = |source| PlaceError::of(&objects, source);
        for part in fs::read_dir(&objects).map_err(failed)? {
            let part = part.map_err(failed)?.path();
            if !part.is_dir() {
                continue;
            }
            for object in fs::read_dir(&part).map_err(failed)? {
                let object = object.map_err(failed)?;
                let sha256 = Sha256::from_hex(&object.file_name().to_string_lossy());
                if sha256.is_some_and(|sha256| !stay.contains(&sha256)) {
                    fs::remove_file(object.path()).map_err(failed)?;
                    swept += 1;
                }
            }
        }
        Ok(swept)
    }
}

/// Whose backups these are; nothing where the folder does not say so.
fn marker(folder: &Path) -> Result<Option<Uuid>, PlaceError> {
    let path = folder.join(MARKER);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(PlaceError::of(&path, source)),
    };
    match text.trim_end().strip_prefix(FORM).and_then(|store| Uuid::parse_str(store).ok()) {
        Some(store) => Ok(Some(store)),
        None if text.starts_with(ANY_FORM) && !text.starts_with(FORM) => Err(PlaceError::Newer(folder.to_owned())),
        None => Err(PlaceError::of(&path, io::Error::new(ErrorKind::InvalidData, "no marker of backups"))),
    }
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
