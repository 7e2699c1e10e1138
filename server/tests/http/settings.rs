//! What the leadership changes in the demo school: who may, what is shown again, what follows from it.

use axum::http::StatusCode;
use domain::files::MEGABYTE;

use crate::support::{TestApp, WORD, with};

#[tokio::test]
async fn the_leadership_says_how_large_a_file_may_be() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let page = principal.get("/cai-dat/truong").await;
    assert_eq!(page.field("limit").as_deref(), Some("200"));
    assert!(page.words().contains("Phim quay tiết dạy"), "{}", page.words());
    let name = page.field("name").unwrap();

    let refused = principal.post_form("/cai-dat/truong", &[("name", &name), ("limit", "rất lớn")]).await;
    assert_eq!((refused.status, refused.field("limit").as_deref()), (422, Some("rất lớn")));
    assert!(refused.words().contains("“rất lớn” không phải là số nguyên"), "{}", refused.words());
    assert_eq!(principal.get("/cai-dat/truong").await.field("limit").as_deref(), Some("200"), "nothing was saved");

    let saved = principal.post_form("/cai-dat/truong", &[("name", &name), ("limit", "1")]).await;
    assert_eq!((saved.status, saved.location()), (303, "/cai-dat/truong?da-luu=1"));
    assert!(principal.get("/cai-dat").await.words().contains("mỗi tệp không quá 1 MB"));

    let teacher = app.as_teacher().await;
    let own = app.owed_by("giaovien").await[0].id;
    let page = teacher.get(&format!("/nop/{own}")).await;
    assert!(page.words().contains("Mỗi tệp không quá 1 MB"), "{}", page.words());
    let large = [WORD, &vec![0; MEGABYTE as usize]].concat();
    let answer = teacher.upload(&format!("/nop/{own}"), "phim.mp4", &large).await;
    assert_eq!(answer.status, 413);
    assert!(answer.html().contains("phim.mp4 lớn hơn 1 MB"), "{}", answer.html());
}

#[tokio::test]
async fn settings_are_the_leaderships_alone() {
    let app = TestApp::demo().await;
    for username in ["giaovien", "totruong", "quanly", "ketoan"] {
        let user = app.as_user(username).await;
        for path in ["/cai-dat", "/cai-dat/truong"] {
            assert_eq!(user.get(path).await.status, 403, "{username} {path}");
        }
        let answer = user.post_form("/cai-dat/truong", &[("name", "X"), ("limit", "9")]).await;
        assert_eq!(answer.status, 403, "{username}");
    }
    let principal = app.as_principal().await;
    assert_eq!(principal.get("/cai-dat/truong").await.field("limit").as_deref(), Some("200"));
}

/// Accounts are the work of the management team, and stand in its bar; what only the leadership can act on is told to it alone.
#[tokio::test]
async fn everybody_finds_their_own_work_in_the_bar_and_reads_what_they_can_act_on() {
    let app = TestApp::demo().await;
    let (principal, team, teacher) = (app.as_principal().await, app.as_management().await, app.as_teacher().await);
    let bar = |html: &str| html.split_once("class=\"nav\"").unwrap().1.split_once("</nav>").unwrap().0.to_owned();
    assert!(bar(team.get("/nam-hoc").await.html()).contains("href=\"/can-bo\""));
    for other in [&principal, &teacher] {
        assert!(!bar(other.get("/nam-hoc").await.html()).contains("href=\"/can-bo\""));
    }
    assert!(bar(principal.get("/nam-hoc").await.html()).contains("href=\"/cai-dat\""));
    for other in [&team, &teacher] {
        assert!(!other.get("/nam-hoc").await.html().contains("href=\"/cai-dat\""));
    }
    // Also where a page cannot be shown.
    assert!(bar(team.get("/khong-co").await.html()).contains("href=\"/can-bo\""));
    principal.get("/nam-hoc").await.says("Hai nguồn ghi khác nhau.");
    for other in [&team, &teacher] {
        assert!(!other.get("/nam-hoc").await.words().contains("Hai nguồn"), "nothing follows from it for them");
    }
    // What is not there yet is set up, everything else is changed.
    let settings = principal.get("/cai-dat").await.words();
    assert!(settings.contains("Lập Năm học mới") && settings.contains("Sửa Chủ đề"), "{settings}");
    let next = principal.get("/cai-dat/lich-nam-hoc?moi=1").await.fields();
    principal.post_form("/cai-dat/lich-nam-hoc?moi=1", &with(&next, &[])).await.is(StatusCode::SEE_OTHER);
    let settings = principal.get("/cai-dat").await.words();
    assert!(settings.contains("Sửa Năm học mới"), "{settings}");
}
