//! A comment or a decision that comes too late, or from somebody whose right has ended: whatever refuses it, what was typed is on the
//! page that says so.

use axum::{body::Body, http::Request};
use chrono::TimeDelta;
use domain::obligations::{Obligation, ObligationId};

use crate::{
    delegations::{lend, place},
    support::{Answer, Multipart, TestApp, User, WORD},
};

/// Nobody teaches this.
const NO_RECORD: &str = "00000000-0000-4000-8000-000000000000";
const WORDS: &str = "Thứ Tư còn trống <b>nhé</b>.";

/// A lesson plan of class 4A that its teacher has handed in just now, and the address of its receipt.
async fn handed_in(app: &TestApp) -> (Obligation, String) {
    let facts = app.facts().await;
    let owed = app.owed_by("giaovien").await;
    let plan = owed.into_iter().find(|one| facts.title(one).starts_with("Giáo án")).unwrap();
    let form = Multipart::new().field("note", "").file("giáo án.docx", WORD);
    let answer = app.as_teacher().await.post_multipart(&format!("/nop/{}", plan.id), form).await;
    assert_eq!(answer.status, 303);
    (plan, answer.location().to_owned())
}

/// The desk as a browser loads it ahead: nobody has looked at it, so the hand-in can be taken back still.
async fn desk_ahead(user: &User, id: ObligationId) -> Answer {
    let ahead = Request::get(format!("/cho-duyet/{id}")).header("sec-purpose", "prefetch");
    user.send(ahead.body(Body::empty()).unwrap()).await
}

/// A comment with this page's form, sent to the record `to`.
async fn comment(user: &User, page: &Answer, to: &str, words: &str, back: &str) -> Answer {
    let version = page.field("version").unwrap();
    let form = [("version", version.as_str()), ("comment", words), ("file", "0"), ("spot", "đoạn 2"), ("back", back)];
    user.post_form(&format!("/ho-so/{to}/gop-y"), &form).await
}

/// A return with this desk's form, sent to the record `to`.
async fn give_back(user: &User, desk: &Answer, to: &str, day: &str) -> Answer {
    let hidden = ["key", "submission", "digest", "step"].map(|name| (name, desk.field(name).unwrap()));
    let bound = hidden.iter().map(|(name, value)| (*name, value.as_str()));
    let typed = [("outcome", "return"), ("reason", "Còn ô để trống"), ("words", WORDS), ("correct_by", day)];
    user.post_form(&format!("/cho-duyet/{to}"), &bound.chain(typed).collect::<Vec<_>>()).await
}

/// It says why, what is to be done, and what was typed, with its signs as they are.
fn keeps(answer: &Answer, status: u16, why: &str, typed: &[&str]) {
    assert_eq!(answer.status, status, "{why}: {}", answer.words());
    for words in typed.iter().chain(&[why]) {
        assert!(answer.words().contains(words), "{why}: {words}: {}", answer.words());
    }
}

const COMMENT: [&str; 3] = [WORDS, "đoạn 2", "Chép lại trước khi rời trang này"];
const DECISION: [&str; 2] = [WORDS, "Còn ô để trống"];

#[tokio::test]
async fn about_what_is_no_longer_owed() {
    let app = TestApp::demo().await;
    let (plan, receipt) = handed_in(&app).await;
    let (head, teacher, id) = (app.as_head().await, app.as_teacher().await, plan.id.to_string());
    let desk = desk_ahead(&head, plan.id).await;
    app.close(plan.id, "lớp 4A giải thể").await;
    for back in ["desk", "record"] {
        keeps(&comment(&head, &desk, &id, WORDS, back).await, 409, "Hồ sơ này không phải nộp nữa", &COMMENT);
    }
    keeps(&give_back(&head, &desk, &id, "27/11/2026").await, 409, "không có gì chờ duyệt", &DECISION);
    // Also where there is something to be corrected in a form that is not there any more.
    keeps(&give_back(&head, &desk, &id, "mai").await, 422, "Chưa ghi quyết định nào", &DECISION);
    // Nothing is typed there; why it stays is told where it was to be taken back.
    keeps(&teacher.post_form(&format!("{receipt}/rut-lai"), &[]).await, 409, "Hồ sơ này không phải nộp nữa", &["Biên nhận"]);
}

#[tokio::test]
async fn about_what_was_taken_back() {
    let app = TestApp::demo().await;
    let (plan, receipt) = handed_in(&app).await;
    let (head, teacher, id) = (app.as_head().await, app.as_teacher().await, plan.id.to_string());
    let desk = desk_ahead(&head, plan.id).await;
    assert_eq!(teacher.post_form(&format!("{receipt}/rut-lai"), &[]).await.status, 303);
    let long = format!("{WORDS} {}", "a".repeat(2_000));
    for (back, words) in [("desk", WORDS), ("record", WORDS), ("desk", &long), ("record", &long)] {
        let refused = comment(&head, &desk, &id, words, back).await;
        keeps(&refused, 409, "Người nộp đã rút lại phiên bản này", &[words, COMMENT[1], COMMENT[2]]);
    }
    keeps(&give_back(&head, &desk, &id, "27/11/2026").await, 409, "Người nộp đã rút lại phiên bản này lúc", &DECISION);
    keeps(&give_back(&head, &desk, &id, "mai").await, 409, "không có gì chờ duyệt", &DECISION);
}

#[tokio::test]
async fn by_somebody_who_acts_for_nobody_any_more() {
    let app = TestApp::demo().await;
    let (plan, _) = handed_in(&app).await;
    let (principal, id) = (app.as_principal().await, plan.id.to_string());
    let of = place(&principal, "Lê Thị Ấm, tổ trưởng").await;
    let acting = app.person("htkoanh").await.to_string();
    lend(&principal, &of, &acting, "25/11/2026", "27/11/2026").await;
    let user = app.as_user("htkoanh").await;
    let desk = user.get(&format!("/cho-duyet/{id}")).await;
    assert_eq!(comment(&user, &desk, &id, "Xem lại.", "desk").await.status, 303);
    let thread = app.facts().await.obligation(plan.id).unwrap().comments[0].id;
    let page = app.as_head().await.get("/uy-quyen").await;
    let (_, rest) = page.html().split_once("action=\"/uy-quyen/").unwrap();
    let end = format!("/uy-quyen/{}/ket-thuc", rest.split('/').next().unwrap());
    assert_eq!(app.as_head().await.post_form(&end, &[]).await.location(), "/uy-quyen?xong=het");
    for back in ["desk", "record"] {
        keeps(&comment(&user, &desk, &id, WORDS, back).await, 403, "dành cho người nộp và người duyệt", &COMMENT);
    }
    let refused = give_back(&user, &desk, &id, "27/11/2026").await;
    keeps(&refused, 403, "Chép lại trước khi rời trang này", &DECISION);
    let settle = format!("/ho-so/{id}/gop-y/{thread}");
    keeps(&user.post_form(&settle, &[("is", "done"), ("back", "desk")]).await, 403, "dành cho người nộp và người duyệt", &[]);
}

#[tokio::test]
async fn what_was_decided_in_a_place_that_is_theirs_no_longer_is_taken_back_by_whoever_decided() {
    let app = TestApp::demo().await;
    let (plan, _) = handed_in(&app).await;
    let (principal, head, id) = (app.as_principal().await, app.as_head().await, plan.id.to_string());
    let of = place(&principal, "Lê Thị Ấm, tổ trưởng").await;
    lend(&principal, &of, &app.person("htkoanh").await.to_string(), "25/11/2026", "27/11/2026").await;
    let user = app.as_user("htkoanh").await;
    let desk = user.get(&format!("/cho-duyet/{id}")).await;
    assert_eq!(give_back(&user, &desk, &id, "27/11/2026").await.status, 303);
    let page = head.get("/uy-quyen").await;
    let (_, rest) = page.html().split_once("action=\"/uy-quyen/").unwrap();
    let end = format!("/uy-quyen/{}/ket-thuc", rest.split('/').next().unwrap());
    assert_eq!(head.post_form(&end, &[]).await.location(), "/uy-quyen?xong=het");
    let decision = app.facts().await.obligation(plan.id).unwrap().decisions[0].id;
    let undo = format!("/cho-duyet/{id}/rut-lai/{decision}");
    keeps(&head.post_form(&undo, &[]).await, 403, "Chỉ người đã quyết định mới hoàn tác được", &[]);
    assert_eq!(app.as_health().await.post_form(&undo, &[]).await.status, 403);
    assert_eq!(user.get(&format!("/cho-duyet/{id}")).await.status, 403, "the desk is theirs no longer");
    // The record is of a department in which she has no place: her own list leads to it, and the way on is the start.
    user.get("/cho-duyet").await.says(&format!("action=\"{undo}"));
    user.post_form(&undo, &[]).await.leads_to("/");
    assert_eq!(user.get("/").await.status, 303);
    assert!(app.facts().await.obligation(plan.id).unwrap().decisions[0].undone_at.is_some());
}

#[tokio::test]
async fn about_a_version_or_a_record_that_is_not_there() {
    let app = TestApp::demo().await;
    let (plan, _) = handed_in(&app).await;
    let (head, id) = (app.as_head().await, plan.id.to_string());
    let desk = head.get(&format!("/cho-duyet/{id}")).await;
    let gone = [("version", NO_RECORD), ("comment", WORDS), ("spot", "đoạn 2"), ("back", "desk")];
    keeps(&head.post_form(&format!("/ho-so/{id}/gop-y"), &gone).await, 404, "Không có trang này", &COMMENT);
    keeps(&comment(&head, &desk, NO_RECORD, WORDS, "desk").await, 404, "Không có trang này", &COMMENT);
    keeps(&give_back(&head, &desk, NO_RECORD, "27/11/2026").await, 404, "Không có trang này", &DECISION);
}

#[tokio::test]
async fn a_thread_or_a_decision_about_what_is_no_longer_owed_says_why_it_stays_as_it_is() {
    let app = TestApp::demo().await;
    let (plan, _) = handed_in(&app).await;
    let (head, id) = (app.as_head().await, plan.id.to_string());
    let desk = head.get(&format!("/cho-duyet/{id}")).await;
    assert_eq!(comment(&head, &desk, &id, "Xem lại.", "desk").await.status, 303);
    assert_eq!(give_back(&head, &desk, &id, "27/11/2026").await.status, 303);
    let facts = app.facts().await;
    let record = facts.obligation(plan.id).unwrap();
    let (settle, undo) =
        (format!("/ho-so/{id}/gop-y/{}", record.comments[0].id), format!("/cho-duyet/{id}/rut-lai/{}", record.decisions[0].id));
    app.close(plan.id, "lớp 4A giải thể").await;
    for (form, fields) in [(settle, &[("is", "done"), ("back", "desk")][..]), (undo, &[][..])] {
        keeps(&head.post_form(&form, fields).await, 409, "Hồ sơ này không phải nộp nữa", &["lớp 4A giải thể"]);
    }
}

#[tokio::test]
async fn nobody_learns_by_a_comment_how_many_files_another_record_has() {
    let app = TestApp::demo().await;
    let (_, receipt) = handed_in(&app).await;
    let version = receipt.rsplit('/').next().unwrap();
    // The nurse may comment on what she hands in herself, and opens no plan.
    let (nurse, own) = (app.as_health().await, app.owed_by("yte").await[0].id);
    let mut answers = Vec::new();
    for (version, file) in [(version, "0"), (version, "1"), (version, "99"), (NO_RECORD, "0")] {
        let form = [("version", version), ("comment", WORDS), ("file", file), ("back", "record")];
        let answer = nurse.post_form(&format!("/ho-so/{own}/gop-y"), &form).await;
        keeps(&answer, 404, "Không có trang này", &[WORDS]);
        answers.push(answer.words());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
}

#[tokio::test]
async fn a_return_of_what_has_become_a_spot_check_meanwhile() {
    let app = TestApp::demo().await;
    let (plan, _) = handed_in(&app).await;
    let (head, id) = (app.as_head().await, plan.id.to_string());
    let desk = head.get(&format!("/cho-duyet/{id}")).await;
    let bound = ["key", "submission", "digest", "step"].map(|name| (name, desk.field(name).unwrap()));
    let bound = bound.iter().map(|(name, value)| (*name, value.as_str()));
    let approve: Vec<(&str, &str)> = bound.chain([("outcome", "approve")]).collect();
    assert_eq!(head.post_form(&format!("/cho-duyet/{id}"), &approve).await.status, 303);
    app.clock.advance(TimeDelta::minutes(15));
    let deputy = app.as_user("phohieutruong").await;
    let refused = give_back(&deputy, &desk, &id, "mai").await;
    keeps(&refused, 422, "Chưa ghi quyết định nào", &DECISION);
    refused.says("Ký xác nhận đã kiểm tra");
}

#[tokio::test]
async fn by_somebody_whose_right_to_write_them_has_ended() {
    let app = TestApp::demo().await;
    let (plan, receipt) = handed_in(&app).await;
    let teacher = app.as_teacher().await;
    let file = format!("/tep-giu-lai/{}/0/tra-lai", receipt.rsplit('/').next().unwrap());
    let to = app.person("ketoan").await.to_string();
    for (address, typed, words) in [
        (file, vec![("seen", ""), ("reason", "Liên-kết-lạ")], "Liên-kết-lạ"),
        (format!("/ho-so/{}/mien", plan.id), vec![("reason", "Lớp nghỉ vì cúm")], "Lớp nghỉ vì cúm"),
        (format!("/ho-so/{}/bo-mien", plan.id), vec![("reason", "Nhầm!")], "Nhầm!"),
        ("/uy-quyen".to_owned(), vec![("place", "x.principal"), ("to", to.as_str()), ("decision", "15/QĐ-MNNT")], "15/QĐ-MNNT"),
    ] {
        keeps(&teacher.post_form(&address, &typed).await, 403, "Lời vừa gõ, chưa được ghi", &[words]);
    }
}

#[tokio::test]
async fn the_key_of_a_comment_on_another_record_is_no_form_of_ours() {
    let app = TestApp::demo().await;
    let ((first, _), (second, _)) = (handed_in(&app).await, handed_in(&app).await);
    let (head, key) = (app.as_head().await, "0193f3a0-0000-7000-8000-00000000000a");
    let mut answers = Vec::new();
    for id in [first.id, second.id] {
        let version = app.facts().await.obligation(id).unwrap().handed_in.as_ref().unwrap().submission.to_string();
        let form = [("key", key), ("version", version.as_str()), ("comment", WORDS), ("back", "record")];
        answers.push(head.post_form(&format!("/ho-so/{id}/gop-y"), &form).await);
    }
    assert_eq!(answers[0].status, 303, "{}", answers[0].words());
    keeps(&answers[1], 400, "Yêu cầu này chưa đọc được", &[WORDS]);
}

#[tokio::test]
async fn the_key_of_a_decision_about_another_record_is_no_form_of_ours() {
    let app = TestApp::demo().await;
    let ((first, _), (second, _)) = (handed_in(&app).await, handed_in(&app).await);
    let head = app.as_head().await;
    let key = head.get(&format!("/cho-duyet/{}", first.id)).await.field("key").unwrap();
    let mut answers = Vec::new();
    for id in [first.id, second.id] {
        let desk = head.get(&format!("/cho-duyet/{id}")).await;
        let bound = ["submission", "digest", "step"].map(|name| (name, desk.field(name).unwrap()));
        let bound = bound.iter().map(|(name, value)| (*name, value.as_str()));
        let typed = [("key", key.as_str()), ("outcome", "return"), ("reason", "Còn ô để trống"), ("words", WORDS)];
        let form: Vec<(&str, &str)> = bound.chain(typed).chain([("correct_by", "27/11/2026")]).collect();
        answers.push(head.post_form(&format!("/cho-duyet/{id}"), &form).await);
    }
    assert_eq!(answers[0].status, 303, "{}", answers[0].words());
    keeps(&answers[1], 400, "Yêu cầu này chưa đọc được", &DECISION);
}
