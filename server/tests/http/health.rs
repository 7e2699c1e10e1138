//! "/healthz", for whoever looks after the server.

use crate::support::TestApp;

#[tokio::test]
async fn all_is_well() {
    let app = TestApp::demo().await;
    let answer = app.anonymous().get("/healthz").await;
    assert_eq!((answer.status, answer.html()), (200, "ok\n"));
}

#[tokio::test]
async fn without_the_files_the_reason_is_told() {
    let app = TestApp::demo().await;
    std::fs::remove_dir_all(app.folder.path().join("blobs")).unwrap();
    let answer = app.anonymous().get("/healthz").await;
    assert_eq!(answer.status, 503);
    // In Vietnamese, and with the folder's name for the one who has to look.
    assert!(answer.html().contains("blobs") && answer.html().contains("thư mục"), "{}", answer.html());
    // Pages that need no file go on.
    assert_eq!(app.as_teacher().await.get("/viec-cua-toi").await.status, 200);
}
