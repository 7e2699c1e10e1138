#![allow(clippy::unwrap_used)]

mod bad_restores;
mod bucket;
mod drill;
mod full;
mod killed;
mod links;
mod places;
mod postgres;
mod ransomware;
mod round_trip;

use std::{
    fs,
    path::{Path, PathBuf},
};

use domain::{
    backups::RecoveryKey,
    files::{FileKind, FileName, STORE_MARKER, Sha256, StoredFile},
    people::School,
};
use records::{
    DatabaseLocation, Work, backups, checkpoints,
    signing::SchoolKey,
    testing::{Folder, TestDatabase, school::SmallSchool},
};
use sha2::Digest;

use crate::{
    Address, Asked, BackupError, Chosen, KeyFile, Made, RestoreError, Restored, Source, make, make_key, restore, write_key,
};

/// Records of a teacher.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";
const NEXT_PLAN: &str = "Giáo án tuần 11 · Lớp 4A";

/// The school Hoa Sen on its own disk, with a sheet in an envelope.
struct Kept {
    folder: Folder,
    school: SmallSchool,
    key: SchoolKey,
    recovery: RecoveryKey,
}

fn sha256(bytes: &[u8]) -> Sha256 {
    Sha256::new(sha2::Sha256::digest(bytes).into())
}

/// Bytes as they come from nowhere else.
fn bytes(seed: u8, length: usize) -> Vec<u8> {
    (0..length).map(|at| seed.wrapping_add((at % 251) as u8).wrapping_mul(31)).collect()
}

impl Kept {
    async fn new() -> Self {
        let folder = Folder::fresh();
        let place = DatabaseLocation::File(folder.join("data/hoso.db"));
        Self::over(folder, place).await
    }

    /// With its database at this place, and all else in the folder.
    async fn over(folder: Folder, place: DatabaseLocation) -> Self {
        let data = folder.join("data");
        fs::create_dir_all(data.join("blobs")).unwrap();
        fs::create_dir_all(data.join("signing-keys")).unwrap();
        fs::write(data.join("signing-keys/hoa-sen"), "a secret of the school").unwrap();
        fs::write(data.join("second-factor-key"), "another one").unwrap();
        let database = TestDatabase::open(place).await;
        fs::write(data.join("blobs").join(STORE_MARKER), format!("{}\n", database.store())).unwrap();
        let school = SmallSchool::found(&database).await;
        let (identity, recipient) = make_key();
        write_key(&folder.join("khoa.txt"), &identity, "Hoa Sen", database.store()).unwrap();
        let keep = async move |work: &mut Work| backups::add_key(work, &recipient, &[9; 32]).await;
        let recovery = school.database.write(school.id, None, keep).await.unwrap();
        let key = SchoolKey::of_secret(&[5; 32]);
        Self { folder, school, key, recovery }
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn place(&self) -> PathBuf {
        self.folder.join("o-ngoai/sao-luu")
    }

    fn target(&self) -> PathBuf {
        self.folder.join("data-moi")
    }

    /// Puts a file into the store, as a hand-in does before it is named.
    fn store(&self, name: &str, content: &[u8]) -> StoredFile {
        let file =
            StoredFile { name: FileName::clean(name), size: content.len() as u64, sha256: sha256(content), kind: FileKind::Docx };
        let path = self.blob(content);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        file
    }

    fn blob(&self, content: &[u8]) -> PathBuf {
        self.data().join("blobs").join(sha256(content).place())
    }

    /// Cô Hoa hands in a record with these contents.
    async fn hands_in(&self, title: &str, contents: &[Vec<u8>]) {
        let files = contents.iter().enumerate().map(|(at, content)| self.store(&format!("Tệp {at}.docx"), content)).collect();
        let mut form = self.school.form(self.school.record(title).await.id);
        form.files = files;
        self.school.send(self.school.hoa, form).await.unwrap();
    }

    async fn sign(&self) {
        let key = self.key.clone();
        let sign = async move |work: &mut Work| checkpoints::make(work, &key).await;
        self.school.database.write_quietly(self.school.id, None, sign).await.unwrap();
    }

    async fn make(&self, may_begin: bool) -> Result<Made, BackupError> {
        self.make_in(&self.place(), may_begin).await
    }

    async fn make_in(&self, place: &Path, may_begin: bool) -> Result<Made, BackupError> {
        self.make_at(&Address::from(place), may_begin).await
    }

    async fn make_at(&self, place: &Address, may_begin: bool) -> Result<Made, BackupError> {
        self.sign().await;
        let school = School { id: self.school.id, name: "Hoa Sen".to_owned() };
        let source = Source {
            database: &self.school.database,
            school: &school,
            data: &self.data(),
            beside: &["signing-keys", "second-factor-key"],
            key: &self.key,
            recovery: &self.recovery,
            program: "0.1.0",
        };
        make(&source, place, may_begin).await
    }

    async fn restore(&self) -> Result<Restored, RestoreError> {
        self.restore_number(None).await
    }

    async fn restore_number(&self, number: Option<u64>) -> Result<Restored, RestoreError> {
        self.restore_from(&Address::from(&*self.place()), number).await
    }

    async fn restore_from(&self, place: &Address, number: Option<u64>) -> Result<Restored, RestoreError> {
        let (key, into) = (KeyFile::read(&self.folder.join("khoa.txt")).unwrap(), self.target());
        restore(&Asked { backup: Chosen { place, key: &key, number, even_incomplete: false }, into: &into, server: None }).await
    }

    /// Nothing of a restore that was refused may be left beside the data either.
    fn assert_untouched(&self) {
        assert!(!self.target().exists());
        let names: Vec<String> =
            fs::read_dir(&*self.folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        assert!(names.iter().all(|name| !name.starts_with(".hoso-restore")), "{names:?}");
    }
}

fn list(place: &Path, read: bool) -> Result<Vec<crate::Listed>, crate::PlaceError> {
    crate::list(&Address::from(place), read)
}

/// Every file under a folder, with its bytes.
fn tree(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(tree(&path));
        } else {
            files.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    files.sort();
    files
}
