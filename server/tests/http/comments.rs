//! "Góp ý": a head pins a comment to a cell, the teacher reads and answers it, the head settles it, and a new version leaves it at
//! its place or without one.

use domain::obligations::{Obligation, ObligationId};

use crate::support::{Answer, HtmlToken, Multipart, PDF, TestApp, User, WORD, tags, tokens};

const OTHER_WORD: &[u8] = include_bytes!("../../samples/ke-hoach-tuan-12-ghi-sai-ngay.docx");
const WORKBOOK: &[u8] = include_bytes!("../../samples/so-theo-doi-suc-khoe.xlsx");

/// A lesson plan of class 4A that its teacher has handed in just now.
async fn handed_in(app: &TestApp, bytes: &[u8]) -> Obligation {
    let facts = app.facts().await;
    let owed = app.owed_by("giaovien").await;
    let plan = owed.into_iter().find(|one| facts.title(one).starts_with("Giáo án")).unwrap();
    hand_in(app, plan.id, "giáo án.docx", bytes).await;
    plan
}

async fn hand_in(app: &TestApp, id: ObligationId, name: &str, bytes: &[u8]) {
    let form = Multipart::new().field("note", "").file(name, bytes);
    assert_eq!(app.as_teacher().await.post_multipart(&format!("/nop/{id}"), form).await.status, 303);
}

fn address(id: ObligationId) -> String {
    format!("/ho-so/{id}/gop-y")
}

/// Sends a comment from a page, as it stands there.
async fn comment(user: &User, page: &Answer, id: ObligationId, typed: &[(&str, &str)]) -> Answer {
    let (submission, back) = (page.field("version").unwrap_or_default(), page.field("back").unwrap_or_default());
    let place = [("version", submission.as_str()), ("back", back.as_str())];
    let fields: Vec<(&str, &str)> = place.into_iter().chain(typed.iter().copied()).collect();
    user.post_form(&address(id), &fields).await
}

/// What the forms for comments on a page send beside the words, each by itself: the answers in the order of their threads, then the
/// new comment.
fn forms(page: &Answer, id: ObligationId) -> Vec<Vec<(String, String)>> {
    let mut forms: Vec<Vec<(String, String)>> = Vec::new();
    let mut inside = false;
    for piece in tokens(page.html()) {
        let HtmlToken::Open(tag) = piece else { continue };
        if tag.name == "form" {
            inside = tag.get("action").is_some_and(|action| action.split('?').next() == Some(&address(id)));
            forms.extend(inside.then(Vec::new));
        } else if inside && tag.get("type") == Some("hidden") {
            let field = ["name", "value"].map(|one| tag.get(one).unwrap_or_default().to_owned());
            forms.last_mut().unwrap().push(field.into());
        }
    }
    forms
}

/// Sends one of these forms as it stands on its page.
async fn send(user: &User, id: ObligationId, form: &[(String, String)], typed: &[(&str, &str)]) -> Answer {
    let hidden = form.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    user.post_form(&address(id), &hidden.chain(typed.iter().copied()).collect::<Vec<_>>()).await
}

const PINNED: [(&str, &str); 4] = [
    ("file", "0"),
    ("spot", "Bảng 1, dòng 4, cột 4"),
    ("quote", "Quan sát cây bàng"),
    ("comment", "Thứ Tư mưa <b>nhé</b>, ghi thêm phương án."),
];

fn hrefs(answer: &Answer) -> Vec<String> {
    tags(answer.html()).iter().filter_map(|tag| tag.get("href").map(str::to_owned)).collect()
}

/// Where a thread of the page is settled.
fn settles(answer: &Answer) -> Option<String> {
    let forms = tags(answer.html());
    let actions = forms.iter().filter(|tag| tag.name == "form").filter_map(|tag| tag.get("action"));
    actions.filter(|action| action.contains("/gop-y/")).map(|action| action.split('?').next().unwrap().to_owned()).next()
}

#[tokio::test]
async fn a_head_pins_a_comment_the_teacher_answers_it_and_the_head_settles_it() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app, WORD).await;
    let (head, teacher, id) = (app.as_head().await, app.as_teacher().await, plan.id);
    let (desk_at, record_at) = (format!("/cho-duyet/{id}"), format!("/ho-so/{id}"));
    let desk = head.get(&desk_at).await;
    comment(&head, &desk, id, &PINNED).await.leads_to(&format!("{desk_at}?da-gui=1#gop-y"));
    head.get(&format!("{desk_at}?da-gui=1")).await.says("Đã gửi góp ý");
    let desk = head.get(&desk_at).await;
    assert!(desk.words().contains("Góp ý, 1 chưa xong") && desk.words().contains("Bảng 1, dòng 4, cột 4"), "{}", desk.words());
    assert!(desk.html().contains("Thứ Tư mưa &lt;b&gt;nhé&lt;/b&gt;"), "words of people are escaped");
    let place = hrefs(&desk).into_iter().find(|href| href.ends_with("?khung=1#o-1-4-4")).unwrap();
    let framed = head.get(place.split('#').next().unwrap()).await;
    assert!(framed.html().contains("id=\"o-1-4-4\" data-pin=\"1\""), "the place is marked in the file");

    // The teacher reads it on her page and on the page of the file, is told, and answers.
    let record = teacher.get(&record_at).await;
    assert!(record.words().contains("ghi thêm phương án") && record.words().contains("Quan sát cây bàng"), "{}", record.words());
    let file = hrefs(&record).into_iter().find(|href| href.ends_with("#o-1-4-4")).unwrap();
    let file = teacher.get(file.split('#').next().unwrap()).await;
    assert!(file.words().contains("Góp ý ở tệp này") && file.words().contains("ghi thêm phương án"), "{}", file.words());
    let told = teacher.get("/thong-bao").await;
    assert!(told.words().contains("góp ý 1 chỗ"), "{}", told.words());
    let thread = record.field("answers").unwrap();
    comment(&teacher, &record, id, &[("answers", &thread), ("comment", "Em ghi ngay ạ.")])
        .await
        .leads_to(&format!("{record_at}?da-gui=1#gop-y"));
    teacher.get(&format!("{record_at}?da-gui=1")).await.says("Đã gửi trả lời");
    let told = head.get("/thong-bao").await;
    assert!(told.words().contains("trả lời 1 góp ý"), "{}", told.words());
    let desk = head.get(&desk_at).await;
    assert!(desk.words().contains("Em ghi ngay ạ."));

    // Whoever asked settles it, and nobody else.
    assert_eq!(settles(&teacher.get(&record_at).await), None, "it is not hers to settle");
    let settle = settles(&desk).unwrap();
    assert_eq!(teacher.post_form(&settle, &[("is", "done")]).await.status, 403);
    head.post_form(&settle, &[("is", "done"), ("back", "desk")]).await.leads_to(&format!("{desk_at}#gop-y"));
    let desk = head.get(&desk_at).await;
    assert!(desk.words().contains("Đã xong (1)") && !desk.words().contains("chưa xong"), "{}", desk.words());
    head.post_form(&settle, &[("is", "reopened"), ("back", "record")]).await.leads_to(&format!("{record_at}#gop-y"));
    assert!(head.get(&desk_at).await.words().contains("1 chưa xong"));
}

#[tokio::test]
async fn a_form_says_something_once_and_the_same_words_in_another_one_are_said_again() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app, WORD).await;
    let (head, teacher, id) = (app.as_head().await, app.as_teacher().await, plan.id);
    let desk = head.get(&format!("/cho-duyet/{id}")).await;
    comment(&head, &desk, id, &PINNED).await;
    let record = format!("/ho-so/{id}");
    let written = async || teacher.get(&record).await.words().matches("Đã sửa.").count();
    let first = forms(&teacher.get(&record).await, id);
    let done = [("comment", "Đã sửa.")];
    for click in ["the first click", "a second one"] {
        assert_eq!(send(&teacher, id, &first[0], &done).await.status, 303, "{click}");
        assert_eq!(written().await, 1, "{click}");
    }
    let second = forms(&teacher.get(&record).await, id);
    assert_eq!(send(&teacher, id, &second[0], &done).await.status, 303);
    assert_eq!(written().await, 2, "she has corrected something again");
    assert_eq!(send(&teacher, id, second.last().unwrap(), &done).await.status, 303);
    assert_eq!(written().await, 3, "a thread of her own");
    // Whoever goes back and types something else is told so, and the words go with the next click.
    let refused = send(&teacher, id, &first[0], &[("comment", "Sửa cả thứ Năm.")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.words().contains("Ô này đã gửi một góp ý khác lúc"), "{}", refused.words());
    assert!(refused.html().contains("Sửa cả thứ Năm."), "nothing is lost");
    assert_eq!(send(&teacher, id, &forms(&refused, id)[0], &[("comment", "Sửa cả thứ Năm.")]).await.status, 303);
    assert!(teacher.get(&record).await.words().contains("Sửa cả thứ Năm."));
}

/// cô Thảo teaches class 4A with cô Hoa, who has handed the plan in.
#[tokio::test]
async fn the_other_teacher_of_the_class_begins_and_answers_on_the_side_of_the_authors() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app, WORD).await;
    let (head, other, id) = (app.as_head().await, app.as_user("vtpthao").await, plan.id);
    let desk = head.get(&format!("/cho-duyet/{id}")).await;
    comment(&head, &desk, id, &PINNED).await;
    let record = other.get(&format!("/ho-so/{id}")).await;
    let [answer, new] = forms(&record, id).try_into().unwrap();
    assert_eq!(send(&other, id, &answer, &[("comment", "Em ghi ngay ạ.")]).await.status, 303);
    assert_eq!(send(&other, id, &new, &[("comment", "Tuần sau em dạy, em sửa luôn.")]).await.status, 303);
    let desk = head.get(&format!("/cho-duyet/{id}")).await;
    assert!(desk.words().contains("Em ghi ngay ạ.") && desk.words().contains("Góp ý, 2 chưa xong"), "{}", desk.words());
    let settle = settles(&desk).unwrap();
    assert_eq!(other.post_form(&settle, &[("is", "done")]).await.status, 403, "whoever asked settles it");
}

#[tokio::test]
async fn whoever_has_no_part_in_the_record_neither_comments_nor_reads() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app, WORD).await;
    let (head, id) = (app.as_head().await, plan.id);
    let desk = head.get(&format!("/cho-duyet/{id}")).await;
    comment(&head, &desk, id, &PINNED).await;
    let form = [("version", desk.field("version").unwrap()), ("comment", "Xem giúp.".to_owned())];
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    // Of another department, of the office, of the management team.
    for who in ["htkoanh", "yte", "ketoan", "quanly"] {
        let user = app.as_user(who).await;
        let refused = user.post_form(&address(id), &form).await;
        assert_eq!(refused.status, 403, "{who}: {}", refused.words());
        assert!(!user.get(&format!("/ho-so/{id}")).await.words().contains("ghi thêm phương án"), "{who}");
    }
    // The second head and the leadership do, also once it is decided.
    for who in ["hnqanh", "phohieutruong", "hieutruong"] {
        let user = app.as_user(who).await;
        assert_eq!(user.post_form(&address(id), &form).await.status, 303, "{who}");
    }
    let hidden = ["submission", "digest", "step"].map(|name| (name, desk.field(name).unwrap()));
    let decide: Vec<(&str, &str)> =
        hidden.iter().map(|(name, value)| (*name, value.as_str())).chain([("outcome", "approve")]).collect();
    assert_eq!(head.post_form(&format!("/cho-duyet/{id}"), &decide).await.status, 303);
    let deputy = app.as_user("hnqanh").await;
    let again = [form[0], ("comment", "Lần sau ghi rõ đồ dùng.")];
    assert_eq!(deputy.post_form(&address(id), &again).await.status, 303, "on what is approved one comments for the next time");
    assert_eq!(app.anonymous().post_form(&address(id), &form).await.status, 303, "to the sign-in");
}

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_that_was_typed_is_lost() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app, WORD).await;
    let (head, teacher, id) = (app.as_head().await, app.as_teacher().await, plan.id);
    let long = "a".repeat(10_000);
    for (user, page) in [(&head, format!("/cho-duyet/{id}")), (&teacher, format!("/ho-so/{id}"))] {
        let page = user.get(&page).await;
        for (typed, says) in [
            (vec![("comment", long.as_str())], "dài 10000 ký tự, nhiều nhất 2000 ký tự"),
            (vec![("comment", "Sửa."), ("file", "0"), ("spot", "bảng 9, dòng 1, cột 1")], "Tệp này không có chỗ đó"),
            (vec![("comment", "Sửa."), ("file", "0"), ("spot", "đoạn 900")], "Tệp này không có chỗ đó"),
            (vec![("comment", "Sửa."), ("file", "0"), ("spot", "ở giữa")], "Ghi chỗ theo dạng"),
            (vec![("comment", "Sửa."), ("file", "7")], "không có tệp đó"),
            (vec![("comment", " "), ("file", "0"), ("spot", "đoạn 1")], "Viết vài chữ"),
        ] {
            let refused = comment(user, &page, id, &typed).await;
            assert_eq!(refused.status, 422, "{says}: {}", refused.words());
            assert!(refused.words().contains(says), "{says}: {}", refused.words());
            assert!(typed.iter().all(|(_, value)| refused.html().contains(value.trim())), "{says}: nothing is lost");
        }
    }
    // Also of a form in which nothing was typed: it stands open with what is wrong.
    let page = head.get(&format!("/cho-duyet/{id}")).await;
    let refused = comment(&head, &page, id, &[("comment", "")]).await;
    refused.says("Viết vài chữ");
    let tags = tags(refused.html());
    let form = tags.iter().find(|tag| tag.get("class") == Some("new-comment")).unwrap();
    let words = tags.iter().find(|tag| tag.get("id") == Some("gop-y-moi")).unwrap();
    assert!(refused.status == 422 && form.get("open").is_some());
    assert_eq!(words.get("aria-invalid"), Some("true"));
    assert_eq!(words.get("aria-describedby"), Some("gop-y-moi-h gop-y-moi-e"));
    assert!(app.facts().await.obligation(id).unwrap().comments.is_empty());
    let nobody = [("version", ""), ("comment", "Sửa.")];
    assert_eq!(head.post_form(&address(id), &nobody).await.status, 422);
}

#[tokio::test]
async fn a_new_version_shows_the_comment_at_its_place_or_says_that_it_is_gone() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app, OTHER_WORD).await;
    let (head, id) = (app.as_head().await, plan.id);
    let desk_at = format!("/cho-duyet/{id}");
    let desk = head.get(&desk_at).await;
    comment(&head, &desk, id, &PINNED).await;
    comment(&head, &desk, id, &[("file", "0"), ("spot", "đoạn 2"), ("comment", "Sai ngày.")]).await;
    hand_in(&app, id, "giáo án.docx", WORD).await;
    let receipt = app.facts().await.obligation(id).unwrap().handed_in.as_ref().unwrap().submission;
    // Its text is read by now, however busy the machine is: the desk waits for that no longer than it may.
    head.get(&format!("/xem/{receipt}/0?khung=1")).await;
    let desk = head.get(&desk_at).await;
    for place in ["#o-1-4-4", "#doan-2"] {
        assert!(hrefs(&desk).contains(&format!("/xem/{receipt}/0?khung=1{place}")), "{place}: {}", desk.words());
    }
    assert!(desk.words().contains("về phiên bản 1"), "{}", desk.words());
    // A comment that was begun before the new version came is about what was on the screen.
    let framed = head.get(&format!("/xem/{receipt}/0?khung=1")).await;
    assert!(
        framed.html().contains("id=\"doan-2\" data-pin=\"2\"") || framed.html().contains("id=\"doan-2\" class"),
        "it is marked"
    );
    // A workbook in the place of the plan has none of these places.
    hand_in(&app, id, "sổ.xlsx", WORKBOOK).await;
    let desk = head.get(&desk_at).await;
    assert_eq!(desk.words().matches("Chỗ này không còn trong bản mới.").count(), 2, "{}", desk.words());
    assert!(desk.words().contains("Sai ngày."), "it is shown all the same");
}

#[tokio::test]
async fn a_page_of_a_pdf_opens_at_its_comment_and_a_return_says_how_many_are_open() {
    let app = TestApp::demo().await;
    let plan = handed_in(&app, PDF).await;
    let (head, teacher, id) = (app.as_head().await, app.as_teacher().await, plan.id);
    let desk = head.get(&format!("/cho-duyet/{id}")).await;
    comment(&head, &desk, id, &[("file", "0"), ("spot", "trang 2"), ("comment", "Trang 2 mờ.")]).await;
    let seen = head.get(&format!("/cho-duyet/{id}")).await;
    let place = hrefs(&seen).into_iter().find(|href| href.ends_with("khung=1&trang=2")).unwrap();
    assert!(head.get(&place).await.html().contains("/tep#page=2"));
    let hidden = ["submission", "digest", "step"].map(|name| (name, desk.field(name).unwrap()));
    let back = [("outcome", "return"), ("reason", "Còn ô để trống"), ("correct_by", "27/11/2026")];
    let decide: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, value.as_str())).chain(back).collect();
    assert_eq!(head.post_form(&format!("/cho-duyet/{id}"), &decide).await.status, 303);
    let work = teacher.get("/viec-cua-toi").await;
    assert!(hrefs(&work).contains(&format!("/ho-so/{id}#gop-y")) && work.words().contains("1 góp ý chưa xong"), "{}", work.words());
}
