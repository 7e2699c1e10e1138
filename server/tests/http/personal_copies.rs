//! "/ban-luu": taken home in two taps, whole or not at all, and nobody else's.

use axum::{body::Body, http::Request};
use rawzip::ZipArchive;
use records::{Work, personal_copies};
use server::startup::DEMO_PASSWORD;

use crate::support::{Multipart, TestApp, User, WORD};

/// The files of a copy: path and bytes.
fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let archive = ZipArchive::from_slice(bytes).expect("an archive");
    let file = |record: rawzip::ZipFileHeaderRecord<'_>| {
        let path = String::from_utf8(record.file_path().as_bytes().to_vec()).expect("letters");
        (path, archive.get_entry(record.wayfinder()).expect("a file").data().to_vec())
    };
    archive.entries().map(|record| file(record.expect("a file"))).collect()
}

async fn hand_in(user: &User, app: &TestApp, name: &str) {
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let form = Multipart::new().field("note", "").file(name, WORD);
    assert_eq!(user.post_multipart(&path, form).await.status, 303);
}

async fn copies_of(app: &TestApp, username: &str) -> usize {
    let person = app.person(username).await;
    app.read(async move |work: &mut Work| personal_copies::of_person(work, person).await).await.len()
}

#[tokio::test]
async fn a_teacher_takes_all_and_then_what_is_new() {
    let app = TestApp::demo_at("2026-11-25T14:20:00+07:00").await;
    let (teacher, management, head) = (app.as_teacher().await, app.as_management().await, app.as_head().await);
    teacher.get("/tai-khoan").await.says("Bản lưu cá nhân");
    teacher.get("/viec-cua-toi").await.says("chưa có trong bản lưu cá nhân");
    teacher.get("/ban-luu").await.says("Chưa có bản lưu nào.").says("Tải tất cả (");
    let taken = teacher.post_form("/ban-luu/tai", &[("kind", "all")]).await;
    assert_eq!(taken.status, 200);
    assert_eq!(taken.header("content-length"), taken.bytes.len().to_string());
    assert_eq!((taken.header("content-type"), taken.header("content-encoding")), ("application/zip", ""));
    assert!(taken.header("content-disposition").starts_with("attachment; filename=\"Ban luu - Nguyen Thi Hoa - 2026-11-25.zip\""));
    let files = unpacked(&taken.bytes);
    let text = |name: &str| {
        let path = format!("Ban luu - Nguyen Thi Hoa/{name}");
        String::from_utf8(files.iter().find(|(one, _)| *one == path).expect("it is there").1.clone()).expect("letters")
    };
    let (page, sums) = (text("index.html"), text("SHA256SUMS"));
    let seal: domain::personal_copies::CopySeal = serde_json::from_str(&text("chu-ky.json")).expect("the signature");
    let list: domain::personal_copies::CopyList = serde_json::from_str(&text("danh-sach.json")).expect("the list");
    assert!(page.contains("Giáo án tuần") && page.contains("BN-2026-") && !page.contains("<script"));
    assert!(files.iter().any(|(path, _)| path.starts_with("Ban luu - Nguyen Thi Hoa/2026-2027/Hoc ky I/Tuan ")));
    let keys = app.read(async |work: &mut Work| records::signing::keys(work).await).await;
    let key = personal_copies::sealed_by(list.school, text("danh-sach.json").as_bytes(), &seal).expect("the school signed it");
    assert!(keys.iter().any(|(known, _)| *known == key), "a key that the school knows again");
    // Every file stands in the list, in the page and among the hashes, and is what was handed in.
    assert_eq!(sums.lines().count(), files.len() - 1);
    for file in list.records.iter().flat_map(|record| &record.versions).flat_map(|version| &version.files) {
        let Some(path) = &file.path else { continue };
        let (_, bytes) = files.iter().find(|(one, _)| *one == format!("Ban luu - Nguyen Thi Hoa/{path}")).expect("the file");
        assert_eq!(bytes.len() as u64, file.size);
        assert!(page.contains(&file.sha256.to_string()) && sums.contains(&format!("{}  {path}", file.sha256)), "{path}");
    }
    assert_eq!(copies_of(&app, "giaovien").await, 1);
    management.get("/nhat-ky").await.says("tải bản lưu cá nhân: ");
    teacher.get("/ban-luu").await.says("Không có gì mới so với các bản đã tải.").says("Các bản đã tải");
    let nothing = teacher.post_form("/ban-luu/tai", &[("kind", "new")]).await;
    assert_eq!(nothing.status, 409);
    nothing.says("Không có gì mới so với các bản lưu trước");
    assert!(!teacher.get("/viec-cua-toi").await.words().contains("chưa có trong bản lưu cá nhân"));
    hand_in(&teacher, &app, r"..\..\CON.docx").await;
    teacher.get("/ban-luu").await.says("Chỉ tải phần mới (1 hồ sơ");
    let new = unpacked(&teacher.post_form("/ban-luu/tai", &[("kind", "new")]).await.bytes);
    assert_eq!(new.len(), 5, "page, list with its signature, hashes, and one file");
    assert!(new[4].0.ends_with("/_CON.docx") && new[4].1 == WORD, "{}", new[4].0);
    // How old everybody's copy is, is for leadership and management team; and nobody takes another one's.
    management.get("/ban-luu/moi-nguoi").await.says("người có bản lưu trong 7 ngày");
    assert_eq!(head.get("/ban-luu/moi-nguoi").await.status, 403);
    assert_eq!(teacher.post_form("/ban-luu/tai", &[("kind", "everything")]).await.status, 400);
    let of_head = head.post_form("/ban-luu/tai", &[("kind", "all"), ("person", &app.person("giaovien").await.to_string())]).await;
    if of_head.status == 200 {
        let owners = unpacked(&of_head.bytes);
        assert!(owners.iter().all(|(path, _)| !path.starts_with("Ban luu - Nguyen Thi Hoa/")), "a head takes her own");
    }
}

#[tokio::test]
async fn health_records_stay_in_the_system() {
    let app = TestApp::demo_at("2026-11-25T14:20:00+07:00").await;
    let nurse = app.as_health().await;
    nurse.get("/ban-luu").await.says("chỉ lưu trong hệ thống");
    let taken = nurse.post_form("/ban-luu/tai", &[("kind", "all")]).await;
    if taken.status == 200 {
        assert!(unpacked(&taken.bytes).iter().all(|(path, _)| !path.contains("suc khoe")));
    } else {
        assert_eq!(taken.status, 409);
    }
}

#[tokio::test]
async fn what_breaks_off_or_is_shut_out_in_the_middle_is_no_copy() {
    let app = TestApp::demo_at("2026-11-25T14:20:00+07:00").await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let form = || {
        Request::post("/ban-luu/tai")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("kind=all"))
            .unwrap()
    };
    // The browser goes away before it has read anything.
    drop(teacher.begin(form()).await);
    assert_eq!(copies_of(&app, "giaovien").await, 0);
    // The account is shut while the copy is on its way.
    let begun = teacher.begin(form()).await;
    assert_eq!(begun.status(), 200);
    let hoa = app.person("giaovien").await;
    assert_eq!(principal.post_form(&format!("/can-bo/{hoa}/tam-khoa"), &[]).await.status, 303);
    assert!(axum::body::to_bytes(begun.into_body(), usize::MAX).await.is_err(), "the connection breaks");
    assert_eq!(copies_of(&app, "giaovien").await, 0);
    assert_eq!(teacher.post_form("/ban-luu/tai", &[("kind", "all")]).await.status, 303, "to the sign-in");
}

#[tokio::test]
async fn copies_are_given_back_on_a_page_once_and_told_row_by_row() {
    const PAGE: &str = "/ban-luu/nhan-lai";
    let app = TestApp::demo_at("2026-11-25T14:20:00+07:00").await;
    let (teacher, principal, management) = (app.as_teacher().await, app.as_principal().await, app.as_management().await);
    let copy = teacher.post_form("/ban-luu/tai", &[("kind", "all")]).await.bytes;
    principal.get("/ban-luu/moi-nguoi").await.says("Nhận lại bản lưu");
    principal.get(PAGE).await.says("không ai bị tính muộn vì nộp lại");
    assert_eq!(teacher.get(PAGE).await.status, 403);
    let form = |bytes: &[u8]| Multipart::new().file("ban-luu.zip", bytes);
    assert_eq!(teacher.post_multipart(PAGE, form(&copy)).await.status, 403);
    let given = principal.post_multipart(PAGE, form(&copy)).await;
    assert_eq!(given.status, 200);
    given.says("Bản lưu của Nguyễn Thị Hoa").says("có chữ ký của trường").says("Nhận lại 0, đã có ").says("không nhận 0.");
    let cut = management.post_multipart(PAGE, form(&copy[..copy.len() - 100])).await;
    assert_eq!(cut.status, 200);
    // The end of a document inside is taken for that of the archive: what is cut off is told with what else it may be.
    cut.says("Không thấy danh-sach.json: tệp tải về chưa đủ");
    management.post_multipart(PAGE, form(WORD)).await.says("Không thấy danh-sach.json");
    let nothing = principal.post_multipart(PAGE, Multipart::new().field("note", "")).await;
    assert_eq!(nothing.status, 422);
    nothing.says("Chọn ít nhất một tệp ZIP");
    // Some minutes later somebody else may sit there: the password comes before the archive.
    app.clock.advance(chrono::TimeDelta::minutes(6));
    let asked = principal.post_multipart(PAGE, form(&copy)).await;
    assert_eq!(asked.status, 422);
    asked.says("Đã hơn 5 phút từ lần gõ mật khẩu trước").says("Mật khẩu đang dùng");
    let wrong = Multipart::new().field("proof", "sai-mat-khau").file("ban-luu.zip", &copy);
    principal.post_multipart(PAGE, wrong).await.says("Mật khẩu đang dùng chưa đúng.");
    let proved = Multipart::new().field("proof", DEMO_PASSWORD).file("ban-luu.zip", &copy);
    principal.post_multipart(PAGE, proved).await.says("Nhận lại 0, đã có ");
    // What a copy was told about is nobody's hand-in, and nothing was noted.
    let marks = principal.get("/nhat-ky").await;
    assert!(!marks.words().contains("nhận lại Giáo án"));
}
