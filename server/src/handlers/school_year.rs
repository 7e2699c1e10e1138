//! "/nam-hoc": the calendar, and what was changed in it and in the rules.

use app::school_year::CalendarHistoryView;
use axum::response::Response;
use domain::{
    permissions::{Action, decide, decide_declare_closure},
    record_types::rules_told,
    school_year::school_year,
    school_years::calendar_history,
    vietnamese,
};
use records::{Work, record_types, school_years};

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

/// `GET /nam-hoc/lich-su`: for everybody, whose due days it is about.
pub async fn history(visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let (facts, year) = (&visit.facts, visit.facts.regime.year);
    let changes = visit.read(async move |work: &mut Work| school_years::history(work, year).await).await?;
    let versions = visit.read(async |work: &mut Work| record_types::versions(work).await).await?;
    let page = CalendarHistoryView {
        year: vietnamese::school_year(facts.calendar().school_year()),
        changes: calendar_history(&changes, facts.organisation()),
        versions: rules_told(&versions, &facts.regime, visit.now),
    };
    let viewer = viewer(&visit)?;
    Ok(request.page("Lịch sử lịch năm học", |head| app::pages::calendar_history(head, viewer, page)))
}
