//! A new version is the whole set: the files of the last one stay, are replaced or left out, and what could not be taken is named.

use app::{api::ApiError, hand_in::Files};
use axum::http::StatusCode;
use domain::submissions::Submission;
use uuid::Uuid;

use crate::support::{Answer, Multipart, PDF, TestApp, User, WORD, hand_in, tags};

const WORKBOOK: &[u8] = include_bytes!("../../samples/so-theo-doi-suc-khoe.xlsx");

fn names(version: &Submission) -> Vec<&str> {
    version.files.iter().map(|file| file.name.as_str()).collect()
}

/// Which files of the last version the page has ticked.
fn ticked(page: &Answer) -> Vec<String> {
    let boxes = tags(page.html()).into_iter().filter(|tag| tag.get("name") == Some("keep") && tag.get("checked").is_some());
    boxes.map(|tag| tag.get("value").unwrap().to_owned()).collect()
}

/// Three files handed in by the teacher of class 4A: the address of the page, and the receipt.
async fn three(app: &TestApp, teacher: &User) -> (String, String) {
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let files: [(&str, &[u8]); 3] = [("ke-hoach.docx", WORD), ("image.pdf", PDF), ("so.xlsx", WORKBOOK)];
    let answer = teacher.post_multipart(&path, Multipart::of(&teacher.get(&path).await, "", &files)).await;
    assert_eq!(answer.status, 303);
    (path, answer.location().to_owned())
}

#[tokio::test]
async fn one_new_file_replaces_one_of_three_and_the_receipt_lists_the_set() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let (path, _) = three(&app, &teacher).await;
    let page = teacher.get(&path).await;
    assert_eq!(ticked(&page), ["0", "1", "2"]);
    page.says("Phiên bản mới là cả bộ tệp");
    let form = Multipart::filled(&page, "Thay sổ", &[("so-moi.pdf", PDF)], &|place| place != "2");
    let answer = teacher.post_multipart(&path, form).await;
    let second = app.receipt(answer.location()).await;
    assert_eq!(names(&second), ["ke-hoach.docx", "image.pdf", "so-moi.pdf"]);
    let receipt = teacher.get(answer.location()).await;
    assert_eq!(receipt.words().matches("giữ từ phiên bản 1").count(), 2, "{}", receipt.words());
    assert!(!receipt.words().contains("giống hệt tệp của phiên bản"), "what is kept is no slip: {}", receipt.words());

    // A document under the same name takes the place of the old one.
    let form = Multipart::of(&teacher.get(&path).await, "Sửa kế hoạch", &[("ke-hoach.docx", PDF)]);
    let third = app.receipt(teacher.post_multipart(&path, form).await.location()).await;
    assert_eq!(names(&third), ["image.pdf", "so-moi.pdf", "ke-hoach.docx"]);

    // The same set without a word is a slip; the ticks come back as they were.
    let page = teacher.get(&path).await;
    let same = teacher.post_multipart(&path, Multipart::of(&page, "", &[])).await;
    same.is(StatusCode::UNPROCESSABLE_ENTITY).says("Chưa có gì khác phiên bản 3");
    let none = teacher.post_multipart(&path, Multipart::filled(&page, "", &[], &|_| false)).await;
    none.is(StatusCode::UNPROCESSABLE_ENTITY).says("Chưa có tệp nào");
    assert_eq!(ticked(&none), Vec::<String>::new());
}

#[tokio::test]
async fn whoever_has_not_seen_a_colleagues_version_is_told_and_keeps_words_and_files() {
    let app = TestApp::demo().await;
    let (teacher, colleague) = (app.as_teacher().await, app.as_user("vtpthao").await);
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let (hers, of_colleague) = (teacher.get(&path).await, colleague.get(&path).await);
    let first = colleague.post_multipart(&path, Multipart::of(&of_colleague, "", &[("chung.docx", WORD)])).await;
    assert_eq!(first.status, 303);
    let upload = teacher.upload(&path, "bang-script.xlsx", WORKBOOK).await.json()["id"].as_str().unwrap().to_owned();

    let answer = teacher.post_multipart(&path, Multipart::of(&hers, "Em nộp ạ", &[("cua-em.pdf", PDF)])).await;
    answer
        .is(StatusCode::CONFLICT)
        .says("Hồ sơ này vừa có phiên bản 1, cô")
        .says("lúc 14:20")
        .says("chung.docx")
        .says("cua-em.pdf");
    assert!(answer.html().contains(">Em nộp ạ</textarea>"), "{}", answer.html());
    assert_eq!(ticked(&answer), ["0"]);

    // By script: what the list lacks comes with the answer.
    let mut call = hand_in(&path, "", &Uuid::now_v7().to_string(), "", &[&upload]);
    call.files.version = Some(String::new());
    let Err(ApiError::Changed { version, files, .. }) = teacher.call(&call).await.result::<String>() else { panic!("not told") };
    assert_eq!(files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["chung.docx"]);
    call.files = Files { version: Some(version), kept: vec!["0".to_owned()], ..call.files };
    let address: String = teacher.call(&call).await.result().unwrap();
    let second = app.receipt(&address).await;
    assert_eq!((second.version, names(&second)), (2, vec!["chung.docx", "bang-script.xlsx"]));
    teacher.get(&path).await.says("đang có phiên bản 2, nộp lúc");
    colleague.get(&path).await.says("đang có phiên bản 2, cô Nguyễn Thị Hoa nộp lúc");
}

#[tokio::test]
async fn what_was_refused_is_left_out_only_after_the_person_said_so_and_stands_on_the_receipt() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let files: [(&str, &[u8]); 2] = [("ke-hoach.docx", WORD), ("rong.docx", b"")];
    let refused = teacher.post_multipart(&path, Multipart::of(&teacher.get(&path).await, "Hai tệp", &files)).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).says("rong.docx là tệp trống").says("nộp mà không có rong.docx");
    let answer = teacher.post_multipart(&path, Multipart::of(&refused, "Hai tệp", &[])).await;
    assert_eq!(names(&app.receipt(answer.location()).await), ["ke-hoach.docx"]);
    let receipt = teacher.get(answer.location()).await;
    receipt.says("Không nhận được").says("rong.docx");
    // Mended and chosen again, it was not left out.
    let page = teacher.get(&path).await;
    let refused = teacher.post_multipart(&path, Multipart::of(&page, "Thêm sổ", &[("so.xlsx", b"")])).await;
    let answer = teacher.post_multipart(&path, Multipart::of(&refused, "Thêm sổ", &[("so.xlsx", WORKBOOK)])).await;
    let second = app.receipt(answer.location()).await;
    assert_eq!(names(&second), ["ke-hoach.docx", "so.xlsx"]);
    assert!(second.composition.left_out.is_empty() && !teacher.get(answer.location()).await.words().contains("Không nhận được"));
}

#[tokio::test]
async fn a_held_file_that_a_colleague_takes_over_stays_held() {
    let app = TestApp::demo().await;
    let (teacher, colleague) = (app.as_teacher().await, app.as_user("vtpthao").await);
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let acting = crate::held_files::plan("file:///C:/x/chay.exe");
    let first = teacher.post_multipart(&path, Multipart::of(&teacher.get(&path).await, "", &[("chay.docx", &acting)])).await;
    assert_eq!(first.status, 303);
    let form = Multipart::of(&colleague.get(&path).await, "Thêm sổ", &[("so.xlsx", WORKBOOK)]);
    let second = colleague.post_multipart(&path, form).await;
    assert_eq!(names(&app.receipt(second.location()).await), ["chay.docx", "so.xlsx"]);
    let file = format!("{}/0", second.location().replace("/bien-nhan/", "/tep/"));
    colleague.get(&file).await.is(StatusCode::FORBIDDEN).says("đang chờ tổ quản lý phần mềm xem");
    assert_eq!(teacher.get(&file).await.status, 200, "its sender opens it there too");
}
