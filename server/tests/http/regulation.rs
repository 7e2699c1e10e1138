//! "/quy-che": adopted and amended by the principal, promised by everybody for themselves, listed, printed and reminded of.

use crate::support::{Answer, TestApp, with};

const TEAM: &str = "lvthanh";
const FORM: &str = "/quy-che/ban-moi";

/// What the form would send as it is shown, the words of its clauses with it.
fn as_shown(page: &Answer) -> Vec<(String, String)> {
    let text = |part: &str| {
        let name = part.split("name=\"").nth(1)?.split('"').next()?;
        let words = part.split_once('>')?.1.split("</textarea>").next()?.replace("&amp;", "&");
        Some((name.to_owned(), words))
    };
    page.fields().into_iter().chain(page.html().split("<textarea ").skip(1).filter_map(text)).collect()
}

/// The fields of the form as it is shown, with a decision and a day.
fn filled<'f>(sent: &'f [(String, String)], more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let mut fields = with(sent, &[("decision", "31/QĐ-TrMNNT"), ("do", "publish")]);
    for (name, value) in more {
        fields.retain(|(known, _)| known != name);
        fields.push((*name, *value));
    }
    fields
}

#[tokio::test]
async fn the_starting_text_is_read_by_everybody_and_adopted_by_the_principal_alone() {
    let app = TestApp::demo().await;
    let (principal, vice, teacher) = (app.as_principal().await, app.as_user("dtavan").await, app.as_teacher().await);
    let page = teacher.get("/quy-che").await;
    page.says("Văn bản khởi đầu").says("Điều 3. Nhiệm vụ và quyền hạn của Hiệu trưởng").says("Điều 7b");
    // Linked for those who may open it, and named for everybody.
    page.says("href=\"/viec-cua-toi\"").says("Kiểm tra bảo mật tài khoản");
    assert!(!page.html().contains("href=\"/kiem-tra-tai-khoan\""));
    assert!(!page.words().contains("Tôi đã đọc và cam kết thực hiện"));
    principal.get("/quy-che").await.says("href=\"/kiem-tra-tai-khoan\"").says("Tháng 11/2026").says(FORM);
    for other in [&vice, &teacher] {
        assert_eq!(other.get(FORM).await.status, 403);
    }
    let sent = as_shown(&principal.get(FORM).await);
    assert_eq!(vice.post_form(FORM, &filled(&sent, &[])).await.status, 403);
    // Nothing typed is lost, and the way to the first field that is wrong stands above.
    let long = "Điều này rất dài. ".repeat(600);
    let wrong = principal.post_form(FORM, &filled(&sent, &[("t2", &long), ("from", "mai"), ("t3", "Lập tổ quản lý.")])).await;
    assert_eq!(wrong.status, 422);
    wrong.says("Đến chỗ cần sửa").says("nhiều nhất 5000").says("Ghi ngày/tháng/năm").says("Lập tổ quản lý.").says(long.trim());
    let empty = principal.post_form(FORM, &filled(&sent, &[("t4", " ")])).await;
    assert_eq!(empty.status, 422);
    empty.says("Điều này chưa có nội dung");
    let adopted = [("signed_on", "05/09/2024"), ("from", "06/09/2024")];
    principal.post_form(FORM, &filled(&sent, &adopted)).await.leads_to("/quy-che?xong=ban-hanh");
    principal.get("/quy-che").await.says("Bản 1").says("31/QĐ-TrMNNT").says("0 trên ");
    // The second tab was opened before.
    let other =
        [("signed_on", "05/09/2024"), ("key", "0193f3a0-0000-7000-8000-0000000000aa"), ("t2", "Mỗi người giữ tài khoản của mình.")];
    let stale = principal.post_form(FORM, &filled(&sent, &other)).await;
    assert_eq!(stale.status, 409);
    stale.says("Bản 1 vừa được ban hành").says("Mỗi người giữ tài khoản của mình.");
}

#[tokio::test]
async fn everybody_promises_in_one_tap_is_asked_again_and_stands_in_the_list() {
    let app = TestApp::demo().await;
    let (principal, team, teacher) = (app.as_principal().await, app.as_user(TEAM).await, app.as_teacher().await);
    assert!(!teacher.get("/viec-cua-toi").await.words().contains("chờ đọc và cam kết"));
    let sent = as_shown(&principal.get(FORM).await);
    let adopted = [("signed_on", "05/09/2024"), ("from", "06/09/2024")];
    principal.post_form(FORM, &filled(&sent, &adopted)).await.leads_to("/quy-che?xong=ban-hanh");
    // One line where work begins; the work itself goes on.
    teacher.get("/viec-cua-toi").await.says("Quy chế có bản 1 chờ đọc và cam kết").says("href=\"/quy-che\"");
    principal.get("/bang-theo-doi").await.says("Quy chế có bản 1 chờ đọc và cam kết");
    let asked = teacher.get("/quy-che").await;
    let fields = asked.says("Tôi đã đọc và cam kết thực hiện").fields();
    let version = fields.iter().find(|(name, _)| name == "version").unwrap().1.clone();
    teacher.post_form("/quy-che/cam-ket", &[("version", &version)]).await.leads_to("/quy-che?xong=cam-ket");
    teacher.get("/quy-che").await.says("đã đọc và cam kết thực hiện bản này lúc");
    teacher.post_form("/quy-che/cam-ket", &[("version", &version)]).await.leads_to("/quy-che?xong=cam-ket");
    assert!(!teacher.get("/viec-cua-toi").await.words().contains("chờ đọc và cam kết"));
    teacher.get("/nhat-ky").await.says("đã đọc và cam kết thực hiện quy chế bản 1");
    let list = format!("/quy-che/{version}/cam-ket");
    assert_eq!(teacher.get(&list).await.status, 403);
    assert_eq!(teacher.get(&format!("{list}/in")).await.status, 403);
    team.get(&list).await.says("1 trên ").says("Chưa");
    team.get(&format!("{list}/in")).await.says("CAM KẾT THỰC HIỆN QUY CHẾ").says("Ký tên");
    // Whoever has not is reminded, once a day.
    let remind = format!("/quy-che/{version}/nhac");
    assert_eq!(teacher.post_form(&remind, &[]).await.status, 403);
    team.post_form(&remind, &[]).await.leads_to(&format!("{list}?xong=nhac"));
    let again = principal.post_form(&remind, &[]).await;
    assert_eq!(again.status, 409);
    again.says("Hôm nay đã nhắc lúc");
    app.as_user("totruong").await.get("/thong-bao").await.says("Nhắc cam kết");
    assert!(!teacher.get("/thong-bao").await.words().contains("Nhắc cam kết"));
    // A new version from tomorrow: nobody is asked today, and nobody promises to keep it before its day.
    let sent = as_shown(&principal.get(FORM).await);
    let changed = filled(&sent, &[("t2", "Mỗi người giữ tài khoản của mình."), ("from", "26/11/2026")]);
    principal.post_form(FORM, &changed).await.leads_to("/quy-che?xong=ban-hanh");
    let key = sent.iter().find(|(name, _)| name == "key").unwrap().1.clone();
    let early = teacher.post_form("/quy-che/cam-ket", &[("version", &key)]).await;
    assert_eq!(early.status, 409);
    early.says("thi hành từ ngày 26/11/2026");
    teacher.get(&format!("/quy-che/{key}")).await.says("chưa đến ngày thi hành").says("Mỗi người giữ tài khoản của mình.");
    teacher.get(&format!("/quy-che/{key}/thay-doi")).await.says("1 điều, khoản thay đổi, 28 không đổi").says("Điều 2");
    assert_eq!(teacher.get(&format!("/quy-che/{version}/thay-doi")).await.status, 404, "nothing came before the first one");
}

#[tokio::test]
async fn a_text_is_pasted_and_read_before_anything_is_published() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let sent = as_shown(&principal.get(FORM).await);
    let text = "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\na) Cho cả trường.\nb) Từ hôm nay.\nNơi nhận:\n- Lưu";
    let read = principal.post_form(FORM, &filled(&sent, &[("do", "read"), ("regulation", text)])).await;
    assert_eq!(read.status, 200);
    read.says("Đã đọc được 2 điều, khoản").says("Cho cả trường.").says("31/QĐ-TrMNNT");
    let nothing = principal.post_form(FORM, &filled(&sent, &[("do", "read"), ("regulation", "Không có gì")])).await;
    assert_eq!(nothing.status, 422);
    nothing.says("Chưa thấy điều nào").says("Không có gì");
    principal.get("/quy-che").await.says("Văn bản khởi đầu");
}
