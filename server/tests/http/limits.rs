//! Requests that are too large or make no sense get a page with words, and pages stay small.

use std::time::Duration;

use axum::{body::Body, http::Request};
use futures::{StreamExt, stream};

use crate::support::{TestApp, WORD};

#[tokio::test]
async fn a_megabyte_is_no_form() {
    let app = TestApp::demo().await;
    let long = "a".repeat(1024 * 1024);
    let answer = app.anonymous().post_form("/dang-nhap", &[("username", &long), ("password", "x")]).await;
    assert_eq!(answer.status, 413);
    assert!(answer.words().contains("Nội dung gửi lên quá dài"), "{}", answer.words());
}

#[tokio::test]
async fn what_is_no_form_is_told_in_vietnamese() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let cases = [
        ("/dang-nhap", "application/x-www-form-urlencoded", "username=giaovien", 400),
        ("/dang-nhap", "application/octet-stream", "username=giaovien&password=x", 400),
        ("/dang-nhap", "text/plain", "username=giaovien&password=x", 403),
        ("/dang-nhap", "application/json", "{}", 400),
        ("/doi-mat-khau", "application/x-www-form-urlencoded", "", 400),
        ("/khong-co", "application/octet-stream", "", 404),
        ("/viec-cua-toi", "application/octet-stream", "", 404),
    ];
    for (path, kind, body, status) in cases {
        let request = Request::post(path).header("content-type", kind).body(Body::from(body)).unwrap();
        let answer = teacher.send(request).await;
        assert_eq!(answer.status, status, "{path} {kind}");
        assert!(answer.words().contains("Về trang đầu"), "{path} {kind}: {}", answer.words());
        let by_script = Request::post(path).header("content-type", kind).header("accept", "application/json");
        let answer = teacher.send(by_script.body(Body::from(body)).unwrap()).await;
        assert_eq!(answer.status, status, "{path} {kind}");
        assert!(answer.json()["Refused"]["fact"].is_string(), "{path} {kind}: {}", answer.html());
    }
}

#[tokio::test]
async fn an_address_that_is_none_has_a_page_of_its_own() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let nobodys = uuid::Uuid::now_v7();
    for path in [
        "/khong-co".to_owned(),
        "/nop/khong-phai-ma".to_owned(),
        format!("/nop/{nobodys}"),
        "/bien-nhan/1".to_owned(),
        format!("/bien-nhan/{nobodys}"),
        format!("/tep/{nobodys}/0"),
        format!("/tep/{nobodys}/-1"),
        format!("/tep/{}/7", app.receipt_of("giaovien").await),
        "/nop/%FF".to_owned(),
        "/dang-xuat".to_owned(),
        "/bang-theo-doi?o=1&o=2".to_owned(),
    ] {
        let answer = principal.get(&path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.words().contains("Không có trang này"), "{path}: {}", answer.words());
        assert!(!answer.words().contains("Invalid") && !answer.words().contains("parse"), "{path}");
    }
}

/// On the wire, as a browser gets them: a page has to be there before a slow line becomes a wait.
#[tokio::test]
async fn pages_are_small() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let mut sizes = Vec::new();
    for (user, path) in [
        (&teacher, "/viec-cua-toi"),
        (&teacher, "/da-nop"),
        (&principal, "/bang-theo-doi"),
        (&principal, "/bang-theo-doi?ky=ca-nam"),
        (&principal, "/bang-theo-doi/danh-sach"),
        (&principal, "/bang-theo-doi/danh-sach?tuan=12"),
        (&principal, "/nam-hoc"),
    ] {
        let request = Request::get(path).header("accept-encoding", "br").body(Body::empty()).unwrap();
        let answer = user.send(request).await;
        assert_eq!((answer.status, answer.header("content-encoding")), (200, "br"), "{path}");
        sizes.push((path, answer.bytes.len()));
    }
    println!("{sizes:#?}");
    for (path, size) in sizes {
        assert!(size <= 30_000, "{path} takes {size} bytes");
    }
}

/// Its first bytes come, and then nothing for ever.
fn stalled(bytes: &'static [u8]) -> Body {
    Body::from_stream(stream::iter([Ok::<_, std::io::Error>(bytes)]).chain(stream::pending()))
}

#[tokio::test]
async fn a_body_that_stalls_is_told_as_that_wherever_it_goes() {
    const PART: &[u8] = b"--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.docx\"\r\n\r\nabc";
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let record = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let upload = format!("{record}/tep?name=a.docx");
    for (path, kind, bytes) in [
        ("/doi-mat-khau", "application/x-www-form-urlencoded", &b"password=a"[..]),
        (record.as_str(), "multipart/form-data; boundary=B", b"--B\r\nContent-Disp"),
        (record.as_str(), "multipart/form-data; boundary=B", PART),
        (upload.as_str(), "application/octet-stream", &WORD[..9000]),
        ("/api/loi-nhan", "application/x-postcard", b"abc"),
    ] {
        let request = Request::post(path).header("content-type", kind).header("accept", "application/json");
        let sending = teacher.send(request.body(stalled(bytes)).unwrap());
        // The database works by a clock of its own: it has answered, and the body is waited for, before the jump.
        let jump = async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            tokio::time::pause();
            tokio::time::advance(Duration::from_secs(70)).await;
            tokio::time::resume();
        };
        let (answer, ()) = futures::join!(sending, jump);
        assert_eq!(answer.status, 408, "{path} {kind}: {}", String::from_utf8_lossy(&answer.bytes));
    }
}
