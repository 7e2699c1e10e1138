//! A form of words comes in whole before anybody asks who sent it.
//!
//! A browser reads no answer before it has sent everything: whoever is told in the middle of a form that the session is
//! over would see a broken connection instead.

use axum::{
    body::{Body, Bytes},
    extract::{
        FromRequest, Request,
        rejection::{BytesRejection, FailedToBufferBody},
    },
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::body_timeout::{BodyError, words_timeout};
use crate::error::AppError;

/// A form of words is never larger, in bytes; files come by routes that measure what they take.
pub const MAX_FORM_BYTES: usize = 256 * 1024;

/// The layer that reads a form, up to the router's limit, before extractors run. Files go through as they come.
pub async fn whole_form(request: Request, next: Next) -> Response {
    if !is_form(request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match whole_body(Request::from_parts(parts.clone(), body)).await {
        Ok(whole) => next.run(Request::from_parts(parts, Body::from(whole))).await,
        Err(error) => error.into_response(),
    }
}

/// The layer for addresses that take words alone as well as words with files: of a form of words it asks the speed of words, and
/// files are watched by whoever receives them.
pub async fn timeout_of_words(request: Request) -> Request {
    if is_form(request.headers()) { words_timeout(request).await } else { request }
}

/// The body of words that must be there whole before it is read.
///
/// # Errors
/// `AppError::TooLarge` beyond the limit of a form; `AppError::NotAForm` where it is no body of HTTP; `AppError::Interrupted`
/// where it broke off or stalled.
pub async fn whole_body(request: Request) -> Result<Bytes, AppError> {
    Bytes::from_request(request, &()).await.map_err(|rejection| match rejection {
        BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => AppError::TooLarge,
        other if BodyError::is_malformed(&other) => AppError::NotAForm,
        _ => AppError::Interrupted,
    })
}

/// Whether the body is a form of words, without files.
pub fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}
