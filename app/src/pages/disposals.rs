//! The pages of what is disposed of.

use leptos::prelude::*;

use crate::{
    disposals::{
        DisposalPage, DisposalPaperPage, DisposalPaperView, DisposalView, DisposalsPage, DisposalsView, DrawUpPage, DrawUpView,
    },
    layout::Viewer,
    render::render,
    shell::Head,
};

pub fn disposals(head: &Head, viewer: Viewer, page: DisposalsView) -> String {
    render(head, || view! { <DisposalsPage viewer page/> })
}

pub fn draw_up_disposal(head: &Head, viewer: Viewer, page: DrawUpView) -> String {
    render(head, || view! { <DrawUpPage viewer page/> })
}

pub fn disposal(head: &Head, viewer: Viewer, page: DisposalView) -> String {
    render(head, || view! { <DisposalPage viewer page/> })
}

pub fn disposal_paper(head: &Head, viewer: Viewer, page: DisposalPaperView) -> String {
    render(head, || view! { <DisposalPaperPage viewer page/> })
}
