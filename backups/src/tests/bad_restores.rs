//! Each restore from something that is no good is refused before anything is touched.

use std::fs;

use super::*;
use crate::LabelFault;

/// A school with one backup; each case spoils a copy of the place.
struct Spoilt {
    kept: Kept,
    made: Made,
    copies: std::cell::Cell<usize>,
}

impl Spoilt {
    async fn new() -> Self {
        let kept = Kept::new().await;
        kept.hands_in(PLAN, &[bytes(1, 200_000)]).await;
        let made = kept.make(true).await.unwrap();
        Self { kept, made, copies: std::cell::Cell::new(0) }
    }

    /// The refusal that follows when a copy of the place was spoiled.
    async fn refused(&self, spoil: impl FnOnce(&Path)) -> RestoreError {
        self.copies.set(self.copies.get() + 1);
        let place = self.kept.folder.join(format!("o-{}", self.copies.get()));
        for (path, held) in tree(&self.kept.place()) {
            let copy = place.join(path.strip_prefix(self.kept.place()).unwrap());
            fs::create_dir_all(copy.parent().unwrap()).unwrap();
            fs::write(copy, held).unwrap();
        }
        spoil(&place);
        let (before, data) = (tree(&place), tree(&self.kept.data()));
        let (key, into) = (KeyFile::read(&self.kept.folder.join("khoa.txt")).unwrap(), self.kept.target());
        let asked = Asked {
            backup: Chosen { place: &Address::from(&*place), key: &key, number: None, even_incomplete: false },
            into: &into,
            server: None,
        };
        let refusal = restore(&asked).await.unwrap_err();
        self.kept.assert_untouched();
        assert!(tree(&self.kept.data()) == data, "the data that people work with are as they were");
        assert!(tree(&place) == before, "and so is the place of backups");
        assert!(!refusal.to_string().is_empty());
        refusal
    }

    /// Of the file, of the database and of the contents.
    fn objects(&self) -> Vec<Sha256> {
        self.made.label.objects().map(|object| object.sha256).collect()
    }

    fn signs(&self, place: &Path, label: &crate::Label, key: &SchoolKey) {
        fs::write(of_label(place), label.write(key).unwrap()).unwrap();
    }
}

fn of_label(place: &Path) -> PathBuf {
    place.join("backups/00000001.hoso")
}

fn of_object(place: &Path, object: Sha256) -> PathBuf {
    place.join("objects").join(object.place())
}

#[tokio::test]
async fn one_that_was_cut_off_or_changed_at_any_place_is_refused() {
    let spoilt = Spoilt::new().await;
    for object in spoilt.objects() {
        // The first byte, one in the head, the middle and the last one.
        for part in 0..4 {
            let spoil = |place: &Path| {
                let path = of_object(place, object);
                let mut held = fs::read(&path).unwrap();
                let at = [0, 60, held.len() / 2, held.len() - 1][part];
                held[at] ^= 1;
                fs::write(path, held).unwrap();
            };
            let refusal = spoilt.refused(spoil).await;
            assert!(matches!(refusal, RestoreError::Damaged(_)), "{part}: {refusal:?}");
        }
        for length in [0, 10, 150, 4000] {
            let spoil = |place: &Path| {
                let held = fs::read(of_object(place, object)).unwrap();
                fs::write(of_object(place, object), &held[..length.min(held.len() - 1)]).unwrap();
            };
            let refusal = spoilt.refused(spoil).await;
            assert!(matches!(refusal, RestoreError::Damaged(_)), "cut to {length}: {refusal:?}");
        }
        let spoil = |place: &Path| {
            let held = [fs::read(of_object(place, object)).unwrap(), b"behind the end".to_vec()].concat();
            fs::write(of_object(place, object), held).unwrap();
        };
        assert!(matches!(spoilt.refused(spoil).await, RestoreError::Damaged(_)));
        let spoil = |place: &Path| fs::remove_file(of_object(place, object)).unwrap();
        assert!(matches!(spoilt.refused(spoil).await, RestoreError::Missing(_)));
    }
}

#[tokio::test]
async fn a_label_that_was_cut_off_or_changed_is_refused() {
    let spoilt = Spoilt::new().await;
    for length in [0, 5, 40, 200, 260] {
        let refusal = spoilt.refused(|place| {
            let held = fs::read(of_label(place)).unwrap();
            fs::write(of_label(place), &held[..length]).unwrap();
        });
        assert!(matches!(refusal.await, RestoreError::Label { fault: LabelFault::Damaged, .. }), "{length}");
    }
    let rewrite = |from: &'static str, to: &'static str| {
        move |place: &Path| {
            let text = fs::read_to_string(of_label(place)).unwrap();
            fs::write(of_label(place), text.replace(from, to)).unwrap();
        }
    };
    let refusal = spoilt.refused(rewrite("\"entries\":", "\"entries\":1")).await;
    assert!(matches!(refusal, RestoreError::Label { fault: LabelFault::NotSigned, .. }));
    let refusal = spoilt.refused(rewrite("hoso backup 1", "hoso backup 2")).await;
    assert!(matches!(refusal, RestoreError::Label { fault: LabelFault::Newer, .. }));
    let renamed = spoilt.refused(|place| fs::rename(of_label(place), place.join("backups/00000009.hoso")).unwrap());
    assert!(matches!(renamed.await, RestoreError::Label { fault: LabelFault::Damaged, .. }));
}

#[tokio::test]
async fn one_of_a_newer_version_or_signed_by_somebody_else_is_refused() {
    let spoilt = Spoilt::new().await;
    let (label, own) = (spoilt.made.label.clone(), spoilt.kept.key.clone());
    let newer = crate::Label { schema: 9999, ..label.clone() };
    let newer = spoilt.refused(|place| spoilt.signs(place, &newer, &own)).await;
    assert!(matches!(newer, RestoreError::NewerSchema { backup: 9999, .. }));
    // Whoever writes to the place can sign with a key of their own, which the school does not know.
    let foreign = spoilt.refused(|place| spoilt.signs(place, &label, &SchoolKey::of_secret(&[6; 32]))).await;
    assert!(matches!(foreign, RestoreError::Inconsistent(_)));
    let counted = crate::Label { entries: 1, ..label.clone() };
    assert!(matches!(spoilt.refused(|place| spoilt.signs(place, &counted, &own)).await, RestoreError::Inconsistent(_)));
    let fewer = crate::Label { files: Vec::new(), ..label.clone() };
    assert!(matches!(spoilt.refused(|place| spoilt.signs(place, &fewer, &own)).await, RestoreError::Inconsistent(_)));
}

#[tokio::test]
async fn a_wrong_key_or_one_of_another_school_is_refused() {
    let spoilt = Spoilt::new().await;
    let (path, store) = (spoilt.kept.folder.join("khoa.txt"), spoilt.kept.school.database.store());
    let sheet = |store| {
        fs::remove_file(&path).unwrap();
        write_key(&path, &make_key().0, "Hoa Mai", store).unwrap();
    };
    sheet(store);
    assert!(matches!(spoilt.refused(|_| {}).await, RestoreError::WrongKey));
    sheet(uuid::Uuid::from_u128(7));
    assert!(matches!(spoilt.refused(|_| {}).await, RestoreError::KeyOfOtherSchool));
    let other = spoilt.refused(|place| {
        fs::write(place.join("hoso-backups"), format!("hoso backups 1 {}\n", uuid::Uuid::from_u128(7))).unwrap();
    });
    assert!(matches!(other.await, RestoreError::Label { fault: LabelFault::OtherSchool, .. }));
}

#[tokio::test]
async fn an_empty_place_one_that_is_gone_and_one_that_is_none_are_refused() {
    let spoilt = Spoilt::new().await;
    let empty = spoilt.refused(|place| fs::remove_file(of_label(place)).unwrap());
    assert!(matches!(empty.await, RestoreError::Empty(_)));
    let gone = spoilt.refused(|place| {
        fs::remove_dir_all(place).unwrap();
        fs::create_dir_all(place).unwrap();
    });
    assert!(matches!(gone.await, RestoreError::Place(crate::PlaceError::NoMarker(_))));
    assert!(matches!(spoilt.kept.restore_number(Some(7)).await, Err(RestoreError::NoSuchBackup(7))));
    fs::remove_dir_all(spoilt.kept.place()).unwrap();
    assert!(matches!(spoilt.kept.restore().await, Err(RestoreError::Place(crate::PlaceError::Gone(_)))));
}

#[tokio::test]
async fn nothing_is_restored_over_anything() {
    let kept = Kept::new().await;
    kept.make(true).await.unwrap();
    fs::create_dir_all(kept.target()).unwrap();
    fs::write(kept.target().join("hoso.db-wal"), "the log of another database").unwrap();
    assert!(matches!(kept.restore().await, Err(RestoreError::StrayLog { .. })));
    fs::rename(kept.target().join("hoso.db-wal"), kept.target().join("thu.txt")).unwrap();
    assert!(matches!(kept.restore().await, Err(RestoreError::NotEmpty(_))));
    assert_eq!(fs::read_dir(kept.target()).unwrap().count(), 1);
    fs::remove_file(kept.target().join("thu.txt")).unwrap();
    kept.restore().await.unwrap();
}

#[test]
fn a_sheet_that_is_typed_in_again_opens_and_a_slip_is_told() {
    let folder = Folder::fresh();
    let (path, typed) = (folder.join("khoa.txt"), folder.join("go-lai.txt"));
    write_key(&path, &make_key().0, "Hoa Sen", uuid::Uuid::from_u128(7)).unwrap();
    let sheet = fs::read_to_string(&path).unwrap();
    let line = sheet.lines().find(|line| line.starts_with("AGE-SECRET-KEY-1")).unwrap();
    // In groups and in small letters, as people type.
    let grouped: String = line
        .to_lowercase()
        .chars()
        .enumerate()
        .map(|(at, letter)| if at % 6 == 5 { format!("{letter} ") } else { letter.into() })
        .collect();
    fs::write(&typed, &grouped).unwrap();
    assert_eq!(KeyFile::read(&typed).unwrap().store, None);
    let slip = if line.ends_with('Q') { "P" } else { "Q" };
    fs::write(&typed, format!("{}{slip}", &line[..line.len() - 1])).unwrap();
    assert!(matches!(KeyFile::read(&typed), Err(crate::KeyFileError::Mistyped(_))));
    fs::write(&typed, "Kính gửi phụ huynh").unwrap();
    assert!(matches!(KeyFile::read(&typed), Err(crate::KeyFileError::NoKey(_))));
    let again = write_key(&path, &make_key().0, "Hoa Sen", uuid::Uuid::from_u128(7));
    assert!(matches!(again, Err(crate::KeyFileError::Taken(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), sheet);
}
