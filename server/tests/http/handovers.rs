//! "/ban-giao": looked at, confirmed by the leadership, signed by both sides, and told while anything is left.

use crate::support::{TestApp, with};

const THAO: &str = "vtpthao";

#[tokio::test]
async fn a_class_is_handed_over_and_both_sides_sign() {
    let app = TestApp::demo().await;
    let (principal, teacher, thao) = (app.as_principal().await, app.as_teacher().await, app.as_user(THAO).await);
    let (head, health) = (app.as_head().await, app.as_health().await);
    let (hoa_id, thao_id) = (app.person("giaovien").await.to_string(), app.person(THAO).await.to_string());
    let address = format!("/ban-giao/cua/{hoa_id}");
    principal.get(&format!("/can-bo/{hoa_id}")).await.says(&format!("href=\"{address}\""));
    for other in [&teacher, &thao, &head] {
        assert_eq!(other.get(&address).await.status, 403);
    }
    let page = principal.get(&address).await;
    page.says("Một người nhận tất cả").says("Giáo viên lớp 4A");
    let sent = page.fields();
    let filled = with(&sent, &[("leaving", "school"), ("last", "27/11/2026"), ("all", &thao_id), ("words", "chuyển trường")]);
    // Nothing typed is lost.
    let wrong = principal.post_form(&address, &with(&sent, &[("last", "mai"), ("words", "chuyển trường")])).await;
    assert_eq!(wrong.status, 422);
    wrong.says("Ghi ngày/tháng/năm").says("chuyển trường");
    // Looked at, nothing is done yet.
    let shown = principal.post_form(&address, &filled).await;
    shown.says("Xem trước").says("giữ việc đến hết ngày 27/11/2026").says("chuyển trường").says("Tài khoản còn mở");
    principal.get("/ban-giao").await.says("Chưa có lần bàn giao nào.");
    let confirmed = shown.confirmation(&address);
    let stale = with(&confirmed, &[("seen", "x")]);
    let another = principal.post_form(&address, &stale).await;
    assert_eq!(another.status, 409);
    another.says("đã khác với lúc xem trước").says("chuyển trường");
    assert_eq!(head.post_form(&address, &with(&confirmed, &[])).await.status, 403);
    let done = principal.post_form(&address, &with(&confirmed, &[])).await;
    let handover = done.location().split('?').next().unwrap_or_default().to_owned();
    principal.post_form(&address, &with(&confirmed, &[])).await.leads_to(&format!("{handover}?xong=ghi"));
    // Both sides, the head and the leadership read it; nobody else does.
    for reader in [&principal, &teacher, &thao, &head] {
        reader.get(&handover).await.says("BIÊN BẢN BÀN GIAO").says("chưa ký");
    }
    // The paper itself says what goes over, and not that it waits for names; the school has its place under it.
    let page = principal.get(&handover).await;
    let paper = page.html().split("school-paper").nth(1).unwrap_or_default();
    assert!(paper.contains("hồ sơ chưa nộp có hạn sau ngày đó") && !paper.contains("chưa ký"), "{paper}");
    assert!(paper.contains("HIỆU TRƯỞNG") && paper.contains("Nguyễn Thị Minh Nguyệt") && paper.contains("còn mở"), "{paper}");
    assert_eq!(health.get(&handover).await.status, 404);
    // Nobody has to look for it.
    teacher.get("/viec-cua-toi").await.says("Biên bản bàn giao của mình chờ ký").says("cô Thảo nhận").says(&handover);
    thao.get("/viec-cua-toi").await.says("Nhận bàn giao từ cô Hoa").says(&handover);
    let sign = format!("{handover}/ky");
    assert_eq!(head.post_form(&sign, &[("person", &hoa_id)]).await.status, 403);
    thao.post_form(&sign, &[("person", &thao_id)]).await.leads_to(&format!("{handover}?xong=ky"));
    principal.post_form(&sign, &[("person", &hoa_id)]).await.leads_to(&format!("{handover}?xong=ky"));
    assert!(!thao.get("/viec-cua-toi").await.words().contains("Nhận bàn giao"));
    principal.get(&handover).await.says("Tôi đã nhận").says("ký trên giấy");
    thao.get("/ban-giao").await.says("Giáo viên lớp 4A: cô Thảo nhận");
    // Nobody signs minutes for themselves in the log.
    principal.get("/nhat-ky").await.says("ký biên bản bàn giao số 1.").says("đã ký trên giấy biên bản bàn giao số 1");
}

#[tokio::test]
async fn whoever_only_finds_a_machine_signed_in_hands_nothing_over_and_signs_nothing() {
    let app = TestApp::demo().await;
    let (principal, thao) = (app.as_principal().await, app.as_user(THAO).await);
    let (hoa_id, thao_id) = (app.person("giaovien").await.to_string(), app.person(THAO).await.to_string());
    let address = format!("/ban-giao/cua/{hoa_id}");
    let sent = principal.get(&address).await.fields();
    let filled = with(&sent, &[("leaving", "posts"), ("last", "27/11/2026"), ("all", &thao_id), ("words", "đổi lớp")]);
    let confirmed = principal.post_form(&address, &filled).await.confirmation(&address);
    app.clock.advance(chrono::TimeDelta::minutes(6));
    let asked = principal.post_form(&address, &with(&confirmed, &[])).await;
    assert_eq!(asked.status, 422);
    asked.says("Gõ mật khẩu đang dùng rồi gửi lại").says("đổi lớp").says("Xem trước");
    principal.get("/ban-giao").await.says("Chưa có lần bàn giao nào.");
    let proved = with(&confirmed, &[("proof", server::startup::DEMO_PASSWORD)]);
    let done = principal.post_form(&address, &proved).await;
    assert_eq!(done.status, 303, "{}", done.words());
    let sign = format!("{}/ky", done.location().split('?').next().unwrap_or_default());
    let asked = thao.post_form(&sign, &[("person", &thao_id)]).await;
    assert_eq!(asked.status, 422);
    asked.says("Gõ mật khẩu đang dùng rồi gửi lại").says("chưa ký");
    let proved = [("person", thao_id.as_str()), ("proof", server::startup::DEMO_PASSWORD)];
    thao.post_form(&sign, &proved).await.leads_to(&sign.replace("/ky", "?xong=ky"));
}
