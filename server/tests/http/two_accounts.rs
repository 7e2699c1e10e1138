//! One browser, two tabs, two accounts: what the first tab's page sends is not done in the second person's name.

use crate::{
    routes::{Addresses, LINES},
    support::{TestApp, User},
};

/// The forms of a page that change something: each from its tag to its end.
fn forms(html: &str) -> Vec<&str> {
    let parts = html.split("<form ").skip(1).map(|part| part.split("</form>").next().unwrap());
    parts.filter(|form| form.split('>').next().unwrap().contains("method=\"post\"")).collect()
}

#[tokio::test]
async fn every_form_of_every_page_says_for_whom_it_was_made() {
    let app = TestApp::demo().await;
    let addresses = Addresses::of(&app).await;
    let people: [(&str, User); 4] = [
        ("giaovien", app.as_teacher().await),
        ("totruong", app.as_head().await),
        ("quanly", app.as_management().await),
        ("hieutruong", app.as_principal().await),
    ];
    let mut seen = 0;
    for (name, user) in &people {
        let person = app.person(name).await.to_string();
        for line in LINES.iter().filter(|line| line.method == "GET" && !["/su-kien", "/dang-nhap"].contains(&line.route)) {
            let address = addresses.address(line);
            let answer = user.get(&address).await;
            if answer.status != 200 || !answer.header("content-type").starts_with("text/html") {
                continue;
            }
            for form in forms(answer.html()) {
                let says = form.contains(&format!("person={person}\"")) || form.contains("name=\"person\"");
                assert!(says, "{name} {address}: {form}");
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "{seen}");
}

#[tokio::test]
async fn what_the_first_tab_sends_is_not_done_in_the_name_of_the_second() {
    let app = TestApp::demo().await;
    let (first, second) = (app.person("hieutruong").await, app.as_user("phohieutruong").await);
    let record = app.owed_by("giaovien").await[0].id;
    let before = app.fingerprint().await;
    for (address, fields) in [
        (format!("/ho-so/{record}/mien"), vec![("reason", "Lớp nghỉ cúm")]),
        ("/cai-dat/truong".to_owned(), vec![("name", "Trường Mầm non Khác")]),
        (format!("/can-bo/{}/tam-khoa", app.person("giaovien").await), vec![]),
    ] {
        let answer = second.post_form(&format!("{address}?person={first}"), &fields).await;
        assert_eq!(answer.status, 409, "{address}");
        assert!(answer.words().contains("Trang này mở bằng tài khoản của người khác"), "{}", answer.words());
    }
    assert_eq!(app.fingerprint().await, before);
    let theirs = app.person("phohieutruong").await;
    let own = second.post_form(&format!("/ho-so/{record}/mien?person={theirs}"), &[("reason", "Lớp nghỉ cúm")]).await;
    assert_eq!(own.status, 303, "{}", own.words());
}

#[tokio::test]
async fn what_was_written_on_the_page_of_another_goes_back_and_no_password_with_it() {
    let app = TestApp::demo().await;
    let (first, second) = (app.person("totruong").await, app.as_user("hnqanh").await);
    let record = app.owed_by("giaovien").await[0].id;
    let typed = [
        ("outcome", "return"),
        ("words", "Thứ Tư còn trống <b>nhé</b>."),
        ("correct_by", "27/11/2026"),
        ("proof", "mật khẩu của tôi"),
    ];
    let refused = second.post_form(&format!("/cho-duyet/{record}?person={first}"), &typed).await;
    assert_eq!(refused.status, 409);
    let words = refused.words();
    assert!(words.contains("Lời vừa gõ, chưa được ghi") && words.contains("Thứ Tư còn trống <b>nhé</b>."), "{words}");
    assert!(
        !refused.html().contains("<b>nhé</b>") && !words.contains("mật khẩu của tôi") && !words.contains("27/11/2026"),
        "{words}"
    );
}

#[tokio::test]
async fn a_colleagues_words_do_not_become_ones_own_draft() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let other = app.person("totruong").await.to_string();
    let off = format!("{path}/tep/{}/bo", uuid::Uuid::now_v7());
    let answer = teacher.post_form(&off, &[("person", &other), ("note", "Chuyện riêng của cô Ấm")]).await;
    assert_eq!(answer.status, 409);
    assert!(answer.words().contains("Chuyện riêng của cô Ấm"), "{}", answer.words());
    assert!(!teacher.get(&path).await.words().contains("Chuyện riêng của cô Ấm"));
}
