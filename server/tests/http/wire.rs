//! Requests that no browser sends, over real sockets: each hears that it is none.

use std::net::SocketAddr;

use server::listen::{Limits, MAX_PER_ADDRESS};

use crate::support::{HOST, TestApp, raw, served};

async fn status(to: SocketAddr, request: &str) -> String {
    let answer = raw(to, request.as_bytes()).await;
    answer.strip_prefix("HTTP/1.1 ").or(answer.strip_prefix("HTTP/1.0 ")).unwrap_or(&answer).chars().take(3).collect()
}

async fn school() -> (TestApp, SocketAddr) {
    let app = TestApp::demo().await;
    let limits = Limits { connections: 100, per_address: MAX_PER_ADDRESS, proxies: Vec::new() };
    let (address, _) = served(&app, limits).await;
    (app, address)
}

#[tokio::test]
async fn a_request_names_one_host() {
    let (_app, address) = school().await;
    for (head, expected) in [
        ("GET /healthz HTTP/1.1\r\n", "400"),
        ("GET /dang-nhap HTTP/1.1\r\n", "400"),
        ("GET /dang-nhap HTTP/1.1\r\nHost: a\r\nHost: b\r\n", "400"),
        ("GET /dang-nhap HTTP/1.1\r\nHost: a\r\nhost: a\r\n", "400"),
        ("GET /dang-nhap HTTP/1.0\r\nHost: a\r\nHost: b\r\n", "400"),
        ("GET /dang-nhap HTTP/1.1\r\nHost: a\r\n", "200"),
        // What watches a server may be older than the header.
        ("GET /healthz HTTP/1.0\r\n", "200"),
    ] {
        assert_eq!(status(address, &format!("{head}Connection: close\r\n\r\n")).await, expected, "{head:?}");
    }
}

#[tokio::test]
async fn a_head_of_more_than_32_kilobytes_is_too_large() {
    let (_app, address) = school().await;
    for (kilobytes, expected) in [(8, "200"), (28, "200"), (40, "431"), (300, "431"), (1000, "431")] {
        let long = "a".repeat(kilobytes * 1024);
        let request = format!("GET /dang-nhap HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Long: {long}\r\n\r\n");
        assert_eq!(status(address, &request).await, expected, "{kilobytes} kB");
    }
    let many: String = (0..500).map(|number| format!("X-{number}: a\r\n")).collect();
    assert_eq!(status(address, &format!("GET /dang-nhap HTTP/1.1\r\nHost: a\r\n{many}\r\n")).await, "431");
}

/// In a form of words, in the plain form with files, in a file by script, in a server function, in a calendar.
#[tokio::test]
async fn chunks_that_are_none_are_no_request() {
    let (app, address) = school().await;
    let teacher = app.as_teacher().await;
    let leader = app.as_principal().await;
    let record = format!("/nop/{}", app.owed_by("giaovien").await[0].id);
    let upload = format!("{record}/tep?name=a.docx");
    let part = "4c\r\n--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.docx\"\r\n\r\nabc\r\n";
    for (user, path, kind, good) in [
        (&teacher, "/dang-nhap", "application/x-www-form-urlencoded", "5\r\nuser=\r\n"),
        (&teacher, record.as_str(), "multipart/form-data; boundary=B", ""),
        (&teacher, record.as_str(), "multipart/form-data; boundary=B", part),
        (&teacher, upload.as_str(), "application/octet-stream", "5\r\nabcde\r\n"),
        (&teacher, "/api/loi-nhan", "application/x-postcard", "5\r\nabcde\r\n"),
        (&leader, "/cai-dat/lich-nam-hoc/tep", "multipart/form-data; boundary=B", ""),
    ] {
        let cookie = user.cookie().unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {HOST}\r\nOrigin: http://{HOST}\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
             Content-Type: {kind}\r\nTransfer-Encoding: chunked\r\n\r\n"
        );
        for broken in ["zz\r\nabc\r\n", "5;\u{1}\nabcde\r\n", "-1\r\n", "fffffffffffffffff\r\n", "3\r\nabcdef\r\n0\r\n\r\n"] {
            let answer = status(address, &format!("{head}{good}{broken}")).await;
            assert_eq!(answer, "400", "{path} {broken:?} after {good:?}");
        }
    }
}
