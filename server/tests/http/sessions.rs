//! How long a session lasts, and what ends it.

use std::time::Duration;

use chrono::TimeDelta;
use records::{Work, accounts, staff};
use server::{auth::sessions::SessionKey, startup::DEMO_PASSWORD};

use crate::support::{NO_CHOICE, TestApp, User};

/// Opens a page and waits until its use is noted, which nobody waits for otherwise.
async fn works(app: &TestApp, user: &User) -> bool {
    if user.get("/nam-hoc").await.status != 200 {
        return false;
    }
    let hash = SessionKey::of(&user.headers(), false).unwrap().hash();
    let noted = async {
        loop {
            let hash = hash.clone();
            let session = app.read(async move |work: &mut Work| accounts::session(work, &hash).await).await;
            if session.is_none_or(|session| !session.stale) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), noted).await.expect("the use of the session is noted");
    true
}

#[tokio::test]
async fn half_an_hour_without_a_page_ends_it() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    app.clock.advance(TimeDelta::minutes(29));
    assert!(works(&app, &teacher).await);
    app.clock.advance(TimeDelta::minutes(29));
    assert!(works(&app, &teacher).await, "counted from the last page, not from the sign-in");
    app.clock.advance(TimeDelta::minutes(30));
    let answer = teacher.get("/nop/abc?x=1").await;
    assert_eq!(answer.status, 404, "an address that is none says so to everybody");
    let answer = teacher.get("/bang-theo-doi?ky=ca-nam").await;
    assert_eq!((answer.status, answer.location()), (303, "/dang-nhap?next=%2Fbang%2Dtheo%2Ddoi%3Fky%3Dca%2Dnam&het-phien=1"));
    let page = teacher.get(answer.location()).await;
    assert!(page.words().contains("Phiên làm việc đã hết"), "{}", page.words());
    assert_eq!(page.field("next").as_deref(), Some("/bang-theo-doi?ky=ca-nam"));
    let by_script = teacher.sheet(NO_CHOICE).await;
    assert_eq!((by_script.status, by_script.result::<()>()), (401, Err(app::api::ApiError::SessionOver)));
}

#[tokio::test]
async fn twelve_hours_end_it_however_busy() {
    let app = TestApp::demo_at("2026-11-25T06:30:00+07:00").await;
    let teacher = app.as_teacher().await;
    for _ in 0..24 {
        app.clock.advance(TimeDelta::minutes(29));
        assert!(works(&app, &teacher).await, "{}", app.clock.shows());
    }
    app.clock.advance(TimeDelta::minutes(23));
    assert!(works(&app, &teacher).await, "one minute before");
    app.clock.advance(TimeDelta::minutes(1));
    assert!(!works(&app, &teacher).await);
}

#[tokio::test]
async fn signing_out_ends_it_on_the_server_too() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let cookie = teacher.cookie().unwrap();
    let answer = teacher.post_form("/dang-xuat", &[]).await;
    assert_eq!((answer.status, answer.location()), (303, "/dang-nhap?da-dang-xuat=1"));
    assert!(answer.header("set-cookie").starts_with("hoso=; Path=/; Max-Age=0"));
    assert_eq!(answer.header("clear-site-data"), "\"cache\"");
    assert!(teacher.get(answer.location()).await.words().contains("Đã đăng xuất"));
    // Somebody kept the cookie.
    let thief = app.anonymous();
    thief.set_cookie(&cookie);
    assert_eq!(thief.get("/viec-cua-toi").await.status, 303);
    assert_eq!(thief.post_form("/dang-xuat", &[]).await.status, 303, "signing out twice is no error");
}

#[tokio::test]
async fn a_cookie_that_is_no_session_is_nobody() {
    let app = TestApp::demo().await;
    let (school, secret) = (app.school(), "0".repeat(64));
    for cookie in [
        "hoso=".to_owned(),
        "hoso=x".to_owned(),
        format!("hoso={school}"),
        format!("hoso={school}.{secret}"),
        format!("hoso={}.{secret}", uuid::Uuid::new_v4()),
        format!("hoso={school}.{}", "0".repeat(63)),
        format!("other={school}.{secret}"),
    ] {
        let user = app.anonymous();
        user.set_cookie(&cookie);
        assert_eq!(user.get("/viec-cua-toi").await.status, 303, "{cookie}");
        assert_eq!(user.post_form("/dang-xuat", &[]).await.status, 303, "{cookie}");
    }
}

#[tokio::test]
async fn a_session_of_one_school_is_none_in_another() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let other = records::schools::found(&app.state.database, "Trường Mầm non Ba Đình").await.unwrap();
    let cookie = teacher.cookie().unwrap();
    let (_, secret) = cookie.split_once('.').unwrap();
    teacher.set_cookie(&format!("hoso={}.{secret}", other.uuid().simple()));
    assert_eq!(teacher.get("/viec-cua-toi").await.status, 303);
}

#[tokio::test]
async fn a_password_that_was_handed_out_is_changed_before_anything_else() {
    let app = TestApp::demo().await;
    let (teacher, elsewhere) = (app.as_teacher().await, app.as_teacher().await);
    let hash = app.state.passwords.hash("kxm7p-2tqfh".to_owned()).await.unwrap();
    let (person, principal) = (app.person("giaovien").await, app.person("hieutruong").await);
    let store = app.state.facts.clone();
    let hand_out = async move |work: &mut Work| staff::hand_out_password(work, &store, person, &hash).await;
    app.state.database.write(app.school(), Some(principal), hand_out).await.unwrap();
    for before in [&teacher, &elsewhere] {
        assert!(before.get("/viec-cua-toi").await.location().starts_with("/dang-nhap"), "her sessions are over");
    }
    let signed_in = teacher.post_form("/dang-nhap", &[("username", "giaovien"), ("password", "kxm7p-2tqfh")]).await;
    assert_eq!(signed_in.status, 303);

    let id = app.owed_by("giaovien").await[0].id;
    for path in ["/viec-cua-toi", "/da-nop", "/nam-hoc", &format!("/nop/{id}"), "/bang-theo-doi", "/su-kien"] {
        let answer = teacher.get(path).await;
        assert_eq!((answer.status, answer.location()), (303, "/doi-mat-khau"), "{path}");
    }
    assert_eq!(teacher.get("/doi-mat-khau").await.status, 200);
    let change = async |old: &str, new: &str, again: &str| {
        teacher.post_form("/doi-mat-khau", &[("old", old), ("new", new), ("again", again)]).await
    };
    for (old, new, again, words) in [
        (DEMO_PASSWORD, "hoa hong vang", "hoa hong vang", "Mật khẩu đang dùng: chưa đúng"),
        ("kxm7p-2tqfh", "ngắn quá", "ngắn quá", "Mật khẩu cần ít nhất 10 ký tự"),
        ("kxm7p-2tqfh", "hoa hong vang", "hoa hong vamg", "Hai lần gõ chưa giống nhau"),
        ("kxm7p-2tqfh", "kxm7p-2tqfh", "kxm7p-2tqfh", "Mật khẩu mới giống mật khẩu cũ"),
    ] {
        let answer = change(old, new, again).await;
        assert_eq!(answer.status, 422, "{words}");
        assert!(answer.words().contains(words), "{words}: {}", answer.words());
    }
    assert_eq!(change("kxm7p-2tqfh", "hoa hong vang", "hoa hong vang").await.location(), "/");
    assert_eq!(teacher.get("/viec-cua-toi").await.status, 200);
    let again = app.anonymous().post_form("/dang-nhap", &[("username", "giaovien"), ("password", "hoa hong vang")]).await;
    assert_eq!(again.status, 303);
}

#[tokio::test]
async fn a_session_goes_on_under_a_new_id_after_a_change_of_password_and_the_others_end() {
    let app = TestApp::demo().await;
    let (teacher, elsewhere, thief) = (app.as_teacher().await, app.as_teacher().await, app.anonymous());
    thief.set_cookie(&teacher.cookie().unwrap());
    assert_eq!(thief.get("/viec-cua-toi").await.status, 200);
    let change = [("old", DEMO_PASSWORD), ("new", "hoa hong vang"), ("again", "hoa hong vang")];
    let changed = teacher.post_form("/doi-mat-khau", &change).await;
    assert_eq!(changed.status, 303);
    teacher.get(changed.location()).await.says("Đã đổi mật khẩu");
    assert_eq!(teacher.get("/viec-cua-toi").await.status, 200);
    for over in [&thief, &elsewhere] {
        assert!(over.get("/viec-cua-toi").await.location().starts_with("/dang-nhap"));
    }
}

/// Whoever was signed out by what happened elsewhere reads why, in the browser whose session it was, and nobody else does.
#[tokio::test]
async fn whoever_was_signed_out_from_elsewhere_reads_why_in_that_browser_alone() {
    let app = TestApp::demo().await;
    let (principal, teacher, elsewhere) = (app.as_principal().await, app.as_teacher().await, app.as_teacher().await);
    let stranger = app.anonymous();
    let told = async |user: &User| user.get("/dang-nhap").await.words();
    assert_eq!(teacher.post_form("/tai-khoan/dang-xuat-noi-khac", &[]).await.status, 303);
    assert!(elsewhere.get("/viec-cua-toi").await.location().starts_with("/dang-nhap"));
    assert!(told(&elsewhere).await.contains("Máy này đã được đăng xuất từ máy khác"), "{}", told(&elsewhere).await);
    let change = [("old", DEMO_PASSWORD), ("new", "hoa hong vang"), ("again", "hoa hong vang")];
    let another = app.as_teacher().await;
    assert_eq!(teacher.post_form("/doi-mat-khau", &change).await.status, 303);
    assert!(told(&another).await.contains("Mật khẩu đã được đổi ở máy khác"));
    let nurse = app.as_health().await;
    let person = app.person("yte").await;
    assert_eq!(principal.post_form(&format!("/can-bo/{person}/tam-khoa"), &[]).await.status, 303);
    assert!(told(&nurse).await.contains("Tài khoản đang tạm khóa"));
    for address in ["/dang-nhap", "/dang-nhap?username=yte", "/dang-nhap?username=giaovien"] {
        let words = stranger.get(address).await.words();
        assert!(!words.contains("tạm khóa") && !words.contains("máy khác đã") && !words.contains("đã được"), "{address}: {words}");
    }
    assert_eq!(principal.post_form(&format!("/can-bo/{person}/mo-lai"), &[]).await.status, 303);
    assert!(!told(&nurse).await.contains("tạm khóa"), "it is open again");
    // Whoever signs out themselves reads that they have.
    assert_eq!(teacher.post_form("/dang-xuat", &[]).await.status, 303);
    assert!(!told(&teacher).await.contains("từ máy khác"));
}

#[tokio::test]
async fn a_password_that_is_guessed_first_is_refused_and_a_blank_after_a_handed_out_one_does_no_harm() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    for easy in ["12345678", "Nam Thanh 2024", "giaovien", "        ", "matkhau123", "mamnon123"] {
        let refused = teacher.post_form("/doi-mat-khau", &[("old", DEMO_PASSWORD), ("new", easy), ("again", easy)]).await;
        assert_eq!(refused.status, 422, "{easy}");
        assert!(refused.words().contains("Ghép ba, bốn từ"), "{easy}: {}", refused.words());
    }
    let hash = app.state.passwords.hash("kxm7p-2tqfh".to_owned()).await.unwrap();
    let (person, principal, store) = (app.person("giaovien").await, app.person("hieutruong").await, app.state.facts.clone());
    let hand_out = async move |work: &mut Work| staff::hand_out_password(work, &store, person, &hash).await;
    app.state.database.write(app.school(), Some(principal), hand_out).await.unwrap();
    let copied = [("username", "giaovien"), ("password", " kxm7p-2tqfh\u{a0}")];
    assert_eq!(app.anonymous().post_form("/dang-nhap", &copied).await.status, 303);
}

#[tokio::test]
async fn guessing_the_old_password_is_slowed_like_guessing_at_the_sign_in() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let guess = async |old: &str| {
        teacher.post_form("/doi-mat-khau", &[("old", old), ("new", "hoa sen trắng nở"), ("again", "hoa sen trắng nở")]).await
    };
    for _ in 0..5 {
        let wrong = guess("sai-mat-khau").await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.words().contains("Mật khẩu đang dùng: chưa đúng"));
    }
    let slowed = guess(DEMO_PASSWORD).await;
    assert_eq!(slowed.status, 429);
    assert!(slowed.words().contains("Đã thử sai nhiều lần"), "{}", slowed.words());
    assert_eq!(teacher.get("/viec-cua-toi").await.status, 200, "the session stays");
}
