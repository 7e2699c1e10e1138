//! Receiving a large film takes no more memory than a small plan. Alone in its process: the memory is the process's.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::io;

use axum::body::Body;
use bytes::Bytes;
use domain::files::FileName;
use futures::stream;
use server::files::{blobs::Blobs, reader::Reader, receive::receive_one};
use uuid::Uuid;

const MEGABYTE: usize = 1024 * 1024;

fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() * 1024
}

/// A film of so many megabytes; the largest memory seen while it was sent goes to `peak`.
fn film(megabytes: usize, peak: &std::sync::Arc<std::sync::atomic::AtomicU64>) -> Body {
    let peak = peak.clone();
    let chunks = (0..megabytes * 16).map(move |at| {
        peak.fetch_max(resident(), std::sync::atomic::Ordering::Relaxed);
        let mut chunk = vec![0; MEGABYTE / 16];
        if at == 0 {
            chunk[..24].copy_from_slice(b"\0\0\0\x18ftypmp42\0\0\0\0isommp42");
        }
        Ok::<_, io::Error>(Bytes::from(chunk))
    });
    Body::from_stream(stream::iter(chunks))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn memory_does_not_grow_with_the_file() {
    let data = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(&data.path().join("blobs"), Uuid::new_v4()).unwrap().keeping_free(0);
    let reader = Reader::new(env!("CARGO_BIN_EXE_hoso").as_ref());
    let door = (&blobs, &reader);
    let peak = std::sync::Arc::default();
    let name = FileName::clean("Hội thi.mp4");
    receive_one(door, name.clone(), film(1, &peak), None, u64::MAX).await.unwrap();
    let before = resident();
    let stored = receive_one(door, name, film(64, &peak), None, u64::MAX).await.unwrap();
    assert_eq!(stored.file.size, 64 * MEGABYTE as u64);
    let grown = peak.load(std::sync::atomic::Ordering::Relaxed).saturating_sub(before);
    println!("64 MB received: resident memory grew by {} kB", grown / 1024);
    assert!(grown <= 16 * MEGABYTE as u64, "{grown}");
}
