//! A form of words comes in whole before anybody asks who sent it.
//!
//! A browser reads no answer before it has sent everything: whoever is told in the middle of a form that the session is
//! over would see a broken connection instead.

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// The layer that reads a form, up to the router's limit, before extractors run. Files go through as they come.
pub async fn whole_form(request: Request, next: Next) -> Response {
    if !is_form(request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match Bytes::from_request(Request::from_parts(parts.clone(), body), &()).await {
        Ok(whole) => next.run(Request::from_parts(parts, Body::from(whole))).await,
        Err(rejection) => rejection.into_response(),
    }
}

/// Whether the body is a form of words, without files.
pub fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}
