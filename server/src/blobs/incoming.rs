//! Receiving: a stream of bytes of unknown length goes to a temporary file and through SHA-256, in constant memory.

use std::{
    error::Error,
    fs::File,
    io::{self, Write},
    path::Path,
    pin::pin,
    sync::Arc,
};

use bytes::Bytes;
use domain::files::Sha256;
use futures::{Stream, StreamExt};
use sha2::Digest;
use tempfile::{NamedTempFile, TempPath};
use tokio::task::{JoinHandle, spawn_blocking};

use super::{Blobs, StoreFault};

/// How much goes to the disk at once. Smaller pieces cost a thread switch each, larger ones memory.
const PIECE: usize = 256 * 1024;
/// How many full pieces of a fast sender wait for the disk.
const MOST_WAITING: usize = 4;
/// How much is written before the disk is told to begin.
const FLUSHED_AT_ONCE: usize = 16 * 1024 * 1024;

/// A file received whole, not yet in the store. Dropping it removes it.
#[derive(Debug)]
pub struct Incoming {
    pub(super) file: Arc<File>,
    pub(super) temporary: TempPath,
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
pub enum ReceiveFault {
    #[error("more than {limit} bytes")]
    TooLarge { limit: u64 },
    /// The sender went away, stalled or broke the form.
    #[error("the bytes stopped coming")]
    Interrupted(#[source] Box<dyn Error + Send + Sync>),
    #[error(transparent)]
    Store(#[from] StoreFault),
}

impl Blobs {
    /// Receives one file of at most `limit` bytes. While pieces are written and hashed by two threads,
    /// the next ones are collected; a slow sender occupies no thread.
    ///
    /// # Errors
    /// `ReceiveFault`; the temporary file is gone then.
    pub async fn receive<S, E>(&self, body: S, limit: u64) -> Result<Incoming, ReceiveFault>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let mut body = pin!(body);
        let mut writing = Writing::start(self).await?;
        let mut size = 0_u64;
        while let Some(chunk) = body.next().await {
            let chunk = chunk.map_err(|fault| ReceiveFault::Interrupted(fault.into()))?;
            size += chunk.len() as u64;
            if size > limit {
                return Err(ReceiveFault::TooLarge { limit });
            }
            writing.take(&chunk).await?;
        }
        writing.finish(size).await
    }
}

/// The temporary file and the hash, some pieces behind the sender.
struct Writing {
    file: Arc<File>,
    temporary: TempPath,
    folder: Arc<Path>,
    least_free: u64,
    /// The piece that is being filled, and full ones that wait for the disk.
    piece: Vec<u8>,
    full: Vec<Vec<u8>>,
    /// Emptied buffers: asking the system for new memory costs as much as hashing.
    spare: Vec<Vec<u8>>,
    under_way: Option<UnderWay>,
    hash: sha2::Sha256,
    /// Bytes since the disk was last told to begin.
    unflushed: usize,
    flushing: Option<JoinHandle<io::Result<()>>>,
}

/// Pieces being hashed and written, by one thread: between processors the bytes would travel twice.
type UnderWay = JoinHandle<Result<(sha2::Sha256, Vec<Vec<u8>>), StoreFault>>;

impl Writing {
    async fn start(blobs: &Blobs) -> Result<Self, StoreFault> {
        let temporary = blobs.temporary();
        let least_free = blobs.least_free;
        let make = move || {
            leaves_free(&temporary, least_free)?;
            Ok::<_, StoreFault>(NamedTempFile::new_in(&temporary)?.into_parts())
        };
        let (file, temporary) = spawn_blocking(make).await.map_err(io::Error::from)??;
        Ok(Self {
            file: Arc::new(file),
            temporary,
            folder: blobs.folder.clone(),
            least_free,
            piece: Vec::new(),
            full: Vec::new(),
            spare: Vec::new(),
            under_way: None,
            hash: sha2::Sha256::new(),
            unflushed: 0,
            flushing: None,
        })
    }

    async fn take(&mut self, chunk: &[u8]) -> Result<(), StoreFault> {
        let mut rest = chunk;
        while !rest.is_empty() {
            let (fits, after) = rest.split_at(rest.len().min(PIECE - self.piece.len()));
            self.piece.extend_from_slice(fits);
            rest = after;
            if self.piece.len() == PIECE {
                let next = self.spare.pop().unwrap_or_else(|| Vec::with_capacity(PIECE));
                self.full.push(std::mem::replace(&mut self.piece, next));
                let idle = self.under_way.as_ref().is_none_or(UnderWay::is_finished);
                if idle || self.full.len() == MOST_WAITING {
                    self.push().await?;
                }
            }
        }
        Ok(())
    }

    /// Gives the full pieces to two threads, once those before are done.
    async fn push(&mut self) -> Result<(), StoreFault> {
        self.settle().await?;
        let (file, folder, least_free) = (self.file.clone(), self.folder.clone(), self.least_free);
        let filled = std::mem::take(&mut self.full);
        let mut hash = std::mem::take(&mut self.hash);
        self.unflushed += filled.iter().map(Vec::len).sum::<usize>();
        self.under_way = Some(spawn_blocking(move || {
            leaves_free(&folder, least_free)?;
            for piece in &filled {
                hash.update(piece);
                (&*file).write_all(piece)?;
            }
            Ok((hash, filled))
        }));
        Ok(())
    }

    async fn settle(&mut self) -> Result<(), StoreFault> {
        let Some(under_way) = self.under_way.take() else { return Ok(()) };
        let (hash, emptied) = under_way.await.map_err(io::Error::from)??;
        self.hash = hash;
        self.spare.extend(emptied.into_iter().map(|mut piece| {
            piece.clear();
            piece
        }));
        if self.unflushed >= FLUSHED_AT_ONCE {
            self.unflushed = 0;
            self.flush().await?;
        }
        Ok(())
    }

    /// Lets the disk begin while the rest is still coming; the fsync of `keep` then has little left to do.
    async fn flush(&mut self) -> Result<(), StoreFault> {
        self.flushed().await?;
        let file = self.file.clone();
        self.flushing = Some(spawn_blocking(move || file.sync_data()));
        Ok(())
    }

    /// A failed flush must be heard: the system tells of a lost write only once.
    async fn flushed(&mut self) -> Result<(), StoreFault> {
        if let Some(flushing) = self.flushing.take() {
            flushing.await.map_err(io::Error::from)??;
        }
        Ok(())
    }

    async fn finish(mut self, size: u64) -> Result<Incoming, ReceiveFault> {
        if !self.piece.is_empty() {
            self.full.push(std::mem::take(&mut self.piece));
        }
        if !self.full.is_empty() {
            self.push().await?;
        }
        self.settle().await?;
        self.flushed().await?;
        let sha256 = Sha256::new(self.hash.finalize().into());
        Ok(Incoming { file: self.file, temporary: self.temporary, size, sha256 })
    }
}

/// Uploads stop while there is still room for the database: those who only read go on working.
fn leaves_free(folder: &Path, least: u64) -> Result<(), StoreFault> {
    if fs4::available_space(folder)? < least { Err(StoreFault::Full) } else { Ok(()) }
}
