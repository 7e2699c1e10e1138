//! Work on pieces in their order, on a blocking thread while there is some and on none while there is not.

use std::{io, sync::Arc};

use tokio::task::{JoinHandle, spawn_blocking};

use super::StoreFault;

/// Shared by the lanes that work on it.
pub type Piece = Arc<Vec<u8>>;

/// How many pieces of a fast sender wait for one lane; a slow sender's piece is worked on before the next is full.
const MOST_WAITING: usize = 4;

/// Pieces go in one by one; the thread takes all that wait at once, as waking it costs more than a piece.
pub struct Lane<T> {
    waiting: Vec<Piece>,
    under_way: JoinHandle<Result<T, StoreFault>>,
    work: fn(&mut T, &[u8]) -> Result<(), StoreFault>,
}

impl<T: Send + 'static> Lane<T> {
    pub fn new(state: T, work: fn(&mut T, &[u8]) -> Result<(), StoreFault>) -> Self {
        Self { waiting: Vec::new(), under_way: spawn_blocking(|| Ok(state)), work }
    }

    /// Waits only when the lane is far behind.
    pub async fn offer(&mut self, piece: Piece) -> Result<(), StoreFault> {
        self.waiting.push(piece);
        if self.under_way.is_finished() || self.waiting.len() >= MOST_WAITING { self.go().await } else { Ok(()) }
    }

    /// Works off what waits and gives the state back.
    pub async fn finish(mut self) -> Result<T, StoreFault> {
        self.go().await?;
        self.under_way.await.map_err(io::Error::from)?
    }

    async fn go(&mut self) -> Result<(), StoreFault> {
        let mut state = (&mut self.under_way).await.map_err(io::Error::from)??;
        let (pieces, work) = (std::mem::take(&mut self.waiting), self.work);
        self.under_way = spawn_blocking(move || pieces.into_iter().try_for_each(|piece| work(&mut state, &piece)).map(|()| state));
        Ok(())
    }
}
