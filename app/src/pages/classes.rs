//! Pages about classes.

use leptos::prelude::*;

use crate::{
    layout::Viewer,
    render::render,
    shell::Head,
    year_classes::{YearClassesPage, YearClassesView},
};

pub fn year_classes(head: &Head, viewer: Viewer, page: YearClassesView) -> String {
    render(head, || view! { <YearClassesPage viewer page/> })
}
