//! What is no change and stands in the log all the same; and that the log tells whatever happened.

use domain::{
    attachments::Attachment,
    backups::{BackupCounts, BackupOutcome},
    ids::Id,
    log::{LogFilter, Wanted, told, wanted},
    permissions::LogScope,
};

use super::*;
use crate::{
    backups::{self, Drilled, Tried},
    log,
    views::{self, View},
    work::Work,
};

/// Somebody opens a version, takes a file away, and signs out; somebody else could not sign in.
pub(super) async fn looks(work: &mut Work, by: PersonId, other: PersonId) -> Result<(), Error> {
    let facts = FactStore::default().facts(work).await?;
    let last = |one: &Obligation| one.handed_in.as_ref().filter(|last| last.last_by != by).map(|last| last.submission);
    let submission = facts.obligations.iter().find_map(last).unwrap();
    let file = submissions::one(work, submission).await?.files[0].sha256;
    let beside = View::Attached(Attachment::Evidence(Id::new(Uuid::nil())), None, file);
    views::note(work, &[View::Version(submission), View::File(submission, file), beside]).await?;
    accounts::note_failed_sign_in(work, other, 3);
    accounts::note_wrong_code(work, other, 1);
    accounts::note_sign_out(work, by);
    Ok(())
}

/// The server's console makes a recovery key, a backup, and tries to restore it.
pub(super) async fn backs_up(work: &mut Work) -> Result<(), Error> {
    let (now, place) = (work.now, "/mnt/sao-luu".to_owned());
    backups::add_key(work, "age1hoa", &[7; 32]).await?;
    let (outcome, counts, fault) = (BackupOutcome::Good, BackupCounts::default(), String::new());
    backups::note(work, Tried { begun_at: now, place: place.clone(), outcome, counts, fault }).await?;
    backups::note_drill(work, Drilled { place, backup_at: now, files: 7, seconds: 40 }).await.map(drop)
}

/// Every entry of the log is a line in words, without a number that only a database knows.
pub(super) async fn all_is_told(work: &mut Work) -> Result<(), Error> {
    let facts = FactStore::default().facts(work).await?;
    let principal = facts.actor(Id::new(Uuid::nil()), work.now);
    let all = wanted(&facts, &principal, LogScope::School, &LogFilter::default());
    // And what only those hear of whom it names.
    let all = Wanted { secrets_by: None, ..all };
    let entries = log::page(work, &all, i64::MAX).await?;
    let titles = log::titles(work, &facts, &entries).await?;
    assert!(entries.len() > EventKind::ALL.len());
    for entry in &entries {
        let line = told(&facts, entry, &titles);
        let words = [Some(line.what), line.before, line.after].into_iter().flatten().collect::<Vec<_>>().join(" / ");
        assert!(!words.contains("chưa biết cách đọc"), "{entry:?}: {words}");
        assert!(!words.split([' ', ',', '.']).any(|word| Uuid::try_parse(word).is_ok()), "{words}");
        assert!(!words.contains("  ") && !words.ends_with(' '), "“{words}”");
    }
    Ok(())
}
