//! Keeps a form that was sent after its session had ended: its words wait in memory while the person signs in again.
//!
//! The calendar of a year takes longer to type than a session lasts without a page. What was typed waits for the person of
//! that session, in the browser that sent it, and for nobody else; it is shown to them with where it goes, and what they
//! send from there is asked by the rules like any form.
//!
//! What a page sent that was made for somebody else waits for nobody: its words go back at once, to be copied by whoever
//! wrote them.
//!
//! A form in which somebody only agrees to sign for what was drawn is not kept: it leads back to its draw, to be looked at again.

use std::time::Instant;

use app::{paths, pending_forms::label};
use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, Uri, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use domain::{people::PersonId, refusal::Refusal, spot_checks::Draw};
use records::{Work, accounts};
use uuid::Uuid;

use super::whole_form::{is_form, whole_body};
use crate::{
    auth::{browsers::BrowserKey, pending_forms::Writer, return_path::sign_in_and_back, sessions::SessionKey},
    error::{AppError, TypedWords},
    extract::visit::made_for,
    state::AppState,
};

/// The layer that keeps such a form, and leads through the sign-in back to it.
pub async fn keep(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let keeps = is_kept(request.method(), request.uri().path(), request.headers());
    if !keeps && !is_of_draw(request.method(), request.uri().path(), request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let late = Late::of((&parts.uri, &parts.headers), state.https);
    let body = match whole_body(Request::from_parts(parts.clone(), body)).await {
        Ok(body) => body,
        Err(error) => return error.into_response(),
    };
    let mut response = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;
    let error = response.extensions().get::<AppError>().cloned();
    if !keeps {
        return if error == Some(AppError::SessionOver) { back_to_draw(&state, &late, &body) } else { response };
    }
    if error == Some(AppError::SessionOver) {
        let Some(waits) = kept(&state, &late, &body).await else { return response };
        forget_waiting(&state, &late, &body).await;
        return waits;
    }
    // Whatever refuses it, nothing that was typed is lost.
    if error.is_some() {
        response.extensions_mut().insert(TypedWords(written_words(&body)));
    }
    let stays = error == Some(AppError::Refused(Refusal::PageOfAnother)) || response.status().is_server_error();
    if !stays {
        forget_waiting(&state, &late, &body).await;
    }
    response
}

/// The answer to a form that came with files and is refused with `error` before they were read: its words wait for a new sign-in
/// where the session had ended, and stand beside the error everywhere else.
pub async fn came_late(
    state: &AppState,
    (uri, headers): (&Uri, &HeaderMap),
    words: &[(String, String)],
    error: AppError,
) -> Response {
    let body = serde_urlencoded::to_string(words).map(Bytes::from).unwrap_or_default();
    if error == AppError::SessionOver
        && let Some(waits) = kept(state, &Late::of((uri, headers), state.https), &body).await
    {
        return waits;
    }
    let mut response = error.into_response();
    response.extensions_mut().insert(TypedWords(written_words(&body)));
    response
}

/// Through the sign-in to the page of a form that names a draw, with that draw.
fn back_to_draw(state: &AppState, late: &Late, body: &Bytes) -> Response {
    let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(body).unwrap_or_default();
    let named = fields.iter().find(|(name, _)| name == "draw");
    let draw = named.and_then(|(_, draw)| Draw::parse(draw, state.database.now()));
    let address = late.path.split('?').next().unwrap_or_default();
    Redirect::to(&sign_in_and_back(&paths::with_draw(paths::page_of_form(address), draw))).into_response()
}

/// What is known of a form that may have come too late.
struct Late {
    path: String,
    session: Option<SessionKey>,
    browser: Option<BrowserKey>,
    /// For whom its page was made, where it says so.
    made_for: Option<PersonId>,
}

impl Late {
    fn of((uri, headers): (&Uri, &HeaderMap), https: bool) -> Self {
        Self {
            path: path_of(uri),
            session: SessionKey::of(headers, https),
            browser: BrowserKey::of(headers, https),
            made_for: made_for(uri),
        }
    }
}

/// Keeps the form, where there was a session of the person for whom its page was made: who never had one has typed nothing
/// in it, and nobody fills the memory from outside.
async fn kept(state: &AppState, late: &Late, body: &Bytes) -> Option<Response> {
    let person = sender(state, late).await?;
    if late.made_for.is_some_and(|made_for| made_for != person) {
        return None;
    }
    let (browser, cookie): (BrowserKey, Option<HeaderValue>) = match &late.browser {
        Some(browser) => (browser.clone(), None),
        None => BrowserKey::new().ok().map(|new| (new.clone(), new.cookie(state.https)))?,
    };
    let writer = Writer { person, browser: browser.hash() };
    let id = state.pending_forms.keep(&late.path, writer, what_was_typed(body), Instant::now())?;
    let mut answer = Redirect::to(&sign_in_and_back(&paths::pending_form(id))).into_response();
    if let Some(cookie) = cookie {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Some(answer)
}

/// Whose session the form came with; the session may be over.
async fn sender(state: &AppState, late: &Late) -> Option<PersonId> {
    let session = late.session.as_ref()?;
    let hash = session.hash();
    let ask = async move |work: &mut Work| accounts::person_of_session(work, &hash).await;
    state.database.read(session.school, None, ask).await.ok()?
}

/// A form that came from the page of a waiting one waits no longer, unless it was the page of somebody else, or we failed.
async fn forget_waiting(state: &AppState, late: &Late, body: &Bytes) {
    let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(body).unwrap_or_default();
    let waiting = fields.iter().find(|(name, _)| name == paths::WAITING_FORM).and_then(|(_, id)| Uuid::try_parse(id).ok());
    let Some((id, browser)) = waiting.zip(late.browser.as_ref()) else { return };
    if let Some(person) = sender(state, late).await {
        state.pending_forms.sent_again(id, &Writer { person, browser: browser.hash() });
    }
}

/// Where a form goes, without the person of its page: that is said anew by the page that shows it.
fn path_of(uri: &Uri) -> String {
    let query: Vec<(String, String)> = uri.query().and_then(|query| serde_urlencoded::from_str(query).ok()).unwrap_or_default();
    let kept: Vec<&(String, String)> = query.iter().filter(|(name, _)| name != "person").collect();
    match serde_urlencoded::to_string(&kept) {
        Ok(query) if !kept.is_empty() => format!("{}?{query}", uri.path()),
        _ => uri.path().to_owned(),
    }
}

/// The fields of all forms that are kept nowhere: passwords and codes, the consent to sign, the number of a form that it was, and which
/// button of an order was pressed: sent again it is looked at before it is given.
const NOT_KEPT: [&str; 9] = [paths::PROOF, paths::CONSENT, paths::WAITING_FORM, "password", "again", "old", "new", "act", "code"];

/// The fields in which somebody writes, though it be one word.
const WRITTEN: [&str; 6] = ["comment", "spot", "quote", "words", "reason", "decision"];

/// The form without what was typed as a password and without the consent to sign, which are both asked for again: whoever signs
/// sees what they sign (decision 0016). And without the number of a form that it was.
fn what_was_typed(body: &Bytes) -> Bytes {
    let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(body).unwrap_or_default();
    let kept: Vec<&(String, String)> = fields.iter().filter(|(name, _)| !NOT_KEPT.contains(&name.as_str())).collect();
    serde_urlencoded::to_string(kept).map(Bytes::from).unwrap_or_default()
}

/// What was written, and whatever else is more than one word, each once and by the label of its field: days, ids and choices are
/// found again on the page, and what it was made with (`seen`) nobody has written.
fn written_words(body: &Bytes) -> Vec<(&'static str, String)> {
    let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(&what_was_typed(body)).unwrap_or_default();
    let mut words: Vec<(&'static str, String)> = Vec::new();
    for (name, value) in fields {
        let value = value.trim();
        let is_written = WRITTEN.contains(&name.as_str()) || value.contains(char::is_whitespace);
        if is_written && name != "seen" && !value.is_empty() && !words.iter().any(|(_, known)| known == value) {
            words.push((label(&name).unwrap_or("Đã viết"), value.to_owned()));
        }
    }
    words
}

/// Whether words may be typed for long in a form at this address.
fn is_kept(method: &Method, path: &str, headers: &HeaderMap) -> bool {
    method == Method::POST && paths::waits_for_sign_in(path) && is_form(headers)
}

/// Whether somebody agrees in a form at this address to sign for what was drawn.
fn is_of_draw(method: &Method, path: &str, headers: &HeaderMap) -> bool {
    method == Method::POST && paths::signs_for_draw(path) && is_form(headers)
}

#[cfg(test)]
#[path = "pending_forms_tests.rs"]
mod tests;
