//! What the leadership changes in an open school.

use axum::http::StatusCode;
use chrono::TimeDelta;

use super::{FOUNDER, MONDAY};
use crate::support::{Answer, TestApp, User, with};

const OWN: &str = "hoa sen trắng nở";

/// The password that was issued to `username`.
pub fn password(page: &Answer, username: &str) -> String {
    let html = page.html().replace("<!>", "");
    let issued = html.split(&format!("<code>{username}</code>")).nth(1).unwrap();
    issued.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

/// Signs in with a password that was handed out, and chooses one.
async fn signed_in(app: &TestApp, username: &str, handed_out: &str) -> User {
    let browser = app.anonymous();
    browser.post_form("/dang-nhap", &[("username", username), ("password", handed_out)]).await.leads_to("/");
    browser.post_form("/doi-mat-khau", &[("old", handed_out), ("new", OWN), ("again", OWN)]).await.leads_to("/");
    browser
}

/// A school before the last step, in the browser that sets it up.
pub async fn ready_to_open(app: &TestApp) -> User {
    let browser = app.anonymous();
    browser.post_form("/cai-dat", &[("code", &app.state.setup_code)]).await.leads_to("/cai-dat/truong");
    browser.post_form("/cai-dat/truong", &FOUNDER).await.leads_to("/cai-dat/lich-nam-hoc");
    let fields = browser.get("/cai-dat/lich-nam-hoc").await.fields();
    browser.post_form("/cai-dat/lich-nam-hoc", &with(&fields, &[])).await.leads_to("/cai-dat/to-lop");
    let units = [("d0", "Mẫu giáo"), ("k0", "teaching"), ("c0", "4A, 4B")];
    browser.post_form("/cai-dat/to-lop", &units).await.leads_to("/cai-dat/can-bo");
    let fields = browser.get("/cai-dat/can-bo").await.fields();
    let pasted = "Nguyễn Thị Hoa\tcô\tGV\t4A\nVũ Thị Mai\tcô\tHiệu trưởng\n";
    browser.post_form("/cai-dat/can-bo", &with(&fields, &[("paste", pasted)])).await.leads_to("/cai-dat/loai-ho-so");
    let fields = browser.get("/cai-dat/loai-ho-so").await.fields();
    browser.post_form("/cai-dat/loai-ho-so", &with(&fields, &[])).await.leads_to("/cai-dat/tap-duot");
    browser
}

/// An open school with a principal and a teacher of 4A, both signed in.
async fn hoa_sen(app: &TestApp) -> (User, User) {
    let browser = ready_to_open(app).await;
    browser.post_form("/cai-dat/tap-duot", &[("practice", ""), ("from", "23/11/2026")]).await.leads_to("/cai-dat/mat-khau");
    let issued_passwords = browser.get("/cai-dat/mat-khau").await;
    let principal = signed_in(app, "maivu", &password(&issued_passwords, "maivu")).await;
    let teacher = signed_in(app, "hoanguyen", &password(&issued_passwords, "hoanguyen")).await;
    (principal, teacher)
}

#[tokio::test]
async fn the_leadership_changes_the_school_and_nobody_is_worse_off() {
    let app = TestApp::of_nobody_at(MONDAY).await;
    let (principal, teacher) = hoa_sen(&app).await;
    principal.get("/cai-dat").await.is(StatusCode::OK).says("1 tổ, 2 lớp, 0 bộ phận").says("35 tuần");
    principal.get("/cai-dat/can-bo").await.leads_to("/can-bo");
    principal.get("/cai-dat/tap-duot").await.leads_to("/cai-dat");

    // A storm on Friday: the plans are due on Monday.
    teacher.get("/viec-cua-toi").await.says("27/11/2026");
    let page = principal.get("/cai-dat/lich-nam-hoc").await;
    page.is(StatusCode::OK).says("Lưu lịch");
    let fields = page.fields();
    let storm = [("f3", "27/11/2026"), ("k3", "closure"), ("n3", "Bão số 9")];
    let path = "/cai-dat/lich-nam-hoc";
    principal.post_form_looked_at(path, &with(&fields, &storm)).await.leads_to("/cai-dat/lich-nam-hoc?da-luu=1");
    principal.get("/cai-dat/lich-nam-hoc?da-luu=1").await.says("Đã lưu.").says("Bão số 9");
    teacher.get("/viec-cua-toi").await.says("Bão số 9").says("30/11/2026");

    // A class gets a name, and its records go with it.
    let fields = principal.get("/cai-dat/to-lop").await.fields();
    principal.post_form("/cai-dat/to-lop", &with(&fields, &[("c0", "Hoa Mai, 4B")])).await.leads_to("/cai-dat/to-lop?da-luu=1");
    teacher.get("/viec-cua-toi").await.says("Lớp Hoa Mai");
    let held = principal.post_form("/cai-dat/to-lop", &with(&fields, &[("c0", "4B")])).await;
    held.is(StatusCode::UNPROCESSABLE_ENTITY).says("Lớp Hoa Mai: đang có cô Nguyễn Thị Hoa phụ trách");

    // Lesson plans are no longer kept.
    let fields = principal.get("/cai-dat/loai-ho-so").await.fields();
    let without: Vec<(String, String)> = fields.into_iter().filter(|(name, value)| name != "use" || value != "giao-an").collect();
    principal.post_form_looked_at("/cai-dat/loai-ho-so", &with(&without, &[])).await.leads_to("/cai-dat/loai-ho-so?da-luu=1");
    let page = teacher.get("/viec-cua-toi").await;
    assert!(!page.html().contains("Giáo án tuần 13"), "{}", page.html());
    page.says("Kế hoạch tuần 13");

    let page = principal.post_form("/cai-dat/truong", &[("name", ""), ("limit", "500")]).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).says("Thiếu tên trường.").says("value=\"500\"");
    principal
        .post_form("/cai-dat/truong", &[("name", "Trường Mầm non Sen Hồng"), ("limit", "500")])
        .await
        .leads_to("/cai-dat/truong?da-luu=1");
    principal.get("/cai-dat").await.says("Trường Mầm non Sen Hồng, mỗi tệp không quá 500 MB");

    // None of it is a teacher's.
    for path in ["/cai-dat", "/cai-dat/truong", "/cai-dat/lich-nam-hoc", "/cai-dat/to-lop", "/cai-dat/loai-ho-so", "/can-bo"] {
        teacher.get(path).await.is(StatusCode::FORBIDDEN);
        teacher.post_form(path, &[]).await;
    }
    let page = principal.get("/can-bo").await;
    assert_eq!(page.html().matches("/mat-khau?person=").count(), 2, "everybody's but her own");
}

#[tokio::test]
async fn guessing_the_code_gets_slower() {
    let app = TestApp::of_nobody_at(MONDAY).await;
    let stranger = app.anonymous();
    for _ in 0..5 {
        stranger.post_form("/cai-dat", &[("code", "AAAA-AAAA")]).await.is(StatusCode::FORBIDDEN);
    }
    let code = app.state.setup_code.clone();
    stranger.post_form("/cai-dat", &[("code", &code)]).await.is(StatusCode::TOO_MANY_REQUESTS).says("Đã thử sai nhiều lần");
    assert!(records::schools::all(&app.state.database).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_next_year_is_prepared_beside_this_one() {
    let app = TestApp::of_nobody_at(MONDAY).await;
    let (principal, teacher) = hoa_sen(&app).await;
    let page = principal.get("/cai-dat/lich-nam-hoc").await;
    page.is(StatusCode::OK).says("Năm học mới");
    let fields = page.fields();
    let other = with(&fields, &[("first_week", "06/09/2027"), ("year", "2027-2028")]);
    let refused = principal.post_form("/cai-dat/lich-nam-hoc", &other).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).says("Năm học đang mở bắt đầu 07/09/2026").says("value=\"06/09/2027\"");

    let page = principal.get("/cai-dat/lich-nam-hoc?moi=1").await;
    page.is(StatusCode::OK).says("Năm học mới 2027–2028").says("value=\"06/09/2027\"");
    let fields = page.fields();
    let early = principal.post_form("/cai-dat/lich-nam-hoc?moi=1", &with(&fields, &[("first_week", "05/04/2027")])).await;
    early.is(StatusCode::UNPROCESSABLE_ENTITY).says("năm học mới bắt đầu sau ngày đó");
    principal.post_form("/cai-dat/lich-nam-hoc?moi=1", &with(&fields, &[])).await.leads_to("/cai-dat/lich-nam-hoc?moi=1&da-luu=1");
    principal.get("/cai-dat/lich-nam-hoc?moi=1&da-luu=1").await.says("Đã lưu").says("Năm đang mở không đổi gì");
    principal.get("/cai-dat").await.says("đã lập, hiện ra từ");
    principal.get("/cai-dat/lich-nam-hoc").await.says("Lịch năm học 2026–2027");
    // A file of this year, chosen where the next one is entered: told at once, before anybody reads its preview.
    let this_year = include_str!("../../../samples/lich.toml");
    let page = principal.send_calendar("/cai-dat/lich-nam-hoc/tep?moi=1", "lich.toml", this_year).await;
    page.is(StatusCode::UNPROCESSABLE_ENTITY).says("Năm học 2026–2027 đang mở rồi").says("Tải tệp mẫu");
    principal
        .send_calendar("/cai-dat/lich-nam-hoc/tep", "lich.toml", this_year)
        .await
        .is(StatusCode::OK)
        .says("Đã đọc tệp lich.toml");
    teacher.get("/viec-cua-toi").await.says("Giáo án tuần 13 · Lớp 4A");
}

#[tokio::test]
async fn a_settings_form_outlives_its_session() {
    let app = TestApp::of_nobody_at(MONDAY).await;
    let (principal, teacher) = hoa_sen(&app).await;
    let fields = principal.get("/cai-dat/lich-nam-hoc?moi=1").await.fields();
    let typed = with(&fields, &[("n0", "Lễ của trường")]);
    app.clock.advance(TimeDelta::minutes(30));
    let answer = principal.post_form("/cai-dat/lich-nam-hoc?moi=1", &typed).await;
    let next = answer
        .location()
        .strip_prefix("/dang-nhap?next=")
        .unwrap()
        .split('&')
        .next()
        .unwrap()
        .replace("%2F", "/")
        .replace("%2D", "-");
    assert!(next.starts_with("/gui-lai/"), "{next}");
    principal.get(&next).await.leads_to(answer.location());

    let sign_in = |username, password| [("username", username), ("password", password), ("next", "/nam-hoc")];
    principal.post_form("/dang-nhap", &sign_in("maivu", OWN)).await.leads_to("/nam-hoc");
    let page = principal.get(&next).await;
    page.is(StatusCode::OK).says("action=\"/cai-dat/lich-nam-hoc?moi=1&amp;person=").says("Gửi lại những gì đã điền");
    let again = page.fields();
    principal.post_form("/cai-dat/lich-nam-hoc?moi=1", &with(&again, &[])).await.leads_to("/cai-dat/lich-nam-hoc?moi=1&da-luu=1");
    principal.get("/cai-dat/lich-nam-hoc?moi=1").await.says("Lễ của trường");

    // The address alone is worth nothing: it shows nobody a form that somebody else has written.
    teacher.post_form("/dang-nhap", &sign_in("hoanguyen", OWN)).await.leads_to("/nam-hoc");
    teacher.get(&next).await.is(StatusCode::NOT_FOUND);
    let stranger = app.anonymous();
    let sent = stranger.post_form("/can-bo", &[("n0", "Kẻ Gian")]).await;
    assert!(!sent.location().contains("gui"), "{}", sent.location());
}

#[tokio::test]
async fn a_second_click_on_opening_finds_the_first_passwords() {
    let app = TestApp::of_nobody_at(MONDAY).await;
    let browser = ready_to_open(&app).await;
    let opening = [("practice", ""), ("from", "23/11/2026")];
    browser.post_form("/cai-dat/tap-duot", &opening).await.leads_to("/cai-dat/mat-khau");
    let issued_passwords = browser.get("/cai-dat/mat-khau").await;
    browser.post_form("/cai-dat/tap-duot", &opening).await.leads_to("/cai-dat/mat-khau");
    browser.get("/cai-dat").await.leads_to("/cai-dat/mat-khau");
    assert_eq!(password(&browser.get("/cai-dat/mat-khau").await, "hoanguyen"), password(&issued_passwords, "hoanguyen"));
}
