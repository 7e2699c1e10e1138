//! "Vì sao muộn": the sentence of whoever was late, the one tap of the leadership, and the figures that follow.

use domain::obligations::{Obligation, Standing};

use crate::support::{Answer, Multipart, TestApp, User, WORD};

/// The overdue record of the teacher of these tests, handed in now: late.
async fn late(app: &TestApp, teacher: &User) -> Obligation {
    let facts = app.facts().await;
    let mut owed = app.owed_by("giaovien").await.into_iter();
    let overdue = owed.find(|one| matches!(facts.standing(one, app.clock.shows()), Standing::Overdue(_))).unwrap();
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
    keeps_silent(&card, "Không lý do");
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
    principal.get("/bang-theo-doi").await.says("Muộn chờ xem lý do");
    principal.get("/ly-do-muon").await.says("Con ốm phải nằm viện").says(&judge(&record));
    principal.post_form(&judge(&record), &found).await.leads_to("/ly-do-muon?xong=xem");
    assert!(matches!(standing(&app, &record).await, Standing::Excused(_)));
    let list = principal.get("/ly-do-muon?xong=xem").await;
    list.says("Đã ghi");
    keeps_silent(&list, &judge(&record));
    principal.get("/bang-theo-doi").await.says("Trong học kỳ I: nộp muộn ").says("2 có lý do, ");
    principal.get("/bang-theo-doi/danh-sach?tuan=12").await.says("1 có lý do");
    teacher.get("/thong-bao").await.says("Muộn có lý do");
    let card = teacher.get(&page).await;
    card.says("có lý do");
    keeps_silent(&card, "Ghi lý do");
    principal.get("/bang-theo-doi/danh-sach?tt=muon-co-ly-do").await.says(&page);

    // Sent twice it is done once; by another page that knows nothing of it, it is refused, and the words are not lost.
    principal.post_form(&judge(&record), &found).await.leads_to("/ly-do-muon?xong=xem");
    let other = [("finding", "without_reason"), ("seen", "0"), ("found-words", "Đã nhắc hai lần")];
    let refused = principal.post_form(&judge(&record), &other).await;
    assert_eq!(refused.status, 409);
    refused.says("đã được xem lúc").says("Đã nhắc hai lần");
    // Whoever has seen it may find something else.
    let anew = [("finding", "without_reason"), ("seen", "1"), ("found-words", "Đã nhắc hai lần")];
    principal.post_form(&judge(&record), &anew).await.leads_to(&format!("{page}#ly-do-muon"));
    assert!(matches!(standing(&app, &record).await, Standing::Late(_)));
    teacher.get(&page).await.says("lần xem trước").says("Đã nhắc hai lần");
    let more = teacher.post_form(&explain(&record), &[("late-words", "Còn giấy ra viện")]).await;
    assert_eq!(more.status, 409);
    more.says("đã được xem lúc").says("Còn giấy ra viện");
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
