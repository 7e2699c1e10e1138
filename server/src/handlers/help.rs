//! "/huong-dan": help for each kind of work.

use app::help::{HelpView, picture};
use axum::{
    extract::{Query, State},
    response::Response,
};
use domain::{days::day_of, help::HelpFor};
use serde::Deserialize;

use super::viewer;
use crate::{
    assets,
    error::AppError,
    extract::{PageRequest, Visit},
    state::AppState,
};

#[derive(Debug, Deserialize)]
pub struct HelpQuery {
    /// For whom; whoever is signed in reads their own page first.
    #[serde(default, rename = "cho")]
    of: String,
}

/// `GET /huong-dan`: for everybody.
pub async fn page(
    State(state): State<AppState>,
    Query(query): Query<HelpQuery>,
    visit: Result<Visit, AppError>,
    request: PageRequest,
) -> Result<Response, AppError> {
    let visit = visit.ok();
    let own = visit
        .as_ref()
        .map_or(HelpFor::Teacher, |visit| HelpFor::of(&visit.facts.organisation().positions(visit.person, day_of(visit.now))));
    let of = HelpFor::from_code(&query.of).unwrap_or(own);
    let contacts = state.known_contacts.ask(&state.database, visit.as_ref().map(|visit| visit.school)).await;
    let page = HelpView { of, picture: assets::picture(picture(of)), contacts };
    let viewer = visit.as_ref().and_then(|visit| viewer(visit).ok());
    Ok(request.page("Hướng dẫn", |head| app::pages::help(head, viewer, page)))
}
