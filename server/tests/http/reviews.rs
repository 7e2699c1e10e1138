//! "Chờ tôi duyệt": the list, the desk of one record, approving, giving back, taking back; and everything that may have
//! happened since the page was opened.

use chrono::TimeDelta;
use domain::{
    decisions::Outcome,
    obligations::{Obligation, ObligationId},
    reviews::{Review, review_of},
};

use crate::support::{Answer, Multipart, PDF, TestApp, User, WORD, tags, words};

/// The deputy head of the department of class 4A.
const DEPUTY: &str = "hnqanh";

/// A lesson plan of class 4A that its teacher has handed in just now.
async fn handed_in(app: &TestApp) -> Obligation {
    let facts = app.facts().await;
    let owed = app.owed_by("giaovien").await;
    let plan = owed.into_iter().find(|one| facts.title(one).starts_with("Giáo án")).unwrap();
    hand_in(app, plan.id, WORD).await;
    plan
}

async fn hand_in(app: &TestApp, id: ObligationId, bytes: &[u8]) {
    let form = Multipart::new().field("note", "").file("giáo án.docx", bytes);
    assert_eq!(app.as_teacher().await.post_multipart(&format!("/nop/{id}"), form).await.status, 303);
}

fn address(id: ObligationId) -> String {
    format!("/cho-duyet/{id}")
}

/// The form of a desk as it stands there, with what somebody chooses and types.
pub async fn send(user: &User, desk: &Answer, id: ObligationId, typed: &[(&str, &str)]) -> Answer {
    let hidden: Vec<(&str, String)> =
        ["key", "submission", "digest", "step"].into_iter().map(|name| (name, desk.field(name).unwrap_or_default())).collect();
    let fields: Vec<(&str, &str)> =
        hidden.iter().map(|(name, value)| (*name, value.as_str())).chain(typed.iter().copied()).collect();
    user.post_form(&address(id), &fields).await
}

const APPROVE: [(&str, &str); 1] = [("outcome", "approve")];
const GIVE_BACK: [(&str, &str); 4] = [
    ("outcome", "return"),
    ("reason", "Còn ô để trống"),
    ("words", "Thứ Tư còn trống <b>nhé</b>.\nSửa cả ngày ở trên."),
    ("correct_by", "27/11/2026"),
];

async fn review(app: &TestApp, id: ObligationId) -> Review {
    let facts = app.facts().await;
    review_of(&facts, facts.obligation(id).unwrap())
}

fn hrefs(answer: &Answer) -> Vec<String> {
    tags(answer.html()).iter().filter_map(|tag| tag.get("href").map(str::to_owned)).collect()
}

/// Where the button leads that takes the last decision back.
fn undo(answer: &Answer) -> Option<String> {
    undos(answer).next()
}

/// Where the forms that take a decision back go.
fn undos(answer: &Answer) -> impl Iterator<Item = String> {
    let forms = tags(answer.html()).into_iter().filter(|tag| tag.name == "form");
    let actions = forms.filter_map(|tag| tag.get("action").map(|action| action.split('?').next().unwrap().to_owned()));
    actions.filter(|action| action.contains("/rut-lai/"))
}

#[tokio::test]
async fn what_waits_stands_in_the_list_and_in_the_bar_of_whoever_decides_and_of_nobody_else() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app).await;
    let head = app.as_head().await;
    let list = head.get("/cho-duyet").await;
    list.says("aria-current=\"page\"").says("Nguyễn Thị Hoa");
    assert!(hrefs(&list).contains(&address(plan.id)), "{}", list.words());
    assert!(list.words().contains(&app.title(plan.id).await), "{}", list.words());
    for who in ["giaovien", "yte", "ketoan", "quanly"] {
        let user = app.as_user(who).await;
        assert!(!hrefs(&user.get("/nam-hoc").await).contains(&"/cho-duyet".to_owned()), "{who}");
        for path in ["/cho-duyet".to_owned(), address(plan.id)] {
            let refused = user.get(&path).await;
            assert_eq!(refused.status, 403, "{who} {path}");
        }
    }
    // Of another department: neither in the list nor to be opened.
    let other = app.as_user("htkoanh").await;
    assert!(!hrefs(&other.get("/cho-duyet").await).contains(&address(plan.id)));
    assert_eq!(other.get(&address(plan.id)).await.status, 403);
    // The leadership may look at it, and decides nothing that waits for the department.
    let principal = app.as_principal().await;
    let seen = principal.get(&address(plan.id)).await;
    seen.says("Hồ sơ này do người khác duyệt");
    assert_eq!((seen.status, seen.field("digest")), (200, None));
}

#[tokio::test]
async fn a_plan_is_approved_with_one_click_which_leads_on_and_can_be_taken_back_for_ten_minutes() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app).await;
    let (head, title) = (app.as_head().await, app.title(plan.id).await);
    let desk = head.get(&address(plan.id)).await;
    assert!(desk.words().contains("giáo án.docx") && hrefs(&desk).iter().any(|href| href.starts_with("/tep/")));
    let done = send(&head, &desk, plan.id, &APPROVE).await;
    assert!(done.status == 303 && done.location().starts_with("/cho-duyet"), "{} {}", done.status, done.words());
    let Review::Approved { approvals, .. } = review(&app, plan.id).await else { panic!("it is approved") };
    let next = head.get(done.location()).await;
    assert!(next.words().contains(&format!("Đã duyệt {title}")) && next.words().contains("Hoàn tác"), "{}", next.words());
    assert!(!hrefs(&next).contains(&address(plan.id)), "it waits no longer");
    // A second click on the first page is the same decision.
    assert_eq!(send(&head, &desk, plan.id, &APPROVE).await.location(), done.location());
    // Nobody else is told, and nobody else takes it back.
    let deputy = app.as_user(DEPUTY).await;
    let page = format!("/cho-duyet?xong={}.{}", plan.id, approvals[0].decision);
    assert_eq!(undo(&deputy.get(&page).await), None);
    let back = undo(&next).unwrap();
    assert_eq!(deputy.post_form(&back, &[]).await.status, 403);
    let again = format!("{}?hoan-tac={}", address(plan.id), approvals[0].decision);
    head.post_form(&back, &[]).await.leads_to(&again);
    assert!(head.get(&again).await.words().contains(&format!("Đã hoàn tác việc duyệt {title}")));
    assert!(matches!(review(&app, plan.id).await, Review::Waiting(_)));
    let repeated = send(&head, &desk, plan.id, &APPROVE).await;
    assert_eq!(repeated.status, 409);
    assert!(repeated.words().contains("đã được ghi trước đó, và đã hoàn tác lúc"), "{}", repeated.words());
    assert_ne!(repeated.field("key"), desk.field("key"), "it is another form");
    assert!(matches!(review(&app, plan.id).await, Review::Waiting(_)));
    assert!(head.get(&page).await.status == 200 && undo(&head.get(&page).await).is_none(), "it does not stand any more");

    let done = send(&head, &head.get(&address(plan.id)).await, plan.id, &APPROVE).await;
    let again = app.as_teacher().await.get(&format!("/nop/{}", plan.id)).await;
    again.says("Tổ đã duyệt").says("Phiên bản mới phải được duyệt lại từ đầu");
    let back = undo(&head.get(done.location()).await).unwrap();
    app.clock.set(app.clock.shows() + TimeDelta::minutes(10) + TimeDelta::seconds(1));
    assert_eq!(undo(&head.get(done.location()).await), None);
    let refused = head.post_form(&back, &[]).await;
    assert_eq!(refused.status, 409);
    refused.says("đã quá 10 phút nên không hoàn tác được");
}

#[tokio::test]
async fn a_return_needs_a_reason_and_a_day_and_keeps_what_was_typed() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app).await;
    let head = app.as_head().await;
    let desk = head.get(&address(plan.id)).await;
    assert_eq!(desk.field("correct_by").as_deref(), Some("26/11/2026"), "the working day after");
    for (typed, error) in [
        (vec![("outcome", "return"), ("correct_by", "27/11/2026")], "Chọn một lý do hoặc viết vài chữ"),
        (vec![("outcome", "return"), ("reason", "Còn ô để trống"), ("correct_by", "29/11/2026")], "trường không làm việc"),
        (vec![("outcome", "return"), ("words", "Sửa ngày."), ("correct_by", "mai")], "Ghi ngày sửa xong"),
        (vec![("outcome", "return"), ("words", "Sửa ngày."), ("correct_by", "24/11/2026")], "đã qua"),
        (vec![("correct_by", "27/11/2026")], "Chọn Duyệt hoặc Trả lại"),
    ] {
        let refused = send(&head, &desk, plan.id, &typed).await;
        assert_eq!(refused.status, 422, "{error}");
        assert!(refused.words().contains(error), "{error}: {}", refused.words());
        let typed_words = typed.iter().find(|(name, _)| *name == "words").map_or("", |(_, words)| words);
        assert!(refused.html().contains(typed_words));
        assert_eq!(refused.field("digest"), desk.field("digest"));
    }
    let long = "a".repeat(10_000);
    let refused = send(&head, &desk, plan.id, &[("outcome", "return"), ("words", &long), ("correct_by", "27/11/2026")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.html().contains(&long), "nothing of it is lost");
    assert!(matches!(review(&app, plan.id).await, Review::Waiting(_)));

    let done = send(&head, &desk, plan.id, &GIVE_BACK).await;
    assert_eq!(done.status, 303, "{}", done.words());
    let Review::Returned(given) = review(&app, plan.id).await else { panic!("it is given back") };
    assert_eq!(
        (given.back.reasons.as_slice(), given.back.correct_by.to_string().as_str()),
        (&["Còn ô để trống".to_owned()][..], "2026-11-27")
    );
    assert_eq!(given.back.words, "Thứ Tư còn trống <b>nhé</b>.\nSửa cả ngày ở trên.");
    // Whoever corrects it reads what for, and by when, where it is handed in.
    let correcting = app.as_teacher().await.get(&format!("/nop/{}", plan.id)).await;
    for words in ["Trả lại để sửa", "Còn ô để trống", "Sửa xong trước khi hết thứ Sáu 27/11/2026", "sửa xong trong ngày"]
    {
        assert!(correcting.words().contains(words), "{words}: {}", correcting.words());
    }
    let next = head.get(done.location()).await;
    assert!(next.words().contains("cho cô Hoa, sửa xong trước khi hết thứ Sáu 27/11/2026"), "{}", next.words());
    // Handed in again, it says what was asked for.
    hand_in(&app, plan.id, PDF).await;
    let (list, desk) = (head.get("/cho-duyet").await, head.get(&address(plan.id)).await);
    assert!(list.words().contains("Đã nộp lại") && list.words().contains("Còn ô để trống"), "{}", list.words());
    for words in ["phiên bản 2", "Lê Thị Ấm đã trả lại vì", "Còn ô để trống", "Thứ Tư còn trống <b>nhé</b>."]
    {
        assert!(desk.words().contains(words), "{words}: {}", desk.words());
    }
    assert!(!desk.html().contains("<b>nhé</b>"));
}

#[tokio::test]
async fn a_version_handed_in_while_the_old_one_is_read_takes_its_place_and_the_words_stay() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app).await;
    let head = app.as_head().await;
    let old = head.get(&address(plan.id)).await;
    hand_in(&app, plan.id, PDF).await;
    for typed in [&APPROVE[..], &GIVE_BACK[..]] {
        let refused = send(&head, &old, plan.id, typed).await;
        assert_eq!(refused.status, 409);
        assert!(refused.words().contains("đã nộp phiên bản 2"), "{}", refused.words());
        assert_ne!(refused.field("digest"), old.field("digest"), "it is bound to what it shows");
    }
    let refused = send(&head, &old, plan.id, &GIVE_BACK).await;
    assert!(refused.words().contains("Thứ Tư còn trống <b>nhé</b>."), "{}", refused.words());
    let checked: Vec<String> = tags(refused.html())
        .iter()
        .filter(|tag| tag.get("checked").is_some())
        .map(|tag| tag.get("value").unwrap_or_default().to_owned())
        .collect();
    assert_eq!(checked, ["return", "Còn ô để trống"]);
    let done = send(&head, &refused, plan.id, &GIVE_BACK).await;
    assert_eq!(done.status, 303, "{}", done.words());

    // Other bytes than those of the version that is named.
    hand_in(&app, plan.id, WORD).await;
    let desk = head.get(&address(plan.id)).await;
    let submission = desk.field("submission").unwrap();
    let forged = [("outcome", "approve"), ("submission", &submission), ("digest", &"0".repeat(64)), ("step", "department")];
    let refused = head.post_form(&address(plan.id), &forged).await;
    assert_eq!(refused.status, 409);
    refused.says("Trang này được mở cho nội dung khác với phiên bản đang có");
    assert!(!refused.words().contains("sau khi trang này được mở"), "there is no other version");
    let refused = head.post_form(&address(plan.id), &[&forged[1..], &GIVE_BACK].concat()).await;
    assert_eq!(refused.status, 409);
    assert!(refused.words().contains("Thứ Tư còn trống <b>nhé</b>."), "nothing is lost: {}", refused.words());
    assert_eq!(refused.field("digest"), desk.field("digest"), "it is bound to what is there");
    assert_eq!(head.post_form(&address(plan.id), &APPROVE).await.status, 422, "bound to nothing");
    assert!(matches!(review(&app, plan.id).await, Review::Waiting(_)));
}

#[tokio::test]
async fn whoever_comes_second_sees_how_it_stands_and_loses_no_word() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app).await;
    let (head, deputy) = (app.as_head().await, app.as_user(DEPUTY).await);
    let (of_head, of_deputy) = (head.get(&address(plan.id)).await, deputy.get(&address(plan.id)).await);
    assert_eq!(send(&head, &of_head, plan.id, &APPROVE).await.status, 303);
    let refused = send(&deputy, &of_deputy, plan.id, &GIVE_BACK).await;
    assert_eq!(refused.status, 409);
    for words in ["đã có người quyết định lúc 14:20", "Lời nhắn vừa gõ: “Thứ Tư còn trống <b>nhé</b>.", "Tổ đã duyệt"]
    {
        assert!(refused.words().contains(words), "{words}: {}", refused.words());
    }
    assert_eq!(refused.field("digest"), None, "there is nothing left to decide");
    let facts = app.facts().await;
    assert_eq!(
        facts.obligation(plan.id).unwrap().decisions.iter().map(|one| one.outcome.clone()).collect::<Vec<_>>(),
        [Outcome::Approved]
    );
    // Whoever came second may comment on it all the same.
    let record = format!("/ho-so/{}", plan.id);
    let version = deputy.get(&record).await.field("version").unwrap();
    let comment = [("version", version.as_str()), ("back", "record"), ("comment", "Thứ Tư nên thêm trò chơi.")];
    assert_eq!(deputy.post_form(&format!("{record}/gop-y"), &comment).await.status, 303);
    app.as_teacher().await.get(&record).await.says("Thứ Tư nên thêm trò chơi.").says("Tổ đã duyệt");
}

#[tokio::test]
async fn what_was_exempted_or_is_no_longer_owed_is_not_decided_about() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app).await;
    let head = app.as_head().await;
    let desk = head.get(&address(plan.id)).await;
    app.close(plan.id, "lớp 4A giải thể").await;
    let refused = send(&head, &desk, plan.id, &APPROVE).await;
    assert_eq!(refused.status, 409);
    assert!(refused.words().contains("không có gì chờ duyệt"), "{}", refused.words());
    assert!(!hrefs(&head.get("/cho-duyet").await).contains(&address(plan.id)));
}

#[tokio::test]
async fn nobody_decides_about_their_own_work_nor_about_what_they_may_not_open() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app).await;
    let desk = app.as_head().await.get(&address(plan.id)).await;
    for who in ["giaovien", "htkoanh", "yte", "quanly", "hieutruong"] {
        let user = app.as_user(who).await;
        assert_eq!(send(&user, &desk, plan.id, &APPROVE).await.status, 403, "{who}");
    }
    // The head's own plan waits for the leadership.
    let facts = app.facts().await;
    let head = app.as_head().await;
    let owed = app.owed_by("totruong").await;
    let own = owed.iter().find(|one| facts.title(one).starts_with("Giáo án")).unwrap();
    let form = Multipart::new().field("note", "").file("giáo án.docx", WORD);
    assert_eq!(head.post_multipart(&format!("/nop/{}", own.id), form).await.status, 303);
    let seen = head.get(&address(own.id)).await;
    assert!(seen.words().contains("Không ai tự duyệt hồ sơ do mình nộp"), "{}", seen.words());
    let principal = app.as_principal().await;
    let desk = principal.get(&address(own.id)).await;
    assert_eq!(send(&head, &desk, own.id, &APPROVE).await.status, 403);
    assert_eq!(send(&principal, &desk, own.id, &APPROVE).await.status, 303);
}

/// Opens a desk and every file of what stands on it.
pub async fn look_at(user: &User, desk: &str) {
    let page = user.get(desk).await;
    assert_eq!(page.status, 200);
    for file in hrefs(&page).into_iter().filter(|href| href.starts_with("/tep/")) {
        assert_eq!(user.get(&file).await.status, 200, "{file}");
    }
}

#[tokio::test]
async fn a_box_with_the_key_of_another_one_keeps_nobody_from_approving_the_others() {
    let app = TestApp::demo().await;
    handed_in(&app).await;
    handed_in(&app).await;
    let head = app.as_head().await;
    let waiting: std::collections::BTreeSet<String> =
        hrefs(&head.get("/cho-duyet").await).into_iter().filter(|href| href.starts_with("/cho-duyet/")).collect();
    assert!(waiting.len() > 2, "{waiting:?}");
    for desk in &waiting {
        look_at(&head, desk).await;
    }
    let mut boxes = ticks(&head.get("/cho-duyet").await);
    let key = boxes[0].split_once('.').unwrap().0.to_owned();
    boxes[1] = format!("{key}.{}", boxes[1].split_once('.').unwrap().1);
    let partly = approve(&head, &boxes).await;
    assert_eq!(partly.status, 409);
    partly.says("Yêu cầu này chưa đọc được").says(&format!("Đã duyệt {} hồ sơ", boxes.len() - 1));
    assert!(!partly.words().contains("Hồ sơ: Yêu cầu này"), "it is told by its name: {}", partly.words());
}

/// What the list of those that wait says in the row of this record.
pub fn row(list: &Answer, id: ObligationId) -> String {
    let link = format!("href=\"{}\"", address(id));
    let row = list.html().split("<li class=\"job").find(|row| row.contains(&link)).unwrap_or_else(|| panic!("no row of {id}"));
    words(row)
}

/// What the boxes of the list carry.
fn ticks(list: &Answer) -> Vec<String> {
    let boxes = tags(list.html()).into_iter().filter(|tag| tag.get("name") == Some("approve"));
    boxes.map(|tag| tag.get("value").unwrap().to_owned()).collect()
}

async fn approve(user: &User, ticks: &[String]) -> Answer {
    let fields: Vec<(&str, &str)> = ticks.iter().map(|tick| ("approve", tick.as_str())).collect();
    user.post_form("/cho-duyet", &fields).await
}

#[tokio::test]
async fn what_was_opened_is_approved_together_and_nothing_else() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app).await;
    let head = app.as_head().await;
    let list = head.get("/cho-duyet").await;
    assert_eq!(ticks(&list), Vec::<String>::new(), "nothing is opened yet");
    let waiting: Vec<String> = hrefs(&list)
        .into_iter()
        .filter(|href| href.starts_with("/cho-duyet/"))
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    assert!(waiting.len() > 1 && waiting.contains(&address(plan.id)), "{waiting:?}");
    for desk in &waiting {
        assert_eq!(head.get(desk).await.status, 200);
    }
    let list = head.get("/cho-duyet").await;
    assert_eq!(ticks(&list), Vec::<String>::new(), "the desk is opened, and no file of it was shown yet");
    assert!(list.words().contains("Chưa mở xem: giáo án.docx."), "{}", list.words());
    // A box that no list has shown is none.
    let desk = head.get(&address(plan.id)).await;
    let [key, submission, digest, step] = ["key", "submission", "digest", "step"].map(|name| desk.field(name).unwrap());
    let made_up = approve(&head, &[format!("{key}.{}.{submission}.{digest}.{step}", plan.id)]).await;
    assert_eq!(made_up.status, 409);
    assert!(made_up.words().contains("Chưa mở xem tệp giáo án.docx"), "{}", made_up.words());
    assert!(matches!(review(&app, plan.id).await, Review::Waiting(_)));
    for desk in &waiting {
        look_at(&head, desk).await;
    }
    let list = head.get("/cho-duyet").await;
    let opened = ticks(&list);
    assert_eq!(opened.len(), waiting.len());
    assert_eq!(approve(&head, &[]).await.status, 422);
    assert_eq!(approve(&head, &["khac".to_owned()]).await.status, 400);
    // Nobody else has opened them.
    let deputy = app.as_user(DEPUTY).await;
    assert_eq!(ticks(&deputy.get("/cho-duyet").await), Vec::<String>::new());
    let refused = approve(&deputy, &opened).await;
    assert_eq!(refused.status, 409);
    assert!(refused.words().contains("chưa được mở xem") && refused.words().contains(&app.title(plan.id).await));
    // One of them has been handed in again: it is told by its name, and the others are approved.
    hand_in(&app, plan.id, PDF).await;
    let partly = approve(&head, &opened).await;
    assert_eq!(partly.status, 409);
    let words = partly.words();
    assert!(words.contains(&format!("{}: Người nộp đã nộp phiên bản 2", app.title(plan.id).await)), "{words}");
    assert!(words.contains(&format!("Đã duyệt {} hồ sơ", opened.len() - 1)), "{words}");
    assert!(matches!(review(&app, plan.id).await, Review::Waiting(_)));
    // Opened again, it can be approved, and each of them taken back.
    assert_eq!(ticks(&head.get("/cho-duyet").await), Vec::<String>::new());
    look_at(&head, &address(plan.id)).await;
    let again = ticks(&head.get("/cho-duyet").await);
    let done = approve(&head, &again).await;
    done.leads_to("/cho-duyet?da-duyet=1");
    // The address says nothing that has not happened.
    let boasting = head.get("/cho-duyet?da-duyet=57").await;
    assert!(!boasting.words().contains("57 hồ sơ"), "{}", boasting.words());
    assert!(!deputy.get("/cho-duyet?da-duyet=57").await.words().contains("Đã duyệt"));
    let list = head.get(done.location()).await;
    assert!(list.words().contains("Đã duyệt 1 hồ sơ") && list.words().contains("Vừa quyết định"), "{}", list.words());
    assert!(list.words().contains("Không còn hồ sơ nào chờ cô duyệt"), "{}", list.words());
    let back = undos(&list).find(|form| form.contains(&plan.id.to_string())).unwrap();
    assert_eq!(head.post_form(&back, &[]).await.status, 303);
    // Back, and the button once more: what was taken back stays so.
    let repeated = approve(&head, &again).await;
    assert_eq!(repeated.status, 409);
    assert!(repeated.words().contains("đã được ghi trước đó, và đã hoàn tác lúc"), "{}", repeated.words());
    assert!(matches!(review(&app, plan.id).await, Review::Waiting(_)));
    assert_eq!(app.as_teacher().await.post_form("/cho-duyet", &[]).await.status, 403);
}

#[tokio::test]
async fn the_page_of_a_record_says_for_whom_the_leadership_decides() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app).await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    assert!(!hrefs(&principal.get("/cho-duyet").await).contains(&address(plan.id)));
    for who in ["totruong", DEPUTY] {
        let suspend = format!("/can-bo/{}/tam-khoa", app.person(who).await);
        assert_eq!(principal.post_form(&suspend, &[]).await.status, 303, "{who}");
    }
    assert!(hrefs(&principal.get("/cho-duyet").await).contains(&address(plan.id)));
    let record = format!("/ho-so/{}", plan.id);
    let told = teacher.get(&record).await;
    told.says("Tổ hiện chưa có người duyệt, ban giám hiệu duyệt thay");
    assert!(!told.words().contains("tạm khóa"), "whose account is suspended is nobody else's business");
    principal.get(&record).await.says("đang tạm khóa nên việc duyệt do ban giám hiệu làm thay");
    let desk = principal.get(&address(plan.id)).await;
    desk.says("đang tạm khóa nên việc duyệt do ban giám hiệu làm thay");
    assert_eq!(send(&principal, &desk, plan.id, &APPROVE).await.status, 303);
    assert!(matches!(review(&app, plan.id).await, Review::Approved { .. }));
    teacher.get(&record).await.says("Ban giám hiệu, thay tổ: phiên bản 1");
}
