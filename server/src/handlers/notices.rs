//! "/thong-bao": what somebody is told.

use app::notices::NoticesView;
use axum::{http::HeaderMap, response::Response};
use domain::{missing::reminder, notices};
use records::{Work, accounts};

use super::viewer;
use crate::{
    error::AppError,
    extract::{PageRequest, Visit, visit::UNSEEN},
};

/// `GET /thong-bao`: whoever opens it has read them; a page that asks again by itself has not.
pub async fn page(visit: Visit, headers: HeaderMap, request: PageRequest) -> Result<Response, AppError> {
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
    };
    let has_news = page.notices.first().is_some_and(|newest| page.read.is_none_or(|read| read < newest.at));
    let mut viewer = viewer(&visit)?;
    if has_news && !headers.contains_key(UNSEEN) {
        visit.write_quietly(async |work: &mut Work| accounts::read_notices(work).await).await?;
        viewer.unread = 0;
    }
    Ok(request.page("Thông báo", |head| app::pages::notices(head, viewer, page)))
}
