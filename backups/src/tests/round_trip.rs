//! A backup that comes back, and what it costs the second time.

use std::fs;

use domain::backups::BackupOutcome;
use records::{Clock, Database, DatabaseLocation, schools};

use super::*;
use crate::{LabelFault, Whole};

#[tokio::test]
async fn what_was_backed_up_comes_back_file_by_file_and_entry_by_entry() {
    let kept = Kept::new().await;
    // Files of every size around the chunks of the format, and one that is empty.
    let contents: Vec<_> = [0, 1, 65_535, 65_536, 65_537, 700_000].iter().zip(1..).map(|(size, seed)| bytes(seed, *size)).collect();
    kept.hands_in(PLAN, &contents).await;
    let made = kept.make(true).await.unwrap();
    assert_eq!((made.outcome(), made.fault()), (BackupOutcome::Good, String::new()));
    assert_eq!((made.counts.files, made.counts.sent_files, made.counts.lacking), (6, 6, 0));
    let listed = list(&kept.place(), true).unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].label, Ok((made.label.clone(), Whole::Yes { read: true })));

    let restored = kept.restore().await.unwrap();
    assert_eq!((restored.school.as_str(), restored.files, restored.lacking.len()), ("Hoa Sen", 6, 0));
    assert_eq!(restored.log.map(|log| log.entries as u64), Some(made.label.entries));
    for content in &contents {
        let again = kept.target().join("blobs").join(sha256(content).place());
        assert_eq!(&fs::read(again).unwrap(), content);
    }
    assert_eq!(fs::read_to_string(kept.target().join("signing-keys/hoa-sen")).unwrap(), "a secret of the school");
    assert_eq!(fs::read_to_string(kept.target().join("second-factor-key")).unwrap(), "another one");
    let file = kept.target().join("hoso.db");
    assert!(!file.with_extension("db-wal").exists(), "all of it is in the one file");
    let (clock, _) = Clock::manual(kept.school.database.now());
    let database = Database::open_as_it_is(&DatabaseLocation::File(file), clock).await.unwrap();
    assert_eq!(database.store(), kept.school.database.store());
    assert_eq!(schools::all(&database).await.unwrap(), schools::all(&kept.school.database).await.unwrap());
    database.close().await;
    let left = ["copy", "back", "back.db"].map(|name| kept.data().join("backup-scratch").join(name).exists());
    assert_eq!(left, [false; 3], "nothing unlocked is left");
}

#[tokio::test]
async fn nothing_in_the_place_can_be_read_without_the_key() {
    let kept = Kept::new().await;
    let content = b"Nguyen Thi Hoa, giao an cua lop 4A, rat rieng tu".repeat(40);
    kept.hands_in(PLAN, std::slice::from_ref(&content)).await;
    kept.make(true).await.unwrap();
    let telling = ["rat rieng tu", "Hoa Sen", "Nguyễn", "SQLite format 3", "a secret of the school", "Giáo án"];
    for (path, held) in tree(&kept.place()) {
        for words in telling {
            let is_there = held.windows(words.len()).any(|window| window == words.as_bytes());
            assert!(!is_there, "{words} stands in {}", path.display());
        }
        assert!(!path.to_string_lossy().contains(&sha256(&content).to_string()), "a name tells what is inside");
        assert!(!String::from_utf8_lossy(&held).contains(&sha256(&content).to_string()), "a label tells what is inside");
    }
}

#[tokio::test]
async fn a_second_backup_sends_only_what_is_new_and_the_first_one_still_restores() {
    let kept = Kept::new().await;
    kept.hands_in(PLAN, &[bytes(1, 5_000), bytes(2, 6_000)]).await;
    let first = kept.make(true).await.unwrap();
    kept.hands_in(NEXT_PLAN, &[bytes(3, 7_000)]).await;
    let second = kept.make(false).await.unwrap();
    assert_eq!((first.counts.sent_files, second.counts.sent_files, second.counts.files), (2, 1, 3));
    let third = kept.make(false).await.unwrap();
    assert_eq!((third.counts.sent_files, third.counts.files, third.label.number), (0, 3, 3));
    assert_eq!(kept.restore_number(Some(1)).await.unwrap().files, 2);
    fs::remove_dir_all(kept.target()).unwrap();
    assert_eq!(kept.restore().await.unwrap().files, 3);
}

#[tokio::test]
async fn a_lost_envelope_is_followed_by_another_one_and_everything_is_sent_again() {
    let mut kept = Kept::new().await;
    kept.hands_in(PLAN, &[bytes(1, 5_000)]).await;
    kept.make(true).await.unwrap();
    let (identity, recipient) = make_key();
    fs::remove_file(kept.folder.join("khoa.txt")).unwrap();
    write_key(&kept.folder.join("khoa.txt"), &identity, "Hoa Sen", kept.school.database.store()).unwrap();
    kept.recovery = RecoveryKey { number: 2, recipient, ..kept.recovery.clone() };
    assert!(kept.restore().await.is_err_and(|error| matches!(error, RestoreError::WrongKey)));
    kept.assert_untouched();
    assert_eq!(kept.make(false).await.unwrap().counts.sent_files, 1);
    assert_eq!(kept.restore().await.unwrap().files, 1);
}

#[tokio::test]
async fn a_file_that_the_server_has_lost_is_taken_from_the_place_or_the_backup_says_that_it_lacks_it() {
    let kept = Kept::new().await;
    let (known, new, other) = (bytes(1, 5_000), bytes(2, 6_000), bytes(3, 6_000));
    kept.hands_in(PLAN, std::slice::from_ref(&known)).await;
    kept.make(true).await.unwrap();
    fs::remove_file(kept.blob(&known)).unwrap();
    assert!(kept.make(false).await.unwrap().label.is_good(), "the place has it");

    kept.hands_in(NEXT_PLAN, &[new.clone(), other.clone()]).await;
    fs::write(kept.blob(&new), bytes(9, 6_000)).unwrap();
    let made = kept.make(false).await.unwrap();
    assert_eq!((made.outcome(), made.counts.lacking, made.counts.files), (BackupOutcome::Incomplete, 1, 2));
    assert_eq!(made.fault(), "Máy chủ đã mất 1 tệp. Chạy hoso verify để biết rõ.");
    assert!(matches!(kept.restore().await, Err(RestoreError::Incomplete { lacking: 1, log_is_whole: true })));
    kept.assert_untouched();
    let (key, place, into) = (KeyFile::read(&kept.folder.join("khoa.txt")).unwrap(), kept.place(), kept.target());
    let backup = Chosen { place: &Address::from(&*place), key: &key, number: None, even_incomplete: true };
    let restored = restore(&Asked { backup, into: &into, server: None }).await.unwrap();
    assert_eq!(restored.lacking, [sha256(&new)]);

    // Handed in once more, it is whole again, and so is the next backup.
    fs::write(kept.blob(&new), &new).unwrap();
    assert!(kept.make(false).await.unwrap().label.is_good());
}

#[tokio::test]
async fn an_object_that_was_spoiled_in_the_place_is_found_and_sent_again() {
    let kept = Kept::new().await;
    kept.hands_in(PLAN, &[bytes(1, 5_000)]).await;
    let first = kept.make(true).await.unwrap();
    let object = kept.place().join("objects").join(first.label.files[0].object.sha256.place());
    let mut spoiled = fs::read(&object).unwrap();
    *spoiled.last_mut().unwrap() ^= 1;
    fs::write(&object, spoiled).unwrap();
    assert_eq!(list(&kept.place(), false).unwrap()[0].label.as_ref().unwrap().1, Whole::Yes { read: false });
    assert_eq!(list(&kept.place(), true).unwrap()[0].label.as_ref().unwrap().1, Whole::Damaged(1));
    assert_eq!(kept.make(false).await.unwrap().counts.sent_files, 1);
    assert_eq!(kept.restore().await.unwrap().files, 1);
    let newest = list(&kept.place(), true).unwrap();
    assert_eq!(newest[0].label.as_ref().unwrap().1, Whole::Yes { read: true });
    assert_eq!(newest[1].label.as_ref().unwrap().1, Whole::Missing(1));
}

#[tokio::test]
async fn a_label_that_somebody_changed_is_listed_as_changed() {
    let kept = Kept::new().await;
    kept.make(true).await.unwrap();
    let path = kept.place().join("backups/00000001.hoso");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"lacking\":0", "\"lacking\":1")).unwrap();
    let listed = list(&kept.place(), false).unwrap();
    assert_eq!(listed[0].label, Err(LabelFault::NotSigned));
}
