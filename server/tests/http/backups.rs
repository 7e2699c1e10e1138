//! "/sao-luu": the management team makes backups, the leadership reads how they stand, and both are told of one that is too old.

use backups::Address;
use chrono::TimeDelta;
use records::{Work, backups as known};
use server::{
    backing_up::{BackUp, back_up, the_school},
    backup_watch,
};
use tempfile::TempDir;

use crate::support::TestApp;

#[tokio::test]
async fn backups_are_the_management_teams_to_make_and_the_leaderships_to_read() {
    let app = TestApp::demo().await;
    let (principal, team, teacher) = (app.as_principal().await, app.as_management().await, app.as_teacher().await);
    for user in [&principal, &team] {
        user.get("/sao-luu").await.says("Chưa có bản sao lưu tốt nào").says("Chưa diễn tập khôi phục lần nào").says("Chưa đặt");
    }
    let refused = teacher.get("/sao-luu").await;
    assert_eq!(refused.status, 403);
    refused.says("do tổ quản lý phần mềm và ban giám hiệu xem");
    let asked = team.post_form("/sao-luu", &[]).await;
    assert_eq!(asked.status, 409);
    asked.says("Máy chủ chưa được đặt nơi sao lưu").says("--backup-to");
    let asked = principal.post_form("/sao-luu", &[]).await;
    assert_eq!(asked.status, 403);
    asked.says("Sao lưu là việc của tổ quản lý phần mềm");
}

#[tokio::test]
async fn a_backup_is_told_with_its_age_and_one_that_is_too_old_stands_on_the_dashboard() {
    let (app, disk) = (TestApp::demo().await, TempDir::new().unwrap());
    let school = the_school(&app.state.database).await.unwrap();
    let (_, recipient) = backups::make_key();
    let keep = async move |work: &mut Work| known::add_key(work, &recipient, &[7; 32]).await;
    app.state.database.write(school.id, None, keep).await.unwrap();
    let place = Address::from(&*disk.path().join("sao-luu"));
    let asked = BackUp {
        database: &app.state.database,
        school: &school,
        data: app.state.data.path(),
        keys: &app.state.signing_keys,
        place: &place,
        may_begin: false,
        by: None,
    };
    back_up(&asked).await.unwrap_err();
    app.as_management().await.get("/sao-luu").await.says("Không thành").says("Không thấy nơi sao lưu");
    let made = back_up(&BackUp { may_begin: true, ..asked }).await.unwrap();
    assert!(made.label.is_good() && made.counts.files > 0);
    app.as_principal().await.get("/sao-luu").await.says("Bản tốt gần nhất").says("Còn mới").says("Máy chủ sao lưu");
    app.as_principal().await.get("/nhat-ky").await.says("sao lưu dữ liệu của trường").says("lập khóa khôi phục của trường");
    backup_watch::round(&app.state).await;
    let dashboard = app.as_principal().await.get("/bang-theo-doi").await;
    assert!(!dashboard.html().contains("Bản sao lưu tốt gần nhất đã cũ"));
    app.clock.advance(TimeDelta::hours(30));
    // Told also while a round waits for a disk that never answers.
    backup_watch::tell_now(&app.state).await;
    app.as_principal().await.get("/bang-theo-doi").await.says("Bản sao lưu tốt gần nhất đã cũ");
    backup_watch::round(&app.state).await;
    app.as_principal().await.get("/sao-luu").await.says("Đã cũ");
    app.as_principal().await.get("/bang-theo-doi").await.says("Bản sao lưu tốt gần nhất đã cũ");
}

/// Has a backup made in a place that is begun by it.
async fn backed_up(app: &TestApp, place: &Address) {
    let school = the_school(&app.state.database).await.unwrap();
    let (_, recipient) = backups::make_key();
    let keep = async move |work: &mut Work| known::add_key(work, &recipient, &[7; 32]).await;
    app.state.database.write(school.id, None, keep).await.unwrap();
    let asked = BackUp {
        database: &app.state.database,
        school: &school,
        data: app.state.data.path(),
        keys: &app.state.signing_keys,
        place,
        may_begin: true,
        by: None,
    };
    assert!(back_up(&asked).await.unwrap().label.is_good());
}

#[tokio::test]
async fn a_place_that_was_spoiled_is_told_within_ten_minutes_and_a_disk_that_is_not_plugged_in_is_no_alarm() {
    let disk = TempDir::new().unwrap();
    let folder = disk.path().join("sao-luu");
    let place = Address::from(&*folder);
    let app = TestApp::demo_backed_up_to(place.clone()).await;
    backed_up(&app, &place).await;
    backup_watch::round(&app.state).await;
    let (principal, alarm) = (app.as_principal().await, "Nơi sao lưu đã bị hỏng hoặc bị sửa");
    principal.get("/sao-luu").await.says("Nơi sao lưu còn nguyên").says("bản số 1");
    assert!(!principal.get("/bang-theo-doi").await.html().contains(alarm));

    // Pulled out: the page says so, and nobody is alarmed.
    std::fs::rename(&folder, disk.path().join("rut-ra")).unwrap();
    app.clock.advance(TimeDelta::minutes(6));
    backup_watch::round(&app.state).await;
    principal.get("/sao-luu").await.says("Chưa xem được nơi sao lưu").says("Gắn ổ đĩa");
    assert!(!principal.get("/bang-theo-doi").await.html().contains(alarm));

    // Plugged in again, and spoiled.
    std::fs::rename(disk.path().join("rut-ra"), &folder).unwrap();
    for part in std::fs::read_dir(folder.join("objects")).unwrap() {
        for object in std::fs::read_dir(part.unwrap().path()).unwrap() {
            std::fs::write(object.unwrap().path(), "encrypted").unwrap();
        }
    }
    app.clock.advance(TimeDelta::minutes(6));
    backup_watch::round(&app.state).await;
    let told = principal.get("/sao-luu").await;
    told.says(alarm).says("bị mất hoặc bị sửa").says("Bị phá");
    principal.get("/bang-theo-doi").await.says(alarm).says("ngắt mạng máy chủ");
    app.as_management().await.get("/sao-luu").await.says(alarm);
}
