//! Who opens which records: the page of the setting, what the record says of it, and every way to a file under it.

use axum::http::StatusCode;
use domain::obligations::Obligation;

use crate::support::{TestApp, with};

/// The ways to what was handed in.
fn ways(receipt: &str) -> [String; 5] {
    [
        format!("/bien-nhan/{receipt}"),
        format!("/tep/{receipt}/0"),
        format!("/xem/{receipt}/0"),
        format!("/phieu-duyet/{receipt}"),
        format!("/phieu-kiem-tra/{receipt}"),
    ]
}

#[tokio::test]
async fn a_plan_that_becomes_a_record_about_children_shuts_every_way_at_once() {
    let app = TestApp::demo().await;
    let (principal, head) = (app.as_principal().await, app.as_head().await);
    let receipt = app.receipt_of("giaovien").await.to_string();
    let facts = app.facts().await;
    let is_it = |one: &&Obligation| one.handed_in.as_ref().is_some_and(|last| last.submission.to_string() == receipt);
    let record = facts.obligations.iter().find(is_it).unwrap();
    let address = format!("/cai-dat/ai-duoc-xem/{}", record.terms.record_type);
    head.get(&ways(&receipt)[0]).await.is(StatusCode::OK);
    assert_eq!(head.get(&address).await.status, 403);
    principal.get("/cai-dat/ai-duoc-xem").await.says("Sổ theo dõi sức khỏe").says("Dùng để theo dõi và chăm sóc sức khỏe của trẻ");
    let page = principal.get(&address).await;
    let sent = page.fields();
    // Nothing typed is lost.
    let long = "x".repeat(200);
    let wrong = principal.post_form(&address, &with(&sent, &[("sensitivity", "child"), ("purpose", &long)])).await;
    assert_eq!(wrong.status, 422);
    wrong.says("Viết gọn trong 160 ký tự.").says(&long);
    let child = with(&sent, &[("sensitivity", "child"), ("purpose", "nhận xét từng trẻ")]);
    assert_eq!(head.post_form(&address, &child).await.status, 403);
    assert_eq!(principal.post_form(&address, &child).await.location(), "/cai-dat/ai-duoc-xem?da-luu=1");
    // The form of before is shown once more instead of undoing that.
    let stale = principal.post_form(&address, &with(&sent, &[("sensitivity", "ordinary")])).await;
    assert_eq!(stale.status, 422);
    stale.says("vừa được người khác đổi");
    for way in ways(&receipt) {
        let answer = head.get(&way).await;
        assert_eq!(answer.status, 403, "{way}");
        answer.says("Hồ sơ này có thông tin riêng của trẻ").says("Chỉ mở cho: người nộp, ban giám hiệu");
    }
    // That it is owed, and how it stands, is still seen, and what it is for.
    head.get(&format!("/ho-so/{}", record.id)).await.says("Dùng để nhận xét từng trẻ; ai được xem: người nộp, ban giám hiệu.");
    app.as_teacher().await.get(&ways(&receipt)[0]).await.is(StatusCode::OK);
    let log = principal.get("/nhat-ky").await;
    log.says("đổi ai được xem một loại hồ sơ");
}

#[tokio::test]
async fn whoever_only_finds_a_machine_signed_in_moves_no_fence() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let facts = app.facts().await;
    let health = facts.regime.record_types.iter().find(|one| one.name == "Sổ theo dõi sức khỏe").unwrap();
    let address = format!("/cai-dat/ai-duoc-xem/{}", health.id);
    let fields = principal.get(&address).await.fields();
    let typed = [("sensitivity", "ordinary"), ("purpose", "cả tổ cùng xem")];
    let sent = with(&fields, &typed);
    app.clock.advance(chrono::TimeDelta::minutes(6));
    let asked = principal.post_form(&address, &sent).await;
    assert_eq!(asked.status, 422);
    asked.says("Gõ mật khẩu đang dùng rồi gửi lại").says("cả tổ cùng xem");
    assert_eq!(app.facts().await.record_type(health.id).unwrap().sensitivity, health.sensitivity);
    let proved = with(&fields, &[&typed[..], &[("proof", server::startup::DEMO_PASSWORD)]].concat()).to_vec();
    assert_eq!(principal.post_form(&address, &proved).await.location(), "/cai-dat/ai-duoc-xem?da-luu=1");
}
