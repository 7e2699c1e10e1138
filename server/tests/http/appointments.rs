//! Nobody raises their own rights: appointments that wait, attacked by those who would profit from them.

use domain::staff::AppointmentId;

use crate::support::{Answer, Multipart, TestApp, User, WORD};

const WAITING: &str = "/can-bo/cho-xac-nhan";
const TODAY: &str = "25/11/2026";

/// A file and the receipt of the school nurse, which the management team does not open.
async fn health(app: &TestApp) -> [String; 2] {
    let receipt = app.receipt_of("yte").await;
    [format!("/bien-nhan/{receipt}"), format!("/tep/{receipt}/0")]
}

async fn appoint(app: &TestApp, by: &User, username: &str, post: &str, place: &str) -> Answer {
    let address = format!("/can-bo/{}/chuc-vu", app.person(username).await);
    by.post_form(&address, &[("post", post), ("place", place), ("from", TODAY)]).await
}

async fn waiting(app: &TestApp) -> Vec<AppointmentId> {
    app.facts().await.organisation().waiting.iter().map(|one| one.id).collect()
}

async fn statuses(user: &User, addresses: &[String]) -> Vec<u16> {
    let mut statuses = Vec::new();
    for address in addresses {
        statuses.push(user.get(address).await.status);
    }
    statuses
}

#[tokio::test]
async fn the_management_team_reads_no_health_file_by_appointing_itself() {
    let app = TestApp::demo().await;
    let manager = app.as_management().await;
    let health = health(&app).await;
    let classes: Vec<String> = app.facts().await.organisation().classes.iter().map(|one| one.name.clone()).collect();
    let plan = format!("/bien-nhan/{}", app.receipt_of("giaovien").await);
    for (post, place) in [
        ("section-holder", "Y tế học đường"),
        ("section-holder", "Kế toán"),
        ("head", "Mẫu giáo 4–5 tuổi"),
        ("deputy-head", "Văn phòng"),
        ("teacher", classes.join(", ").as_str()),
    ] {
        assert_eq!(appoint(&app, &manager, "quanly", post, place).await.status, 303, "{post}");
    }
    assert_eq!(statuses(&manager, &health).await, [403, 403]);
    assert_eq!(manager.get(&plan).await.status, 403);
    let own = manager.get(&format!("/can-bo/{}", app.person("quanly").await)).await;
    own.says("Chưa có hiệu lực").says("Chờ người khác trong ban giám hiệu xác nhận, trước đó chưa mở thêm hồ sơ nào");

    // By hand, past the page, one by one and all at once.
    let ids = waiting(&app).await;
    assert_eq!(ids.len(), 4 + classes.len());
    for id in &ids {
        assert_eq!(manager.post_form(&format!("{WAITING}/{id}"), &[]).await.status, 403);
    }
    let all: Vec<(&str, String)> = ids.iter().map(|id| ("appointment", id.to_string())).collect();
    let all: Vec<(&str, &str)> = all.iter().map(|(name, id)| (*name, id.as_str())).collect();
    assert_eq!(manager.post_form(&format!("{WAITING}/tat-ca"), &all).await.status, 403);
    assert_eq!(waiting(&app).await.len(), ids.len());
    assert_eq!(statuses(&manager, &health).await, [403, 403]);

    // The principal sees what each would open, and it is hers to give.
    let principal = app.as_principal().await;
    let page = principal.get(WAITING).await;
    page.says("Thầy Phạm Văn Định ghi lúc").says("Hồ sơ kín trong đó: Sổ theo dõi sức khỏe").says("Xác nhận cả danh sách");
    assert_eq!(principal.post_form(&format!("{WAITING}/{}", ids[0]), &[]).await.location(), "/can-bo/cho-xac-nhan?xong=1");
    assert_eq!(statuses(&manager, &health).await, [200, 200], "what the leadership gives is given");
}

#[tokio::test]
async fn a_person_made_up_for_the_place_opens_nothing_with_the_slip_that_was_kept() {
    let app = TestApp::demo().await;
    let manager = app.as_management().await;
    let health = health(&app).await;
    let key = manager.get("/can-bo").await.field("key").unwrap();
    let row = [
        ("key", key.as_str()),
        ("n0", "Kẻ Thế Thân"),
        ("g0", "co"),
        ("u0", "thethan"),
        ("p0", "section-holder"),
        ("w0", "Y tế học đường"),
        ("q0", "head"),
        ("x0", "Văn phòng"),
    ];
    let added = manager.post_form("/can-bo", &row).await;
    added.says("2 việc phân công chờ xác nhận").says("Chờ xác nhận: Tổ trưởng Văn phòng, y tế học đường");
    let password = added.html().split("<code>").nth(2).unwrap().split('<').next().unwrap().to_owned();
    let dummy = app.anonymous().at(9);
    assert_eq!(dummy.post_form("/dang-nhap", &[("username", "thethan"), ("password", &password)]).await.status, 303);
    let own = [("old", password.as_str()), ("new", "mot mat khau dai"), ("again", "mot mat khau dai")];
    assert_eq!(dummy.post_form("/doi-mat-khau", &own).await.status, 303);
    assert_eq!(statuses(&dummy, &health).await, [403, 403]);
    assert_eq!(dummy.get("/bang-theo-doi").await.status, 403);
    assert_eq!(dummy.get(WAITING).await.status, 403);
}

#[tokio::test]
async fn the_form_says_before_and_after_that_it_waits_and_the_leadership_is_told() {
    let app = TestApp::demo().await;
    let (manager, principal, vice) = (app.as_management().await, app.as_principal().await, app.as_user("phohieutruong").await);
    let thao = format!("/can-bo/{}", app.person("vtpthao").await);
    let before = "Tổ trưởng, tổ phó, tổ quản lý phần mềm, và chức vụ mở hồ sơ kín (kế toán, y tế học đường) có hiệu lực khi";
    manager.get(&thao).await.says(before);
    manager.get("/can-bo").await.says(before);
    assert!(!principal.get(&thao).await.words().contains("có hiệu lực khi"));
    principal.get(&format!("/can-bo/{}", app.person("hieutruong").await)).await.says("người khác trong ban giám hiệu xác nhận");
    principal.get(WAITING).await.says("Không có việc phân công nào đang chờ");
    assert!(!principal.get("/viec-cua-toi").await.words().contains("chờ cô xác nhận"));

    assert_eq!(appoint(&app, &manager, "vtpthao", "head", "Mẫu giáo 3–4 tuổi").await.status, 303);
    assert_eq!(appoint(&app, &manager, "vtpthao", "teacher", "4B").await.status, 303);
    let shown = manager.get(&thao).await.words();
    assert!(shown.contains("Tổ trưởng Mẫu giáo 3–4 tuổi Chờ xác nhận Thầy Phạm Văn Định ghi lúc"), "{shown}");
    let facts = app.facts().await;
    assert_eq!(facts.organisation().waiting.len(), 1, "an ordinary one is the management team's to give alone");
    for user in [&principal, &vice] {
        user.get("/viec-cua-toi").await.says("1 việc phân công chờ cô xác nhận");
        user.get("/can-bo").await.says("1 việc phân công chờ xác nhận");
    }
    assert!(!manager.get("/viec-cua-toi").await.words().contains("xác nhận"));

    // Turned down with a reason, which stands where it was entered.
    let id = waiting(&app).await[0];
    let no = format!("{WAITING}/{id}/tu-choi");
    let refused = vice.post_form(&no, &[("reason", " ")]).await;
    assert_eq!(refused.status, 422);
    refused.says("Ghi lý do");
    assert_eq!(vice.post_form(&no, &[("reason", "Chưa có quyết định")]).await.status, 303);
    manager.get(&thao).await.says("Không được đồng ý").says("Lý do: Chưa có quyết định.");
    let late = principal.post_form(&format!("{WAITING}/{id}"), &[]).await;
    assert_eq!(late.status, 409);
    late.says("Việc phân công này đã không được đồng ý");
}

#[tokio::test]
async fn two_tabs_a_second_click_and_a_forged_id_do_nothing_twice() {
    let app = TestApp::demo().await;
    let (manager, principal, vice) = (app.as_management().await, app.as_principal().await, app.as_user("phohieutruong").await);
    // The principal makes herself head: it waits for the vice principal.
    assert_eq!(appoint(&app, &principal, "hieutruong", "head", "Văn phòng").await.status, 303);
    let id = waiting(&app).await[0];
    let confirm = format!("{WAITING}/{id}");
    let own = principal.post_form(&confirm, &[]).await;
    assert_eq!(own.status, 403);
    own.says("Không ai tự xác nhận việc phân công do mình ghi hoặc cho chính mình");
    principal.get(WAITING).await.says("Chờ người khác trong ban giám hiệu xác nhận").says("Rút lại");
    assert!(!principal.get(WAITING).await.words().contains("Xác nhận Nguyễn"));
    let (first, second) = tokio::join!(vice.post_form(&confirm, &[]), vice.post_form(&confirm, &[]));
    assert_eq!((first.status, second.status), (303, 303));
    let principals = app.person("hieutruong").await;
    let held = async move |work: &mut records::Work| records::people::held(work, principals).await;
    assert_eq!(app.read(held).await.len(), 2);
    // The other tab says no to what is in effect.
    let late = vice.post_form(&format!("{confirm}/tu-choi"), &[("reason", "Nhầm người")]).await;
    assert_eq!(late.status, 409);
    late.says("đã được xác nhận và đang có hiệu lực");
    for by in [&principal, &vice] {
        assert_eq!(by.post_form(&format!("{WAITING}/{}", uuid::Uuid::now_v7()), &[]).await.status, 404);
        assert_eq!(by.post_form(&format!("{WAITING}/khong-phai-ma"), &[]).await.status, 404);
    }
    assert_eq!(manager.post_form(&format!("{WAITING}/{}", uuid::Uuid::now_v7()), &[]).await.status, 403);
}

#[tokio::test]
async fn a_start_in_the_past_is_the_leaderships_and_changes_nobodys_past() {
    let app = TestApp::demo().await;
    let (manager, principal) = (app.as_management().await, app.as_principal().await);
    // A cook, and what class 4A owed in the weeks before.
    let cook = format!("/can-bo/{}", app.person("ttsau").await);
    let begin = async |by: &User, from: &str, reason: &str| {
        let fields = [("post", "teacher"), ("place", "4A"), ("from", from), ("reason", reason)];
        by.post_form(&format!("{cook}/chuc-vu"), &fields).await
    };
    let refused = begin(&manager, "01/09/2026", "Có quyết định").await;
    assert_eq!((refused.status, refused.field("from").as_deref()), (422, Some("01/09/2026")));
    refused.says("Chọn từ hôm nay 25/11/2026; ghi lùi ngày là việc của hiệu trưởng và phó hiệu trưởng");
    assert!(!manager.get(&cook).await.words().contains("Lý do ghi lùi ngày"));
    for (from, reason, says) in [
        ("20/11/2026", "", "Ghi lý do"),
        ("01/01/1990", "Có quyết định", "Trường bắt đầu tính hồ sơ từ"),
        ("31/12/1989", "Có quyết định", "có lẽ gõ nhầm"),
    ] {
        let refused = begin(&principal, from, reason).await;
        assert_eq!(refused.status, 422, "{from}");
        refused.says(says);
    }
    let past = principal.get("/bang-theo-doi/danh-sach?tuan=5").await.words();
    assert!(past.contains("Lớp 4A") && !past.contains("Triệu Thị Sáu"));
    assert_eq!(begin(&principal, "01/10/2026", "Quyết định gửi đến muộn").await.status, 303);
    let shown = principal.get(&cook).await.words();
    assert!(shown.contains("từ 01/10/2026") && shown.contains("ghi sau, ngày 25/11/2026"), "{shown}");
    assert!(!principal.get("/bang-theo-doi/danh-sach?tuan=5").await.words().contains("Triệu Thị Sáu"));
    let plan = app.facts().await;
    let week_5 = plan.open_obligations().find(|one| plan.title(one) == "Giáo án tuần 5 · Lớp 4A").unwrap();
    assert!(!principal.get(&format!("/ho-so/{}", week_5.id)).await.words().contains("Triệu Thị Sáu"));

    // What she hands in for a day before stands under her name, with the mark.
    let today = TODAY.split('/').rev().collect::<Vec<_>>().join("-").parse().unwrap();
    let overdue = app.owed_by("giaovien").await.into_iter().find(|one| one.due_day().is_some_and(|due| due < today)).unwrap();
    let address = format!("/nop/{}", overdue.id);
    let cooks = app.as_user("ttsau").await;
    cooks.upload(&address, "a.docx", WORD).await;
    let form = Multipart::new().field("note", "").file("a.docx", WORD);
    assert_eq!(cooks.post_multipart(&address, form).await.status, 303);
    let page = principal.get(&format!("/ho-so/{}", overdue.id)).await;
    assert!(page.words().contains("Phân công ghi sau hạn, ngày 25/11/2026."), "{}", page.words());
}

#[tokio::test]
async fn an_end_in_the_past_is_the_leaderships_and_frees_nobody_of_what_was_due() {
    let app = TestApp::demo().await;
    let (manager, principal) = (app.as_management().await, app.as_principal().await);
    let person = format!("/can-bo/{}", app.person("giaovien").await);
    let position = format!("{person}/chuc-vu/{}", app.appointment("giaovien").await);
    let today = TODAY.split('/').rev().collect::<Vec<_>>().join("-").parse().unwrap();
    let overdue = app.owed_by("giaovien").await.into_iter().find(|one| one.due_day().is_some_and(|due| due < today)).unwrap();
    let record = format!("/ho-so/{}", overdue.id);
    let responsible = |words: String| words.split("Người phụ trách").nth(1).unwrap().split("Hạn").next().unwrap().to_owned();
    let before = responsible(principal.get(&record).await.words());
    assert!(before.contains("Nguyễn Thị Hoa"), "{before}");
    let last = app.receipt(&format!("/bien-nhan/{}", app.receipt_of("giaovien").await)).await.received_at;
    let last = domain::vietnamese::date(domain::days::day_of(last));
    let refused = manager.post_form(&position, &[("until", &last)]).await;
    assert_eq!((refused.status, refused.field("until").as_deref()), (422, Some(last.as_str())));
    refused.says("ghi lùi ngày là việc của hiệu trưởng và phó hiệu trưởng");
    assert!(!manager.get(&person).await.words().contains("Lý do ghi lùi ngày"));
    let refused = principal.post_form(&position, &[("until", &last), ("end_reason", "")]).await;
    assert_eq!(refused.status, 422);
    refused.says("Ghi lý do").says("Chỉ khi ngày cuối đã qua");
    let ended = principal.post_form(&position, &[("until", &last), ("end_reason", "Đơn xin nghỉ gửi đến muộn")]).await;
    assert_eq!(ended.status, 303, "{}", ended.words());
    assert!(principal.get(&person).await.words().contains("ngày cuối ghi sau, ngày 25/11/2026"));
    // Her class, by which her name is told apart, is hers no longer: a letter does it.
    assert_eq!(responsible(principal.get(&record).await.words()), before.replace(" (4A)", " B"));
    assert_eq!(app.as_teacher().await.get(&format!("/nop/{}", overdue.id)).await.status, 403, "from today on it is over");
}

#[tokio::test]
async fn no_other_way_leads_to_rights_that_nobody_gave() {
    let app = TestApp::demo().await;
    let (manager, vice) = (app.as_management().await, app.as_user("phohieutruong").await);
    let health = health(&app).await;

    // A vice principal confirms nothing for herself, one by one or with everything else; the other one does.
    assert_eq!(appoint(&app, &vice, "phohieutruong", "head", "Văn phòng").await.status, 303);
    let own = waiting(&app).await[0].to_string();
    assert_eq!(vice.post_form(&format!("{WAITING}/{own}"), &[]).await.status, 403);
    vice.post_form(&format!("{WAITING}/tat-ca"), &[("appointment", &own)]).await.leads_to("/can-bo/cho-xac-nhan?xong=0&con=1");
    let other = app.as_user("dtavan").await;
    assert_eq!(other.post_form(&format!("{WAITING}/{own}"), &[]).await.status, 303);

    // The place is made free, and taken: for oneself, and for a colleague whose password one has handed out.
    let nurse = format!("/can-bo/{}/chuc-vu/{}", app.person("yte").await, app.appointment("yte").await);
    assert_eq!(manager.post_form(&nurse, &[("until", TODAY)]).await.status, 403, "who could not give it does not take it");
    assert_eq!(vice.post_form(&nurse, &[("until", TODAY)]).await.status, 303);
    assert_eq!(manager.post_form(&nurse, &[("until", "31/05/2027")]).await.status, 409, "what was shortened is not made longer");
    let colleague = format!("/can-bo/{}/mat-khau", app.person("vtpthao").await);
    assert_eq!(manager.post_form(&colleague, &[]).await.status, 200);
    for username in ["quanly", "vtpthao", "yte"] {
        let address = format!("/can-bo/{}/chuc-vu", app.person(username).await);
        let from = [("post", "section-holder"), ("place", "Y tế học đường"), ("from", "26/11/2026")];
        assert_eq!(manager.post_form(&address, &from).await.status, 303, "{username}");
    }
    assert_eq!(waiting(&app).await.len(), 3, "even for the one who had it until today");
    app.clock.advance(chrono::TimeDelta::days(1));
    let manager = app.as_management().await;
    assert_eq!(statuses(&manager, &health).await, [403, 403]);

    // What was turned down is not confirmed by a page from before, though the same waits again under another number.
    let (principal, vice) = (app.as_principal().await, app.as_user("phohieutruong").await);
    let ids = waiting(&app).await;
    let old: Vec<String> = ids.iter().map(ToString::to_string).collect();
    for id in &old {
        assert_eq!(vice.post_form(&format!("{WAITING}/{id}/tu-choi"), &[("reason", "Chưa có quyết định")]).await.status, 303);
    }
    let again = format!("/can-bo/{}/chuc-vu", app.person("quanly").await);
    let from = [("post", "section-holder"), ("place", "Y tế học đường"), ("from", "26/11/2026")];
    assert_eq!(manager.post_form(&again, &from).await.status, 303);
    let fields: Vec<(&str, &str)> = old.iter().map(|id| ("appointment", id.as_str())).collect();
    principal.post_form(&format!("{WAITING}/tat-ca"), &fields).await.leads_to("/can-bo/cho-xac-nhan?xong=0&con=0");
    assert_eq!(principal.post_form(&format!("{WAITING}/{}", old[0]), &[]).await.status, 409);
    assert_eq!(statuses(&manager, &health).await, [403, 403]);

    // Whether a type is fenced off is not the management team's to say.
    for address in ["/cai-dat/loai-ho-so", "/cai-dat/to-lop"] {
        assert_eq!(manager.get(address).await.status, 403);
        assert_eq!(manager.post_form(address, &[("n-y-te", "Sổ y tế"), ("d0", "Tổ mới")]).await.status, 403, "{address}");
    }
}
