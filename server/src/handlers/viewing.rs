//! "/can-bo/…/xem-nhu": somebody's screens as another one looks at them; each look is noted first, and nothing can be done there.

use app::layout::{Viewed, Viewer};
use axum::{extract::Path, response::Response};
use domain::{
    dashboard::Scope,
    my_work::{self, my_work},
    people::{Person, PersonId},
    staff::to_confirm,
};
use records::{Work, viewing};

use super::{dashboard::sheet_of, viewer};
use crate::{
    error::AppError,
    extract::{Manager, PageRequest, Visit},
};

/// Asks and notes, and finds whose screen it is, with the bar of whoever looks.
async fn looks_at(visit: &Visit, id: PersonId, screen: &'static str) -> Result<(Person, Viewer), AppError> {
    let person = visit.facts.organisation().person(id).ok_or(AppError::NotFound)?.clone();
    let store = visit.fact_store();
    visit.write(async move |work: &mut Work| viewing::note(work, &store, id, screen).await).await?;
    let actor = visit.facts.actor(id, visit.now);
    let sees_dashboard = Scope::of(&actor, visit.facts.organisation()).is_ok();
    let views = Some(Viewed { person: id.to_string(), mention: person.mention(), sees_dashboard });
    let to_confirm = to_confirm(&visit.facts, &actor, visit.now);
    Ok((person, Viewer { views, to_confirm, ..viewer(visit)? }))
}

/// `GET /can-bo/{person}/xem-nhu`
pub async fn work(Path(id): Path<PersonId>, Manager(visit): Manager, request: PageRequest) -> Result<Response, AppError> {
    let (person, viewer) = looks_at(&visit, id, "my-work").await?;
    let work = my_work(&visit.facts, &person, visit.now).viewed_by(&visit.facts, &visit.actor());
    let title = format!("Xem như {}: việc của tôi", person.mention());
    Ok(request.page(&title, |head| app::pages::viewed_work(head, viewer, work)))
}

/// `GET /can-bo/{person}/xem-nhu/da-nop`
pub async fn done(Path(id): Path<PersonId>, Manager(visit): Manager, request: PageRequest) -> Result<Response, AppError> {
    let (person, viewer) = looks_at(&visit, id, "done").await?;
    let done = my_work::done(&visit.facts, &person, visit.now).viewed_by(&visit.facts, &visit.actor());
    let title = format!("Xem như {}: đã nộp", person.mention());
    Ok(request.page(&title, |head| app::pages::viewed_done(head, viewer, done)))
}

/// `GET /can-bo/{person}/xem-nhu/bang-theo-doi`: for whoever sees one.
pub async fn dashboard(Path(id): Path<PersonId>, Manager(visit): Manager, request: PageRequest) -> Result<Response, AppError> {
    let scope = Scope::of(&visit.facts.actor(id, visit.now), visit.facts.organisation())?;
    let (person, viewer) = looks_at(&visit, id, "dashboard").await?;
    let sheet = sheet_of(&visit, &scope, id);
    let title = format!("Xem như {}: bảng theo dõi", person.mention());
    Ok(request.page(&title, |head| app::pages::viewed_dashboard(head, viewer, sheet)))
}
