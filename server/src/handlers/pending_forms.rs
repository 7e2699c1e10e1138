//! "/gui-lai": a form that was sent after its session had ended.

use std::time::Instant;

use app::pending_forms::{About, PendingForm, destination};
use axum::{
    extract::{Path, State},
    response::Response,
};
use domain::people::ClassGroup;
use uuid::Uuid;

use super::viewer;
use crate::{
    auth::{browsers::BrowserKey, pending_forms::Writer},
    error::AppError,
    extract::{PageRequest, Visit},
    state::AppState,
};

/// `GET /gui-lai/{id}`: what waits for the visitor, with all of it and where it goes, to be sent again.
pub async fn page(
    State(state): State<AppState>,
    Path(id): Path<Uuid>,
    browser: Option<BrowserKey>,
    visit: Visit,
    request: PageRequest,
) -> Result<Response, AppError> {
    let writer = browser.map(|browser| Writer { person: visit.person, browser: browser.hash() });
    let sent = writer.and_then(|writer| state.pending_forms.of(id, &writer, Instant::now())).ok_or(AppError::NotFound)?;
    let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(&sent.body).map_err(|_| AppError::NotAForm)?;
    let organisation = visit.facts.organisation();
    let (deed, about) = destination(&sent.path);
    let about = about.and_then(|about| match about {
        About::Record(id) => id.parse().ok().and_then(|id| visit.facts.obligation(id)).map(|one| visit.facts.title(one)),
        About::Person(id) => id.parse().ok().and_then(|id| organisation.person(id)).map(|one| one.name.to_string()),
        About::Class(id) => id.parse().ok().and_then(|id| organisation.class(id)).map(ClassGroup::title),
    });
    let form = PendingForm::new(id.to_string(), sent.path.clone(), deed, about, fields, organisation);
    let viewer = viewer(&visit)?;
    Ok(request.page("Gửi lại", |head| app::pages::pending_form(head, viewer, form)))
}
