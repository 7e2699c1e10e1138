//! The files of the store: sent where the place does not have them yet, read again where it has.

use std::{
    collections::BTreeMap,
    fs::File,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use domain::{files::Sha256, signing::PublicKey};
use sha2::Digest;

use crate::{
    contents::Inside,
    error::{BackupError, PlaceError},
    label::{Object, Tagged},
    place::{Found, Lies, Place},
    seal::{SealError, Sealer},
};

/// What has become of the files that the database names.
#[derive(Debug, Default)]
pub struct Taken {
    pub inside: Vec<Inside>,
    pub tagged: Vec<Tagged>,
    /// Neither the store nor the place has them whole.
    pub lacking: Vec<(Sha256, u64)>,
    pub sent_files: u64,
    pub sent_bytes: u64,
    /// Parts of an older backup that were gone or had other bytes.
    pub spoiled: u64,
}

/// The name under which a file is known again, for whoever has the secret: both have one length, so a hash of both is as good as a
/// keyed one.
pub fn tag(secret: &[u8; 32], sha256: Sha256) -> Sha256 {
    let mut hash = sha2::Sha256::new();
    hash.update(b"hoso backup tag 1\n");
    hash.update(secret);
    hash.update(sha256.bytes());
    Sha256::new(hash.finalize().into())
}

/// What the backups that are there hold for this key of an envelope. A label that somebody else has signed may name anything.
pub fn known(found: &[Found], key: Sha256, signer: &PublicKey) -> BTreeMap<Sha256, Object> {
    let labels = found.iter().filter_map(|found| found.read.as_ref().ok());
    let ours = labels.filter(|(label, by)| by == signer && label.key == key).map(|(label, _)| label);
    ours.flat_map(|label| label.files.iter().map(|file| (file.tag, file.object))).collect()
}

/// Where files come from, and where they go.
pub struct Files<'a> {
    pub blobs: PathBuf,
    pub place: &'a Place,
    pub sealer: &'a Sealer,
    pub tags: &'a [u8; 32],
    pub known: BTreeMap<Sha256, Object>,
}

impl Files<'_> {
    /// Sees that the place has each of these, whole.
    ///
    /// # Errors
    /// Those of the place: then there is no backup.
    pub fn take(&self, named: &BTreeMap<Sha256, u64>) -> Result<Taken, BackupError> {
        let mut taken = Taken::default();
        for (&sha256, &size) in named {
            let tag = tag(self.tags, sha256);
            let object = match self.there(tag, &mut taken.spoiled)? {
                Some(object) => Some(object),
                None => self.send(sha256, size)?.inspect(|object| {
                    taken.sent_files += 1;
                    taken.sent_bytes += object.size;
                }),
            };
            match object {
                Some(object) => {
                    taken.inside.push(Inside { sha256, size, object });
                    taken.tagged.push(Tagged { tag, object });
                }
                None => {
                    tracing::error!(%sha256, "a file that the database names is lost or broken: the backup is not complete");
                    taken.lacking.push((sha256, size));
                }
            }
        }
        Ok(taken)
    }

    /// The object that the place has already. It was opened and compared when it was written, and its bytes are the same still.
    fn there(&self, tag: Sha256, spoiled: &mut u64) -> Result<Option<Object>, PlaceError> {
        let Some(&object) = self.known.get(&tag) else { return Ok(None) };
        let lies = self.place.look(object)?;
        *spoiled += u64::from(lies != Lies::Whole);
        match lies {
            Lies::Whole => Ok(Some(object)),
            Lies::Nothing => Ok(None),
            Lies::Otherwise => {
                tracing::error!(name = %object.sha256, "an object of an older backup is damaged: it is set aside and sent again");
                self.place.set_aside(object.sha256)?;
                Ok(None)
            }
        }
    }

    fn send(&self, sha256: Sha256, size: u64) -> Result<Option<Object>, PlaceError> {
        let Ok(mut file) = File::open(self.blobs.join(sha256.place())) else { return Ok(None) };
        match self.sealer.seal(&mut file, self.place) {
            Ok(locked) if (locked.0.sha256, locked.0.size) == (sha256, size) => {
                Ok(Some(self.sealer.keep(locked, self.place)?.object))
            }
            // What lies under this name is something else.
            Ok(_) | Err(SealError::Source(_)) => Ok(None),
            Err(SealError::Place(error)) => Err(error),
        }
    }
}

/// The files of the data folder that lie beside the database and the store, by these names of files and folders; what is not there
/// is not missed.
pub fn beside(data: &Path, names: &[String]) -> Result<Vec<(String, Vec<u8>)>, BackupError> {
    let mut files = Vec::new();
    for name in names {
        let path = data.join(name);
        let failed = |source| BackupError::scratch(&path, source);
        match std::fs::metadata(&path) {
            Ok(found) if found.is_dir() => {
                for entry in std::fs::read_dir(&path).map_err(failed)? {
                    let entry = entry.map_err(failed)?;
                    if entry.file_type().map_err(failed)?.is_file() {
                        let inside = format!("{name}/{}", entry.file_name().to_string_lossy());
                        files.push((inside, std::fs::read(entry.path()).map_err(failed)?));
                    }
                }
            }
            Ok(_) => files.push((name.clone(), std::fs::read(&path).map_err(failed)?)),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
    }
    files.sort();
    Ok(files)
}
