//! The pages of the templates that records are written on.

use leptos::prelude::*;

use crate::{
    layout::Viewer,
    render::render,
    shell::Head,
    templates::{TemplatePage, TemplateView, TemplatesPage, TemplatesView},
};

pub fn templates(head: &Head, viewer: Viewer, page: TemplatesView) -> String {
    render(head, || view! { <TemplatesPage viewer page/> })
}

pub fn template(head: &Head, viewer: Viewer, page: TemplateView) -> String {
    render(head, || view! { <TemplatePage viewer page/> })
}
