//! "/ho-so/{obligation}": one record with all that happened to it; exempting it, and taking that back.

use app::{comments::CommentsOn, lateness::LateTyped, paths, record::RecordView};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    forms::{FormData, FormErrors},
    lateness::{Known, LatenessCard, lateness_card},
    missing::reminded_words,
    obligations::{Obligation, ObligationId, Reason},
    permissions::{Action, decide},
    record,
    refusal::{Refusal, Words},
    reviews::{last_counting, may_be_undone},
    submissions::Submission,
};
use records::{Error, Work, exemptions, missing, obligations, personal_copies, submissions, templates};
use serde::Deserialize;

use super::{
    attempt::{Attempt, with_status},
    comments::{self, TypedComment},
    file_notices,
    known_times::KnownTimes,
    receipts::may_open,
    setup::Fields,
    template_line, viewer, withdrawals,
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// What the address says beside the record.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// The place to which a comment is to be pinned, and in which file, from 0.
    #[serde(default, rename = "cho")]
    place: String,
    /// Something where a comment was sent a moment ago.
    #[serde(default, rename = "da-gui")]
    said: String,
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
    let visit = visit.at_record(id).await?;
    let last = seen(&visit, id)?.handed_in.as_ref().map(|last| last.submission);
    if let Some(last) = last.filter(|_| request.is_looked_at) {
        visit.note_view(last);
    }
    record_page(&visit, &request, id, Attempt::default(), TypedComment::asked(asked.file, &asked.place, &asked.said)).await
}

/// The page with a comment that is to be corrected.
pub(super) async fn with_comment(
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    comment: TypedComment,
) -> Result<Response, AppError> {
    let attempt = Attempt { status: Some(StatusCode::UNPROCESSABLE_ENTITY), ..Attempt::default() };
    record_page(visit, request, id, attempt, comment).await
}

/// The page as it stands now, with why a form without words was refused.
pub(super) async fn with_refusal(
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    refusal: Refusal,
) -> Result<Response, AppError> {
    record_page(visit, request, id, Attempt::without_words(refusal), TypedComment::default()).await
}

/// The page with what was typed on the card of lateness, and what is wrong with it.
pub(super) async fn with_late_words(
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    late: LateTyped,
    errors: FormErrors,
) -> Result<Response, AppError> {
    let attempt = Attempt::wrong(Typed { late, ..Typed::default() }, errors);
    record_page(visit, request, id, attempt, TypedComment::default()).await
}

/// What was typed in the forms of the page that was refused.
#[derive(Debug, Default)]
struct Typed {
    /// Of an exemption.
    reason: String,
    late: LateTyped,
}

/// The record, if the viewer may see how it stands.
pub(super) fn seen(visit: &Visit, id: ObligationId) -> Result<&Obligation, AppError> {
    let obligation = visit.facts.obligation(id).ok_or(AppError::NotFound)?;
    decide(&visit.actor(), visit.facts.organisation(), Action::SeeStanding(visit.facts.record_facts(obligation)))?;
    Ok(obligation)
}

/// `attempt`: what was typed, and why it was refused; `comment`: one as it was typed, or as it begins.
async fn record_page(
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    attempt: Attempt<Typed>,
    comment: TypedComment,
) -> Result<Response, AppError> {
    let obligation = seen(visit, id)?;
    let of = obligation.terms.record_type;
    let (versions, judgements, reminders, (rescued, templates)) = visit
        .read(async move |work: &mut Work| {
            let versions = submissions::versions(work, id).await?;
            let beside = (personal_copies::rescued(work, id).await?, templates::of_type(work, of).await?);
            Ok((versions, obligations::judgements(work, id).await?, missing::of_record(work, id).await?, beside))
        })
        .await?;
    let mut file_notices = match last_counting(&versions).filter(|newest| may_open(visit, obligation, newest).is_ok()) {
        Some(newest) => file_notices::of_version(visit, obligation, newest).await?,
        None => Vec::new(),
    };
    let came_back = |one: &Submission| rescued.get(&one.id).map(|mark| mark.words(one.version));
    file_notices.extend(versions.iter().filter_map(came_back));
    let withdrawal = withdrawals::offer(visit, obligation, &versions).await?;
    let viewer = viewer(visit)?;
    let year = visit.looks_back();
    let back = match obligation.terms.week.filter(|_| viewer.sees_dashboard) {
        Some(week) => (paths::in_year(&paths::records_of_week(week), year), format!("Hồ sơ tuần {week}")),
        None if viewer.sees_dashboard => (paths::in_year(paths::DASHBOARD, year), "Bảng theo dõi".to_owned()),
        None if year.is_some() => (paths::in_year(paths::DONE, year), "Đã nộp".to_owned()),
        None => (paths::MY_WORK.to_owned(), "Việc của tôi".to_owned()),
    };
    let record = record::record_page(&visit.facts, visit.person, obligation, &versions, &judgements, visit.now);
    let title = record.title.clone();
    let Attempt { typed, errors, refused, status, .. } = attempt;
    let is_written = !comment.errors.is_empty();
    let comments = comments::view(visit, obligation, &versions, CommentsOn::Record, comment).await?;
    // Where nobody is asked to approve, nobody is invited to comment either.
    let comments = comments.filter(|comments| record.review.is_some() || !comments.threads.is_empty() || is_written);
    let Typed { reason: typed, late: late_typed } = typed.unwrap_or_default();
    let undo = may_be_undone(&visit.facts, visit.person, obligation, visit.moment);
    let lateness = known_lateness(visit, obligation).await?;
    let reminded = reminded_words(&visit.facts, &visit.actor(), obligation, &reminders, visit.now);
    let reminders = reminders.len();
    let template = template_line::line(&templates, obligation, visit.now);
    let view = RecordView {
        record,
        back,
        typed,
        errors,
        refused,
        file_notices,
        comments,
        withdrawal,
        undo,
        lateness,
        late_typed,
        reminders,
        reminded,
        template,
    };
    Ok(with_status(request.page(&title, |head| app::pages::record(head, viewer, view)), status))
}

/// Why the record is late, where it is, for whoever may read it.
async fn known_lateness(visit: &Visit, obligation: &Obligation) -> Result<Option<LatenessCard>, AppError> {
    let (facts, actor, now) = (&visit.facts, visit.actor(), visit.now);
    // Most records are not late, and nothing is read for them.
    if lateness_card(facts, &actor, obligation, Known::default(), now).is_none() {
        return Ok(None);
    }
    let known = KnownTimes::read(visit, vec![obligation.id]).await?;
    Ok(lateness_card(facts, &actor, obligation, known.known(), now))
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
            let attempt = Attempt::wrong(Typed { reason: typed, ..Typed::default() }, errors);
            return record_page(&visit, request, id, attempt, TypedComment::default()).await;
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
pub(super) async fn refused_page(
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    typed: String,
    refusal: Refusal,
) -> Result<Response, AppError> {
    let Words { fact, advice } = refusal.words();
    let said = if typed.trim().is_empty() { String::new() } else { format!(" Lý do vừa gõ: “{}”.", typed.trim()) };
    let refused = Some(Words { fact, advice: format!("{advice}{said}") });
    let attempt = Attempt { refused, ..Attempt::without_words(refusal) };
    record_page(visit, request, id, attempt, TypedComment::default()).await
}
