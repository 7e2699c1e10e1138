//! What `cargo xtask drill` runs: a school of many gigabytes that is backed up and restored, and backups while people write.
//!
//! The results are lines that begin with `drill `; the rest is for whoever watches.

use std::{
    env, io,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use domain::{backups::BackupCounts, backups::BackupOutcome, files::MAX_FILES};
use records::{Clock, Database, backups::Tried, testing::on_server};

use super::*;
use crate::read_back;

/// Of one file, in bytes: a lesson plan with photographs.
const FILE: u64 = 10_000_000;
/// How many write while backups are made.
const WRITERS: usize = 3;

/// A number of the environment.
fn asked(name: &str, usual: u64) -> u64 {
    env::var(name).ok().map_or(usual, |value| value.parse().unwrap())
}

impl Kept {
    /// Puts a file of zeros behind its number into the store. It takes no room on a disk, and its hash is its own.
    fn store_sparse(&self, number: u64) -> StoredFile {
        let path = self.data().join("blobs/new");
        fs::write(&path, number.to_le_bytes()).unwrap();
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_len(FILE).unwrap();
        let (sha256, size) = read_back::hash(fs::File::open(&path).unwrap()).unwrap();
        let place = self.data().join("blobs").join(sha256.place());
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::rename(path, place).unwrap();
        StoredFile { name: FileName::clean(&format!("Giáo án {number}.docx")), size, sha256, kind: FileKind::Docx }
    }
}

fn told(what: &str, begun: Instant) {
    let seconds = begun.elapsed().as_secs_f64();
    println!("drill {what}: {:.1} minutes ({seconds:.0} s)", seconds / 60.0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes, and twice the room of the school: cargo xtask drill"]
async fn a_large_school_is_backed_up_and_restored() {
    let megabytes = asked("HOSO_DRILL_MB", 100);
    let kept = Kept::new().await;
    let begun = Instant::now();
    let files = (megabytes * 1_000_000).div_ceil(FILE);
    let mut number = 0;
    while number < files {
        let some = (number..files.min(number + MAX_FILES as u64)).map(|number| kept.store_sparse(number)).collect();
        let mut form = kept.school.form(kept.school.record(PLAN).await.id);
        form.files = some;
        kept.school.send(kept.school.hoa, form).await.unwrap();
        number += MAX_FILES as u64;
    }
    told(&format!("a school of {megabytes} MB in {files} files, made"), begun);

    let begun = Instant::now();
    let first = kept.make(true).await.unwrap();
    assert_eq!((first.counts.files, first.label.is_good()), (files, true));
    told("the first backup, read back and compared", begun);
    let begun = Instant::now();
    assert_eq!(kept.make(false).await.unwrap().counts.sent_files, 0);
    told("the backup of the next night, all of the place read again", begun);
    let begun = Instant::now();
    let restored = kept.restore().await.unwrap();
    assert_eq!((restored.files, restored.bytes), (files, files * FILE));
    told("restored, every file and the log compared", begun);
    io::Write::flush(&mut io::stdout()).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes: cargo xtask drill --under-load"]
async fn backups_under_load_miss_no_row_that_was_acknowledged() {
    under_load(Kept::new().await, asked("HOSO_DRILL_BACKUPS", 60)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "minutes: cargo xtask drill --under-load --postgres"]
async fn backups_of_postgresql_under_load_miss_no_row_that_was_acknowledged() {
    under_load_on_server(asked("HOSO_DRILL_BACKUPS", 60)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_few_backups_under_load_miss_no_row_that_was_acknowledged() {
    under_load(Kept::new().await, 3).await;
    under_load_on_server(3).await;
}

async fn under_load_on_server(backups: u64) {
    on_server(async |place| {
        let kept = Kept::over(Folder::fresh(), place).await;
        let database = kept.school.database.clone();
        under_load(kept, backups).await;
        database.close().await;
        Ok(())
    })
    .await;
}

/// Backups one after the other, each restored and opened, while several write.
async fn under_load(kept: Kept, backups: u64) {
    kept.hands_in(PLAN, &[bytes(1, 5_000)]).await;
    kept.make(true).await.unwrap();
    let acknowledged = Arc::new(AtomicI64::new(0));
    let writers: Vec<_> =
        (0..WRITERS).map(|_| tokio::spawn(writes((*kept.school.database).clone(), kept.school.id, acknowledged.clone()))).collect();
    let (begun, mut rows) = (Instant::now(), 0);
    for number in 0..backups {
        tokio::time::sleep(Duration::from_millis(30)).await;
        let before = acknowledged.load(Ordering::SeqCst);
        let made = kept.make(false).await.unwrap();
        assert!(made.label.is_good(), "backup {number}");
        kept.restore().await.unwrap();
        let (clock, _) = Clock::manual(kept.school.database.now());
        let database = Database::open_as_it_is(&DatabaseLocation::File(kept.target().join("hoso.db")), clock).await.unwrap();
        let last = async |work: &mut Work| records::backups::last_try(work).await;
        let last = database.read(kept.school.id, None, last).await.unwrap().map_or(0, |run| run.number);
        database.close().await;
        assert!(last >= before, "backup {number} ends with row {last}, and {before} had been acknowledged before it began");
        rows = last;
        fs::remove_dir_all(kept.target()).unwrap();
    }
    for writer in writers {
        writer.abort();
        // The database is closed afterwards: nobody may be in the middle of a write then.
        let _ = writer.await;
    }
    assert!(rows > 0, "nobody wrote");
    told(&format!("{backups} backups while {WRITERS} wrote {rows} rows: each opened, none missing an acknowledged row"), begun);
}

/// Notes one row after the other, without end, and says which of them the database has acknowledged.
async fn writes(database: Database, school: domain::people::SchoolId, acknowledged: Arc<AtomicI64>) {
    loop {
        let tried = Tried {
            begun_at: database.now(),
            place: "/mnt/sao-luu".to_owned(),
            outcome: BackupOutcome::Failed,
            counts: BackupCounts::default(),
            fault: "Ổ đĩa chưa gắn".to_owned(),
        };
        let change = async move |work: &mut Work| records::backups::note(work, tried).await;
        let run = database.write(school, None, change).await.unwrap();
        acknowledged.fetch_max(run.number, Ordering::SeqCst);
        // Some hundred rows a second: more than a school writes in an hour, and a log that a machine still reads in each round.
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
