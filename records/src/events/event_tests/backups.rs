//! What is known of backups, with facts whose words stay as they are.

use domain::backups::{BackupCounts, BackupOutcome, BackupRun, RecoveryKey, RestoreDrill};
use domain::days::Timestamp;

fn at() -> Timestamp {
    "2026-11-06T01:30:00+07:00".parse().unwrap()
}

pub(super) fn run() -> BackupRun {
    BackupRun {
        number: 3,
        begun_at: at(),
        ended_at: at(),
        place: "/mnt/sao-luu".to_owned(),
        outcome: BackupOutcome::Incomplete,
        counts: BackupCounts { entries: 9, files: 7, bytes: 900, sent_files: 2, sent_bytes: 300, lacking: 1 },
        fault: "Thiếu 1 tệp".to_owned(),
        by: None,
    }
}

pub(super) fn key() -> RecoveryKey {
    RecoveryKey { number: 1, recipient: "age1hoa".to_owned(), tags: [7; 32], made_at: at() }
}

pub(super) fn drill() -> RestoreDrill {
    RestoreDrill { number: 2, at: at(), place: "/mnt/sao-luu".to_owned(), backup_at: at(), files: 7, seconds: 40 }
}
