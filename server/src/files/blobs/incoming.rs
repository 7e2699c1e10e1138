//! Receiving: a stream of bytes of unknown length goes to a temporary file and through SHA-256, in constant memory.

use std::{
    collections::VecDeque,
    error::Error,
    fs::File,
    io::{self, Write},
    path::{Path, PathBuf},
    pin::pin,
    sync::Arc,
};

use bytes::Bytes;
use domain::files::Sha256;
use futures::{Stream, StreamExt};
use sha2::Digest;
use tempfile::{NamedTempFile, TempPath};
use tokio::{
    sync::OwnedSemaphorePermit,
    task::{JoinHandle, spawn_blocking},
};

use super::{
    BlobError, Blobs,
    worker::{Chunk, Worker},
};

/// How much goes to the disk at once while few files come in. Smaller chunks cost a thread switch each, larger ones memory.
const CHUNK: usize = 256 * 1024;
/// How much in a rush: then it is not the single file that has to be quick, and every file under way keeps a chunk.
const CHUNK_IN_A_RUSH: usize = 64 * 1024;
/// How many files come in at once before it is a rush.
const FEW: usize = 16;
/// How much is written before the disk is told to begin.
const FLUSHED_AT_ONCE: usize = 16 * 1024 * 1024;

/// A file received whole, not yet in the store. Dropping it removes it.
#[derive(Debug)]
pub struct Incoming {
    pub(super) file: Arc<File>,
    pub(super) temporary: TempPath,
    /// Held as long as the file is open.
    _handle: OwnedSemaphorePermit,
    size: u64,
    sha256: Sha256,
}

impl Incoming {
    /// In bytes.
    pub const fn size(&self) -> u64 {
        self.size
    }

    pub const fn sha256(&self) -> Sha256 {
        self.sha256
    }

    /// Where the bytes lie until `keep`, for a look inside.
    pub fn path(&self) -> &Path {
        &self.temporary
    }
}

/// Why a file was not received; nothing of it is left.
#[derive(Debug, thiserror::Error)]
pub enum IncomingError {
    #[error("more than {limit} bytes")]
    TooLarge { limit: u64 },
    /// The sender went away, stalled or broke the form.
    #[error("the bytes stopped coming")]
    Interrupted(#[source] Box<dyn Error + Send + Sync>),
    #[error(transparent)]
    Store(#[from] BlobError),
}

impl Blobs {
    /// Receives one file of at most `limit` bytes. While chunks are written and hashed by two threads,
    /// the next ones are collected; a slow sender occupies no thread.
    ///
    /// # Errors
    /// `IncomingError`; the temporary file is gone then.
    pub async fn receive<S, E>(&self, body: S, limit: u64) -> Result<Incoming, IncomingError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let mut body = pin!(body);
        let handle = self.handle_to_receive().await?;
        let chunk = if self.under_way() <= FEW { CHUNK } else { CHUNK_IN_A_RUSH };
        let mut writing = Writing::start(self, handle, chunk).await?;
        let mut size = 0_u64;
        while let Some(chunk) = body.next().await {
            let chunk = chunk.map_err(|error| IncomingError::Interrupted(error.into()))?;
            size += chunk.len() as u64;
            if size > limit {
                return Err(IncomingError::TooLarge { limit });
            }
            writing.take(&chunk).await?;
        }
        writing.finish(size).await
    }
}

/// The temporary file and the hash, some chunks behind the sender.
struct Writing {
    temporary: TempPath,
    handle: OwnedSemaphorePermit,
    /// The chunk that is being filled, and how long each is.
    chunk: Vec<u8>,
    size: usize,
    /// The chunks before it that a worker still holds, oldest first. A buffer is used again once both have let go of it:
    /// asking the system for new memory costs as much as hashing.
    chunks: VecDeque<Chunk>,
    disk: Worker<Disk>,
    hash: Worker<sha2::Sha256>,
    file: Arc<File>,
    /// Bytes since the disk was last told to begin.
    unflushed: usize,
    flushing: JoinHandle<io::Result<()>>,
}

struct Disk {
    file: Arc<File>,
    folder: PathBuf,
    least_free: u64,
}

impl Writing {
    async fn start(blobs: &Blobs, handle: OwnedSemaphorePermit, size: usize) -> Result<Self, BlobError> {
        let (folder, least_free) = (blobs.temporary(), blobs.least_free);
        let make = move || {
            leaves_free(&folder, least_free)?;
            let (file, temporary) = NamedTempFile::new_in(&folder)?.into_parts();
            Ok::<_, BlobError>((Disk { file: Arc::new(file), folder, least_free }, temporary))
        };
        let (disk, temporary) = spawn_blocking(make).await.map_err(io::Error::from)??;
        Ok(Self {
            temporary,
            handle,
            chunk: Vec::new(),
            size,
            chunks: VecDeque::new(),
            file: disk.file.clone(),
            disk: Worker::new(disk, Disk::write),
            hash: Worker::new(sha2::Sha256::new(), |hash, chunk| {
                hash.update(chunk);
                Ok(())
            }),
            unflushed: 0,
            flushing: spawn_blocking(|| Ok(())),
        })
    }

    async fn take(&mut self, chunk: &[u8]) -> Result<(), BlobError> {
        let mut rest = chunk;
        while !rest.is_empty() {
            let (fits, after) = rest.split_at(rest.len().min(self.size - self.chunk.len()));
            self.chunk.extend_from_slice(fits);
            rest = after;
            if self.chunk.len() == self.size {
                self.push().await?;
            }
        }
        Ok(())
    }

    async fn push(&mut self) -> Result<(), BlobError> {
        let next = self.buffer();
        let chunk = Arc::new(std::mem::replace(&mut self.chunk, next));
        self.chunks.push_back(chunk.clone());
        self.disk.offer(chunk.clone()).await?;
        self.hash.offer(chunk).await?;
        self.unflushed += self.size;
        if self.unflushed >= FLUSHED_AT_ONCE && self.flushing.is_finished() {
            self.flush().await?;
        }
        Ok(())
    }

    /// An emptied one, where both workers have let go of it. More than that one are not kept: in a rush each file would hold
    /// all of its chunks.
    fn buffer(&mut self) -> Vec<u8> {
        let mut spare = None;
        while self.chunks.front_mut().is_some_and(|oldest| Arc::get_mut(oldest).is_some()) {
            spare = self.chunks.pop_front().and_then(Arc::into_inner);
        }
        let mut buffer = spare.unwrap_or_else(|| Vec::with_capacity(self.size));
        buffer.clear();
        buffer
    }

    /// Lets the disk begin while the rest is still coming; the fsync of `keep` then has little left to do.
    /// A failed flush must be heard: the system tells of a lost write only once.
    async fn flush(&mut self) -> Result<(), BlobError> {
        (&mut self.flushing).await.map_err(io::Error::from)??;
        let file = self.file.clone();
        self.flushing = spawn_blocking(move || file.sync_data());
        self.unflushed = 0;
        Ok(())
    }

    async fn finish(mut self, size: u64) -> Result<Incoming, IncomingError> {
        if !self.chunk.is_empty() {
            self.push().await?;
        }
        let (hash, _disk) = futures::try_join!(self.hash.finish(), self.disk.finish())?;
        self.flushing.await.map_err(io::Error::from).flatten().map_err(BlobError::from)?;
        let sha256 = Sha256::new(hash.finalize().into());
        Ok(Incoming { file: self.file, temporary: self.temporary, _handle: self.handle, size, sha256 })
    }
}

impl Disk {
    fn write(&mut self, chunk: &[u8]) -> Result<(), BlobError> {
        leaves_free(&self.folder, self.least_free)?;
        Ok((&*self.file).write_all(chunk)?)
    }
}

/// Uploads stop while there is still room for the database: those who only read go on working.
fn leaves_free(folder: &Path, least: u64) -> Result<(), BlobError> {
    if fs4::available_space(folder)? < least { Err(BlobError::Full) } else { Ok(()) }
}
