//! The page around the island.

use domain::attention::Attention;
use leptos::prelude::*;

use super::{LiveDashboard, Sheet, ended_dashboard};
use crate::{
    attention::attention_notices,
    dashboard_views::{DashboardViews, LeadershipWaits, reminder_link, report_link, ways_from_here},
    ended_years::last_year_link,
    given::give,
    layout::{NavItem, Page, Viewer},
    paths,
};

#[component]
pub fn DashboardPage(
    viewer: Viewer,
    /// Whether the viewer leads a department and may remind it.
    leads: bool,
    /// What waits for the viewer, who leads the school.
    waits: Option<LeadershipWaits>,
    /// What waits for the viewer beside their records.
    attention: Vec<Attention>,
    sheet: Sheet,
) -> impl IntoView {
    let ways = ways_from_here(waits, viewer.orders, viewer.updates);
    let last_year = last_year_link(paths::DASHBOARD, viewer.ended.as_deref());
    let reminds = leads && sheet.total.overdue > 0;
    view! {
        <Page viewer=Some(viewer) here=NavItem::Dashboard>
            <main id="noi-dung" class="page" tabindex="-1">
                <div class="over">
                    <DashboardViews reviews=false/>
                    {ways}
                    // Before the year there is no week to report on.
                    {sheet.now.map(|_| report_link(None))}
                    {last_year}
                </div>
                {(!attention.is_empty()).then(|| view! { <div class="notices">{attention_notices(attention)}</div> })}
                {reminds.then(reminder_link)}
                {give(sheet)}
                <LiveDashboard/>
            </main>
        </Page>
    }
}

/// The dashboard of a school year that is over, to look back at.
#[component]
pub fn EndedDashboardPage(viewer: Viewer, sheet: Sheet) -> impl IntoView {
    let year = Some(sheet.choice.year.clone());
    let report = report_link(year.as_deref().filter(|year| !year.is_empty()));
    view! {
        <Page viewer=Some(viewer) here=NavItem::Dashboard>
            // The mark brings the style sheet of the dashboard without its program.
            <main data-still="LiveDashboard" id="noi-dung" class="page" tabindex="-1">
                <div class="over"><DashboardViews reviews=false year/>{report}</div>
                {ended_dashboard(sheet)}
            </main>
        </Page>
    }
}
