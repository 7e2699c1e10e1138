//! Taking files out of the store and putting them back, for the upkeep; and reading one slowly.

use std::{
    ffi::OsStr,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use domain::files::Sha256;
use tokio::task::spawn_blocking;

use super::{BlobError, Blobs, folder, keep};

/// After each 256 kB of a slow reading: some 20 MB in a second, which nobody notices.
const PAUSE: Duration = Duration::from_millis(12);

/// A file of the store, as its folder shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub sha256: Sha256,
    /// In bytes.
    pub size: u64,
    /// When somebody last wanted it kept.
    pub since: SystemTime,
}

impl Found {
    /// How long nobody has wanted it kept anew; nothing for one of the future.
    pub fn age(&self, now: SystemTime) -> Duration {
        now.duration_since(self.since).unwrap_or_default()
    }
}

impl Blobs {
    /// The files whose hash begins with this byte.
    ///
    /// # Errors
    /// `BlobError::Disk`, also where only one of them cannot be looked at: a list with holes is none.
    pub async fn part(&self, part: u8) -> Result<Vec<Found>, BlobError> {
        let place = self.folder.join(format!("{part:02x}"));
        blocking(move || {
            let files = fs::read_dir(place)?.map(|entry| found(&entry?.path())).collect::<io::Result<Vec<_>>>()?;
            Ok(files.into_iter().flatten().collect())
        })
        .await
    }

    /// Takes a file out of the store and keeps it aside, unless somebody has wanted it kept since it was found.
    /// Says whether it went.
    ///
    /// # Errors
    /// `BlobError`; the file is then in one of the two places.
    pub async fn quarantine(&self, found: Found) -> Result<bool, BlobError> {
        let (place, aside) = (self.place(found.sha256), self.aside(found.sha256));
        blocking(move || {
            if fs::metadata(&place)?.modified()? != found.since {
                return Ok(false);
            }
            make_parent(&aside)?;
            fs::rename(&place, &aside)?;
            // Whoever keeps the same content touches the file first: in between it may have been wanted again.
            let file = File::open(&aside)?;
            if file.metadata()?.modified()? != found.since {
                fs::rename(&aside, &place)?;
                return Ok(false);
            }
            file.set_modified(SystemTime::now())?;
            sync_both(&place, &aside)?;
            Ok(true)
        })
        .await
    }

    /// Puts a file back that was taken out by mistake. Says whether there was one.
    ///
    /// # Errors
    /// `BlobError::Disk`.
    pub async fn bring_back(&self, sha256: Sha256) -> Result<bool, BlobError> {
        let (place, aside) = (self.place(sha256), self.aside(sha256));
        blocking(move || match fs::rename(&aside, &place) {
            Ok(()) => sync_both(&place, &aside).map(|()| true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        })
        .await
    }

    /// A file of the store as its folder shows it, where it is there.
    ///
    /// # Errors
    /// `BlobError::Disk`.
    pub async fn look(&self, sha256: Sha256) -> Result<Option<Found>, BlobError> {
        let place = self.place(sha256);
        blocking(move || found(&place)).await
    }

    /// Deletes for good what lies aside under this name, also copies of it that were found damaged. What lies in the store stays.
    ///
    /// # Errors
    /// `BlobError::Disk`.
    pub async fn delete_aside(&self, sha256: Sha256) -> Result<(), BlobError> {
        let (aside, damaged) = (self.aside(sha256), self.folder.join(folder::DAMAGED));
        blocking(move || {
            gone(fs::remove_file(&aside))?;
            let entries = match fs::read_dir(&damaged) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
                other => other?,
            };
            let name = sha256.to_string();
            for entry in entries {
                let path = entry?.path();
                if path.file_stem().and_then(OsStr::to_str) == Some(name.as_str()) {
                    gone(fs::remove_file(path))?;
                }
            }
            aside.parent().filter(|parent| parent.is_dir()).map_or(Ok(()), folder::sync_folder)
        })
        .await
    }

    /// Deletes what was taken out before this instant. Says how many files those were.
    ///
    /// # Errors
    /// `BlobError::Disk`.
    pub async fn empty_quarantine(&self, before: SystemTime) -> Result<usize, BlobError> {
        let folder = self.folder.join(folder::QUARANTINE);
        blocking(move || {
            let entries = match fs::read_dir(&folder) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
                other => other?,
            };
            let mut gone = 0;
            for entry in entries {
                let path = entry?.path();
                if found(&path)?.is_some_and(|found| found.since < before) {
                    fs::remove_file(path)?;
                    gone += 1;
                }
            }
            Ok(gone)
        })
        .await
    }

    /// Reads a stored file slowly, and says whether it has this size and the bytes that its name promises.
    ///
    /// # Errors
    /// `BlobError::Missing`, `BlobError::Disk`.
    pub async fn is_whole(&self, sha256: Sha256, size: u64) -> Result<bool, BlobError> {
        let place = self.place(sha256);
        let look = move || keep::is_whole(&mut File::open(place)?, size, sha256, PAUSE);
        match spawn_blocking(look).await.map_err(io::Error::from)? {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(BlobError::Missing(sha256)),
            other => Ok(other?),
        }
    }

    /// Reads a stored file as fast as the disk is, for somebody who waits, and says whether it is what was handed in: one that is
    /// not there is not.
    ///
    /// # Errors
    /// `BlobError::Disk`.
    pub async fn fits(&self, sha256: Sha256, size: u64) -> Result<bool, BlobError> {
        let place = self.place(sha256);
        let look = move || keep::is_whole(&mut File::open(place)?, size, sha256, Duration::ZERO);
        match spawn_blocking(look).await.map_err(io::Error::from)? {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            other => Ok(other?),
        }
    }

    fn aside(&self, sha256: Sha256) -> PathBuf {
        self.folder.join(folder::QUARANTINE).join(sha256.to_string())
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> Result<T, BlobError> {
    Ok(spawn_blocking(work).await.map_err(io::Error::from)??)
}

/// What is not there needs no deleting.
fn gone(deleted: io::Result<()>) -> io::Result<()> {
    match deleted {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// What is not named by a hash is not ours; it stays where it is.
fn found(path: &Path) -> io::Result<Option<Found>> {
    let Some(sha256) = path.file_name().and_then(OsStr::to_str).and_then(Sha256::from_hex) else { return Ok(None) };
    match fs::metadata(path) {
        Ok(about) => Ok(Some(Found { sha256, size: about.len(), since: about.modified()? })),
        // Between the list and the look a damaged one was set aside, or one was put back.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn make_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

fn sync_both(one: &Path, other: &Path) -> io::Result<()> {
    [one, other].into_iter().filter_map(Path::parent).try_for_each(folder::sync_folder)
}
