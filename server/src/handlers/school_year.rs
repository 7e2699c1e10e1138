//! "/nam-hoc".

use axum::response::Response;
use domain::{
    permissions::{Action, decide, decide_declare_closure},
    school_year::school_year,
};

use super::viewer;
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// `GET /nam-hoc`
pub async fn page(visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let year = school_year(&visit.facts, visit.now);
    let actor = visit.actor();
    let may_change = decide(&actor, visit.facts.organisation(), Action::ChangeSchool).is_ok();
    let may_shut = decide_declare_closure(&actor).is_ok();
    let viewer = viewer(&visit)?;
    Ok(request.page("Năm học", |head| app::pages::school_year(head, viewer, year, may_change, may_shut)))
}
