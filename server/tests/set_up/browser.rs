//! A browser on the real router, and forms as a browser would send them again.

use std::{collections::BTreeMap, net::SocketAddr};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Request, StatusCode, header},
};
use records::Clock;
use server::{
    routes::routes,
    startup::{Config, open_with},
    state::AppState,
};
use tower::ServiceExt;

/// Somebody's browser: keeps cookies, follows nothing by itself.
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    address: SocketAddr,
}

/// An answer with its page.
pub struct Page {
    pub status: StatusCode,
    pub to: String,
    pub html: String,
}

impl Page {
    pub fn leads_to(&self, wanted: &str) -> &Self {
        assert_eq!((self.status, self.to.as_str()), (StatusCode::SEE_OTHER, wanted), "{}", self.html);
        self
    }

    pub fn says(&self, words: &str) -> &Self {
        assert!(self.html.contains(words), "{words:?} is not in {}", self.html);
        self
    }

    pub fn is(&self, status: StatusCode) -> &Self {
        assert_eq!(self.status, status, "{} {}", self.to, self.html);
        self
    }
}

impl Browser {
    pub fn of(state: &AppState) -> Self {
        Self { router: routes(state.clone()), cookies: BTreeMap::new(), address: SocketAddr::from(([192, 168, 1, 9], 50_000)) }
    }

    pub async fn ask(&mut self, method: &str, path: &str, kind: &str, body: impl Into<Body>) -> Page {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "hoso.hoasen.edu.vn")
            .header(header::COOKIE, cookies.join("; "))
            .header(header::CONTENT_TYPE, kind)
            .body(body.into())
            .unwrap();
        request.extensions_mut().insert(ConnectInfo(self.address));
        let answer = self.router.clone().oneshot(request).await.unwrap();
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let status = answer.status();
        let to = answer.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default();
        let bytes = to_bytes(answer.into_body(), 1 << 22).await.unwrap();
        // Leptos parts neighbouring words by an empty comment.
        let html = String::from_utf8(bytes.to_vec()).unwrap().replace("<!>", "");
        Page { status, to, html }
    }

    pub async fn get(&mut self, path: &str) -> Page {
        self.ask("GET", path, "text/plain", Body::empty()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = serde_urlencoded::to_string(fields).unwrap();
        self.ask("POST", path, "application/x-www-form-urlencoded", body).await
    }

    pub async fn send_file(&mut self, path: &str, name: &str, text: &str) -> Page {
        let body = format!(
            "--g\r\nContent-Disposition: form-data; name=\"calendar\"; filename=\"{name}\"\r\nContent-Type: text/plain\r\n\r\n{text}\r\n--g--\r\n"
        );
        self.ask("POST", path, "multipart/form-data; boundary=g", body).await
    }
}

/// A new server on Monday 23 November 2026 at 8:00, week 12.
pub async fn new_server() -> (AppState, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let config =
        Config { data: folder.path().to_owned(), database_url: None, demo: false, clock: None, https: false, proxies: Vec::new() };
    let (clock, _) = Clock::manual("2026-11-23T01:00:00Z".parse().unwrap());
    (open_with(&config, clock).await.unwrap(), folder)
}

pub const FOUNDER: [(&str, &str); 7] = [
    ("name", "Trường Mầm non Hoa Sen"),
    ("who", "Phạm Văn Định"),
    ("call", "thay"),
    ("post", "management-team"),
    ("username", "quanly"),
    ("password", "mưa rơi trên lá sen"),
    ("again", "mưa rơi trên lá sen"),
];

/// The rows of a table that a page shows, as its form would send them again.
pub fn fields_of(html: &str) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        let rest = tag.split_once(&format!(" {name}=\""))?.1;
        Some(rest.split('"').next()?.replace("&quot;", "\"").replace("&amp;", "&"))
    };
    let mut fields = Vec::new();
    for tag in html.split("<input").skip(1) {
        let tag = tag.split('>').next().unwrap();
        let kind = attribute(tag, "type").unwrap_or_default();
        let ticked = tag.contains(" checked");
        if let Some(name) = attribute(tag, "name").filter(|_| !matches!(kind.as_str(), "checkbox" | "radio") || ticked) {
            fields.push((name, attribute(tag, "value").unwrap_or_default()));
        }
    }
    for select in html.split("<select").skip(1) {
        let (tag, options) = select.split_once('>').unwrap();
        let options = options.split("</select>").next().unwrap();
        let chosen = options.split("<option").find(|option| option.contains(" selected")).unwrap_or_default();
        let value = attribute(chosen, "value")
            .unwrap_or_else(|| chosen.split_once('>').unwrap_or_default().1.split('<').next().unwrap().to_owned());
        fields.push((attribute(tag, "name").unwrap(), value));
    }
    fields
}

/// What a form would send, with some fields typed anew.
pub fn with<'f>(fields: &'f [(String, String)], typed: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let kept = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    typed.iter().copied().chain(kept.filter(|(name, _)| typed.iter().all(|(other, _)| other != name))).collect()
}
