//! Server functions and whoever may not, cannot or should not call them.

mod everybody;

use app::{
    api::ApiError,
    dashboard::ReadSheet,
    hand_in::{ForgetUpload, Note, SaveDraft, SendHandIn, SignInOverPage},
};
use axum::{
    body::Body,
    http::{Method, Request},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::TimeDelta;
use leptos::server_fn::{ServerFn, axum::server_fn_paths};
use uuid::Uuid;

use crate::{
    routes::LINES,
    support::{Answer, HOST, NO_CHOICE, TestApp, User, WORD, hand_in, packed},
};

const OLD_PAGE: &str = "Phần mềm đã được cập nhật sau khi trang này mở ra";

/// Everything that somebody may send about the record of an obligation.
fn about(obligation: &str) -> (SendHandIn, SaveDraft, ForgetUpload) {
    let note = Note { person: String::new(), text: "Em nộp ạ".to_owned() };
    let (obligation, upload) = (obligation.to_owned(), Uuid::now_v7().to_string());
    let hand_in = hand_in(&obligation, "", &Uuid::now_v7().to_string(), "", &[&upload]);
    (hand_in, SaveDraft { obligation: obligation.clone(), note }, ForgetUpload { obligation, upload })
}

async fn all(user: &User, obligation: &str) -> [Answer; 3] {
    let (hand_in, keep, forget) = about(obligation);
    [user.call(&hand_in).await, user.call(&keep).await, user.call(&forget).await]
}

#[tokio::test]
async fn each_is_known_to_the_program_and_has_a_route() {
    let app = TestApp::demo().await;
    let mut known: Vec<(Method, &str)> = server_fn_paths().map(|(path, method)| (method, path)).collect();
    known.sort_by_key(|(_, path)| *path);
    let mut routed: Vec<(Method, &str)> = LINES
        .iter()
        .filter(|line| line.route.starts_with(app::api::PREFIX))
        .map(|line| (line.method.parse().unwrap(), line.route))
        .collect();
    routed.sort_by_key(|(_, route)| *route);
    assert_eq!(known, routed);
    assert_eq!(app.as_principal().await.sheet(NO_CHOICE).await.status, 200);
}

#[tokio::test]
async fn nobody_who_is_signed_out_is_answered() {
    let app = TestApp::demo().await;
    let id = app.owed_by("giaovien").await[0].id.to_string();
    let teacher = app.as_teacher().await;
    app.clock.advance(TimeDelta::minutes(31));
    for user in [app.anonymous(), teacher] {
        let [hand_in, keep, forget] = all(&user, &id).await;
        for answer in [user.sheet(NO_CHOICE).await, hand_in, keep, forget] {
            assert_eq!((answer.status, answer.result::<()>()), (401, Err(ApiError::SessionOver)));
        }
    }
}

#[tokio::test]
async fn what_is_not_theirs_is_refused() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let foreign = app.owed_by("yte").await[0].id.to_string();
    let before = app.fingerprint().await;
    let no_dashboard = teacher.sheet(NO_CHOICE).await.refusal();
    assert!(no_dashboard.0 == 403 && no_dashboard.1.contains("Bảng theo dõi dành cho"), "{no_dashboard:?}");
    let [hand_in, keep, forget] = all(&teacher, &foreign).await;
    for answer in [hand_in, keep, forget] {
        assert_eq!(answer.refusal(), (403, "Hồ sơ này do người khác nộp".to_owned()));
    }
    for nowhere in [Uuid::now_v7().to_string(), "x".to_owned(), String::new()] {
        let [_, keep, forget] = all(&teacher, &nowhere).await;
        for answer in [keep, forget] {
            assert_eq!(answer.refusal(), (404, "Không có trang này".to_owned()), "{nowhere}");
        }
    }
    assert_eq!(app.fingerprint().await, before);
}

#[tokio::test]
async fn whoever_was_handed_a_password_changes_it_first() {
    let app = TestApp::demo().await;
    let id = app.owed_by("giaovien").await[0].id.to_string();
    let teacher = app.as_teacher().await;
    let person = app.person("giaovien").await;
    let school = app.school();
    let handed_out = async move |work: &mut records::Work| {
        let update = records::sql("UPDATE accounts SET initial_since = $1 WHERE school_id = $2 AND person_id = $3");
        work.tx.run(update.bind(work.now).bind(work.school).bind(person)).await?;
        Ok(())
    };
    app.state.database.write_quietly(school, None, handed_out).await.unwrap();
    let [hand_in, keep, forget] = all(&teacher, &id).await;
    for answer in [hand_in, keep, forget] {
        let (status, fact) = answer.refusal();
        assert!(status == 403 && fact.contains("mật khẩu"), "{fact}");
    }
}

#[tokio::test]
async fn arguments_that_make_no_sense_are_told_so() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    for query in [
        "",
        "?",
        "?term=1",
        "?term=1&record_type=&site=&cell=",
        "?term=1&record_type=&site=&cell=&person=&unattended=x",
        "?term=1&term=2&record_type=&site=&cell=&person=&unattended=false",
        "?term=3&record_type=&site=&cell=&person=&unattended=false",
        "?term=&record_type=&cell=&person=&unattended=false",
        "?term=&record_type=&site=x&cell=&person=&unattended=false",
        "?term=&record_type=&site=&cell=x&person=&unattended=false",
        "?term=&record_type=&site=&cell=ban-giam-hieu.999&person=&unattended=false",
        "?term[0]=1&record_type=&site=&cell=&person=&unattended=false",
        "?term=&record_type=&site=&cell=&person=&unattended=false&department=1",
        "?ky=1",
    ] {
        let answer = principal.sheet(query).await;
        assert_eq!(answer.refusal(), (400, OLD_PAGE.to_owned()), "{query}");
    }
    for path in [SendHandIn::PATH, SaveDraft::PATH, ForgetUpload::PATH, SignInOverPage::PATH] {
        for body in [&b""[..], b"x", &[0xff; 64], b"obligation=1&upload=2"] {
            let answer = principal.send(post(path, body.to_vec(), &[])).await;
            assert_eq!(answer.refusal(), (400, OLD_PAGE.to_owned()), "{path} {body:?}");
        }
        let long = principal.send(post(path, vec![b'a'; 300_000], &[])).await;
        assert_eq!(long.refusal().0, 413, "{path}");
        // There is nothing to read there, and no page either.
        assert_eq!(principal.get(path).await.refusal().0, 404, "{path}");
    }
    assert_eq!(principal.get("/api/khong-co").await.refusal().0, 404);
}

fn post(path: &str, body: Vec<u8>, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::post(path).header("content-type", "application/x-postcard");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.into()).unwrap()
}

#[tokio::test]
async fn nobody_is_sent_back_to_where_they_say_that_they_came_from() {
    let app = TestApp::demo().await;
    for user in [app.anonymous(), app.as_teacher().await, app.as_principal().await] {
        for query in [NO_CHOICE, "?term=1"] {
            let plain = user.sheet(query).await;
            let as_a_form = Request::get(format!("{}{query}", ReadSheet::PATH))
                .header("accept", "text/html,application/xhtml+xml")
                .header("referer", "https://evil.example/x");
            let answer = user.send(as_a_form.body(Body::empty()).unwrap()).await;
            assert_eq!((answer.status, &answer.bytes), (plain.status, &plain.bytes));
            assert!(!answer.headers.contains_key("location"));
        }
    }
}

#[tokio::test]
async fn another_site_asks_in_vain() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    for (site, status) in [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)] {
        let asked = Request::get(format!("{}{NO_CHOICE}", ReadSheet::PATH)).header("sec-fetch-site", site);
        assert_eq!(principal.send(asked.body(Body::empty()).unwrap()).await.status, status, "{site}");
    }
}

#[tokio::test]
async fn another_site_is_refused_before_anything_is_read() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let id = app.owed_by("giaovien").await[0].id.to_string();
    let (_, keep, _) = about(&id);
    let before = app.fingerprint().await;
    let evil = post(SaveDraft::PATH, packed(&keep), &[("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")]);
    let answer = teacher.send(evil).await;
    assert_eq!(answer.refusal(), (403, "Yêu cầu này không đến từ trang của trường".to_owned()));
    assert_eq!(app.fingerprint().await, before);
    let origin = format!("http://{HOST}");
    let own = post(SaveDraft::PATH, packed(&keep), &[("origin", &origin), ("sec-fetch-site", "same-origin")]);
    assert_eq!(teacher.send(own).await.result(), Ok(()));
}

#[tokio::test]
async fn a_filter_of_others_shows_the_dashboard_of_ones_own() {
    let app = TestApp::demo().await;
    let (head, principal) = (app.as_head().await, app.as_principal().await);
    let facts = app.facts().await;
    let other = facts.organisation().departments.iter().find(|one| one.name != "Mẫu giáo 4–5 tuổi").unwrap().id;
    let asked = async |user: &User, row: String, record_type: &str| {
        user.sheet(&format!("?term=&record_type={record_type}&site=&cell={row}.12&person=&unattended=false")).await.shown()
    };
    // Of another department, of the school, and of a school that is not theirs.
    for row in [other.to_string(), "ban-giam-hieu".to_owned(), Uuid::now_v7().to_string()] {
        let sheet = asked(&head, row.clone(), "").await;
        // Class by class, those of the department alone.
        assert_eq!((sheet.rows.len(), sheet.whole_school, sheet.open.is_none()), (4, false, true), "{row}");
    }
    let sheet = asked(&principal, Uuid::now_v7().to_string(), "").await;
    assert!(sheet.open.is_none() && sheet.choice.cell.is_empty(), "{:?}", sheet.open);
    assert!(asked(&principal, other.to_string(), "").await.open.is_some_and(|open| !open.lines.is_empty()));
    // A type that nobody can choose is no filter: zeros would stand under the name of all types.
    let all = asked(&principal, other.to_string(), "cua-truong-khac").await;
    assert_eq!((all.total, all.rows.len(), all.choice.record_type.as_str()), (sheet.total, sheet.rows.len(), ""));
    assert_ne!(all.total.owed(), 0);
}

#[tokio::test]
async fn the_page_and_its_update_are_one_sheet() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let page = principal.get("/bang-theo-doi?ky=ca-nam&loai=giao-an&o=ban-giam-hieu.12").await;
    let update =
        principal.sheet("?term=ca-nam&record_type=giao-an&site=&cell=ban-giam-hieu.12&person=&unattended=false").await.shown();
    let given = page.html().split_once("data-given=\"").unwrap().1.split('"').next().unwrap();
    assert_eq!(BASE64_STANDARD.decode(given).unwrap(), packed(&update), "the island of the page begins with the same bytes");
}

#[tokio::test]
async fn the_machine_that_fails_says_that_it_may_be_tried_again() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let id = teacher.upload(&path, "a.docx", WORD).await.json()["id"].as_str().unwrap().to_owned();
    app.state.database.close().await;
    let answer = teacher.call(&hand_in(&path, "", &Uuid::now_v7().to_string(), "", &[&id])).await;
    let told = answer.result::<String>();
    assert!(
        answer.status == 503 && matches!(&told, Err(ApiError::Later(words)) if words.fact.contains("chưa trả lời")),
        "{told:?}"
    );
}

#[tokio::test]
async fn a_body_that_breaks_off_is_not_told_as_too_long() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    for (path, kind) in [(SaveDraft::PATH, "application/x-postcard"), ("/doi-mat-khau", "application/x-www-form-urlencoded")] {
        let broken = futures::stream::iter([Ok("abc"), Err(std::io::Error::other("the line is gone"))]);
        let request = Request::post(path).header("content-type", kind).body(Body::from_stream(broken)).unwrap();
        let answer = teacher.send(request).await;
        assert_eq!(answer.status, 408, "{path}");
        if path == SaveDraft::PATH {
            assert!(matches!(answer.result::<()>(), Err(ApiError::Later(words)) if words.fact.contains("chưa đến đủ")));
        } else {
            assert!(answer.words().contains("Nội dung gửi lên chưa đến đủ"), "{}", answer.words());
        }
    }
}

#[tokio::test]
async fn a_dashboard_is_for_whom_its_page_was_made() {
    let app = TestApp::demo().await;
    let (principal, head) = (app.as_principal().await, app.as_head().await);
    let of_the_principal = NO_CHOICE.replace("person=", &format!("person={}", app.person("hieutruong").await));
    assert_eq!(principal.sheet(&of_the_principal).await.status, 200);
    assert_eq!(head.sheet(&of_the_principal).await.refusal().0, 409);
}
