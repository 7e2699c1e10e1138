//! "/quy-che/…/cam-ket": who has promised, on the screen and on paper, and a reminder to the others.

use app::{paths, regulation::PledgesView};
use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::day_of,
    people::Position,
    permissions::decide_pledges,
    regulation::{RegulationVersionId, pledged},
    vietnamese,
};
use records::{Error, Work, regulation};

use super::version;
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    handlers::{
        attempt::{Attempt, Done, or_refusal, with_status},
        viewer,
    },
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 1] = [("nhac", "Đã nhắc; người chưa cam kết thấy ở Thông báo")];

fn shown(visit: &Visit, id: RegulationVersionId, attempt: Attempt<()>) -> Result<PledgesView, AppError> {
    decide_pledges(&visit.today.actor(visit.person, visit.now))?;
    let (facts, today, version) = (&visit.today, day_of(visit.now), version(visit, id)?);
    let (organisation, known) = (facts.organisation(), &facts.regulation);
    let principal = organisation.holders(Position::Principal, today).first().map(|one| one.name.to_string());
    let mention = |id| organisation.person(id).map_or_else(|| organisation.full_name(id), |one| one.mention());
    Ok(PledgesView {
        school: facts.school.name.clone(),
        state: known.state(&version, today),
        list: pledged(known, organisation, &version, today),
        reminded: known.reminder(id).map(|one| (one.at, vietnamese::with_small_beginning(&mention(one.by)))),
        principal: principal.unwrap_or_default(),
        version,
        now: visit.now,
        refused: attempt.refused,
        done: attempt.done,
    })
}

/// `GET /quy-che/{regulation}/cam-ket`: leadership and management team.
pub async fn page(
    Path(id): Path<RegulationVersionId>,
    visit: Visit,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    list_page(&visit, &request, id, Attempt { done: done.words(&DEEDS), ..Attempt::default() })
}

fn list_page(visit: &Visit, request: &PageRequest, id: RegulationVersionId, attempt: Attempt<()>) -> Result<Response, AppError> {
    let status = attempt.status;
    let view = shown(visit, id, attempt)?;
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Ai đã cam kết", |head| app::pages::pledges(head, viewer, view)), status))
}

/// `GET /quy-che/{regulation}/cam-ket/in`
pub async fn paper(Path(id): Path<RegulationVersionId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let view = shown(&visit, id, Attempt::default())?;
    let viewer = viewer(&visit)?;
    Ok(request.page("Danh sách cam kết", |head| app::pages::pledges_paper(head, viewer, view)))
}

/// `POST /quy-che/{regulation}/nhac`
pub async fn remind(Path(id): Path<RegulationVersionId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    decide_pledges(&visit.today.actor(visit.person, visit.now))?;
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| regulation::remind(work, &store, id).await).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?xong=nhac", paths::pledges(id))).into_response()),
        Err(Error::Refused(refusal)) => {
            let page = list_page(&visit.again().await?, &request, id, Attempt::without_words(refusal.clone()));
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}
