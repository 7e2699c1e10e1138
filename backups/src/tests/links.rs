//! Whoever brings a disk may have put anything on it: nothing leads out of it, and nothing is waited for that never ends.

use std::{os::unix::fs::symlink, process::Command};

use super::*;
use crate::PlaceError;

#[tokio::test]
async fn a_link_within_the_place_leads_nobody_out_of_it() {
    let kept = Kept::new().await;
    kept.hands_in(PLAN, &[bytes(1, 5_000)]).await;
    kept.make(true).await.unwrap();
    let home = kept.folder.join("nha-cua-ai-do");
    fs::create_dir_all(&home).unwrap();
    fs::write(home.join("thu.txt"), "a letter").unwrap();
    for part in ["tmp", "objects", "backups", "damaged", "lock", "hoso-backups"] {
        let (path, away) = (kept.place().join(part), kept.folder.join("away"));
        let was_there = fs::rename(&path, &away).is_ok();
        symlink(&home, &path).unwrap();
        assert!(matches!(kept.make(false).await, Err(BackupError::Place(PlaceError::Linked(_)))), "{part}");
        assert!(matches!(kept.restore().await, Err(RestoreError::Place(PlaceError::Linked(_)))), "{part}");
        assert_eq!(fs::read_to_string(home.join("thu.txt")).unwrap(), "a letter", "{part}");
        assert_eq!(fs::read_dir(&home).unwrap().count(), 1, "{part}");
        fs::remove_file(&path).unwrap();
        if was_there {
            fs::rename(&away, &path).unwrap();
        }
    }
    kept.make(false).await.unwrap();
}

#[tokio::test]
async fn a_link_or_a_pipe_in_the_stead_of_an_object_is_set_aside_and_sent_again() {
    let kept = Kept::new().await;
    kept.hands_in(PLAN, &[bytes(1, 5_000)]).await;
    let first = kept.make(true).await.unwrap();
    let object = kept.place().join("objects").join(first.label.files[0].object.sha256.place());
    fs::remove_file(&object).unwrap();
    symlink("/dev/zero", &object).unwrap();
    assert!(matches!(kept.restore().await, Err(RestoreError::Damaged(_))));
    let second = kept.make(false).await.unwrap();
    assert_eq!(second.counts.sent_files, 1);
    let object = kept.place().join("objects").join(second.label.files[0].object.sha256.place());
    fs::remove_file(&object).unwrap();
    assert!(Command::new("mkfifo").arg(&object).status().unwrap().success());
    assert!(matches!(kept.restore().await, Err(RestoreError::Damaged(_))));
    assert_eq!(kept.make(false).await.unwrap().counts.sent_files, 1);
    assert_eq!(kept.restore().await.unwrap().files, 1);
    // Nor is a label read that is none.
    symlink("/dev/zero", kept.place().join("backups/00000009.hoso")).unwrap();
    assert_eq!(list(&kept.place(), false).unwrap()[0].label, Err(crate::LabelFault::Damaged));
}

#[tokio::test]
async fn folders_where_files_should_be_stand_in_nobodys_way() {
    let kept = Kept::new().await;
    kept.make(true).await.unwrap();
    fs::create_dir_all(kept.place().join("tmp/of-another-program/inside")).unwrap();
    fs::create_dir_all(kept.data().join("backup-scratch/copy")).unwrap();
    kept.make(false).await.unwrap();
    assert_eq!(fs::read_dir(kept.place().join("tmp")).unwrap().count(), 0);
}

#[tokio::test]
async fn a_place_whose_begin_was_killed_is_begun_again() {
    let kept = Kept::new().await;
    fs::create_dir_all(kept.place()).unwrap();
    fs::write(kept.place().join(".hoso-begins-x1y2z3"), "hoso back").unwrap();
    kept.make(true).await.unwrap();
    assert!(!kept.place().join(".hoso-begins-x1y2z3").exists());
}

#[tokio::test]
async fn what_is_unlocked_never_lies_beside_what_is_locked_and_a_link_hides_no_place_in_the_data() {
    let kept = Kept::new().await;
    kept.make(true).await.unwrap();
    let (key, place) = (KeyFile::read(&kept.folder.join("khoa.txt")).unwrap(), kept.place());
    let backup = Chosen { place: &Address::from(&*place), key: &key, number: None, even_incomplete: false };
    let refused = restore(&Asked { backup, into: &place.join("khoi-phuc"), server: None }).await;
    assert!(matches!(refused, Err(RestoreError::IntoPlace(_))));
    assert!(!place.join("khoi-phuc").exists());
    symlink(kept.data(), kept.folder.join("lien-ket")).unwrap();
    let inside = kept.folder.join("lien-ket/chua-co/sao-luu");
    assert!(matches!(kept.make_in(&inside, true).await, Err(BackupError::Place(PlaceError::InsideData(_)))));
    assert!(!kept.data().join("chua-co").exists());
}
