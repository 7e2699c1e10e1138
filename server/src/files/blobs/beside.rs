//! The store as somebody reads it beside the program that keeps it: nothing is made, locked or tidied.

use std::{
    fs::File,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    time::Duration,
};

use domain::files::Sha256;
use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::{BlobError, BlobStoreError, folder, keep, place_in};

/// A store that is only read.
#[derive(Clone, Debug)]
pub struct Beside {
    folder: PathBuf,
}

impl Beside {
    /// The store in `folder`, where it is that of the database with this random id.
    ///
    /// # Errors
    /// `BlobStoreError::NoMarker`, `BlobStoreError::OtherStore`.
    pub fn of(folder: &Path, store: Uuid) -> Result<Self, BlobStoreError> {
        folder::check_marker(folder, store)?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Whether a file is there with this size; its bytes are not read.
    ///
    /// # Errors
    /// `BlobError::Disk`.
    pub async fn has(&self, sha256: Sha256, size: u64) -> Result<bool, BlobError> {
        let place = place_in(&self.folder, sha256);
        match spawn_blocking(move || std::fs::metadata(place)).await.map_err(io::Error::from)? {
            Ok(found) => Ok(found.len() == size),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether a file of this name is there, of whatever size.
    ///
    /// # Errors
    /// `BlobError::Disk`.
    pub async fn is_there(&self, sha256: Sha256) -> Result<bool, BlobError> {
        let place = place_in(&self.folder, sha256);
        Ok(spawn_blocking(move || std::fs::exists(place)).await.map_err(io::Error::from)??)
    }

    /// Reads a file as fast as the disk is, and says whether it has this size and the bytes that its name promises.
    ///
    /// # Errors
    /// `BlobError::Missing`, `BlobError::Disk`.
    pub async fn is_whole(&self, sha256: Sha256, size: u64) -> Result<bool, BlobError> {
        let place = place_in(&self.folder, sha256);
        let look = move || keep::is_whole(&mut File::open(place)?, size, sha256, Duration::ZERO);
        match spawn_blocking(look).await.map_err(io::Error::from)? {
            Err(error) if error.kind() == ErrorKind::NotFound => Err(BlobError::Missing(sha256)),
            other => Ok(other?),
        }
    }
}
