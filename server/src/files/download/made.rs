//! Sending what was made of a file, for the browser's own viewer: piece by piece from the disk, so that memory holds a piece of it.

use std::io::{self, Read};

use axum::{
    body::Body,
    http::{
        HeaderValue, Response,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE},
    },
};
use bytes::Bytes;
use domain::files::FileKind;
use futures::stream;
use tokio::task::spawn_blocking;

use super::CHUNK;
use crate::files::{
    blobs::{BlobError, Blobs},
    pages::Made,
};

/// The answer that carries it. It was made here and is not compared with a hash: what is cut or changed on the disk is shown so,
/// and the original is one click away.
///
/// # Errors
/// `BlobError::Busy`, `BlobError::Disk`.
pub async fn send(blobs: &Blobs, made: Made, kind: FileKind) -> Result<Response<Body>, BlobError> {
    let handle = blobs.handle_to_send().await?;
    let (length, body) = match made {
        Made::Unkept(bytes) => (bytes.len() as u64, Body::from(bytes)),
        Made::Kept(file) => {
            let length = file.metadata()?.len();
            let pieces = stream::try_unfold((file, length, handle), |(file, left, handle)| async move {
                spawn_blocking(move || {
                    let mut piece = Vec::new();
                    (&file).take(left.min(CHUNK as u64)).read_to_end(&mut piece)?;
                    let left = left - piece.len() as u64;
                    Ok::<_, io::Error>((!piece.is_empty()).then(|| (Bytes::from(piece), (file, left, handle))))
                })
                .await?
            });
            (length, Body::from_stream(pieces))
        }
    };
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind.media_type()));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}
