//! The page of one record, and the exemption that the leadership gives and takes back there.

use axum::{body::Body, http::Request};
use domain::{obligations::Obligation, record_list::StandingGroup};
use futures::StreamExt;
use records::server_runs::Sign;
use server::scheduler::note;

use crate::support::{Answer, Multipart, TestApp, User, WORD, tags};

async fn page(user: &User, record: &Obligation) -> Answer {
    user.get(&format!("/ho-so/{}", record.id)).await
}

async fn exempt(user: &User, record: &Obligation, reason: &str) -> Answer {
    user.post_form(&format!("/ho-so/{}/mien", record.id), &[("reason", reason)]).await
}

async fn end(user: &User, record: &Obligation, reason: &str) -> Answer {
    user.post_form(&format!("/ho-so/{}/bo-mien", record.id), &[("reason", reason)]).await
}

/// A record of class 4A that is due on a day to come.
async fn to_come(app: &TestApp) -> Obligation {
    let today = domain::days::day_of(app.clock.shows());
    let owed = app.owed_by("giaovien").await;
    owed.into_iter().find(|one| one.terms.due.as_ref().is_some_and(|due| due.day > today)).unwrap()
}

fn has_link(answer: &Answer, start: &str) -> bool {
    tags(answer.html()).iter().any(|tag| tag.get("href").is_some_and(|href| href.starts_with(start)))
}

#[tokio::test]
async fn it_tells_what_was_handed_in_and_hides_the_files_from_those_who_may_not_open_them() {
    let app = TestApp::demo().await;
    let (teacher, manager, head) = (app.as_teacher().await, app.as_management().await, app.as_head().await);
    let record = to_come(&app).await;
    let form = || Multipart::new().field("note", "Em gửi <b>giáo án</b>").file("Giáo án 4A.docx", WORD);
    for _ in 0..2 {
        assert_eq!(teacher.post_multipart(&format!("/nop/{}", record.id), form()).await.status, 303);
    }
    for user in [&teacher, &head] {
        let seen = page(user, &record).await;
        let words = seen.words();
        assert_eq!(seen.status, 200);
        for wanted in [
            "Phiên bản 2",
            "Phiên bản 1",
            "Nộp đúng hạn",
            "14:20:00",
            "Giáo án 4A.docx",
            "Em gửi <b>giáo án</b>",
            "Vì sao hạn này?",
        ] {
            assert!(words.contains(wanted), "{wanted}: {words}");
        }
        assert!(has_link(&seen, "/tep/") && has_link(&seen, "/bien-nhan/"));
        assert!(words.find("Phiên bản 2") < words.find("Phiên bản 1"), "the newest first");
    }
    assert!(has_link(&page(&teacher, &record).await, "/nop/") && !has_link(&page(&head, &record).await, "/nop/"));
    // The management team sees how it stands, and not what is in it.
    let seen = page(&manager, &record).await;
    assert_eq!(seen.status, 200);
    assert!(seen.words().contains("nộp 1 tệp") && !seen.html().contains("Giáo án 4A.docx") && !seen.html().contains("Em gửi"));
    assert!(!has_link(&seen, "/tep/") && !has_link(&seen, "/bien-nhan/"));
}

#[tokio::test]
async fn what_is_not_the_readers_is_refused_as_everywhere() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let (own, health) = (to_come(&app).await, app.owed_by("yte").await.remove(0));
    assert_eq!(page(&teacher, &own).await.status, 200);
    let refused = page(&teacher, &health).await;
    assert_eq!(refused.status, 403);
    assert!(refused.words().contains("Hồ sơ này có thông tin sức khỏe"));
    assert_eq!(exempt(&teacher, &health, "Lớp nghỉ").await.status, 403);
    for nowhere in [uuid::Uuid::now_v7().to_string(), "khong-co".to_owned()] {
        assert_eq!(teacher.get(&format!("/ho-so/{nowhere}")).await.status, 404, "{nowhere}");
    }
    // Only by a form, and only the leadership.
    let refused = exempt(&teacher, &own, "Lớp nghỉ").await;
    assert_eq!(refused.status, 403);
    assert!(refused.words().contains("Miễn hồ sơ là việc của hiệu trưởng và phó hiệu trưởng"));
    for other in [app.as_head().await, app.as_management().await] {
        assert_eq!(exempt(&other, &own, "Lớp nghỉ").await.status, 403);
        assert!(!page(&other, &own).await.html().contains("name=\"reason\""));
    }
}

#[tokio::test]
async fn the_lists_lead_to_it() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let list = principal.get("/bang-theo-doi/danh-sach?tuan=12").await;
    let link =
        tags(list.html()).into_iter().find_map(|tag| tag.get("href").filter(|href| href.starts_with("/ho-so/")).map(str::to_owned));
    assert_eq!(principal.get(&link.unwrap()).await.status, 200);
    let row = app.facts().await.organisation().departments[0].id;
    assert!(has_link(&principal.get(&format!("/bang-theo-doi?o={row}.12")).await, "/ho-so/"));
}

#[tokio::test]
async fn the_leadership_exempts_a_record_and_takes_it_back_while_it_is_not_due() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let record = to_come(&app).await;
    let week = record.terms.week.unwrap();
    let exempts = async || {
        let list = principal.get(&format!("/bang-theo-doi/danh-sach?tuan={week}&tt={}", StandingGroup::Exempt.code())).await;
        list.html().matches(&format!("/ho-so/{}", record.id)).count()
    };
    assert_eq!(exempts().await, 0);

    let short = exempt(&principal, &record, "ốm").await;
    assert_eq!(short.status, 422);
    assert!(short.html().contains(">ốm</textarea>") && short.words().contains("Ghi lý do, ít nhất 3 ký tự"), "{}", short.words());
    let long = "đ".repeat(501);
    let refused = exempt(&principal, &record, &long).await;
    assert!(refused.status == 422 && refused.html().contains(&long));
    assert_eq!(exempts().await, 0);

    let done = exempt(&principal, &record, "Lớp 4A nghỉ vì thủy đậu").await;
    assert_eq!((done.status, done.location()), (303, format!("/ho-so/{}", record.id).as_str()));
    assert_eq!(exempts().await, 1);
    for user in [&teacher, &principal] {
        let words = page(user, &record).await.words();
        assert!(
            words.contains("Nguyễn Thị Minh Nguyệt miễn hồ sơ này") && words.contains("Lý do: Lớp 4A nghỉ vì thủy đậu."),
            "{words}"
        );
    }
    // A page of the vice principal that was opened before: refused in words, with what was typed.
    let twice = exempt(&app.as_user("phohieutruong").await, &record, "Cô Hoa nghỉ ốm").await;
    assert_eq!(twice.status, 409);
    assert!(
        twice.words().contains("Hồ sơ này đã được miễn") && twice.words().contains("Lý do vừa gõ: “Cô Hoa nghỉ ốm”"),
        "{}",
        twice.words()
    );

    assert_eq!(end(&principal, &record, "").await.status, 422);
    assert_eq!(end(&principal, &record, "Lớp đi học lại").await.status, 303);
    assert_eq!(exempts().await, 0);
    let again = end(&principal, &record, "Lớp đi học lại").await;
    assert_eq!(again.status, 409);
    assert!(again.words().contains("Hồ sơ này không đang được miễn"));
}

#[tokio::test]
async fn once_its_due_day_has_begun_an_exemption_stands_and_says_why() {
    let app = TestApp::demo().await;
    let record = to_come(&app).await;
    let principal = app.as_principal().await;
    exempt(&principal, &record, "Lớp 4A nghỉ vì thủy đậu").await;
    let due = record.terms.due.as_ref().unwrap().day;
    app.clock.set(domain::days::at(due, "07:00:00".parse().unwrap()));
    let principal = app.as_principal().await;
    let seen = page(&principal, &record).await;
    assert!(seen.words().contains("nên không bỏ miễn được nữa") && !seen.html().contains("name=\"reason\""), "{}", seen.words());
    let refused = end(&principal, &record, "Lớp đi học lại").await;
    assert_eq!(refused.status, 409);
    assert!(refused.words().contains("để người nộp còn trọn một ngày"));
    assert_eq!(
        StandingGroup::of(app.facts().await.standing(&app.facts().await.obligation(record.id).unwrap().clone(), app.clock.shows())),
        Some(StandingGroup::Exempt)
    );
}

#[tokio::test]
async fn dashboards_hear_of_both() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let record = to_come(&app).await;
    let response = principal.begin(Request::get("/su-kien").body(Body::empty()).unwrap()).await;
    let mut stream = response.into_body().into_data_stream();
    stream.next().await.expect("the present revision").unwrap();
    for deed in ["mien", "bo-mien"] {
        let done = principal.post_form(&format!("/ho-so/{}/{deed}", record.id), &[("reason", "Lớp nghỉ")]).await;
        assert_eq!(done.status, 303, "{deed}");
        let revision = app.facts().await.revision;
        let told = tokio::time::timeout(std::time::Duration::from_secs(10), stream.next()).await.expect("an event");
        let told = String::from_utf8(told.unwrap().unwrap().to_vec()).unwrap();
        assert_eq!(told, format!("event: changed\ndata: {revision}\n\n"), "{deed}");
    }
}

#[tokio::test]
async fn a_closed_record_is_shown_and_offers_nothing() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let record = to_come(&app).await;
    app.close(record.id, "lớp 4A giải thể").await;
    for user in [&teacher, &principal] {
        let seen = page(user, &record).await;
        assert_eq!(seen.status, 200);
        assert!(
            seen.words().contains("Hồ sơ này không phải nộp nữa")
                && !has_link(&seen, "/nop/")
                && !seen.html().contains("name=\"reason\"")
        );
    }
    let refused = exempt(&principal, &record, "Lớp nghỉ").await;
    assert_eq!(refused.status, 409);
    assert!(refused.words().contains("lớp 4A giải thể"));
}

#[tokio::test]
async fn what_is_overdue_says_what_the_system_knows_of_it_to_those_whose_it_is() {
    let app = TestApp::demo().await;
    let record = to_come(&app).await;
    let due = record.due_day().unwrap();
    note(&app.state, Sign::Alive).await;
    assert!(!page(&app.as_teacher().await, &record).await.words().contains("Vì sao muộn"), "it is not due yet");
    let app = app.off_until(&format!("{due}T15:10:00+07:00")).await;
    note(&app.state, Sign::Alive).await;
    note(&app.state, Sign::Stopped).await;
    let app = app.off_until(&format!("{}T08:00:00+07:00", due.succ_opt().unwrap())).await;
    for user in [app.as_teacher().await, app.as_head().await, app.as_principal().await] {
        page(&user, &record).await.says("Vì sao muộn").says("Từ 14:20 ngày 25/11/2026 đến 15:10 ngày").says("khi sắp hết hạn nộp");
    }
    // A teacher of another class, who is of the management team and so sees how it stands.
    let other = page(&app.as_management().await, &record).await;
    assert_eq!(other.status, 200);
    assert!(!other.words().contains("Vì sao muộn"), "{}", other.words());
    assert_eq!(page(&app.as_health().await, &record).await.status, 403);
}
