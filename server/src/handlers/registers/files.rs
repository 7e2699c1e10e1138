//! Scans and pictures beside an entry: how they come there, and how they are sent.

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, Method},
    response::Response,
};
use domain::{
    attachments::Attachment,
    permissions::{HeldFor, decide_attach_to_entry},
    refusal::Refusal,
    registers::{EntryFile, EntryId, Register},
};
use records::{Error, Work, registers};

use super::{
    super::{
        attempt::Attempt,
        hand_in::received,
        held_files::{check_open_beside, inspected},
        receipts::send_attachment,
    },
    entry_page, led, read_entry, register_of,
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    files::receive::{Form as Received, FormReader},
    state::AppState,
};

/// `POST /so/{register}/{entry}/tep`: files alone; of whoever may lay none there, none is received.
pub async fn attach(
    State(state): State<AppState>,
    Path((address, id)): Path<(String, EntryId)>,
    visit: Visit,
    request: PageRequest,
    body: Body,
) -> Result<Response, AppError> {
    let register = register_of(&address)?;
    let line = read_entry(&visit, register, id).await?.line;
    decide_attach_to_entry(&visit.actor(), visit.facts.organisation(), &line)?;
    let Ok(form) = FormReader::start(&request.headers, body) else {
        return not_attached(&visit, &request, (register, id), Refusal::NoFiles.into()).await;
    };
    let files = match received(&state, &visit, form).await {
        Ok(Received { files, .. }) => files.into_iter().collect::<Result<Vec<_>, Refusal>>().map_err(AppError::from),
        Err((_, error)) => Err(error),
    };
    let files = match files {
        Ok(files) => files,
        Err(error) => return not_attached(&visit, &request, (register, id), error).await,
    };
    let (store, of) = (visit.fact_store(), (register.kind, id));
    match visit.write(async move |work: &mut Work| registers::attach(work, &store, of, &files).await).await {
        Ok(()) => Ok(led(register, id, "tep")),
        Err(Error::Refused(refusal)) => not_attached(&visit.again().await?, &request, (register, id), refusal.into()).await,
        Err(error) => Err(error.into()),
    }
}

/// The page of the entry, with why nothing was laid beside it.
async fn not_attached(
    visit: &Visit,
    request: &PageRequest,
    entry: (&'static Register, EntryId),
    error: AppError,
) -> Result<Response, AppError> {
    let attempt = Attempt { refused: Some(error.words()), status: Some(error.status()), ..Attempt::default() };
    entry_page(visit, request, entry, attempt).await
}

/// `GET /so/{register}/{entry}/tep/{position}`: for whoever reads the entry. What nobody could look into yet, and what was found to be
/// able to act since it came, opens for its sender alone, and for whoever decides about that.
pub async fn file(
    State(state): State<AppState>,
    Path((address, id, position)): Path<(String, EntryId, usize)>,
    visit: Visit,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let register = register_of(&address)?;
    read_entry(&visit, register, id).await?;
    let files = visit.read(async move |work: &mut Work| registers::files(work, id).await).await?;
    let EntryFile { file, by, .. } = files.get(position).ok_or(AppError::NotFound)?;
    let inspected = inspected(&state, &visit, file).await?;
    check_open_beside(&visit, (file, Some(*by)), &inspected, HeldFor::Entry(register.kind))?;
    send_attachment((&state, &visit), (Attachment::Entry(id), Some(*by)), file, (&method, &headers)).await
}
