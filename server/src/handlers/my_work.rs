//! The start, "Việc của tôi" and "Đã nộp".

use app::paths;
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    attention::{Attention, KnownEntries, attention, copy_line},
    my_work,
    permissions::{Action, decide},
};

use records::{Work, handovers, personal_copies, registers, school_years, security_checks, uploads};

use super::{school_year::YearAsked, viewer};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    state::AppState,
};

/// `GET /`: to what this person needs first.
pub async fn start(State(state): State<AppState>, visit: Result<Visit, AppError>) -> Result<Response, AppError> {
    let visit = match visit {
        Err(AppError::SessionOver) if !state.is_set_up().await => return Err(AppError::Redirect(paths::SETTINGS.into())),
        Err(AppError::SessionOver) => return Err(AppError::Redirect(paths::SIGN_IN.into())),
        other => other?,
    };
    let sees_dashboard = decide(&visit.actor(), visit.facts.organisation(), Action::SeeDashboard).is_ok();
    let first = if sees_dashboard { paths::DASHBOARD } else { paths::MY_WORK };
    Ok(Redirect::to(first).into_response())
}

/// `GET /viec-cua-toi`
pub async fn my_work_page(visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let person = visit.person;
    let files = visit.read(async move |work: &mut Work| uploads::counts(work, person).await).await?;
    let attention = attention_of(&visit).await?;
    let copies = visit.read(async move |work: &mut Work| personal_copies::known_of(work, person).await).await?;
    let copy = copy_line(&visit.today, &visit.actor(), &copies, visit.now);
    let work = my_work::my_work(&visit.facts, visit.person()?, visit.now).with_waiting(&files);
    let viewer = super::viewer_with_work(&visit, &work)?;
    Ok(request.page("Việc của tôi", |head| app::pages::my_work(head, viewer, work, (attention, copy))))
}

/// What waits for the visitor beside their records.
pub(super) async fn attention_of(visit: &Visit) -> Result<Vec<Attention>, AppError> {
    let (store, person) = (visit.fact_store(), visit.person);
    let read = async move |work: &mut Work| {
        let own = registers::of_person(work, person).await?;
        let secret = registers::secret(work, &store, person).await?;
        let entries = KnownEntries { waiting: registers::waiting(work).await?, own, secret };
        Ok((handovers::all(work).await?, security_checks::count_assigned(work, &store, person).await?, entries))
    };
    let (handovers, findings, entries) = visit.read(read).await?;
    Ok(attention(&visit.today, &visit.actor(), &handovers, findings, &entries, visit.now))
}

/// `GET /viec-cua-toi/tuan/{week}`
pub async fn my_week_page(visit: Visit, Path(week): Path<u8>, request: PageRequest) -> Result<Response, AppError> {
    let viewer = viewer(&visit)?;
    let week = my_work::my_week(&visit.facts, visit.person()?, week, visit.now).ok_or(AppError::NotFound)?;
    let title = format!("Tuần {}", week.week.number);
    Ok(request.page(&title, |head| app::pages::my_week(head, viewer, week)))
}

/// `GET /da-nop`
pub async fn done_page(visit: Visit, Query(year): Query<YearAsked>, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.in_year(&year.nam).await?;
    let viewer = viewer(&visit)?;
    let ended = visit.read(async |work: &mut Work| school_years::ended(work).await).await?;
    let last = ended.into_iter().next().map(|(_, name)| name);
    let done = my_work::done(&visit.facts, visit.person()?, visit.now);
    Ok(request.page("Đã nộp", |head| app::pages::done(head, viewer, done, last)))
}
