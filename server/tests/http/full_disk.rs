//! A disk without room, and one that turned read-only: whoever reads goes on, and whoever writes hears why not.

use std::{
    fs,
    time::{Duration, Instant},
};

use uuid::Uuid;

use crate::support::{Mounted, Multipart, TestApp, User, WORD, fill, folder, hand_in};

const WEDNESDAY: &str = "2026-11-25T14:20:00+07:00";

/// Somebody who was signed in before the program was started anew, by the cookies of then.
fn still_signed_in(app: &TestApp, before: &str) -> User {
    let user = app.anonymous();
    before.split("; ").for_each(|cookie| user.set_cookie(cookie));
    user
}

#[tokio::test]
async fn on_a_full_disk_everything_can_be_read_and_writing_says_507() {
    let outside = folder();
    // 128 MB of it are never filled with files.
    let Some(_disk) = Mounted::memory(outside.path(), 160) else { return };
    let place = tempfile::tempdir_in(outside.path()).unwrap();
    let app = TestApp::of_data(place, WEDNESDAY).await;
    let teacher = app.as_teacher().await;
    let receipt = app.receipt_of("giaovien").await;
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let upload = teacher.upload(&path, "Kế hoạch tuần.docx", WORD).await.json()["id"].as_str().unwrap().to_owned();
    let cookies = teacher.cookie().unwrap();
    app.state.database.close().await;
    let TestApp { folder: place, state, router, .. } = app;
    drop((teacher, state, router));

    let filler = fill(place.path());
    let app = TestApp::of_data(place, WEDNESDAY).await;
    let teacher = still_signed_in(&app, &cookies);
    // What the start was given back is gone too.
    let rest = fill(app.folder.path());
    for address in ["/viec-cua-toi", "/da-nop", &path, &format!("/bien-nhan/{receipt}"), &format!("/tep/{receipt}/0")] {
        assert_eq!(teacher.get(address).await.status, 200, "{address}");
    }
    let call = hand_in(&path, "", &Uuid::now_v7().to_string(), "Em nộp ạ", &[&upload]);
    assert_eq!(teacher.call(&call).await.refusal().0, 507);
    let page = teacher.get(&path).await;
    let plain = teacher.post_multipart(&path, Multipart::of(&page, "Em nộp ạ", &[])).await;
    assert_eq!(plain.status, 507);
    assert!(plain.words().contains("hết chỗ lưu") && plain.words().contains("Em nộp ạ"), "{}", plain.words());
    assert_eq!(teacher.upload(&path, "Kế hoạch.docx", WORD).await.status, 507);
    let fields = [("username", "hieutruong"), ("password", server::startup::DEMO_PASSWORD)];
    let sign_in = app.anonymous().post_form("/dang-nhap", &fields).await;
    assert_eq!(sign_in.status, 507);
    assert!(sign_in.words().contains("hết chỗ lưu"), "{}", sign_in.words());
    assert_eq!(app.anonymous().get("/healthz").await.status, 503);

    let since = Instant::now();
    fs::remove_file(filler).unwrap();
    fs::remove_file(rest).unwrap();
    let address: String = teacher.call(&call).await.result().unwrap();
    assert!(since.elapsed() < Duration::from_secs(5), "{:?}", since.elapsed());
    assert_eq!(app.receipt(&address).await.files.len(), 1);
    app.state.database.close().await;
}

#[tokio::test]
async fn on_a_disk_that_stays_full_each_further_start_can_be_read_too() {
    let outside = folder();
    let Some(_disk) = Mounted::memory(outside.path(), 160) else { return };
    let mut app = TestApp::of_data(tempfile::tempdir_in(outside.path()).unwrap(), WEDNESDAY).await;
    let teacher = app.as_teacher().await;
    let cookies = teacher.cookie().unwrap();
    drop(teacher);
    for start in 1..=4 {
        app.state.database.close().await;
        let TestApp { folder: place, state, router, .. } = app;
        drop((state, router));
        // Also what the start before was given back, and what it had beside the database.
        fill(place.path());
        app = TestApp::of_data(place, WEDNESDAY).await;
        let teacher = still_signed_in(&app, &cookies);
        assert_eq!(teacher.get("/viec-cua-toi").await.status, 200, "start {start}");
    }
    app.state.database.close().await;
}

#[tokio::test]
async fn a_store_that_turned_read_only_is_told_as_ours_and_the_words_stay() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let page = teacher.get(&path).await;
    let Some(turned) = Mounted::read_only_over(app.folder.path()) else { return };
    for answer in [
        teacher.upload(&path, "Kế hoạch tuần.docx", WORD).await,
        teacher.post_multipart(&path, Multipart::of(&page, "Em nộp ạ", &[("ke-hoach.docx", WORD)])).await,
    ] {
        assert_eq!(answer.status, 503, "{}", answer.html());
        assert!(answer.html().contains("Lỗi ở phía hệ thống"), "{}", answer.html());
    }
    assert_eq!(teacher.get("/viec-cua-toi").await.status, 200);
    let health = app.anonymous().get("/healthz").await;
    assert_eq!(health.status, 503);
    assert!(health.html().contains("Không ghi được vào kho tệp"), "{}", health.html());
    drop(turned);
    assert_eq!(teacher.upload(&path, "Kế hoạch tuần.docx", WORD).await.status, 200);
}

#[tokio::test]
async fn a_start_on_a_read_only_disk_says_so() {
    let app = TestApp::demo().await;
    app.state.database.close().await;
    let TestApp { folder: place, state, router, .. } = app;
    drop((state, router));
    let Some(_turned) = Mounted::read_only_over(place.path()) else { return };
    let mut hoso = std::process::Command::new(env!("CARGO_BIN_EXE_hoso"));
    let ended =
        hoso.args(["--demo", "--clock", WEDNESDAY, "--listen", "127.0.0.1:0", "--data"]).arg(place.path()).output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(!ended.status.success() && said.contains("chỉ đọc") && said.contains("mount -o remount,rw"), "{said}");
}
