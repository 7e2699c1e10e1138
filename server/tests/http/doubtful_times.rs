//! When the machine's clock cannot be believed: nobody is late by it, and nobody is signed out.

use chrono::TimeDelta;
use domain::obligations::{ObligationId, Standing, Verdict};
use records::{Clock, clock::ManualClock};
use server::{
    routes,
    startup::{self, Config, DEMO_PASSWORD},
};
use tempfile::TempDir;

use crate::support::{Answer, Multipart, TestApp, User, WORD, opened};

const DAY: TimeDelta = TimeDelta::days(1);
const SENTENCE: &str = "Nộp lúc giờ máy chủ đang chờ xác nhận; nộp lúc này không bị tính muộn.";

/// A record of the teacher's that is due after the Wednesday of the story.
async fn not_yet_due(app: &TestApp) -> ObligationId {
    let owed = app.owed_by("giaovien").await;
    owed.iter().find(|one| one.due_day().is_some_and(|due| due > "2026-11-25".parse().unwrap())).unwrap().id
}

/// Hands in by the plain form, as it is sent without scripts.
async fn hand_in(user: &User, record: ObligationId) -> Answer {
    let path = format!("/nop/{record}");
    let form = Multipart::of(&user.get(&path).await, "", &[("Kế hoạch.docx", WORD)]);
    user.post_multipart(&path, form).await
}

/// The server is stopped, and started again with the machine's own clock, as it stands.
async fn restarted(app: TestApp) -> TestApp {
    let (clock, folder) = stopped(app).await;
    started(clock, folder).await
}

/// The server is stopped: its clock and its data folder.
async fn stopped(app: TestApp) -> (ManualClock, TempDir) {
    app.state.database.close().await;
    let TestApp { state, router, clock, folder } = app;
    drop((state, router));
    (clock, folder)
}

/// A server with the machine's own clock.
async fn started(clock: ManualClock, folder: TempDir) -> TestApp {
    let config = Config {
        data: folder.path().to_owned(),
        database_url: None,
        demo: true,
        clock: None,
        https: false,
        proxies: Vec::new(),
        program: env!("CARGO_BIN_EXE_hoso").into(),
        office: None,
        backup_to: None,
        clamd: None,
    };
    let state = opened(&config, Clock::Manual(clock.clone())).await;
    TestApp { router: routes::routes(state.clone()), state, clock, folder }
}

#[tokio::test]
async fn a_teacher_who_hands_in_while_the_clock_is_ten_days_ahead_is_on_time() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let record = not_yet_due(&app).await;
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

#[tokio::test]
async fn a_password_that_the_console_hands_out_makes_no_wrong_clock_right() {
    let reset = async |clock: &ManualClock, folder: &TempDir| {
        startup::reset_password_with("hieutruong", folder.path(), None, Clock::Manual(clock.clone())).await.unwrap()
    };
    let (clock, folder) = stopped(TestApp::demo().await).await;
    clock.jump(DAY * 10);
    reset(&clock, &folder).await;
    let app = started(clock, folder).await;
    assert!(app.state.database.is_clock_doubtful());
    assert_eq!(app.anonymous().get("/healthz").await.html(), "ok\nGiờ máy chủ đang được kiểm tra.\n");

    // A day like any other raises no question, and beside a running program the console asks none of its own.
    let app = TestApp::demo().await;
    app.clock.advance(DAY * 10);
    reset(&app.clock, &app.folder).await;
    assert!(!app.state.database.is_clock_doubtful());
    let (clock, folder) = stopped(app).await;
    reset(&clock, &folder).await;
    let app = started(clock, folder).await;
    assert!(!app.state.database.is_clock_doubtful());
}

/// The address of the answer `way` on the page.
fn answer_on(page: &Answer, way: &str) -> String {
    let html = page.html();
    let forms = html.match_indices("action=\"/gio-may-chu/").map(|(at, begin)| &html[at + begin.len() - "/gio-may-chu/".len()..]);
    let addresses = forms.filter_map(|rest| rest.split(['?', '"']).next());
    addresses.filter(|address| address.ends_with(way)).last().expect("a form for this answer").to_owned()
}

#[tokio::test]
async fn the_management_team_is_told_and_says_that_the_time_is_right() {
    let app = TestApp::demo().await;
    let (teacher, management, principal) = (app.as_teacher().await, app.as_management().await, app.as_principal().await);
    assert!(management.get("/gio-may-chu").await.words().contains("Không có gì phải xác nhận"));
    let record = app.owed_by("giaovien").await[0].id;
    app.clock.jump(DAY * 10);
    let receipt = hand_in(&teacher, record).await.location().to_owned();

    for told in [&management, &principal] {
        assert!(told.get("/bang-theo-doi").await.words().contains("Giờ máy chủ đang chờ xác nhận"));
    }
    let told = teacher.get("/viec-cua-toi").await.words();
    assert!(!told.contains("đang chờ xác nhận"));
    assert!(told.contains("Giờ máy chủ đang được kiểm tra. Ngày giờ đang hiện có thể chưa đúng"), "{told}");
    let page = management.get("/gio-may-chu").await;
    let words = page.words();
    let number = app.receipt(&receipt).await.receipt.number.to_string();
    for told in [
        "Lúc 14:20 ngày 25/11/2026, đồng hồ của máy nhảy sang 14:20 ngày 05/12/2026",
        "Phần mềm đang tính giờ là 14:20 ngày 25/11/2026",
        "không ai bị tính muộn",
        &number,
        "Nguyễn Thị Hoa",
    ] {
        assert!(words.contains(told), "{told} in: {words}");
    }
    assert!(!page.html().contains(&receipt) && principal.get("/gio-may-chu").await.html().contains(&receipt));

    let (right, wrong) = (answer_on(&page, "dung"), answer_on(&page, "chinh-lai"));
    for address in [&right, &wrong] {
        assert_eq!(teacher.post_form(address, &[]).await.status, 403);
    }
    let typo = management.post_form(&wrong, &[("day", "25/11/3026"), ("hour", "quá trưa")]).await;
    assert_eq!(typo.status, 422);
    assert!(typo.html().contains("25/11/3026") && typo.words().contains("Ghi giờ và phút"), "{}", typo.words());
    let answer = management.post_form(&right, &[]).await;
    assert_eq!((answer.status, answer.location()), (303, "/gio-may-chu?xong=dung"));
    assert!(management.get(answer.location()).await.words().contains("xác nhận các giờ đã ghi là đúng"));
    assert!(!principal.get("/bang-theo-doi").await.words().contains("đang chờ xác nhận"));
    let late = principal.post_form(&right, &[]).await;
    assert_eq!(late.status, 409);
    assert!(late.words().contains("Giờ máy chủ đã có người xác nhận"), "{}", late.words());
    assert!(teacher.get(&receipt).await.words().contains("nhà trường đã xác nhận là đúng"));
    // What was handed in then stays marked, however it was decided.
    assert!(teacher.get(&receipt).await.words().contains("Nộp lúc giờ máy chủ đang chờ xác nhận"));
    let kept = principal.get(&format!("/ho-so/{record}")).await.words();
    assert!(kept.contains("Nộp lúc giờ máy chủ đang chờ xác nhận; sau đó nhà trường đã xác nhận giờ ấy là đúng."), "{kept}");
    // The machine's clock is still ahead, and that is told where it can be mended.
    assert_eq!(app.state.database.now(), app.clock.shows() - DAY * 10);
    assert!(management.get("/gio-may-chu").await.words().contains("nhờ người giữ máy chủ chỉnh đồng hồ của máy"));
}

#[tokio::test]
async fn the_principal_sets_a_clock_right_that_had_been_wrong_before() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let record = not_yet_due(&app).await;
    // Two days behind until somebody sets the machine's clock.
    app.clock.jump(DAY * 2);
    let receipt = hand_in(&teacher, record).await.location().to_owned();
    let page = principal.get("/gio-may-chu").await;
    let (day, hour) = (page.field("day").unwrap(), page.field("hour").unwrap());
    assert_eq!((day.as_str(), hour.as_str()), ("27/11/2026", "14:20"), "what the machine shows stands there already");
    let answer = principal.post_form(&answer_on(&page, "chinh-lai"), &[("day", &day), ("hour", &hour)]).await;
    assert_eq!((answer.status, answer.location()), (303, "/gio-may-chu?xong=chinh-lai"));
    assert_eq!(principal.get("/gio-may-chu").await.status, 200, "nobody is signed out by it");
    let submission = app.receipt(&receipt).await;
    assert_eq!((submission.received_at, submission.receipt.verdict), (app.clock.shows(), Verdict::OnTime));
    let words = teacher.get(&receipt).await.words();
    assert!(words.contains("Giờ nộp đã được chỉnh lại cho đúng; lúc nộp máy chủ ghi 14:20 thứ Tư 25/11/2026"), "{words}");
    assert_eq!(app.state.database.now(), app.clock.shows());
}

/// The server was off from the Wednesday of the story, when somebody had signed in last, to the Sunday after; its clock is
/// right.
async fn off_until_sunday(app: TestApp) -> TestApp {
    drop(app.as_teacher().await);
    app.clock.advance(DAY * 4);
    restarted(app).await
}

#[tokio::test]
async fn a_mistyped_year_is_told_and_shuts_nobody_out() {
    let app = off_until_sunday(TestApp::demo().await).await;
    let management = app.as_management().await;
    let page = management.get("/gio-may-chu").await;
    let words = page.words();
    let (happened, certain) = ("Máy chạy lại lúc 14:20 ngày 29/11/2026, 4 ngày sau việc cuối cùng", "14:20 ngày 25/11/2026");
    assert!(words.contains(happened) && words.contains(certain), "{words}");
    let wrong = answer_on(&page, "chinh-lai");
    for day in ["29/11/2025", "19/11/2026", "29/11/2027"] {
        let answer = management.post_form(&wrong, &[("day", day), ("hour", "08:00")]).await;
        assert_eq!((answer.status, answer.field("day").as_deref()), (422, Some(day)));
        let words = answer.words();
        assert!(
            words.contains("Lúc gần nhất chắc chắn đúng giờ là 14:20 ngày 25/11/2026. Xem lại ngày, giờ và nhất là năm"),
            "{words}"
        );
    }
    assert_eq!(app.state.database.now(), app.clock.shows());
    assert_eq!(management.get("/bang-theo-doi").await.status, 200);
    assert!(management.get("/gio-may-chu").await.html().contains(&wrong), "the question is open as before");
}

#[tokio::test]
async fn whoever_handed_in_meanwhile_leaves_the_time_to_somebody_else() {
    let app = TestApp::demo().await;
    let address = format!("/can-bo/{}/chuc-vu", app.person("quanly").await);
    let teacher = [("post", "teacher"), ("place", "4A"), ("from", "25/11/2026")];
    assert_eq!(app.as_principal().await.post_form(&address, &teacher).await.status, 303);
    let app = off_until_sunday(app).await;
    let (management, principal) = (app.as_management().await, app.as_principal().await);
    let record = app.owed_by("giaovien").await[0].id;
    assert_eq!(hand_in(&management, record).await.status, 303);
    let page = management.get("/gio-may-chu").await;
    assert!(!page.html().contains("/chinh-lai"), "no form that would be refused");
    assert!(page.words().contains("Người đã nộp hồ sơ trong lúc này không tự chỉnh lại giờ"), "{}", page.words());
    let wrong = answer_on(&principal.get("/gio-may-chu").await, "chinh-lai");
    let friday = [("day", "27/11/2026"), ("hour", "08:00")];
    let refused = management.post_form(&wrong, &friday).await;
    assert_eq!(refused.status, 403);
    assert!(refused.words().contains("Người đã nộp hồ sơ trong lúc này không tự chỉnh lại giờ"), "{}", refused.words());
    assert_eq!(app.state.database.now(), app.clock.shows());
    // To find it right gains nothing.
    assert_eq!(management.post_form(&answer_on(&page, "dung"), &[]).await.status, 303);
}

#[tokio::test]
async fn the_password_is_asked_again_before_a_clock_is_touched() {
    let app = off_until_sunday(TestApp::demo().await).await;
    let management = app.as_management().await;
    let later = || app.clock.advance(TimeDelta::minutes(6));
    let check = async |address: &str, typed: &[(&str, &str)]| {
        later();
        let asked = management.post_form(address, typed).await;
        assert_eq!(asked.status, 422);
        assert!(asked.words().contains("Đã hơn 5 phút từ lần gõ mật khẩu trước"), "{}", asked.words());
        if let Some((_, day)) = typed.first() {
            assert_eq!(asked.field("day").as_deref(), Some(*day), "what was typed stays");
        }
        let wrong = management.post_form(address, &[typed, &[("proof", "sai-mat-khau")][..]].concat()).await;
        assert!(wrong.status == 422 && wrong.words().contains("Mật khẩu đang dùng chưa đúng"), "{}", wrong.words());
        let right = management.post_form(address, &[typed, &[("proof", DEMO_PASSWORD)][..]].concat()).await;
        assert_eq!(right.status, 303);
    };
    let page = management.get("/gio-may-chu").await;
    check(&answer_on(&page, "chinh-lai"), &[("day", "28/11/2026"), ("hour", "08:00")]).await;
    check(&answer_on(&management.get("/gio-may-chu").await, "hoi-lai"), &[]).await;
    check(&answer_on(&management.get("/gio-may-chu").await, "dung"), &[]).await;
}

#[tokio::test]
async fn a_wrong_answer_is_taken_up_again() {
    let app = off_until_sunday(TestApp::demo().await).await;
    let (teacher, management, principal) = (app.as_teacher().await, app.as_management().await, app.as_principal().await);
    let wrong = answer_on(&management.get("/gio-may-chu").await, "chinh-lai");
    assert_eq!(management.post_form(&wrong, &[("day", "28/11/2026"), ("hour", "07:00")]).await.status, 303);
    let page = management.get("/gio-may-chu").await;
    assert!(page.words().contains("nhanh 1 ngày 7 giờ") && page.words().contains("Giờ vẫn chưa đúng"), "{}", page.words());
    let again = answer_on(&page, "hoi-lai");
    assert_eq!(teacher.post_form(&again, &[]).await.status, 403);
    // The password was typed by the clock that has been set back: that instant has not come.
    assert_eq!(management.post_form(&again, &[]).await.status, 422);
    let answer = management.post_form(&again, &[("proof", DEMO_PASSWORD)]).await;
    assert_eq!((answer.status, answer.location()), (303, "/gio-may-chu?xong=hoi-lai"));
    let told = principal.get("/bang-theo-doi").await.words();
    assert!(told.contains("Giờ máy chủ đang chờ xác nhận. Từ 07:00 ngày 28/11/2026 chưa ai bị tính muộn thêm"), "{told}");
    assert!(told.contains("lúc gần nhất chắc chắn đúng giờ là 14:20 ngày 25/11/2026"), "{told}");
    assert_eq!(management.post_form(&again, &[]).await.status, 409, "it is asked already");

    let page = principal.get("/gio-may-chu").await;
    assert!(page.words().contains("báo giờ vẫn chưa đúng"), "{}", page.words());
    let (day, hour) = (page.field("day").unwrap(), page.field("hour").unwrap());
    assert_eq!((day.as_str(), hour.as_str()), ("29/11/2026", "14:20"), "what the machine shows stands there");
    let set =
        principal.post_form(&answer_on(&page, "chinh-lai"), &[("day", &day), ("hour", &hour), ("proof", DEMO_PASSWORD)]).await;
    assert_eq!(set.status, 303);
    assert_eq!(app.state.database.now(), app.clock.shows());
    // What the principal has decided, she alone takes up again.
    let hers = answer_on(&principal.get("/gio-may-chu").await, "hoi-lai");
    assert!(!management.get("/gio-may-chu").await.words().contains("Giờ vẫn chưa đúng"));
    let refused = management.post_form(&hers, &[("proof", DEMO_PASSWORD)]).await;
    assert!(refused.status == 403 && refused.words().contains("Giờ máy chủ do ban giám hiệu quyết định"), "{}", refused.words());
}
