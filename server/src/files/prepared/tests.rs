#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{fs, os::unix::fs::MetadataExt};

use axum::body::to_bytes;
use domain::files::{FileKind, FileName};
use futures::StreamExt;
use rawzip::ZipArchive;
use uuid::Uuid;

use super::*;

/// Larger than one piece.
const LONG: usize = 700_001;

struct Kept {
    data: tempfile::TempDir,
    blobs: Blobs,
}

impl Kept {
    fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        let blobs = Blobs::open(&data.path().join("blobs"), Uuid::new_v4()).unwrap().keeping_free(0);
        Self { data, blobs }
    }

    async fn keep(&self, name: &str, bytes: Vec<u8>) -> StoredFile {
        let body = stream::iter([Ok::<_, io::Error>(Bytes::from(bytes))]);
        let incoming = self.blobs.receive(body, 10_000_000).await.unwrap();
        let (size, sha256) = (incoming.size(), incoming.sha256());
        self.blobs.keep(incoming).await.unwrap();
        StoredFile { name: FileName::clean(name), size, sha256, kind: FileKind::Docx }
    }

    /// A page, two stored files of which the second one may be spoiled, and a list, as an export has them.
    async fn prepared(&self, spoil: bool) -> (Prepared, Vec<(String, Looked)>) {
        let long = self.keep("dài.docx", vec![7; LONG]).await;
        let short = self.keep("ngắn.docx", b"short".to_vec()).await;
        if spoil {
            spoiled(&self.blobs.path(short.sha256));
        }
        let mut archive = Preparing::new(self.data.path(), "2026-11-25T14:20:00+07:00".parse().unwrap()).unwrap();
        archive.begin("gốc/index.html".to_owned());
        archive.write(b"<p>").unwrap();
        archive.write(b"trang</p>").unwrap();
        assert_eq!(archive.end().unwrap().bytes().as_slice(), sha2::Sha256::digest("<p>trang</p>").as_slice());
        archive.keep_waiting("hồ sơ/dài có dấu cách.docx", &long).unwrap();
        archive.keep_waiting("hồ sơ/ngắn.docx", &short).unwrap();
        let mut looked = Vec::new();
        let told = |path: &str, _, found| {
            looked.push((path.to_owned(), found));
            Ok(())
        };
        archive.look(&self.blobs, "gốc", told).unwrap();
        archive.begin("gốc/trống.txt".to_owned());
        archive.end().unwrap();
        (archive.finish().unwrap(), looked)
    }
}

fn spoiled(place: &Path) {
    fs::remove_file(place).unwrap();
    fs::write(place, b"SHORT").unwrap();
}

async fn sent(kept: &Kept, prepared: &Prepared) -> Vec<u8> {
    let response = prepared.send(&kept.blobs, "Bản xuất.zip").await.unwrap();
    let length: u64 = response.headers()[CONTENT_LENGTH].to_str().unwrap().parse().unwrap();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    assert_eq!(bytes.len() as u64, length);
    bytes.to_vec()
}

fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let archive = ZipArchive::from_slice(bytes).unwrap();
    let file = |record: rawzip::ZipFileHeaderRecord<'_>| {
        let path = String::from_utf8(record.file_path().as_bytes().to_vec()).unwrap();
        let entry = archive.get_entry(record.wayfinder()).unwrap();
        assert_eq!(entry.claim_verifier().crc, crc32fast::hash(entry.data()), "{path}");
        (path, entry.data().to_vec())
    };
    archive.entries().map(|record| file(record.unwrap())).collect()
}

#[tokio::test]
async fn it_is_sent_with_its_exact_length_as_often_as_one_likes() {
    let kept = Kept::new();
    let (prepared, looked) = kept.prepared(false).await;
    assert!(looked.iter().all(|(_, found)| matches!(found, Looked::Whole(_))));
    let first = sent(&kept, &prepared).await;
    assert_eq!(prepared.length(), first.len() as u64);
    let files = unpacked(&first);
    let expected = [
        ("gốc/index.html", b"<p>trang</p>".to_vec()),
        ("gốc/hồ sơ/dài có dấu cách.docx", vec![7; LONG]),
        ("gốc/hồ sơ/ngắn.docx", b"short".to_vec()),
        ("gốc/trống.txt", Vec::new()),
    ];
    assert_eq!(files, expected.map(|(path, bytes)| (path.to_owned(), bytes)));
    let (one, other) = futures::join!(sent(&kept, &prepared), sent(&kept, &prepared));
    assert!(one == first && other == first, "two at once read the same");
}

#[tokio::test]
async fn what_is_spoiled_before_is_left_out_and_what_is_spoiled_since_breaks_it_off() {
    let kept = Kept::new();
    let (prepared, looked) = kept.prepared(true).await;
    assert_eq!(looked[1], ("hồ sơ/ngắn.docx".to_owned(), Looked::Broken));
    assert_eq!(unpacked(&sent(&kept, &prepared).await).len(), 3);

    let kept = Kept::new();
    let (prepared, _) = kept.prepared(false).await;
    let short = Sha256::new(sha2::Sha256::digest("short").into());
    spoiled(&kept.blobs.path(short));
    let response = prepared.send(&kept.blobs, "Bản xuất.zip").await.unwrap();
    let pieces: Vec<_> = response.into_body().into_data_stream().collect().await;
    assert!(pieces.last().unwrap().is_err(), "no end, so no archive");
    assert!(pieces.iter().flatten().all(|piece| !piece.windows(5).any(|part| part == b"SHORT")));
}

#[tokio::test]
async fn nothing_of_it_has_a_name_on_the_disk_and_whoever_looks_may_end_it() {
    let kept = Kept::new();
    let long = kept.keep("dài.docx", vec![7; LONG]).await;
    let names = || fs::read_dir(kept.data.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
    let mut archive = Preparing::new(kept.data.path(), "2026-11-25T14:20:00+07:00".parse().unwrap()).unwrap();
    archive.keep_waiting("a.docx", &long).unwrap();
    assert_eq!(names(), ["blobs"]);
    assert_eq!(archive.made.file.get_ref().metadata().unwrap().nlink(), 0);
    let ended = archive.look(&kept.blobs, "x", |_, _, _| Err(ErrorKind::Interrupted.into()));
    assert_eq!(ended.unwrap_err().kind(), ErrorKind::Interrupted);
}
