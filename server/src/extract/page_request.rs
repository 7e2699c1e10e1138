//! How somebody asks for a page, and the document that is rendered for them.

use app::{paths, shell::Head};
use axum::{
    Extension,
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, Method, Uri, header, request::Parts},
    response::{Html, IntoResponse, Response},
};
use leptos::server_fn::{ContentType, codec::PostcardEncoding};

use super::visit::UNSEEN;
use crate::{assets, error::AppError, middleware::security_headers::Nonce};

/// How somebody asks: what a page needs to be rendered, and whether JSON is wanted.
#[derive(Clone, Debug)]
pub struct PageRequest {
    pub nonce: Nonce,
    pub json: bool,
    pub uri: Uri,
    /// It is the answer to a form.
    pub is_answer: bool,
    pub headers: HeaderMap,
    /// Somebody will have the page before them: what it shows counts as seen.
    pub is_looked_at: bool,
}

impl<S: Send + Sync> FromRequestParts<S> for PageRequest {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let Extension(nonce) = Extension::<Nonce>::from_request_parts(parts, state).await.map_err(|_| AppError::Internal)?;
        let is_looked_at = is_looked_at(parts);
        let (uri, headers, is_answer) = (parts.uri.clone(), parts.headers.clone(), parts.method == Method::POST);
        Ok(Self { nonce, json: wants_json(&headers), uri, is_answer, headers, is_looked_at })
    }
}

impl PageRequest {
    /// Another page of the program shows this one inside of itself.
    pub fn is_framed(&self) -> bool {
        paths::is_framed(self.uri.query())
    }

    /// Renders a whole page.
    pub fn page(&self, title: &str, page: impl FnOnce(&Head) -> String) -> Response {
        let came_from = self.is_answer.then(|| paths::page_of_form(self.uri.path()));
        render(&self.nonce, title, came_from, page)
    }
}

/// No script asks by itself, no browser in advance, and no picture points here. A frame shows what the desk shows inside of itself,
/// and nothing else. An old browser does not say what it asks for.
fn is_looked_at(parts: &Parts) -> bool {
    let (method, headers) = (&parts.method, &parts.headers);
    let may_be_framed = paths::may_be_framed(parts.uri.path());
    let is_shown = headers.get("sec-fetch-dest").is_none_or(|what| what == "document" || (may_be_framed && what == "iframe"));
    let is_ahead = headers.contains_key("sec-purpose") || headers.contains_key("purpose");
    method != Method::HEAD && is_shown && !is_ahead && !headers.contains_key(UNSEEN)
}

/// A whole document; `came_from` is the page of the form to which it is the answer.
pub fn render(nonce: &Nonce, title: &str, came_from: Option<&str>, page: impl FnOnce(&Head) -> String) -> Response {
    let head = Head { title, nonce: nonce.as_str(), assets: &assets::NAMES, came_from };
    let mut response = Html(page(&head)).into_response();
    // Pages hold names and records: no machine on the way, and no shared PC, keeps them.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Whether an island asks that reads Postcard, as it reads the answers of server functions.
pub fn wants_packed(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|accept| accept == PostcardEncoding::CONTENT_TYPE)
}

/// Whether a script asks that reads JSON, as the island of a page before this version does; or a browser's stream of events, which
/// no page answers: of a status that is not 200 it gives up, whereas it would follow to the sign-in and ask there again and again.
pub fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.starts_with("application/json") || accept.starts_with("text/event-stream"))
}
