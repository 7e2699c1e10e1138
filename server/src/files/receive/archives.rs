//! Archives in a form: received whole, each into a file of its own that nobody keeps; who opens them is another question.

use axum::{body::Body, http::HeaderMap};
use domain::{files::FileName, refusal::Refusal};
use futures::stream;

use super::{
    ReceiveError, discard,
    parts::{self, Head, Parts, PartsError},
    stopped,
};
use crate::{
    files::blobs::{Blobs, Incoming, IncomingError},
    middleware::body_timeout::{Body as TimedBody, with_body_timeout},
};

/// How many archives one form may bring.
pub const MAX_ARCHIVES: usize = 40;

/// The most bytes of the word that stands before the archives.
const MAX_WORD: usize = 4 * 1024;

/// A form with archives, read as far as the first of them.
pub struct Archives {
    parts: Parts<TimedBody>,
    /// Of the archive that comes next.
    head: Option<Head>,
    /// What stood in the field of words that was asked for.
    pub word: String,
}

impl Archives {
    /// Reads what stands before the first archive, and of it the field of this name.
    ///
    /// # Errors
    /// `ReceiveError`: `WithoutFiles` when the body is no multipart form, `NotAForm` when it breaks off.
    pub async fn begin(headers: &HeaderMap, body: Body, field: &str) -> Result<Self, ReceiveError> {
        let boundary = parts::boundary(headers).ok_or(ReceiveError::WithoutFiles)?;
        let mut archives = Self { parts: Parts::new(with_body_timeout(body), &boundary), head: None, word: String::new() };
        while let Some(head) = archives.next().await? {
            if head.file.is_some() {
                archives.head = Some(head);
                break;
            }
            if head.name == field {
                archives.word = archives.words().await?;
            }
        }
        Ok(archives)
    }

    async fn next(&mut self) -> Result<Option<Head>, ReceiveError> {
        self.parts.next().await.map_err(ReceiveError::NotAForm)
    }

    /// The bytes of a part as words, as far as they are taken; none where they are no words.
    async fn words(&mut self) -> Result<String, ReceiveError> {
        let mut bytes = Vec::new();
        while let Some(chunk) = self.parts.chunk().await.map_err(ReceiveError::NotAForm)? {
            bytes.extend_from_slice(chunk.get(..MAX_WORD.saturating_sub(bytes.len()).min(chunk.len())).unwrap_or_default());
        }
        Ok(String::from_utf8(bytes).unwrap_or_default())
    }

    /// Throws away what has not been read: the answer must find a browser that has finished sending.
    pub async fn discard(mut self) {
        discard::discard(self.parts.rest(), discard::MAX_BYTES).await;
    }

    /// The archives with their names, each of at most `limit` bytes; none where no file was chosen. They are gone with what is
    /// answered here.
    ///
    /// # Errors
    /// `ReceiveError`: `Refused` where one is too large, too many come, or one breaks off.
    pub async fn receive(mut self, blobs: &Blobs, limit: u64) -> Result<Vec<(FileName, Incoming)>, ReceiveError> {
        let mut received = Vec::new();
        loop {
            let head = match self.head.take() {
                Some(head) => Some(head),
                None => self.next().await?,
            };
            let Some(head) = head else { return Ok(received) };
            let Some(name) = head.file.filter(|name| !name.is_empty()) else { continue };
            let name = FileName::clean(&name);
            if received.len() == MAX_ARCHIVES {
                self.discard().await;
                return Err(Refusal::TooManyFiles { files: MAX_ARCHIVES + 1, most: MAX_ARCHIVES }.into());
            }
            let chunks = stream::try_unfold(&mut self.parts, |parts| async move {
                Ok::<_, PartsError>(parts.chunk().await?.map(|chunk| (chunk, parts)))
            });
            match blobs.receive(chunks, limit).await {
                Ok(incoming) => received.push((name, incoming)),
                Err(IncomingError::TooLarge { limit }) => {
                    self.discard().await;
                    return Err(Refusal::FileTooLarge { name, limit }.into());
                }
                Err(IncomingError::Interrupted(error)) => return Err(stopped(name, error)),
                Err(IncomingError::Store(error)) => return Err(error.into()),
            }
        }
    }
}
