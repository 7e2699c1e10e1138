//! "/quyet-dinh/quyen": who has which right on a day, on the screen and as a list to sign.

use app::mandates::{RightsPaperView, RightsView};
use axum::{extract::Query, response::Response};
use chrono::NaiveDate;
use domain::{
    days::day_of,
    forms::FormErrors,
    mandates::{RightsOn, rights_on},
    people::Position,
    vietnamese,
};
use serde::Deserialize;

use super::register;
use crate::{
    error::AppError,
    extract::{Manager, PageRequest, Visit},
    handlers::{
        attempt::{Attempt, with_status},
        viewer,
    },
};

/// The day that is asked for, dd/MM/yyyy.
#[derive(Debug, Default, Deserialize)]
pub struct DayAsked {
    #[serde(default)]
    ngay: String,
}

/// Who has which right on this day.
async fn told(visit: &Visit, day: NaiveDate) -> Result<RightsOn, AppError> {
    let (known, held) = register(visit).await?;
    Ok(rights_on(&visit.facts.regime, &known, &held, day))
}

/// `GET /quyet-dinh/quyen`: of today where no day, or none that can be read, is asked for.
pub async fn page(Manager(visit): Manager, Query(asked): Query<DayAsked>, request: PageRequest) -> Result<Response, AppError> {
    let today = day_of(visit.now);
    let day = vietnamese::parse_date(&asked.ngay);
    let attempt = match (day, asked.ngay.trim().is_empty()) {
        (Some(_), _) | (None, true) => Attempt::<()>::default(),
        (None, false) => Attempt::wrong((), FormErrors::one("ngay", "Ghi ngày/tháng/năm, ví dụ 12/03/2027.")),
    };
    let typed = if asked.ngay.trim().is_empty() { vietnamese::date(today) } else { asked.ngay };
    let page = RightsView { rights: told(&visit, day.unwrap_or(today)).await?, today, typed, errors: attempt.errors };
    let viewer = viewer(&visit)?;
    let response = request.page("Ai có quyền gì", |head| app::pages::rights(head, viewer, page));
    Ok(with_status(response, attempt.status))
}

/// `GET /quyet-dinh/quyen/in`
pub async fn paper(Manager(visit): Manager, Query(asked): Query<DayAsked>, request: PageRequest) -> Result<Response, AppError> {
    let today = day_of(visit.now);
    let day = vietnamese::parse_date(&asked.ngay).unwrap_or(today);
    let principal = visit.facts.organisation().holders(Position::Principal, day).first().map(|one| one.name.to_string());
    let page = RightsPaperView {
        rights: told(&visit, day).await?,
        school: visit.facts.school.name.clone(),
        principal: principal.unwrap_or_default(),
        today,
    };
    let viewer = viewer(&visit)?;
    Ok(request.page("Danh sách phân quyền", |head| app::pages::rights_paper(head, viewer, page)))
}
