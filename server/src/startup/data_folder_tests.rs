#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;

#[test]
fn a_second_process_is_refused_and_may_come_when_the_first_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let first = DataFolder::take(folder.path()).unwrap();
    assert!(is_taken(folder.path()));
    let refusal = DataFolder::take(folder.path()).unwrap_err();
    assert!(refusal.to_string().contains("đang được một chương trình khác dùng"), "{refusal}");
    drop(first);
    assert!(!is_taken(folder.path()));
    DataFolder::take(folder.path()).unwrap();
}

#[test]
fn each_fault_of_the_disk_says_what_to_do() {
    let words = |code: i32| FolderError::of(Path::new("/srv/hoso"), io::Error::from_raw_os_error(code)).to_string();
    for (code, why, what) in [
        (libc::ENOSPC, "đã đầy", "rồi chạy lại"),
        (libc::EDQUOT, "đã đầy", "rồi chạy lại"),
        (libc::EROFS, "chỉ đọc", "mount -o remount,rw"),
        (libc::EACCES, "không có quyền ghi", "chown -R"),
        (libc::EIO, "không dùng được", "Xem lại"),
    ] {
        let words = words(code);
        assert!(words.contains("/srv/hoso") && words.contains(why) && words.contains(what), "{words}");
    }
}

/// Nothing can be written over it, whoever runs the test: root may write every file.
#[test]
fn a_log_of_the_database_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("hoso.db-wal")).unwrap();
    let refusal = DataFolder::take(folder.path()).unwrap_err();
    assert!(refusal.to_string().contains("hoso.db-wal"), "{refusal}");
    assert!(!folder.path().join("hoso.db").exists(), "nothing was opened or made");
    drop(folder);

    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("hoso.db-wal");
    fs::write(&log, b"").unwrap();
    fs::set_permissions(&log, PermissionsExt::from_mode(0o400)).unwrap();
    let is_root = File::options().write(true).open(&log).is_ok();
    match DataFolder::take(folder.path()) {
        Ok(_) => assert!(is_root, "only root writes what is read-only"),
        Err(refusal) => assert!(refusal.to_string().contains("hoso.db-wal") && refusal.to_string().contains("chmod"), "{refusal}"),
    }
}

#[test]
fn a_file_in_the_place_of_the_folder_is_named_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("data");
    fs::write(&file, b"").unwrap();
    for path in [file.clone(), file.join("inside")] {
        let refusal = DataFolder::take(&path).unwrap_err().to_string();
        assert!(refusal.contains("không phải thư mục") && refusal.contains("--data"), "{refusal}");
    }
}
