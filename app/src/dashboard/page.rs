//! The page around the island.

use leptos::prelude::*;

use super::{LiveDashboard, Packed, Sheet};
use crate::{
    dashboard_views::DashboardViews,
    layout::{NavItem, Page, Viewer},
};

#[component]
pub fn DashboardPage(viewer: Viewer, sheet: Sheet) -> impl IntoView {
    view! {
        <Page viewer=Some(viewer) here=NavItem::Dashboard>
            <main id="noi-dung" class="page" tabindex="-1">
                <DashboardViews reviews=false/>
                <LiveDashboard packed=Packed(sheet)/>
            </main>
        </Page>
    }
}
