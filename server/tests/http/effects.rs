//! What ends somebody's session or right has its effect on their very next request, whatever that is, and on the stream that is
//! open; what gives a right, likewise. And no way in takes up an id that somebody else has planted.

use std::time::Duration;

use app::{api::ApiError, hand_in::SignInOverPage};
use axum::{
    body::{Body, BodyDataStream},
    http::Request,
};
use chrono::TimeDelta;
use futures::StreamExt;
use server::startup::DEMO_PASSWORD;
use tokio::time::timeout;

use crate::{
    accounts, delegations, mandates,
    support::{NO_CHOICE, TestApp, User},
};

/// What happens to somebody who has a dashboard open.
#[derive(Clone, Copy, Debug)]
enum Deed {
    /// In another tab of the same browser.
    SignsOut,
    /// From another machine of theirs.
    SignedOutElsewhere,
    /// Chosen at another machine of theirs.
    NewPassword,
    /// Handed out by the leadership.
    HandedOutPassword,
    Suspended,
    /// The machine, which several people use, was left alone.
    Locked,
    /// They are no vice principal any more.
    PositionEnds,
    /// Of a decision of today that took them into the management team.
    DecisionEnds,
    /// They acted for the head of a department.
    DelegationEnds,
}

/// Which deed, whom it befalls, and whether they are out afterwards; else only the right to a dashboard is over.
const DEEDS: [(Deed, &str, bool); 9] = [
    (Deed::SignsOut, "totruong", true),
    (Deed::SignedOutElsewhere, "totruong", true),
    (Deed::NewPassword, "totruong", true),
    (Deed::HandedOutPassword, "totruong", true),
    (Deed::Suspended, "totruong", true),
    (Deed::Locked, "totruong", true),
    (Deed::PositionEnds, "dtavan", false),
    (Deed::DecisionEnds, "giaovien", false),
    (Deed::DelegationEnds, "giaovien", false),
];

/// Gives what is to be taken away, and says where that is done.
async fn given(app: &TestApp, deed: Deed, principal: &User, username: &str) -> String {
    let person = app.person(username).await.to_string();
    match deed {
        Deed::SignsOut | Deed::SignedOutElsewhere | Deed::NewPassword | Deed::Locked => String::new(),
        Deed::HandedOutPassword | Deed::Suspended => format!("/can-bo/{person}"),
        Deed::PositionEnds => format!("/can-bo/{person}/chuc-vu/{}", app.appointment(username).await),
        Deed::DecisionEnds => {
            let recorded = mandates::record(principal, "management-team", "71/QĐ-MNNT", ("25/11/2026", "")).await;
            let page = mandates::page_of(&recorded);
            assert_eq!(mandates::give(principal, &page, &person, &[]).await.status, 303);
            page
        }
        Deed::DelegationEnds => {
            let place = delegations::place(principal, "Lê Thị Ấm, tổ trưởng").await;
            let lent = delegations::lend(principal, &place, &person, "25/11/2026", "27/11/2026").await;
            assert_eq!(lent.location(), "/uy-quyen?xong=ghi");
            let page = principal.get("/uy-quyen").await;
            // The one with which the demo begins is another one's.
            let lines = page.html().split("<li ").filter(|line| line.contains("15/QĐ-MNNT"));
            let action = lines.filter_map(|line| line.split_once("action=\"/uy-quyen/")).next().unwrap().1;
            format!("/uy-quyen/{}/ket-thuc", action.split('/').next().unwrap())
        }
    }
}

async fn happens(app: &TestApp, deed: Deed, principal: &User, here: &User, username: &str, place: &str) {
    let done = match deed {
        Deed::SignsOut => here.post_form("/dang-xuat", &[]).await.status,
        Deed::SignedOutElsewhere => app.as_user(username).await.at(31).post_form("/tai-khoan/dang-xuat-noi-khac", &[]).await.status,
        Deed::NewPassword => {
            let typed = [("old", DEMO_PASSWORD), ("new", "hoa sen trắng nở"), ("again", "hoa sen trắng nở")];
            app.as_user(username).await.at(31).post_form("/doi-mat-khau", &typed).await.status
        }
        Deed::HandedOutPassword => {
            // The page with the slip is shown at once.
            assert_eq!(principal.post_form(&format!("{place}/mat-khau"), &[]).await.status, 200);
            303
        }
        Deed::Suspended => principal.post_form(&format!("{place}/tam-khoa"), &[]).await.status,
        Deed::Locked => {
            assert_eq!(here.post_form("/dang-nhap/khoa", &[]).await.status, 204);
            303
        }
        Deed::PositionEnds => {
            let typed = [("until", "24/11/2026"), ("end_reason", "Chuyển trường từ hôm qua")];
            principal.post_form(place, &typed).await.status
        }
        Deed::DecisionEnds => {
            let typed = [("last", "24/11/2026"), ("reason", "Có quyết định mới")];
            principal.post_form(&format!("{place}/het-hieu-luc"), &typed).await.status
        }
        Deed::DelegationEnds => principal.post_form(place, &[]).await.status,
    };
    assert_eq!(done, 303, "{deed:?}");
}

/// The stream that tells an open dashboard of changes, after its first word.
async fn listening(user: &User) -> BodyDataStream {
    let response = user.begin(Request::get("/su-kien").body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), 200);
    let mut stream = response.into_body().into_data_stream();
    stream.next().await.expect("the stream begins").unwrap();
    stream
}

async fn in_browser(app: &TestApp, deed: Deed, username: &str) -> User {
    let browser = app.anonymous();
    let shared = if matches!(deed, Deed::Locked) { "1" } else { "" };
    let typed = [("username", username), ("password", DEMO_PASSWORD), ("shared", shared)];
    let typed = if shared.is_empty() { &typed[..2] } else { &typed[..] };
    browser.post_form("/dang-nhap", typed).await.leads_to("/");
    browser
}

#[tokio::test]
async fn what_ends_a_session_or_a_right_counts_at_the_next_request_and_on_the_open_stream() {
    for (deed, username, is_out) in DEEDS {
        let app = TestApp::demo().await;
        let principal = app.as_principal().await;
        let here = in_browser(&app, deed, username).await;
        let place = given(&app, deed, &principal, username).await;
        assert_eq!(here.get("/bang-theo-doi").await.status, 200, "{deed:?}: what was given counts at the next request");
        let mut stream = listening(&here).await;
        // What the browser holds, whatever an answer takes away from it.
        let kept = app.anonymous();
        kept.set_cookie(&session_of(&here));
        happens(&app, deed, &principal, &here, username, &place).await;

        let (page, sheet) = (kept.get("/bang-theo-doi").await, kept.sheet(NO_CHOICE).await);
        let anew = kept.begin(Request::get("/su-kien").body(Body::empty()).unwrap()).await;
        let form = kept.post_form("/gia-han/nhieu", &[]).await;
        if is_out {
            for answer in [&page, &form] {
                assert_eq!(answer.status, 303, "{deed:?}");
                assert!(answer.location().starts_with("/dang-nhap"), "{deed:?}: {}", answer.location());
            }
            assert_eq!((sheet.status, sheet.result::<()>()), (401, Err(ApiError::SessionOver)), "{deed:?}");
            assert_ne!(anew.status(), 200, "{deed:?}");
        } else {
            assert_eq!((page.status, form.status, sheet.refusal().0), (403, 403, 403), "{deed:?}");
            assert_eq!(anew.status(), 403, "{deed:?}");
            assert_eq!(kept.get("/viec-cua-toi").await.status, 200, "{deed:?}: signed in all the same");
        }
        // Before the next beat, which comes every ten seconds.
        let ends = timeout(Duration::from_secs(8), async { while stream.next().await.is_some() {} }).await;
        assert!(ends.is_ok(), "{deed:?}: the open stream goes on");
    }
}

fn session_of(user: &User) -> String {
    user.cookie().unwrap().split("; ").find(|pair| pair.starts_with("hoso=")).unwrap().to_owned()
}

/// The form, the dialog over a page, and the code that comes after the password.
#[tokio::test]
async fn no_way_in_takes_up_an_id_that_somebody_has_planted() {
    let app = TestApp::demo().await;
    let (nonce, _) = accounts::set_up(&app, &app.as_user("yte").await, "yte").await;
    // The code that switched it on opens nothing.
    app.clock.advance(TimeDelta::minutes(2));
    let planted = format!("hoso={}.{}", app.school().uuid().simple(), "ab".repeat(32));
    for way in ["form", "dialog", "code"] {
        let victim = app.anonymous();
        victim.set_cookie(&planted);
        match way {
            "form" => _ = accounts::with_password(&victim, "giaovien").await.leads_to("/"),
            "dialog" => {
                let over =
                    SignInOverPage { username: "giaovien".to_owned(), password: DEMO_PASSWORD.to_owned(), code: String::new() };
                assert_eq!(victim.call(&over).await.result(), Ok(()));
            }
            _ => {
                let page = accounts::with_password(&victim, "yte").await;
                assert_eq!(victim.get("/viec-cua-toi").await.status, 303, "the password alone opens nothing");
                let code = accounts::shown(&app, "yte", &nonce).await;
                accounts::with_code(&victim, &page, &code).await.leads_to("/");
            }
        }
        assert_ne!(session_of(&victim), planted, "{way}");
        assert_eq!(victim.get("/viec-cua-toi").await.status, 200, "{way}");
        let attacker = app.anonymous();
        attacker.set_cookie(&planted);
        assert_eq!(attacker.get("/viec-cua-toi").await.status, 303, "{way}: the planted id opens nothing");
    }
}
