//! "/gui-lai": a form that came after the end of its session waits for the person of that session, and for nobody else.

use chrono::TimeDelta;
use server::startup::DEMO_PASSWORD;

use crate::support::{Answer, TestApp, User};

const SECRET: &str = "Cô ấy đang điều trị, xin giữ kín";

async fn exempting(app: &TestApp) -> String {
    format!("/ho-so/{}/mien", app.owed_by("giaovien").await[0].id)
}

/// Half an hour passes, and then the vice principal sends what she has typed: to where it leads.
async fn sent_late(app: &TestApp, user: &User, path: &str) -> Answer {
    app.clock.advance(TimeDelta::minutes(30));
    user.post_form(path, &[("reason", SECRET)]).await
}

/// The address of the waiting form, in which the sign-in leads on to it.
fn waiting(answer: &Answer) -> Option<String> {
    let next = answer.location().strip_prefix("/dang-nhap?next=")?.split('&').next()?.replace("%2F", "/").replace("%2D", "-");
    next.starts_with("/gui-lai/").then_some(next)
}

async fn sign_in(user: &User, username: &str, next: &str) -> Answer {
    user.post_form("/dang-nhap", &[("username", username), ("password", DEMO_PASSWORD), ("next", next)]).await
}

#[tokio::test]
async fn a_form_is_shown_with_all_that_it_sends_and_where_and_is_sent_once() {
    let app = TestApp::demo().await;
    let vice = app.as_user("phohieutruong").await;
    let path = exempting(&app).await;
    let late = sent_late(&app, &vice, &path).await;
    let next = waiting(&late).expect("it waits");
    assert_eq!(late.header("set-cookie"), "", "nothing new is given to the browser");
    assert_eq!(vice.get(&next).await.location(), late.location(), "nobody is signed in");
    sign_in(&vice, "phohieutruong", &next).await.leads_to(&next);
    let page = vice.get(&next).await;
    let title = app.title(app.owed_by("giaovien").await[0].id).await;
    let words = page.words();
    assert!(words.contains("Miễn hồ sơ") && words.contains(&title) && words.contains(&format!("Lý do {SECRET}")), "{words}");
    page.says(&format!("action=\"{path}?person="));
    // Looked at twice, it is there; sent, it is not.
    assert_eq!(vice.get(&next).await.status, 200);
    let fields = page.fields();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(vice.post_form(&path, &fields).await.status, 303);
    let gone = vice.get(&next).await;
    assert!(gone.status == 404 && !gone.html().contains(SECRET), "{}", gone.words());
}

#[tokio::test]
async fn settings_wait_for_the_new_sign_in_with_all_that_was_typed() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    app.clock.advance(TimeDelta::minutes(31));
    let typed = [("name", "Trường Mầm non Sen Hồng"), ("limit", "300"), ("address", ""), ("contacts", "Cô Lan 0901 234 567")];
    let next = waiting(&principal.post_form("/cai-dat/truong", &typed).await).expect("it waits");
    sign_in(&principal, "hieutruong", &next).await.leads_to(&next);
    let page = principal.get(&next).await;
    page.says("Trường Mầm non Sen Hồng").says("Cô Lan 0901 234 567").says("action=\"/cai-dat/truong?person=");
    // What was refused says where it came from, so that going back asks nobody to send it again.
    let refused = principal.post_form("/cai-dat/truong", &[("name", ""), ("limit", "300"), ("address", "")]).await;
    assert_eq!(refused.status, 422);
    refused.says("(\"/cai-dat/truong\")</script>");
}

#[tokio::test]
async fn the_next_person_on_the_browser_is_not_offered_it_and_sees_nothing_of_it() {
    let app = TestApp::demo().await;
    let vice = app.as_user("phohieutruong").await;
    let late = sent_late(&app, &vice, &exempting(&app).await).await;
    let next = waiting(&late).unwrap();
    let browser = vice;
    let page = browser.get(late.location()).await;
    assert!(!page.html().contains(SECRET));
    sign_in(&browser, "hieutruong", &next).await.leads_to("/");
    let refused = browser.get(&next).await;
    assert!(refused.status == 404 && !refused.html().contains(SECRET), "{}", refused.words());
    assert!(!browser.get("/viec-cua-toi").await.html().contains(SECRET));
    // She herself, in another browser: an address alone is worth nothing.
    let elsewhere = app.as_user("phohieutruong").await;
    assert_eq!(elsewhere.get(&next).await.status, 404);
    // Back at her own browser it is still hers.
    sign_in(&browser, "phohieutruong", &next).await.leads_to(&next);
    assert_eq!(browser.get(&next).await.status, 200);
}

#[tokio::test]
async fn somebody_else_on_the_browser_takes_nothing_away_from_it() {
    let app = TestApp::demo().await;
    let browser = app.as_user("phohieutruong").await;
    let path = exempting(&app).await;
    let next = waiting(&sent_late(&app, &browser, &path).await).unwrap();
    let number = next.strip_prefix("/gui-lai/").unwrap().to_owned();
    sign_in(&browser, "yte", "/").await.leads_to("/");
    let comment = path.replace("/mien", "/gop-y");
    for to in [path, comment] {
        let refused = browser.post_form(&to, &[("pending", &number), ("reason", "x"), ("comment", "x")]).await;
        assert!(refused.status >= 400, "{}", refused.words());
    }
    sign_in(&browser, "phohieutruong", &next).await.leads_to(&next);
    browser.get(&next).await.says(SECRET);
}

#[tokio::test]
async fn whoever_never_had_a_session_and_whoever_was_put_out_of_one_leaves_no_form() {
    let app = TestApp::demo().await;
    let path = exempting(&app).await;
    let made_up = app.anonymous();
    made_up.set_cookie(&format!("hoso={}.{}", app.school().uuid().simple(), "a".repeat(64)));
    assert_eq!(waiting(&made_up.post_form(&path, &[("reason", SECRET)]).await), None);
    assert_eq!(waiting(&app.anonymous().post_form(&path, &[("reason", SECRET)]).await), None);
    // Suspended in the middle of a sentence.
    let vice = app.as_user("phohieutruong").await;
    let suspend = format!("/can-bo/{}/tam-khoa", app.person("phohieutruong").await);
    assert_eq!(app.as_principal().await.post_form(&suspend, &[]).await.status, 303);
    assert_eq!(waiting(&vice.post_form(&path, &[("reason", SECRET)]).await), None);
}

#[tokio::test]
async fn nobody_places_a_form_for_the_principal_to_send() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.person("hieutruong").await);
    let path = format!("{}?person={principal}", exempting(&app).await);
    assert_eq!(waiting(&sent_late(&app, &teacher, &path).await), None, "the page was made for somebody else");
    // His own waits for himself alone, in whichever browser she opens the address.
    let own = sent_late(&app, &teacher, &exempting(&app).await).await;
    let next = waiting(&own).unwrap();
    let her = app.anonymous();
    for cookie in teacher.cookie().unwrap().split("; ") {
        her.set_cookie(cookie);
    }
    sign_in(&her, "hieutruong", &next).await.leads_to("/");
    assert_eq!(her.get(&next).await.status, 404);
}

#[tokio::test]
async fn it_waits_on_where_it_was_sent_in_the_name_of_somebody_else() {
    let app = TestApp::demo().await;
    let vice = app.as_user("phohieutruong").await;
    let path = exempting(&app).await;
    let next = waiting(&sent_late(&app, &vice, &path).await).unwrap();
    sign_in(&vice, "phohieutruong", &next).await.leads_to(&next);
    let fields = vice.get(&next).await.fields();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let of_another = format!("{path}?person={}", app.person("hieutruong").await);
    assert_eq!(vice.post_form(&of_another, &fields).await.status, 409);
    assert_eq!(vice.get(&next).await.status, 200, "it is there still");
    // Sent when the session is over once more, it waits once, under another number.
    let anew = sent_late_again(&app, &vice, &path, &fields).await;
    sign_in(&vice, "phohieutruong", &anew).await.leads_to(&anew);
    assert_eq!((vice.get(&anew).await.status, vice.get(&next).await.status), (200, 404));
}

/// Half an hour passes, and the form of the page where it waited is sent: where it waits now.
async fn sent_late_again(app: &TestApp, user: &User, path: &str, fields: &[(&str, &str)]) -> String {
    app.clock.advance(TimeDelta::minutes(30));
    waiting(&user.post_form(path, fields).await).unwrap()
}

#[tokio::test]
async fn it_is_gone_at_the_sign_out() {
    let app = TestApp::demo().await;
    let path = exempting(&app).await;
    let vice = app.as_user("phohieutruong").await;
    let next = waiting(&sent_late(&app, &vice, &path).await).unwrap();
    sign_in(&vice, "phohieutruong", "/").await.leads_to("/");
    assert_eq!(vice.get(&next).await.status, 200);
    assert_eq!(vice.post_form("/dang-xuat", &[]).await.status, 303);
    sign_in(&vice, "phohieutruong", &next).await.leads_to("/");
    assert_eq!(vice.get(&next).await.status, 404);
    // And without signing in again: the button for it still stands on the old page.
    let next = waiting(&sent_late(&app, &vice, &path).await).unwrap();
    assert_eq!(vice.post_form("/dang-xuat", &[]).await.status, 303);
    sign_in(&vice, "phohieutruong", &next).await.leads_to("/");
}

#[tokio::test]
async fn whoever_signs_agrees_anew_and_a_check_is_looked_at_again() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    app.clock.advance(TimeDelta::minutes(30));
    let path = format!("/cho-duyet/{}", app.owed_by("giaovien").await[0].id);
    let fields = [("outcome", "approve"), ("words", SECRET), ("consent", "1")];
    let next = waiting(&principal.post_form(&path, &fields).await).unwrap();
    sign_in(&principal, "hieutruong", &next).await.leads_to(&next);
    let page = principal.get(&next).await;
    assert_eq!((page.field("outcome").as_deref(), page.field("consent")), (Some("approve"), None), "{}", page.html());
    app.clock.advance(TimeDelta::minutes(30));
    let check = [("check", "x"), ("draw", ""), ("consent", "1")];
    assert_eq!(waiting(&principal.post_form(&format!("{path}/kiem-tra"), &check).await), None, "nothing is typed in it");
}

#[tokio::test]
async fn of_a_form_with_a_password_the_password_does_not_wait() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    app.clock.advance(TimeDelta::minutes(30));
    let path = format!("/can-bo/{}/chuc-vu", app.person("giaovien").await);
    let fields = [("post", "teacher"), ("place", "4B"), ("from", "01/12/2026"), ("proof", DEMO_PASSWORD)];
    let next = waiting(&principal.post_form(&path, &fields).await).unwrap();
    sign_in(&principal, "hieutruong", &next).await.leads_to(&next);
    let page = principal.get(&next).await;
    assert!(!page.html().contains(DEMO_PASSWORD));
    let words = page.words();
    assert!(words.contains("Thêm chức vụ Nguyễn Thị Hoa") && words.contains("Chức vụ Giáo viên"), "{words}");
    // What opens an account or confirms is looked at again: it does not wait.
    let reset = format!("/can-bo/{}/mat-khau", app.person("giaovien").await);
    app.clock.advance(TimeDelta::minutes(30));
    assert_eq!(waiting(&principal.post_form(&reset, &[]).await), None);
}
