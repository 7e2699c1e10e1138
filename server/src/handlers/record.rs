//! "/ho-so/{obligation}": one record with all that happened to it; exempting it, and taking that back.

use app::{comments::CommentsOn, paths, record::RecordView};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::{FormData, FormErrors},
    obligations::{Obligation, ObligationId, Reason},
    permissions::{Action, decide},
    record,
    refusal::{Refusal, Words},
};
use records::{Error, Work, exemptions, obligations, submissions};
use serde::Deserialize;

use super::{
    comments::{self, TypedComment},
    file_notices,
    receipts::may_open,
    setup::Fields,
    viewer, withdrawals,
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// What the last form left, for the page to show again.
#[derive(Debug, Default)]
struct Attempt {
    typed: String,
    errors: FormErrors,
    refused: Option<Words>,
    status: Option<StatusCode>,
    /// A comment as it was typed.
    comment: TypedComment,
}

/// What the address says beside the record.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// The place to which a comment is to be pinned, and in which file, from 0.
    #[serde(default, rename = "cho")]
    place: String,
    #[serde(default, rename = "tep")]
    file: usize,
}

/// `GET /ho-so/{obligation}`
pub async fn page(
    Path(id): Path<ObligationId>,
    visit: Visit,
    Query(asked): Query<Asked>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let comment = TypedComment::at(asked.file, &asked.place);
    record_page(&visit, &request, id, Attempt { comment, ..Attempt::default() }).await
}

/// The page with a comment that is to be corrected.
pub(super) async fn with_comment(
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    comment: TypedComment,
) -> Result<Response, AppError> {
    let status = Some(StatusCode::UNPROCESSABLE_ENTITY);
    record_page(visit, request, id, Attempt { comment, status, ..Attempt::default() }).await
}

/// The record, if the viewer may see how it stands.
fn seen(visit: &Visit, id: ObligationId) -> Result<&Obligation, AppError> {
    let obligation = visit.facts.obligation(id).ok_or(AppError::NotFound)?;
    decide(&visit.actor(), visit.facts.organisation(), Action::SeeStanding(visit.facts.record_facts(obligation)))?;
    Ok(obligation)
}

async fn record_page(visit: &Visit, request: &PageRequest, id: ObligationId, attempt: Attempt) -> Result<Response, AppError> {
    let obligation = seen(visit, id)?;
    let (versions, judgements) = visit
        .read(async move |work: &mut Work| Ok((submissions::versions(work, id).await?, obligations::judgements(work, id).await?)))
        .await?;
    let newest = versions.iter().find(|version| version.withdrawn_at.is_none());
    let file_notices = match newest.filter(|newest| may_open(visit, obligation, newest).is_ok()) {
        Some(newest) => file_notices::of_version(visit, obligation, newest).await?,
        None => Vec::new(),
    };
    let withdrawal = withdrawals::offer(visit, obligation, &versions).await?;
    let viewer = viewer(visit)?;
    let back = match obligation.terms.week.filter(|_| viewer.sees_dashboard) {
        Some(week) => (paths::records_of_week(week), format!("Hồ sơ tuần {week}")),
        None if viewer.sees_dashboard => (paths::DASHBOARD.to_owned(), "Bảng theo dõi".to_owned()),
        None => (paths::MY_WORK.to_owned(), "Việc của tôi".to_owned()),
    };
    let record = record::record_page(&visit.facts, visit.person, obligation, &versions, &judgements, visit.now);
    let title = record.title.clone();
    let Attempt { typed, errors, refused, status, comment } = attempt;
    let comments = comments::view(visit, obligation, &versions, CommentsOn::Record, comment).await?;
    // Where nobody is asked to approve, nobody is invited to comment either.
    let comments = comments.filter(|comments| record.review.is_some() || !comments.threads.is_empty());
    let view = RecordView { record, back, typed, errors, refused, file_notices, comments, withdrawal };
    let mut response = request.page(&title, |head| app::pages::record(head, viewer, view));
    if let Some(status) = status {
        *response.status_mut() = status;
    }
    Ok(response)
}

/// What a form with a reason does.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Exempt,
    End,
}

/// `POST /ho-so/{obligation}/mien`
pub async fn exempt(
    Path(id): Path<ObligationId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    change(visit, &request, id, FormData::new(fields).exactly("reason").to_owned(), Deed::Exempt).await
}

/// `POST /ho-so/{obligation}/bo-mien`
pub async fn end_exemption(
    Path(id): Path<ObligationId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    change(visit, &request, id, FormData::new(fields).exactly("reason").to_owned(), Deed::End).await
}

async fn change(visit: Visit, request: &PageRequest, id: ObligationId, typed: String, deed: Deed) -> Result<Response, AppError> {
    let obligation = seen(&visit, id)?;
    decide(&visit.actor(), visit.facts.organisation(), Action::Exempt(visit.facts.record_facts(obligation)))?;
    let reason = match Reason::parse(&typed) {
        Ok(reason) => reason,
        Err(errors) => {
            let status = Some(StatusCode::UNPROCESSABLE_ENTITY);
            return record_page(&visit, request, id, Attempt { typed, errors, status, ..Attempt::default() }).await;
        }
    };
    let store = visit.fact_store();
    let done = visit
        .write(async move |work: &mut Work| match deed {
            Deed::Exempt => exemptions::exempt(work, &store, id, &reason).await,
            Deed::End => exemptions::end_exemption(work, &store, id, &reason).await,
        })
        .await;
    match done {
        Ok(()) => Ok(Redirect::to(&paths::record(id)).into_response()),
        Err(Error::Refused(refusal)) => refused_page(&visit.again().await?, request, id, typed, refusal).await,
        Err(error) => Err(error.into()),
    }
}

/// The page as it stands now: what refused the form may have happened after it was opened. The words that were typed
/// stand in the notice, because the form for them may be gone.
async fn refused_page(
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    typed: String,
    refusal: Refusal,
) -> Result<Response, AppError> {
    let Words { fact, advice } = refusal.words();
    let refused = Some(Words { fact, advice: format!("{advice} Lý do vừa gõ: “{}”.", typed.trim()) });
    let status = Some(AppError::from(refusal).status());
    record_page(visit, request, id, Attempt { refused, status, ..Attempt::default() }).await
}
