//! "/healthz": whether the server can work, for whoever watches it.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use records::schools;

use crate::state::AppState;

/// 200 when database and files can be used, 503 and why when not.
pub async fn health(State(state): State<AppState>) -> Response {
    let database = !state.database.db().is_damaged() && schools::all(&state.database).await.is_ok();
    let files = state.blobs.healthy().await;
    let mut reasons: Vec<String> = Vec::new();
    if !database {
        reasons.push("Cơ sở dữ liệu không trả lời hoặc đã hỏng.".to_owned());
    }
    if let Err(error) = files {
        reasons.push(error.to_string());
    }
    if reasons.is_empty() {
        "ok\n".into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, format!("{}\n", reasons.join("\n"))).into_response()
    }
}
