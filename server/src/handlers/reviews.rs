//! "/cho-duyet": what waits for the visitor, one record with its files and the decision, and taking a decision back.

use app::{
    paths,
    reviews::{Decided, DeskView, QueueView},
    ui::Pages,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    decisions::DecisionId,
    files::Sha256,
    forms::{FormData, FormErrors},
    obligations::{Obligation, ObligationId},
    permissions::{Action, decide as ask},
    refusal::{Refusal, ReviewRefusal, Words},
    reviews::{
        DecisionForm, JustDecided, Queue, QueueLine, ReviewPage, Tick, Turn, just_decided, lately_decided, may_see_queue,
        review_page,
    },
    submissions::SubmissionId,
    vietnamese,
};
use records::{Error, Work, review_openings, reviews, submissions};
use serde::Deserialize;

use super::{setup::Fields, viewer};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// How many lines stand on one page of the list.
const PER_PAGE: usize = 100;
/// How many lines stand beside an open record.
const BESIDE: usize = 40;

/// What the address says beside the record.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// A page of the list, from 0.
    #[serde(default, rename = "trang")]
    page: usize,
    /// Which file is open, from 0.
    #[serde(default, rename = "tep")]
    file: usize,
    /// What was decided a moment ago: record and decision.
    #[serde(default, rename = "xong")]
    done: String,
    /// How many were approved together a moment ago.
    #[serde(default, rename = "da-duyet")]
    approved: usize,
}

/// `GET /cho-duyet`
pub async fn list(visit: Visit, Query(asked): Query<Asked>, request: PageRequest) -> Result<Response, AppError> {
    queue_page(&visit, &request, &asked, Batch { approved: asked.approved, ..Batch::default() }).await
}

/// What became of those that were ticked.
#[derive(Debug, Default)]
struct Batch {
    approved: usize,
    refused: Vec<(String, Words)>,
    nothing_ticked: bool,
}

async fn queue_page(visit: &Visit, request: &PageRequest, asked: &Asked, batch: Batch) -> Result<Response, AppError> {
    check_reviewer(visit)?;
    let person = visit.person;
    let opened = visit.read(async move |work: &mut Work| review_openings::of_person(work, person).await).await?;
    let queue = Queue::of(&visit.facts, visit.person, visit.now);
    let last = queue.len().saturating_sub(1) / PER_PAGE;
    let pages = Pages { page: asked.page.min(last), per_page: PER_PAGE, lines: queue.len() };
    let lines = queue.lines(pages.page * PER_PAGE, PER_PAGE);
    let tick = |line: &QueueLine| {
        let (submission, digest) = *opened.iter().find(|(submission, _)| *submission == line.submission)?;
        Some(Tick { obligation: line.obligation, submission, digest, step: line.step })
    };
    let lately = lately_decided(&visit.facts, visit.person, visit.now).into_iter();
    let Batch { approved, refused, nothing_ticked } = batch;
    let page = QueueView {
        ticks: lines.iter().filter_map(tick).collect(),
        lines,
        pages,
        done: done(visit, &asked.done),
        lately: lately.map(|one| (one.clone(), paths::undo_review(one.obligation, one.decision))).collect(),
        approved,
        refused,
        nothing_ticked,
        honorific: visit.person()?.honorific,
        now: visit.now,
    };
    let viewer = viewer(visit)?;
    Ok(request.page("Chờ tôi duyệt", |head| app::pages::queue(head, viewer, page)))
}

/// How many are approved by one form: more stand on no page.
const MAX_TOGETHER: usize = PER_PAGE;

/// `POST /cho-duyet`: approves what was opened and ticked, one by one; what is refused is told by its name, and keeps nothing
/// else from being approved.
pub async fn approve_ticked(visit: Visit, request: PageRequest, Form(fields): Fields) -> Result<Response, AppError> {
    check_reviewer(&visit)?;
    let typed = FormData::new(fields);
    let ticks: Option<Vec<Tick>> = typed.all("approve").take(MAX_TOGETHER).map(Tick::parse).collect();
    let ticks = ticks.ok_or(AppError::NotAForm)?;
    let mut batch = Batch { nothing_ticked: ticks.is_empty(), ..Batch::default() };
    for ticked in ticks {
        let store = visit.fact_store();
        match visit.write(async move |work: &mut Work| review_openings::approve(work, &store, ticked).await).await {
            Ok(_) => batch.approved += 1,
            Err(Error::Refused(refusal @ Refusal::Review(_))) => {
                let record = visit.facts.obligation(ticked.obligation);
                let title = record.map_or_else(|| "Hồ sơ".to_owned(), |record| visit.facts.title(record));
                batch.refused.push((title, refusal.words()));
            }
            Err(other) => return Err(other.into()),
        }
    }
    if batch.refused.is_empty() && !batch.nothing_ticked {
        return Ok(Redirect::to(&paths::approved_together(batch.approved)).into_response());
    }
    let status = if batch.nothing_ticked { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::CONFLICT };
    let mut response = queue_page(&visit.again().await?, &request, &Asked::default(), batch).await?;
    *response.status_mut() = status;
    Ok(response)
}

/// Only whoever ever approves anything.
fn check_reviewer(visit: &Visit) -> Result<(), Refusal> {
    if may_see_queue(&visit.actor()) { Ok(()) } else { Err(ReviewRefusal::QueueNotYours.into()) }
}

/// The record, if the visitor approves records and may open what was handed in for this one.
fn opened(visit: &Visit, id: ObligationId) -> Result<&Obligation, AppError> {
    let obligation = visit.facts.obligation(id).ok_or(AppError::NotFound)?;
    check_reviewer(visit)?;
    let record = visit.facts.record_facts(obligation);
    let action = match &obligation.handed_in {
        Some(handed_in) => Action::OpenVersion { record, by: handed_in.last_by },
        None => Action::OpenRecord(record),
    };
    ask(&visit.actor(), visit.facts.organisation(), action)?;
    Ok(obligation)
}

/// What the last form left, for the page to show again.
#[derive(Debug, Default)]
struct Attempt {
    /// The form as it was typed; `None` where nobody has typed anything.
    typed: Option<DecisionForm>,
    errors: FormErrors,
    refused: Option<Words>,
    status: Option<StatusCode>,
}

/// `GET /cho-duyet/{obligation}`
pub async fn page(
    Path(id): Path<ObligationId>,
    visit: Visit,
    Query(asked): Query<Asked>,
    request: PageRequest,
) -> Result<Response, AppError> {
    desk(&visit, &request, id, &asked, Attempt::default()).await
}

async fn desk(
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    asked: &Asked,
    attempt: Attempt,
) -> Result<Response, AppError> {
    let obligation = opened(visit, id)?;
    let last = obligation.handed_in.as_ref().map(|handed_in| handed_in.submission);
    let person = visit.person;
    let (versions, digest, opened) = visit
        .read(async move |work: &mut Work| {
            let digest = match last {
                Some(last) => Some(submissions::digest(work, last).await?),
                None => None,
            };
            let opened = review_openings::of_person(work, person).await?;
            Ok((submissions::versions(work, id).await?, digest, opened))
        })
        .await?;
    let shown = last.zip(digest).filter(|shown| !opened.contains(shown));
    let nothing = || AppError::from(Refusal::from(ReviewRefusal::NothingToReview));
    let record = review_page(&visit.facts, visit.person, obligation, &versions, visit.now).ok_or_else(nothing)?;
    if let (Some((submission, digest)), Turn::Decide { .. }) = (shown, &record.turn) {
        note_opened(visit, submission, digest).await;
    }
    let queue = Queue::of(&visit.facts, visit.person, visit.now);
    let place = queue.place(id);
    let address = |place: Option<usize>| place.and_then(|place| queue.at(place)).map(paths::review);
    let Attempt { typed, errors, refused, status } = attempt;
    let refused = refused.map(|words| with_words(words, &record, typed.as_ref()));
    let page = DeskView {
        queue: queue.lines(place.unwrap_or_default().saturating_sub(BESIDE / 2), BESIDE),
        length: queue.len(),
        before: address(place.and_then(|place| place.checked_sub(1))),
        after: address(Some(place.map_or(0, |place| place + 1))),
        file: asked.file,
        form: form(&record, digest, typed, !errors.is_empty()),
        errors,
        refused,
        done: done(visit, &asked.done),
        record,
    };
    let title = format!("Duyệt {}", page.record.title);
    let viewer = viewer(visit)?;
    let mut response = request.page(&title, |head| app::pages::review(head, viewer, page));
    if let Some(status) = status {
        *response.status_mut() = status;
    }
    Ok(response)
}

/// Remembers that the visitor has opened a version; where that cannot be written the page is shown all the same, and the
/// version is approved by its own form alone.
async fn note_opened(visit: &Visit, submission: SubmissionId, digest: Sha256) {
    let person = visit.person;
    let note = async move |work: &mut Work| review_openings::note(work, person, submission, digest).await;
    if let Err(error) = visit.write_quietly(note).await {
        tracing::warn!(%error, "that a version was opened was not noted");
    }
}

/// The form as it begins, or with what was typed; it is bound to the version that the page shows. One whose fields have to
/// be corrected stays bound to what its page showed: whether that is the last version is asked when it is sent.
fn form(record: &ReviewPage, digest: Option<Sha256>, typed: Option<DecisionForm>, corrects: bool) -> DecisionForm {
    let Turn::Decide { step, correct_by } = &record.turn else { return DecisionForm::default() };
    let begins = DecisionForm {
        outcome: "duyet".to_owned(),
        correct_by: vietnamese::date(*correct_by),
        submission: record.submission.id.to_string(),
        digest: digest.map(|digest| digest.to_string()).unwrap_or_default(),
        step: step.code().to_owned(),
        ..DecisionForm::default()
    };
    match typed {
        None => begins,
        Some(typed) if corrects => typed,
        Some(DecisionForm { outcome, reasons, words, correct_by, .. }) => {
            DecisionForm { outcome, reasons, words, correct_by, ..begins }
        }
    }
}

/// Where there is no form any more, the words that were typed stand in the notice.
fn with_words(words: Words, record: &ReviewPage, typed: Option<&DecisionForm>) -> Words {
    let typed = typed.map(|form| form.words.trim()).filter(|words| !words.is_empty());
    match (&record.turn, typed) {
        (Turn::None(_), Some(typed)) => {
            Words { advice: format!("{} Lời nhắn vừa gõ: “{typed}”.", words.advice), ..words }
        }
        _ => words,
    }
}

/// What the address says was decided a moment ago, if that is so.
fn done(visit: &Visit, asked: &str) -> Option<Decided> {
    let (obligation, decision) = asked.split_once('.')?;
    let (obligation, decision): (ObligationId, DecisionId) = (obligation.parse().ok()?, decision.parse().ok()?);
    let JustDecided { title, mention, outcome, may_undo, .. } =
        just_decided(&visit.facts, visit.person, obligation, decision, visit.now)?;
    let undo = may_undo.then(|| paths::undo_review(obligation, decision));
    Some(Decided { title, mention, outcome, undo })
}

/// `POST /cho-duyet/{obligation}`: decides, and leads to what waits next.
pub async fn decide(
    Path(id): Path<ObligationId>,
    visit: Visit,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    opened(&visit, id)?;
    let form = DecisionForm::of(&FormData::new(fields));
    let wanted = match form.parse(visit.facts.calendar(), visit.now) {
        Ok(wanted) => wanted,
        Err(errors) => {
            let status = Some(StatusCode::UNPROCESSABLE_ENTITY);
            let attempt = Attempt { typed: Some(form), errors, status, ..Attempt::default() };
            return desk(&visit, &request, id, &Asked::default(), attempt).await;
        }
    };
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| reviews::decide(work, &store, id, wanted).await).await {
        Ok(decision) => {
            let next = Queue::of(&visit.facts, visit.person, visit.now).after(id);
            Ok(Redirect::to(&paths::after_review(next, id, decision)).into_response())
        }
        Err(error) => again(&visit, &request, id, Some(form), error).await,
    }
}

/// `POST /cho-duyet/{obligation}/rut-lai/{decision}`
pub async fn undo(
    Path((id, decision)): Path<(ObligationId, DecisionId)>,
    visit: Visit,
    request: PageRequest,
) -> Result<Response, AppError> {
    opened(&visit, id)?;
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| reviews::undo(work, &store, id, decision).await).await {
        Ok(()) => Ok(Redirect::to(&paths::review(id)).into_response()),
        Err(error) => again(&visit, &request, id, None, error).await,
    }
}

/// The page as it stands now: what refused the form may have happened after it was opened.
async fn again(
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    typed: Option<DecisionForm>,
    error: Error,
) -> Result<Response, AppError> {
    let refusal = match error {
        Error::Refused(refusal @ Refusal::Review(_)) => refusal,
        other => return Err(other.into()),
    };
    let (refused, status) = (Some(refusal.words()), Some(AppError::from(refusal).status()));
    let attempt = Attempt { typed, refused, status, ..Attempt::default() };
    desk(&visit.again().await?, request, id, &Asked::default(), attempt).await
}
