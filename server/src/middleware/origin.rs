//! From where a request comes, told to whatever it writes: the log says so of each line.

use axum::{
    extract::{FromRequestParts, Request, State},
    http::header::USER_AGENT,
    middleware::Next,
    response::Response,
};
use domain::log::Origin;

use crate::{extract::ClientIp, state::AppState};

/// Runs the rest of the request as what came from there.
pub async fn origin(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let address = ClientIp::from_request_parts(&mut parts, &state).await;
    let agent = parts.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let origin = address.ok().map(|ClientIp(address)| Origin::new(address.to_string(), agent));
    let request = Request::from_parts(parts, body);
    match origin {
        Some(origin) => records::origin::within(origin, next.run(request)).await,
        None => next.run(request).await,
    }
}
