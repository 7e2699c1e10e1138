//! When the machine's clock cannot be believed: nobody is late by it, and nobody is signed out.

use chrono::TimeDelta;
use domain::obligations::{ObligationId, Standing, Verdict};
use records::Clock;
use server::{
    routes,
    startup::{self, Config},
};

use crate::support::{Answer, Multipart, TestApp, User, WORD};

const DAY: TimeDelta = TimeDelta::days(1);
const SENTENCE: &str = "Giờ máy chủ đang được kiểm tra; nộp lúc này không bị tính muộn.";

/// Hands in by the plain form, as it is sent without scripts.
async fn hand_in(user: &User, record: ObligationId) -> Answer {
    let path = format!("/nop/{record}");
    let form = Multipart::of(&user.get(&path).await, "", &[("Kế hoạch.docx", WORD)]);
    user.post_multipart(&path, form).await
}

/// The server is stopped, and started again with the machine's own clock, as it stands.
async fn restarted(app: TestApp) -> TestApp {
    app.state.database.close().await;
    let TestApp { state, router, clock, folder } = app;
    drop((state, router));
    let config =
        Config { data: folder.path().to_owned(), database_url: None, demo: true, clock: None, https: false, proxies: Vec::new() };
    let state = startup::open_with(&config, Clock::Manual(clock.clone())).await.unwrap();
    TestApp { router: routes::routes(state.clone()), state, clock, folder }
}

#[tokio::test]
async fn a_teacher_who_hands_in_while_the_clock_is_ten_days_ahead_is_on_time() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let owed = app.owed_by("giaovien").await;
    let record = owed.iter().find(|one| one.due_day().is_some_and(|due| due > "2026-11-25".parse().unwrap())).unwrap().id;
    let before = app.clock.shows();
    app.clock.jump(DAY * 10);
    let answer = hand_in(&teacher, record).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    let receipt = app.receipt(answer.location()).await;
    assert_eq!((receipt.received_at, receipt.receipt.verdict), (before, Verdict::OnTime));
    assert!(teacher.get(answer.location()).await.words().contains(SENTENCE));
    assert_eq!(app.anonymous().get("/healthz").await.html(), "ok\nGiờ máy chủ đang được kiểm tra.\n");

    app.clock.advance(TimeDelta::seconds(2));
    app.clock.jump(DAY * -10);
    drop(teacher);
    let app = restarted(app).await;
    let facts = app.facts().await;
    let now = app.state.database.now();
    assert_eq!(now, before + TimeDelta::seconds(2));
    assert_eq!(facts.standing(facts.obligation(record).unwrap(), now), Standing::OnTime);
    assert_eq!(app.anonymous().get("/healthz").await.html(), "ok\n");
}

#[tokio::test]
async fn a_start_ten_days_ahead_signs_nobody_out() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let cookie = teacher.cookie().unwrap();
    drop(teacher);
    app.clock.jump(DAY * 10);
    let app = restarted(app).await;
    let again = app.anonymous();
    again.set_cookie(&cookie);
    assert_eq!(again.get("/viec-cua-toi").await.status, 200);
    let record = app.owed_by("giaovien").await[0].id;
    assert_eq!(hand_in(&again, record).await.status, 303);
    app.clock.jump(DAY * -10);
    assert_eq!(again.get("/viec-cua-toi").await.status, 200);
    assert_eq!(app.state.database.now(), app.clock.shows(), "time does not stay ahead");
}
