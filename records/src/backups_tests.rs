#![allow(clippy::unwrap_used)]
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use super::*;
use crate::{
    Clock, DatabaseLocation, log, schools,
    testing::{Folder, allowed, each_engine, school::SmallSchool},
};

fn tried(begun_at: Timestamp, outcome: BackupOutcome) -> Tried {
    let counts = BackupCounts { entries: 90, files: 7, bytes: 4000, sent_files: 2, sent_bytes: 900, lacking: 0 };
    Tried { begun_at, place: "/mnt/sao-luu".to_owned(), outcome, counts, fault: String::new() }
}

#[tokio::test]
async fn what_was_tried_is_kept_in_its_order_and_the_last_good_one_is_found_behind_those_that_failed() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let (quan, begun) = (school.nguyet, database.now());
        let story = async move |work: &mut Work| {
            assert_eq!(known_of(work).await?, Known { key: None, last_good: None, runs: Vec::new(), last_drill: None });
            let key = add_key(work, "age1hoa", &[7; 32]).await?;
            assert_eq!(super::key(work).await?, Some(key));
            let renewed = add_key(work, "age1mai", &[8; 32]).await?;
            assert_eq!((renewed.number, super::key(work).await?), (2, Some(renewed.clone())));
            let good = note(work, tried(begun, BackupOutcome::Good)).await?;
            let fault = "Ổ đĩa sao lưu đã đầy".to_owned();
            let failed = note(work, Tried { fault, ..tried(begun, BackupOutcome::Failed) }).await?;
            assert_eq!((good.number, failed.number, good.by), (1, 2, Some(quan)));
            assert_eq!(last_good(work).await?, Some(good.clone()));
            assert_eq!(last_try(work).await?, Some(failed.clone()));
            let drilled = Drilled { place: "/mnt/sao-luu".to_owned(), backup_at: begun, files: 7, seconds: 40 };
            let drill = note_drill(work, drilled).await?;
            let known =
                Known { key: Some(renewed), last_good: Some(good.clone()), runs: vec![failed, good], last_drill: Some(drill) };
            assert_eq!(known_of(work).await?, known);
            Ok(())
        };
        database.write(school.id, Some(quan), story).await.unwrap();
        database.keeps(school.id, &["recovery_keys", "backup_runs", "restore_drills"]).await;
    })
    .await;
}

/// Names of the school are changed one after the other, as fast as that goes, until this is dropped.
struct Busy {
    acknowledged: Arc<AtomicI64>,
    task: tokio::task::JoinHandle<()>,
}

impl Busy {
    fn start(database: &Database, school: domain::people::SchoolId) -> Self {
        let (database, acknowledged) = (database.clone(), Arc::new(AtomicI64::new(0)));
        let told = acknowledged.clone();
        let task = tokio::spawn(async move {
            for number in 0.. {
                let change = async move |work: &mut Work| {
                    schools::rename(work, &allowed(), &format!("Hoa Sen {number}")).await?;
                    Ok(work.revision().await? + 1)
                };
                told.store(database.write(school, None, change).await.unwrap(), Ordering::SeqCst);
            }
        });
        Self { acknowledged, task }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_made_while_people_work_is_whole_and_holds_whatever_was_acknowledged_before_it_began() {
    each_engine(|database| async move {
        let folder = Folder::fresh();
        let school = schools::found(&database, "Hoa Sen").await.unwrap();
        let busy = Busy::start(&database, school);
        let mut ends = Vec::new();
        for number in 0..5 {
            tokio::time::sleep(std::time::Duration::from_millis(40)).await;
            let before = busy.acknowledged.load(Ordering::SeqCst);
            let [copy, file] = ["copy", "db"].map(|ending| folder.join(format!("copy-{number}.{ending}")));
            let form = copy_into(&database, &copy).await.unwrap();
            open_copy(form, &copy, &file, database.now()).await.unwrap();
            let (clock, _) = Clock::manual(database.now());
            let copy = Database::open_as_it_is(&DatabaseLocation::File(file), clock).await.unwrap();
            assert_eq!(copy.store(), database.store());
            let whole = log::verify(&copy, school, &[]).await.unwrap().unwrap();
            assert!(whole.entries >= before, "{} of {before}", whole.entries);
            copy.close().await;
            ends.push(whole.entries);
        }
        assert!(ends.windows(2).all(|two| two[0] < two[1]), "people did go on working: {ends:?}");
    })
    .await;
}

#[tokio::test]
async fn a_copy_replaces_nothing_and_one_that_finds_no_folder_says_so() {
    each_engine(|database| async move {
        let folder = Folder::fresh();
        let taken = folder.join("taken.db");
        std::fs::write(&taken, "a letter to the parents").unwrap();
        assert!(matches!(copy_into(&database, &taken).await, Err(CopyError::Other(_) | CopyError::Damaged)));
        assert_eq!(std::fs::read_to_string(&taken).unwrap(), "a letter to the parents");
        assert!(matches!(copy_into(&database, &folder.join("gone/copy.db")).await, Err(CopyError::Other(_))));
    })
    .await;
}
