//! Keeps a form that was sent after its session had ended: its words wait in memory while the person signs in again.
//!
//! The calendar of a year takes longer to type than a session lasts without a page. What was typed waits for the person of
//! that session, in the browser that sent it, and for nobody else; it is shown to them with where it goes, and what they
//! send from there is asked by the rules like any form.

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
    http::{HeaderMap, HeaderValue, Method, Uri, header, request},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use domain::people::PersonId;
use records::{Work, accounts};
use uuid::Uuid;

use super::whole_form::{is_form, whole_body};
use crate::{
    auth::{browsers::BrowserKey, return_path::sign_in_and_back, sessions::SessionKey},
    error::AppError,
    extract::visit::made_for,
    routes::MAX_FORM_BYTES,
    state::AppState,
};

/// How long a form waits.
const KEPT_FOR: Duration = Duration::from_secs(30 * 60);
/// The forms of one person together, in bytes; beyond it their own oldest go.
const MAX_BYTES_OF_ONE: usize = 2 * MAX_FORM_BYTES;
/// All forms together, in bytes; beyond it no more are kept, for nobody's form makes room for another's.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Whose a form is: that of the person of the session in which it was sent, in the browser that sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writer {
    pub person: PersonId,
    /// The hash of the number by which the browser is known again.
    pub browser: Vec<u8>,
}

/// One form as it was sent.
#[derive(Clone)]
pub struct Sent {
    /// Where it goes, with the query.
    pub path: String,
    pub body: Bytes,
    writer: Writer,
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
    /// Its number; `None` where there is no room for it.
    fn keep(&self, path: &str, writer: Writer, body: Bytes, now: Instant) -> Option<Uuid> {
        let mut forms = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        forms.retain(|_, form| now.duration_since(form.since) < KEPT_FOR);
        let bytes = |forms: &HashMap<Uuid, Sent>, of: Option<PersonId>| {
            let theirs = forms.values().filter(|form| of.is_none_or(|person| form.writer.person == person));
            theirs.map(|form| form.body.len()).sum::<usize>() + body.len()
        };
        while bytes(&forms, Some(writer.person)) > MAX_BYTES_OF_ONE {
            let own = forms.iter().filter(|(_, form)| form.writer.person == writer.person);
            let oldest = own.min_by_key(|(_, form)| form.since).map(|(id, _)| *id)?;
            forms.remove(&oldest);
        }
        if bytes(&forms, None) > MAX_BYTES {
            return None;
        }
        let id = Uuid::new_v4();
        forms.insert(id, Sent { path: path.to_owned(), body, writer, since: now });
        Some(id)
    }

    /// The form of this number, for whoever has written it.
    pub fn of(&self, id: Uuid, writer: &Writer, now: Instant) -> Option<Sent> {
        let forms = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        forms.get(&id).filter(|form| form.writer == *writer && now.duration_since(form.since) < KEPT_FOR).cloned()
    }

    /// Forgets all that waits for one who signs out.
    pub fn forget(&self, writer: &Writer) {
        self.forms.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, form| form.writer != *writer);
    }

    /// Forgets a form that was sent again from this browser: it is sent once.
    fn sent_again(&self, id: Uuid, browser: &[u8]) {
        let mut forms = self.forms.lock().unwrap_or_else(PoisonError::into_inner);
        if forms.get(&id).is_some_and(|form| form.writer.browser == browser) {
            forms.remove(&id);
        }
    }
}

/// The layer that keeps such a form, and leads through the sign-in back to it.
pub async fn keep(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if !is_kept(request.method(), request.uri().path(), request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let late = Late::of(&parts, state.https);
    let body = match whole_body(Request::from_parts(parts.clone(), body)).await {
        Ok(body) => body,
        Err(error) => return error.into_response(),
    };
    let response = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;
    let is_over = response.extensions().get::<AppError>() == Some(&AppError::SessionOver);
    if is_over || !response.status().is_server_error() {
        forget_waiting(&state, &late, &body);
    }
    if is_over { kept(&state, late, &body).await.unwrap_or(response) } else { response }
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
    fn of(parts: &request::Parts, https: bool) -> Self {
        Self {
            path: path_of(&parts.uri),
            session: SessionKey::of(&parts.headers, https),
            browser: BrowserKey::of(&parts.headers, https),
            made_for: made_for(parts),
        }
    }
}

/// Keeps the form, where there was a session of the person for whom its page was made: who never had one has typed nothing
/// in it, and nobody fills the memory from outside.
async fn kept(state: &AppState, late: Late, body: &Bytes) -> Option<Response> {
    let session = late.session?;
    let hash = session.hash();
    let ask = async move |work: &mut Work| accounts::person_of_session(work, &hash).await;
    let person = state.database.read(session.school, None, ask).await.ok()??;
    if late.made_for.is_some_and(|made_for| made_for != person) {
        return None;
    }
    let (browser, cookie): (BrowserKey, Option<HeaderValue>) = match late.browser {
        Some(browser) => (browser, None),
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

/// A form that came from the page of a waiting one waits no longer.
fn forget_waiting(state: &AppState, late: &Late, body: &Bytes) {
    let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(body).unwrap_or_default();
    let waiting = fields.iter().find(|(name, _)| name == paths::WAITING_FORM).and_then(|(_, id)| Uuid::try_parse(id).ok());
    if let Some((id, browser)) = waiting.zip(late.browser.as_ref()) {
        state.pending_forms.sent_again(id, &browser.hash());
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

/// The form without what was typed as a password, which is asked for again, and without the number of a form that it was.
fn what_was_typed(body: &Bytes) -> Bytes {
    let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(body).unwrap_or_default();
    let is_left_out = |name: &str| [paths::PROOF, paths::WAITING_FORM].contains(&name);
    let kept: Vec<&(String, String)> = fields.iter().filter(|(name, _)| !is_left_out(name)).collect();
    serde_urlencoded::to_string(kept).map(Bytes::from).unwrap_or_default()
}

/// Whether words may be typed for long in a form at this address.
fn is_kept(method: &Method, path: &str, headers: &HeaderMap) -> bool {
    method == Method::POST && paths::waits_for_sign_in(path) && is_form(headers)
}

#[cfg(test)]
#[path = "pending_forms_tests.rs"]
mod tests;
