//! "/nam-hoc".

use axum::{extract::State, response::Response};
use domain::{
    permissions::{Action, decide},
    school_year::school_year,
};

use super::viewer;
use crate::{
    answer::{AppError, PageRequest},
    state::AppState,
};

/// `GET /nam-hoc`
pub async fn page(State(state): State<AppState>, request: PageRequest) -> Result<Response, AppError> {
    let visit = state.visit(&request.headers).await?;
    let year = school_year(&visit.facts, visit.now);
    let may_change = decide(&visit.actor(), visit.facts.organisation(), Action::ChangeSchool).is_ok();
    let viewer = viewer(&visit)?;
    Ok(request.page("Năm học", |head| app::pages::school_year(head, viewer, year, may_change)))
}
