//! "/nam-hoc".

use axum::{extract::State, response::Response};
use domain::{
    permissions::{Action, decide},
    school_year::school_year,
};

use super::reader;
use crate::{
    answer::{Ask, Fault},
    house::House,
};

/// `GET /nam-hoc`
pub async fn page(State(house): State<House>, ask: Ask) -> Result<Response, Fault> {
    let visit = house.visit(&ask.headers).await?;
    let year = school_year(&visit.facts, visit.now);
    let may_change = decide(&visit.actor(), visit.facts.organisation(), Action::ChangeSchool).is_ok();
    let reader = reader(&visit)?;
    Ok(ask.page("Năm học", |head| app::pages::school_year(head, reader, year, may_change)))
}
