//! What can act is kept from others until somebody has looked; the hand-in stands, and its sender reads what to do.

use chrono::TimeDelta;

use crate::support::{Multipart, TestApp, User, zipped};

/// A plan with a link to this address.
pub fn plan(address: &str) -> Vec<u8> {
    let types = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let document = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Xem</w:t></w:r></w:p></w:body></w:document>"#;
    let links = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="{address}" TargetMode="External"/></Relationships>"#
    );
    zipped(&[("[Content_Types].xml", types), ("word/document.xml", document), ("word/_rels/document.xml.rels", &links)])
}

/// The address of the receipt.
async fn handed_in(app: &TestApp, teacher: &User, name: &str, bytes: &[u8]) -> String {
    let address = format!("/nop/{}", app.owed_by("giaovien").await.first().unwrap().id);
    let form = Multipart::alone(&teacher.get(&address).await, "", &[(name, bytes)]);
    let answer = teacher.post_multipart(&address, form).await;
    assert_eq!(answer.status, 303, "the hand-in stands");
    answer.location().to_owned()
}

/// Where the form leads that decided about the first file of this receipt.
fn done_to(deed: &str, receipt: &str) -> String {
    format!("/tep-giu-lai?xong={deed}&bien-nhan={receipt}&tep=0")
}

/// How many files the page lists.
async fn listed(user: &User) -> usize {
    user.get("/tep-giu-lai").await.html().matches("class=\"held-causes\"").count()
}

/// The number in the bar of files that nobody has decided about.
async fn waiting(user: &User) -> usize {
    let page = user.get("/thong-bao").await;
    let before = page.html().split_once(" tệp chờ xem").map_or("", |(before, _)| before);
    before.rsplit_once("class=\"count\">").and_then(|(_, count)| count.split('<').next()?.parse().ok()).unwrap_or_default()
}

#[tokio::test]
async fn what_can_act_opens_for_others_once_the_management_team_lets_it() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let record = app.owed_by("giaovien").await.first().unwrap().id;
    let receipt = handed_in(&app, &teacher, "chay.docx", &plan("file:///C:/x/chay.exe")).await;
    let id = receipt.trim_start_matches("/bien-nhan/");
    let (file, seen) = (format!("/tep/{id}/0"), format!("/xem/{id}/0"));
    let head = app.as_head().await;
    for address in [&file, &seen] {
        assert_eq!(teacher.get(address).await.status, 200, "its sender opens it");
        let refused = head.get(address).await;
        assert_eq!(refused.status, 403);
        assert!(refused.html().contains("đang chờ tổ quản lý phần mềm xem"), "{}", refused.html());
    }
    // Nobody approves what nobody may look at.
    let desk = head.get(&format!("/cho-duyet/{record}")).await;
    let bound: Vec<(&str, String)> =
        ["submission", "digest", "step"].into_iter().map(|name| (name, desk.field(name).unwrap_or_default())).collect();
    let bound: Vec<(&str, &str)> = bound.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let approved = head.post_form(&format!("/cho-duyet/{record}"), &[&[("outcome", "approve")], bound.as_slice()].concat()).await;
    assert_eq!(approved.status, 409);
    approved.says("Hồ sơ có tệp đang giữ lại");
    let told = teacher.get(&receipt).await;
    assert!(told.html().contains("chay.docx đang chờ tổ quản lý phần mềm xem"));
    assert!(told.html().contains("nộp phiên bản mới"));

    let management = app.as_management().await;
    let listed = management.get("/tep-giu-lai").await;
    assert!(listed.html().contains("chay.docx") && listed.html().contains("mở chương trình hoặc máy khác"), "{}", listed.html());
    assert_eq!(management.get(&file).await.status, 200, "whoever decides looks into it");
    listed.says("2 tệp chờ quyết định, 1 tệp đã trả lại");
    assert!(listed.html().contains(&format!("href=\"{seen}\"")), "its words are read without opening it");
    assert_eq!(management.get(&seen).await.status, 200);
    let place = format!("/tep-giu-lai/{id}/0");
    assert_eq!(teacher.post_form(&format!("{place}/cho-mo"), &[("seen", "")]).await.status, 403);
    let without = management.post_form(&format!("{place}/tra-lai"), &[("seen", ""), ("reason", "")]).await;
    assert_eq!(without.status, 422);
    let back = management.post_form(&format!("{place}/tra-lai"), &[("seen", ""), ("reason", "Bỏ liên kết lạ")]).await;
    assert_eq!(back.location(), done_to("tra-lai", id));
    management.get(back.location()).await.says("chay.docx: đã trả lại, người nộp đọc được lý do");
    management.get("/tep-giu-lai").await.says("1 tệp chờ quyết định, 2 tệp đã trả lại");
    assert!(teacher.get(&receipt).await.html().contains("trả lại: Bỏ liên kết lạ"));
    assert_eq!(head.get(&file).await.status, 403);
    let over_an_answer = management.post_form(&format!("{place}/cho-mo"), &[("seen", "")]).await;
    assert_eq!(over_an_answer.status, 409, "somebody has answered since");
    let page = management.get("/tep-giu-lai").await;
    let form = page.html().split(&format!("{place}/cho-mo")).nth(1).unwrap();
    let seen_at = form.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let released = management.post_form(&format!("{place}/cho-mo"), &[("seen", &seen_at)]).await;
    assert_eq!(released.location(), done_to("cho-mo", id));
    let decided = management.get(released.location()).await;
    decided.says("chay.docx: đã cho mở, ai xem được hồ sơ thì mở được tệp").says("Quyết định trong 30 ngày qua");
    assert_eq!(head.get(&file).await.status, 200);
    assert!(head.get(&seen).await.html().contains("Tổ quản lý phần mềm đã xem và cho mở"));
    assert_eq!(management.get(&file).await.status, 403, "an ordinary file again");
}

#[tokio::test]
async fn an_ordinary_plan_is_neither_held_nor_warned_about() {
    let app = TestApp::demo().await;
    let (teacher, management) = (app.as_teacher().await, app.as_management().await);
    let of_others = listed(&management).await;
    let receipt = handed_in(&app, &teacher, "ke-hoach.docx", &plan("https://truongmamnon.edu.vn")).await;
    assert!(!teacher.get(&receipt).await.html().contains("notice warn"));
    let id = receipt.trim_start_matches("/bien-nhan/");
    assert_eq!(app.as_head().await.get(&format!("/tep/{id}/0")).await.status, 200);
    assert_eq!(listed(&management).await, of_others);
}

#[tokio::test]
async fn whoever_acts_for_a_vice_principal_decides_and_the_sender_is_told() {
    let app = TestApp::demo().await;
    let (principal, teacher, head) = (app.as_principal().await, app.as_teacher().await, app.as_head().await);
    let of_others = waiting(&principal).await;
    let receipt = handed_in(&app, &teacher, "chay.docx", &plan("file:///C:/x/chay.exe")).await;
    let id = receipt.trim_start_matches("/bien-nhan/");
    assert_eq!(head.get("/tep-giu-lai").await.status, 403);
    let page = principal.get("/uy-quyen").await;
    let (before, _) = page.html().split_once(", phó hiệu trưởng").unwrap();
    let place = before.rsplit_once("<option value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let to = app.person("totruong").await.to_string();
    let fields = [("place", place.as_str()), ("to", &to), ("from", "25/11/2026"), ("until", "27/11/2026"), ("decision", "15/QĐ")];
    assert_eq!(principal.post_form("/uy-quyen", &fields).await.status, 303);
    assert_eq!(head.get(&format!("/tep/{id}/0")).await.status, 200, "whoever decides looks into it");
    let listed = head.get("/tep-giu-lai").await;
    assert!(listed.html().contains("chay.docx"));
    assert_eq!(waiting(&head).await, of_others + 1, "the bar has the number of held files");
    assert!(!teacher.get("/thong-bao").await.html().contains("tệp chờ xem"));
    let released = head.post_form(&format!("/tep-giu-lai/{id}/0/cho-mo"), &[("seen", "")]).await;
    assert_eq!(released.location(), done_to("cho-mo", id));
    assert_eq!(waiting(&head).await, of_others);
    let told = teacher.get("/thong-bao").await;
    assert!(told.html().contains("đã xem chay.docx và cho mở"), "{}", told.html());
}

#[tokio::test]
async fn a_file_of_a_record_that_is_fenced_off_is_the_leaderships() {
    let app = TestApp::demo().await;
    let nurse = app.as_health().await;
    let address = format!("/nop/{}", app.owed_by("yte").await.first().unwrap().id);
    let form = Multipart::of(&nurse.get(&address).await, "", &[("be-A.docx", &plan("file:///C:/x/chay.exe"))]);
    let receipt = nurse.post_multipart(&address, form).await.location().to_owned();
    let id = receipt.trim_start_matches("/bien-nhan/");
    let management = app.as_management().await;
    let listed = management.get("/tep-giu-lai").await;
    listed.says("Tệp của hồ sơ kín").says("hiệu trưởng hoặc phó hiệu trưởng xem và quyết định");
    assert!(!listed.html().contains("be-A.docx") && !listed.html().contains(&format!("/tep/{id}/0")), "{}", listed.html());
    let refused = management.post_form(&format!("/tep-giu-lai/{id}/0/cho-mo"), &[("seen", "")]).await;
    assert_eq!(refused.status, 403);
    let principal = app.as_principal().await;
    principal.get("/tep-giu-lai").await.says("be-A.docx");
    let released = principal.post_form(&format!("/tep-giu-lai/{id}/0/cho-mo"), &[("seen", "")]).await;
    assert_eq!(released.location(), done_to("cho-mo", id));
}

/// The principal lets others open a file while the management team writes why it is to be given back.
#[tokio::test]
async fn a_reason_is_not_lost_by_its_length_nor_by_somebody_who_decides_first() {
    let app = TestApp::demo().await;
    let (teacher, management, principal) = (app.as_teacher().await, app.as_management().await, app.as_principal().await);
    let receipt = handed_in(&app, &teacher, "chay.docx", &plan("file:///C:/x/chay.exe")).await;
    let place = format!("/tep-giu-lai/{}/0", receipt.trim_start_matches("/bien-nhan/"));
    let long = "a".repeat(10_000);
    let too_long = management.post_form(&format!("{place}/tra-lai"), &[("seen", ""), ("reason", &long)]).await;
    assert_eq!(too_long.status, 422);
    too_long.says(&long).says("Lý do dài 10000 ký tự");
    teacher.get(&receipt).await.says("chay.docx đang chờ tổ quản lý phần mềm xem");
    assert_eq!(principal.post_form(&format!("{place}/cho-mo"), &[("seen", "")]).await.status, 303);
    for (reason, status) in [("Bỏ liên kết lạ", 409), (long.as_str(), 422)] {
        let late = management.post_form(&format!("{place}/tra-lai"), &[("seen", ""), ("reason", reason)]).await;
        assert_eq!(late.status, status);
        late.says(&format!("Lý do vừa gõ: “{reason}”."));
    }
    let nothing_typed = management.post_form(&format!("{place}/cho-mo"), &[("seen", "")]).await;
    assert_eq!(nothing_typed.status, 409);
    assert!(!nothing_typed.words().contains("vừa gõ"), "{}", nothing_typed.words());
}

/// An address may be kept, sent to somebody else, or changed by hand.
#[tokio::test]
async fn what_was_just_done_is_said_only_while_it_is_true() {
    let app = TestApp::demo().await;
    let (teacher, management) = (app.as_teacher().await, app.as_management().await);
    let first = handed_in(&app, &teacher, "A.docx", &plan("file:///C:/x/a.exe")).await;
    let second = handed_in(&app, &teacher, "B.docx", &plan("file:///C:/x/b.exe")).await;
    let (first, second) = (first.trim_start_matches("/bien-nhan/"), second.trim_start_matches("/bien-nhan/"));
    let release = management.post_form(&format!("/tep-giu-lai/{first}/0/cho-mo"), &[("seen", "")]).await;
    let back = [("seen", ""), ("reason", "Bỏ liên kết lạ")];
    management.post_form(&format!("/tep-giu-lai/{second}/0/tra-lai"), &back).await.leads_to(&done_to("tra-lai", second));
    management.get(release.location()).await.says("A.docx: đã cho mở");
    let is_said = async |user: &User, address: &str| {
        let page = user.get(address).await;
        assert_eq!(page.status, 200);
        page.words().contains(".docx: đã")
    };
    for untrue in ["/tep-giu-lai?xong=cho-mo", done_to("cho-mo", second).as_str(), done_to("cho-mo", "khong-co").as_str()] {
        assert!(!is_said(&management, untrue).await, "{untrue}");
    }
    assert!(!is_said(&app.as_principal().await, release.location()).await, "somebody else did it");
    app.clock.advance(TimeDelta::minutes(11));
    assert!(!is_said(&management, release.location()).await, "it was a while ago");
}

#[tokio::test]
async fn a_decision_stands_once_in_the_list_and_without_its_reason_where_the_name_is_hidden() {
    let app = TestApp::demo().await;
    let nurse = app.as_health().await;
    let address = format!("/nop/{}", app.owed_by("yte").await.first().unwrap().id);
    let bytes = plan("file:///C:/x/chay.exe");
    let send = async || {
        let form = Multipart::of(&nurse.get(&address).await, "", &[("be-A.docx", &bytes)]);
        let answer = nurse.post_multipart(&address, form).await;
        assert_eq!(answer.status, 303);
        let receipt = answer.location().to_owned();
        app.clock.advance(TimeDelta::minutes(1));
        receipt
    };
    send().await;
    let receipt = send().await;
    let id = receipt.trim_start_matches("/bien-nhan/");
    let principal = app.as_principal().await;
    let back = [("seen", ""), ("reason", "Bỏ liên kết ở trang của bé A")];
    assert_eq!(principal.post_form(&format!("/tep-giu-lai/{id}/0/tra-lai"), &back).await.status, 303);
    send().await;
    let decided = |page: &str| page.split_once("Quyết định trong 30 ngày qua").map(|(_, past)| past.to_owned()).unwrap();
    let of_principal = decided(principal.get("/tep-giu-lai").await.html());
    assert_eq!(of_principal.matches("be-A.docx").count(), 1, "{of_principal}");
    assert!(of_principal.contains("Bỏ liên kết ở trang của bé A"), "{of_principal}");
    let page = app.as_management().await.get("/tep-giu-lai").await;
    assert_eq!(decided(page.html()).matches("Tệp của hồ sơ kín").count(), 1);
    assert!(!page.html().contains("trang của bé") && !page.html().contains("be-A"), "{}", page.html());
}
