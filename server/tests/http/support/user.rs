//! Somebody with a browser: keeps its cookies, and sends what a browser sends.

use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
    sync::Mutex,
};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, HeaderValue, Request, header},
    response::Response,
};
use tower::ServiceExt;

use super::{Answer, Multipart};

pub const HOST: &str = "hoso.mnnamthanh.edu.vn";

pub struct User {
    router: Router,
    address: IpAddr,
    /// Name and value of each, as the last `Set-Cookie` said.
    cookies: Mutex<BTreeMap<String, String>>,
}

impl User {
    pub fn new(router: Router, address: IpAddr) -> Self {
        Self { router, address, cookies: Mutex::default() }
    }

    /// This person at another machine of the school.
    pub fn at(self, machine: u8) -> Self {
        Self { address: IpAddr::from([192, 168, 1, machine]), ..self }
    }

    /// All cookies, as the browser sends them: `name=value; name=value`.
    pub fn cookie(&self) -> Option<String> {
        let cookies = self.cookies.lock().unwrap();
        let pairs: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Some(pairs.join("; ")).filter(|pairs| !pairs.is_empty())
    }

    /// Keeps one, given as `name=value`; without a value it is taken away.
    pub fn set_cookie(&self, cookie: &str) {
        let (name, value) = cookie.split_once('=').unwrap();
        let mut cookies = self.cookies.lock().unwrap();
        if value.is_empty() {
            cookies.remove(name);
        } else {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    /// The headers by which the server knows this person.
    pub fn headers(&self) -> HeaderMap {
        let cookie = HeaderValue::try_from(self.cookie().unwrap()).unwrap();
        HeaderMap::from_iter([(header::COOKIE, cookie)])
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// As an island asks.
    pub async fn get_by_script(&self, path: &str) -> Answer {
        self.send(Request::get(path).header("accept", "application/json").body(Body::empty()).unwrap()).await
    }

    /// A form of a page.
    pub async fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Request::post(path).header("content-type", FORM).body(encoded(fields)).unwrap()).await
    }

    /// A form that shows what it would move before it is done: sent, and sent again as it was looked at.
    pub async fn post_form_looked_at(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.post_form(path, fields).await;
        match answer.field("seen").filter(|_| answer.status == 200) {
            Some(seen) => self.post_form(path, &[fields, &[("seen", &seen)]].concat()).await,
            None => answer,
        }
    }

    /// A form with files.
    pub async fn post_multipart(&self, path: &str, form: Multipart) -> Answer {
        let (kind, bytes) = form.finish();
        self.send(Request::post(path).header("content-type", kind).body(bytes.into()).unwrap()).await
    }

    /// The form that reads the file of a calendar.
    pub async fn send_calendar(&self, path: &str, name: &str, text: &str) -> Answer {
        self.post_multipart(path, Multipart::new().file_of("calendar", name, text.as_bytes())).await
    }

    /// One file, sent by the island.
    pub async fn upload(&self, path: &str, name: &str, bytes: &[u8]) -> Answer {
        self.upload_on_the_page_of("", path, name, bytes).await
    }

    /// As `upload`, from a page that was made for `person`.
    pub async fn upload_on_the_page_of(&self, person: &str, path: &str, name: &str, bytes: &[u8]) -> Answer {
        let name = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
        let request = Request::post(format!("{path}/tep?person={person}&name={name}"))
            .header("content-type", "application/octet-stream")
            .header("content-length", bytes.len())
            .header("accept", "application/json");
        self.send(request.body(bytes.to_vec().into()).unwrap()).await
    }

    /// Waits for the whole answer and keeps its cookies. Whatever form was refused, its page leads to what is wrong.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        self.kept(self.begin(request).await).await
    }

    /// As `send`, and says no more of where it comes from than the request does.
    pub async fn send_as_it_is(&self, request: Request<Body>) -> Answer {
        self.kept(self.begin_as_it_is(request).await).await
    }

    async fn kept(&self, response: Response) -> Answer {
        for set in response.headers().get_all(header::SET_COOKIE) {
            self.set_cookie(set.to_str().unwrap().split(';').next().unwrap());
        }
        let answer = Answer::read(response).await;
        answer.shows_errors();
        answer
    }

    /// Waits for the head of the answer only: some never end. What says nothing of the page that sends it comes from one of the
    /// school's.
    pub async fn begin(&self, mut request: Request<Body>) -> Response {
        if !request.method().is_safe() && SAY_WHENCE.iter().all(|name| !request.headers().contains_key(*name)) {
            request.headers_mut().insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
            request.headers_mut().insert(header::ORIGIN, HeaderValue::try_from(format!("http://{HOST}")).unwrap());
        }
        self.begin_as_it_is(request).await
    }

    async fn begin_as_it_is(&self, mut request: Request<Body>) -> Response {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(self.address, 50_000)));
        request.headers_mut().insert(header::HOST, HeaderValue::from_static(HOST));
        if let Some(cookie) = self.cookie() {
            request.headers_mut().insert(header::COOKIE, HeaderValue::try_from(cookie).unwrap());
        }
        self.router.clone().oneshot(request).await.unwrap()
    }
}

/// By what a browser says which page sends something.
const SAY_WHENCE: [&str; 3] = ["sec-fetch-site", "origin", "referer"];

const FORM: &str = "application/x-www-form-urlencoded";

fn encoded(fields: &[(&str, &str)]) -> Body {
    serde_urlencoded::to_string(fields).unwrap().into()
}
