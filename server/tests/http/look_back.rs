//! A school year that is over: looked back at by whoever could see it, and written by nobody.

use axum::http::StatusCode;

use crate::support::{TestApp, with};

/// A plan of class 4A that the demo's teacher has handed in.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

#[tokio::test]
async fn a_year_that_is_over_is_looked_back_at_and_written_by_nobody() {
    let app = TestApp::demo().await;
    let before = app.facts().await;
    let record = before.open_obligations().find(|one| before.title(one) == PLAN).unwrap();
    let (id, receipt) = (record.id, record.handed_in.as_ref().unwrap().submission);
    let principal = app.as_principal().await;
    let next = principal.get("/cai-dat/lich-nam-hoc?moi=1").await.fields();
    principal.post_form("/cai-dat/lich-nam-hoc?moi=1", &with(&next, &[])).await.is(StatusCode::SEE_OTHER);
    assert!(!principal.get("/nam-hoc").await.words().contains("Xem lại năm học"), "none is over yet");

    app.clock.set("2027-08-20T09:00:00+07:00".parse().unwrap());
    let (principal, head, teacher) = (app.as_principal().await, app.as_head().await, app.as_teacher().await);
    let now = app.facts().await;
    assert_eq!((now.calendar().school_year(), now.is_over), ("2027-2028", false));
    assert!(now.obligation(id).is_none());
    let over = "Năm học 2026–2027 đã kết thúc, chỉ xem.";
    principal.get("/nam-hoc").await.says("Xem lại năm học đã kết thúc").says("2026–2027");
    for path in ["/nam-hoc", "/nam-hoc/lich-su", "/bang-theo-doi", "/bang-theo-doi/duyet", "/bang-theo-doi/danh-sach", "/da-nop"] {
        let page = principal.get(&format!("{path}?nam=2026-2027")).await;
        page.is(StatusCode::OK).says(over);
        assert!(!principal.get(path).await.words().contains(over), "{path}");
    }
    let history = principal.get("/nam-hoc/lich-su?nam=2026-2027").await;
    assert!(history.html().contains("href=\"/nam-hoc?nam=2026-2027\""), "{}", history.html());

    // The dashboard is the same without what moves; its links stay in the year.
    let dashboard = principal.get("/bang-theo-doi?ky=1&nam=2026-2027").await;
    assert!(!dashboard.html().contains("leptos-island"), "{}", dashboard.words());
    assert!(dashboard.html().contains("/bang-theo-doi/danh-sach?tuan=10&amp;nam=2026-2027"), "{}", dashboard.html());
    let reviews = principal.get("/bang-theo-doi/duyet?ky=1&nam=2026-2027").await;
    assert!(!reviews.words().contains("đang chờ cô duyệt"), "nobody decides about it any more: {}", reviews.words());
    assert!(reviews.html().contains("/bang-theo-doi?nam=2026-2027") && reviews.html().contains("&amp;nam=2026-2027"));
    assert_eq!(reviews.field("nam").as_deref(), Some("2026-2027"));
    teacher.get("/bang-theo-doi/duyet?nam=2026-2027").await.is(StatusCode::FORBIDDEN);
    let list = principal.get("/bang-theo-doi/danh-sach?tuan=10&nam=2026-2027&q=gi%C3%A1o%20%C3%A1n").await;
    list.says(PLAN);
    assert_eq!(list.field("nam").as_deref(), Some("2026-2027"));

    // A record with its papers as they ended, and no form but the sign-out.
    for path in [format!("/ho-so/{id}"), format!("/bien-nhan/{receipt}"), format!("/xem/{receipt}/0")] {
        for user in [&principal, &teacher, &head] {
            let page = user.get(&path).await;
            page.is(StatusCode::OK).says(over);
            let main = page.html().split_once("<main").unwrap().1.to_owned();
            assert!(!main.contains("<form method=\"post\""), "{path}: {main}");
            assert!(!main.contains(&format!("/nop/{id}")), "{path}");
        }
    }
    teacher.get(&format!("/tep/{receipt}/0")).await.is(StatusCode::OK);
    teacher.get("/da-nop?nam=2026-2027").await.says(PLAN).says(" hồ sơ trong năm học 2026–2027");
    teacher.get("/da-nop").await.says("Hồ sơ đã nộp năm học 2026–2027");
    teacher.get("/bang-theo-doi?nam=2026-2027").await.is(StatusCode::FORBIDDEN);
    let own = head.get("/bang-theo-doi/danh-sach?nam=2026-2027&ky=ca-nam").await.words();
    assert!(own.contains("Lớp 4A") && !own.contains("Lớp 5A"), "a head sees the own department");

    // What is written all the same is refused, and a year that the school has not had is none.
    let revision = app.facts().await.revision;
    for (path, fields) in [
        (format!("/ho-so/{id}/mien"), &[("reason", "Cô ốm")][..]),
        (format!("/ho-so/{id}/gop-y"), &[("comment", "Tốt")][..]),
        (format!("/bien-nhan/{receipt}/rut-lai"), &[("reason", "")][..]),
    ] {
        for user in [&principal, &teacher] {
            assert!(user.post_form(&path, fields).await.status >= 400, "{path}");
        }
    }
    assert_eq!(app.facts().await.revision, revision);
    for name in ["2025-2026", "x", "2026-2027%20"] {
        principal.get(&format!("/bang-theo-doi?nam={name}")).await.is(StatusCode::NOT_FOUND);
    }
    // The year that is shown needs no name, and may have it.
    principal.get("/bang-theo-doi?nam=2027-2028").await.is(StatusCode::OK);
}
