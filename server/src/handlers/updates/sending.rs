//! A request that comes with files: whatever stands in the way, its words come back, and files that came whole lie with the server.

use app::paths;
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, Method},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    attachments::Attachment,
    days::Timestamp,
    forms::{FormData, FormErrors},
    ids::UpdateId,
    inspection::InspectedFile,
    obligations::ObligationId,
    permissions::{HeldFor, decide_open_evidence},
    refusal::{LockRefusal, Refusal, UpdateRefusal, Words},
    updates::RequestForm,
};
use records::{
    Error, Work,
    updates::{self, evidence},
    uploads,
};
use uuid::Uuid;

use super::{readable, request_page, requestable, way_on};
use crate::{
    error::AppError,
    extract::{Arrival, PageRequest, Visit},
    files::receive::{Fields, Form, FormReader, words_alone},
    handlers::{
        attempt::Attempt,
        hand_in::{DRAINED, received},
        held_files::{check_open_beside, inspected},
        receipts::send_attachment,
    },
    middleware::pending_forms,
    state::AppState,
};

/// `POST /bo-sung/xin`: words and files in one form; a form that waited for a new sign-in brings words alone.
pub async fn send(
    Arrival(arrived): Arrival,
    State(state): State<AppState>,
    visit: Result<Visit, AppError>,
    request: PageRequest,
    body: Body,
) -> Result<Response, AppError> {
    let form = match FormReader::start(&request.headers, body) {
        Ok(form) => form,
        Err(body) => {
            let fields = words_alone(&request.headers, body).await;
            return sent(visit?, &request, read(&fields), FormErrors::default()).await;
        }
    };
    let visit = match visit {
        Ok(visit) => visit,
        Err(error) => {
            let fields = form.drain(DRAINED).await;
            return Ok(pending_forms::came_late(&state, (&request.uri, &request.headers), fields.pairs(), error).await);
        }
    };
    // Of whoever has nothing to ask for no file is received; a request that was sent already leads where it did.
    if requestable(&visit).next().is_none() {
        return sent(visit, &request, read(&form.drain(DRAINED).await), FormErrors::default()).await;
    }
    let person = visit.person;
    let much = visit.read(async move |work: &mut Work| uploads::how_much(work, person).await).await?;
    let came = match much.check() {
        Ok(()) => received(&state, &visit, form).await,
        Err(refusal) => Err((form.drain(DRAINED).await, refusal.into())),
    };
    let Form { fields, files } = match came {
        Ok(form) => form,
        Err((fields, error)) => {
            let (words, status) = (error.words(), error.status());
            let attempt = Attempt::<()> { refused: Some(words), status: Some(status), ..Attempt::default() };
            return request_page(&visit, &request, read(&fields), attempt).await;
        }
    };
    let mut form = read(&fields);
    let mut refused: Vec<Refusal> = files.iter().filter_map(|file| file.as_ref().err().cloned()).collect();
    let good: Vec<InspectedFile> = files.into_iter().filter_map(Result::ok).collect();
    if !good.is_empty() {
        refused.extend(keep(&visit, &mut form, good, arrived).await?);
    }
    let mut errors = FormErrors::default();
    if !refused.is_empty() {
        let sentence = |refusal: &Refusal| {
            let Words { fact, advice } = refusal.words();
            format!("{fact}. {advice}")
        };
        errors.add("files", refused.iter().map(sentence).collect::<Vec<_>>().join(" "));
    }
    sent(visit, &request, form, errors).await
}

/// The words of a form, with a key of its own where it brought none.
fn read(fields: &Fields) -> RequestForm {
    let form = RequestForm::read(&FormData::new(fields.pairs().to_vec()));
    if form.key.parse::<UpdateId>().is_ok() { form } else { RequestForm { key: Uuid::now_v7().to_string(), ..form } }
}

/// Keeps files that lie in the store for this request, and names them in its form: those that are not taken, with the reasons.
async fn keep(
    visit: &Visit,
    form: &mut RequestForm,
    files: Vec<InspectedFile>,
    arrived: Timestamp,
) -> Result<Vec<Refusal>, AppError> {
    // They wait beside a record, also where none is ticked yet.
    let may_be: Vec<ObligationId> = requestable(visit).map(|one| one.id).collect();
    let ticked = form.records.iter().filter_map(|id| id.parse::<ObligationId>().ok()).find(|id| may_be.contains(id));
    let record = ticked.or_else(|| may_be.first().copied());
    let (Ok(key), Some(record)) = (form.key.parse::<UpdateId>(), record) else { return Ok(vec![Refusal::FileGone]) };
    let store = visit.fact_store();
    let kept = visit
        .write_quietly(async move |work: &mut Work| evidence::keep(work, &store, (key, record), &files, arrived).await)
        .await?;
    let mut refused = Vec::new();
    for one in kept {
        match one {
            Ok(id) => form.files.push(id.to_string()),
            Err(refusal) => refused.push(refusal),
        }
    }
    Ok(refused)
}

/// Sends the request, unless something is to be mended in its form first.
async fn sent(visit: Visit, request: &PageRequest, form: RequestForm, of_files: FormErrors) -> Result<Response, AppError> {
    if !of_files.is_empty() {
        let procedure = visit.facts.updates.procedure();
        let mut errors = form.parse(procedure).err().unwrap_or_default();
        for (field, words) in of_files.iter() {
            errors.add(field, words);
        }
        return request_page(&visit, request, form, Attempt::wrong((), errors)).await;
    }
    let (store, sent) = (visit.fact_store(), form.clone());
    match visit.write(async move |work: &mut Work| updates::request(work, &store, &sent).await).await {
        Ok(Ok(id)) => Ok(Redirect::to(&format!("{}?xong=gui", paths::update(id))).into_response()),
        Ok(Err(errors)) => request_page(&visit, request, form, Attempt::wrong((), errors)).await,
        Err(Error::Refused(refusal @ Refusal::FileGone)) => {
            request_page(&visit.again().await?, request, form, Attempt::<()>::without_words(refusal)).await
        }
        Err(Error::Refused(refusal @ (Refusal::Lock(_) | Refusal::ObligationClosed { .. }))) => {
            // Of one record alone nothing is left to choose: its page says how it stands.
            let only = <[String; 1]>::try_from(form.records.clone()).ok().and_then(|[only]| only.parse().ok());
            // What was typed beside a request that waits is no part of that request, and is shown again.
            let waits = matches!(refusal, Refusal::Lock(LockRefusal::Update(UpdateRefusal::Waits { .. })));
            if let Some(address) = only.filter(|_| !waits).and_then(|record| way_on(record, &refusal)) {
                return Ok(Redirect::to(&address).into_response());
            }
            request_page(&visit.again().await?, request, form, Attempt::<()>::without_words(refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /bo-sung/{update}/tep/{position}`: a file that bears a request out, for whoever may read the request. What nobody could
/// look into yet, and what was found to be able to act since it came, opens for its sender alone, and for whoever decides about that.
pub async fn file(
    State(state): State<AppState>,
    Path((id, position)): Path<(UpdateId, usize)>,
    visit: Visit,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let update = readable(&visit, id)?;
    decide_open_evidence(&visit.actor(), update)?;
    let file = update.files.get(position).ok_or(AppError::NotFound)?;
    let inspected = inspected(&state, &visit, file).await?;
    check_open_beside(&visit, (file, Some(update.requested.by)), &inspected, HeldFor::Evidence)?;
    let sent = (Attachment::Evidence(id), Some(update.requested.by));
    send_attachment((&state, &visit), sent, file, (&method, &headers)).await
}
