//! "/healthz", for whoever looks after the server.

use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant, SystemTime},
};

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

#[tokio::test]
async fn whoever_looks_after_the_data_reads_on_every_page_what_is_wrong() {
    let app = TestApp::demo().await;
    let (teacher, management, principal) = (app.as_teacher().await, app.as_management().await, app.as_principal().await);
    let (blobs, aside) = (app.folder.path().join("blobs"), app.folder.path().join("aside"));
    fs::rename(&blobs, &aside).unwrap();
    assert!(reason(&app).await.contains("Không thấy dấu của kho tệp"));
    for (told, page) in [(&management, "/can-bo"), (&principal, "/bang-theo-doi")] {
        told.get(page).await.says("Không thấy dấu của kho tệp").says("Báo ngay người giữ máy chủ");
    }
    assert!(!teacher.get("/viec-cua-toi").await.words().contains("kho tệp"));

    fs::rename(&aside, &blobs).unwrap();
    fs::remove_file(app.folder.path().join("hoso.db-wal")).unwrap();
    after_a_while().await;
    assert!(reason(&app).await.contains("Không ghi được vào cơ sở dữ liệu"));
    let page = principal.get("/bang-theo-doi").await;
    assert!(
        page.says("Không ghi được vào cơ sở dữ liệu").words().find("dấu của kho tệp").is_none(),
        "what is mended is told no longer"
    );
}

/// The last answer of "/healthz" is not repeated any more.
async fn after_a_while() {
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(11)).await;
    tokio::time::resume();
}

#[tokio::test]
async fn a_store_whose_disk_hangs_is_not_waited_for() {
    let app = TestApp::demo().await;
    let marker = app.folder.path().join("blobs/hoso-blobs");
    let ours = fs::read(&marker).unwrap();
    fs::remove_file(&marker).unwrap();
    // Whoever reads a pipe waits until somebody writes.
    assert!(Command::new("mkfifo").arg(&marker).status().unwrap().success());
    let since = Instant::now();
    let (one, other) = tokio::join!(reason(&app), reason(&app));
    assert!(one.contains("Kho tệp không trả lời kịp") && one == other, "{one}");
    assert!(since.elapsed() < Duration::from_secs(9), "{:?}", since.elapsed());

    fs::write(&marker, &ours).unwrap();
    fs::remove_file(&marker).unwrap();
    fs::write(&marker, &ours).unwrap();
    after_a_while().await;
    assert_eq!(app.anonymous().get("/healthz").await.status, 200);
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
