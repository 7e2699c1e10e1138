//! "/kiem-tra-tai-khoan": checked by the leadership, mended by whoever is to, followed up, and printed.

use crate::support::{TestApp, with};

const TEAM: &str = "lvthanh";

#[tokio::test]
async fn a_check_is_recorded_mended_and_printed() {
    let app = TestApp::demo().await;
    let (principal, team, teacher) = (app.as_principal().await, app.as_user(TEAM).await, app.as_teacher().await);
    assert_eq!(teacher.get("/kiem-tra-tai-khoan").await.status, 403);
    assert_eq!(team.get("/kiem-tra-tai-khoan/ghi").await.status, 403);
    team.get("/kiem-tra-tai-khoan").await.says("Chờ tôi xử lý").says("Không còn việc nào chờ xử lý.");
    principal.get("/can-bo").await.says("href=\"/kiem-tra-tai-khoan\"");
    let page = principal.get("/kiem-tra-tai-khoan/ghi").await;
    page.says("Lâu không đăng nhập: Đỗ Văn Yên").says("Xử lý xong chậm nhất");
    // Nobody is chosen by the page itself, and sent as it came it says so.
    let empty = page.fields();
    assert_eq!(principal.post_form("/kiem-tra-tai-khoan/ghi", &with(&empty, &[])).await.status, 422);
    let team_id = app.person(TEAM).await.to_string();
    let sent: Vec<(String, String)> =
        with(&empty, &[("all", &team_id)]).into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    // Nothing typed is lost.
    let wrong = principal.post_form("/kiem-tra-tai-khoan/ghi", &with(&sent, &[("by0", "hôm qua"), ("note0", "xem lại sổ")])).await;
    assert_eq!(wrong.status, 422);
    wrong.says("Ghi ngày/tháng/năm").says("xem lại sổ");
    // Others were found by then.
    let stale = principal.post_form("/kiem-tra-tai-khoan/ghi", &with(&sent, &[("seen", "x"), ("note", "kiểm tra tháng 11")])).await;
    assert_eq!(stale.status, 409);
    stale.says("đã khác với lúc mở trang").says("kiểm tra tháng 11");
    assert_eq!(teacher.post_form("/kiem-tra-tai-khoan/ghi", &with(&sent, &[])).await.status, 403);
    let done = principal.post_form("/kiem-tra-tai-khoan/ghi", &with(&sent, &[("note", "kiểm tra tháng 11")])).await;
    let address = done.location().split('?').next().unwrap_or_default().to_owned();
    principal.get(&address).await.says("Lần kiểm tra số 1").says("kiểm tra tháng 11").says("Chờ xử lý");
    let again = principal.post_form("/kiem-tra-tai-khoan/ghi", &with(&sent, &[("note", "kiểm tra tháng 11")])).await;
    again.leads_to(&format!("{address}?xong=ghi"));
    principal.get("/kiem-tra-tai-khoan").await.says("Các lần đã kiểm tra").says("Lần kiểm tra số 1");
    let minutes = principal.get(&format!("{address}/in")).await;
    minutes.says("BIÊN BẢN KIỂM TRA BẢO MẬT TÀI KHOẢN").says("không phải bằng chứng");
    for other in [&team, &teacher] {
        assert_eq!(other.get(&address).await.status, 403);
        assert_eq!(other.get(&format!("{address}/in")).await.status, 403);
    }
    // Whoever is to mend it reads so where they begin, which is the dashboard for the management team.
    for start in ["/viec-cua-toi", "/bang-theo-doi"] {
        team.get(start).await.says("điều về tài khoản chờ xử lý").says("href=\"/kiem-tra-tai-khoan\"");
    }
    // The dashboard of the leadership says nothing while there is time.
    assert!(!principal.get("/bang-theo-doi").await.words().contains("quá hạn xử lý"));
    let mend = format!("{address}/xu-ly");
    assert_eq!(teacher.post_form(&mend, &[("number", "1"), ("words", "đã hỏi rồi")]).await.status, 403);
    // The last one is about whoever has not signed in for long, and not about the principal.
    let last = sent.iter().filter(|(name, _)| name.starts_with("by")).count().to_string();
    let short = principal.post_form(&mend, &[("number", &last), ("words", "ok")]).await;
    assert_eq!(short.status, 422);
    short.says("Ghi đã làm gì");
    principal.post_form(&mend, &[("number", &last), ("words", "đã gọi điện")]).await.leads_to("/kiem-tra-tai-khoan?xong=xong");
    principal.get(&address).await.says("báo đã xử lý lúc").says("máy vẫn còn thấy");
    assert_eq!(principal.post_form(&mend, &[("number", "999"), ("words", "đã hỏi rồi")]).await.status, 404);
}
