//! "/thong-bao": what somebody is told.

use app::{notices::NoticesView, ui::Pages};
use axum::{extract::Query, response::Response};
use domain::{missing::reminder, notices};
use records::{Work, accounts};
use serde::Deserialize;

use super::viewer;
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
    let (facts, actor) = (&visit.facts, visit.actor());
    let notices = notices::notices(facts, visit.person, visit.now);
    let reminder_of = |id| Some((facts.organisation().department(id)?.name.clone(), reminder(facts, id, visit.person, visit.now)?));
    let page = NoticesView {
        now: visit.now,
        read: visit.notices_read_at,
        honorific: visit.person()?.honorific.word(),
        organisation: facts.organisation().clone(),
        reminders: actor.departments_led().into_iter().filter_map(reminder_of).collect(),
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
