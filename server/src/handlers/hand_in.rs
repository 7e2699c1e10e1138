//! Handing in: the page, what waits for it, and the hand-in itself; by script or as a plain form.

mod api;
pub mod earlier;
mod last;
mod not_taken;
mod plain;
mod tries;
mod waiting;

use app::{
    hand_in::{HandInView, PendingUpload, ShutView},
    paths,
};
use axum::{
    body::Body,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    days::Timestamp,
    files::{MAX_MEGABYTES, MEGABYTE},
    locks,
    my_work::{Whose, whose},
    obligations::{Obligation, ObligationId},
    permissions::{Action, decide, decide_hand_in},
    refusal::Refusal,
    reviews::{ReviewTold, open_threads, review_told},
    updates::{UpdateWay, update_way},
    vietnamese,
};
use records::{
    Work, accounts, drafts, schools,
    submissions::{self, Chosen, HandIn},
    templates, uploads,
};
use uuid::Uuid;

use super::{file_notices, template_line, viewer};
use crate::{
    error::AppError,
    extract::{Arrival, PageRequest, Visit},
    files::{
        blobs::BlobError,
        receive::{PartsError, ReceiveError},
    },
    state::AppState,
};

pub(super) use plain::received;
use plain::{Shown, plain_form};
pub use waiting::{discard_draft, remove, upload};

/// Of a hand-in whose session was over, at most so much is read and thrown away before the answer: the largest file that
/// any school may allow, and the words before it. Whoever sends more gets no answer.
pub(super) const DRAINED: u64 = (MAX_MEGABYTES + 64) * MEGABYTE;

/// `GET /nop/{obligation}`
pub async fn page(Path(id): Path<ObligationId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    form_page(&visit, &request, id, None).await
}

async fn form_page(visit: &Visit, request: &PageRequest, id: ObligationId, shown: Option<Shown>) -> Result<Response, AppError> {
    let obligation = theirs(visit, id)?;
    let person = visit.person()?;
    let who = visit.person;
    let last = obligation.handed_in.as_ref().map(|one| one.submission);
    let of = obligation.terms.record_type;
    let (waiting, began, words, account, setup, (last, templates)) = visit
        .read(async move |work: &mut Work| {
            let last = match last {
                Some(version) => Some(submissions::one(work, version).await?),
                None => None,
            };
            Ok((
                uploads::waiting(work, who, id).await?,
                uploads::first_began(work, who, id).await?,
                drafts::load(work, who, id).await?,
                accounts::of_person(work, who).await?,
                schools::setup(work).await?,
                (last, templates::of_type(work, of).await?),
            ))
        })
        .await?;
    let mut shown_waiting = Vec::with_capacity(waiting.len());
    for (id, file) in waiting {
        let warnings = file_notices::of_waiting(visit, obligation, &file).await?.into_iter().map(waiting::sentences).collect();
        shown_waiting.push(PendingUpload {
            id: id.to_string(),
            name: file.name.to_string(),
            size: file.size,
            warnings,
            kept: None,
        });
    }
    let (key, note, status, attempt, left_out, basis) = match shown {
        Some(Shown { key, note, status, attempt, left_out, basis }) => (key, note, Some(status), Some(attempt), left_out, basis),
        None => (None, None, None, None, Vec::new(), None),
    };
    let words_kept = note.is_none() && words.is_some();
    let shut = shut(visit, obligation, began.unwrap_or(visit.now));
    let update = visit.facts.update_for(who, obligation, locks::Arrival::at(visit.now));
    let open_until = update.and_then(|one| Some((one.shut_again(obligation.id)?, paths::update(one.id))));
    let conflict = shut.as_ref().filter(|shut| !shut.may_finish).map(|_| StatusCode::CONFLICT);
    let viewer = viewer(visit)?;
    let page = HandInView {
        obligation: id.to_string(),
        title: visit.facts.title(obligation),
        about: about(visit, obligation),
        turn_of: match whose(&visit.facts, who, obligation, visit.now) {
            Whose::Turn(who) => Some(who),
            Whose::Mine | Whose::MyTurn | Whose::Shared(_) | Whose::BeforeMe => None,
        },
        due: obligation.terms.due.clone(),
        hours: visit.facts.hours(obligation.terms.rules),
        standing: visit.facts.standing(obligation, visit.now),
        now: visit.now,
        name: person.name.to_string(),
        username: account.username,
        honorific: person.honorific,
        person: person.id.to_string(),
        key: key.unwrap_or_else(Uuid::now_v7).to_string(),
        note: note.or(words).unwrap_or_default(),
        limit: setup.file_limit,
        waiting: shown_waiting,
        review: review(visit, obligation),
        open_comments: open_threads(obligation),
        template: template_line::line(&templates, obligation, visit.now),
        last: last.map(|last| last::shown(visit, &last, basis.as_ref())),
        left_out,
        attempt,
        words_kept,
        shut,
        open_until,
    };
    let mut response = request.page(&format!("Nộp {}", page.title), |head| app::pages::hand_in(head, viewer, page));
    if let Some(status) = status.or(conflict) {
        *response.status_mut() = status;
    }
    Ok(response)
}

/// What shuts the record to the visitor now; whether the first of what waits began to arrive, at `began`, before that, and may be
/// finished.
fn shut(visit: &Visit, obligation: &Obligation, began: Timestamp) -> Option<ShutView> {
    let facts = &visit.facts;
    let shut = facts.shut_to(visit.person, obligation, locks::Arrival::at(visit.now))?;
    let may_finish = facts.shut_to(visit.person, obligation, locks::Arrival { began, now: visit.now }).is_none();
    let way_on = way_on(visit, obligation);
    Some(ShutView { order: paths::lock_order(shut.order), words: Refusal::from(shut).words(), may_finish, way_on })
}

/// Where the visitor asks that the record be opened, or reads what they have asked for.
fn way_on(visit: &Visit, obligation: &Obligation) -> Option<(String, &'static str)> {
    match update_way(&visit.facts, &visit.actor(), obligation, visit.now)? {
        UpdateWay::Ask => Some((paths::ask_for_update(obligation.id), "Xin bổ sung sau khóa")),
        UpdateWay::Waits(update) => Some((paths::update(update), "Xem đề nghị đang chờ")),
        UpdateWay::Open { .. } => None,
    }
}

/// How the last version stands with its reviewers; why it was given back is told to those who may open it.
fn review(visit: &Visit, obligation: &Obligation) -> Option<ReviewTold> {
    let facts = &visit.facts;
    let by = obligation.handed_in.as_ref()?.last_by;
    let version = Action::OpenVersion { record: facts.record_facts(obligation), by };
    let opens = decide(&visit.actor(), facts.organisation(), version).is_ok();
    review_told(facts, obligation, visit.now).map(|told| if opens { told } else { told.without_words() })
}

/// "Tuần 12 dạy từ 23/11 đến 27/11/2026".
fn about(visit: &Visit, obligation: &Obligation) -> String {
    let week = obligation.terms.period.week().and_then(|number| visit.facts.calendar().week(number));
    week.map(|week| format!("Tuần {} dạy {}", week.number, vietnamese::from_to(week.taught()))).unwrap_or_default()
}

/// The obligation, if this person may hand in for it what began to arrive at `began`, and it can be written.
fn allowed(visit: &Visit, id: ObligationId, began: Timestamp) -> Result<&Obligation, AppError> {
    let obligation = visit.facts.obligation(id).ok_or(AppError::NotFound)?;
    let arrival = locks::Arrival { began, now: visit.now };
    visit.facts.check_hand_in(&visit.actor(), obligation, arrival)?;
    Ok(obligation)
}

/// The obligation, if it is this person's to hand in and still owed: what is left beside it, words and files that wait, stays
/// theirs while an order shuts the record.
fn theirs(visit: &Visit, id: ObligationId) -> Result<&Obligation, AppError> {
    let obligation = visit.facts.obligation(id).ok_or(AppError::NotFound)?;
    let record = visit.facts.record_facts(obligation);
    decide_hand_in(&visit.actor(), visit.facts.organisation(), record)?;
    obligation.check_writable(None)?;
    Ok(obligation)
}

/// `POST /nop/{obligation}`: the hand-in.
pub async fn hand_in(
    Arrival(arrived): Arrival,
    State(state): State<AppState>,
    Path(id): Path<ObligationId>,
    visit: Result<Visit, AppError>,
    request: PageRequest,
    body: Body,
) -> Result<Response, AppError> {
    plain_form(&state, id, &request, visit, body, arrived).await
}

/// The one transaction; the address of the receipt. It is not committed where the store has lost one of the files.
async fn commit(visit: &Visit, hand_in: HandIn, chosen: Chosen) -> Result<String, AppError> {
    let (store, blobs) = (visit.fact_store(), visit.blobs());
    let hand_in = async move |work: &mut Work| {
        let kept = submissions::hand_in_chosen(work, &store, hand_in, &chosen).await?;
        if let Err(error) = blobs.hold(&kept.files).await {
            tracing::error!(
                %error,
                "TỔ QUẢN LÝ PHẦN MỀM: một tệp sắp được nộp không còn trong kho tệp, nên chưa nhận. Xem lại ổ đĩa và thư mục dữ liệu."
            );
            return Err(records::Error::Unavailable);
        }
        Ok(kept)
    };
    Ok(paths::receipt(visit.write(hand_in).await?.id))
}

impl From<ReceiveError> for AppError {
    fn from(error: ReceiveError) -> Self {
        match error {
            ReceiveError::Refused(refusal) => refusal.into(),
            ReceiveError::NotAForm(PartsError::Broken) => Self::Interrupted,
            ReceiveError::NotAForm(PartsError::Malformed | PartsError::TooMany) => Self::NotAForm,
            ReceiveError::WithoutFiles => Self::WithoutFiles,
            ReceiveError::Store(error @ BlobError::Busy) => {
                tracing::warn!(%error, "a file was not taken");
                Self::Unavailable
            }
            ReceiveError::Store(error) => {
                let cause = std::error::Error::source(&error).map(ToString::to_string);
                tracing::error!(
                    %error, cause,
                    "TỔ QUẢN LÝ PHẦN MỀM: kho tệp không nhận được tệp gửi lên, nên chưa nhận gì. Xem lại ổ đĩa và thư mục dữ liệu."
                );
                Self::Unavailable
            }
        }
    }
}
