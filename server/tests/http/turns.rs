//! "/cai-dat/luot-day": who writes which week.

use crate::support::{Answer, TestApp, with};

async fn path(app: &TestApp, class: &str) -> String {
    format!("/cai-dat/luot-day/{}", app.class(class).await)
}

/// The person of a week, as the page shows it.
fn turn(page: &Answer, week: u8) -> String {
    let name = format!("t{week}");
    page.fields().into_iter().find(|(field, _)| *field == name).unwrap().1
}

#[tokio::test]
async fn the_list_says_how_each_class_shares() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let words = principal.get("/cai-dat/luot-day").await.words();
    for wanted in [
        "4A Nguyễn Thị Hoa, Vũ Thị Phương Thảo Cô Hoa và cô Thảo luân phiên Chia lượt lớp 4A",
        "Cùng soạn, chưa chia lượt",
        "Mẫu giáo 4–5 tuổi",
    ] {
        assert!(words.contains(wanted), "{wanted}: {words}");
    }
    assert!(principal.get("/cai-dat").await.words().contains("lớp chia lượt"));
}

#[tokio::test]
async fn turns_are_shared_out_and_each_teacher_sees_her_own() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let path = path(&app, "4A").await;
    let (hoa, thao) = (app.person("giaovien").await.to_string(), app.person("vtpthao").await.to_string());
    let fields = principal.get(&path).await.fields();
    let (before, mine) = (app.facts().await.revision, teacher.get("/viec-cua-toi").await.words());

    let typed = with(&fields, &[("do", "share"), ("order", thao.as_str()), ("each", "1"), ("from", "20")]);
    let shared = principal.post_form(&path, &typed).await;
    assert_eq!(shared.status, 200);
    assert!(shared.words().contains("Đã chia từ tuần 20, chưa lưu"), "{}", shared.words());
    assert_eq!(app.facts().await.revision, before, "nothing is saved yet");
    assert!((20..=35).all(|week| turn(&shared, week) == thao));

    let fields = shared.fields();
    let saved = principal.post_form(&path, &with(&fields, &[("t20", hoa.as_str()), ("t21", "")])).await;
    assert_eq!((saved.status, saved.location()), (303, format!("{path}?da-luu=1").as_str()));
    let page = principal.get(saved.location()).await;
    assert!(page.words().contains("Đã lưu."), "{}", page.words());
    assert_eq!([20, 21, 22].map(|week| turn(&page, week)), [hoa.clone(), String::new(), thao.clone()]);
    let facts = app.facts().await;
    let of =
        |title: &str| facts.obligations.iter().find(|one| facts.title(one) == title).unwrap().terms.turn.map(|one| one.to_string());
    assert_eq!(of("Giáo án tuần 20 · Lớp 4A"), Some(hoa));
    assert_eq!(of("Giáo án tuần 21 · Lớp 4A"), None);
    assert_eq!(of("Giáo án tuần 22 · Lớp 4A"), Some(thao));
    assert_eq!(teacher.get("/viec-cua-toi").await.words(), mine, "the weeks before stay as they were");
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_chosen() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let path = path(&app, "4A").await;
    let (hoa, stranger) = (app.person("giaovien").await.to_string(), app.person("totruong").await.to_string());
    let fields = principal.get(&path).await.fields();
    let refused = principal.post_form(&path, &with(&fields, &[("t30", hoa.as_str()), ("t31", stranger.as_str())])).await;
    assert_eq!(refused.status, 422);
    assert!(refused.words().contains("Tuần 31: chọn một người trong danh sách."), "{}", refused.words());
    assert_eq!(turn(&refused, 30), hoa);
    let refused = principal.post_form(&path, &with(&fields, &[("do", "share"), ("order", ""), ("t30", hoa.as_str())])).await;
    assert_eq!((refused.status, turn(&refused, 30)), (422, hoa));
    assert!(refused.words().contains("Chọn ít nhất một người."), "{}", refused.words());
    assert_eq!(principal.get("/cai-dat/luot-day/khong-co").await.status, 404);
}

#[tokio::test]
async fn turns_are_the_leaderships_alone() {
    let app = TestApp::demo().await;
    let path = path(&app, "4A").await;
    let fields = app.as_principal().await.get(&path).await.fields();
    let before = app.facts().await.regime.organisation.turns.clone();
    for username in ["giaovien", "totruong", "quanly"] {
        let user = app.as_user(username).await;
        assert_eq!(user.get("/cai-dat/luot-day").await.status, 403, "{username}");
        assert_eq!(user.get(&path).await.status, 403, "{username}");
        assert_eq!(user.post_form(&path, &with(&fields, &[("t30", "")])).await.status, 403, "{username}");
    }
    assert_eq!(app.facts().await.regime.organisation.turns, before);
}
