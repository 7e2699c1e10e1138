//! What may change something comes from a page of the school (CSRF), and says so.
//!
//! `CsrfLayer` refuses what says that it comes from elsewhere, and lets pass what says nothing at all. Every browser of today
//! says `Origin` with a form; an old one says at least `Referer`, which no other site can forge. What says neither is refused.

use axum::{
    extract::Request,
    http::{HeaderMap, Method, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::error::AppError;

/// The layer outside of `CsrfLayer`.
pub async fn own_pages(request: Request, next: Next) -> Response {
    match refusal(&request) {
        Some(error) => error.into_response(),
        None => next.run(request).await,
    }
}

fn refusal(request: &Request) -> Option<AppError> {
    // The same methods as in `CsrfLayer`.
    if [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method()) {
        return None;
    }
    let headers = request.headers();
    // A form of another site can send text that looks like one of ours, and its browser asks nobody first; no page of ours does.
    if is_plain_text(headers) {
        return Some(AppError::Foreign);
    }
    let is_silent = !says(headers, "sec-fetch-site") && !says(headers, "origin");
    (is_silent && !is_referred_by(headers, host(request))).then_some(AppError::NoOrigin)
}

fn says(headers: &HeaderMap, name: &str) -> bool {
    headers.get(name).is_some_and(|value| !value.is_empty())
}

fn is_plain_text(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("text/plain")
}

/// The host as `CsrfLayer` knows it; empty where the request names none.
fn host(request: &Request) -> &str {
    let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    request.uri().authority().map(|authority| authority.as_str()).or(named).unwrap_or_default()
}

/// Whether the page that sent it stands at this host.
fn is_referred_by(headers: &HeaderMap, host: &str) -> bool {
    let page = headers.get(header::REFERER).and_then(|page| Uri::try_from(page.as_bytes()).ok());
    let page = page.filter(|page| matches!(page.scheme_str(), Some("http" | "https")));
    page.is_some_and(|page| page.authority().is_some_and(|authority| authority.as_str() == host))
}

#[cfg(test)]
#[path = "own_pages_tests.rs"]
mod tests;
