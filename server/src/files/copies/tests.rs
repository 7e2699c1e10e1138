#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::body::to_bytes;
use domain::files::{FileKind, FileName};
use futures::StreamExt;
use rawzip::ZipArchive;
use uuid::Uuid;

use super::*;

/// Larger than one piece.
const LONG: usize = 700_001;

struct Kept {
    _data: tempfile::TempDir,
    blobs: Blobs,
    /// How often a copy was noted.
    noted: Arc<AtomicUsize>,
}

impl Kept {
    fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(&data.path().join("blobs"), Uuid::new_v4()).unwrap().keeping_free(0);
        Self { _data: data, blobs, noted: Arc::default() }
    }

    async fn keep(&self, name: &str, bytes: Vec<u8>) -> StoredFile {
        let body = stream::iter([Ok::<_, io::Error>(Bytes::from(bytes))]);
        let incoming = self.blobs.receive(body, 10_000_000).await.unwrap();
        let (size, sha256) = (incoming.size(), incoming.sha256());
        self.blobs.keep(incoming).await.unwrap();
        StoredFile { name: FileName::clean(name), size, sha256, kind: FileKind::Docx }
    }

    async fn send(&self, files: &[(Entry, Content)], refuses: bool) -> Response<Body> {
        let noted = self.noted.clone();
        let note: Note = Box::new(move || {
            Box::pin(async move {
                noted.fetch_add(1, Ordering::SeqCst);
                if refuses { Err(records::Error::NotFound) } else { Ok(()) }
            })
        });
        send(&self.blobs, "Bản lưu.zip", files.to_vec(), note).await.unwrap()
    }

    fn noted(&self) -> usize {
        self.noted.load(Ordering::SeqCst)
    }
}

fn entry(path: &str, size: u64) -> Entry {
    Entry { path: path.to_owned(), size, at: "2026-11-20T16:40:00+07:00".parse().unwrap() }
}

async fn files(kept: &Kept) -> Vec<(Entry, Content)> {
    let page = Bytes::from_static(b"<p>trang</p>");
    let mut files = vec![(entry("Ban luu/index.html", page.len() as u64), Content::Made(page))];
    for (number, size) in [(1, LONG), (2, 262_144), (3, 1), (4, 0)] {
        let file = kept.keep("x", (0..size).map(|at| ((at + number) % 251) as u8).collect()).await;
        files.push((entry(&format!("Ban luu/{number}.docx"), file.size), Content::Stored(file)));
    }
    files
}

#[tokio::test]
async fn a_copy_has_the_length_that_was_told_and_every_byte() {
    let kept = Kept::new();
    let files = files(&kept).await;
    let response = kept.send(&files, false).await;
    let told = response.headers()[CONTENT_LENGTH].to_str().unwrap().to_owned();
    assert_eq!(response.headers()[CONTENT_TYPE], "application/zip");
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    assert_eq!(bytes.len().to_string(), told);
    let archive = ZipArchive::from_slice(&bytes).unwrap();
    let mut names = Vec::new();
    for record in archive.entries() {
        let record = record.unwrap();
        let content = archive.get_entry(record.wayfinder()).unwrap();
        assert_eq!(crc32fast::hash(content.data()), record.crc32());
        names.push((String::from_utf8_lossy(record.file_path().as_bytes()).into_owned(), content.data().len() as u64));
    }
    assert_eq!(names, files.iter().map(|(entry, _)| (entry.path.clone(), entry.size)).collect::<Vec<_>>());
    assert_eq!(kept.noted(), 1);
}

#[tokio::test]
async fn nothing_is_noted_of_a_copy_that_broke_off() {
    let kept = Kept::new();
    let files = files(&kept).await;
    let mut pieces = kept.send(&files, false).await.into_body().into_data_stream();
    let mut read = 0;
    // Header, page, header, and a piece of the long file: then the browser is gone.
    for _ in 0..4 {
        read += pieces.next().await.unwrap().unwrap().len();
    }
    assert!(read < LONG);
    drop(pieces);
    assert_eq!(kept.noted(), 0);
}

#[tokio::test]
async fn what_is_damaged_or_gone_breaks_the_connection() {
    let kept = Kept::new();
    let files = files(&kept).await;
    let Content::Stored(file) = &files[1].1 else { panic!("a stored file") };
    let place = kept.blobs.path(file.sha256);
    let whole = fs::read(&place).unwrap();
    let mut changed = whole.clone();
    changed[500_000] ^= 1;
    fs::remove_file(&place).unwrap();
    for bytes in [Some(changed), Some(whole[..10].to_vec()), None] {
        if let Some(bytes) = &bytes {
            fs::write(&place, bytes).unwrap();
        }
        assert!(to_bytes(kept.send(&files, false).await.into_body(), usize::MAX).await.is_err());
        if bytes.is_some() {
            fs::remove_file(&place).unwrap();
        }
    }
    assert_eq!(kept.noted(), 0);
}

#[tokio::test]
async fn what_nobody_may_note_nobody_has_whole() {
    let kept = Kept::new();
    let files = files(&kept).await;
    let mut pieces = kept.send(&files, true).await.into_body().into_data_stream();
    let mut bytes = Vec::new();
    let broken = loop {
        match pieces.next().await {
            Some(Ok(piece)) => bytes.extend(piece),
            Some(Err(_)) => break true,
            None => break false,
        }
    };
    assert!(broken && ZipArchive::from_slice(&bytes).is_err(), "an archive without its end is none");
    assert_eq!(kept.noted(), 1);
}
