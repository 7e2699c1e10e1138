//! What every answer tells the browser to refuse, and that no page needs what is refused.

use std::collections::BTreeSet;

use crate::{
    routes::{Addresses, LINES},
    support::{Answer, TestApp, User, WORD, tags},
};

/// Some page of every sort: of people with different rights, for nobody, and of everything that can go wrong.
async fn pages(app: &TestApp) -> Vec<(String, Answer)> {
    let addresses = Addresses::of(app).await;
    let people: [(&str, User); 4] = [
        ("nobody", app.anonymous()),
        ("teacher", app.as_teacher().await),
        ("health", app.as_health().await),
        ("principal", app.as_principal().await),
    ];
    let mut answers = Vec::new();
    for (name, user) in &people {
        for line in LINES.iter().filter(|line| line.method == "GET" && line.route != "/su-kien") {
            let address = addresses.address(line);
            answers.push((format!("{name} {address}"), user.get(&address).await));
        }
        for address in ["/khong-co", "/nop/khong-phai-ma", "/bang-theo-doi/danh-sach?tuan=12", "/bang-theo-doi?ky=ca-nam"] {
            answers.push((format!("{name} {address}"), user.get(address).await));
        }
    }
    let refused = people[0].1.post_form("/dang-nhap", &[("username", "a"), ("password", "b")]).await;
    answers.push(("a failed sign-in".to_owned(), refused));
    answers
}

#[tokio::test]
async fn every_answer_carries_the_policy_and_no_page_breaks_it() {
    let app = TestApp::demo().await;
    let mut nonces = BTreeSet::new();
    let mut seen = 0;
    for (which, answer) in pages(&app).await {
        let policy = answer.header("content-security-policy");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{which}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{which}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{which}");
        assert!(answer.header("permissions-policy").contains("geolocation=()"), "{which}");
        assert!(answer.header("cache-control").contains("no-store") || answer.status == 304, "{which}");
        if which.contains("/tep/") && answer.status == 200 {
            assert_eq!(policy, "sandbox; default-src 'none'", "{which}");
            continue;
        }
        for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
            assert!(policy.contains(part), "{which}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{which}: {policy}");
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).expect(&which);
        assert!(nonce.len() == 32 && nonces.insert(nonce.to_owned()), "{which}: {nonce} was used before");
        if answer.header("content-type").starts_with("text/html") {
            assert_eq!(answer.header("cache-control"), "no-store", "{which}");
            inline_code_is_named(&which, &answer, nonce);
            seen += 1;
        }
    }
    assert!(seen > 60, "{seen} pages");
}

fn inline_code_is_named(which: &str, answer: &Answer, nonce: &str) {
    for tag in tags(answer.html()) {
        for (name, value) in &tag.attributes {
            assert!(name != "style" && !name.starts_with("on"), "{which}: <{} {name}=\"{value}\">", tag.name);
            let is_address = matches!(name.as_str(), "href" | "src" | "action" | "formaction");
            assert!(!is_address || !value.trim_start().to_lowercase().starts_with("javascript:"), "{which}: {value}");
            let is_foreign = value.starts_with("http:") || value.starts_with("https:") || value.starts_with("//");
            assert!(!is_address || !is_foreign, "{which}: {value} is on another server");
        }
        match tag.name.as_str() {
            "script" => assert_eq!(tag.get("nonce"), Some(nonce), "{which}"),
            "style" | "iframe" | "object" | "embed" | "base" => panic!("{which}: <{}>", tag.name),
            _ => {}
        }
    }
}

/// JSON says what a page says, and is kept by nobody either.
#[tokio::test]
async fn no_answer_to_a_script_is_kept() {
    let app = TestApp::demo().await;
    let (teacher, nobody) = (app.as_teacher().await, app.anonymous());
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    for (answer, status) in [
        (teacher.upload(&path, "Kế hoạch tuần.docx", WORD).await, 200),
        (teacher.upload(&path, "Kế hoạch tuần.docx", b"no file").await, 422),
        (teacher.get_by_script("/khong-co").await, 404),
        (nobody.get_by_script("/viec-cua-toi").await, 401),
        (nobody.get_by_script("/dang-nhap").await, 200),
    ] {
        assert_eq!((answer.status, answer.header("cache-control")), (status, "no-store"), "{}", answer.html());
    }
}

/// A name or a note is text wherever it is shown.
#[tokio::test]
async fn a_note_with_tags_is_text() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let path = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let note = "</textarea><script>alert(1)</script><b onclick=x>\"'&";
    let form = crate::support::Multipart::new().field("note", note).file("<img src=x onerror=y>.docx", crate::support::WORD);
    let receipt = teacher.post_multipart(&path, form).await.location().to_owned();
    let mut pages = vec![teacher.get(&receipt).await];
    // And in the form that comes back, where the note stands in a text area and in a property of the island.
    let form = crate::support::Multipart::new().field("note", note).file("rong.docx", b"");
    pages.push(teacher.post_multipart(&path, form).await);
    for page in pages {
        let nonce = page.header("content-security-policy").split("'nonce-").nth(1).unwrap()[..32].to_owned();
        inline_code_is_named(&receipt, &page, &nonce);
        assert!(page.words().contains("alert(1)"), "{}", page.words());
        assert!(!page.html().contains("<script>alert"));
    }
}

#[tokio::test]
async fn who_came_through_https_comes_back_through_nothing_else() {
    let answer = TestApp::demo_behind_https().await.anonymous().get("/dang-nhap").await;
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000");
    let plain = TestApp::demo().await.anonymous().get("/dang-nhap").await;
    assert_eq!(plain.header("strict-transport-security"), "", "a school without a certificate must stay in reach");
}
