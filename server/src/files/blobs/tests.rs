#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{fs, io, path::Path};

use bytes::Bytes;
use domain::files::Sha256;
use futures::{Stream, StreamExt, stream};
use sha2::Digest;
use tempfile::TempDir;
use tokio::io::AsyncReadExt;
use uuid::Uuid;

use super::{BlobError, BlobStoreError, Blobs, IncomingError};

const LIMIT: u64 = 1_000_000;

fn store() -> (TempDir, Blobs) {
    let data = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(&data.path().join("blobs"), Uuid::new_v4()).unwrap().keeping_free(0);
    (data, blobs)
}

fn plan(length: usize) -> Vec<u8> {
    (0..length).map(|at| (at * 31 % 251) as u8).collect()
}

fn chunks(bytes: &[u8], of: usize) -> impl Stream<Item = io::Result<Bytes>> + use<> {
    let chunks: Vec<_> = bytes.chunks(of).map(|chunk| Ok(Bytes::copy_from_slice(chunk))).collect();
    stream::iter(chunks)
}

fn sha256(bytes: &[u8]) -> Sha256 {
    Sha256::new(sha2::Sha256::digest(bytes).into())
}

fn waiting(blobs: &Blobs) -> usize {
    fs::read_dir(blobs.temporary()).unwrap().count()
}

async fn stored(blobs: &Blobs, sha256: Sha256) -> Vec<u8> {
    let (mut file, length) = blobs.read(sha256).await.unwrap();
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).await.unwrap();
    assert_eq!(bytes.len() as u64, length);
    bytes
}

#[tokio::test]
async fn a_plan_comes_in_pieces_and_is_kept_whole() {
    let (_data, blobs) = store();
    for length in [0, 1, 262_143, 262_144, 262_145, 900_001] {
        for of in [777, 65_536, 500_000] {
            let bytes = plan(length);
            let incoming = blobs.receive(chunks(&bytes, of), LIMIT).await.unwrap();
            assert_eq!((incoming.size(), incoming.sha256()), (length as u64, sha256(&bytes)));
            assert_eq!(fs::read(incoming.path()).unwrap(), bytes);
            blobs.keep(incoming).await.unwrap();
            assert!(stored(&blobs, sha256(&bytes)).await == bytes, "{length} in pieces of {of}");
        }
    }
    assert_eq!(waiting(&blobs), 0);
}

#[tokio::test]
async fn a_file_dropped_before_it_is_kept_leaves_nothing() {
    let (_data, blobs) = store();
    let incoming = blobs.receive(chunks(&plan(300_000), 1000), LIMIT).await.unwrap();
    assert_eq!(waiting(&blobs), 1);
    drop(incoming);
    assert_eq!(waiting(&blobs), 0);
}

#[tokio::test]
async fn the_limit_is_met_within_a_chunk_and_leaves_nothing() {
    let (_data, blobs) = store();
    let asked = std::sync::atomic::AtomicU64::new(0);
    let endless = stream::repeat_with(|| {
        asked.fetch_add(1000, std::sync::atomic::Ordering::Relaxed);
        Ok::<_, io::Error>(Bytes::from(vec![7; 1000]))
    });
    let refused = blobs.receive(endless, 5000).await;
    assert!(matches!(refused, Err(IncomingError::TooLarge { limit: 5000 })));
    assert_eq!(asked.into_inner(), 6000);
    assert_eq!(waiting(&blobs), 0);
    assert_eq!(blobs.receive(chunks(&plan(5000), 999), 5000).await.unwrap().size(), 5000);
}

#[tokio::test]
async fn a_broken_stream_leaves_nothing() {
    let (_data, blobs) = store();
    let broken = stream::iter([Ok(Bytes::from(plan(400_000))), Err(io::Error::other("the cable"))]);
    assert!(matches!(blobs.receive(broken, LIMIT).await, Err(IncomingError::Interrupted(_))));
    assert_eq!(waiting(&blobs), 0);
}

#[tokio::test]
async fn a_caller_that_goes_away_leaves_nothing() {
    let (_data, blobs) = store();
    let stuck = futures::StreamExt::chain(chunks(&plan(600_000), 1000), stream::pending());
    let receiving = blobs.receive(stuck, LIMIT);
    let gone = tokio::time::timeout(std::time::Duration::from_millis(200), receiving).await;
    assert!(gone.is_err());
    assert_eq!(waiting(&blobs), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_content_from_many_teachers_at_once_is_one_file() {
    let (_data, blobs) = store();
    let bytes = plan(300_000);
    let teachers = (0..16).map(|_| {
        let (blobs, bytes) = (blobs.clone(), bytes.clone());
        tokio::spawn(async move {
            let incoming = blobs.receive(chunks(&bytes, 10_000), LIMIT).await.unwrap();
            blobs.keep(incoming).await.unwrap();
        })
    });
    futures::future::join_all(teachers).await.into_iter().for_each(|done| done.unwrap());
    let place = blobs.place(sha256(&bytes));
    assert_eq!(fs::read_dir(place.parent().unwrap()).unwrap().count(), 1);
    assert_eq!(stored(&blobs, sha256(&bytes)).await, bytes);
    assert_eq!(waiting(&blobs), 0);
}

#[cfg(unix)]
#[tokio::test]
async fn a_file_that_is_there_is_never_written_over() {
    use std::os::unix::fs::MetadataExt;
    let (_data, blobs) = store();
    let bytes = plan(5000);
    let hand_in = async || {
        let incoming = blobs.receive(chunks(&bytes, 1000), LIMIT).await.unwrap();
        blobs.keep(incoming).await.unwrap();
        fs::metadata(blobs.place(sha256(&bytes))).unwrap().ino()
    };
    let first = hand_in().await;
    assert_eq!(hand_in().await, first);
    assert_eq!(waiting(&blobs), 0);
}

#[tokio::test]
async fn a_damaged_file_is_set_aside_when_its_content_comes_again() {
    let (_data, blobs) = store();
    let bytes = plan(5000);
    let place = blobs.place(sha256(&bytes));
    for damage in [b"short".to_vec(), vec![0; 5000]] {
        fs::write(&place, &damage).unwrap();
        let incoming = blobs.receive(chunks(&bytes, 1000), LIMIT).await.unwrap();
        blobs.keep(incoming).await.unwrap();
        assert_eq!(stored(&blobs, sha256(&bytes)).await, bytes);
    }
    assert_eq!(fs::read_dir(blobs.folder.join("damaged")).unwrap().count(), 2);
}

#[tokio::test]
async fn a_file_that_nobody_handed_in_is_missing() {
    let (_data, blobs) = store();
    assert!(matches!(blobs.read(sha256(b"?")).await, Err(BlobError::Missing(_))));
}

#[tokio::test]
async fn a_full_disk_says_so_and_leaves_nothing() {
    let (_data, blobs) = store();
    let full = blobs.clone().keeping_free(u64::MAX);
    let refused = full.receive(chunks(&plan(10), 10), LIMIT).await;
    assert!(matches!(refused, Err(IncomingError::Store(BlobError::Full))));
    assert_eq!(waiting(&full), 0);
    assert!(matches!(full.healthy().await, Err(BlobStoreError::Full { .. })));
    assert!(matches!(BlobError::from(io::Error::from(io::ErrorKind::StorageFull)), BlobError::Full));
}

#[tokio::test]
async fn a_store_belongs_to_one_database_and_one_process() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("blobs");
    let (ours, other) = (Uuid::new_v4(), Uuid::new_v4());
    assert!(matches!(Blobs::reopen(&folder, ours), Err(BlobStoreError::NoMarker { .. })));
    assert!(!folder.exists());

    let blobs = Blobs::open(&folder, ours).unwrap().keeping_free(0);
    blobs.healthy().await.unwrap();
    assert!(matches!(Blobs::open(&folder, ours), Err(BlobStoreError::InUse { .. })));
    let left_over = blobs.temporary().join("left-over");
    fs::write(&left_over, "half a plan").unwrap();
    drop(blobs);

    let refused = Blobs::open(&folder, other).unwrap_err();
    assert!(refused.to_string().contains("cơ sở dữ liệu khác"), "{refused}");
    assert!(left_over.exists());
    let blobs = Blobs::reopen(&folder, ours).unwrap().keeping_free(0);
    assert!(!left_over.exists());

    fs::remove_file(folder.join("hoso-blobs")).unwrap();
    assert!(matches!(blobs.healthy().await, Err(BlobStoreError::NoMarker { .. })));
    let incoming = blobs.receive(chunks(&plan(10), 10), LIMIT).await.unwrap();
    blobs.keep(incoming).await.unwrap();
    drop(blobs);
    assert!(matches!(Blobs::open(&folder, ours), Err(BlobStoreError::NoMarker { .. })));
}

#[tokio::test]
async fn a_folder_that_cannot_be_one_is_refused_in_words() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("blobs");
    fs::write(&file, "not a folder").unwrap();
    for folder in [file.as_path(), Path::new("/proc/hoso")] {
        let refused = Blobs::open(folder, Uuid::new_v4()).unwrap_err();
        assert!(refused.to_string().starts_with("Không ghi được vào kho tệp"), "{refused}");
    }
}

/// A sender that waits in the middle of its file.
fn slow(half: tokio::sync::oneshot::Receiver<()>) -> impl futures::Stream<Item = Result<Bytes, io::Error>> {
    let rest = stream::once(async move {
        let _ = half.await;
        Ok(Bytes::from_static(b"rest"))
    });
    stream::iter([Ok(Bytes::from_static(b"half"))]).chain(rest)
}

#[tokio::test(start_paused = true)]
async fn no_more_files_are_open_than_there_are_handles_for() {
    let data = tempfile::tempdir().unwrap();
    let blobs = Blobs::open(&data.path().join("blobs"), Uuid::new_v4()).unwrap().keeping_free(0).with_handles(2);
    let open = || fs::read_dir(data.path().join("blobs/tmp")).unwrap().count();
    let (mut ends, mut tasks) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        let (end, half) = tokio::sync::oneshot::channel();
        let blobs = blobs.clone();
        tasks.push(tokio::spawn(async move { blobs.receive(slow(half), 100).await }));
        ends.push(end);
    }
    // The third has waited for as long as anybody waits.
    let third = tasks.pop().unwrap().await.unwrap();
    assert!(matches!(third, Err(IncomingError::Store(BlobError::Busy))), "{third:?}");
    assert_eq!(open(), 2);
    ends.into_iter().for_each(|end| _ = end.send(()));
    for task in tasks {
        assert_eq!(task.await.unwrap().unwrap().size(), 8);
    }
    // And whoever comes when the others are done waits for nobody.
    assert_eq!(blobs.receive(stream::iter([Ok::<_, io::Error>(Bytes::from_static(b"late"))]), 100).await.unwrap().size(), 4);
}
