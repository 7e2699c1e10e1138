//! "/du-lieu-cua-toi" and "/yeu-cau-du-lieu": asked with one tap, answered within two working days, taken by whose it is.

use crate::support::{TestApp, with};

/// The address of the button that takes what was given.
pub fn way(page: &str) -> String {
    let begin = page.find("/du-lieu-cua-toi/").expect("there is something to take");
    page[begin..].chars().take_while(|letter| !['"', '?'].contains(letter)).collect()
}

/// The address of the button that gives what was asked for.
pub fn giving(page: &str) -> String {
    let end = page.find("/giao?").expect("there is something to give");
    let begin = page[..end].rfind("/yeu-cau-du-lieu/").expect("an address");
    page[begin..end + "/giao".len()].to_owned()
}

#[tokio::test]
async fn a_teacher_asks_with_one_tap_and_takes_her_own_data() {
    let app = TestApp::demo_at("2026-11-25T14:20:00+07:00").await;
    let (teacher, management, head) = (app.as_teacher().await, app.as_management().await, app.as_head().await);
    teacher.get("/tai-khoan").await.says("Dữ liệu của tôi");
    let page = teacher.get("/du-lieu-cua-toi").await;
    page.says("Chưa yêu cầu lần nào.");
    let asked = page.fields();
    teacher.post_form("/du-lieu-cua-toi", &with(&asked, &[])).await.leads_to("/du-lieu-cua-toi?xong=gui");
    // A second click is no second request, and a new one waits for the first.
    teacher.post_form("/du-lieu-cua-toi", &with(&asked, &[])).await.leads_to("/du-lieu-cua-toi?xong=gui");
    let again = teacher.post_form("/du-lieu-cua-toi", &[("reason", "Chuyển trường")]).await;
    assert_eq!(again.status, 409);
    again.says("Yêu cầu số 1 đang chờ, hạn trả lời thứ Sáu 27/11/2026");
    // The register is for leadership and management team.
    assert_eq!(head.get("/yeu-cau-du-lieu").await.status, 403);
    let register = management.get("/yeu-cau-du-lieu").await;
    register.says("1 yêu cầu đang chờ").says("Mới");
    let give = giving(register.html());
    assert_eq!(head.post_form(&give, &[]).await.status, 403);
    // Nothing typed is lost, and nobody is refused without a clause.
    let refuse = give.replace("/giao", "/tu-choi");
    let wrong = management.post_form(&refuse, &[("reason", "Vừa giao hôm qua rồi")]).await;
    assert_eq!(wrong.status, 422);
    wrong.says("Vừa giao hôm qua rồi").says("Viết rõ hơn một chút");
    let take = give.replace("/yeu-cau-du-lieu/", "/du-lieu-cua-toi/").replace("/giao", "/tai");
    assert_eq!(teacher.post_form(&take, &[("format", "html")]).await.status, 409, "nothing is given yet");
    management.post_form(&give, &[]).await.leads_to("/yeu-cau-du-lieu?xong=giao");
    let page = teacher.get("/du-lieu-cua-toi").await;
    page.says("Đã giao");
    assert_eq!(way(page.html()), take);
    for other in [&management, &head] {
        assert_eq!(other.post_form(&take, &[("format", "html")]).await.status, 403, "the request of another");
    }
    assert_eq!(teacher.post_form(&take, &[("format", "exe")]).await.status, 400);
    let html = teacher.post_form(&take, &[("format", "html")]).await;
    assert_eq!(html.header("content-disposition"), "attachment; filename=\"du-lieu-2026-11-25.html\"");
    html.says("Nguyễn Thị Hoa").says("Giáo viên lớp 4A").says("Giáo án tuần");
    let json = teacher.post_form(&take, &[("format", "json")]).await.json();
    let tables: Vec<&str> = json["tables"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(tables, ["profile", "positions", "browsers", "requests", "hand_ins", "comments", "entries", "log"]);
    let whole = json.to_string();
    assert!(!whole.contains("argon2"), "no hash of a password");
    let thao = app.facts().await.organisation().person(app.person("vtpthao").await).unwrap().name.to_string();
    assert!(!whole.contains(&thao), "nothing of her colleague");
    management.get("/nhat-ky").await.says("tải dữ liệu cá nhân của mình, yêu cầu số 1");
}

#[tokio::test]
async fn only_who_cannot_sign_in_is_entered_and_served_by_the_register() {
    let app = TestApp::demo_at("2026-11-25T14:20:00+07:00").await;
    let (principal, herself) = (app.as_principal().await, app.as_teacher().await);
    let hoa = app.person("giaovien").await.to_string();
    let fields = [("person", hoa.as_str()), ("identity", "Xem căn cước công dân")];
    let refused = principal.post_form("/yeu-cau-du-lieu", &fields).await;
    assert_eq!(refused.status, 403);
    refused.says("đang dùng được tài khoản, tự yêu cầu được").says("Xem căn cước công dân");
    assert_eq!(principal.post_form(&format!("/can-bo/{hoa}/tam-khoa"), &[]).await.status, 303);
    // Whoever is shut out takes nothing by a page that is still open.
    assert_eq!(herself.post_form("/du-lieu-cua-toi", &[]).await.status, 303);
    principal.get("/yeu-cau-du-lieu").await.says("Chưa có yêu cầu nào.");
    principal.post_form("/yeu-cau-du-lieu", &fields).await.leads_to("/yeu-cau-du-lieu?xong=ghi");
    let register = principal.get("/yeu-cau-du-lieu").await;
    register.says("Xác minh: Xem căn cước công dân.");
    let give = giving(register.html());
    principal.post_form(&give, &[]).await.leads_to("/yeu-cau-du-lieu?xong=giao");
    let page = principal.get("/yeu-cau-du-lieu").await;
    let html = principal.post_form(&way(page.html()), &[("format", "html")]).await;
    html.says("Nguyễn Thị Hoa").says("đang tạm khóa");
    let teacher = app.as_user("vtpthao").await;
    assert_eq!(teacher.post_form(&way(page.html()), &[("format", "html")]).await.status, 403);
}

#[tokio::test]
async fn whoever_only_manages_accounts_reads_nobodys_data_by_shutting_them_out() {
    let app = TestApp::demo_at("2026-11-25T14:20:00+07:00").await;
    let (management, principal) = (app.as_management().await, app.as_principal().await);
    let nurse = app.person("yte").await.to_string();
    assert_eq!(management.post_form(&format!("/can-bo/{nurse}/tam-khoa"), &[]).await.status, 303);
    let fields = [("person", nurse.as_str()), ("identity", "Gọi lại số điện thoại đã lưu")];
    management.post_form("/yeu-cau-du-lieu", &fields).await.leads_to("/yeu-cau-du-lieu?xong=ghi");
    let give = giving(principal.get("/yeu-cau-du-lieu").await.html());
    let page = management.get("/yeu-cau-du-lieu").await;
    page.says("Ban giám hiệu giao và tải về.");
    assert!(!page.html().contains("/giao?"), "no button that would be refused");
    let alone = management.post_form(&give, &[]).await;
    assert_eq!(alone.status, 403);
    alone.says("Yêu cầu ghi hộ do hiệu trưởng hoặc phó hiệu trưởng giao và tải về");
    principal.post_form(&give, &[]).await.leads_to("/yeu-cau-du-lieu?xong=giao");
    let take = way(principal.get("/yeu-cau-du-lieu").await.html());
    assert_eq!(management.post_form(&take, &[("format", "html")]).await.status, 403);
    assert!(!management.get("/yeu-cau-du-lieu").await.html().contains(&take));
    principal.post_form(&take, &[("format", "html")]).await.says("Sổ theo dõi sức khỏe");
}
