//! Forms that stand on another site change nothing here (CSRF).

use axum::{body::Body, http::Request};

use crate::{
    routes::{Addresses, LINES},
    support::{HOST, TestApp},
};

const REFUSED: &str = "Yêu cầu này không đến từ trang của trường";

/// What a browser says of where the request comes from.
type From = &'static [(&'static str, &'static str)];

const FOREIGN: [(&str, From); 8] = [
    ("a link that another site follows by a script", &[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")]),
    ("another site", &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")]),
    ("another site, its origin hidden", &[("sec-fetch-site", "cross-site")]),
    ("another name of our domain", &[("sec-fetch-site", "same-site"), ("origin", "http://anh.mnnamthanh.edu.vn")]),
    ("an old browser on another site", &[("origin", "https://evil.example")]),
    ("an old browser on a longer name", &[("origin", "http://hoso.mnnamthanh.edu.vn.evil.example")]),
    ("an old browser on another port", &[("origin", "http://hoso.mnnamthanh.edu.vn:8080")]),
    ("a sandbox", &[("origin", "null")]),
];

const OWN: [(&str, From); 4] = [
    ("a page of the school", &[("sec-fetch-site", "same-origin"), ("origin", "http://hoso.mnnamthanh.edu.vn")]),
    ("the address bar", &[("sec-fetch-site", "none")]),
    ("an old browser", &[("origin", "http://hoso.mnnamthanh.edu.vn")]),
    ("a very old browser, which says nothing", &[]),
];

fn sent_from(mut request: Request<Body>, from: From) -> Request<Body> {
    for (name, value) in from {
        request.headers_mut().insert(*name, value.parse().unwrap());
    }
    request
}

#[tokio::test]
async fn every_form_is_refused_from_elsewhere_and_taken_from_here() {
    assert_eq!(HOST, "hoso.mnnamthanh.edu.vn");
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let addresses = Addresses::of(&app).await;
    let before = app.fingerprint().await;
    let forms: Vec<_> = LINES.iter().filter(|line| line.method == "POST").collect();
    assert!(forms.len() >= 5);
    for line in &forms {
        for (who, from) in FOREIGN {
            let answer = teacher.send(sent_from(line.request(&addresses.address(line)), from)).await;
            assert_eq!(answer.status, 403, "{} from {who}", line.route);
            let told = match answer.header("content-type") {
                "application/json" => answer.json().to_string(),
                kind if kind.starts_with("text/html") => answer.words(),
                _ => answer.refusal().1,
            };
            assert!(told.contains(REFUSED), "{} from {who}: {told}", line.route);
            // A form of another site can send text that looks like one of ours, and the browser asks nobody first.
            let mut plain = sent_from(line.request(&addresses.address(line)), from);
            plain.headers_mut().insert("content-type", "text/plain".parse().unwrap());
            assert_eq!(teacher.send(plain).await.status, 403, "{} as text from {who}", line.route);
        }
    }
    assert_eq!(app.fingerprint().await, before, "nothing was changed");
    for (who, from) in OWN {
        let teacher = app.as_teacher().await;
        for line in &forms {
            let answer = teacher.send(sent_from(line.request(&addresses.address(line)), from)).await;
            assert!(!String::from_utf8_lossy(&answer.bytes).contains(REFUSED), "{} from {who}", line.route);
        }
    }
}
