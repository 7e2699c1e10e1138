//! What was sent to a record and is not taken, where there is no form to show again: the words that were typed come back.

use app::{hand_in::NotTakenView, paths, sign_in::SignInNotice};
use axum::{http::StatusCode, response::Response};
use domain::obligations::ObligationId;

use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    handlers::{
        accounts::{Carried, sign_in_form},
        viewer,
    },
    state::AppState,
};

/// Nobody is signed in, or that could not be found out.
pub(super) async fn without_visit(
    state: &AppState,
    request: &PageRequest,
    id: ObligationId,
    error: AppError,
    carried: Carried,
) -> Result<Response, AppError> {
    match error {
        AppError::SessionOver => {
            let notice = SignInNotice::SessionOver { words_kept: !carried.note.trim().is_empty() };
            let next = paths::hand_in(id);
            sign_in_form(state, request, StatusCode::UNAUTHORIZED, String::new(), Some(notice), next, carried).await
        }
        AppError::PasswordMustChange => Err(error),
        error => not_taken(None, request, id, error, &carried.note),
    }
}

/// Why nothing was taken, and the words that were typed; without words the plain answer of every page.
pub(super) fn not_taken(
    visit: Option<&Visit>,
    request: &PageRequest,
    id: ObligationId,
    error: AppError,
    note: &str,
) -> Result<Response, AppError> {
    if note.trim().is_empty() {
        return Err(error);
    }
    let words = error.words();
    let view = NotTakenView {
        words: words.clone(),
        code: error.incident(request.uri.path()),
        note: note.to_owned(),
        again: error.passes().then(|| paths::hand_in(id)),
    };
    let viewer = visit.and_then(|visit| viewer(visit).ok());
    let mut response = request.page(&words.fact, |head| app::pages::not_taken(head, viewer, view));
    *response.status_mut() = error.status();
    Ok(response)
}
