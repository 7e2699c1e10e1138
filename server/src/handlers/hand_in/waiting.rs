//! What waits to be handed in: files that came before "Nộp" was pressed, and words whose page was left.

use std::{collections::BTreeSet, slice};

use app::{hand_in::Uploaded, paths};
use axum::{
    Form, Json,
    body::Body,
    extract::{Path, Query, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::Timestamp,
    files::{FileName, StoredFile},
    obligations::ObligationId,
    refusal::{InspectionRefusal, Refusal, Words},
    reviews::Audience,
};
use records::{
    Error, Work, drafts, inspections, schools,
    uploads::{self, UploadId},
};
use serde::Deserialize;

use super::{
    DRAINED, allowed,
    not_taken::{not_taken, without_visit},
    theirs,
    tries::Try,
};
use crate::{
    api,
    error::AppError,
    extract::{Arrival, PageRequest, Visit, page_request::wants_packed},
    files::{
        receive::{self, receive_one},
        shares,
    },
    handlers::{accounts::Carried, file_notices},
    state::AppState,
};

#[derive(Debug, Deserialize)]
pub struct UploadQuery {
    /// `encodeURIComponent(file.name)`, decoded by the query.
    name: String,
}

/// `POST /nop/{obligation}/tep`: one file, by script; it waits for a day to be handed in.
pub async fn upload(
    Arrival(arrived): Arrival,
    State(state): State<AppState>,
    Path(id): Path<ObligationId>,
    Query(query): Query<UploadQuery>,
    visit: Result<Visit, AppError>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, AppError> {
    let visit = match visit {
        Ok(visit) => visit,
        Err(error) => {
            // A browser reads no answer before it has sent everything.
            receive::drain(body, DRAINED).await;
            return Err(error);
        }
    };
    let tried = Try::begins(&visit, id, arrived);
    match keep_one(&state, &visit, id, (query.name.as_str(), headers, body), arrived).await {
        Ok(waits) => {
            tried.succeeds();
            Ok(waits)
        }
        Err(error) => {
            tried.fails(&error).await;
            Err(error)
        }
    }
}

/// Receives, looks into and keeps the one file of this name.
async fn keep_one(
    state: &AppState,
    visit: &Visit,
    id: ObligationId,
    (name, headers, body): (&str, HeaderMap, Body),
    arrived: Timestamp,
) -> Result<Response, AppError> {
    if let Err(error) = allowed(visit, id, arrived) {
        receive::drain(body, DRAINED).await;
        return Err(error);
    }
    let declared = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()).and_then(|text| text.parse().ok());
    let (person, packed) = (visit.person, wants_packed(&headers));
    let (limit, waiting) = visit
        .read(async move |work: &mut Work| Ok((schools::setup(work).await?.file_limit, uploads::how_much(work, person).await?)))
        .await?;
    if let Err(refusal) = waiting.check() {
        receive::drain(body, DRAINED).await;
        return Err(refusal.into());
    }
    let Some(_share) = state.receiving.take(person) else {
        receive::drain(body, DRAINED).await;
        return Err(Refusal::from(InspectionRefusal::ManyComing { most: shares::MAX_PER_PERSON }).into());
    };
    let reader = state.reader.on_behalf_of(person);
    let found = receive_one((&state.blobs, &reader), FileName::clean(name), body, declared, limit).await?;
    let file = found.file.clone();
    let waiting = visit
        .write_quietly(async move |work: &mut Work| {
            inspections::note(work, slice::from_ref(&found)).await?;
            uploads::add(work, person, id, &found.file, arrived).await
        })
        .await?;
    let notices = file_notices::of_file(visit, theirs(visit, id)?, &file, (visit.now, None), Audience::Sender).await?;
    let warnings = notices.into_iter().map(sentences).collect();
    let uploaded = Uploaded { id: waiting.to_string(), warnings };
    if packed { api::packed(&uploaded) } else { Ok(Json(uploaded).into_response()) }
}

/// Fact and advice in one line, as the island shows them.
pub(super) fn sentences(Words { fact, advice }: Words) -> String {
    format!("{fact}. {advice}")
}

#[derive(Debug, Deserialize)]
pub struct RemoveForm {
    note: Option<String>,
    #[serde(default)]
    person: String,
}

/// `POST /nop/{obligation}/tep/{upload}/bo`: an upload is not wanted any more. The words typed so far stay.
pub async fn remove(
    State(state): State<AppState>,
    Path((id, upload)): Path<(ObligationId, UploadId)>,
    visit: Result<Visit, AppError>,
    request: PageRequest,
    Form(form): Form<RemoveForm>,
) -> Result<Response, AppError> {
    if let Ok(visit) = &visit
        && let Err(refusal) = visit.check_page_of(form.person.parse().ok())
    {
        // The words are of whoever's page it is: they go back to it, not into the drafts of whoever has signed in since.
        return not_taken(Some(visit), &request, id, refusal.into(), form.note.as_deref().unwrap_or_default());
    }
    let carried = Carried { note: form.note.clone().unwrap_or_default(), writer: form.person };
    match remove_upload(visit, id, upload, form.note).await {
        Ok(()) => Ok(Redirect::to(&paths::hand_in(id)).into_response()),
        Err(error) => without_visit(&state, &request, id, error, carried).await,
    }
}

/// Takes an upload off the list, and keeps the words that came with it.
pub(super) async fn remove_upload(
    visit: Result<Visit, AppError>,
    id: ObligationId,
    upload: UploadId,
    note: Option<String>,
) -> Result<(), AppError> {
    let visit = visit?;
    theirs(&visit, id)?;
    let person = visit.person;
    let done = visit.write_quietly(async move |work: &mut Work| {
        let gone = uploads::remove(work, person, id, upload).await?;
        match note {
            Some(note) if note.trim().is_empty() => drafts::forget(work, person, id).await?,
            Some(note) => drafts::save(work, person, id, &note).await?,
            None => {}
        }
        Ok(gone)
    });
    // What was read in it goes with it.
    if let Some(gone) = done.await? {
        visit.pages().forget(BTreeSet::from([gone])).await;
    }
    Ok(())
}

/// `POST /nop/{obligation}/loi-nhan/bo`: the words that were kept are not wanted.
pub async fn discard_draft(Path(id): Path<ObligationId>, visit: Visit) -> Result<Response, AppError> {
    theirs(&visit, id)?;
    let person = visit.person;
    visit.write_quietly(async move |work: &mut Work| drafts::forget(work, person, id).await).await?;
    Ok(Redirect::to(&paths::hand_in(id)).into_response())
}

/// Keeps words that were typed for a record that takes nothing now, for the next time its page is opened.
pub(super) async fn keep_words(visit: &Visit, id: ObligationId, note: &str) -> Result<(), AppError> {
    let (person, note) = (visit.person, note.to_owned());
    if note.trim().is_empty() {
        return Ok(());
    }
    Ok(visit.write_quietly(async move |work: &mut Work| drafts::save(work, person, id, &note).await).await?)
}

/// Notes files that lie in the store already and began to arrive at `began`, so that they need not be chosen again: how many of them, and why no more.
pub(super) async fn keep_waiting(
    visit: &Visit,
    id: ObligationId,
    files: Vec<StoredFile>,
    began: Timestamp,
) -> Result<(usize, Option<AppError>), AppError> {
    let person = visit.person;
    let noted = visit.write_quietly(async move |work: &mut Work| {
        for (kept, file) in files.iter().enumerate() {
            match uploads::add(work, person, id, file, began).await {
                Err(Error::Refused(refusal @ (Refusal::TooMuchWaiting { .. } | Refusal::TooMuchUnused { .. }))) => {
                    return Ok((kept, Some(refusal)));
                }
                other => other?,
            };
        }
        Ok((files.len(), None))
    });
    let (kept, full) = noted.await?;
    Ok((kept, full.map(AppError::from)))
}
