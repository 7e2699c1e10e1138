//! "Rút lại hồ sơ": cô Hoa takes back what nobody has opened yet, and whoever was about to decide is told what is true.

use axum::{body::Body, http::Request};
use chrono::TimeDelta;
use domain::obligations::{Obligation, ObligationId};

use crate::support::{Answer, Multipart, TestApp, User, WORD, tags};

/// A lesson plan of class 4A that its teacher has handed in just now, and the address of its receipt.
async fn handed_in(app: &TestApp) -> (Obligation, String) {
    let facts = app.facts().await;
    let owed = app.owed_by("giaovien").await;
    let plan = owed.into_iter().find(|one| facts.title(one).starts_with("Giáo án")).unwrap();
    let receipt = hand_in(app, plan.id).await;
    (plan, receipt)
}

async fn hand_in(app: &TestApp, id: ObligationId) -> String {
    let form = Multipart::new().field("note", "").file("giáo án.docx", WORD);
    let answer = app.as_teacher().await.post_multipart(&format!("/nop/{id}"), form).await;
    assert_eq!(answer.status, 303);
    answer.location().to_owned()
}

/// Where the form goes that takes the hand-in back, where the page has it.
fn form(answer: &Answer) -> Option<String> {
    let forms = tags(answer.html());
    let action = forms.iter().filter(|tag| tag.name == "form").filter_map(|tag| tag.get("action"));
    // Behind the question mark stands for whom the page was made.
    let addresses = action.map(|action| action.split('?').next().unwrap_or_default());
    addresses.filter(|address| address.ends_with("/rut-lai")).map(str::to_owned).next()
}

/// The form of a desk as it stands there, with words.
async fn give_back(user: &User, desk: &Answer, id: ObligationId, words: &str) -> Answer {
    let hidden = ["submission", "digest", "step"].map(|name| desk.field(name).unwrap_or_default());
    let [submission, digest, step] = hidden.each_ref().map(String::as_str);
    let typed = [("outcome", "return"), ("words", words), ("correct_by", "27/11/2026")];
    let bound = [("submission", submission), ("digest", digest), ("step", step)];
    user.post_form(&format!("/cho-duyet/{id}"), &[bound.as_slice(), typed.as_slice()].concat()).await
}

#[tokio::test]
async fn co_hoa_takes_back_what_nobody_has_opened_and_hands_in_anew() {
    let app = TestApp::demo().await;
    let (plan, receipt) = handed_in(&app).await;
    let teacher = app.as_teacher().await;
    let record = format!("/ho-so/{}", plan.id);
    for page in [&receipt, &record] {
        let seen = teacher.get(page).await;
        assert_eq!(form(&seen), Some(format!("{receipt}/rut-lai")), "{}", seen.words());
        assert!(seen.words().contains("Rút lại được tới khi có người mở xem"), "{}", seen.words());
    }
    // Nobody else is offered it, nor may they do it by its address.
    for (name, status) in [("totruong", 403), ("hieutruong", 403), ("yte", 403)] {
        let user = app.as_user(name).await;
        assert_eq!(form(&user.get(&record).await), None, "{name}");
        assert_eq!(user.post_form(&format!("{receipt}/rut-lai"), &[]).await.status, status, "{name}");
    }
    let done = teacher.post_form(&format!("{receipt}/rut-lai"), &[]).await;
    assert_eq!((done.status, done.location()), (303, receipt.as_str()));
    let after = teacher.get(&receipt).await;
    assert!(after.words().contains("Đã rút lại lúc"), "{}", after.words());
    assert!(after.words().contains("không còn tính là đã nộp"), "{}", after.words());
    assert_eq!(form(&after), None);
    assert!(teacher.get(&record).await.words().contains("Đã rút lại lúc"));
    let facts = app.facts().await;
    assert_eq!(facts.obligation(plan.id).unwrap().handed_in, None);
    // A second click finds what the first one did; the next hand-in is the first that counts.
    assert_eq!(teacher.post_form(&format!("{receipt}/rut-lai"), &[]).await.status, 303);
    let second = hand_in(&app, plan.id).await;
    let words = teacher.get(&second).await.words().to_owned();
    assert!(words.contains("phiên bản 2") && !words.contains("Đã nộp phiên bản 2"), "{words}");
}

#[tokio::test]
async fn who_was_about_to_decide_is_told_that_it_was_taken_back_and_keeps_their_words() {
    let app = TestApp::demo().await;
    let (plan, receipt) = handed_in(&app).await;
    let (head, teacher) = (app.as_head().await, app.as_teacher().await);
    // A browser that loads ahead shows nobody anything: that opens nothing.
    let ahead = Request::get(format!("/cho-duyet/{}", plan.id)).header("sec-purpose", "prefetch");
    let desk = head.send(ahead.body(Body::empty()).unwrap()).await;
    assert_eq!(teacher.post_form(&format!("{receipt}/rut-lai"), &[]).await.status, 303);
    let refused = give_back(&head, &desk, plan.id, "Thứ Tư còn trống.").await;
    assert_eq!(refused.status, 409);
    for words in ["Người nộp đã rút lại phiên bản này lúc", "Chưa ghi quyết định nào", "Thứ Tư còn trống."]
    {
        assert!(refused.words().contains(words), "{}", refused.words());
    }
}

#[tokio::test]
async fn what_the_head_has_opened_stays() {
    let app = TestApp::demo().await;
    let (plan, receipt) = handed_in(&app).await;
    let (head, teacher) = (app.as_head().await, app.as_teacher().await);
    let before = teacher.get(&receipt).await;
    assert_eq!(head.get(&format!("/cho-duyet/{}", plan.id)).await.status, 200);
    app.clock.advance(TimeDelta::minutes(1));
    assert_eq!(form(&teacher.get(&receipt).await), None);
    let refused = teacher.post_form(&form(&before).unwrap(), &[]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.words().contains("Người duyệt đã mở xem phiên bản này lúc"), "{}", refused.words());
    assert!(app.facts().await.obligation(plan.id).unwrap().handed_in.is_some());
}
