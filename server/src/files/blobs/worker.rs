//! Work on chunks in their order, on a blocking thread while there is some and on none while there is not.

use std::{io, sync::Arc};

use tokio::task::{JoinHandle, spawn_blocking};

use super::BlobError;

/// Shared by the workers that work on it.
pub type Chunk = Arc<Vec<u8>>;

/// How many chunks of a fast sender wait for one worker; a slow sender's chunk is worked on before the next is full.
const MAX_WAITING: usize = 4;

/// Chunks go in one by one; the thread takes all that wait at once, as waking it costs more than a chunk.
pub struct Worker<T> {
    waiting: Vec<Chunk>,
    under_way: JoinHandle<Result<T, BlobError>>,
    work: fn(&mut T, &[u8]) -> Result<(), BlobError>,
}

impl<T: Send + 'static> Worker<T> {
    pub fn new(state: T, work: fn(&mut T, &[u8]) -> Result<(), BlobError>) -> Self {
        Self { waiting: Vec::new(), under_way: spawn_blocking(|| Ok(state)), work }
    }

    /// Waits only when the worker is far behind.
    pub async fn offer(&mut self, chunk: Chunk) -> Result<(), BlobError> {
        self.waiting.push(chunk);
        if self.under_way.is_finished() || self.waiting.len() >= MAX_WAITING { self.go().await } else { Ok(()) }
    }

    /// Works off what waits and gives the state back.
    pub async fn finish(mut self) -> Result<T, BlobError> {
        self.go().await?;
        self.under_way.await.map_err(io::Error::from)?
    }

    async fn go(&mut self) -> Result<(), BlobError> {
        let mut state = (&mut self.under_way).await.map_err(io::Error::from)??;
        let (chunks, work) = (std::mem::take(&mut self.waiting), self.work);
        self.under_way = spawn_blocking(move || chunks.into_iter().try_for_each(|chunk| work(&mut state, &chunk)).map(|()| state));
        Ok(())
    }
}
