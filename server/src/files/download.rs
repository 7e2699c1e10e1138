//! Sending a stored file: always as a download of inert bytes, never with a wrong byte to its end.
//!
//! Whether this person may have it is decided by the caller, on every request.

pub mod made;
mod name;
mod range;
#[cfg(test)]
mod tests;

use std::{
    fs::File,
    io::{self, Read},
    ops::Range,
};

use axum::{
    body::Body,
    http::{
        HeaderMap, HeaderValue, Method, Response, StatusCode,
        header::{
            ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY,
            CONTENT_TYPE, ETAG, HeaderName, X_CONTENT_TYPE_OPTIONS,
        },
    },
};
use bytes::Bytes;
use domain::files::{Sha256, StoredFile, name_to_save};
use futures::stream;
use sha2::Digest;
use tokio::task::spawn_blocking;

use crate::files::blobs::{BlobError, Blobs};

pub use name::disposition;

use range::Part;

pub(super) const CHUNK: usize = 256 * 1024;

/// What every download says, beside type, name and length: no browser shows, guesses, frames or keeps it.
pub(super) const ALWAYS: [(HeaderName, HeaderValue); 4] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
];

/// A file on its way.
#[derive(Debug)]
pub struct Download {
    pub response: Response<Body>,
    /// Whoever gets it has opened the file (`Part::opens`).
    pub opens: bool,
}

/// The answer that carries `file`, or the part of it that `method` and `headers` ask for.
///
/// The bytes are hashed on their way; if they are not the ones that were handed in, the connection breaks before the last
/// piece, so that no browser takes them for whole. A part alone cannot be checked by the hash of the whole. So the file is
/// read from its beginning to its end also for a part, and the last piece of the part waits until all of it was compared:
/// a part promises as much as the whole. It costs the reading of what is not sent, which a disk does faster than any line;
/// to read everything before the first byte would cost it too, and let the browser wait for it.
///
/// # Errors
/// `BlobError::Missing` when the store does not have it, `BlobError::Busy`, `BlobError::Disk`, also for a wrong length.
pub async fn download(blobs: &Blobs, file: &StoredFile, method: &Method, headers: &HeaderMap) -> Result<Download, BlobError> {
    let handle = blobs.handle_to_send().await?;
    let (stored, length) = blobs.read(file.sha256).await?;
    if length != file.size {
        tracing::error!(sha256 = %file.sha256, length, expected = file.size, "a stored file has another length");
        return Err(BlobError::Disk(io::Error::other("a stored file has another length")));
    }
    let tag = format!("\"{}\"", file.sha256);
    let part = Part::asked(method, headers, &tag, length);
    let opens = method == Method::GET && part.opens(length);
    let (status, told, bytes) = match part {
        Part::Whole => (StatusCode::OK, None, 0..length),
        Part::Bytes(bytes) => {
            let told = format!("bytes {}-{}/{length}", bytes.start, bytes.end - 1);
            (StatusCode::PARTIAL_CONTENT, Some(told), bytes)
        }
        Part::Unsatisfiable => (StatusCode::RANGE_NOT_SATISFIABLE, Some(format!("bytes */{length}")), 0..0),
    };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.extend(ALWAYS);
    // One that broke off can be gone on with.
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.kind.media_type()));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.end - bytes.start));
    headers.insert(CONTENT_DISPOSITION, disposition(&name_to_save(&file.name, file.kind)));
    // Hexadecimal digits and ours: always header values.
    headers.extend(HeaderValue::try_from(tag).ok().map(|tag| (ETAG, tag)));
    headers.extend(told.and_then(|told| HeaderValue::try_from(told).ok()).map(|told| (CONTENT_RANGE, told)));
    if status != StatusCode::RANGE_NOT_SATISFIABLE {
        let sending = Sending { part: bytes, ..Sending::whole(stored.into_std().await, file) };
        let chunks = stream::try_unfold((sending, handle), |(sending, handle)| async {
            let piece = spawn_blocking(|| sending.next()).await??;
            Ok::<_, io::Error>(piece.map(|(piece, sending)| (piece, (sending, handle))))
        });
        *response.body_mut() = Body::from_stream(chunks);
    }
    Ok(Download { response, opens })
}

/// A stored file that is read from its beginning to its end, and compared with its hash on the way.
pub(super) struct Sending {
    file: File,
    /// How much of the file was read.
    at: u64,
    length: u64,
    /// What of it is sent.
    part: Range<u64>,
    /// The newest piece. It goes out when there is another one, or when the whole file was compared.
    held: Option<Bytes>,
    hash: sha2::Sha256,
    sha256: Sha256,
}

impl Sending {
    /// All of `file`, of which nothing was read yet.
    pub(super) fn whole(opened: File, file: &StoredFile) -> Self {
        Self::all_of(opened, file.size, file.sha256)
    }

    /// All of a file of this length and hash, of which nothing was read yet.
    pub(super) fn all_of(opened: File, length: u64, sha256: Sha256) -> Self {
        Self { file: opened, at: 0, length, part: 0..length, held: None, hash: sha2::Sha256::new(), sha256 }
    }

    /// The next piece; the last one only when all the bytes together are the file.
    ///
    /// # Errors
    /// Where the disk fails, and where the bytes are not the file.
    pub(super) fn next(mut self) -> io::Result<Option<(Bytes, Self)>> {
        while self.at < self.length {
            let piece = self.read()?;
            if !piece.is_empty()
                && let Some(before) = self.held.replace(piece)
            {
                return Ok(Some((before, self)));
            }
        }
        Ok(self.held.take().map(|last| (last, self)))
    }

    /// Reads on, and gives what of it is to be sent.
    fn read(&mut self) -> io::Result<Bytes> {
        let from = self.at;
        let mut chunk = vec![0; CHUNK.min(usize::try_from(self.length - from).unwrap_or(CHUNK))];
        self.file.read_exact(&mut chunk)?;
        self.hash.update(&chunk);
        self.at += chunk.len() as u64;
        if self.at == self.length && self.hash.clone().finalize().as_slice() != self.sha256.bytes() {
            tracing::error!(sha256 = %self.sha256, "a stored file is damaged; its download was broken off");
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a stored file is damaged"));
        }
        // Both ends lie within the chunk, which fits into memory.
        let inside = |place: u64| (place.clamp(from, self.at) - from) as usize;
        Ok(Bytes::from(chunk).slice(inside(self.part.start)..inside(self.part.end)))
    }
}
