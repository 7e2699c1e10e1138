//! The pages of decisions that give and end rights.

use leptos::prelude::*;

use crate::{
    layout::Viewer,
    mandates::{
        MandatePage, MandateView, MandatesPage, MandatesView, RecordMandatePage, RecordMandateView, RightsPage, RightsPaperPage,
        RightsPaperView, RightsView,
    },
    render::render,
    shell::Head,
};

pub fn mandates(head: &Head, viewer: Viewer, page: MandatesView) -> String {
    render(head, || view! { <MandatesPage viewer page/> })
}

pub fn record_mandate(head: &Head, viewer: Viewer, page: RecordMandateView) -> String {
    render(head, || view! { <RecordMandatePage viewer page/> })
}

pub fn mandate(head: &Head, viewer: Viewer, page: MandateView) -> String {
    render(head, || view! { <MandatePage viewer page/> })
}

pub fn rights(head: &Head, viewer: Viewer, page: RightsView) -> String {
    render(head, || view! { <RightsPage viewer page/> })
}

pub fn rights_paper(head: &Head, viewer: Viewer, page: RightsPaperView) -> String {
    render(head, || view! { <RightsPaperPage viewer page/> })
}
