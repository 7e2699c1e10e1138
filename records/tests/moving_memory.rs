//! A long log moves with no more memory than a short one. Alone in its process: the memory is the process's.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{
    fs::File,
    io::{BufReader, BufWriter},
};

use domain::people::PersonId;
use records::{Clock, Database, DatabaseLocation, Work, events::Event, log, moving, schools};
use uuid::Uuid;

const EVENTS: usize = 100_000;
/// In kB; the file itself has some 30 MB.
const MAX_GROWTH: u64 = 16 * 1024;

/// The largest memory since `forget`, in kB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn forget() -> u64 {
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    peak()
}

#[tokio::test]
async fn a_log_of_a_hundred_thousand_events_moves_in_little_memory() {
    let folder = std::env::temp_dir().join(format!("hoso-moving-{}", Uuid::new_v4()));
    std::fs::create_dir_all(&folder).unwrap();
    let [old, new] = ["old.db", "new.db"].map(|name| DatabaseLocation::File(folder.join(name)));
    let database = Database::open(&old, Clock::System).await.unwrap();
    let school = schools::found(&database, "Hoa Sen").await.unwrap();
    let person = PersonId::new(Uuid::new_v4());
    for _ in 0..EVENTS / 2000 {
        let write = async move |work: &mut Work| {
            (0..2000).for_each(|_| work.note(Event::SessionBegun { person }));
            Ok(())
        };
        database.write(school, None, write).await.unwrap();
    }
    database.close().await;
    let file = folder.join("truong.hoso");
    let before = forget();
    let written = moving::export(&old, &mut BufWriter::new(File::create(&file).unwrap())).await.unwrap();
    let exporting = peak() - before;
    let before = forget();
    let taken = moving::import(&mut BufReader::new(File::open(&file).unwrap()), &new, Clock::System.now()).await.unwrap();
    let importing = peak() - before;
    let size = std::fs::metadata(&file).unwrap().len() / 1024;
    println!("{size} kB: memory grew by {exporting} kB for the export and {importing} kB for the import");
    assert_eq!(written, taken);
    let moved = Database::open_as_it_is(&new, Clock::System).await.unwrap();
    assert!(log::verify(&moved, school, &[]).await.unwrap().unwrap().entries > EVENTS as i64);
    moved.close().await;
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(size > 20 * 1024 && exporting.max(importing) < MAX_GROWTH);
}
