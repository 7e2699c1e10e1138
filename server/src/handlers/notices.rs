//! "/thong-bao": what somebody is told.

use app::{
    notices::{DepartmentReminder, NoticesView},
    paths,
    ui::Pages,
};
use axum::{
    Form,
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::Timestamp,
    forms::FormData,
    missing::{self, reminder},
    notices,
    people::DepartmentId,
};
use records::{Work, accounts};
use serde::Deserialize;

use super::{setup::Fields, viewer};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// How many of them a page holds of a year that is over; in one that runs, those of thirty days stand on one page.
const PER_PAGE: usize = 100;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub struct NoticesQuery {
    /// The name of the school year, where it is one that is over.
    #[serde(default)]
    nam: String,
    /// The page of its list, from 0.
    #[serde(default)]
    trang: String,
}

/// `GET /thong-bao`: whoever opens it has read them; a page that asks again by itself has not, nor has whoever looks back.
pub async fn page(visit: Visit, Query(asked): Query<NoticesQuery>, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.in_year(&asked.nam).await?;
    if visit.looks_back().is_some() {
        return looked_back(&visit, &request, &asked);
    }
    let facts = &visit.facts;
    let notices = notices::notices(facts, visit.person, visit.now);
    let reminders = reminders(&visit).await?;
    let page = NoticesView {
        now: visit.now,
        read: visit.notices_read_at,
        honorific: visit.person()?.honorific.word(),
        organisation: facts.organisation().clone(),
        reminders,
        notices,
        pages: None,
    };
    let newest = page.notices.first().map(|newest| newest.at).filter(|at| page.read.is_none_or(|read| read < *at));
    let mut viewer = viewer(&visit)?;
    if let Some(newest) = newest.filter(|_| request.is_looked_at) {
        let read = async move |work: &mut Work| accounts::read_notices(work, newest).await;
        match visit.write_quietly(read).await {
            Ok(()) => viewer.unread = 0,
            // They are shown all the same, and are new once more.
            Err(error) => tracing::warn!(%error, "it could not be noted that notices were read"),
        }
    }
    Ok(request.page("Thông báo", |head| app::pages::notices(head, viewer, page)))
}

/// What the viewer can remind the departments that they lead of.
async fn reminders(visit: &Visit) -> Result<Vec<DepartmentReminder>, AppError> {
    let (facts, actor, now) = (&visit.facts, visit.actor(), visit.now);
    let of_led = actor.departments_led().into_iter().filter_map(|department| {
        let name = facts.organisation().department(department)?.name.clone();
        let words = reminder(facts, department, visit.person, now)?;
        let may_note = missing::to_remind(facts, &actor, department, now, now).is_ok_and(|records| !records.is_empty());
        Some(DepartmentReminder { department, name, words, may_note, reminded: None })
    });
    let mut of_led: Vec<DepartmentReminder> = of_led.collect();
    if of_led.is_empty() {
        return Ok(of_led);
    }
    let year = facts.regime.year;
    let known = visit.read(async move |work: &mut Work| records::missing::of_year(work, year).await).await?;
    for one in &mut of_led {
        one.reminded = missing::department_reminded_words(facts, &actor, one.department, &known, now);
    }
    Ok(of_led)
}

/// `POST /thong-bao/nhac/{department}`: whoever leads it has sent the message that they were shown.
pub async fn remind(Path(department): Path<DepartmentId>, visit: Visit, Form(fields): Fields) -> Result<Response, AppError> {
    missing::check_leads(&visit.actor(), department)?;
    let shown = FormData::new(fields).get("shown").parse::<Timestamp>().map_err(|_| AppError::NotAForm)?;
    let store = visit.fact_store();
    visit.write(async move |work: &mut Work| records::missing::note_department(work, &store, department, shown).await).await?;
    Ok(Redirect::to(paths::REMINDERS).into_response())
}

/// What was told in a year that is over, page by page: nothing of it is new, and nobody is reminded of it.
fn looked_back(visit: &Visit, request: &PageRequest, asked: &NoticesQuery) -> Result<Response, AppError> {
    let told = notices::notices(&visit.facts, visit.person, visit.now);
    let pages = Pages::asked(asked.trang.parse().unwrap_or(0), PER_PAGE, told.len());
    let page = NoticesView {
        now: visit.now,
        read: Some(visit.now),
        honorific: visit.person()?.honorific.word(),
        organisation: visit.facts.organisation().clone(),
        reminders: Vec::new(),
        notices: told.into_iter().skip(pages.page * PER_PAGE).take(PER_PAGE).collect(),
        pages: Some(pages),
    };
    let viewer = viewer(visit)?;
    Ok(request.page("Thông báo", |head| app::pages::notices(head, viewer, page)))
}
