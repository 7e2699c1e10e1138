//! Disks that are full: that of the place, that of the data, and that to which something is restored.

use std::{io::Write, process::Command};

use super::*;
use crate::PlaceError;

/// A small disk of its own, in memory.
struct Disk {
    at: PathBuf,
}

impl Disk {
    /// Nothing where this machine does not let one mount: that is said past the harness.
    fn mount(at: PathBuf, kilobytes: u32) -> Option<Self> {
        fs::create_dir_all(&at).unwrap();
        let size = format!("size={kilobytes}k,mode=0700");
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&at).output();
        if mount.is_ok_and(|mount| mount.status.success()) {
            return Some(Self { at });
        }
        let _ = writeln!(std::io::stderr(), "\n*** FULL DISKS ARE SKIPPED: only root mounts a small disk ***\n");
        None
    }

    /// Leaves so much room, and no more.
    fn fill(&self, but: usize) {
        let mut file = fs::File::create(self.at.join("phim.mp4")).unwrap();
        while file.write_all(&[7; 4096]).is_ok() {}
        let length = file.metadata().unwrap().len();
        file.set_len(length.saturating_sub(but as u64)).unwrap();
    }

    fn empty(&self) {
        fs::remove_file(self.at.join("phim.mp4")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.at).status();
    }
}

#[tokio::test]
async fn a_full_place_is_told_at_whichever_byte_it_is_full_and_the_last_good_one_stands() {
    let kept = Kept::new().await;
    kept.hands_in(PLAN, &[bytes(1, 50_000)]).await;
    let Some(disk) = Disk::mount(kept.folder.join("o-ngoai"), 16_384) else { return };
    fs::create_dir(kept.place()).unwrap();
    let database = kept.make(true).await.unwrap().label.database.size as usize;
    kept.hands_in(NEXT_PLAN, &[bytes(2, 300_000)]).await;
    let before = list(&kept.place(), true).unwrap().len();
    // No byte at all, some of the database, all of it and some of the file.
    for room in [0, 40_000, database / 2, database + 150_000] {
        disk.fill(room);
        match kept.make(false).await {
            Err(BackupError::Place(PlaceError::Full(_))) => {}
            other => panic!("{room}: {other:?}"),
        }
        assert_eq!(list(&kept.place(), true).unwrap().len(), before, "{room}");
        assert_eq!(kept.restore().await.unwrap().files, 1, "{room}");
        fs::remove_dir_all(kept.target()).unwrap();
        disk.empty();
    }
    let made = kept.make(false).await.unwrap();
    assert_eq!((made.label.number, made.counts.files), (2, 2));
    assert_eq!(kept.restore().await.unwrap().files, 2);
}

#[tokio::test]
async fn a_full_disk_of_the_server_is_told_and_nothing_stays_there() {
    let kept = Kept::new().await;
    kept.hands_in(PLAN, &[bytes(1, 50_000)]).await;
    kept.make(true).await.unwrap();
    let Some(disk) = Disk::mount(kept.data().join("backup-scratch"), 2_048) else { return };
    for room in [0, 100_000] {
        let _ = fs::remove_file(disk.at.join("lock"));
        disk.fill(room);
        // The film is no part of what a backup lays aside, but lies where only that lies: it is taken for a leftover.
        fs::rename(disk.at.join("phim.mp4"), disk.at.join("lock")).unwrap();
        let refused = kept.make(false).await;
        assert!(matches!(refused, Err(BackupError::ScratchFull(_))), "{room}: {refused:?}");
        assert_eq!(fs::read_dir(&disk.at).unwrap().count(), 1, "{room}");
    }
    drop(disk);
    kept.make(false).await.unwrap();
}

/// Its copy is an export, and beside that a file of SQLite is made to prove it: at whichever of them the disk is full, it is said so.
#[tokio::test]
async fn a_full_disk_beside_postgresql_is_told_wherever_in_the_proof_it_is_full() {
    records::testing::on_server(async |place| {
        let kept = Kept::over(Folder::fresh(), place).await;
        kept.hands_in(PLAN, &[bytes(1, 50_000)]).await;
        kept.make(true).await.unwrap();
        let mut export = Vec::new();
        records::moving::export_beside(&kept.school.database, &mut export).await.unwrap();
        if let Some(disk) = Disk::mount(kept.data().join("backup-scratch"), 16_384) {
            for room in [0, export.len() / 2, export.len() + 150_000] {
                let _ = fs::remove_file(disk.at.join("lock"));
                disk.fill(room);
                fs::rename(disk.at.join("phim.mp4"), disk.at.join("lock")).unwrap();
                let refused = kept.make(false).await;
                assert!(matches!(refused, Err(BackupError::ScratchFull(_))), "{room}: {refused:?}");
            }
        }
        kept.make(false).await.unwrap();
        kept.school.database.close().await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_restore_onto_a_full_disk_is_told_and_leaves_nothing() {
    let kept = Kept::new().await;
    kept.hands_in(PLAN, &[bytes(1, 900_000)]).await;
    kept.make(true).await.unwrap();
    let Some(disk) = Disk::mount(kept.folder.join("o-nho"), 8_192) else { return };
    let (key, place, into) = (KeyFile::read(&kept.folder.join("khoa.txt")).unwrap(), kept.place(), disk.at.join("data-moi"));
    let asked = Asked {
        backup: Chosen { place: &Address::from(&*place), key: &key, number: None, even_incomplete: false },
        into: &into,
        server: None,
    };
    disk.fill(100_000);
    let refused = restore(&asked).await;
    assert!(matches!(refused, Err(RestoreError::Full(_))), "{refused:?}");
    assert_eq!(fs::read_dir(&disk.at).unwrap().count(), 1, "the film and nothing of the restore");
    disk.empty();
    assert_eq!(restore(&asked).await.unwrap().files, 1);
}
