//! A film of 100 MB through HTTP into the store, against the same bytes written by nobody but us to the same disk.

use std::{
    fs::{self, File},
    io::Write,
    path::Path,
    thread,
    time::Instant,
};

use anyhow::{Context, Result, ensure};

use super::{
    MEBIBYTE,
    table::{Figure, Goal, median},
};
use crate::running::{Owed, RunningServer, peak_while, worked};

const SIZE: usize = 100_000_000;
const TIMES: u64 = 7;
const CHUNK: usize = 256 * 1024;

pub fn measure(server: &RunningServer, disk: &Path) -> Result<Vec<Figure>> {
    let cookie = server.sign_in("giaovien")?;
    let mut connection = server.connect()?;
    let more = format!("Cookie: {cookie}\r\nAccept: application/json\r\n");
    let Owed { address, person } = server.owed(&cookie)?.context("giaovien owes nothing")?;
    // The name under the words of today, and of versions before.
    let address = format!("{address}/tep?person={person}&name=phim.mp4&ten=phim.mp4");
    let before = server.resident()?;
    let (mut sent, mut written) = (Vec::new(), Vec::new());
    // Where both cores have all to do, no faster way to the disk exists: the bench says how much that was.
    let (mut server_worked, mut bench_worked, mut all) = (0.0, 0.0, 0.0);
    let rounds = || {
        (0..TIMES).try_for_each(|seed| {
            // Other bytes each time: the store keeps the same bytes once, and would only compare them.
            let film = film(seed, SIZE);
            // In turn, so that what else the machine does meets both.
            written.push(write(disk, seed, &film)?);
            let (ours, theirs) = (worked(std::process::id())?, server.worked()?);
            let start = Instant::now();
            let answer = connection.post(&address, "application/octet-stream", &more, &film)?;
            let took = start.elapsed().as_secs_f64();
            sent.push(took);
            all += took;
            bench_worked += worked(std::process::id())?.since(&ours);
            server_worked += server.worked()?.since(&theirs);
            ensure!(answer.status == 200 && answer.text()?.contains("\"id\""), "{}: {}", answer.status, answer.text()?);
            Ok(())
        })
    };
    let ((), most) = peak_while(server.id(), rounds)?;
    let (sent, written) = (median(&mut sent), median(&mut written));
    let speed = |seconds: f64| SIZE as f64 / 1e6 / seconds;
    let growth = most.saturating_sub(before);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = |seconds: f64| seconds / all / cores as f64 * 100.0;
    let about = format!(
        "{:.0} MB/s, the disk alone {:.0} MB/s; medians of {TIMES}; of {cores} cores the server took {:.0} %, the bench {:.0} %",
        speed(sent),
        speed(written),
        share(server_worked),
        share(bench_worked),
    );
    Ok(vec![
        Figure::new("upload of 100 MB, of what the disk takes", written / sent * 100.0, "%", Goal::AtLeast(80.0)).about(about),
        Figure::new("memory growing while uploading", growth as f64 / MEBIBYTE, "MiB", Goal::AtMost(16.0))
            .about(format!("from {:.1} MiB, looked at every 10 ms", before as f64 / MEBIBYTE)),
    ])
}

/// What the inspection takes for a film, and no disk or file system can pack.
pub fn film(seed: u64, size: usize) -> Vec<u8> {
    let mut film = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41".to_vec();
    film.reserve_exact(size);
    // Marsaglia's xorshift.
    let mut state = 0x9E37_79B9_7F4A_7C15 ^ ((seed + u64::from(std::process::id())) << 8);
    while film.len() < size {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        film.extend_from_slice(&state.to_le_bytes());
    }
    film.truncate(size);
    film
}

/// As the store does it: chunks to a temporary file, fsync, a new name, fsync of the folder. The files stay, as they
/// stay in the store: writing into memory that a removed file has just left is faster than any disk.
fn write(disk: &Path, number: u64, film: &[u8]) -> Result<f64> {
    let temporary = disk.join("temporary");
    let start = Instant::now();
    let mut file = File::create_new(&temporary)?;
    film.chunks(CHUNK).try_for_each(|chunk| file.write_all(chunk))?;
    file.sync_all()?;
    fs::rename(&temporary, disk.join(format!("kept-{number}")))?;
    File::open(disk)?.sync_all()?;
    Ok(start.elapsed().as_secs_f64())
}
