//! Sending a personal copy: one archive of many stored files, written while it is sent, so that memory holds a piece of one of
//! them.

use std::{
    future::Future,
    io::{self, Read, Seek},
    pin::Pin,
    vec::IntoIter,
};

use axum::{
    body::Body,
    http::{
        HeaderValue, Response,
        header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE},
    },
};
use bytes::Bytes;
use domain::files::StoredFile;
use futures::stream;
use sha2::Digest;
use tokio::{sync::OwnedSemaphorePermit, task::spawn_blocking};

use super::{
    blobs::{BlobError, Blobs},
    download::{ALWAYS, CHUNK, Sending, disposition},
    zip::{Archive, Entry, length},
};

/// What lies behind an entry of the archive.
#[derive(Clone, Debug)]
pub enum Content {
    /// Written for this copy.
    Made(Bytes),
    Stored(StoredFile),
}

/// Notes that the copy was taken; asked for before the end of the archive is sent.
pub type Note = Box<dyn FnOnce() -> Pin<Box<dyn Future<Output = Result<(), records::Error>> + Send>> + Send>;

/// The answer that carries these files as one archive called `name`.
///
/// Each stored file is read twice: once for its sum and its hash, just before it is sent, and once to send it. Where it is not what
/// was handed in, or is not there, the connection breaks. So it does where `note` refuses: without its end an archive is none, and
/// what nobody noted nobody has whole.
///
/// # Errors
/// `BlobError::Busy` where too many files are on their way.
pub async fn send(blobs: &Blobs, name: &str, files: Vec<(Entry, Content)>, note: Note) -> Result<Response<Body>, BlobError> {
    let handle = blobs.handle_to_send().await?;
    let length = length(files.iter().map(|(entry, _)| entry));
    let sent = Sent {
        blobs: blobs.clone(),
        _handle: handle,
        files: files.into_iter(),
        archive: Archive::default(),
        note: Some(note),
        place: Place::Files,
    };
    let mut response = Response::new(Body::from_stream(stream::try_unfold(sent, Sent::next)));
    let headers = response.headers_mut();
    headers.extend(ALWAYS);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(CONTENT_DISPOSITION, disposition(name));
    Ok(response)
}

/// What comes next.
enum Place {
    /// The header of another file, or the directory behind the last one.
    Files,
    Made(Bytes),
    Stored(Box<Sending>),
    End,
    Done,
}

struct Sent {
    blobs: Blobs,
    _handle: OwnedSemaphorePermit,
    files: IntoIter<(Entry, Content)>,
    archive: Archive,
    note: Option<Note>,
    place: Place,
}

impl Sent {
    /// The next piece of the archive.
    async fn next(mut self) -> io::Result<Option<(Bytes, Self)>> {
        loop {
            match std::mem::replace(&mut self.place, Place::Done) {
                Place::Files => {
                    let piece = self.header_or_directory().await?;
                    return Ok(Some((piece, self)));
                }
                Place::Made(bytes) => {
                    self.place = Place::Files;
                    return Ok(Some((bytes, self)));
                }
                Place::Stored(sending) => match spawn_blocking(move || sending.next()).await?? {
                    Some((piece, sending)) => {
                        self.place = Place::Stored(Box::new(sending));
                        return Ok(Some((piece, self)));
                    }
                    None => self.place = Place::Files,
                },
                Place::End => {
                    if let Some(note) = self.note.take() {
                        note().await.map_err(|error| {
                            tracing::warn!(%error, "a personal copy was not noted; its download was broken off");
                            io::Error::other("the copy was not noted")
                        })?;
                    }
                    let end = Bytes::from(self.archive.end());
                    return Ok(Some((end, self)));
                }
                Place::Done => return Ok(None),
            }
        }
    }

    async fn header_or_directory(&mut self) -> io::Result<Bytes> {
        let Some((entry, content)) = self.files.next() else {
            self.place = Place::End;
            return Ok(Bytes::from(self.archive.directory()));
        };
        let crc = match content {
            Content::Made(bytes) => {
                let crc = crc32fast::hash(&bytes);
                self.place = Place::Made(bytes);
                crc
            }
            Content::Stored(file) => {
                let path = self.blobs.path(file.sha256);
                let (crc, sending) = spawn_blocking(move || looked_through(&path, &file)).await??;
                self.place = Place::Stored(Box::new(sending));
                crc
            }
        };
        Ok(Bytes::from(self.archive.header(&entry, crc)))
    }
}

/// The sum of a stored file that is what was handed in, ready to be sent.
fn looked_through(path: &std::path::Path, file: &StoredFile) -> io::Result<(u32, Sending)> {
    let damaged = |what: &str| {
        tracing::error!(sha256 = %file.sha256, "{what}; a personal copy was broken off");
        io::Error::new(io::ErrorKind::InvalidData, "a stored file is damaged")
    };
    let mut opened = std::fs::File::open(path).map_err(|error| {
        tracing::error!(sha256 = %file.sha256, %error, "a stored file cannot be opened; a personal copy was broken off");
        error
    })?;
    let (mut crc, mut hash, mut length) = (crc32fast::Hasher::new(), sha2::Sha256::new(), 0);
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = opened.read(&mut chunk)?;
        let Some(piece) = chunk.get(..read).filter(|piece| !piece.is_empty()) else { break };
        crc.update(piece);
        hash.update(piece);
        length += piece.len() as u64;
    }
    if length != file.size {
        return Err(damaged("a stored file has another length"));
    }
    if hash.finalize().as_slice() != file.sha256.bytes() {
        return Err(damaged("a stored file is damaged"));
    }
    opened.rewind()?;
    Ok((crc.finalize(), Sending::whole(opened, file)))
}

#[cfg(test)]
mod tests;
