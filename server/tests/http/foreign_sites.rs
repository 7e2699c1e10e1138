//! Forms that stand on another site change nothing here (CSRF).

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};

use crate::{
    routes::{Addresses, LINES, NOBODY},
    support::{Answer, HOST, TestApp},
};

const REFUSED: &str = "Yêu cầu này không đến từ trang của trường";
const UNKNOWN: &str = "Trình duyệt không cho biết yêu cầu này gửi từ trang nào";

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
    ("a very old browser", &[("referer", "http://hoso.mnnamthanh.edu.vn/viec-cua-toi")]),
];

/// What says nothing may come from anywhere.
const SILENT: [(&str, From); 4] = [
    ("a browser that says nothing", &[]),
    ("a very old browser on another site", &[("referer", "https://evil.example/hoso.mnnamthanh.edu.vn/")]),
    ("a very old browser on a longer name", &[("referer", "http://hoso.mnnamthanh.edu.vn.evil.example/")]),
    ("a header without a word", &[("origin", "")]),
];

fn sent_from(mut request: Request<Body>, from: From) -> Request<Body> {
    for (name, value) in from {
        request.headers_mut().insert(*name, value.parse().unwrap());
    }
    request
}

/// Every address behind which a request may change something, as the router itself tells it: a new one is tried without a line
/// here. What its parts stand for is nobody's, because all of this is refused before anybody looks.
fn unsafe_routes(app: &TestApp) -> Vec<(Method, String)> {
    let table = server::routes::table(&app.state);
    let routes: Vec<(Method, String)> = table
        .into_iter()
        .filter(|(method, _)| !method.is_safe())
        .map(|(method, route)| {
            let parts = route.split('/').map(|part| if part.starts_with('{') { NOBODY } else { part });
            (method, parts.collect::<Vec<_>>().join("/"))
        })
        .collect();
    assert!(routes.len() >= 80, "{} unsafe routes", routes.len());
    routes
}

/// A form, bytes, and a form that looks like neither.
const KINDS: [&str; 3] = ["application/x-www-form-urlencoded", "application/octet-stream", "text/plain"];

fn told(answer: &Answer) -> String {
    match answer.header("content-type") {
        "application/json" => answer.json().to_string(),
        kind if kind.starts_with("text/html") => answer.words(),
        _ => answer.refusal().1,
    }
}

#[tokio::test]
async fn every_unsafe_route_of_the_router_is_refused_to_whoever_does_not_come_from_a_page_of_the_school() {
    assert_eq!(HOST, "hoso.mnnamthanh.edu.vn");
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let before = app.fingerprint().await;
    for (method, address) in unsafe_routes(&app) {
        for kind in KINDS {
            let sent = |from| {
                // By a script: a page for each of thousands would be drawn for nobody.
                let request = Request::builder().method(&method).uri(&address).header("accept", "application/json");
                let request = request.header("content-type", kind);
                sent_from(request.body("username=yte&password=nam-thanh-2024".into()).unwrap(), from)
            };
            for (who, from) in FOREIGN {
                let answer = principal.send_as_it_is(sent(from)).await;
                assert_eq!(answer.status, 403, "{method} {address} as {kind} from {who}");
                assert!(told(&answer).contains(REFUSED), "{method} {address} as {kind} from {who}: {}", told(&answer));
            }
            for (who, from) in SILENT {
                let answer = principal.send_as_it_is(sent(from)).await;
                assert_eq!(answer.status, 403, "{method} {address} as {kind} from {who}");
                let wanted = if kind == "text/plain" { REFUSED } else { UNKNOWN };
                assert!(told(&answer).contains(wanted), "{method} {address} as {kind} from {who}: {}", told(&answer));
            }
        }
        let (who, from) = OWN[0];
        let plain = Request::builder().method(&method).uri(&address).header("content-type", "text/plain; charset=utf-8");
        let answer = principal.send_as_it_is(sent_from(plain.body("username=yte".into()).unwrap(), from)).await;
        assert_eq!(answer.status, 403, "{method} {address} as plain text from {who}");
    }
    assert_eq!(app.fingerprint().await, before, "nothing was changed");
}

/// No address takes what is not in the table of routes, wherever it comes from.
#[tokio::test]
async fn other_methods_do_nothing_anywhere() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let before = app.fingerprint().await;
    for (_, route) in server::routes::table(&app.state) {
        let address: Vec<&str> = route.split('/').map(|part| if part.starts_with('{') { NOBODY } else { part }).collect();
        for method in [Method::PUT, Method::PATCH, Method::DELETE] {
            let request = Request::builder().method(&method).uri(address.join("/")).body(Body::empty()).unwrap();
            let status = principal.begin(request).await.status();
            assert!(status.is_client_error(), "{method} {route}: {status}");
        }
    }
    assert_eq!(app.fingerprint().await, before, "nothing was changed");
}

#[tokio::test]
async fn every_form_is_taken_from_here() {
    let app = TestApp::demo().await;
    let addresses = Addresses::of(&app).await;
    for (who, from) in OWN {
        let teacher = app.as_teacher().await;
        for line in LINES.iter().filter(|line| line.method == "POST") {
            let answer = teacher.send_as_it_is(sent_from(line.request(&addresses.address(line)), from)).await;
            let bytes = String::from_utf8_lossy(&answer.bytes);
            assert!(!bytes.contains(REFUSED) && !bytes.contains(UNKNOWN), "{} from {who}", line.route);
        }
    }
}

/// The page of whoever uses such a browser says what to do.
#[tokio::test]
async fn a_browser_that_tells_nothing_of_its_page_is_told_what_to_do() {
    let app = TestApp::demo().await;
    let form = Request::post("/dang-nhap").header("content-type", "application/x-www-form-urlencoded");
    let answer = app.anonymous().send_as_it_is(form.body("username=giaovien&password=x".into()).unwrap()).await;
    answer.is(StatusCode::FORBIDDEN).says(UNKNOWN).says("cập nhật trình duyệt").says("Về trang đầu");
}
