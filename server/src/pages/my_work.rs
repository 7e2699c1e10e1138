//! The start, "Việc của tôi" and "Đã nộp".

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    my_work,
    obligations::Standing,
    permissions::{Action, decide},
};

use records::{Work, uploads};

use super::reader;
use crate::{
    answer::{Ask, Fault},
    house::House,
};

/// `GET /`: to what this person needs first.
pub async fn start(State(house): State<House>, ask: Ask) -> Result<Response, Fault> {
    let visit = match house.visit(&ask.headers).await {
        Err(Fault::SessionOver) if !house.is_set_up().await => return Ok(Redirect::to("/cai-dat").into_response()),
        Err(Fault::SessionOver) => return Ok(Redirect::to("/dang-nhap").into_response()),
        other => other?,
    };
    let sees_board = decide(&visit.actor(), visit.facts.organisation(), Action::SeeBoard).is_ok();
    let first = if sees_board { "/bang-theo-doi" } else { "/viec-cua-toi" };
    Ok(Redirect::to(first).into_response())
}

/// `GET /viec-cua-toi`
pub async fn my_work_page(State(house): State<House>, ask: Ask) -> Result<Response, Fault> {
    let visit = house.visit(&ask.headers).await?;
    let person = visit.person;
    let files =
        house.office.read(visit.school.uuid(), None, async move |work: &mut Work| uploads::counts(work, person).await).await?;
    let work = my_work::my_work(&visit.facts, visit.person()?, visit.now).with_waiting(&files);
    let reader = super::reader_of(&visit, &work)?;
    let practice = work.this_week.iter().chain(&work.coming).any(|item| matches!(item.standing, Standing::Practice { .. }))
        && visit.facts.parts.practice_week.is_some();
    Ok(ask.page("Việc của tôi", |head| app::pages::my_work(head, reader, work, practice)))
}

/// `GET /da-nop`
pub async fn done_page(State(house): State<House>, ask: Ask) -> Result<Response, Fault> {
    let visit = house.visit(&ask.headers).await?;
    let reader = reader(&visit)?;
    let items = my_work::all_done(&visit.facts, visit.person, visit.now);
    Ok(ask.page("Đã nộp", |head| app::pages::done(head, reader, items, visit.now)))
}
