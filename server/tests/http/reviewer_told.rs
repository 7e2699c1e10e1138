//! What whoever decides is told before and after they press: what is wrong at the top of the page, what they have not looked at,
//! and what keeps a record from being approved.

use chrono::TimeDelta;
use domain::{obligations::ObligationId, signing::CONSENT};

use crate::{
    held_files::plan as plan_with_link,
    reviews::{self, look_at, row},
    signing::approved_by_the_head,
    support::{Answer, Multipart, TestApp, User, WORD, tags},
};

/// A lesson plan of class 4A, handed in with these files.
async fn handed_in(app: &TestApp, files: &[(&str, &[u8])]) -> ObligationId {
    let facts = app.facts().await;
    let owed = app.owed_by("giaovien").await;
    let plan = owed.into_iter().find(|one| facts.title(one).starts_with("Giáo án")).unwrap().id;
    hand_in(app, plan, files).await;
    plan
}

/// The receipt of what its teacher hands in.
async fn hand_in(app: &TestApp, id: ObligationId, files: &[(&str, &[u8])]) -> String {
    let form = files.iter().fold(Multipart::new().field("note", ""), |form, (name, bytes)| form.file(name, bytes));
    let answer = app.as_teacher().await.post_multipart(&format!("/nop/{id}"), form).await;
    assert_eq!(answer.status, 303);
    answer.location().to_owned()
}

/// The form of the desk as it stands, with what somebody chooses and types.
async fn send(user: &User, id: ObligationId, typed: &[(&str, &str)]) -> Answer {
    let desk = user.get(&format!("/cho-duyet/{id}")).await;
    reviews::send(user, &desk, id, typed).await
}

/// The page says above its form what is wrong, leads to the field, and puts the cursor there.
fn leads_to_field(page: &Answer, id: &str, name: &str) {
    assert_eq!(page.status, 422);
    let (tags, link) = (tags(page.html()), format!("#{id}"));
    let notice = tags.iter().position(|tag| tag.get("href") == Some(&link)).unwrap_or_else(|| panic!("no way to {id}"));
    let field = tags.iter().position(|tag| tag.get("id") == Some(id)).unwrap();
    assert!(notice < field, "it stands above");
    let field = &tags[field];
    assert_eq!((field.get("name"), field.get("aria-invalid")), (Some(name), Some("true")));
    assert!(field.get("autofocus").is_some(), "{field:?}");
    assert_eq!(tags.iter().filter(|tag| tag.get("autofocus").is_some()).count(), 1);
}

const BACK: [(&str, &str); 3] = [("outcome", "return"), ("reason", "Còn ô để trống"), ("correct_by", "27/11/2026")];

#[tokio::test]
async fn what_is_wrong_stands_at_the_top_with_the_way_to_its_field() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app, &[("giáo án.docx", WORD)]).await;
    let head = app.as_head().await;
    leads_to_field(&send(&head, plan, &[("outcome", "return"), ("correct_by", "27/11/2026")]).await, "words", "words");
    let no_day = [("outcome", "return"), ("reason", "Còn ô để trống"), ("correct_by", "mai")];
    leads_to_field(&send(&head, plan, &no_day).await, "correct_by", "correct_by");
    let version = head.get(&format!("/cho-duyet/{plan}")).await.field("version").unwrap();
    for back in ["desk", "record"] {
        let empty = [("version", version.as_str()), ("back", back), ("comment", "")];
        leads_to_field(&head.post_form(&format!("/ho-so/{plan}/gop-y"), &empty).await, "gop-y-moi", "comment");
    }
    // Whoever comes with a place goes on with the words.
    let at_place = head.get(&format!("/cho-duyet/{plan}?tep=0&cho=o-1-3-2")).await;
    let field = tags(at_place.html()).into_iter().find(|tag| tag.get("id") == Some("gop-y-moi")).unwrap();
    assert!(field.get("autofocus").is_some());
}

#[tokio::test]
async fn what_is_signed_together_shows_its_codes_and_what_is_missing() {
    let app = TestApp::demo().await;
    let (.., address) = approved_by_the_head(&app).await;
    let principal = app.as_principal().await;
    look_at(&principal, &address).await;
    let list = principal.get("/cho-duyet").await;
    let boxes = tags(list.html());
    let to_sign = boxes.iter().find(|tag| tag.get("data-signs").is_some()).expect("something is to be signed");
    list.says("Với từng hồ sơ được đánh dấu: ").says(CONSENT).says("Mã SHA-256 các tệp của").says("Chọn để ký duyệt cùng");
    let asked = principal.post_form("/cho-duyet", &[("approve", to_sign.get("value").unwrap())]).await;
    leads_to_field(&asked, "consent", "consent");
    let signed = [("approve", to_sign.get("value").unwrap()), ("consent", "1")];
    let done = principal.post_form("/cho-duyet", &signed).await;
    assert_eq!(done.status, 303, "{}", done.words());
    let list = principal.get(done.location()).await;
    list.says("Đã ký duyệt 1 hồ sơ").says("Xem phiếu duyệt");
}

#[tokio::test]
async fn what_was_taken_back_is_told_where_it_leads() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app, &[("giáo án.docx", WORD)]).await;
    let (head, title) = (app.as_head().await, app.title(plan).await);
    let done = send(&head, plan, &BACK).await;
    let decision = done.location().rsplit_once('.').unwrap().1.to_owned();
    head.get(done.location()).await.says("Hoàn tác được trong 10 phút.");
    let (record, undo) = (format!("/ho-so/{plan}"), format!("action=\"/cho-duyet/{plan}/rut-lai/{decision}"));
    head.get(&record).await.says(&undo).says("Hoàn tác được trong 10 phút.");
    assert!(!app.as_teacher().await.get(&record).await.html().contains(&undo), "whoever did not decide takes nothing back");
    let desk = format!("/cho-duyet/{plan}?hoan-tac={decision}");
    assert!(!head.get(&desk).await.words().contains("Đã hoàn tác"), "it stands still");
    head.post_form(&format!("/cho-duyet/{plan}/rut-lai/{decision}"), &[]).await.leads_to(&desk);
    head.get(&desk).await.says(&format!("Đã hoàn tác việc trả lại {title}")).says("Hồ sơ lại chờ quyết định");
    assert!(!head.get(&record).await.html().contains(&undo), "it is taken back");
    let deputy = app.as_user("hnqanh").await;
    assert!(!deputy.get(&desk).await.words().contains("Đã hoàn tác việc"), "somebody else took nothing back");
    assert_eq!(send(&deputy, plan, &[("outcome", "approve")]).await.status, 303);
    let later = head.get(&desk).await;
    later.says(&format!("Đã hoàn tác việc trả lại {title}"));
    assert!(!later.words().contains("Hồ sơ lại chờ quyết định"), "it is approved meanwhile: {}", later.words());
}

#[tokio::test]
async fn what_nobody_looked_at_is_said_beside_the_button() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app, &[("giáo án.docx", WORD), ("tuần.docx", &plan_with_link("https://truongmamnon.edu.vn"))]).await;
    let (head, address) = (app.as_head().await, format!("/cho-duyet/{plan}"));
    let desk = head.get(&address).await;
    desk.says("Còn 1 tệp chưa mở.");
    head.get(&format!("{address}?tep=9")).await.says("Còn 1 tệp chưa mở.");
    let left = format!("{address}/con-lai");
    let said = tags(desk.html()).into_iter().find(|tag| tag.get("data-left") == Some(&left)).expect("where it is asked for anew");
    assert!(said.get("data-left-first").is_none(), "what opens with the page is counted");
    let comment = [("version", desk.field("version").unwrap()), ("comment", "Thứ Tư còn trống.".to_owned())];
    let comment: Vec<(&str, &str)> = comment.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(head.post_form(&format!("/ho-so/{plan}/gop-y"), &comment).await.status, 303);
    head.get(&address).await.says("Còn 1 tệp chưa mở, 1 góp ý chưa xong.");
    assert_eq!(head.get(&left).await.words().trim(), "Còn 2 tệp chưa mở, 1 góp ý chưa xong.");
    look_at(&head, &address).await;
    head.get(&address).await.says("Còn 1 góp ý chưa xong.");
    assert_eq!(head.get(&left).await.words().trim(), "Còn 1 góp ý chưa xong.");
    assert_eq!(send(&head, plan, &[("outcome", "approve")]).await.status, 303, "it is said, and asked no second time");
}

#[tokio::test]
async fn a_file_that_may_not_be_shown_is_not_counted_as_opened_with_the_page() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app, &[("giáo án.docx", &WORD[..WORD.len() - 10])]).await;
    let desk = app.as_head().await.get(&format!("/cho-duyet/{plan}")).await;
    desk.says("Còn 1 tệp chưa mở.");
    let said = tags(desk.html()).into_iter().find(|tag| tag.get("data-left").is_some()).unwrap();
    assert!(said.get("data-left-first").is_some(), "its first page is asked about");
}

#[tokio::test]
async fn a_record_with_a_held_file_says_so_and_whose_turn_it_is() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app, &[("chay.docx", &plan_with_link("file:///C:/x/chay.exe"))]).await;
    let head = app.as_head().await;
    let desk = head.get(&format!("/cho-duyet/{plan}")).await;
    desk.says("chay.docx đang chờ tổ quản lý phần mềm xem").says("Đến lượt tổ quản lý phần mềm");
    let buttons = tags(desk.html());
    assert!(!buttons.iter().any(|tag| tag.name == "button" && tag.get("value") == Some("approve")), "nothing to press");
    let choice = buttons.iter().find(|tag| tag.get("value") == Some("approve")).unwrap();
    assert!(choice.get("disabled").is_some());
    assert!(desk.words().contains("Trả lại Có tệp chờ tổ quản lý phần mềm xem"), "{}", desk.words());
    assert!(!desk.words().contains("Duyệt hoặc trả lại"), "approving is not open: {}", desk.words());
    let listed = row(&head.get("/cho-duyet").await, plan);
    assert!(listed.contains("Có tệp chờ tổ quản lý phần mềm xem. Chưa duyệt được; trả lại thì được."), "{listed}");
    // The management team gives the file back: it is the teacher's turn, whom the head may tell so.
    let receipt = app.facts().await.obligation(plan).unwrap().handed_in.as_ref().unwrap().submission;
    let back = [("seen", ""), ("reason", "Bỏ liên kết lạ")];
    let back = app.as_management().await.post_form(&format!("/tep-giu-lai/{receipt}/0/tra-lai"), &back).await;
    assert_eq!(back.status, 303, "{}", back.html());
    let listed = row(&head.get("/cho-duyet").await, plan);
    assert!(listed.contains("Có tệp bị tổ quản lý phần mềm trả lại. Chưa duyệt được; trả lại thì được."), "{listed}");
    let desk = head.get(&format!("/cho-duyet/{plan}")).await;
    desk.says("chay.docx đã bị tổ quản lý phần mềm trả lại").says("Đến lượt thầy cô nộp tệp khác");
    assert_eq!(send(&head, plan, &[("outcome", "approve")]).await.status, 409, "nothing of it is approved");
    assert_eq!(send(&head, plan, &BACK).await.status, 303, "giving back is open");
}

/// The leadership decides about what a head of department wrote, and may look into held files: all of it is seen, and it is kept.
#[tokio::test]
async fn whoever_has_opened_a_held_file_has_no_box_for_its_record_until_it_is_released() {
    let app = TestApp::demo().await;
    let (facts, owed) = (app.facts().await, app.owed_by("totruong").await);
    let own = owed.iter().find(|one| facts.title(one).starts_with("Giáo án")).unwrap().id;
    let form = Multipart::new().field("note", "").file("chay.docx", &plan_with_link("file:///C:/x/chay.exe"));
    let answer = app.as_head().await.post_multipart(&format!("/nop/{own}"), form).await;
    assert_eq!(answer.status, 303);
    let id = answer.location().trim_start_matches("/bien-nhan/");
    let principal = app.as_principal().await;
    assert_eq!(principal.get(&format!("/cho-duyet/{own}")).await.status, 200);
    assert_eq!(principal.get(&format!("/tep/{id}/0")).await.status, 200, "whoever decides about the file looks into it");
    let has_box = |list: &Answer| {
        let mut boxes = tags(list.html()).into_iter().filter(|tag| tag.get("name") == Some("approve"));
        boxes.any(|tag| tag.get("value").is_some_and(|value| value.contains(&own.to_string())))
    };
    let button = "Duyệt các hồ sơ đã đánh dấu";
    let list = principal.get("/cho-duyet").await;
    list.says("Có tệp chờ tổ quản lý phần mềm xem");
    assert!(!has_box(&list), "nobody approves what others may not open");
    assert!(!list.words().contains(button), "nor is there anything else to tick: {}", list.words());
    let release = app.as_management().await.post_form(&format!("/tep-giu-lai/{id}/0/cho-mo"), &[("seen", "")]).await;
    assert_eq!(release.status, 303);
    let list = principal.get("/cho-duyet").await;
    list.says(button);
    assert!(has_box(&list), "all of it was seen before");
}

#[tokio::test]
async fn a_file_that_comes_again_as_it_was_given_back_is_told_to_both() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app, &[("giáo án.docx", WORD)]).await;
    let (head, teacher) = (app.as_head().await, app.as_teacher().await);
    assert_eq!(send(&head, plan, &BACK).await.status, 303);
    app.clock.advance(TimeDelta::minutes(1));
    let told = "tệp này giống hệt tệp của phiên bản 1, vừa bị trả lại";
    let uploaded = teacher.upload(&format!("/nop/{plan}"), "giáo án.docx", WORD).await;
    assert!(uploaded.json()["warnings"].to_string().contains(told), "{}", uploaded.json());
    let receipt = hand_in(&app, plan, &[("giáo án.docx", WORD)]).await;
    teacher.get(&receipt).await.says(told).says("Xem lại đã chọn đúng tệp vừa sửa chưa");
    let file = receipt.replace("/bien-nhan/", "/xem/");
    let seen = head.get(&format!("{file}/0?khung=1")).await;
    seen.says(told).says("Hỏi lại thầy cô");
    assert!(!seen.words().contains("không cần làm gì"), "that is for the sender: {}", seen.words());
    // Cô Thảo teaches the class with her.
    let colleague = app.as_user("vtpthao").await.get(&format!("{file}/0")).await;
    colleague.says(told).says("Xem lại đã chọn đúng tệp vừa sửa chưa");
    assert!(!colleague.words().contains("Hỏi lại thầy cô"), "that is for the reviewer: {}", colleague.words());
    head.get(&format!("{}/0?khung=1", receipt.replace("/bien-nhan/", "/so-sanh/"))).await.says(told);
}
