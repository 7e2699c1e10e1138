//! The list of what waits for the visitor, with what became of a form that was sent from it.

use app::{
    paths,
    reviews::{QueueView, SignedFiles, SigningView},
    ui::Pages,
};
use axum::{extract::Query, response::Response};
use domain::{
    forms::FormErrors,
    inspection::Kept,
    locks::Arrival,
    permissions::decide_spot_check,
    refusal::{Shut, Words},
    reviews::{Queue, QueueLine, Tick, lately_approved, lately_decided},
    signing::SignedAct,
    submissions::SubmissionId,
};
use records::{Work, inspections, new_id, submissions};

use super::{Asked, check_reviewer, done, openings::looked_at, signing_view};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    handlers::viewer_with_queue,
};

/// How many lines stand on one page of the list.
pub(super) const PER_PAGE: usize = 100;

/// `GET /cho-duyet`
pub async fn list(visit: Visit, Query(asked): Query<Asked>, request: PageRequest) -> Result<Response, AppError> {
    // The address alone proves nothing: no more is said than what the visitor has approved within the last minutes.
    let approved = asked.approved.min(lately_approved(&visit.facts, visit.person, visit.moment));
    queue_page(&visit, &request, &asked, Batch { approved, ..Batch::default() }).await
}

/// What became of those that were ticked.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub approved: usize,
    pub refused: Vec<(String, Words)>,
    pub nothing_ticked: bool,
    /// Of a form that comes back: what was ticked, whether its sender agreed to sign, and what was wrong.
    pub ticked: Vec<Tick>,
    pub agrees: bool,
    pub errors: FormErrors,
}

pub(super) async fn queue_page(visit: &Visit, request: &PageRequest, asked: &Asked, batch: Batch) -> Result<Response, AppError> {
    check_reviewer(visit)?;
    let queue = Queue::of(&visit.facts, visit.person, visit.now);
    let pages = Pages::asked(asked.page, PER_PAGE, queue.len());
    let lines = queue.lines(pages.page * PER_PAGE, PER_PAGE);
    let seen = looked_at(visit, lines.iter().map(|line| line.submission).collect()).await?;
    let kept = kept(visit, &lines).await?;
    let shut = |line: &QueueLine| {
        let obligation = visit.facts.obligation(line.obligation)?;
        Some((line.submission, visit.facts.shut_to_reviewers(obligation, Arrival::at(visit.now))?))
    };
    let shut: Vec<(SubmissionId, Shut)> = lines.iter().filter_map(shut).collect();
    let is_shut = |line: &QueueLine| shut.iter().any(|(version, _)| *version == line.submission);
    let is_kept = |line: &QueueLine| kept.iter().any(|(version, _)| *version == line.submission);
    let tick = |line: &QueueLine| {
        let (submission, digest) = (line.submission, seen.whole(line.submission)?);
        Some(Tick { key: new_id(), obligation: line.obligation, submission, digest, step: line.step })
    };
    let lately = lately_decided(&visit.facts, visit.person, visit.moment).into_iter();
    let Batch { approved, refused, nothing_ticked, ticked, agrees, errors } = batch;
    let ticks: Vec<Tick> = lines.iter().filter(|line| !is_kept(line) && !is_shut(line)).filter_map(tick).collect();
    let signed: Vec<(String, SubmissionId)> = lines
        .iter()
        .filter(|line| ticks.iter().any(|tick| tick.is_signed() && tick.submission == line.submission))
        .map(|line| (line.title.clone(), line.submission))
        .collect();
    let signing = if signed.is_empty() { None } else { Some(signing_together(visit, SignedAct::Approval, signed).await?) };
    let page = QueueView {
        ticks,
        unseen: seen.unseen,
        kept,
        shut,
        signing,
        ticked,
        agrees,
        errors,
        lines,
        pages,
        done: done(visit, &asked.done),
        lately: lately.map(|one| (one.clone(), paths::undo_review(one.obligation, one.decision))).collect(),
        approved,
        refused,
        nothing_ticked,
        honorific: visit.person()?.honorific,
        draws: decide_spot_check(&visit.actor(), &[], &[]).is_ok(),
        now: visit.now,
    };
    let viewer = viewer_with_queue(visit, queue.records())?;
    Ok(request.page("Chờ tôi duyệt", |head| app::pages::queue(head, viewer, page)))
}

/// Those of the shown versions that wait for whoever judges their files, for their sender, or for the server.
async fn kept(visit: &Visit, shown: &[QueueLine]) -> Result<Vec<(SubmissionId, Kept)>, AppError> {
    let mut kept = visit.read(async move |work: &mut Work| inspections::kept_versions(work).await).await?;
    kept.retain(|version, _| shown.iter().any(|line| line.submission == *version));
    Ok(kept.into_iter().collect())
}

/// What signing several versions asks for, with the files that each signature would name.
pub(super) async fn signing_together(
    visit: &Visit,
    act: SignedAct,
    versions: Vec<(String, SubmissionId)>,
) -> Result<SigningView, AppError> {
    let read = async move |work: &mut Work| {
        let mut several = Vec::with_capacity(versions.len());
        for (title, version) in versions {
            several.push(SignedFiles { title, files: submissions::one(work, version).await?.files });
        }
        Ok(several)
    };
    Ok(SigningView { several: visit.read(read).await?, ..signing_view(visit, act)? })
}
