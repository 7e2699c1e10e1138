//! Prints how fast 100 MB are received and kept, beside what the same disk takes with the same fsyncs:
//! `cargo run --release --example receive_speed -- FOLDER`.

#![allow(clippy::unwrap_used, clippy::cast_precision_loss, reason = "it only prints figures")]

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures::stream;
use server::files::blobs::Blobs;
use uuid::Uuid;

const SIZE: usize = 100 * 1024 * 1024;
const CHUNK: usize = 64 * 1024;
const ROUNDS: usize = 9;

#[tokio::main]
async fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target".to_owned()));
    fs::create_dir_all(&folder).unwrap();
    let place = tempfile::tempdir_in(folder).unwrap();
    let blobs = Blobs::open(&place.path().join("blobs"), Uuid::new_v4()).unwrap();
    let (mut disk, mut ours) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        // Other bytes in every round, or the store would have them already.
        let chunk: Vec<u8> = (0..CHUNK).map(|at| (at * 7 + round) as u8).collect();
        disk.push(plain(place.path(), &chunk));
        ours.push(through(&blobs, Bytes::from(chunk)).await);
    }
    let (disk, ours) = (median(disk), median(ours));
    let speed = |time: Duration| SIZE as f64 / 1e6 / time.as_secs_f64();
    println!("write, fsync, rename, fsync of the folder: {disk:?} ({:.0} MB/s)", speed(disk));
    println!("Blobs::receive and keep:                   {ours:?} ({:.0} MB/s)", speed(ours));
    println!("share of the disk's speed: {:.0} %", 100.0 * disk.as_secs_f64() / ours.as_secs_f64());
}

fn plain(folder: &Path, chunk: &[u8]) -> Duration {
    let began = Instant::now();
    let (temporary, target) = (folder.join("plain.tmp"), folder.join("plain"));
    let mut file = File::create(&temporary).unwrap();
    for _ in 0..SIZE / CHUNK {
        file.write_all(chunk).unwrap();
    }
    file.sync_all().unwrap();
    fs::rename(&temporary, &target).unwrap();
    File::open(folder).unwrap().sync_all().unwrap();
    let took = began.elapsed();
    fs::remove_file(target).unwrap();
    took
}

async fn through(blobs: &Blobs, chunk: Bytes) -> Duration {
    let began = Instant::now();
    let body = stream::iter((0..SIZE / CHUNK).map(|_| Ok::<_, io::Error>(chunk.clone())));
    let incoming = blobs.receive(body, u64::MAX).await.unwrap();
    blobs.keep(incoming).await.unwrap();
    began.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
