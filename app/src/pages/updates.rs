//! Pages of updates after a lock.

use domain::updates::Minutes;
use leptos::prelude::*;

use crate::{
    layout::Viewer,
    render::render,
    setup::{ProcedurePage, ProcedureView},
    shell::Head,
    updates::{MinutesPage, RequestPage, RequestView, UpdatePage, UpdateView, UpdatesPage, UpdatesView},
};

pub fn updates(head: &Head, viewer: Viewer, page: UpdatesView) -> String {
    render(head, || view! { <UpdatesPage viewer page/> })
}

pub fn update_request(head: &Head, viewer: Viewer, page: RequestView) -> String {
    render(head, || view! { <RequestPage viewer page/> })
}

pub fn update(head: &Head, viewer: Viewer, page: UpdateView) -> String {
    render(head, || view! { <UpdatePage viewer page/> })
}

pub fn update_minutes(head: &Head, viewer: Viewer, page: Minutes) -> String {
    render(head, || view! { <MinutesPage viewer page/> })
}

pub fn update_procedure(head: &Head, viewer: Viewer, page: ProcedureView) -> String {
    render(head, || view! { <ProcedurePage viewer page/> })
}
