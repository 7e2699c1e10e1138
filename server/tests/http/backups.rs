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
    backup_watch::round(&app.state).await;
    app.as_principal().await.get("/sao-luu").await.says("Đã cũ");
    app.as_principal().await.get("/bang-theo-doi").await.says("Bản sao lưu tốt gần nhất đã cũ");
}
