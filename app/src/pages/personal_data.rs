//! The pages about who opens which records, and of requests for one's own data.

use leptos::prelude::*;

use super::Head;
use crate::{
    data_requests::{DataRequestsPage, DataRequestsView, OwnDataPage, OwnDataView},
    layout::Viewer,
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
