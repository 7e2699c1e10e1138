//! The store of handed-in files: every file once, under the SHA-256 of its bytes, on the server's own disk.
//!
//! A file goes `receive` (stream to a temporary file on the same volume) → `keep` (fsync, rename without
//! replacing, fsync of the folder) → only then may a row name it and an answer promise it. What breaks in
//! between leaves at worst a file that nobody names; such files are taken out again (`files/upkeep.rs`).

mod beside;
mod folder;
mod incoming;
mod keep;
mod quarantine;
mod worker;
#[cfg(test)]
mod tests;

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use domain::files::{Sha256, StoredFile};
use tokio::{
    sync::{Mutex, OwnedSemaphorePermit, Semaphore},
    time::timeout,
};
use uuid::Uuid;

use super::findings::Findings;
use crate::handles;

pub use beside::Beside;
pub use folder::BlobStoreError;
pub use incoming::{Incoming, IncomingError};
pub use quarantine::Found;

/// What the disk keeps free for the database and for people who only read, sign in or lock.
pub const MIN_FREE: u64 = 128 * 1024 * 1024;

/// How long a file waits until it may be opened. Whoever sends many in one form holds the first while the last ones wait,
/// so nobody waits for ever.
const HANDLE_WITHIN: Duration = Duration::from_secs(10);

/// An open store; clones are the same store. Only one process may have it open.
#[derive(Clone, Debug)]
pub struct Blobs {
    folder: Arc<Path>,
    store: Uuid,
    least_free: u64,
    /// For each file that is being received; what is sent has its own, so that downloads keep nobody from handing in.
    receiving: Arc<Semaphore>,
    /// How many may come in at once.
    places: usize,
    /// For each file that is being sent.
    sending: Arc<Semaphore>,
    /// Held by whoever looks whether the folder can be used.
    looking: Arc<Mutex<()>>,
    findings: Arc<Findings>,
    /// Holds the lock as long as a clone lives.
    _lock: Arc<File>,
}

/// What can go wrong on our own disk.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// No room: the person hears `Refusal::StoreFull`.
    #[error("no room left in the store")]
    Full,
    /// A row names a file that is not here: an operator has to look.
    #[error("{0} is not in the store")]
    Missing(Sha256),
    /// Too many files are under way; the same may be taken a little later.
    #[error("too many files are received or sent at once")]
    Busy,
    #[error("the store's disk failed")]
    Disk(#[source] io::Error),
}

impl Blobs {
    /// Opens the store in `folder` (`<data>/blobs`), making it if it is new, and throws away what
    /// interrupted uploads left. `store` is the random id that the database carries too.
    ///
    /// # Errors
    /// `BlobStoreError`, in words for the console: another database's store, another process, no right to write.
    pub fn open(folder: &Path, store: Uuid) -> Result<Self, BlobStoreError> {
        let lock = folder::prepare(folder, store, true)?;
        Ok(Self::over(folder, store, lock))
    }

    /// Opens the store as `open` does, for a database that already names files: a store without its marker is then a disk
    /// that is not mounted, and starting with an empty store would look like a loss.
    ///
    /// # Errors
    /// Those of `open`, and `BlobStoreError::NoMarker`.
    pub fn reopen(folder: &Path, store: Uuid) -> Result<Self, BlobStoreError> {
        let lock = folder::prepare(folder, store, false)?;
        Ok(Self::over(folder, store, lock))
    }

    fn over(folder: &Path, store: Uuid, lock: File) -> Self {
        let places = handles::files(handles::limit()) / 2;
        Self {
            folder: folder.into(),
            store,
            least_free: MIN_FREE,
            receiving: Arc::new(Semaphore::new(places)),
            places,
            sending: Arc::new(Semaphore::new(places)),
            looking: Arc::default(),
            findings: Arc::default(),
            _lock: Arc::new(lock),
        }
    }

    /// This store with another number of files that may be received at once, and as many that may be sent.
    pub fn with_handles(self, files: usize) -> Self {
        Self { receiving: Arc::new(Semaphore::new(files)), places: files, sending: Arc::new(Semaphore::new(files)), ..self }
    }

    /// The right to receive one file for as long as it is under way. Waits a little for those before.
    ///
    /// # Errors
    /// `BlobError::Busy`.
    pub async fn handle_to_receive(&self) -> Result<OwnedSemaphorePermit, BlobError> {
        one_of(&self.receiving).await
    }

    /// How many files come in just now.
    fn under_way(&self) -> usize {
        self.places - self.receiving.available_permits()
    }

    /// The right to send one file for as long as it is under way. Waits a little for those before.
    ///
    /// # Errors
    /// `BlobError::Busy`.
    pub async fn handle_to_send(&self) -> Result<OwnedSemaphorePermit, BlobError> {
        one_of(&self.sending).await
    }

    /// What was found amiss with it, and with the database that names its files.
    pub fn findings(&self) -> Arc<Findings> {
        self.findings.clone()
    }

    /// This store with another reserve on its disk.
    pub fn keeping_free(self, least_free: u64) -> Self {
        Self { least_free, ..self }
    }

    /// Opens a stored file and says its length. The bytes are checked against the name by whoever
    /// sends them on (`download`), not here.
    ///
    /// # Errors
    /// `BlobError::Missing`, `BlobError::Disk`.
    pub async fn read(&self, sha256: Sha256) -> Result<(tokio::fs::File, u64), BlobError> {
        let file = match tokio::fs::File::open(self.place(sha256)).await {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(BlobError::Missing(sha256)),
            other => other?,
        };
        let length = file.metadata().await?.len();
        Ok((file, length))
    }

    /// Where a stored file lies, for whoever reads what is inside of it.
    pub fn path(&self, sha256: Sha256) -> PathBuf {
        self.place(sha256)
    }

    /// Opens each of these files and compares its length: the last thing before a receipt promises them.
    ///
    /// # Errors
    /// `BlobError::Missing`, also for one of another length; `BlobError::Disk`.
    pub async fn hold(&self, files: &[StoredFile]) -> Result<(), BlobError> {
        let places: Vec<(PathBuf, Sha256, u64)> =
            files.iter().map(|file| (self.place(file.sha256), file.sha256, file.size)).collect();
        let look = move || {
            places.into_iter().try_for_each(|(place, sha256, size)| match File::open(place).and_then(|file| file.metadata()) {
                Ok(found) if found.len() == size => Ok(()),
                Ok(_) => Err(BlobError::Missing(sha256)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Err(BlobError::Missing(sha256)),
                Err(error) => Err(BlobError::Disk(error)),
            })
        };
        tokio::task::spawn_blocking(look).await.map_err(io::Error::from)?
    }

    /// Writes, syncs and removes a small file, looks for the marker and measures the free space: for `/healthz`.
    ///
    /// # Errors
    /// `BlobStoreError`, in words for the person who looks after the server.
    pub async fn healthy(&self) -> Result<(), BlobStoreError> {
        let least_free = self.least_free;
        self.look_at_folder(move |folder, store| folder::examine(folder, store, least_free)).await
    }

    /// Looks whether the folder is the store of this database still: under a running program a disk can be exchanged.
    ///
    /// # Errors
    /// `BlobStoreError::OtherStore`, `BlobStoreError::NoMarker`; `BlobStoreError::Unwritable` where it cannot be read.
    pub async fn check_marker(&self) -> Result<(), BlobStoreError> {
        self.look_at_folder(folder::check_marker).await
    }

    /// One look at a time: where the disk hangs, one thread waits for it, however many ask.
    async fn look_at_folder(
        &self,
        look: impl FnOnce(&Path, Uuid) -> Result<(), BlobStoreError> + Send + 'static,
    ) -> Result<(), BlobStoreError> {
        let (folder, store) = (self.folder.clone(), self.store);
        let alone = self.looking.clone().lock_owned().await;
        let looked = tokio::task::spawn_blocking(move || {
            let _alone = alone;
            look(&folder, store)
        });
        match looked.await {
            Ok(result) => result,
            Err(error) => Err(BlobStoreError::Unwritable { folder: self.folder.to_path_buf(), source: error.into() }),
        }
    }

    fn place(&self, sha256: Sha256) -> PathBuf {
        place_in(&self.folder, sha256)
    }

    fn temporary(&self) -> PathBuf {
        self.folder.join(folder::TEMPORARY)
    }
}

/// Where the store of this folder keeps a file.
fn place_in(folder: &Path, sha256: Sha256) -> PathBuf {
    folder.join(sha256.place())
}

async fn one_of(handles: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, BlobError> {
    match timeout(HANDLE_WITHIN, handles.clone().acquire_owned()).await {
        Ok(Ok(handle)) => Ok(handle),
        Ok(Err(_)) | Err(_) => Err(BlobError::Busy),
    }
}

impl From<io::Error> for BlobError {
    fn from(error: io::Error) -> Self {
        if is_full(&error) { Self::Full } else { Self::Disk(error) }
    }
}

/// Whether something could not be written for want of room on the disk.
pub fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}
