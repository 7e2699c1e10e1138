//! The list behind a number of the dashboard.

use std::collections::BTreeMap;

use app::record_list::RecordListView;
use axum::{extract::Query, response::Response};
use domain::{
    dashboard::{RowKey, TermFilter, rows_to_choose},
    missing::reminded_words,
    obligations::{ObligationId, Standing},
    record_list::{ListFilter, RecordLine, RecordList, StandingGroup, record_list},
    reviews::ReviewGroup,
    vietnamese,
};
use records::{Work, missing};
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
    /// The site of the classes.
    #[serde(default)]
    diem: String,
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
        let week = self.tuan.parse().ok();
        let text = |value: &str| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        ListFilter {
            year: None,
            week,
            // A week that was chosen may be one of the other semester.
            term: TermFilter::from_code(&self.ky).filter(|_| week.is_none()),
            row: RowKey::from_code(&self.to),
            site: self.diem.parse().ok(),
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
    let rows = rows_to_choose(&visit.facts, &scope);
    let weeks = visit.facts.calendar().teaching_weeks().iter().map(|week| week.number).collect();
    let types = visit.facts.regime.types_in_use().map(|one| (one.code.clone(), one.name.clone())).collect();
    let reminded = reminded(&visit, &list).await?;
    let view = RecordListView {
        title: title.clone(),
        about: week.map(|week| vietnamese::days(week.taught())).unwrap_or_default(),
        school: visit.facts.school.name.clone(),
        list,
        filter,
        rows,
        weeks,
        sites: visit.facts.organisation().sites_to_choose(),
        types,
        page: query.trang.parse::<usize>().ok().and_then(|page| page.checked_sub(1)).unwrap_or(0),
        leads: !visit.actor().departments_led().is_empty() && visit.looks_back().is_none(),
        reminded,
    };
    let viewer = viewer(&visit)?;
    Ok(request.page(&title, |head| app::pages::record_list(head, viewer, view)))
}

/// Who was reminded of what is overdue in the list, as far as the visitor leads them.
async fn reminded(visit: &Visit, list: &RecordList) -> Result<BTreeMap<ObligationId, String>, AppError> {
    let is_overdue = |line: &&RecordLine| matches!(line.standing, Standing::Overdue(_));
    let overdue: Vec<&RecordLine> = list.groups.iter().flat_map(|group| &group.lines).filter(is_overdue).collect();
    // In most lists nothing is overdue, and nothing is read for them.
    if overdue.is_empty() {
        return Ok(BTreeMap::new());
    }
    let year = visit.facts.regime.year;
    let known = visit.read(async move |work: &mut Work| missing::of_year(work, year).await).await?;
    let actor = visit.actor();
    let words = |line: &RecordLine| {
        let obligation = visit.facts.obligation(line.obligation)?;
        Some((line.obligation, reminded_words(&visit.facts, &actor, obligation, &known, visit.now)?))
    };
    Ok(overdue.into_iter().filter_map(words).collect())
}
