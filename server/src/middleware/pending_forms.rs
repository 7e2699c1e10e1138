//! Keeps a form that was sent after its session had ended: its words wait in memory while the person signs in again.
//!
//! The calendar of a year takes longer to type than a session lasts without a page. What was typed is shown as one button
//! that sends it again, in the name of whoever has signed in by then; the rules are asked again like for any form.

use std::{
    collections::HashMap,
    fmt,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use app::paths;
use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use uuid::Uuid;

use super::whole_form::{is_form, whole_body};
use crate::{
    auth::{return_path::sign_in_and_back, sessions::SessionKey},
    cookies::{self, Cookie, SameSite},
    error::AppError,
    state::AppState,
};

/// How long a form waits.
const KEPT_FOR: Duration = Duration::from_secs(30 * 60);
/// All forms together, in bytes; beyond it the oldest go.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// One form as it was sent.
#[derive(Clone)]
pub struct Sent {
    /// Where it goes, with the query.
    pub path: String,
    /// In a cookie of the browser that sent it: an address alone, from a colleague or the history of a shared PC, shows
    /// nobody a form to send in their own name.
    token: String,
    pub body: Bytes,
    since: Instant,
}

/// Forms that wait, by a number that nobody guesses.
#[derive(Default)]
pub struct PendingForms {
    forms: Mutex<HashMap<Uuid, Sent>>,
}

impl fmt::Debug for PendingForms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingForms").finish_non_exhaustive()
    }
}

impl PendingForms {
    fn keep(&self, path: &str, token: String, body: Bytes, now: Instant) -> Uuid {
        let mut forms = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        forms.retain(|_, form| now.duration_since(form.since) < KEPT_FOR);
        while forms.values().map(|form| form.body.len()).sum::<usize>() + body.len() > MAX_BYTES {
            let Some(oldest) = forms.iter().min_by_key(|(_, form)| form.since).map(|(id, _)| *id) else { break };
            forms.remove(&oldest);
        }
        let id = Uuid::new_v4();
        forms.insert(id, Sent { path: path.to_owned(), token, body, since: now });
        id
    }

    /// The form of this number, for the browser that sent it.
    pub fn of(&self, id: Uuid, headers: &HeaderMap, https: bool, now: Instant) -> Option<Sent> {
        self.get(id, now).filter(|sent| holds(headers, https, &sent.token))
    }

    fn get(&self, id: Uuid, now: Instant) -> Option<Sent> {
        let forms = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        forms.get(&id).filter(|form| now.duration_since(form.since) < KEPT_FOR).cloned()
    }
}

/// The layer that keeps such a form, and leads through the sign-in back to it.
pub async fn keep(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if !is_kept(request.method(), request.uri().path(), request.headers()) || !had_a_session(&state, request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or(paths::START, |path| path.as_str()).to_owned();
    let body = match whole_body(Request::from_parts(parts.clone(), body)).await {
        Ok(body) => body,
        Err(error) => return error.into_response(),
    };
    let response = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;
    if response.extensions().get::<AppError>() != Some(&AppError::SessionOver) {
        return response;
    }
    let token = Uuid::new_v4().simple().to_string();
    let Some(cookie) = cookie(state.https).with(&token) else { return response };
    let id = state.pending_forms.keep(&path, token, without_password(&body), Instant::now());
    let mut answer = Redirect::to(&sign_in_and_back(&paths::pending_form(id))).into_response();
    answer.headers_mut().insert(header::SET_COOKIE, cookie);
    answer
}

/// The form without what was typed as a password: it is asked for again.
fn without_password(body: &Bytes) -> Bytes {
    let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(body).unwrap_or_default();
    if fields.iter().all(|(name, _)| name != paths::PROOF) {
        return body.clone();
    }
    let kept: Vec<&(String, String)> = fields.iter().filter(|(name, _)| name != paths::PROOF).collect();
    serde_urlencoded::to_string(kept).map(Bytes::from).unwrap_or_default()
}

/// Who never had a session has typed nothing in one; nobody fills the memory from outside.
fn had_a_session(state: &AppState, headers: &HeaderMap) -> bool {
    SessionKey::of(headers, state.https).is_some()
}

fn holds(headers: &HeaderMap, https: bool, token: &str) -> bool {
    cookies::values(headers, cookie(https).name).any(|value| value == token)
}

const fn cookie(https: bool) -> Cookie {
    Cookie { name: "hoso-gui-lai", path: paths::PENDING_FORMS, same_site: SameSite::Strict, https }
}

fn is_kept(method: &Method, path: &str, headers: &HeaderMap) -> bool {
    method == Method::POST && paths::PENDING_FORMS_KEPT.iter().any(|kept| path.starts_with(kept)) && is_form(headers)
}

#[cfg(test)]
#[path = "pending_forms_tests.rs"]
mod tests;
