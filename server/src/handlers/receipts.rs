//! Receipts and the files behind them.

use app::{
    paths,
    receipts::{OtherVersion, ReceiptView},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, Method},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    attachments::Attachment,
    days::day_of,
    files::StoredFile,
    locks::Arrival,
    my_work::my_work,
    obligations::Obligation,
    people::PersonId,
    permissions::{Action, decide, may_look_into_held},
    refusal::{InspectionRefusal, Refusal, Words},
    reviews::{is_opening_noted, review_told, spot_check_of},
    signing::SignatureStanding,
    submissions::{Submission, SubmissionId},
    updates::{MARK, update_way},
};
use records::{Error, Work, log, personal_copies, review_openings, signing, submissions};

use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    files::{
        download::{self, Download},
        shares::{self, Share},
    },
    handlers::{
        attempt::{or_refusal, with_status},
        file_notices,
        held_files::inspected,
        withdrawals,
    },
    state::AppState,
};

/// `GET /bien-nhan/{receipt}`
pub async fn page(Path(id): Path<SubmissionId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.at_version(id).await?;
    receipt(&visit, &request, id, None).await
}

/// The page, with why the last form was refused.
pub(super) async fn receipt(
    visit: &Visit,
    request: &PageRequest,
    id: SubmissionId,
    refused: Option<Words>,
) -> Result<Response, AppError> {
    let (submission, obligation) = open(visit, id).await?;
    if request.is_looked_at {
        visit.note_view(id);
    }
    let owed = obligation.id;
    let store = visit.fact_store();
    let version = submission.clone();
    let (versions, signatures, anchor, name, rescued) = visit
        .read(async move |work: &mut Work| {
            let (versions, signatures) = (submissions::versions(work, owed).await?, signing::of_version(work, &store, id).await?);
            let rescued = personal_copies::rescued(work, owed).await?;
            Ok((versions, signatures, log::anchor(work).await?, log::name_then(work, &version).await?, rescued))
        })
        .await?;
    // What is left to do is of the year that is shown, also beside a receipt of an earlier one.
    let work = my_work(&visit.today, visit.person()?, visit.now);
    let viewer = super::viewer_with_work(visit, &work)?;
    let is_scanned = file_notices::is_scanned(visit, &submission).await?;
    let mut notices: Vec<Words> = rescued.get(&id).map(|one| one.words(submission.version)).into_iter().collect();
    notices.extend(file_notices::of_version(visit, obligation, &submission).await?);
    let withdrawal = withdrawals::offer(visit, obligation, &versions).await?.filter(|offer| offer.submission == id);
    let is_signed = signatures.iter().any(|one| !matches!(one.standing, SignatureStanding::TakenBack { .. }));
    let view = view(visit, submission, obligation, &versions, &work)?;
    let person = name.map_or(view.person, |name| name.to_string());
    let view = ReceiptView { person, is_signed, notices, is_scanned, withdrawal, refused, anchor, ..view };
    Ok(request.page(&format!("Biên nhận {}", view.submission.receipt.number), |head| app::pages::receipt(head, viewer, view)))
}

/// `POST /bien-nhan/{receipt}/rut-lai`: its author takes a hand-in back.
pub async fn withdraw(Path(id): Path<SubmissionId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    open(&visit, id).await?;
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| records::withdrawals::withdraw(work, &store, id).await).await {
        Ok(version) => Ok(Redirect::to(&paths::receipt(version.id)).into_response()),
        Err(Error::Refused(refusal)) => {
            let (status, words) = (AppError::from(refusal.clone()).status(), refusal.words());
            let page = receipt(&visit.again().await?, &request, id, Some(words)).await;
            or_refusal(page.map(|page| with_status(page, Some(status))), refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// The submission and its obligation, if the viewer may open them.
pub(super) async fn open(visit: &Visit, id: SubmissionId) -> Result<(Submission, &Obligation), AppError> {
    let submission = visit.read(async move |work: &mut Work| submissions::one(work, id).await).await?;
    let obligation = visit.facts.obligation(submission.obligation).ok_or(AppError::NotFound)?;
    may_open(visit, obligation, &submission)?;
    Ok((submission, obligation))
}

/// One file of a version, which the viewer may open now.
pub(super) struct OpenFile<'v> {
    pub submission: Submission,
    pub obligation: &'v Obligation,
    pub file: StoredFile,
    /// Something in it can act, or nobody has looked into it: it is not opened here.
    pub is_kept: bool,
    /// Whether something may be made of it, for the browser: nothing is of what the virus scanner has not called clean.
    pub to_read: Result<(), InspectionRefusal>,
}

/// The file, if the viewer may open it: what is held opens for its sender alone, and for whoever decides about it.
pub(super) async fn open_file<'v>(
    state: &AppState,
    visit: &'v Visit,
    id: SubmissionId,
    position: usize,
) -> Result<OpenFile<'v>, AppError> {
    let submission = visit.read(async move |work: &mut Work| submissions::one(work, id).await).await?;
    let obligation = visit.facts.obligation(submission.obligation).ok_or(AppError::NotFound)?;
    let may_open = may_open(visit, obligation, &submission);
    let looks = may_look_into_held(&visit.actor(), visit.facts.organisation(), visit.facts.record_facts(obligation));
    if !looks {
        may_open.clone()?;
    }
    let file = submission.files.get(position).cloned();
    let Some(file) = file else { return Err(may_open.err().map_or(AppError::NotFound, AppError::from)) };
    if let Some(disposed) = &obligation.disposed {
        may_open?;
        return Err(disposed.refusal().into());
    }
    let inspected = inspected(state, visit, &file).await?;
    let is_held = inspected.is_looked_into();
    if !(looks && is_held) {
        may_open?;
    }
    if !(looks && is_held) && sender_of(visit, &submission, position).await? != visit.person {
        inspected.check_open(&file.name).map_err(Refusal::from)?;
    }
    let (is_kept, to_read) = (inspected.is_kept_from_others(), inspected.check_read(&file.name));
    Ok(OpenFile { submission, obligation, file, is_kept, to_read })
}

/// Who sent the file at this place: one that was taken over stays with whoever it came from.
async fn sender_of(visit: &Visit, submission: &Submission, position: usize) -> Result<PersonId, AppError> {
    match submission.composition.origin(position) {
        Some(origin) => Ok(visit.read(async move |work: &mut Work| submissions::one(work, origin).await).await?.person),
        None => Ok(submission.person),
    }
}

pub(super) fn may_open(visit: &Visit, obligation: &Obligation, submission: &Submission) -> Result<(), Refusal> {
    let version = Action::OpenVersion { record: visit.facts.record_facts(obligation), by: submission.person };
    decide(&visit.actor(), visit.facts.organisation(), version)
}

fn view(
    visit: &Visit,
    submission: Submission,
    obligation: &Obligation,
    versions: &[Submission],
    work: &domain::my_work::MyWork,
) -> Result<ReceiptView, AppError> {
    let facts = &visit.facts;
    let organisation = facts.organisation();
    let person = organisation.person(submission.person).ok_or(AppError::NotFound)?;
    let day = day_of(submission.received_at);
    let week = obligation.terms.period.week().and_then(|number| facts.calendar().week(number));
    let week = week.map(|week| (week.number, week.taught(), facts.calendar().semester_of(week.number)));
    let heads = obligation
        .terms
        .other_heads(visit.person, organisation, day_of(visit.now))
        .into_iter()
        .map(|head| format!("{} {}", head.honorific.word(), head.name))
        .collect();
    let left = work.still_due().map(|item| (item.title.clone(), paths::hand_in(item.obligation))).collect();
    Ok(ReceiptView {
        school: facts.school.name.clone(),
        title: facts.title(obligation),
        week,
        school_year: facts.calendar().school_year().to_owned(),
        person: person.name.to_string(),
        titles: lower_first(&organisation.titles(&organisation.positions(person.id, day))),
        hours: facts.hours(obligation.terms.rules),
        standing: facts.standing(obligation, visit.now),
        first: versions
            .iter()
            .find(|version| version.version == obligation.first_version())
            .map(|first| (first.version, first.receipt.number.to_string(), first.received_at)),
        others: versions
            .iter()
            .filter(|other| other.id != submission.id && may_open(visit, obligation, other).is_ok())
            .map(|other| OtherVersion {
                number: other.receipt.number.to_string(),
                version: other.version,
                files: other.files.len(),
                at: other.received_at,
                withdrawn_at: other.withdrawn_at,
                mark: facts.updates.of_version(other.id).map(|_| MARK),
                address: paths::receipt(other.id),
            })
            .collect(),
        honorific: visit.person()?.honorific,
        sees_record: decide(&visit.actor(), facts.organisation(), Action::SeeStanding(facts.record_facts(obligation))).is_ok(),
        shut: facts.shut_to(visit.person, obligation, Arrival::at(visit.now)),
        way: update_way(facts, &visit.actor(), obligation, visit.now),
        may_hand_in: facts.check_hand_in(&visit.actor(), obligation, Arrival::at(visit.now)).is_ok(),
        review: review_told(facts, obligation, visit.now)
            .filter(|_| obligation.handed_in.as_ref().is_some_and(|last| last.submission == submission.id)),
        heads,
        left,
        practice: obligation.terms.practice,
        is_signed: false,
        is_spot_checked: spot_check_of(obligation, submission.id).is_some(),
        notices: Vec::new(),
        is_scanned: false,
        kept: submission
            .composition
            .kept
            .iter()
            .filter_map(|(place, origin)| Some((*place, versions.iter().find(|one| one.id == *origin)?.version)))
            .collect(),
        is_first: submission.version == obligation.first_version(),
        mark: facts.updates.of_version(submission.id).map(|_| MARK),
        withdrawal: None,
        refused: None,
        anchor: None,
        submission,
    })
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Remembers that whoever approves records was shown a file, or takes it home; where that cannot be written the file is shown all
/// the same, and its version is approved by its own form alone.
pub(super) async fn note_shown(visit: &Visit, submission: &Submission, position: usize) {
    if !is_opening_noted(&visit.actor(), submission.person) {
        return;
    }
    let (person, id) = (visit.person, submission.id);
    let seen = async move |work: &mut Work| review_openings::has_seen_file(work, person, id, position).await;
    if visit.read(seen).await == Ok(true) {
        return;
    }
    let note = async move |work: &mut Work| review_openings::note_file(work, person, id, position).await;
    if let Err(error) = visit.write_quietly(note).await {
        tracing::warn!(%error, "that a file was opened was not noted");
    }
}

/// `GET /tep/{receipt}/{position}`: one file, or the part of it that is asked for; authorised each time.
pub async fn file(
    State(state): State<AppState>,
    Path((id, position)): Path<(SubmissionId, usize)>,
    visit: Visit,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let visit = visit.at_version(id).await?;
    let OpenFile { submission, file, .. } = open_file(&state, &visit, id, position).await?;
    let Download { response, opens } = send_file(&state, &visit, &file, (&method, &headers)).await?;
    if opens {
        visit.note_download(id, file.sha256);
        note_shown(&visit, &submission, position).await;
    }
    Ok(response)
}

/// A place for one more file on its way to the visitor.
///
/// # Errors
/// `InspectionRefusal::ManyGoing`.
pub(super) fn place_to_send(state: &AppState, visit: &Visit) -> Result<Share, AppError> {
    Ok(state.sending.take(visit.person).ok_or(Refusal::from(InspectionRefusal::ManyGoing { most: shares::MAX_PER_PERSON }))?)
}

/// A file that lies beside the records, on its way to the visitor, who may have it: who opens what somebody else sent stands in the
/// log.
///
/// # Errors
/// As of `send_file`.
pub(super) async fn send_attachment(
    (state, visit): (&AppState, &Visit),
    (place, sender): (Attachment, Option<PersonId>),
    file: &StoredFile,
    asked: (&Method, &HeaderMap),
) -> Result<Response, AppError> {
    let Download { response, opens } = send_file(state, visit, file, asked).await?;
    if opens {
        visit.note_attachment(place, sender, file.sha256);
    }
    Ok(response)
}

/// A stored file, or the part of it that is asked for, on its way to the visitor, who may have it. That somebody has taken it stands
/// nowhere: what is about somebody goes by `send_attachment`.
///
/// # Errors
/// As of `place_to_send`; `Unavailable` where it cannot be read.
pub(super) async fn send_file(
    state: &AppState,
    visit: &Visit,
    file: &StoredFile,
    (method, headers): (&Method, &HeaderMap),
) -> Result<Download, AppError> {
    let share = place_to_send(state, visit)?;
    let Download { response, opens } = download::download(&state.blobs, file, method, headers).await.map_err(|error| {
        tracing::error!(%error, sha256 = %file.sha256, "a file could not be sent");
        AppError::Unavailable
    })?;
    Ok(Download { response: share.until_sent(response), opens })
}
