//! A place of backups: whose it is, what lies in it, and how something gets a name there that lasts.

mod bucket;
mod folder;

use std::{
    collections::BTreeMap,
    io::{self, Read},
    path::Path,
};

use domain::{files::Sha256, signing::PublicKey};
use tempfile::{NamedTempFile, TempPath};
use uuid::Uuid;

pub use self::folder::sync_folder;
use self::{bucket::BucketPlace, folder::FolderPlace};
use crate::{
    address::Address,
    error::{LabelFault, PlaceError},
    label::{Label, Object},
    read_back,
};

/// The name of the marker.
const MARKER: &str = "hoso-backups";
const FORM: &str = "hoso backups 1 ";
const ANY_FORM: &str = "hoso backups ";
const LOCK: &str = "lock";
const OBJECTS: &str = "objects";
const LABELS: &str = "backups";
/// What is found to be other than its name says: kept for whoever looks into it.
const DAMAGED: &str = "damaged";
/// How the name of a label ends.
const ENDING: &str = ".hoso";
/// A label is a few hundred bytes for each file of the school; whatever is longer is none.
const MAX_LABEL: u64 = 512 * 1024 * 1024;

/// A label as it was found.
#[derive(Debug)]
pub struct Found {
    /// Of its file.
    pub name: String,
    pub read: Result<(Label, PublicKey), LabelFault>,
}

/// What lies under the name of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lies {
    /// Its bytes, all of them.
    Whole,
    /// Something else.
    Otherwise,
    Nothing,
}

/// Whether the bytes of an object open to what was locked in it.
pub type Opens<'a> = &'a dyn Fn(Box<dyn Read>) -> io::Result<bool>;

/// A place of backups that this process alone works in, or reads.
#[derive(Debug)]
pub enum Place {
    Folder(FolderPlace),
    Bucket(Box<BucketPlace>),
}

impl Place {
    /// Makes a place for the backups of this database out of an empty one, or opens the one that it is already. What is sent to a
    /// bucket lies in `scratch` until then. This waits, as all of it.
    pub fn begin(address: &Address, store: Uuid, scratch: &Path) -> Result<Self, PlaceError> {
        match address {
            Address::Folder(folder) => FolderPlace::begin(folder, store).map(Self::Folder),
            Address::Bucket(bucket) => BucketPlace::begin(bucket, store, scratch).map(|place| Self::Bucket(Box::new(place))),
        }
    }

    /// Opens the place for a new backup, and throws away what was under way when a run was cut off.
    pub fn open(address: &Address, store: Uuid, scratch: &Path) -> Result<Self, PlaceError> {
        match address {
            Address::Folder(folder) => FolderPlace::open(folder, store).map(Self::Folder),
            Address::Bucket(bucket) => BucketPlace::open(bucket, store, scratch).map(|place| Self::Bucket(Box::new(place))),
        }
    }

    /// Opens the place to read it; nothing is made there.
    pub fn read(address: &Address) -> Result<Self, PlaceError> {
        match address {
            Address::Folder(folder) => FolderPlace::read(folder).map(Self::Folder),
            Address::Bucket(bucket) => BucketPlace::read(bucket).map(|place| Self::Bucket(Box::new(place))),
        }
    }

    /// Reads on while others may begin to work here: for a look that is short and believes nothing that it could not read.
    pub fn let_go(&mut self) {
        match self {
            Self::Folder(folder) => folder.let_go(),
            // A store that is only read is held by nobody.
            Self::Bucket(_) => {}
        }
    }

    /// Others may work here again. A folder is let go of by itself.
    pub fn close(&self) {
        match self {
            Self::Folder(_) => {}
            Self::Bucket(bucket) => bucket.close(),
        }
    }

    /// The random name of the database whose backups these are.
    pub const fn store(&self) -> Uuid {
        match self {
            Self::Folder(folder) => folder.store(),
            Self::Bucket(bucket) => bucket.store(),
        }
    }

    /// What went wrong while something of the place was read or written.
    pub fn fault(&self, source: io::Error) -> PlaceError {
        match self {
            Self::Folder(folder) => PlaceError::of(folder.path(), source),
            Self::Bucket(bucket) => bucket.fault(source),
        }
    }

    /// It does not give back what it was sent.
    pub fn reads_otherwise(&self) -> PlaceError {
        match self {
            Self::Folder(folder) => PlaceError::ReadsOtherwise(folder.path().to_owned()),
            Self::Bucket(bucket) => bucket.reads_otherwise(),
        }
    }

    /// What is to be kept, under a name that does not count yet.
    pub fn temporary(&self) -> Result<NamedTempFile, PlaceError> {
        match self {
            Self::Folder(folder) => folder.temporary(),
            Self::Bucket(bucket) => bucket.temporary(),
        }
    }

    /// Gives a synced temporary file the name of its bytes, once these were read back and `opens`. The same bytes under the same
    /// name are as good.
    pub fn keep(&self, temporary: TempPath, sha256: Sha256, opens: Opens<'_>) -> Result<(), PlaceError> {
        match self {
            Self::Folder(folder) => folder.keep(temporary, sha256, opens),
            Self::Bucket(bucket) => bucket.keep(temporary, sha256, opens),
        }
    }

    /// The bytes of an object, from the place itself; nothing where it is not there.
    pub fn bytes_of(&self, sha256: Sha256) -> Result<Option<Box<dyn Read>>, PlaceError> {
        match self {
            Self::Folder(folder) => folder.bytes_of(sha256),
            Self::Bucket(bucket) => bucket.bytes_of(sha256),
        }
    }

    /// Reads all of an object.
    pub fn look(&self, object: Object) -> Result<Lies, PlaceError> {
        let Some(bytes) = self.bytes_of(object.sha256)? else { return Ok(Lies::Nothing) };
        match read_back::hash(bytes) {
            Ok(found) if found == (object.sha256, object.size) => Ok(Lies::Whole),
            Ok(_) => Ok(Lies::Otherwise),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(Lies::Otherwise),
            Err(error) => Err(self.fault(error)),
        }
    }

    /// Takes an object away that is other than its name says.
    pub fn set_aside(&self, sha256: Sha256) -> Result<(), PlaceError> {
        match self {
            Self::Folder(folder) => folder.set_aside(sha256),
            // What comes over a line may be spoiled on the way: what lies there may be whole, and is sent anew under another name.
            Self::Bucket(_) => Ok(()),
        }
    }

    /// Every object with its length.
    pub fn inventory(&self) -> Result<BTreeMap<Sha256, u64>, PlaceError> {
        match self {
            Self::Folder(folder) => folder.inventory(),
            Self::Bucket(bucket) => bucket.inventory(),
        }
    }

    /// Throws an object away that no backup needs.
    pub fn discard(&self, sha256: Sha256) -> Result<(), PlaceError> {
        match self {
            Self::Folder(folder) => folder.discard(sha256),
            Self::Bucket(bucket) => bucket.discard(sha256),
        }
    }

    /// Every label, in the order of their names.
    pub fn labels(&self) -> Result<Vec<Found>, PlaceError> {
        let names = self.label_names()?;
        names.iter().filter(|name| Self::is_label(name)).map(|name| self.found(name)).collect()
    }

    /// The names of whatever lies where labels do, in their order.
    pub fn label_names(&self) -> Result<Vec<String>, PlaceError> {
        let mut names = match self {
            Self::Folder(folder) => folder.labels()?,
            Self::Bucket(bucket) => bucket.labels()?,
        };
        names.sort();
        Ok(names)
    }

    /// Whether this is the name of a label.
    pub fn is_label(name: &str) -> bool {
        name.ends_with(ENDING)
    }

    /// The label of this name.
    pub fn found(&self, name: &str) -> Result<Found, PlaceError> {
        Ok(Found { read: self.label(name)?, name: name.to_owned() })
    }

    /// What is there was written by a newer program.
    pub fn newer(&self) -> PlaceError {
        match self {
            Self::Folder(folder) => PlaceError::Newer(folder.path().to_owned()),
            Self::Bucket(bucket) => bucket.newer(),
        }
    }

    fn label(&self, name: &str) -> Result<Result<(Label, PublicKey), LabelFault>, PlaceError> {
        let bytes = match self {
            Self::Folder(folder) => folder.label(name)?,
            Self::Bucket(bucket) => bucket.label(name)?,
        };
        Ok(bytes.ok_or(LabelFault::Damaged).and_then(|bytes| {
            let (label, by) = Label::read(&bytes)?;
            if label.store != self.store() {
                Err(LabelFault::OtherSchool)
            } else if label.file_name() != name {
                Err(LabelFault::Damaged)
            } else {
                Ok((label, by))
            }
        }))
    }

    /// Writes a label: from now on the backup is there.
    pub fn add(&self, name: &str, label: &[u8]) -> Result<(), PlaceError> {
        match self {
            Self::Folder(folder) => folder.add(name, label),
            Self::Bucket(bucket) => bucket.add(name, label),
        }
    }

    /// Takes a backup away; what only it needed is swept afterwards.
    pub fn remove(&self, name: &str) -> Result<(), PlaceError> {
        match self {
            Self::Folder(folder) => folder.remove(name),
            Self::Bucket(bucket) => bucket.remove(name),
        }
    }
}

/// What a marker says.
enum Marked {
    Of(Uuid),
    Newer,
    Nothing,
}

fn marked(text: &str) -> Marked {
    match text.trim_end().strip_prefix(FORM).and_then(|store| Uuid::parse_str(store).ok()) {
        Some(store) => Marked::Of(store),
        None if text.starts_with(ANY_FORM) && !text.starts_with(FORM) => Marked::Newer,
        None => Marked::Nothing,
    }
}
