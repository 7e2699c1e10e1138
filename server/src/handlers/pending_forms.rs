//! "/gui-lai": a form that was sent after its session had ended.

use std::time::Instant;

use axum::{
    extract::{Path, State},
    response::Response,
};
use uuid::Uuid;

use super::viewer;
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    state::AppState,
};

/// `GET /gui-lai/{id}`: what waits, to be sent again.
pub async fn page(
    State(state): State<AppState>,
    Path(id): Path<Uuid>,
    visit: Visit,
    request: PageRequest,
) -> Result<Response, AppError> {
    let sent = state.pending_forms.of(id, &request.headers, state.https, Instant::now()).ok_or(AppError::NotFound)?;
    let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(&sent.body).map_err(|_| AppError::NotAForm)?;
    let viewer = viewer(&visit)?;
    Ok(request.page("Gửi lại", |head| app::pages::pending_form(head, viewer, sent.path, fields)))
}
