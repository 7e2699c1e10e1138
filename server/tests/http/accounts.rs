//! "/tai-khoan": where one is signed in, the code beside the password, and machines that several people use.

use std::time::Duration;

use axum::{body::Body, http::Request};
use chrono::TimeDelta;
use domain::second_factor::step_of;
use futures::StreamExt;
use server::{
    auth::second_factor::{NONCE_BYTES, code},
    startup::DEMO_PASSWORD,
};
use tokio::time::sleep;

use crate::support::{Answer, TestApp, User};

const FACTOR: &str = "/tai-khoan/ma-xac-nhan";

/// What the telephone of `username` shows, whose secret follows from this number.
pub async fn shown(app: &TestApp, username: &str, nonce: &[u8; NONCE_BYTES]) -> String {
    let person = app.person(username).await;
    let secret = app.state.second_factors.key().await.unwrap().secret(app.school(), person, nonce);
    format!("{:06}", code(&secret, step_of(app.clock.shows())))
}

/// Sets the second factor of `username` up: its number, and the recovery codes.
pub async fn set_up(app: &TestApp, user: &User, username: &str) -> ([u8; NONCE_BYTES], Vec<String>) {
    let offer = user.get(FACTOR).await.field("offer").unwrap();
    let nonce = domain::hex::read(&offer).unwrap();
    let typed = shown(app, username, &nonce).await;
    let answer = user.post_form(FACTOR, &[("offer", &offer), ("code", &typed)]).await;
    assert_eq!(answer.status, 200, "{}", answer.words());
    let html = answer.html();
    let codes = html.split("<code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
    (nonce, codes)
}

pub async fn with_password(user: &User, username: &str) -> Answer {
    user.post_form("/dang-nhap", &[("username", username), ("password", DEMO_PASSWORD)]).await
}

/// Types the code on the page that asks for it.
pub async fn with_code(user: &User, page: &Answer, typed: &str) -> Answer {
    let step = page.field("step").unwrap();
    user.post_form("/dang-nhap/ma", &[("step", &step), ("code", typed)]).await
}

#[tokio::test]
async fn somebody_sees_where_they_are_signed_in_and_ends_it_there_with_its_stream() {
    let app = TestApp::demo().await;
    let (here, there, third) = (app.as_principal().await, app.as_principal().await.at(31), app.as_principal().await);
    let stream = there.begin(Request::get("/su-kien").body(Body::empty()).unwrap()).await;
    let mut stream = stream.into_body().into_data_stream();
    stream.next().await.expect("the stream begins").unwrap();
    let page = here.get("/tai-khoan").await;
    let words = page.words();
    assert!(words.contains("Máy này") && words.contains("Đăng xuất mọi nơi khác"), "{words}");
    here.post_form("/tai-khoan/dang-xuat-noi-khac", &[]).await.leads_to("/tai-khoan?da-dang-xuat=2");
    assert!(here.get("/tai-khoan?da-dang-xuat=2").await.words().contains("Đã đăng xuất 2 nơi"));
    for ended in [&there, &third] {
        assert!(ended.get("/viec-cua-toi").await.location().starts_with("/dang-nhap"));
    }
    let end = async {
        while let Some(event) = stream.next().await {
            drop(event);
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(10), end).await.expect("the open stream ends with its session");

    let colleague = app.as_teacher().await;
    let elsewhere = app.as_principal().await;
    let page = here.get("/tai-khoan").await;
    let key = page.field("session").expect("the other one is named");
    colleague.post_form("/tai-khoan/dang-xuat-noi-khac", &[("session", &key)]).await.leads_to("/tai-khoan?da-dang-xuat=0");
    assert_eq!(elsewhere.get("/viec-cua-toi").await.status, 200, "nobody ends what is another's");
    here.post_form("/tai-khoan/dang-xuat-noi-khac", &[("session", &key)]).await.leads_to("/tai-khoan?da-dang-xuat=1");
    assert!(elsewhere.get("/viec-cua-toi").await.location().starts_with("/dang-nhap"));
}

#[tokio::test]
async fn a_new_browser_is_told_to_its_owner_and_not_read_away_by_whoever_sits_there() {
    const NEWS: &str = "Có một trình duyệt mới vừa đăng nhập";
    let app = TestApp::demo().await;
    let hers = app.as_teacher().await;
    assert!(!hers.get("/viec-cua-toi").await.words().contains(NEWS), "the first one of all");
    let stranger = app.as_teacher().await;
    // She reads there of the one before, which the demo did not know, and of this one in every other.
    stranger.post_form("/tai-khoan/may-moi/da-biet", &[]).await.leads_to("/");
    assert!(!stranger.get("/viec-cua-toi").await.words().contains(NEWS));
    assert!(hers.get("/viec-cua-toi").await.words().contains(NEWS));
    hers.post_form("/tai-khoan/may-moi/da-biet", &[]).await.leads_to("/");
    assert!(!hers.get("/viec-cua-toi").await.words().contains(NEWS));
}

#[tokio::test]
async fn with_a_second_factor_the_password_alone_opens_nothing_and_no_code_opens_twice() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let wrong = teacher.post_form(FACTOR, &[("offer", &"ab".repeat(NONCE_BYTES)), ("code", "123")]).await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.field("offer"), Some("ab".repeat(NONCE_BYTES)), "the telephone has this secret already");
    let (nonce, codes) = set_up(&app, &teacher, "giaovien").await;
    assert_eq!(codes.len(), 10);
    assert!(!teacher.get(FACTOR).await.html().contains(&codes[0]), "shown once");

    let user = app.anonymous().at(40);
    let page = with_password(&user, "giaovien").await;
    assert_eq!((page.status, page.header("set-cookie")), (200, ""));
    assert!(user.get("/viec-cua-toi").await.location().starts_with("/dang-nhap"));
    let used = shown(&app, "giaovien", &nonce).await;
    assert_eq!(with_code(&user, &page, &used).await.status, 401, "the one by which it was set up");
    app.clock.advance(TimeDelta::seconds(30));
    let fresh = shown(&app, "giaovien", &nonce).await;
    with_code(&user, &page, &fresh).await.leads_to("/");
    assert_eq!(user.get("/viec-cua-toi").await.status, 200);

    let thief = app.anonymous().at(41);
    let page = with_password(&thief, "giaovien").await;
    assert_eq!(with_code(&thief, &page, &fresh).await.status, 401, "looked over her shoulder");
    with_code(&thief, &page, &codes[0]).await.leads_to("/");
    let page = with_password(&thief, "giaovien").await;
    assert_eq!(with_code(&thief, &page, &codes[0]).await.status, 401, "once");
    let over = thief.post_form("/dang-nhap/ma", &[("step", &uuid::Uuid::new_v4().to_string()), ("code", &codes[1])]).await;
    assert_eq!(over.status, 401);
    assert!(over.words().contains("Đã quá lâu từ lúc gõ mật khẩu"), "{}", over.words());
}

#[tokio::test]
async fn wrong_codes_are_slowed_also_where_the_right_password_comes_in_between() {
    let app = TestApp::demo().await;
    set_up(&app, &app.as_teacher().await, "giaovien").await;
    let thief = app.anonymous().at(42);
    for guess in 0..5 {
        let page = with_password(&thief, "giaovien").await;
        assert_eq!(with_code(&thief, &page, &format!("00000{guess}")).await.status, 401);
    }
    let page = with_password(&thief, "giaovien").await;
    let slowed = with_code(&thief, &page, "000009").await;
    assert_eq!(slowed.status, 429);
    assert!(slowed.words().contains("Đã thử sai nhiều lần"), "{}", slowed.words());
}

#[tokio::test]
async fn wrong_codes_beside_the_right_password_are_told_to_the_owner_and_found_by_a_check() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let (_, recovery) = set_up(&app, &teacher, "giaovien").await;
    // One who has overheard the password, and a code on paper that was used already.
    let thief = app.anonymous().at(42);
    for guess in ["000001", "000002", "abcde-fghj2", "000003"] {
        let page = with_password(&thief, "giaovien").await;
        assert_eq!(with_code(&thief, &page, guess).await.status, 401, "{guess}");
    }
    let other = app.anonymous().at(43);
    let page = with_password(&other, "giaovien").await;
    with_code(&other, &page, &recovery[0]).await;
    let page = with_password(&other, "giaovien").await;
    assert_eq!(with_code(&other, &page, &recovery[0]).await.status, 401);
    // It is noted beside the answer, and told within seconds.
    for (page, told) in [
        ("/tai-khoan", "Trong 30 ngày có 5 lần mật khẩu đúng mà mã xác nhận sai"),
        ("/nhat-ky", "vào tài khoản của cô Nguyễn Thị Hoa (4A): mật khẩu đúng, mã xác nhận sai"),
    ] {
        let mut words = teacher.get(page).await.words();
        for _ in 0..50 {
            if words.contains(told) {
                break;
            }
            sleep(Duration::from_millis(200)).await;
            words = teacher.get(page).await.words();
        }
        assert!(words.contains(told), "{words}");
    }
    principal.get("/kiem-tra-tai-khoan/ghi").await.says("Mật khẩu đúng mà mã xác nhận sai nhiều lần");
}

#[tokio::test]
async fn over_a_page_the_code_comes_after_the_password() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let (nonce, _) = set_up(&app, &teacher, "giaovien").await;
    app.clock.advance(TimeDelta::minutes(31));
    let call = async |code: String| {
        let over = app::hand_in::SignInOverPage { username: "giaovien".to_owned(), password: DEMO_PASSWORD.to_owned(), code };
        teacher.call(&over).await
    };
    assert_eq!(call(String::new()).await.refusal(), (401, "Tài khoản này cần thêm mã xác nhận".to_owned()));
    assert_eq!(call(shown(&app, "giaovien", &nonce).await).await.result(), Ok(()));
    assert_eq!(teacher.get("/viec-cua-toi").await.status, 200);
}

#[tokio::test]
async fn the_principal_makes_it_a_duty_of_whoever_leads_after_days_of_grace() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let duty = async |days: &str| principal.post_form(&format!("{FACTOR}/bat-buoc"), &[("act", "set"), ("grace_days", days)]).await;
    assert_eq!(duty("hai").await.status, 422);
    duty("14").await.leads_to("/tai-khoan/ma-xac-nhan?xong=1");
    let manager = app.as_management().await;
    assert!(manager.get("/viec-cua-toi").await.words().contains("Cần bật mã xác nhận trước"));
    assert!(!teacher.get("/viec-cua-toi").await.words().contains("Cần bật mã xác nhận"));

    app.clock.advance(TimeDelta::days(15));
    let (manager, teacher) = (app.as_user("quanly").await, app.as_teacher().await);
    for path in ["/viec-cua-toi", "/can-bo", "/tai-khoan"] {
        manager.get(path).await.leads_to(FACTOR);
    }
    assert_eq!(teacher.get("/viec-cua-toi").await.status, 200);
    assert_eq!(manager.get("/doi-mat-khau").await.status, 200);
    set_up(&app, &manager, "quanly").await;
    assert_eq!(manager.get("/can-bo").await.status, 200);
    let kept = manager.post_form(&format!("{FACTOR}/tat"), &[]).await;
    assert_eq!(kept.status, 422);
    assert!(kept.words().contains("Trường yêu cầu ban giám hiệu"), "{}", kept.words());
}

#[tokio::test]
async fn a_lost_telephone_is_one_persons_matter_and_the_leaderships_two_peoples() {
    let app = TestApp::demo().await;
    let (manager, vice, teacher) = (app.as_management().await, app.as_user("phohieutruong").await, app.as_teacher().await);
    let principal = app.as_principal().await;
    set_up(&app, &teacher, "giaovien").await;
    set_up(&app, &principal, "hieutruong").await;
    let end = async |by: &User, username: &str| {
        by.post_form(&format!("/can-bo/{}/tat-ma-xac-nhan", app.person(username).await), &[]).await
    };
    assert_eq!(end(&manager, "giaovien").await.status, 303);
    with_password(&app.anonymous().at(43), "giaovien").await.leads_to("/");
    assert_eq!(end(&manager, "hieutruong").await.status, 303, "asked");
    assert_eq!(with_password(&app.anonymous().at(44), "hieutruong").await.status, 200, "not ended yet");
    let again = end(&manager, "hieutruong").await;
    assert_eq!(again.status, 403);
    assert!(again.words().contains("do hai người tắt"), "{}", again.words());
    let page = vice.get(&format!("/can-bo/{}", app.person("hieutruong").await)).await;
    assert!(page.words().contains("Xác nhận tắt mã xác nhận"), "{}", page.words());
    assert_eq!(end(&vice, "hieutruong").await.status, 303);
    with_password(&app.anonymous().at(45), "hieutruong").await.leads_to("/");
}

#[tokio::test]
async fn a_shared_machine_locks_itself_and_offers_its_people_by_name() {
    let app = TestApp::demo().await;
    let machine = app.anonymous();
    let fields = [("username", "giaovien"), ("password", DEMO_PASSWORD), ("shared", "1")];
    machine.post_form("/dang-nhap", &fields).await.leads_to("/");
    let page = machine.get("/viec-cua-toi").await;
    assert!(page.html().contains("data-idle=\"120\"") && page.words().contains("Đổi người dùng"));
    assert!(!app.as_teacher().await.get("/viec-cua-toi").await.html().contains("data-idle"), "her own machine does not");

    assert_eq!(machine.post_form("/dang-nhap/khoa", &[]).await.status, 204);
    assert!(machine.get("/viec-cua-toi").await.location().starts_with("/dang-nhap"), "on the server, not on the screen alone");
    let person = app.person("giaovien").await.to_string();
    let unlock =
        async |password: &str| machine.post_form("/dang-nhap", &[("who", &person), ("password", password), ("shared", "1")]).await;
    assert_eq!(unlock("sai-mat-khau").await.status, 401);
    unlock(DEMO_PASSWORD).await.leads_to("/");
    assert_eq!(machine.get("/viec-cua-toi").await.status, 200);

    machine.post_form("/dang-xuat", &[]).await.leads_to("/dang-nhap?da-dang-xuat=1");
    let sign_in = machine.get("/dang-nhap?da-dang-xuat=1").await;
    assert!(sign_in.html().contains("/dang-nhap?username=giaovien"), "{}", sign_in.words());
    assert!(sign_in.html().contains("usual-names"), "{}", sign_in.words());
    assert!(!app.anonymous().get("/dang-nhap").await.html().contains("usual-names"), "no other browser knows who works here");
    machine.post_form("/dang-nhap", &[("username", "totruong"), ("password", DEMO_PASSWORD)]).await.leads_to("/");
    assert!(!machine.get("/viec-cua-toi").await.html().contains("data-idle"), "whoever unticks it takes it back");

    let nobody = machine.post_form("/dang-nhap", &[("who", &uuid::Uuid::new_v4().to_string()), ("password", "sai")]).await;
    assert_eq!(nobody.status, 401);
}

#[tokio::test]
async fn whoever_only_finds_a_machine_signed_in_frees_nobody_of_the_duty() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let address = format!("{FACTOR}/bat-buoc");
    principal.post_form(&address, &[("act", "set"), ("grace_days", "14")]).await.leads_to("/tai-khoan/ma-xac-nhan?xong=1");
    app.clock.advance(TimeDelta::minutes(6));
    let asked = principal.post_form(&address, &[("act", "end"), ("grace_days", "21")]).await;
    assert_eq!((asked.status, asked.field("grace_days").as_deref()), (422, Some("21")));
    asked.says("Gõ mật khẩu đang dùng rồi gửi lại");
    principal.get(FACTOR).await.says("Đang bắt buộc");
    principal.post_form(&address, &[("act", "end"), ("proof", DEMO_PASSWORD)]).await.leads_to("/tai-khoan/ma-xac-nhan?xong=1");
    principal.get(FACTOR).await.says("Đang không bắt buộc");
}

#[tokio::test]
async fn ones_own_machine_locks_itself_after_ten_minutes_where_the_school_says_so() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    assert!(!teacher.get("/viec-cua-toi").await.html().contains("data-idle"), "nobody has said so yet");
    let school = principal.get("/cai-dat/truong").await;
    let fields = school.fields();
    let ticked = crate::support::with(&fields, &[("own_lock", "1")]);
    assert_eq!(principal.post_form("/cai-dat/truong", &ticked).await.status, 303);
    assert!(principal.get("/cai-dat/truong").await.html().contains("name=\"own_lock\" value=\"1\""));
    principal.get("/nhat-ky?loai=cai-dat").await.says("đặt lại việc tự khóa ở máy riêng");
    let page = teacher.get("/viec-cua-toi").await;
    let sheet = page.html().split("data-idle=\"600\"").nth(1).expect("ten minutes").split("</dialog>").next().unwrap();
    // Whoever goes on there does not make it a machine that others use.
    assert!(sheet.contains("Trang đã tự khóa") && !sheet.contains("name=\"shared\""), "{sheet}");
    assert!(!page.words().contains("Đổi người dùng"));
    assert_eq!(teacher.post_form("/dang-nhap/khoa", &[]).await.status, 204);
    assert!(teacher.get("/viec-cua-toi").await.location().starts_with("/dang-nhap"), "on the server, not on the screen alone");
    let person = app.person("giaovien").await.to_string();
    teacher.post_form("/dang-nhap", &[("who", &person), ("password", DEMO_PASSWORD)]).await.leads_to("/");
    assert!(teacher.get("/viec-cua-toi").await.html().contains("data-idle=\"600\""));
    // A machine that several people use locks itself sooner, as before.
    let machine = app.anonymous();
    machine.post_form("/dang-nhap", &[("username", "totruong"), ("password", DEMO_PASSWORD), ("shared", "1")]).await.leads_to("/");
    assert!(machine.get("/viec-cua-toi").await.html().contains("data-idle=\"120\""));
    // Without the tick none of one's own does.
    principal.post_form("/cai-dat/truong", &crate::support::with(&fields, &[])).await;
    assert!(!teacher.get("/viec-cua-toi").await.html().contains("data-idle"));
}

#[tokio::test]
async fn a_form_that_comes_from_a_locked_machine_waits_for_its_person() {
    let app = TestApp::demo().await;
    let machine = app.anonymous();
    machine
        .post_form("/dang-nhap", &[("username", "hieutruong"), ("password", DEMO_PASSWORD), ("shared", "1")])
        .await
        .leads_to("/");
    machine.post_form("/dang-nhap/khoa", &[]).await;
    let owed = app.owed_by("giaovien").await[0].id;
    let late = machine.post_form(&format!("/ho-so/{owed}/mien"), &[("reason", "Lớp nghỉ vì thủy đậu")]).await;
    assert!(late.location().starts_with("/dang-nhap?next="), "{} {}", late.status, late.location());
    let page = machine.get(late.location()).await;
    let next = page.field("next").unwrap();
    let fields = [("username", "hieutruong"), ("password", DEMO_PASSWORD), ("next", next.as_str())];
    machine.post_form("/dang-nhap", &fields).await.leads_to(&next);
    assert!(machine.get(&next).await.html().contains("Lớp nghỉ vì thủy đậu"));
}
