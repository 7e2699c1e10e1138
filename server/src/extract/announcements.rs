//! What is announced from the moment on at which somebody begins to listen.

use std::convert::Infallible;

use axum::{extract::FromRequestParts, http::request::Parts};
use records::Announcement;
use tokio::sync::broadcast::Receiver;

use crate::state::AppState;

/// A handler that takes it before its visit is told twice of what happens in between, rather than never.
#[derive(Debug)]
pub struct Announcements(pub Receiver<Announcement>);

impl FromRequestParts<AppState> for Announcements {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(Self(state.database.subscribe()))
    }
}
