//! A request names one host (RFC 9112, section 3.2): where it names none or two, a proxy in front may have meant another
//! one than we do.

use axum::{
    extract::Request,
    http::{Version, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::error::AppError;

/// The layer that refuses a request without `Host`, or with more than one. HTTP/1.0 knows no `Host`: simple programs that
/// watch a server speak it.
pub async fn one_host(request: Request, next: Next) -> Response {
    match request.headers().get_all(header::HOST).iter().count() {
        1 => next.run(request).await,
        0 if request.version() != Version::HTTP_11 => next.run(request).await,
        _ => AppError::NotAForm.into_response(),
    }
}
