//! "/cho-duyet": what waits for the visitor, one record with its files and the decision, and taking a decision back.

mod list;
mod openings;
mod spot_checks;
mod together;

use app::{
    comments::{CommentsOn, CommentsView},
    paths,
    reviews::{Decided, DeskView, SigningView, Undone, left_words},
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    comments::Spot,
    decisions::{Decision, DecisionId},
    files::Sha256,
    forms::FormErrors,
    locks::Arrival,
    obligations::{Obligation, ObligationId},
    permissions::{Action, decide as ask},
    record_types::Step,
    refusal::{LockRefusal, Refusal, ReviewRefusal, Words},
    reviews::{
        DecisionForm, DecisionRequest, JustDecided, Queue, Review, ReviewPage, Turn, just_decided, just_undone, may_decide,
        may_see_queue, open_threads, review_of, review_page,
    },
    signing::SignedAct,
    spot_checks::Draw,
    submissions::SubmissionId,
    vietnamese,
};
use records::{Error, Work, inspections, new_id, review_openings, reviews, submissions};
use serde::Deserialize;

use super::{
    attempt::{Attempt, or_refusal, with_status},
    comments::{self, TypedComment},
    signing as signatures, viewer_with_queue,
};
use crate::{
    error::AppError,
    extract::{PageRequest, ProofForm, UnattendedVisit, Visit},
    state::AppState,
};

pub use list::list;
use list::{Batch, queue_page};
use openings::{note_opened, unseen};
pub use spot_checks::{draw_page, sign_check, sign_checks};
pub use together::approve_ticked;

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
    /// The place of the file to which a comment is to be pinned: "o-1-3-2".
    #[serde(default, rename = "cho")]
    place: String,
    /// Something where a comment was sent a moment ago.
    #[serde(default, rename = "da-gui")]
    said: String,
    /// "toan-van" where everything is to be shown, and not only what has changed.
    #[serde(default, rename = "xem")]
    view: String,
    /// The draw from which the record was opened.
    #[serde(default, rename = "rut")]
    draw: String,
    /// The decision about the record that was taken back a moment ago.
    #[serde(default, rename = "hoan-tac")]
    undone: String,
}

impl Asked {
    /// The desk with a draw beside it, if there is one.
    fn beside(draw: Option<Draw>) -> Self {
        Self { draw: draw.map(|draw| draw.to_string()).unwrap_or_default(), ..Self::default() }
    }
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

/// `GET /cho-duyet/{obligation}`
pub async fn page(
    Path(id): Path<ObligationId>,
    visit: Visit,
    Query(asked): Query<Asked>,
    request: PageRequest,
) -> Result<Response, AppError> {
    desk(&visit, &request, id, &asked, Attempt::default(), TypedComment::asked(asked.file, &asked.place, &asked.said)).await
}

/// The page with a comment that is to be corrected.
pub(super) async fn with_comment(
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    draw: Option<Draw>,
    comment: TypedComment,
) -> Result<Response, AppError> {
    let asked = Asked { file: comment.form.file.parse().unwrap_or_default(), ..Asked::beside(draw) };
    let attempt = Attempt { status: Some(StatusCode::UNPROCESSABLE_ENTITY), ..Attempt::default() };
    desk(visit, request, id, &asked, attempt, comment).await
}

/// The page as it stands now, with why a form was refused.
pub(super) async fn with_refusal(
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    draw: Option<Draw>,
    refusal: Refusal,
) -> Result<Response, AppError> {
    desk(visit, request, id, &Asked::beside(draw), Attempt::without_words(refusal), TypedComment::default()).await
}

/// `comment`: one as it was typed, or as it begins.
async fn desk(
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    asked: &Asked,
    attempt: Attempt<DecisionForm>,
    comment: TypedComment,
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
    if let (Some((submission, digest)), Turn::Decide { .. } | Turn::SpotCheck, true) = (shown, &record.turn, request.is_looked_at) {
        note_opened(visit, submission, digest).await;
    }
    let queue = Queue::of(&visit.facts, visit.person, visit.now);
    let place = queue.place(id);
    let address = |place: Option<usize>| place.and_then(|place| queue.at(place)).map(paths::review);
    let draw = spot_checks::draw_beside(visit, asked);
    let (before, after) = match &draw {
        Some(draw) => (draw.before(id), draw.after(id)),
        None => {
            let before = address(place.and_then(|place| place.checked_sub(1)));
            (before, address(Some(place.map_or(0, |place| place + 1))))
        }
    };
    let comments = comments::view(visit, obligation, &versions, CommentsOn::Desk, comment).await?;
    let drawn = draw.as_ref().map(|beside| beside.draw);
    let Attempt { typed, errors, refused, status, .. } = attempt;
    let agrees = typed.as_ref().is_some_and(|typed| typed.consent == "1");
    let ticked = typed.as_ref().map(|typed| typed.reasons.as_slice()).unwrap_or_default();
    let refused =
        refused.or_else(|| without_form(&record, &errors, typed.as_ref())).map(|words| with_words(words, &record, typed.as_ref()));
    let kept = kept(visit, &record).await?;
    let in_full = asked.view == "toan-van";
    let corrects = corrected_version(visit, obligation);
    let is_whole = in_full || corrects.is_none() || Spot::parse(&asked.place).is_some();
    let file = asked.file.min(record.submission.files.len().saturating_sub(1));
    let unseen = unseen(visit, &record.submission, is_whole.then_some(file)).await?;
    let page = DeskView {
        kept,
        unseen,
        undone: undone(visit, id, &asked.undone),
        queue: queue.lines(place.unwrap_or_default().saturating_sub(BESIDE / 2), BESIDE),
        length: queue.len(),
        before,
        after,
        file,
        reasons: visit.facts.regime.review_settings.reasons_in_form(visit.now, ticked),
        form: form(&record, digest, typed, !errors.is_empty()),
        errors,
        refused,
        check: spot_checks::check_form(visit, &record, digest, asked, agrees)?,
        draw,
        signing: signing(visit, &record)?,
        done: done(visit, &asked.done),
        comments: comments.map(|comments| CommentsView { draw: drawn, ..comments }),
        corrects,
        in_full,
        place: Spot::parse(&asked.place).map(|spot| spot.to_string()),
        record,
    };
    let deed = match (&page.record.turn, &page.draw) {
        (Turn::SpotCheck, _) | (Turn::None(_), Some(_)) => "Kiểm tra",
        (Turn::Decide { .. }, _) | (Turn::None(_), None) => "Duyệt",
    };
    let title = format!("{deed} {}", page.record.title);
    let viewer = viewer_with_queue(visit, queue.records())?;
    Ok(with_status(request.page(&title, |head| app::pages::review(head, viewer, page)), status))
}

/// The version that was given back, where the last one corrects it.
fn corrected_version(visit: &Visit, obligation: &Obligation) -> Option<SubmissionId> {
    match review_of(&visit.facts, obligation) {
        Review::Waiting(waiting) => waiting.corrects.map(|back| back.submission),
        Review::NotAsked | Review::NothingYet | Review::Returned(_) | Review::SelfIssued { .. } | Review::Approved { .. } => None,
    }
}

/// `GET /cho-duyet/{obligation}/tin/{submission}/{step}`: what a page that lies open is told of the version which it shows;
/// nothing as long as its form may be sent.
pub async fn news(
    Path((id, submission, step)): Path<(ObligationId, SubmissionId, String)>,
    UnattendedVisit(visit): UnattendedVisit,
) -> Result<Response, AppError> {
    let obligation = opened(&visit, id)?;
    let step = Step::from_code(&step).ok_or(AppError::NotFound)?;
    let asked = may_decide(&visit.facts, &visit.actor(), obligation, (submission, step), visit.now);
    let open = visit.facts.check_reviewable(obligation, Arrival::at(visit.now));
    Ok(match asked.and(open) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(refusal) => Json(refusal.words()).into_response(),
    })
}

/// `GET /cho-duyet/{obligation}/con-lai`: what a page that lies open says beside the button that approves.
pub async fn left(Path(id): Path<ObligationId>, UnattendedVisit(visit): UnattendedVisit) -> Result<String, AppError> {
    let obligation = opened(&visit, id)?;
    let submission = obligation.handed_in.as_ref().ok_or(AppError::NotFound)?.submission;
    let person = visit.person;
    let unseen = async move |work: &mut Work| review_openings::unseen_positions(work, person, submission).await;
    Ok(left_words(visit.read(unseen).await?.len(), open_threads(obligation)))
}

/// How the version stands while something keeps it from being approved; what, and whose turn it is.
async fn kept(visit: &Visit, record: &ReviewPage) -> Result<Option<(&'static str, Words)>, AppError> {
    let version = record.submission.clone();
    let kept = visit.read(async move |work: &mut Work| inspections::kept_of(work, &version).await).await?;
    Ok(kept.map(|(name, kept)| (kept.state(), kept.words(&name))))
}

/// What signing asks for, where it is the leadership's turn.
fn signing(visit: &Visit, record: &ReviewPage) -> Result<Option<SigningView>, AppError> {
    if !matches!(record.turn, Turn::Decide { step: Step::Leadership, .. }) {
        return Ok(None);
    }
    signing_view(visit, SignedAct::Approval).map(Some)
}

/// In whose name the visitor would sign.
fn signing_view(visit: &Visit, act: SignedAct) -> Result<SigningView, AppError> {
    let signer = format!("{}, {}", visit.person()?.name, super::titles(visit, &visit.actor()));
    Ok(SigningView { signer, asks_again: visit.asks_again(), act, several: Vec::new() })
}

/// The form as it begins, or with what was typed; it is bound to the version that the page shows. One whose fields have to
/// be corrected stays bound to what its page showed: whether that is the last version is asked when it is sent.
fn form(record: &ReviewPage, digest: Option<Sha256>, typed: Option<DecisionForm>, corrects: bool) -> DecisionForm {
    let Turn::Decide { step, correct_by } = &record.turn else { return DecisionForm::default() };
    let begins = DecisionForm {
        key: new_id::<Decision>().to_string(),
        outcome: "approve".to_owned(),
        correct_by: vietnamese::date(*correct_by),
        submission: record.submission.id.to_string(),
        digest: digest.map(|digest| digest.to_string()).unwrap_or_default(),
        step: step.code().to_owned(),
        ..DecisionForm::default()
    };
    match typed {
        None => begins,
        Some(typed) if corrects => typed,
        // Whoever agreed to sign an older version has not agreed to this one.
        Some(DecisionForm { outcome, reasons, words, correct_by, .. }) => {
            DecisionForm { outcome, reasons, words, correct_by, ..begins }
        }
    }
}

/// What is said of fields to be corrected for which there is no form any more; why there is none the page says itself.
fn without_form(record: &ReviewPage, errors: &FormErrors, typed: Option<&DecisionForm>) -> Option<Words> {
    let is_gone = match &record.turn {
        Turn::None(_) => !errors.is_empty(),
        // The errors may be those of the check.
        Turn::SpotCheck => !errors.is_empty() && typed.is_some_and(|typed| !typed.typed().is_empty()),
        Turn::Decide { .. } => false,
    };
    let (fact, advice) = ("Chưa ghi quyết định nào", "Hồ sơ này không còn chờ quyết định ở đây.");
    is_gone.then(|| Words { fact: fact.to_owned(), advice: advice.to_owned() })
}

/// Where there is no form any more, the words that were typed stand in the notice.
fn with_words(words: Words, record: &ReviewPage, typed: Option<&DecisionForm>) -> Words {
    match &record.turn {
        Turn::None(_) | Turn::SpotCheck => with_typed(words, typed),
        Turn::Decide { .. } => words,
    }
}

fn with_typed(words: Words, typed: Option<&DecisionForm>) -> Words {
    let typed = typed.into_iter().flat_map(DecisionForm::typed).map(|(label, words)| format!(" {label}: “{words}”."));
    Words { advice: typed.fold(words.advice, |advice, one| advice + &one), ..words }
}

/// What the address says was decided a moment ago, if that is so.
fn done(visit: &Visit, asked: &str) -> Option<Decided> {
    let (obligation, decision) = asked.split_once('.')?;
    let (obligation, decision): (ObligationId, DecisionId) = (obligation.parse().ok()?, decision.parse().ok()?);
    let JustDecided { title, mention, outcome, open, may_undo, signed, .. } =
        just_decided(&visit.facts, visit.person, obligation, decision, visit.moment)?;
    let undo = may_undo.then(|| paths::undo_review(obligation, decision));
    Some(Decided { title, mention, outcome, open, sheet: signed.map(paths::approval_sheet), undo })
}

/// What the address says was taken back a moment ago, if that is so.
fn undone(visit: &Visit, obligation: ObligationId, asked: &str) -> Option<Undone> {
    let one = just_undone(&visit.facts, visit.person, obligation, asked.parse().ok()?, visit.moment)?;
    Some(Undone { title: one.title, outcome: one.outcome, is_signed: one.signed.is_some(), waits: one.open.is_some() })
}

/// `POST /cho-duyet/{obligation}`: decides, and leads to what waits next. The leadership approves by signing, and types the
/// password again for it.
pub async fn decide(
    State(state): State<AppState>,
    Path(id): Path<ObligationId>,
    mut form: ProofForm<Visit>,
) -> Result<Response, AppError> {
    let typed = DecisionForm::of(&form.typed);
    let obligation = opened(&form.visit, id)?.clone();
    let facts = &form.visit.facts;
    let hours = facts.hours(obligation.terms.rules);
    let wanted = match typed.parse(facts.calendar_of(&obligation), &hours, &facts.regime.review_settings, form.visit.now) {
        Ok(wanted) => wanted,
        Err(errors) => return corrected(&form, id, typed, errors).await,
    };
    let mut credentials = None;
    if wanted.is_signed() {
        // Whoever may not, or comes too late, is told so by the transaction, without a password.
        if check(&form.visit, &obligation, &wanted).is_ok()
            && let Err(errors) = form.prove().await?
        {
            return corrected(&form, id, typed, errors).await;
        }
        credentials = Some(signatures::credentials(&state, &form.visit).await?);
    }
    let ProofForm { visit, request, .. } = form;
    let store = visit.fact_store();
    let decided = visit.write(async move |work: &mut Work| match &credentials {
        Some(credentials) => reviews::sign(work, &store, id, wanted, credentials).await,
        None => reviews::decide(work, &store, id, wanted).await,
    });
    match decided.await {
        Ok(decision) => {
            let next = Queue::of(&visit.facts, visit.person, visit.now).after(id);
            Ok(Redirect::to(&paths::after_review(next, id, decision)).into_response())
        }
        Err(error) => again(&visit, &request, id, &Asked::default(), Some(typed), error).await,
    }
}

/// The rule, as it is asked before a password.
fn check(visit: &Visit, obligation: &Obligation, wanted: &DecisionRequest) -> Result<(), Refusal> {
    let shown = (wanted.submission, wanted.step);
    may_decide(&visit.facts, &visit.actor(), obligation, shown, visit.now).map(drop)
}

/// The page with all that was typed, and what is to be corrected.
async fn corrected(
    form: &ProofForm<Visit>,
    id: ObligationId,
    typed: DecisionForm,
    errors: FormErrors,
) -> Result<Response, AppError> {
    desk(&form.visit, &form.request, id, &Asked::default(), Attempt::wrong(typed, errors), TypedComment::default()).await
}

/// `POST /cho-duyet/{obligation}/rut-lai/{decision}`: also by whoever decided in a place that was lent and is theirs no longer, for
/// both what they decided and its ten minutes are their own.
pub async fn undo(
    Path((id, decision)): Path<(ObligationId, DecisionId)>,
    visit: Visit,
    request: PageRequest,
) -> Result<Response, AppError> {
    let obligation = visit.facts.obligation(id).ok_or(AppError::NotFound)?;
    if !obligation.decisions.iter().any(|one| one.id == decision && one.by == visit.person) {
        opened(&visit, id)?;
    }
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| reviews::undo(work, &store, id, decision).await).await {
        Ok(()) => Ok(Redirect::to(&page_after_undo(&visit, obligation, decision)).into_response()),
        Err(error) => again(&visit, &request, id, &Asked::default(), None, error).await,
    }
}

/// The first page of the record that the visitor may open still; the start where there is none.
fn page_after_undo(visit: &Visit, obligation: &Obligation, decision: DecisionId) -> String {
    let record = visit.facts.record_facts(obligation);
    if opened(visit, obligation.id).is_ok() {
        paths::after_undo(obligation.id, decision)
    } else if ask(&visit.actor(), visit.facts.organisation(), Action::SeeStanding(record)).is_ok() {
        paths::record(obligation.id)
    } else {
        paths::START.to_owned()
    }
}

/// The page as it stands now: what refused the form may have happened after it was opened.
async fn again(
    visit: &Visit,
    request: &PageRequest,
    id: ObligationId,
    asked: &Asked,
    typed: Option<DecisionForm>,
    error: Error,
) -> Result<Response, AppError> {
    let refusal = match error {
        Error::Refused(
            refusal @ (Refusal::Review(_)
            | Refusal::Signing(_)
            | Refusal::ObligationClosed { .. }
            | Refusal::Lock(LockRefusal::Shut(_))),
        ) => refusal,
        other => return Err(other.into()),
    };
    let visit = visit.again().await?;
    if let Some(obligation) = visit.facts.obligation(id).filter(|obligation| obligation.handed_in.is_none()) {
        // What was withdrawn has no desk any more: the list says what became of it.
        let refused = vec![(visit.facts.title(obligation), with_typed(refusal.words(), typed.as_ref()))];
        let page = queue_page(&visit, request, &Asked::default(), Batch { refused, ..Batch::default() }).await;
        let status = AppError::from(refusal.clone()).status();
        return or_refusal(page.map(|page| with_status(page, Some(status))), refusal);
    }
    let attempt = Attempt { typed, ..Attempt::without_words(refusal.clone()) };
    or_refusal(desk(&visit, request, id, asked, attempt, TypedComment::default()).await, refusal)
}
