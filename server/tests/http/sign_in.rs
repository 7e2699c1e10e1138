//! "/dang-nhap": who gets in, what the others learn (nothing), and where one lands.

use std::net::{IpAddr, Ipv4Addr};

use app::hand_in::SignInOverPage;
use records::{Work, drafts};
use server::startup::DEMO_PASSWORD;

use crate::support::{Answer, TestApp};

const RIGHT: (&str, &str) = ("password", DEMO_PASSWORD);
const WRONG: (&str, &str) = ("password", "sai-mat-khau");

/// As the dialog sends it that stands over a page whose session has ended.
fn over_a_page(username: &str, (_, password): (&str, &str)) -> SignInOverPage {
    SignInOverPage { username: username.to_owned(), password: password.to_owned(), code: String::new() }
}

/// The page without what is new in every answer.
fn told(answer: &Answer, username: &str) -> (u16, String) {
    let nonce = answer.header("content-security-policy").split("'nonce-").nth(1).unwrap()[..32].to_owned();
    (answer.status, answer.html().replace(&nonce, "NONCE").replace(&format!("value=\"{username}\""), "value=\"X\""))
}

#[tokio::test]
async fn an_unknown_name_and_a_wrong_password_are_told_alike() {
    let app = TestApp::demo().await;
    let wrong_password = app.anonymous().post_form("/dang-nhap", &[("username", "giaovien"), WRONG]).await;
    let unknown = app.anonymous().post_form("/dang-nhap", &[("username", "khong-co-ai"), WRONG]).await;
    assert_eq!(wrong_password.status, 401);
    assert!(wrong_password.words().contains("Tên đăng nhập hoặc mật khẩu chưa đúng"));
    assert_eq!(told(&wrong_password, "giaovien"), told(&unknown, "khong-co-ai"));
    assert_eq!(wrong_password.header("set-cookie"), "");

    let suspend = async move |work: &mut Work| {
        let update = records::sql("UPDATE accounts SET suspended_at = $1 WHERE school_id = $2 AND username = $3");
        work.tx.run(update.bind(work.now).bind(work.school).bind("yte")).await?;
        Ok(())
    };
    let health = app.as_health().await;
    app.state.database.write_quietly(app.school(), None, suspend).await.unwrap();
    let suspended = app.anonymous().post_form("/dang-nhap", &[("username", "yte"), RIGHT]).await;
    assert_eq!(suspended.status, 403);
    let words = suspended.words();
    assert!(words.contains("Tài khoản này đang tạm khóa") && words.contains("Gặp tổ quản lý phần mềm"), "{words}");
    assert_eq!(suspended.header("set-cookie"), "");
    let guessed = app.anonymous().post_form("/dang-nhap", &[("username", "yte"), WRONG]).await;
    assert_eq!(told(&guessed, "yte"), told(&unknown, "khong-co-ai"), "a wrong password learns nothing of a suspended account");
    assert!(health.get("/viec-cua-toi").await.location().starts_with("/dang-nhap"), "its session ends at once");
}

/// Ids stand in addresses; a sheet over a locked machine sends one in the place of the user name.
#[tokio::test]
async fn the_id_of_a_person_tells_nobody_their_user_name() {
    let app = TestApp::demo().await;
    let (hoa, nobody) = (app.person("giaovien").await.to_string(), uuid::Uuid::new_v4().to_string());
    let guess = async |id: &str| app.anonymous().post_form("/dang-nhap", &[("who", id), WRONG]).await;
    let (known, unknown) = (guess(&hoa).await, guess(&nobody).await);
    assert_eq!(known.field("username").as_deref(), Some(""));
    assert_eq!(told(&known, "giaovien"), told(&unknown, &nobody));
}

/// A Windows keyboard and a Mac type one password in different letters.
#[tokio::test]
async fn one_password_signs_in_from_every_keyboard() {
    let app = TestApp::demo().await;
    let (composed, decomposed) = ("mùa hè có bão", "mu\u{300}a he\u{300} co\u{301} ba\u{303}o");
    let teacher = app.as_teacher().await;
    let change = [("old", DEMO_PASSWORD), ("new", decomposed), ("again", composed)];
    teacher.post_form("/doi-mat-khau", &change).await.leads_to("/doi-mat-khau?xong=1");
    for typed in [composed, decomposed] {
        let fields = [("username", "giaovien"), ("password", typed)];
        assert_eq!(app.anonymous().post_form("/dang-nhap", &fields).await.status, 303, "{typed:?}");
    }
}

#[tokio::test]
async fn what_was_typed_stays_but_for_the_password() {
    let app = TestApp::demo().await;
    let fields = [("username", "giaovien"), ("password", "bi-mat-cua-toi"), ("next", "/da-nop"), ("note", "Em nộp bù")];
    let answer = app.anonymous().post_form("/dang-nhap", &fields).await;
    assert_eq!(answer.field("username").as_deref(), Some("giaovien"));
    assert_eq!(answer.field("next").as_deref(), Some("/da-nop"));
    assert_eq!(answer.field("note").as_deref(), Some("Em nộp bù"));
    assert!(!answer.html().contains("bi-mat-cua-toi"));
}

#[tokio::test]
async fn guessing_is_slowed_down_for_this_account_from_this_address() {
    let app = TestApp::demo().await;
    let guesser = app.anonymous();
    for name in ["giaovien", "GiaoVien", " giaovien ", "giao\u{200b}vien", "giaovien\u{feff}"] {
        assert_eq!(guesser.post_form("/dang-nhap", &[("username", name), WRONG]).await.status, 401, "{name:?}");
    }
    for name in ["giaovien", "GIAOVIEN", "\u{2060}giaovien"] {
        let slowed = guesser.post_form("/dang-nhap", &[("username", name), RIGHT]).await;
        assert_eq!(slowed.status, 429, "{name:?}");
        let words = slowed.words();
        assert!(words.contains("Đã thử sai nhiều lần") && words.contains("rồi thử lại"), "{words}");
    }
    let by_script = guesser.call(&over_a_page("giaovien", RIGHT)).await;
    assert_eq!(by_script.refusal(), (429, "Đã thử sai nhiều lần".to_owned()));

    let colleague = guesser.post_form("/dang-nhap", &[("username", "totruong"), RIGHT]).await;
    assert_eq!(colleague.status, 303, "the colleague behind the same router is not kept out");
    let at_home = app.from(IpAddr::V4(Ipv4Addr::new(113, 160, 1, 2)));
    assert_eq!(at_home.post_form("/dang-nhap", &[("username", "giaovien"), RIGHT]).await.status, 303, "nor she herself elsewhere");
}

#[tokio::test]
async fn signing_in_gives_a_new_session_and_ends_the_one_before() {
    let app = TestApp::demo().await;
    let victim = app.anonymous();
    let planted = format!("hoso={}.{}", app.school().uuid().simple(), "ab".repeat(32));
    victim.set_cookie(&planted);
    victim.post_form("/dang-nhap", &[("username", "giaovien"), RIGHT]).await;
    let first = victim.cookie().unwrap();
    assert_ne!(first, planted);
    let attacker = app.anonymous();
    attacker.set_cookie(&planted);
    assert_eq!(attacker.get("/viec-cua-toi").await.status, 303, "the planted id opens nothing");

    victim.post_form("/dang-nhap", &[("username", "totruong"), RIGHT]).await;
    assert_ne!(victim.cookie().unwrap(), first);
    let stale = app.anonymous();
    stale.set_cookie(&first);
    assert_eq!(stale.get("/viec-cua-toi").await.status, 303, "who signs in after her does not leave her session open");
}

#[tokio::test]
async fn the_cookie_is_kept_from_scripts_other_sites_and_plain_lines() {
    let app = TestApp::demo().await;
    let answer = app.anonymous().post_form("/dang-nhap", &[("username", "giaovien"), RIGHT]).await;
    let cookie = answer.header("set-cookie").to_owned();
    let (pair, flags) = cookie.split_once("; ").unwrap();
    assert_eq!(flags, "Path=/; HttpOnly; SameSite=Lax");
    let (name, value) = pair.split_once('=').unwrap();
    let (school, secret) = value.split_once('.').unwrap();
    assert_eq!((name, school), ("hoso", app.school().uuid().simple().to_string().as_str()));
    assert!(secret.len() == 64 && secret.bytes().all(|digit| digit.is_ascii_hexdigit()));

    let app = TestApp::demo_behind_https().await;
    let user = app.anonymous();
    let answer = user.post_form("/dang-nhap", &[("username", "giaovien"), RIGHT]).await;
    let cookie = answer.header("set-cookie").to_owned();
    assert!(cookie.starts_with("__Host-hoso="), "{cookie}");
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
    assert_eq!(user.get("/viec-cua-toi").await.status, 200);
    user.set_cookie("__Host-hoso=");
    user.set_cookie(cookie.split(';').next().unwrap().strip_prefix("__Host-").unwrap());
    assert_eq!(user.get("/viec-cua-toi").await.status, 303, "a cookie that a plain line could have set is none");
}

#[tokio::test]
async fn one_lands_on_this_server() {
    let app = TestApp::demo().await;
    for (next, lands) in [
        ("/da-nop", "/da-nop"),
        ("/bang-theo-doi?ky=ca-nam&o=ban-giam-hieu.12", "/bang-theo-doi?ky=ca-nam&o=ban-giam-hieu.12"),
        ("", "/"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("\t//evil.example", "/"),
        ("/\n/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("da-nop", "/"),
    ] {
        let answer = app.anonymous().post_form("/dang-nhap", &[("username", "giaovien"), RIGHT, ("next", next)]).await;
        assert_eq!((answer.status, answer.location()), (303, lands), "{next:?}");
    }
}

#[tokio::test]
async fn words_for_a_record_that_is_not_there_keep_nobody_out() {
    let app = TestApp::demo().await;
    let next = format!("/nop/{}", uuid::Uuid::now_v7());
    let fields = [("username", "giaovien"), RIGHT, ("next", next.as_str()), ("note", "Chào tổ trưởng")];
    assert_eq!(app.anonymous().post_form("/dang-nhap", &fields).await.status, 303);
    let (person, id) = (app.person("giaovien").await, app.owed_by("giaovien").await[0].id);
    assert_eq!(app.read(async move |work: &mut Work| drafts::load(work, person, id).await).await, None);
}

#[tokio::test]
async fn too_many_words_keep_nobody_out_and_the_beginning_of_them_is_kept() {
    let app = TestApp::demo().await;
    let (person, id) = (app.person("giaovien").await, app.owed_by("giaovien").await[0].id);
    let (next, note) = (format!("/nop/{id}"), format!("Em nộp bù {}", "a".repeat(20_001)));
    let fields = [("username", "giaovien"), RIGHT, ("next", next.as_str()), ("note", note.as_str())];
    let teacher = app.anonymous();
    teacher.post_form("/dang-nhap", &fields).await.leads_to(&next);
    let kept = app.read(async move |work: &mut Work| drafts::load(work, person, id).await).await.unwrap();
    assert!(kept.starts_with("Em nộp bù aaa") && kept.chars().count() == 20_000, "{}", kept.chars().count());
    teacher.get(&next).await.says("Lời nhắn quá dài, phần sau không giữ lại được");
}

#[tokio::test]
async fn the_dialog_over_a_page_signs_in_by_script() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let before = teacher.cookie();
    let refused = teacher.call(&over_a_page("giaovien", WRONG)).await;
    assert_eq!(refused.refusal(), (401, "Tên đăng nhập hoặc mật khẩu chưa đúng".to_owned()));
    assert_eq!(teacher.call(&over_a_page("GiaoVien", RIGHT)).await.result(), Ok(()));
    assert_ne!(teacher.cookie(), before);
    assert_eq!(teacher.get("/viec-cua-toi").await.status, 200);
}

#[tokio::test]
async fn guesses_that_come_all_at_once_do_not_pass_the_brake() {
    let app = TestApp::demo().await;
    let guesses = (0..40).map(|_| async {
        let guesser = app.anonymous();
        guesser.post_form("/dang-nhap", &[("username", "giaovien"), WRONG]).await.status
    });
    let answers = futures::future::join_all(guesses).await;
    let looked_at = answers.iter().filter(|status| **status == 401).count();
    assert_eq!(looked_at, 5, "{answers:?}");
    assert!(answers.iter().all(|status| [401, 429].contains(status)));
}

#[tokio::test]
async fn strangers_do_not_slow_a_browser_in_which_she_has_signed_in_before() {
    let app = TestApp::demo().await;
    let hers = app.as_teacher().await;
    hers.post_form("/dang-xuat", &[]).await;
    let stranger = app.anonymous();
    for _ in 0..5 {
        assert_eq!(stranger.post_form("/dang-nhap", &[("username", "giaovien"), WRONG]).await.status, 401);
    }
    let right = [("username", "giaovien"), RIGHT];
    assert_eq!(app.anonymous().post_form("/dang-nhap", &right).await.status, 429, "a browser that nobody knows, there");
    assert_eq!(hers.post_form("/dang-nhap", &right).await.status, 303);
    // What her browser was given opens nothing by itself, and is nothing to anybody else's account.
    let cookies = hers.cookie().unwrap();
    let known = cookies.split("; ").find(|pair| pair.starts_with("hoso-may=")).unwrap();
    let thief = app.anonymous();
    thief.set_cookie(known);
    assert_eq!(thief.get("/viec-cua-toi").await.status, 303);
    for guess in 0..6 {
        let status = thief.post_form("/dang-nhap", &[("username", "giaovien"), WRONG]).await.status;
        assert_eq!(status, if guess < 5 { 401 } else { 429 }, "{guess}");
    }
}

#[tokio::test]
async fn a_failure_is_one_line_in_the_log_without_what_strangers_typed() {
    #[derive(Clone, Default)]
    struct Log(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);
    impl std::io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let app = TestApp::demo().await;
    let (log, guesser) = (Log::default(), app.anonymous());
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    let heard = tracing::subscriber::set_default(subscriber);
    guesser.post_form("/dang-nhap", &[("username", "giaovien"), WRONG]).await;
    guesser.post_form("/dang-nhap", &[("username", "Bí mật của bà Sáu"), WRONG]).await;
    drop(heard);
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let failures: Vec<&str> = text.lines().filter(|line| line.contains("a sign-in failed")).collect();
    assert_eq!(failures.len(), 2, "{text}");
    assert!(failures[0].contains("giaovien") && failures[0].contains("192.168.1.20"), "{text}");
    assert!(!text.contains("sai-mat-khau") && !text.contains("Sáu") && !text.contains("sáu"), "{text}");
}

#[tokio::test]
async fn the_cursor_of_the_sign_in_stands_where_one_types() {
    let app = TestApp::demo().await;
    let stranger = app.anonymous();
    let focused = async |path: &str| {
        let page = stranger.get(path).await;
        let tags = page.html().split("<input ").skip(1).filter_map(|rest| rest.split('>').next());
        let ids = tags.filter(|tag| tag.contains(" autofocus")).filter_map(|tag| tag.split("id=\"").nth(1)?.split('"').next());
        ids.map(str::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(focused("/dang-nhap").await, ["username"]);
    assert_eq!(focused("/dang-nhap?username=giaovien").await, ["password"], "the name is there already");
}
