//! Reading what nobody wants: a browser without scripts shows the answer only after it has sent everything.

use std::time::Duration;

use bytes::Bytes;
use futures::{Stream, StreamExt};

/// A phone's film of some minutes; whoever sends more sees a broken connection instead of words.
pub const MAX_BYTES: u64 = 1024 * 1024 * 1024;
/// How long somebody waits for an answer.
pub const MAX_WAIT: Duration = Duration::from_mins(10);

/// How the reading ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    Reached,
    /// There is more than we read.
    Beyond,
    /// The client broke off.
    Broken,
}

/// Reads and forgets, at most about `most` bytes.
pub async fn discard<E>(body: impl Stream<Item = Result<Bytes, E>>, most: u64) -> End {
    let reading = async {
        let mut body = std::pin::pin!(body);
        let mut read = 0_u64;
        while let Some(chunk) = body.next().await {
            let Ok(chunk) = chunk else { return End::Broken };
            read += chunk.len() as u64;
            if read > most {
                return End::Beyond;
            }
        }
        End::Reached
    };
    tokio::time::timeout(MAX_WAIT, reading).await.unwrap_or(End::Beyond)
}
