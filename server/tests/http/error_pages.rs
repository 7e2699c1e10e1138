//! A page that is refused or not there keeps the ways on of whoever is signed in, and of nobody else.

use crate::support::{Answer, TestApp};

const NAME: &str = "Nguyễn Thị Hoa";

/// Whether the page has the bar of somebody, with the name.
fn is_of_somebody(answer: &Answer) -> bool {
    let has_person = answer.html().contains("data-person=");
    assert_eq!(has_person, answer.words().contains(NAME), "{}", answer.words());
    has_person
}

#[tokio::test]
async fn what_is_refused_or_not_there_keeps_the_bar_of_whoever_is_signed_in() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    for (path, status) in [("/lenh-khoa", 403), ("/khong-co", 404), ("/nop/khong-phai-ma", 404)] {
        let answer = teacher.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        answer.says("href=\"/viec-cua-toi\"");
        assert!(is_of_somebody(&answer), "{path}");
    }
}

#[tokio::test]
async fn nobody_signed_in_and_a_password_that_was_handed_out_have_none() {
    let app = TestApp::demo().await;
    let missing = app.anonymous().get("/khong-co").await;
    assert_eq!(missing.status, 404);
    assert!(!is_of_somebody(&missing));
    // The password on a slip opens nothing before it is changed.
    let reset = format!("/can-bo/{}/mat-khau", app.person("giaovien").await);
    let slip = app.as_management().await.post_form(&reset, &[]).await;
    let password = slip.html().split("<code>").nth(2).unwrap().split('<').next().unwrap().to_owned();
    let teacher = app.anonymous().at(88);
    assert_eq!(teacher.post_form("/dang-nhap", &[("username", "giaovien"), ("password", &password)]).await.status, 303);
    let missing = teacher.get("/khong-co").await;
    assert_eq!(missing.status, 404);
    assert!(!is_of_somebody(&missing));
    assert_eq!(teacher.get("/lenh-khoa").await.status, 303, "it leads to the page of the password");
}

#[tokio::test]
async fn what_is_sent_to_wear_the_server_out_is_answered_without_a_look_at_the_school() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let long = "a".repeat(1024 * 1024);
    let answer = teacher.post_form("/dang-nhap", &[("username", &long), ("password", "x")]).await;
    assert_eq!(answer.status, 413);
    assert!(!is_of_somebody(&answer));
}
