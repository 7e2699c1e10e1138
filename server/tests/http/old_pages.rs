//! Pages that lay open over an update which called buttons and fields otherwise: what they send is refused, and saves nothing that
//! their buttons do not say.

use crate::{
    set_up::open_school::ready_to_open,
    support::{Answer, TestApp, User, with},
};

/// It tells that the page is of another version.
fn is_old(answer: &Answer, about: &str) {
    assert_eq!(answer.status, 400, "{about}: {}", answer.words());
    answer.says("Phần mềm đã được cập nhật sau khi trang này mở ra");
}

/// The form of this page, with each of these buttons.
async fn presses(user: &User, path: &str, buttons: &[&str]) {
    let fields = user.get(path).await.fields();
    for &button in buttons {
        is_old(&user.post_form(path, &with(&fields, &[("do", button)])).await, &format!("{path} {button}"));
    }
}

#[tokio::test]
async fn a_button_of_the_release_before_saves_nothing() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let before = app.fingerprint().await;
    let turns = format!("/cai-dat/luot-day/{}", app.class("4A").await);
    for (path, buttons) in [
        ("/cai-dat/lich-nam-hoc", &["them", "xem", "x"][..]),
        ("/cai-dat/to-lop", &["them", "x"][..]),
        ("/cai-dat/loai-ho-so", &["them", "x"][..]),
        ("/cai-dat/chu-de", &["them", "xem", "x"][..]),
        (turns.as_str(), &["chia", "x"][..]),
    ] {
        presses(&principal, path, buttons).await;
    }
    assert_eq!(app.fingerprint().await, before);
    // What was typed is on the page that says so.
    let fields = principal.get("/cai-dat/chu-de").await.fields();
    let typed = with(&fields, &[("n90", "Chủ đề vừa gõ"), ("do", "them")]);
    principal.post_form("/cai-dat/chu-de", &typed).await.says("Chủ đề vừa gõ");
}

#[tokio::test]
async fn nor_does_one_while_a_school_is_set_up() {
    let app = TestApp::of_nobody_at("2026-11-23T08:00:00+07:00").await;
    let installer = ready_to_open(&app).await;
    presses(&installer, "/cai-dat/lich-nam-hoc", &["them", "xem"]).await;
    presses(&installer, "/cai-dat/to-lop", &["them"]).await;
    presses(&installer, "/cai-dat/can-bo", &["them", "dan"]).await;
    presses(&installer, "/cai-dat/loai-ho-so", &["them"]).await;
    let staff = installer.get("/cai-dat/can-bo").await.fields();
    let pasted = with(&staff, &[("paste", ""), ("dan", "Lý Thị Sen\tcô\tGV\t4B\n")]);
    is_old(&installer.post_form("/cai-dat/can-bo", &pasted).await, "what was pasted");
    let practice = [("tap", "13"), ("from", "25/11/2026")];
    is_old(&installer.post_form("/cai-dat/tap-duot", &practice).await, "a week of practice");
    assert!(!app.state.is_set_up().await, "the school is not opened");
}
