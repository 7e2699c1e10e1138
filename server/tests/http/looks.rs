//! Looking into a file while the machine is in trouble: nothing is refused for what is not the file's fault, and nothing is
//! opened that nobody has looked into.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use domain::reviews::Tick;
use server::files::looks::look_again;

use crate::{
    reviews::{look_at, row, send},
    support::{Multipart, TestApp, User, WORD, tags},
};

/// Not among the files of the demo, which stay when one upload is taken off.
const LIST: &[u8] = include_bytes!("../../samples/danh-sach-nhan-su.xlsx");

/// The program that reads files, killed as long as the file `killer` is there.
fn killed_while(folder: &Path) -> std::path::PathBuf {
    let script = folder.join("killed");
    let program = env!("CARGO_BIN_EXE_hoso");
    let killer = folder.join("killer");
    fs::write(&killer, "").unwrap();
    fs::write(&script, format!("#!/bin/sh\n[ -e {} ] && kill -9 $$\nexec {program} \"$@\"\n", killer.display())).unwrap();
    fs::set_permissions(&script, PermissionsExt::from_mode(0o755)).unwrap();
    script
}

/// Hands it in; the address of the receipt.
async fn handed_in(app: &TestApp, teacher: &User, name: &str, bytes: &[u8]) -> String {
    let address = format!("/nop/{}", app.owed_by("giaovien").await.first().unwrap().id);
    let form = Multipart::alone(&teacher.get(&address).await, "", &[(name, bytes)]);
    let answer = teacher.post_multipart(&address, form).await;
    assert_eq!(answer.status, 303, "{}", answer.html());
    answer.location().to_owned()
}

#[tokio::test]
async fn a_reader_that_is_killed_refuses_nobodys_file_and_looks_again() {
    let folder = tempfile::tempdir().unwrap();
    let app = TestApp::demo_with(Some(killed_while(folder.path())), None).await;
    let (teacher, head, management) = (app.as_teacher().await, app.as_head().await, app.as_management().await);
    let receipt = handed_in(&app, &teacher, "ke-hoach.docx", WORD).await;
    teacher.get(&receipt).await.says("ke-hoach.docx đang được kiểm tra");
    let file = receipt.replace("/bien-nhan/", "/tep/") + "/0";
    assert_eq!(teacher.get(&file).await.status, 200, "its sender opens it");
    for other in [&head, &management] {
        assert_eq!(other.get(&file).await.status, 403, "nobody has looked into it");
    }
    head.get(&file).await.says("Máy chủ tự kiểm tra lại");
    look_again(&app.state).await.unwrap();
    assert_eq!(head.get(&file).await.status, 403, "too soon to look again");
    fs::remove_file(folder.path().join("killer")).unwrap();
    app.clock.advance(chrono::TimeDelta::minutes(1));
    look_again(&app.state).await.unwrap();
    assert_eq!(head.get(&file).await.status, 200);
    assert!(!teacher.get(&receipt).await.html().contains("đang được kiểm tra"));
}

#[tokio::test]
async fn whoever_opens_a_file_that_waits_looks_again() {
    let folder = tempfile::tempdir().unwrap();
    let app = TestApp::demo_with(Some(killed_while(folder.path())), None).await;
    let receipt = handed_in(&app, &app.as_teacher().await, "ke-hoach.docx", WORD).await;
    fs::remove_file(folder.path().join("killer")).unwrap();
    app.clock.advance(chrono::TimeDelta::minutes(1));
    let seen = receipt.replace("/bien-nhan/", "/xem/") + "/0";
    assert_eq!(app.as_head().await.get(&seen).await.status, 200);
}

/// Cô Ấm reviews what cô Hoa has handed in, and waits for the server before she approves.
#[tokio::test]
async fn a_file_that_is_looked_into_still_says_so_in_the_queue_and_on_the_desk() {
    let folder = tempfile::tempdir().unwrap();
    let app = TestApp::demo_with(Some(killed_while(folder.path())), None).await;
    let (teacher, head) = (app.as_teacher().await, app.as_head().await);
    let record = app.owed_by("giaovien").await.first().unwrap().id;
    handed_in(&app, &teacher, "ke-hoach.docx", WORD).await;
    let address = format!("/cho-duyet/{record}");
    let waits = "Máy chủ đang kiểm tra tệp. Chưa duyệt được; trả lại thì được.";
    let listed = row(&head.get("/cho-duyet").await, record);
    assert!(listed.contains(waits), "{listed}");
    let desk = head.get(&address).await;
    desk.says("ke-hoach.docx đang được máy chủ kiểm tra").says("Xong trong ít phút; cho đến khi đó hồ sơ chưa duyệt được");
    let shown = tags(desk.html());
    assert!(!shown.iter().any(|tag| tag.name == "button" && tag.get("value") == Some("approve")), "nothing to press");
    assert!(shown.iter().any(|tag| tag.name == "button" && tag.get("value") == Some("return")), "giving back is open");
    let choice = shown.iter().find(|tag| tag.get("value") == Some("approve")).unwrap();
    assert!(choice.get("disabled").is_some());
    // Whoever sends the form all the same, or a box that no list has shown.
    let approved = send(&head, &desk, record, &[("outcome", "approve")]).await;
    assert_eq!(approved.status, 409);
    approved.says("Máy chủ chưa kiểm tra xong tệp của hồ sơ").says("Chưa ghi quyết định nào cho hồ sơ này");
    let [key, submission, digest, step] = ["key", "submission", "digest", "step"].map(|name| desk.field(name).unwrap());
    let tick = format!("{key}.{record}.{submission}.{digest}.{step}");
    assert_eq!(Tick::parse(&tick).map(|tick| tick.to_string()), Some(tick.clone()));
    assert_eq!(head.post_form("/cho-duyet", &[("approve", &tick)]).await.status, 409);
    assert_eq!(app.facts().await.obligation(record).unwrap().decisions, [], "nothing is decided");

    fs::remove_file(folder.path().join("killer")).unwrap();
    app.clock.advance(chrono::TimeDelta::minutes(1));
    look_again(&app.state).await.unwrap();
    let listed = row(&head.get("/cho-duyet").await, record);
    assert!(!listed.contains("Máy chủ đang kiểm tra tệp"), "{listed}");
    let desk = head.get(&address).await;
    assert!(!desk.words().contains("đang được máy chủ kiểm tra"), "{}", desk.words());
    look_at(&head, &address).await;
    assert_eq!(send(&head, &desk, record, &[("outcome", "approve")]).await.status, 303);
}

#[tokio::test]
async fn a_file_without_a_name_for_its_kind_is_not_called_bad() {
    let folder = tempfile::tempdir().unwrap();
    let app = TestApp::demo_with(Some(killed_while(folder.path())), None).await;
    let teacher = app.as_teacher().await;
    let address = format!("/nop/{}", app.owed_by("giaovien").await.first().unwrap().id);
    let form = Multipart::of(&teacher.get(&address).await, "Lời nhắn", &[("ke hoach", WORD)]);
    let answer = teacher.post_multipart(&address, form).await;
    assert_eq!(answer.status, 503);
    answer.says("Không phải lỗi của tệp").says("Lời nhắn");
}

#[tokio::test]
async fn what_was_read_in_files_is_for_the_program_alone_and_goes_with_them() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let record = app.owed_by("giaovien").await.first().unwrap().id;
    let pages = app.folder.path().join("pages-1");
    let kept = || fs::read_dir(&pages).map_or(0, |entries| entries.count());
    let address = format!("/nop/{record}");
    let answer = teacher.upload(&address, "danh-sach.xlsx", LIST).await;
    assert_eq!(answer.status, 200, "{}", answer.html());
    assert!(kept() > 0, "its text was read for the warnings");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&pages), 0o700);
    for entry in fs::read_dir(&pages).unwrap() {
        assert_eq!(mode(&entry.unwrap().path()), 0o600);
    }
    let upload = answer.html().split("\"id\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(teacher.post_form(&format!("/nop/{record}/tep/{upload}/bo"), &[]).await.status, 303);
    assert_eq!(kept(), 0, "it was taken off");
    // Given up, and forgotten with the next sweep.
    assert_eq!(teacher.upload(&address, "danh-sach.xlsx", LIST).await.status, 200);
    server::files::upkeep::forget_pages(&app.state).await.unwrap();
    assert!(kept() > 0, "it waits still");
    app.clock.advance(chrono::TimeDelta::hours(25));
    server::files::upkeep::forget_pages(&app.state).await.unwrap();
    assert_eq!(kept(), 0);
}

#[tokio::test]
async fn whoever_sends_too_much_at_once_is_told_so() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let person = app.person("giaovien").await;
    let record = app.owed_by("giaovien").await.first().unwrap().id;
    let _busy: Vec<_> = std::iter::from_fn(|| app.state.receiving.take(person)).collect();
    let answer = teacher.upload(&format!("/nop/{record}"), "ke-hoach.docx", WORD).await;
    assert_eq!(answer.status, 429);
    assert!(answer.html().contains("12 tệp") && !answer.html().contains("Lỗi ở phía hệ thống"), "{}", answer.html());
    let receipt = app.receipt_of("giaovien").await;
    let _going: Vec<_> = std::iter::from_fn(|| app.state.sending.take(person)).collect();
    let answer = teacher.get(&format!("/tep/{receipt}/0")).await;
    assert_eq!(answer.status, 429);
    answer.says("tải về tài khoản này cùng lúc");
}
