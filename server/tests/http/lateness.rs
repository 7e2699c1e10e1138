//! "Vì sao muộn": the sentence of whoever was late, the one tap of the leadership, and the figures that follow.

use std::time::Duration;

use axum::{
    body::{Body, Bytes},
    http::Request,
};
use chrono::TimeDelta;
use domain::obligations::{Obligation, Standing};
use futures::{StreamExt, stream};
use tokio::time::{sleep, timeout};

use crate::support::{Answer, Multipart, TestApp, User, WORD};

/// The overdue record of the teacher of these tests.
async fn overdue(app: &TestApp) -> Obligation {
    let facts = app.facts().await;
    let mut owed = app.owed_by("giaovien").await.into_iter();
    owed.find(|one| matches!(facts.standing(one, app.clock.shows()), Standing::Overdue(_))).unwrap()
}

/// The same, handed in now: late.
async fn late(app: &TestApp, teacher: &User) -> Obligation {
    let overdue = overdue(app).await;
    let form = Multipart::new().field("note", "").file("kế hoạch.docx", WORD);
    assert_eq!(teacher.post_multipart(&format!("/nop/{}", overdue.id), form).await.status, 303);
    overdue
}

fn keeps_silent(answer: &Answer, words: &str) {
    assert!(!answer.html().contains(words), "{words:?} is in {}", answer.html());
}

fn explain(record: &Obligation) -> String {
    format!("/ho-so/{}/ly-do-muon", record.id)
}

fn judge(record: &Obligation) -> String {
    format!("/ho-so/{}/ly-do-muon/xem", record.id)
}

async fn standing(app: &TestApp, record: &Obligation) -> Standing {
    let facts = app.facts().await;
    facts.standing(facts.obligation(record.id).unwrap(), app.clock.shows())
}

#[tokio::test]
async fn a_sentence_is_said_found_right_in_one_tap_and_counted_beside_what_is_late() {
    let app = TestApp::demo().await;
    let (teacher, head, principal) = (app.as_teacher().await, app.as_head().await, app.as_principal().await);
    let record = late(&app, &teacher).await;
    let page = format!("/ho-so/{}", record.id);
    let card = teacher.get(&page).await;
    card.says("Vì sao muộn").says("Ghi lý do");
    keeps_silent(&card, "Không có lý do chính đáng");
    // Too short: it is to be corrected, and stands there as it was typed.
    let short = teacher.post_form(&explain(&record), &[("late-words", "ốm")]).await;
    assert_eq!(short.status, 422);
    short.says("Ghi lý do, ít nhất").says("ốm</textarea>");
    teacher.post_form(&explain(&record), &[("late-words", "Con ốm phải nằm viện")]).await.leads_to(&format!("{page}#ly-do-muon"));
    teacher.get(&page).await.says("Con ốm phải nằm viện");
    assert_eq!(head.post_form(&explain(&record), &[("late-words", "Cô Hoa ốm thật")]).await.status, 403);

    // Neither the teacher nor the head judges it.
    let found = [("finding", "with_reason"), ("seen", "0"), ("back", "list")];
    for other in [&teacher, &head] {
        assert_eq!(other.post_form(&judge(&record), &found).await.status, 403);
        assert_eq!(other.get("/ly-do-muon").await.status, 403);
    }
    principal.get("/bang-theo-doi").await.says("Lý do nộp muộn");
    principal.get("/ly-do-muon").await.says("Con ốm phải nằm viện").says(&judge(&record));
    let done = format!("/ly-do-muon?vua-xem={}", record.id);
    principal.post_form(&judge(&record), &found).await.leads_to(&done);
    assert!(matches!(standing(&app, &record).await, Standing::Excused(_)));
    let list = principal.get(&done).await;
    list.says(": có lý do chính đáng").says("Xem lại");
    keeps_silent(&list, &judge(&record));
    principal.get("/bang-theo-doi").await.says("Trong học kỳ I: nộp muộn ").says("2 có lý do, ");
    principal.get("/bang-theo-doi/danh-sach?tuan=12").await.says("1 có lý do");
    teacher.get("/thong-bao").await.says("Muộn có lý do");
    let card = teacher.get(&page).await;
    card.says("có lý do");
    keeps_silent(&card, "Ghi lý do");
    principal.get("/bang-theo-doi/danh-sach?tt=muon-co-ly-do").await.says(&page);

    // Sent twice it is done once; by another page that knows nothing of it, it is refused, and the words are not lost.
    principal.post_form(&judge(&record), &found).await.leads_to(&done);
    let other = [("finding", "without_reason"), ("seen", "0"), ("found-words", "Đã nhắc hai lần")];
    let refused = principal.post_form(&judge(&record), &other).await;
    assert_eq!(refused.status, 409);
    refused.says("đã được xem lúc").says("Đã nhắc hai lần");
    // Whoever has seen it may find something else.
    let anew = [("finding", "without_reason"), ("seen", "1"), ("found-words", "Đã nhắc hai lần")];
    principal.post_form(&judge(&record), &anew).await.leads_to(&format!("{page}#ly-do-muon"));
    assert!(matches!(standing(&app, &record).await, Standing::Late(_)));
    teacher.get(&page).await.says("lần xem trước").says("Đã nhắc hai lần").says("để ban giám hiệu xem lại");
    keeps_silent(&principal.get("/ly-do-muon").await, &judge(&record));
    // Whoever was found without a reason may add one, and it is looked at once more; with one, that is the end of it.
    app.clock.advance(TimeDelta::minutes(1));
    teacher.post_form(&explain(&record), &[("late-words", "Còn giấy ra viện")]).await.leads_to(&format!("{page}#ly-do-muon"));
    principal.get("/ly-do-muon").await.says(&judge(&record)).says("Còn giấy ra viện");
    let again = [("finding", "with_reason"), ("seen", "2"), ("back", "list")];
    principal.post_form(&judge(&record), &again).await.leads_to(&done);
    let more = teacher.post_form(&explain(&record), &[("late-words", "Còn đơn thuốc nữa")]).await;
    assert_eq!(more.status, 409);
    more.says("đã được xem lúc").says("Còn đơn thuốc nữa");
}

#[tokio::test]
async fn the_words_of_a_late_hand_in_stand_on_the_card() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let overdue = overdue(&app).await;
    let form = Multipart::new().field("note", "Con em sốt cao phải vào viện").file("kế hoạch.docx", WORD);
    assert_eq!(teacher.post_multipart(&format!("/nop/{}", overdue.id), form).await.status, 303);
    principal.get("/ly-do-muon").await.says("Người nộp đã ghi lý do").says("Con em sốt cao phải vào viện");
}

#[tokio::test]
async fn what_was_tried_in_vain_stands_on_the_card_of_the_record() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let overdue = overdue(&app).await;
    let address = format!("/nop/{}", overdue.id);
    let page = format!("/ho-so/{}", overdue.id);
    keeps_silent(&principal.get(&page).await, "Đã thử nộp");
    // No file that is taken, a form without a file, and one by script.
    let unfit = Multipart::new().field("note", "").file("kế hoạch.docx", b"MZ\x90\0 a program");
    assert_eq!(teacher.post_multipart(&address, unfit).await.status, 422);
    let empty = Multipart::new().field("note", "Em gửi ạ");
    assert_eq!(teacher.post_multipart(&address, empty).await.status, 422);
    // The card tells of what was tried before the hour at which it is looked at.
    app.clock.advance(TimeDelta::minutes(1));
    let card = principal.get(&page).await;
    card.says("Đã thử nộp").says("2 lần").says("tệp không nhận được").says("phiếu nộp chưa đúng");
    keeps_silent(&card, "kế hoạch.docx");
    // Whoever may not hand it in leaves no trace.
    let head = app.as_head().await;
    let foreign = Multipart::new().field("note", "").file("kế hoạch.docx", WORD);
    assert_eq!(head.post_multipart(&address, foreign).await.status, 403);
    principal.get(&page).await.says("2 lần");
}

#[tokio::test]
async fn what_has_not_come_or_is_not_late_is_not_judged() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let overdue = app.owed_by("giaovien").await.remove(0);
    let found = [("finding", "with_reason"), ("seen", "0")];
    let refused = principal.post_form(&judge(&overdue), &found).await;
    assert_eq!(refused.status, 409);
    refused.says("Hồ sơ này chưa nộp");
    // No button of the page sends this.
    assert_eq!(principal.post_form(&judge(&overdue), &[("finding", "both"), ("seen", "0")]).await.status, 409);
    let long = "lý do ".repeat(100);
    let refused = principal.post_form(&judge(&overdue), &[("finding", "with_reason"), ("seen", "0"), ("found-words", &long)]).await;
    assert_eq!(refused.status, 409);
    refused.says(long.trim());
}

#[tokio::test]
async fn an_upload_whose_line_breaks_is_a_try_and_one_that_comes_whole_is_none() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let overdue = overdue(&app).await;
    let (address, page) = (format!("/nop/{}", overdue.id), format!("/ho-so/{}", overdue.id));
    assert_eq!(teacher.upload(&address, "kế hoạch.docx", WORD).await.status, 200);
    keeps_silent(&principal.get(&page).await, "Đã thử nộp");
    // The connection goes while the bytes are coming, and with it whoever answers.
    let begun = stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"PK"))]).chain(stream::pending());
    let request = Request::post(format!("{address}/tep?person=&name=a.docx"))
        .header("content-type", "application/octet-stream")
        .header("accept", "application/json")
        .body(Body::from_stream(begun))
        .unwrap();
    assert!(timeout(Duration::from_millis(500), teacher.begin(request)).await.is_err(), "it is on its way");
    app.clock.advance(TimeDelta::minutes(1));
    for _ in 0..100 {
        if principal.get(&page).await.words().contains("đứt giữa chừng") {
            return;
        }
        sleep(Duration::from_millis(50)).await;
    }
    panic!("nothing was kept of it");
}

/// That somebody was reminded of what is overdue is noted by whoever leads, and is for those who lead alone to read.
#[tokio::test]
async fn whoever_leads_notes_a_reminder_and_nobody_else_reads_it() {
    let app = TestApp::demo().await;
    let (head, principal, teacher) = (app.as_head().await, app.as_principal().await, app.as_teacher().await);
    let record = overdue(&app).await;
    let page = format!("/ho-so/{}", record.id);
    let (note, list) = (format!("{page}/da-nhac"), "/bang-theo-doi/danh-sach?tt=qua-han");
    assert_eq!(head.get(&page).await.field("seen").as_deref(), Some("0"));
    for _ in 0..2 {
        head.post_form(&note, &[("seen", "0")]).await.leads_to(&page);
    }
    let words = format!("Đã nhắc lúc {}, ", domain::vietnamese::moment(app.clock.shows()));
    for leads in [&head, &principal] {
        leads.get(&page).await.says(&words);
        leads.get(list).await.says(&words);
    }
    keeps_silent(&teacher.get(&page).await, "Đã nhắc");
    keeps_silent(&teacher.get(&page).await, "Nhắc nộp");
    assert_eq!(teacher.post_form(&note, &[("seen", "1")]).await.status, 403);
    let form = Multipart::new().field("note", "").file("kế hoạch.docx", WORD);
    assert_eq!(teacher.post_multipart(&format!("/nop/{}", record.id), form).await.status, 303);
    let refused = head.post_form(&note, &[("seen", "1")]).await;
    assert_eq!(refused.status, 409, "{}", refused.words());
    refused.says("Hồ sơ này không còn quá hạn").says(&words);
}

/// The message to a whole department is noted by one press, on each record that it names.
#[tokio::test]
async fn whoever_sends_the_message_to_a_department_notes_it_with_one_press() {
    let app = TestApp::demo().await;
    let (head, teacher) = (app.as_head().await, app.as_teacher().await);
    let record = overdue(&app).await;
    let page = head.get("/thong-bao").await;
    let shown = page.field("shown").unwrap();
    let action = page.html().split('"').find(|part| part.starts_with("/thong-bao/nhac/")).unwrap().to_owned();
    let action = action.split('?').next().unwrap();
    for _ in 0..2 {
        head.post_form(action, &[("shown", &shown)]).await.leads_to("/thong-bao#g-nhac");
    }
    head.get("/thong-bao").await.says("Đã ghi nhắc ");
    let words = format!("Đã nhắc lúc {}, ", domain::vietnamese::moment(app.clock.shows()));
    head.get(&format!("/ho-so/{}", record.id)).await.says(&words);
    assert_eq!(teacher.post_form(action, &[("shown", &shown)]).await.status, 403);
    assert_eq!(head.post_form(action, &[]).await.status, 400, "nothing was shown");
}
