//! The page around the island.

use leptos::prelude::*;

use super::{LiveDashboard, Packed, Sheet};
use crate::{
    dashboard_views::{DashboardViews, closure_link, reminder_link},
    layout::{NavItem, Page, Viewer},
};

#[component]
pub fn DashboardPage(
    viewer: Viewer,
    /// Whether the viewer leads a department and may remind it.
    leads: bool,
    /// Whether the viewer may declare that the school is shut.
    may_shut: bool,
    sheet: Sheet,
) -> impl IntoView {
    let reminds = leads && sheet.total.overdue > 0;
    view! {
        <Page viewer=Some(viewer) here=NavItem::Dashboard>
            <main id="noi-dung" class="page" tabindex="-1">
                <div class="over">
                    <DashboardViews reviews=false/>
                    {may_shut.then(closure_link)}
                </div>
                {reminds.then(reminder_link)}
                <LiveDashboard packed=Packed(sheet)/>
            </main>
        </Page>
    }
}
