//! A school on PostgreSQL: its backup is an export in one snapshot, and comes back on either engine.

use std::io::Cursor;

use records::{Clock, Database, backups::CopyForm, moving, testing::on_server};

use super::*;
use crate::{Whole, rehearse};

/// Runs a story of a school on PostgreSQL.
async fn on_postgres(story: impl AsyncFn(Kept)) {
    on_server(async |place| {
        let kept = Kept::over(Folder::fresh(), place).await;
        let database = kept.school.database.clone();
        story(kept).await;
        database.close().await;
        Ok(())
    })
    .await;
}

impl Kept {
    async fn restore_to(&self, server: &DatabaseLocation) -> Result<Restored, RestoreError> {
        let (key, into) = (KeyFile::read(&self.folder.join("khoa.txt")).unwrap(), self.target());
        let place = Address::from(&*self.place());
        let backup = Chosen { place: &place, key: &key, number: None, even_incomplete: false };
        restore(&Asked { backup, into: &into, server: Some(server) }).await
    }

    /// The digest of all that the database holds.
    async fn digest(&self) -> Sha256 {
        moving::export_beside(&self.school.database, &mut std::io::sink()).await.unwrap().whole
    }
}

async fn digest_of(place: &DatabaseLocation) -> Sha256 {
    moving::export(place, &mut std::io::sink()).await.unwrap().whole
}

#[tokio::test]
async fn a_school_on_postgresql_comes_back_in_a_folder_and_in_an_empty_database_with_equal_digests() {
    on_postgres(async |kept: Kept| {
        let contents = [bytes(1, 0), bytes(2, 65_536), bytes(3, 300_000)];
        kept.hands_in(PLAN, &contents).await;
        let made = kept.make(true).await.unwrap();
        // Nothing was written since: the end of the log was signed before.
        let digest = kept.digest().await;
        assert!(made.label.is_good() && made.counts.files == 3, "{:?}", made.counts);
        let listed = list(&kept.place(), true).unwrap();
        assert_eq!(listed[0].label, Ok((made.label.clone(), Whole::Yes { read: true })));
        let left = tree(&kept.data().join("backup-scratch"));
        assert!(left.iter().all(|(path, _)| path.ends_with("lock")), "nothing unlocked is left: {left:?}");

        let key = KeyFile::read(&kept.folder.join("khoa.txt")).unwrap();
        let place = Address::from(&*kept.place());
        let backup = Chosen { place: &place, key: &key, number: None, even_incomplete: false };
        assert_eq!(rehearse(backup, &kept.data()).await.unwrap().label, made.label, "a drill needs no second server");

        let restored = kept.restore().await.unwrap();
        assert_eq!((restored.files, restored.log.map(|log| log.entries as u64)), (3, Some(made.label.entries)));
        assert_eq!(digest_of(&DatabaseLocation::File(kept.target().join("hoso.db"))).await, digest);
        assert!(!kept.target().join("database-export").exists());
        fs::remove_dir_all(kept.target()).unwrap();

        on_server(async |server| {
            let restored = kept.restore_to(&server).await.unwrap();
            assert_eq!(restored.label, made.label);
            assert_eq!(digest_of(&server).await, digest);
            for content in &contents {
                assert_eq!(&fs::read(kept.target().join("blobs").join(sha256(content).place())).unwrap(), content);
            }
            assert!(!kept.target().join("hoso.db").exists(), "the database lies on the server alone");
            let (clock, _) = Clock::manual(kept.school.database.now());
            let database = Database::open_as_it_is(&server, clock).await.unwrap();
            assert_eq!(database.store(), kept.school.database.store());
            database.close().await;
            Ok(())
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_backup_of_sqlite_comes_back_on_postgresql() {
    let kept = Kept::new().await;
    kept.hands_in(PLAN, &[bytes(1, 5_000)]).await;
    kept.make(true).await.unwrap();
    let digest = kept.digest().await;
    on_server(async |server| {
        assert_eq!(kept.restore_to(&server).await.unwrap().files, 1);
        assert_eq!(digest_of(&server).await, digest);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_database_that_somebody_uses_or_that_holds_anything_takes_no_backup_and_stays_as_it_is() {
    on_postgres(async |kept: Kept| {
        kept.hands_in(PLAN, &[bytes(1, 5_000)]).await;
        kept.make(true).await.unwrap();
        // A server works on it: the school's own.
        let refused = kept.restore_to(&kept.school.database.place).await.unwrap_err();
        assert!(matches!(refused, RestoreError::Target(moving::MoveError::Open(records::OpenError::InUse))), "{refused:?}");
        kept.assert_untouched();
        let before = kept.digest().await;
        kept.school.database.close().await;
        let refused = kept.restore_to(&kept.school.database.place).await.unwrap_err();
        assert!(matches!(refused, RestoreError::Target(moving::MoveError::NotEmpty(_))), "{refused:?}");
        assert!(refused.to_string().contains("Chưa có gì bị thay đổi"), "{refused}");
        kept.assert_untouched();
        assert_eq!(digest_of(&kept.school.database.place).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_spoiled_backup_of_postgresql_is_refused_before_any_database_is_touched() {
    on_postgres(async |kept: Kept| {
        kept.hands_in(PLAN, &[bytes(1, 5_000)]).await;
        let made = kept.make(true).await.unwrap();
        on_server(async |server| {
            let object = kept.place().join("objects").join(made.label.database.sha256.place());
            let whole = fs::read(&object).unwrap();
            let mut flipped = whole.clone();
            flipped[whole.len() / 2] ^= 4;
            for spoiled in [flipped, whole[..whole.len() - 1].to_vec(), Vec::new()] {
                fs::write(&object, spoiled).unwrap();
                let refused = kept.restore_to(&server).await.unwrap_err();
                assert!(matches!(refused, RestoreError::Damaged(_)), "{refused:?}");
                kept.assert_untouched();
                let empty = moving::export(&server, &mut Cursor::new(Vec::new())).await;
                assert!(matches!(empty, Err(moving::MoveError::NothingThere)), "no table was made: {empty:?}");
            }
            fs::write(&object, whole).unwrap();
            kept.restore_to(&server).await.unwrap();
            Ok(())
        })
        .await;
    })
    .await;
}

/// A label that the school itself has signed, over a copy of the database that does not fit itself: no program writes that, and none
/// takes it.
#[tokio::test]
async fn an_export_that_does_not_fit_itself_opens_nowhere() {
    on_postgres(async |kept: Kept| {
        let mut export = Vec::new();
        moving::export_beside(&kept.school.database, &mut export).await.unwrap();
        let (copy, into) = (kept.folder.join("copy"), kept.folder.join("copy.db"));
        let cases = [export[..export.len() / 2].to_vec(), [export.as_slice(), b"[]\n"].concat(), b"SQLite format 3".to_vec()];
        for spoiled in cases {
            fs::write(&copy, spoiled).unwrap();
            let opened = backups::open_copy(CopyForm::Export, &copy, &into, kept.school.database.now()).await;
            assert_eq!(opened, Err(backups::CopyError::Damaged));
            assert!(!into.exists());
        }
        fs::write(&copy, export).unwrap();
        backups::open_copy(CopyForm::Export, &copy, &into, kept.school.database.now()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_backup_that_says_nothing_of_its_form_is_one_of_sqlite() {
    let kept = Kept::new().await;
    kept.make(true).await.unwrap();
    assert_eq!(serde_json::from_str::<CopyForm>("\"sqlite\"").unwrap(), CopyForm::default());
    let contents = crate::contents::Contents {
        school: "Hoa Sen".to_owned(),
        head: None,
        database: (sha256(b""), 0),
        form: CopyForm::File,
        files: Vec::new(),
        lacking: Vec::new(),
        beside: Vec::new(),
    };
    let mut written = serde_json::to_value(&contents).unwrap();
    written.as_object_mut().unwrap().remove("form");
    assert_eq!(serde_json::from_value::<crate::contents::Contents>(written).unwrap(), contents);
}
