#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;

use records::{accounts, demo};
use tempfile::TempDir;

use super::*;
use crate::startup::{Config, data_folder, open};

/// A folder in which a demo was made, and nobody works any more.
async fn demo_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let config = Config {
        data: folder.path().join("old"),
        database_url: None,
        demo: true,
        clock: Some("2026-11-20T16:58:00+07:00".parse().unwrap()),
        https: false,
        proxies: Vec::new(),
        program: std::env::current_exe().unwrap(),
        office: None,
        backup_to: None,
        clamd: None,
    };
    let state = open(&config).await.unwrap();
    let (school, key) = (demo::exists(&state.database).await.unwrap(), state.database.store());
    assert!(school.is_some() && !key.is_nil());
    state.database.close().await;
    drop(state);
    // On a busy machine what it had begun ends a little later.
    while data_folder::is_taken(&config.data) {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

#[tokio::test]
async fn a_school_moves_into_another_folder_and_is_told_which_files_are_not_there_yet() {
    let folder = demo_folder().await;
    let [old, new, file] = ["old", "new", "truong.hoso"].map(|name| folder.path().join(name));
    let told = export(&file, &old, None).await.unwrap();
    assert!(told.contains("Mã kiểm tra: ") && told.contains("giữ kín"), "{told}");
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::MetadataExt::mode(&fs::metadata(&file).unwrap()) & 0o777, 0o600, "for nobody else");
    assert!(matches!(export(&file, &old, None).await, Err(NotMoved::FileIsThere(_))));
    let told = import(&file, &new, None).await.unwrap();
    let code = moving::look(&mut BufReader::new(File::open(&file).unwrap())).unwrap().whole.to_string();
    assert_eq!(told.matches(&code).count(), 2, "{told}");
    assert!(told.contains("nhật ký liền mạch") && told.contains("CÒN THIẾU"), "{told}");
    assert!(matches!(import(&file, &new, None).await, Err(NotMoved::Move(MoveError::NotEmpty(_)))));
    // Into a folder to which the files were copied before.
    let third = folder.path().join("third");
    copy(&old.join("blobs"), &third.join("blobs"));
    let told = import(&file, &third, None).await.unwrap();
    assert!(told.contains("Kho tệp: đủ"), "{told}");
    let database = Database::open_as_it_is(&startup::place(&third, None), Clock::System).await.unwrap();
    let school = demo::exists(&database).await.unwrap().unwrap();
    let people = async |work: &mut records::Work| Ok(accounts::usernames(work).await?.len());
    assert!(database.read(school, None, people).await.unwrap() > 8);
    database.close().await;
}

#[tokio::test]
async fn what_cannot_be_moved_leaves_everything_as_it_was() {
    let folder = demo_folder().await;
    let [old, new, file] = ["old", "new", "truong.hoso"].map(|name| folder.path().join(name));
    assert!(matches!(export(&file, &folder.path().join("nowhere"), None).await, Err(NotMoved::NoDatabase(_))));
    let server = DataFolder::take(&old).unwrap();
    assert!(matches!(export(&file, &old, None).await, Err(NotMoved::Folder(FolderError::InUse { .. }))));
    assert!(!file.exists(), "nothing half done");
    drop(server);
    export(&file, &old, None).await.unwrap();
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    assert!(matches!(import(&file, &new, None).await, Err(NotMoved::Move(MoveError::Truncated))));
    assert!(!new.exists(), "not even a folder");
    fs::write(&file, &whole).unwrap();
    let server = DataFolder::take(&new).unwrap();
    assert!(matches!(import(&file, &new, None).await, Err(NotMoved::Folder(FolderError::InUse { .. }))));
    drop(server);
    // The files of another school lie there.
    fs::create_dir_all(new.join("blobs")).unwrap();
    fs::write(new.join("blobs").join(domain::files::STORE_MARKER), "0f3a5e0e-9a53-4d8e-8d59-0c1f5fb0a001\n").unwrap();
    assert!(matches!(import(&file, &new, None).await, Err(NotMoved::Store(BlobStoreError::OtherStore { .. }))));
    assert!(!new.join("hoso.db").exists());
}
