//! "/bang-theo-doi/bao-cao-tuan": the report on a week, for whoever sees the dashboard.

use app::weekly_report::WeeklyReportView;
use axum::{extract::Query, response::Response};
use domain::{
    days::Span,
    vietnamese,
    weekly_report::{weekly_report, weeks_to_report},
};
use records::{Work, log};
use serde::Deserialize;

use super::{dashboard::scope, viewer};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// Which week.
#[derive(Debug, Default, Deserialize)]
pub struct WeekAsked {
    /// Its number; the present one without it.
    #[serde(default, rename = "tuan")]
    week: String,
    /// The name of a school year that is over.
    #[serde(default, rename = "nam")]
    year: String,
}

/// `GET /bang-theo-doi/bao-cao-tuan`
pub async fn page(visit: Visit, Query(asked): Query<WeekAsked>, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.in_year(&asked.year).await?;
    let scope = scope(&visit)?;
    let week = match asked.week.trim() {
        "" => None,
        typed => Some(typed.parse().map_err(|_| AppError::NotFound)?),
    };
    let facts = &visit.facts;
    let report = weekly_report(facts, &scope, visit.person, week, visit.now).ok_or(AppError::NotFound)?;
    let weeks = weeks_to_report(facts, visit.now)
        .into_iter()
        .map(|week| (week.number.to_string(), vietnamese::week(week.number, Span::new(week.monday, week.last_day))));
    let page = WeeklyReportView {
        weeks: weeks.collect(),
        year: visit.looks_back().map(str::to_owned),
        anchor: visit.read(async |work: &mut Work| log::anchor(work).await).await?,
        report,
    };
    let viewer = viewer(&visit)?;
    Ok(request.page("Báo cáo tuần", |head| app::pages::weekly_report(head, viewer, page)))
}
