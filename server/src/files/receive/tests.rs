#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod forms;
mod singles;

use std::{fs, io, path::PathBuf};

use axum::{
    body::Body,
    http::{HeaderMap, header::CONTENT_TYPE},
};
use bytes::Bytes;
use futures::{StreamExt, stream};
use tempfile::TempDir;
use uuid::Uuid;

use super::{Form, FormReader, ReceiveError};
use crate::files::{blobs::Blobs, reader::Reader};

const LIMIT: u64 = 64 * 1024;

/// A school's server with an empty store.
struct School {
    data: TempDir,
    blobs: Blobs,
    reader: Reader,
}

fn school() -> School {
    let data = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(&data.path().join("blobs"), Uuid::new_v4()).unwrap().keeping_free(0);
    School { data, blobs, reader: Reader::beside_tests() }
}

impl School {
    async fn receives(&self, form: &[u8], pieces_of: usize) -> Result<Form, ReceiveError> {
        let reader = FormReader::start(&headers(), body(form, pieces_of)).unwrap();
        reader.files((&self.blobs, &self.reader), LIMIT).await.map_err(|broken| broken.error)
    }

    /// Names of everything below the store but its own marks.
    fn files(&self) -> usize {
        let blobs = self.data.path().join("blobs");
        let parts = fs::read_dir(blobs).unwrap().map(|part| part.unwrap().path());
        parts.filter(|part| part.is_dir()).map(|part| fs::read_dir(part).unwrap().count()).sum()
    }
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)).unwrap()
}

fn plan() -> Vec<u8> {
    sample("ke-hoach-tuan-12-lop-4A.docx")
}

fn headers() -> HeaderMap {
    HeaderMap::from_iter([(CONTENT_TYPE, "multipart/form-data; boundary=----Form7MA4".parse().unwrap())])
}

fn body(bytes: &[u8], pieces_of: usize) -> Body {
    let chunks: Vec<_> = bytes.chunks(pieces_of).map(|chunk| Ok::<_, io::Error>(Bytes::copy_from_slice(chunk))).collect();
    Body::from_stream(stream::iter(chunks))
}

/// The bytes come, then the line breaks.
fn broken(bytes: &[u8]) -> Body {
    let bytes = Bytes::copy_from_slice(bytes);
    Body::from_stream(stream::iter([Ok(bytes), Err(io::Error::other("the cable"))]))
}

/// The bytes come, then nothing for ever.
fn stuck(bytes: &[u8]) -> Body {
    let bytes = Bytes::copy_from_slice(bytes);
    Body::from_stream(stream::iter([Ok::<_, io::Error>(bytes)]).chain(stream::pending()))
}
