//! "/nam-hoc": the calendar, and what was changed in it and in the rules.

use app::{
    school_year::{CalendarHistoryView, SchoolYearView},
    unanswered::UnansweredView,
};
use axum::{extract::Query, response::Response};
use domain::{
    permissions::{Action, decide, decide_declare_closure},
    record_types::rules_told,
    school_year::school_year,
    school_years::calendar_history,
    vietnamese,
    year_end::{Open, Unanswered, check_see},
};
use records::{Work, record_types, school_years};
use serde::Deserialize;

use super::{viewer, viewer_at_year_end};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// Which school year a page is about.
#[derive(Debug, Default, Deserialize)]
pub struct YearAsked {
    /// Its name, where it is one that is over.
    #[serde(default)]
    pub nam: String,
}

/// `GET /nam-hoc`
pub async fn page(visit: Visit, Query(asked): Query<YearAsked>, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.in_year(&asked.nam).await?;
    let actor = visit.actor();
    let (ended, runs) = (visit.read(async |work: &mut Work| school_years::ended(work).await).await?, visit.looks_back().is_none());
    let page = SchoolYearView {
        year: school_year(&visit.facts, visit.now),
        may_change: runs && decide(&actor, visit.facts.organisation(), Action::ChangeSchool).is_ok(),
        may_shut: runs && decide_declare_closure(&actor).is_ok(),
        looks_back: visit.looks_back().map(str::to_owned),
        ended: ended.into_iter().map(|(_, name)| name).collect(),
    };
    let viewer = viewer_at_year_end(&visit)?;
    Ok(request.page("Năm học", |head| app::pages::school_year(head, viewer, page)))
}

/// `GET /nam-hoc/lich-su`: for everybody, whose due days it is about.
pub async fn history(visit: Visit, Query(asked): Query<YearAsked>, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.in_year(&asked.nam).await?;
    let (facts, year) = (&visit.facts, visit.facts.regime.year);
    let changes = visit.read(async move |work: &mut Work| school_years::history(work, year).await).await?;
    let versions = visit.read(async |work: &mut Work| record_types::versions(work).await).await?;
    let page = CalendarHistoryView {
        year: vietnamese::school_year(facts.calendar().school_year()),
        looks_back: visit.looks_back().map(str::to_owned),
        changes: calendar_history(&changes, facts.organisation()),
        versions: rules_told(&versions, &facts.regime, &facts.corrections, visit.now),
    };
    let viewer = viewer(&visit)?;
    Ok(request.page("Lịch sử lịch năm học", |head| app::pages::calendar_history(head, viewer, page)))
}

/// `GET /nam-hoc/chua-tra-loi`: for the leadership, what nobody has answered, also of a year that is over.
pub async fn unanswered(visit: Visit, Query(asked): Query<YearAsked>, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.in_year(&asked.nam).await?;
    check_see(&visit.actor())?;
    let all = Unanswered::of(&visit.facts, visit.now);
    let page = UnansweredView {
        year: vietnamese::school_year(visit.facts.calendar().school_year()),
        groups: Open::ALL.into_iter().map(|kind| (kind, all.lines(kind))).filter(|(_, lines)| !lines.is_empty()).collect(),
    };
    let viewer = viewer(&visit)?;
    let title = if viewer.looks_back.is_some() { "Không ai trả lời" } else { "Còn chờ trả lời" };
    Ok(request.page(title, |head| app::pages::unanswered(head, viewer, page)))
}
