//! The pages of the regulation.

use leptos::prelude::*;

use crate::{
    layout::Viewer,
    regulation::{
        ChangesPage, ChangesView, PledgesPage, PledgesPaperPage, PledgesView, RegulationFormPage, RegulationFormView,
        RegulationPage, RegulationView, VersionPage, VersionView,
    },
    render,
    shell::Head,
};

pub fn regulation(head: &Head, viewer: Viewer, page: RegulationView) -> String {
    render(head, || view! { <RegulationPage viewer page/> })
}

pub fn regulation_form(head: &Head, viewer: Viewer, page: RegulationFormView) -> String {
    render(head, || view! { <RegulationFormPage viewer page/> })
}

pub fn regulation_version(head: &Head, viewer: Viewer, page: VersionView) -> String {
    render(head, || view! { <VersionPage viewer page/> })
}

pub fn regulation_changes(head: &Head, viewer: Viewer, page: ChangesView) -> String {
    render(head, || view! { <ChangesPage viewer page/> })
}

pub fn pledges(head: &Head, viewer: Viewer, page: PledgesView) -> String {
    render(head, || view! { <PledgesPage viewer page/> })
}

pub fn pledges_paper(head: &Head, viewer: Viewer, page: PledgesView) -> String {
    render(head, || view! { <PledgesPaperPage viewer page/> })
}
