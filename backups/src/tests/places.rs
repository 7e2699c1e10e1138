//! What can become of the place of backups: it is full, gone, somebody else's, or its clock leaps.

use std::{fs, os::unix::fs::PermissionsExt};

use chrono::TimeDelta;

use super::*;
use crate::PlaceError;

fn may_write(path: &Path, may: bool) {
    fs::set_permissions(path, fs::Permissions::from_mode(if may { 0o700 } else { 0o500 })).unwrap();
}

#[tokio::test]
async fn a_place_is_begun_once_by_somebody_who_says_so_and_never_found_by_itself() {
    let kept = Kept::new().await;
    assert!(matches!(kept.make(false).await, Err(BackupError::Place(PlaceError::Gone(_)))));
    // The disk is not mounted: its folder is there and empty.
    fs::create_dir_all(kept.place()).unwrap();
    assert!(matches!(kept.make(false).await, Err(BackupError::Place(PlaceError::NoMarker(_)))));
    assert_eq!(fs::read_dir(kept.place()).unwrap().count(), 0);
    fs::write(kept.place().join("anh.jpg"), "a picture").unwrap();
    assert!(matches!(kept.make(true).await, Err(BackupError::Place(PlaceError::NotEmpty(_)))));
    fs::remove_file(kept.place().join("anh.jpg")).unwrap();
    kept.make(true).await.unwrap();
    kept.make(false).await.unwrap();
    assert_eq!(kept.make(true).await.unwrap().label.number, 3);

    // Another school's.
    let other = Kept::new().await;
    assert!(matches!(other.make_in(&kept.place(), true).await, Err(BackupError::Place(PlaceError::OtherSchool(_)))));
    assert_eq!(list(&kept.place(), true).unwrap().len(), 3);
    // Within the data, and around them.
    for inside in [kept.data().join("sao-luu"), kept.data(), kept.folder.to_path_buf()] {
        assert!(matches!(kept.make_in(&inside, true).await, Err(BackupError::Place(PlaceError::InsideData(_)))));
    }
}

#[tokio::test]
async fn a_store_of_files_that_is_not_mounted_is_no_backup_without_files() {
    let kept = Kept::new().await;
    kept.make(true).await.unwrap();
    fs::rename(kept.data().join("blobs"), kept.folder.join("blobs-away")).unwrap();
    fs::create_dir_all(kept.data().join("blobs")).unwrap();
    assert!(matches!(kept.make(false).await, Err(BackupError::OtherStore(_))));
    assert_eq!(list(&kept.place(), true).unwrap().len(), 1);
}

#[tokio::test]
async fn a_place_that_vanishes_or_cannot_be_written_leaves_the_last_good_one() {
    let kept = Kept::new().await;
    kept.hands_in(PLAN, &[bytes(1, 5_000)]).await;
    kept.make(true).await.unwrap();
    kept.hands_in(NEXT_PLAN, &[bytes(2, 5_000)]).await;
    fs::rename(kept.place(), kept.folder.join("away")).unwrap();
    assert!(matches!(kept.make(false).await, Err(BackupError::Place(PlaceError::Gone(_)))));
    fs::rename(kept.folder.join("away"), kept.place()).unwrap();
    // Where objects should go, something else stands in the way: so it fails in the middle, also for root.
    fs::rename(kept.place().join("objects"), kept.place().join("objects-away")).unwrap();
    fs::write(kept.place().join("objects"), "in the way").unwrap();
    assert!(matches!(kept.make(false).await, Err(BackupError::Place(PlaceError::Disk { .. }))));
    fs::remove_file(kept.place().join("objects")).unwrap();
    fs::rename(kept.place().join("objects-away"), kept.place().join("objects")).unwrap();
    may_write(&kept.place().join("tmp"), false);
    let refused = kept.make(false).await;
    may_write(&kept.place().join("tmp"), true);
    // Root may write everywhere.
    if !rustix::process::geteuid().is_root() {
        assert!(matches!(refused, Err(BackupError::Place(PlaceError::Disk { .. }))));
    }
    let number = list(&kept.place(), true).unwrap().len();
    assert_eq!(kept.restore_number(Some(1)).await.unwrap().files, 1);
    fs::remove_dir_all(kept.target()).unwrap();
    // And what was cut off is no hindrance to the next one.
    fs::write(kept.place().join("tmp/cut-off"), "half of an object").unwrap();
    kept.make(false).await.unwrap();
    assert!(!kept.place().join("tmp/cut-off").exists());
    assert_eq!(list(&kept.place(), true).unwrap().len(), number + 1);
    assert_eq!(kept.restore().await.unwrap().files, 2);
}

#[tokio::test]
async fn two_at_once_do_not_meet() {
    let kept = Kept::new().await;
    kept.make(true).await.unwrap();
    let reading = crate::place::Place::read(&Address::from(&*kept.place())).unwrap();
    assert!(matches!(kept.make(false).await, Err(BackupError::Place(PlaceError::InUse(_)))));
    drop(reading);
    kept.make(false).await.unwrap();
}

#[tokio::test]
async fn a_look_refuses_no_backup_that_begins_meanwhile() {
    let kept = Kept::new().await;
    kept.make(true).await.unwrap();
    let mut looking = crate::place::Place::read(&Address::from(&*kept.place())).unwrap();
    looking.let_go();
    kept.make(false).await.unwrap();
    assert_eq!(looking.labels().unwrap().len(), 2, "and it sees what has come");
}

#[tokio::test]
async fn a_name_that_somebody_put_among_the_labels_ends_no_numbers_and_is_not_written_over() {
    let kept = Kept::new().await;
    kept.make(true).await.unwrap();
    let labels = kept.place().join("backups");
    let names = ["00000002.hoso", "99999999.hoso", "4294967295.hoso", "18446744073709551615.hoso"];
    for name in names {
        fs::write(labels.join(name), "ai đó").unwrap();
    }
    let numbers = [kept.make(false).await.unwrap(), kept.make(false).await.unwrap()].map(|made| made.label.number);
    assert_eq!(numbers, [3, 4]);
    assert!(names.iter().all(|name| fs::read_to_string(labels.join(name)).unwrap() == "ai đó"));
    assert_eq!(kept.restore_number(Some(4)).await.unwrap().label.number, 4);
}

#[tokio::test]
async fn old_ones_go_by_the_rule_with_what_only_they_needed_and_a_clock_that_leaps_takes_none_of_the_newest() {
    let kept = Kept::new().await;
    kept.hands_in(PLAN, &[bytes(1, 5_000)]).await;
    kept.make(true).await.unwrap();
    let objects = || tree(&kept.place().join("objects")).len();
    assert_eq!(objects(), 3);
    for _ in 0..10 {
        kept.school.database.hand.advance(TimeDelta::hours(1));
        kept.make(false).await.unwrap();
    }
    assert_eq!((list(&kept.place(), false).unwrap().len(), objects()), (11, 1 + 11 * 2));
    // A leap of a hundred years: what is old by it goes, but for the newest ones.
    kept.school.database.hand.advance(TimeDelta::days(36_500));
    let made = kept.make(false).await.unwrap();
    assert_eq!((made.removed, made.label.number), (5, 12));
    let listed = list(&kept.place(), true).unwrap();
    let numbers: Vec<u64> = listed.iter().map(|one| one.label.as_ref().unwrap().0.number).collect();
    assert_eq!(numbers, [12, 11, 10, 9, 8, 7, 6]);
    assert_eq!(objects(), 1 + 7 * 2);
    assert_eq!(kept.restore().await.unwrap().files, 1);
    fs::remove_dir_all(kept.target()).unwrap();
    // One whose label cannot be read may need anything: nothing goes then.
    fs::write(kept.place().join("backups/00000006.hoso"), "torn").unwrap();
    kept.school.database.hand.advance(TimeDelta::days(36_500));
    assert_eq!(kept.make(false).await.unwrap().removed, 0);
    assert_eq!(objects(), 1 + 8 * 2);
}
