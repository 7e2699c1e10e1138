//! What a browser holds besides an open session: the key of one, whether or not it is open, and the right to set up.

use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::request::Parts,
};

use crate::{
    auth::{browsers::BrowserKey, sessions::SessionKey},
    state::AppState,
};

/// The key in the cookie, `None` without one; its session may be over.
impl OptionalFromRequestParts<AppState> for SessionKey {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Option<Self>, Infallible> {
        Ok(Self::of(&parts.headers, state.https))
    }
}

/// The number by which the browser is known again, `None` before its first sign-in.
impl OptionalFromRequestParts<AppState> for BrowserKey {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Option<Self>, Infallible> {
        Ok(Self::of(&parts.headers, state.https))
    }
}

/// Whether the request comes from the browser that has the right to set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoldsClaim(pub bool);

impl FromRequestParts<AppState> for HoldsClaim {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(Self(state.claim.is_held_by(&parts.headers, state.https)))
    }
}
