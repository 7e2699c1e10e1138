//! The pages about who opens which records, and of requests for one's own data, and of copies for home.

use leptos::prelude::*;

use super::Head;
use crate::{
    data_requests::{DataRequestsPage, DataRequestsView, OwnDataPage, OwnDataView},
    layout::Viewer,
    personal_copies::{EverybodysCopiesPage, EverybodysCopiesView, OwnCopiesPage, OwnCopiesView, RescuePage, RescueView},
    render,
    setup::{FencePage, FenceView, FencedType, FencesPage},
};

pub fn fences(head: &Head, viewer: Viewer, types: Vec<FencedType>, saved: bool) -> String {
    render(head, || view! { <FencesPage viewer types saved/> })
}

pub fn fence(head: &Head, viewer: Viewer, page: FenceView) -> String {
    render(head, || view! { <FencePage viewer page/> })
}

pub fn own_data(head: &Head, viewer: Viewer, page: OwnDataView) -> String {
    render(head, || view! { <OwnDataPage viewer page/> })
}

pub fn data_requests(head: &Head, viewer: Viewer, page: DataRequestsView) -> String {
    render(head, || view! { <DataRequestsPage viewer page/> })
}

pub fn own_copies(head: &Head, viewer: Viewer, page: OwnCopiesView) -> String {
    render(head, || view! { <OwnCopiesPage viewer page/> })
}

pub fn everybodys_copies(head: &Head, viewer: Viewer, page: EverybodysCopiesView) -> String {
    render(head, || view! { <EverybodysCopiesPage viewer page/> })
}

pub fn rescue(head: &Head, viewer: Viewer, page: RescueView) -> String {
    render(head, || view! { <RescuePage viewer page/> })
}
