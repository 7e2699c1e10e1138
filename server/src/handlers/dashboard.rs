//! The dashboard: as a page, and as the sheet that its island asks for.

use std::pin::Pin;

use app::{
    api::ApiError,
    dashboard::{Choice, DashboardSource, Sheet},
    dashboard_views::LeadershipWaits,
};
use axum::{extract::Query, response::Response};
use domain::{
    absences::count_uncovered,
    attention::Attention,
    closures::announced,
    dashboard::{Scope, dashboard},
    data_requests::waiting,
    days::day_of,
    extensions::requests_for,
    people::PersonId,
    permissions::{decide_absences, decide_answer_data, decide_check_accounts, decide_declare_closure},
    record_list::{ListFilter, record_list},
    review_dashboard::review_dashboard,
};
use records::{Work, data_requests, security_checks};

use super::{my_work::attention_of, viewer, viewer_at_year_end};
use crate::{
    api::{Caller, refused},
    error::AppError,
    extract::{PageRequest, UnattendedVisit, Visit},
};

/// What the viewer may see of the dashboard.
///
/// # Errors
/// `Refusal::DashboardNotYours`.
pub fn scope(visit: &Visit) -> Result<Scope, AppError> {
    Ok(Scope::of(&visit.actor(), visit.facts.organisation())?)
}

/// `GET /bang-theo-doi`
pub async fn page(visit: Visit, Query(choice): Query<Choice>, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.in_year(&choice.year).await?;
    let sheet = shown(&visit, choice.understood())?;
    if visit.looks_back().is_some() {
        let viewer = viewer(&visit)?;
        return Ok(request.page("Bảng theo dõi", |head| app::pages::ended_dashboard(head, viewer, sheet)));
    }
    let actor = visit.actor();
    let leads = !actor.departments_led().is_empty();
    let uncovered = if decide_absences(&actor).is_ok() { count_uncovered(&visit.facts, visit.now) } else { 0 };
    let overdue_findings = if decide_check_accounts(&actor).is_ok() { overdue_findings(&visit).await? } else { 0 };
    let data_requests = if decide_answer_data(&actor).is_ok() { waiting_for_data(&visit).await? } else { (0, 0) };
    let requests = requests_for(&visit.facts, &actor, visit.now);
    let shut = announced(&visit.facts, visit.now);
    let waits = LeadershipWaits { shut, requests, uncovered, overdue_findings, data_requests };
    let waits = decide_declare_closure(&actor).is_ok().then_some(waits);
    // It is the start page of whoever sees the whole school: what they would read at the top of their work stands here too.
    let attention = attention_of(&visit).await?.into_iter().filter(Attention::needs_a_line_on_the_dashboard).collect();
    let viewer = viewer_at_year_end(&visit)?;
    Ok(request.page("Bảng theo dõi", |head| app::pages::dashboard(head, viewer, leads, (waits, attention), sheet)))
}

/// How many requests for people's own data wait, and how many of them are late.
async fn waiting_for_data(visit: &Visit) -> Result<(usize, usize), AppError> {
    let all = visit.read(async |work: &mut Work| data_requests::all(work).await).await?;
    Ok(waiting(&all, day_of(visit.now)))
}

/// How much was found in the accounts and should be mended by now.
async fn overdue_findings(visit: &Visit) -> Result<usize, AppError> {
    let store = visit.fact_store();
    Ok(visit.read(async move |work: &mut Work| security_checks::count_overdue(work, &store).await).await?)
}

/// `GET /bang-theo-doi/duyet`
pub async fn reviews_page(visit: Visit, Query(choice): Query<Choice>, request: PageRequest) -> Result<Response, AppError> {
    let visit = visit.in_year(&choice.year).await?;
    let scope = scope(&visit)?;
    let dashboard = review_dashboard(&visit.facts, &scope, visit.person, &choice.understood().filter(), visit.now);
    let honorific = visit.person()?.honorific;
    let viewer = viewer(&visit)?;
    Ok(request.page("Bảng duyệt", |head| app::pages::review_dashboard(head, viewer, honorific, dashboard)))
}

/// The first sheet of somebody else's dashboard, as that one sees it: nothing was chosen in it.
pub(super) fn sheet_of(visit: &Visit, scope: &Scope, person: PersonId) -> Sheet {
    let choice = Choice::default();
    let dashboard = dashboard(&visit.facts, scope, &choice.filter(), visit.now);
    Sheet::of(dashboard, person, choice, None)
}

/// The sheet, for the page and for each update of it. Whatever is not on it, a type or a site of another school, a cell of another
/// department or of weeks that are not shown, was not chosen.
fn shown(visit: &Visit, mut choice: Choice) -> Result<Sheet, AppError> {
    let scope = scope(visit)?;
    let filter = choice.filter();
    let dashboard = dashboard(&visit.facts, &scope, &filter, visit.now);
    let open = choice.cell_key().filter(|key| dashboard.has_cell(*key)).map(|(row, week)| {
        let (record_type, site) = (dashboard.record_type.clone(), dashboard.site);
        let behind = ListFilter { week: Some(week), row: Some(row), record_type, site, ..ListFilter::default() };
        ((row, week), record_list(&visit.facts, &scope, visit.person, &behind, visit.now))
    });
    choice.record_type = dashboard.record_type.clone().unwrap_or_default();
    choice.site = dashboard.site.map(|site| site.to_string()).unwrap_or_default();
    choice.year = visit.looks_back().unwrap_or_default().to_owned();
    if open.is_none() {
        choice.cell.clear();
    }
    Ok(Sheet::of(dashboard, visit.person, choice, open))
}

impl DashboardSource for Caller {
    fn sheet(
        &self,
        choice: Choice,
        person: String,
        unattended: bool,
    ) -> Pin<Box<dyn Future<Output = Result<Sheet, ApiError>> + Send + '_>> {
        Box::pin(async move { self.sheet_now(choice, &person, unattended).await.map_err(refused) })
    }
}

impl Caller {
    async fn sheet_now(&self, choice: Choice, person: &str, unattended: bool) -> Result<Sheet, AppError> {
        let visit = if unattended {
            let UnattendedVisit(visit) = self.extract().await?;
            visit
        } else {
            self.extract().await?
        };
        // In another tab of this browser somebody else has signed in: their figures under this page's name would be false.
        visit.check_page_of(person.parse().ok())?;
        if !choice.is_understood() {
            return Err(AppError::OldPage);
        }
        shown(&visit, choice)
    }
}
