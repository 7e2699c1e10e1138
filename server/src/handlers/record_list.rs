//! The list behind a number of the dashboard.

use app::record_list::RecordListView;
use axum::{extract::Query, response::Response};
use domain::{
    dashboard::{RowKey, TermFilter},
    record_list::{ListFilter, StandingGroup, record_list},
    reviews::ReviewGroup,
    vietnamese,
};
use serde::Deserialize;

use super::{dashboard::scope, viewer};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    tuan: String,
    #[serde(default)]
    ky: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    loai: String,
    #[serde(default)]
    tt: String,
    #[serde(default)]
    duyet: String,
    #[serde(default)]
    q: String,
    #[serde(default, rename = "khong-han")]
    untimed: String,
    #[serde(default)]
    trang: String,
    /// The school year that is looked back at.
    #[serde(default)]
    nam: String,
}

impl ListQuery {
    fn filter(&self) -> ListFilter {
        let text = |value: &str| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        ListFilter {
            year: None,
            week: self.tuan.parse().ok(),
            term: TermFilter::from_code(&self.ky),
            row: RowKey::from_code(&self.to),
            record_type: text(&self.loai),
            standing: StandingGroup::from_code(&self.tt),
            review: ReviewGroup::from_code(&self.duyet),
            search: text(&self.q),
            untimed: !self.untimed.is_empty(),
        }
    }
}

/// `GET /bang-theo-doi/danh-sach`
pub async fn page(visit: Visit, Query(query): Query<ListQuery>, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.in_year(&query.nam).await?;
    let scope = scope(&visit)?;
    let filter = ListFilter { year: visit.looks_back().map(str::to_owned), ..query.filter() };
    let list = record_list(&visit.facts, &scope, visit.person, &filter, visit.now);
    let week = filter.week.and_then(|number| visit.facts.calendar().week(number));
    let title = match (week, filter.untimed) {
        (_, true) => "Hồ sơ chưa quy định hạn".to_owned(),
        (Some(week), _) => format!("Hồ sơ tuần {}", week.number),
        (None, _) => format!("Hồ sơ {}", filter.term.unwrap_or_default().in_sentence()),
    };
    let rows = visit
        .facts
        .organisation()
        .departments
        .iter()
        .map(|one| (RowKey::Department(one.id), one.name.clone()))
        .chain(std::iter::once((RowKey::Leadership, "Ban giám hiệu".to_owned())))
        .filter(|(key, _)| scope.holds(*key))
        .collect();
    let types = visit.facts.regime.types_in_use().map(|one| (one.code.clone(), one.name.clone())).collect();
    let view = RecordListView {
        title: title.clone(),
        about: week.map(|week| vietnamese::days(week.taught())).unwrap_or_default(),
        school: visit.facts.school.name.clone(),
        list,
        filter,
        rows,
        types,
        page: query.trang.parse::<usize>().ok().and_then(|page| page.checked_sub(1)).unwrap_or(0),
        leads: !visit.actor().departments_led().is_empty() && visit.looks_back().is_none(),
    };
    let viewer = viewer(&visit)?;
    Ok(request.page(&title, |head| app::pages::record_list(head, viewer, view)))
}
