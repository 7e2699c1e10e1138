//! "/viec-theo-gio": what happens by itself at its minute.

use app::schedule::ScheduleView;
use axum::response::Response;
use domain::{
    lateness::outage_lines,
    outages::{in_days, outages},
    permissions::decide_schedule,
    schedule::schedule_told,
};
use records::{Work, delegations, schedule, server_runs};

use super::viewer;
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// `GET /viec-theo-gio`: for the management team and the leadership.
pub async fn page(visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    decide_schedule(&visit.actor())?;
    let read =
        async |work: &mut Work| Ok((delegations::all(work).await?, schedule::runs(work).await?, server_runs::runs(work).await?));
    let (lent, runs, servers) = visit.read(read).await?;
    let of_year = in_days(&outages(&servers, visit.now), visit.facts.calendar().year());
    let page = ScheduleView {
        now: visit.now,
        schedule: schedule_told(&visit.facts, &lent, &runs, visit.now),
        outages: outage_lines(&visit.facts, &visit.actor(), &of_year, visit.now),
    };
    let viewer = viewer(&visit)?;
    Ok(request.page("Việc theo giờ", |head| app::pages::schedule(head, viewer, page)))
}
