//! From an error to what the one who asked can read: a page for people, a typed error for islands, as JSON where they send
//! files. This is the one place that knows them all.

use app::{
    api::{ApiError, PREFIX},
    errors::{ErrorView, FramedErrorView},
    layout::Viewer,
    paths,
};
use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};

use super::security_headers::{MayBeFramed, Nonce};
use crate::{
    api,
    auth::{return_path::sign_in_and_back, sessions::SessionKey},
    error::{AppError, TypedWords},
    extract::{
        Visit,
        page_request::{render, wants_json, wants_packed},
    },
    handlers::viewer,
    state::AppState,
};

/// The layer that turns errors into what the one who asked can read.
pub async fn error_pages(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let key = SessionKey::of(request.headers(), state.https);
    let nonce = request.extensions().get::<Nonce>().cloned();
    let json = wants_json(request.headers());
    let packed = wants_packed(request.headers()) || request.uri().path().starts_with(PREFIX);
    let uri = request.uri().clone();
    let is_get = request.method().is_safe();
    let is_framed = is_framed(&uri, request.headers());
    let response = next.run(request).await;
    let Some(error) = response.extensions().get::<AppError>().cloned().or_else(|| from_plain_rejection(&response)) else {
        return response;
    };
    let typed = response.extensions().get::<TypedWords>().cloned().unwrap_or_default();
    let mut shown = if packed {
        api::error_response(uri.path(), &error)
    } else if json {
        (error.status(), Json(ApiError::from(&error))).into_response()
    } else if let Some(nonce) = nonce.as_ref().filter(|_| is_framed) {
        framed_error(&error, &uri, nonce, contacts_of(&state, key, &error).await)
    } else {
        let contacts = contacts_of(&state, key.clone(), &error).await;
        let viewer = viewer_of(&state, key, &error).await;
        error_page(&error, (viewer, contacts), typed, &uri, is_get, nonce)
    };
    error.tell_wait(&mut shown);
    shown
}

/// Whether the answer is shown inside of another page of the program: by the address, or as the browser says where the address is
/// that of a file in the browser's viewer.
fn is_framed(uri: &Uri, headers: &HeaderMap) -> bool {
    let is_for_frame = headers.get("sec-fetch-dest").is_some_and(|what| what == "iframe");
    paths::may_be_framed(uri.path()) && (paths::is_framed(uri.query()) || is_for_frame)
}

/// The sign-in and the page of the password may not be framed, so that a redirect there would leave the frame blank: a link opens
/// them in the whole window.
fn framed_error(error: &AppError, uri: &Uri, nonce: &Nonce, contacts: Vec<String>) -> Response {
    let words = error.words();
    let way_on = match error {
        AppError::SessionOver => Some(("Đăng nhập lại", sign_in_and_back(paths::out_of_frame(uri.path())))),
        AppError::PasswordMustChange => Some(("Đổi mật khẩu", paths::PASSWORD.to_owned())),
        AppError::Redirect(_)
        | AppError::NotFound
        | AppError::Foreign
        | AppError::NoOrigin
        | AppError::NotAForm
        | AppError::OldPage
        | AppError::WithoutFiles
        | AppError::Interrupted
        | AppError::TooLarge
        | AppError::Refused(_)
        | AppError::Unavailable
        | AppError::DiskFull
        | AppError::Internal => None,
    };
    let view = FramedErrorView { words: words.clone(), code: error.incident(uri.path()), way_on, contacts };
    let mut response = render(nonce, &words.fact, None, |head| app::pages::framed_error(head, view));
    *response.status_mut() = error.status();
    // Else nobody would read there why nothing is shown.
    response.extensions_mut().insert(MayBeFramed);
    response
}

/// Whoever is signed in keeps the bar with the ways on.
async fn viewer_of(state: &AppState, key: Option<SessionKey>, error: &AppError) -> Option<Viewer> {
    let visit = Visit::behind(state, key.filter(|_| keeps_bar(error))?).await?;
    viewer(&visit).ok()
}

/// Whom to call about it. The database is asked only where a page of the school would ask it as well: else what it said last
/// is told.
async fn contacts_of(state: &AppState, key: Option<SessionKey>, error: &AppError) -> Vec<String> {
    let school = key.map(|key| key.school);
    match error {
        AppError::SessionOver | AppError::PasswordMustChange | AppError::Redirect(_) => Vec::new(),
        error if keeps_bar(error) => state.known_contacts.ask(&state.database, school).await,
        _ => state.known_contacts.of(school),
    }
}

/// Not where nobody's session can be read, not where the visitor is led elsewhere, and not where so much is sent that answering it
/// has to cost little.
fn keeps_bar(error: &AppError) -> bool {
    let status = error.status();
    let is_of_load = [StatusCode::REQUEST_TIMEOUT, StatusCode::PAYLOAD_TOO_LARGE, StatusCode::TOO_MANY_REQUESTS].contains(&status);
    status.is_client_error() && !is_of_load && !matches!(error, AppError::SessionOver | AppError::PasswordMustChange)
}

fn error_page(
    error: &AppError,
    (viewer, contacts): (Option<Viewer>, Vec<String>),
    typed: TypedWords,
    uri: &Uri,
    is_get: bool,
    nonce: Option<Nonce>,
) -> Response {
    let status = error.status();
    match (error, nonce) {
        (AppError::SessionOver, _) => {
            let page = || uri.path_and_query().map_or(paths::START, |path| path.as_str());
            let back = if is_get { page() } else { paths::page_of_form(uri.path()) };
            Redirect::to(&sign_in_and_back(back)).into_response()
        }
        (AppError::PasswordMustChange, _) => Redirect::to(paths::PASSWORD).into_response(),
        (_, Some(nonce)) => {
            let words = error.words();
            let code = error.incident(uri.path());
            let order = error.shutting_order();
            let view = ErrorView { status: status.as_u16(), words: words.clone(), code, typed: typed.0, order, contacts };
            let came_from = (!is_get).then(|| paths::page_of_form(uri.path()));
            let mut response = render(&nonce, &words.fact, came_from, |head| app::pages::error(head, viewer, view));
            *response.status_mut() = status;
            response
        }
        (_, None) => status.into_response(),
    }
}

/// What axum refuses by itself, before a handler is asked, it says in plain English; we never answer in plain text.
fn from_plain_rejection(response: &Response) -> Option<AppError> {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if kind.is_some_and(|kind| !kind.starts_with("text/plain")) {
        return None;
    }
    match response.status() {
        // What should be an id in the address is none; or there is only a form behind it, and no page.
        StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(AppError::NotFound),
        StatusCode::PAYLOAD_TOO_LARGE => Some(AppError::TooLarge),
        status if status.is_client_error() => Some(AppError::NotAForm),
        status if status.is_server_error() => Some(AppError::Internal),
        _ => None,
    }
}

#[cfg(test)]
#[path = "error_pages_tests.rs"]
mod tests;
