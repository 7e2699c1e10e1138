//! Scans of the decision on which an order rests: attached by those who decide, opened by whoever may read the order.

use app::paths;
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, Method},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    attachments::Attachment,
    ids::LockOrderId,
    permissions::{HeldFor, decide_attach_scan, decide_read_order},
    refusal::Refusal,
};
use records::{Error, Work, locks};

use super::order_page;
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    files::receive::{Form, FormReader},
    handlers::{
        attempt::Attempt,
        hand_in::received,
        held_files::{check_open_beside, inspected},
        receipts::send_attachment,
    },
    state::AppState,
};

/// `POST /lenh-khoa/{order}/ban-quet`: files alone; of whoever may attach none, none is received.
pub async fn attach_scans(
    State(state): State<AppState>,
    Path(id): Path<LockOrderId>,
    visit: Visit,
    request: PageRequest,
    body: Body,
) -> Result<Response, AppError> {
    visit.facts.locks.order(id).ok_or(AppError::NotFound)?;
    decide_attach_scan(&visit.actor())?;
    let Ok(form) = FormReader::start(&request.headers, body) else {
        return refused(&visit, &request, id, Refusal::NoFiles.into()).await;
    };
    let files = match received(&state, &visit, form).await {
        Ok(Form { files, .. }) => files.into_iter().collect::<Result<Vec<_>, Refusal>>(),
        Err((_, error)) => return refused(&visit, &request, id, error).await,
    };
    let files = match files {
        Ok(files) => files,
        Err(refusal) => return refused(&visit, &request, id, refusal.into()).await,
    };
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| locks::attach_scans(work, &store, id, &files).await).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?xong=quet", paths::lock_order(id))).into_response()),
        Err(Error::Refused(refusal)) => refused(&visit.again().await?, &request, id, refusal.into()).await,
        Err(error) => Err(error.into()),
    }
}

/// The page of the order, with why nothing was attached.
async fn refused(visit: &Visit, request: &PageRequest, id: LockOrderId, error: AppError) -> Result<Response, AppError> {
    let attempt = Attempt { refused: Some(error.words()), status: Some(error.status()), ..Attempt::default() };
    order_page(visit, request, id, attempt).await
}

/// `GET /lenh-khoa/{order}/ban-quet/{position}`: for whoever may read the order. What nobody could look into yet, and what was
/// found to be able to act since it came, opens for its sender alone, and for whoever decides about that.
pub async fn scan(
    State(state): State<AppState>,
    Path((id, position)): Path<(LockOrderId, usize)>,
    visit: Visit,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    decide_read_order(&visit.actor(), visit.facts.locks.order(id).ok_or(AppError::NotFound)?)?;
    let scans = visit.read(async move |work: &mut Work| locks::scans(work, id).await).await?;
    let scan = scans.get(position).ok_or(AppError::NotFound)?;
    let inspected = inspected(&state, &visit, &scan.file).await?;
    check_open_beside(&visit, (&scan.file, Some(scan.by)), &inspected, HeldFor::OrderScan)?;
    let sent = (Attachment::OrderScan(id), Some(scan.by));
    send_attachment((&state, &visit), sent, &scan.file, (&method, &headers)).await
}
