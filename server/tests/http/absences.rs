//! "Nghỉ và dạy thay": noted in two steps, told to both, and ended.

use crate::support::{TestApp, with};

/// Due on Friday 27 November; the turn of cô Hoa, who is the teacher of these tests.
const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
const FORM: &str = "/vang-mat/ghi";

#[tokio::test]
async fn the_leadership_notes_who_is_away_and_the_duty_passes_and_comes_back() {
    let app = TestApp::demo().await;
    let (principal, teacher, head) = (app.as_principal().await, app.as_teacher().await, app.as_head().await);
    let (person, cover) = (app.person("giaovien").await.to_string(), app.person("totruong").await.to_string());
    principal.get(&format!("/can-bo/{person}")).await.says(&format!("href=\"{FORM}?person={person}\""));
    let empty = principal.get(&format!("{FORM}?person={person}")).await;
    assert_eq!(empty.field("from").as_deref(), Some("26/11/2026"));
    let key = empty.field("key").unwrap();
    let query = format!(
        "key={key}&person={person}&kind=sick&from=26%2F11%2F2026&until=04%2F12%2F2026&duties=cover&cover={cover}&words=s%E1%BB%91t"
    );
    assert_eq!(teacher.get(&format!("{FORM}?{query}")).await.status, 403);
    let before = app.fingerprint().await;
    let shown = principal.get(&format!("{FORM}?{query}")).await;
    assert_eq!(app.fingerprint().await, before, "a preview changes nothing");
    shown.says("do người dạy thay nộp").says(PLAN);
    let sent = shown.confirmation(FORM);
    let other = principal.post_form(FORM, &with(&sent, &[("until", "11/12/2026")])).await;
    assert_eq!(other.status, 200, "another one is shown first");
    assert!(app.facts().await.absences.is_empty());
    for _ in 0..2 {
        principal.post_form(FORM, &with(&sent, &[])).await.leads_to("/vang-mat?xong=ghi");
    }
    assert_eq!(app.facts().await.absences.len(), 1);
    principal.get("/vang-mat").await.says("Nghỉ ốm: sốt").says("dạy thay");
    head.get("/thong-bao").await.says("Dạy thay cô");
    head.get("/viec-cua-toi").await.says(PLAN);
    let list = head.get("/vang-mat").await;
    list.says("dạy thay");
    assert!(!list.words().contains("sốt"), "whoever covers need not know why");
    teacher.get("/thong-bao").await.says("dạy thay; hồ sơ của lớp");
    let id = app.facts().await.absences[0].id;
    let end = format!("/vang-mat/{id}/da-ve");
    for visitor in [&teacher, &head] {
        assert_eq!(visitor.post_form(&end, &[("reason", "Đã khỏi")]).await.status, 403);
    }
    assert_eq!(principal.post_form(&end, &[("reason", "")]).await.status, 422);
    principal.post_form(&end, &[("reason", "Đã khỏi")]).await.leads_to("/vang-mat?xong=het");
    assert_eq!(principal.post_form(&end, &[("reason", "Đã khỏi hẳn")]).await.status, 409);
    head.get("/thong-bao").await.says("Thôi dạy thay");
}
