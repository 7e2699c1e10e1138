//! "/healthz", for whoever looks after the server.

use std::{fs, path::Path, time::SystemTime};

use crate::support::TestApp;

#[tokio::test]
async fn all_is_well() {
    let app = TestApp::demo().await;
    let answer = app.anonymous().get("/healthz").await;
    assert_eq!((answer.status, answer.html()), (200, "ok\n"));
}

async fn reason(app: &TestApp) -> String {
    let answer = app.anonymous().get("/healthz").await;
    assert_eq!(answer.status, 503, "{}", answer.html());
    // Anybody may ask, so no folder is named.
    let folder = app.folder.path().to_string_lossy().into_owned();
    assert!(!answer.html().contains(&folder) && !answer.html().contains('/'), "{}", answer.html());
    answer.html().to_owned()
}

#[tokio::test]
async fn without_the_files_the_reason_is_told() {
    let app = TestApp::demo().await;
    fs::remove_dir_all(app.folder.path().join("blobs")).unwrap();
    let reason = reason(&app).await;
    assert!(reason.contains("kho tệp") && reason.contains("thư mục"), "{reason}");
    // Pages that need no file go on.
    assert_eq!(app.as_teacher().await.get("/viec-cua-toi").await.status, 200);
}

#[tokio::test]
async fn a_store_that_cannot_be_written_is_told() {
    let app = TestApp::demo().await;
    let temporary = app.folder.path().join("blobs/tmp");
    fs::remove_dir_all(&temporary).unwrap();
    fs::write(&temporary, b"not a folder").unwrap();
    assert!(reason(&app).await.contains("Không ghi được vào kho tệp"));
}

#[tokio::test]
async fn a_database_that_is_gone_is_told_though_it_can_still_be_read() {
    let app = TestApp::demo().await;
    fs::remove_file(app.folder.path().join("hoso.db")).unwrap();
    assert!(reason(&app).await.contains("Không ghi được vào cơ sở dữ liệu"));
}

/// When anything was last written in this folder.
fn last_write(folder: &Path) -> SystemTime {
    let inside = fs::read_dir(folder).unwrap().map(|entry| fs::metadata(entry.unwrap().path()).unwrap());
    inside.chain([fs::metadata(folder).unwrap()]).map(|found| found.modified().unwrap()).max().unwrap()
}

#[tokio::test]
async fn nobody_makes_the_disk_write_by_asking_again() {
    let app = TestApp::demo().await;
    let folders = [app.folder.path().to_owned(), app.folder.path().join("blobs/tmp")];
    assert_eq!(app.anonymous().get("/healthz").await.status, 200);
    let before = folders.each_ref().map(|folder| last_write(folder));
    for _ in 0..20 {
        assert_eq!(app.anonymous().get("/healthz").await.status, 200);
    }
    assert_eq!(folders.each_ref().map(|folder| last_write(folder)), before);
}
