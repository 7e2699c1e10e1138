//! Sending a stored file: always as a download of inert bytes, never with a wrong byte to its end.
//!
//! Whether this person may have it is decided by the caller, on every request.

mod name;
#[cfg(test)]
mod tests;

use std::{
    fs::File,
    io::{self, Read},
};

use axum::{
    body::Body,
    http::{
        HeaderValue, Response,
        header::{
            CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName,
            X_CONTENT_TYPE_OPTIONS,
        },
    },
};
use bytes::Bytes;
use domain::files::{Sha256, StoredFile};
use futures::stream;
use sha2::Digest;
use tokio::task::spawn_blocking;

use crate::files::blobs::{BlobError, Blobs};

pub use name::{disposition, download_name};

const CHUNK: usize = 256 * 1024;

/// What every download says, beside type, name and length: no browser shows, guesses, frames or keeps it.
const ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
];

/// The answer that carries `file`. The bytes are hashed on their way; if they are not the ones that were
/// handed in, the connection breaks before the last chunk, so that no browser takes them for whole.
///
/// # Errors
/// `BlobError::Missing` when the store does not have it, `BlobError::Disk`, also for a wrong length.
pub async fn download(blobs: &Blobs, file: &StoredFile) -> Result<Response<Body>, BlobError> {
    let (stored, length) = blobs.read(file.sha256).await?;
    if length != file.size {
        tracing::error!(sha256 = %file.sha256, length, expected = file.size, "a stored file has another length");
        return Err(BlobError::Disk(io::Error::other("a stored file has another length")));
    }
    let sending = Sending { file: stored.into_std().await, left: length, hash: sha2::Sha256::new(), sha256: file.sha256 };
    let chunks = stream::try_unfold(sending, |sending| async { spawn_blocking(|| sending.next()).await? });
    let mut response = Response::new(Body::from_stream(chunks));
    let headers = response.headers_mut();
    headers.extend(ALWAYS);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.kind.media_type()));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(CONTENT_DISPOSITION, disposition(&download_name(&file.name, file.kind)));
    Ok(response)
}

struct Sending {
    file: File,
    left: u64,
    hash: sha2::Sha256,
    sha256: Sha256,
}

impl Sending {
    /// The next chunk; the last one only when all of them together are the file.
    fn next(mut self) -> io::Result<Option<(Bytes, Self)>> {
        if self.left == 0 {
            return Ok(None);
        }
        let length = CHUNK.min(usize::try_from(self.left).unwrap_or(CHUNK));
        let mut chunk = vec![0; length];
        self.file.read_exact(&mut chunk)?;
        self.hash.update(&chunk);
        self.left -= length as u64;
        if self.left == 0 && self.hash.clone().finalize().as_slice() != self.sha256.bytes() {
            tracing::error!(sha256 = %self.sha256, "a stored file is damaged; its download was broken off");
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a stored file is damaged"));
        }
        Ok(Some((Bytes::from(chunk), self)))
    }
}
