//! Decisions that give and end rights, over HTTP: recorded, given by, confirmed, scanned, ended; who has which right on a day; and
//! another one's screens.

use std::time::Duration;

use axum::{body::Body, http::Request};
use futures::StreamExt;
use tokio::time::sleep;

use crate::support::{Answer, Multipart, PDF, TestApp, User};

const TODAY: &str = "25/11/2026";

/// Records a decision and gives the address of its page.
pub async fn record(by: &User, kind: &str, number: &str, days: (&str, &str)) -> Answer {
    let key = by.get("/quyet-dinh/ghi").await.field("key").unwrap_or_default();
    let fields = [
        ("key", key.as_str()),
        ("decision-kind", kind),
        ("number", number),
        ("signed_on", TODAY),
        ("signer", "Nguyễn Thị Minh Nguyệt, hiệu trưởng"),
        ("about", "Phân công năm học"),
        ("from", days.0),
        ("until", days.1),
    ];
    by.post_form("/quyet-dinh/ghi", &fields).await
}

/// The page of a decision that was just recorded.
pub fn page_of(recorded: &Answer) -> String {
    assert_eq!(recorded.status, 303, "{}", recorded.words());
    recorded.location().split('?').next().unwrap().to_owned()
}

pub async fn give(by: &User, page: &str, member: &str, fields: &[(&str, &str)]) -> Answer {
    let all: Vec<(&str, &str)> = [("member", member), ("from", TODAY)].into_iter().chain(fields.iter().copied()).collect();
    by.post_form(&format!("{page}/giao"), &all).await
}

#[tokio::test]
async fn the_team_exists_inside_the_days_of_its_decision_and_ends_with_it_at_once() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let hoa = app.person("giaovien").await.to_string();
    assert_eq!(teacher.get("/bang-theo-doi").await.status, 403);
    let page = page_of(&record(&principal, "management-team", "QĐ số 51/QĐ-MNNT", (TODAY, "31/05/2027")).await);
    principal.get(&page).await.says("Quyết định số 51/QĐ-MNNT ngày 25/11/2026").says("Chưa ghi ai được giao");
    assert_eq!(give(&principal, &page, &hoa, &[]).await.location(), format!("{page}?xong=giao"));
    principal.get(&page).await.says("Đang giữ").says("đến hết 31/05/2027");
    principal
        .get(&format!("/can-bo/{hoa}"))
        .await
        .says(">Quyết định số 51/QĐ-MNNT ngày 25/11/2026</a>")
        .says(">Quyết định số 12/QĐ-MNNT");

    // She listens on the dashboard that the decision opens to her.
    let response = teacher.begin(Request::get("/su-kien").body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), 200);
    let mut stream = response.into_body().into_data_stream();
    assert!(stream.next().await.is_some(), "the present revision");

    let end = format!("{page}/het-hieu-luc");
    let without_reason = principal.post_form(&end, &[("last", "24/11/2026"), ("reason", " ")]).await;
    assert_eq!((without_reason.status, without_reason.field("last").as_deref()), (422, Some("24/11/2026")));
    let ended = principal.post_form(&end, &[("last", "24/11/2026"), ("reason", "Có quyết định mới")]).await;
    assert_eq!(ended.location(), format!("{page}?xong=het"), "{}", ended.words());
    assert_eq!(teacher.get("/bang-theo-doi").await.status, 403, "with the next request");
    let ends = tokio::time::timeout(Duration::from_secs(4), async { while stream.next().await.is_some() {} }).await;
    assert!(ends.is_ok(), "and on the stream that is open");
    principal.get(&page).await.says("Đã kết thúc trước hạn").says("Lý do: Có quyết định mới");
}

#[tokio::test]
async fn what_the_management_team_enters_by_a_decision_waits_and_nothing_is_its_own() {
    let app = TestApp::demo().await;
    let (manager, principal) = (app.as_management().await, app.as_principal().await);
    let (hoa, himself) = (app.person("giaovien").await.to_string(), app.person("quanly").await.to_string());
    let page = page_of(&record(&manager, "positions", "52/QĐ-MNNT", (TODAY, "")).await);
    let own = give(&manager, &page, &himself, &[("post", "section-holder"), ("place", "Y tế học đường")]).await;
    assert_eq!(own.status, 403);
    own.says("Không ai tự ghi quyền cho chính mình");
    assert_eq!(own.field("place").as_deref(), Some("Y tế học đường"), "what was typed is there still");
    let head = give(&manager, &page, &hoa, &[("post", "head"), ("place", "Văn phòng")]).await;
    assert_eq!(head.status, 303, "{}", head.words());
    manager.get(&page).await.says("Chờ xác nhận");
    let list = principal.get("/can-bo/cho-xac-nhan").await;
    list.says(">Quyết định số 52/QĐ-MNNT ngày 25/11/2026</a>");
    let id = app.facts().await.organisation().waiting[0].id.to_string();
    assert_eq!(principal.post_form(&format!("/can-bo/cho-xac-nhan/{id}"), &[]).await.status, 303);
    manager.get(&page).await.says("Đang giữ");
    // The register is nobody else's.
    assert_eq!(app.as_teacher().await.get(&page).await.status, 403);
}

#[tokio::test]
async fn a_list_is_confirmed_as_it_was_looked_at() {
    let app = TestApp::demo().await;
    let (manager, principal) = (app.as_management().await, app.as_principal().await);
    let hoa = app.person("giaovien").await;
    for place in ["Văn phòng", "Nuôi dưỡng"] {
        let fields = [("post", "head"), ("place", place), ("from", TODAY)];
        assert_eq!(manager.post_form(&format!("/can-bo/{hoa}/chuc-vu"), &fields).await.status, 303, "{place}");
    }
    let list = principal.get("/can-bo/cho-xac-nhan").await;
    list.says("Xác nhận cả danh sách 2 việc");
    let sent = list.confirmation("/can-bo/cho-xac-nhan/tat-ca");
    let as_it_was: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert!(as_it_was.iter().any(|(name, value)| *name == "seen" && !value.is_empty()), "{as_it_was:?}");
    let another: Vec<(&str, &str)> =
        as_it_was.iter().map(|(name, value)| (*name, if *name == "seen" { "0" } else { *value })).collect();
    let refused = principal.post_form("/can-bo/cho-xac-nhan/tat-ca", &another).await;
    assert_eq!(refused.status, 409);
    refused.says("Danh sách đã khác với lúc mở trang").says("Xác nhận cả danh sách 2 việc");
    principal.post_form("/can-bo/cho-xac-nhan/tat-ca", &as_it_was).await.leads_to("/can-bo/cho-xac-nhan?xong=2&con=0");
}

#[tokio::test]
async fn a_decision_that_cannot_be_is_refused_with_what_was_typed() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let backwards = record(&principal, "positions", "53/QĐ-MNNT", ("26/11/2026", TODAY)).await;
    assert_eq!(backwards.status, 422);
    backwards.says("Quyết định không thể hết hiệu lực trước ngày bắt đầu 26/11/2026");
    assert_eq!(backwards.field("number").as_deref(), Some("53/QĐ-MNNT"));
    let page = page_of(&record(&principal, "positions", "53/QĐ-MNNT", (TODAY, "")).await);
    let twice = record(&principal, "positions", "53/qđ-mnnt", (TODAY, "")).await;
    assert_eq!(twice.status, 422);
    twice.says("đã có trong sổ");
    // cô Ấm heads her department already.
    let am = app.person("totruong").await.to_string();
    let overlap = give(&principal, &page, &am, &[("post", "head"), ("place", "Mẫu giáo 4–5 tuổi")]).await;
    assert_eq!(overlap.status, 422);
    overlap.says("đã giữ từ");
}

#[tokio::test]
async fn a_picture_of_the_paper_is_kept_and_opened_by_those_who_keep_the_register() {
    let app = TestApp::demo().await;
    let (principal, manager) = (app.as_principal().await, app.as_management().await);
    let page = page_of(&record(&principal, "positions", "54/QĐ-MNNT", (TODAY, "")).await);
    let form = || Multipart::new().file("qd-54.pdf", PDF);
    assert_eq!(manager.post_multipart(&format!("{page}/ban-quet"), form()).await.location(), format!("{page}?xong=quet"));
    principal.get(&page).await.says("qd-54.pdf");
    let scan = format!("{page}/tep/0");
    assert_eq!(principal.get(&scan).await.bytes.as_ref(), PDF);
    assert_eq!(app.as_teacher().await.get(&scan).await.status, 403);
    assert_eq!(principal.get(&format!("{page}/tep/1")).await.status, 404);
}

/// Who opened it is written down by a queue behind the answer.
#[tokio::test]
async fn who_opened_a_picture_of_a_paper_stands_in_the_log() {
    let app = TestApp::demo().await;
    let (principal, manager) = (app.as_principal().await, app.as_management().await);
    let page = page_of(&record(&principal, "positions", "56/QĐ-MNNT", (TODAY, "")).await);
    let form = Multipart::new().file("qd-56.pdf", PDF);
    assert_eq!(manager.post_multipart(&format!("{page}/ban-quet"), form).await.location(), format!("{page}?xong=quet"));
    assert_eq!(principal.get(&format!("{page}/tep/0")).await.bytes.as_ref(), PDF);
    let told = async || manager.get("/nhat-ky?loai=xem").await.words();
    for _ in 0..50 {
        if told().await.contains("mở một tệp bản quét") {
            break;
        }
        sleep(Duration::from_millis(200)).await;
    }
    let words = told().await;
    assert!(words.contains("mở một tệp bản quét của một quyết định"), "{words}");
}

#[tokio::test]
async fn who_has_which_right_is_answered_for_any_day_and_printed() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let hoa = app.person("giaovien").await.to_string();
    let page = page_of(&record(&principal, "management-team", "55/QĐ-MNNT", (TODAY, "31/12/2026")).await);
    assert_eq!(give(&principal, &page, &hoa, &[]).await.status, 303);
    let on = async |day: &str| principal.get(&format!("/quyet-dinh/quyen?ngay={day}")).await.words();
    let by = "Quyết định số 55/QĐ-MNNT ngày 25/11/2026";
    assert!(on("31/12/2026").await.contains(by));
    assert!(!on("01/01/2027").await.contains(by), "the decision is over then");
    assert!(!on("24/11/2026").await.contains(by), "nobody had it then");
    assert!(on("").await.contains("chưa có quyết định"), "what was there before names none");
    let wrong = principal.get("/quyet-dinh/quyen?ngay=31/02/2026").await;
    assert_eq!((wrong.status, wrong.field("ngay").as_deref()), (422, Some("31/02/2026")));
    principal
        .get("/quyet-dinh/quyen/in?ngay=31/12/2026")
        .await
        .says("DANH SÁCH PHÂN QUYỀN")
        .says("tính đến ngày 31/12/2026")
        .says(by);
}

#[tokio::test]
async fn somebodys_screens_are_looked_at_and_nothing_can_be_done_there() {
    let app = TestApp::demo().await;
    let (principal, manager, teacher) = (app.as_principal().await, app.as_management().await, app.as_teacher().await);
    let hoa = app.person("giaovien").await;
    let (as_hoa, own) = (format!("/can-bo/{hoa}/xem-nhu"), teacher.get("/viec-cua-toi").await);
    for looking in [&principal, &manager] {
        let shown = looking.get(&as_hoa).await;
        assert_eq!(shown.status, 200);
        shown.says("Đang xem như cô Hoa").says("Thôi").says("Việc của tôi");
        let screen = shown.html().split("Đang xem như người khác").nth(1).unwrap().split("</aside>").nth(1).unwrap().to_owned();
        let screen = screen.split("</main>").next().unwrap();
        assert!(!screen.contains("<a href") && !screen.contains(" action=\"") && !screen.contains("/nop/"), "{screen}");
        assert_eq!(looking.get(&format!("{as_hoa}/da-nop")).await.status, 200);
        assert_eq!(looking.get(&format!("{as_hoa}/bang-theo-doi")).await.status, 403, "she sees none herself");
    }
    assert!(own.html().contains("/nop/"), "on her own screen they lead on");
    // There is no way to write as somebody else: whoever looks hands in under their own name, which they may not for her.
    let record = app.owed_by("giaovien").await[0].id;
    let form = Multipart::new().field("note", "").file("a.docx", crate::support::WORD);
    assert!(principal.post_multipart(&format!("/nop/{record}?person={hoa}"), form).await.status >= 400);
    for address in [as_hoa.clone(), format!("{as_hoa}/da-nop")] {
        assert_eq!(principal.post_form(&address, &[]).await.status, 404, "nothing is sent there: {address}");
    }
    // It is noted whose screen it was, and by whom.
    let log = app.read(async |work: &mut records::Work| records::events::since(work, 0, 100_000).await).await;
    let looks = log.iter().filter(|entry| entry.kind == "views.as_somebody").count();
    assert_eq!(looks, 4, "two looked at two screens");
    // Whoever keeps what is fenced off is looked at by the leadership alone, the principal by nobody.
    let nurse = format!("/can-bo/{}/xem-nhu", app.person("yte").await);
    assert_eq!((principal.get(&nurse).await.status, manager.get(&nurse).await.status), (200, 403));
    let head = format!("/can-bo/{}/xem-nhu", app.person("hieutruong").await);
    assert_eq!((manager.get(&head).await.status, teacher.get(&as_hoa).await.status), (403, 403));
}

#[tokio::test]
async fn whoever_only_finds_a_machine_signed_in_gives_and_ends_nothing() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let (hoa, head) = (app.person("giaovien").await.to_string(), app.appointment("totruong").await.to_string());
    // Of the leadership, whom no decision of the school's own appoints.
    let vice = app.appointment("phohieutruong").await.to_string();
    let page = page_of(&record(&principal, "positions", "56/QĐ-MNNT", ("01/01/2020", "")).await);
    app.clock.advance(chrono::TimeDelta::minutes(6));
    let member = [("member", hoa.as_str()), ("post", "teacher"), ("place", "4B"), ("from", TODAY)];
    for (form, fields) in [
        ("giao", &member[..]),
        ("gan", &[("appointment", vice.as_str())]),
        ("thoi-giu", &[("right", head.as_str()), ("until", TODAY)]),
        ("het-hieu-luc", &[("last", TODAY), ("reason", "Có quyết định mới")]),
    ] {
        let asked = principal.post_form(&format!("{page}/{form}"), fields).await;
        assert_eq!(asked.status, 422, "{form}: {}", asked.words());
        asked.says("Gõ mật khẩu đang dùng rồi gửi lại");
    }
    principal.get(&page).await.says("Chưa ghi ai được giao").says("Đang hiệu lực");
}
