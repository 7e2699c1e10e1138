//! "/thong-bao": what somebody is told.

use app::notices::NoticesView;
use axum::response::Response;
use domain::{missing::reminder, notices};
use records::{Work, accounts};

use super::viewer;
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// `GET /thong-bao`: whoever opens it has read them; a page that asks again by itself has not.
pub async fn page(visit: Visit, request: PageRequest) -> Result<Response, AppError> {
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
