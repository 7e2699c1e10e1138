//! Pages about classes, and the places where they are.

use domain::{forms::FormErrors, sites::SitesForm};
use leptos::prelude::*;

use crate::{
    layout::Viewer,
    render::render,
    setup::SitesPage,
    shell::Head,
    year_classes::{YearClassesPage, YearClassesView},
};

pub fn year_classes(head: &Head, viewer: Viewer, page: YearClassesView) -> String {
    render(head, || view! { <YearClassesPage viewer page/> })
}

pub fn sites(head: &Head, viewer: Viewer, form: SitesForm, errors: FormErrors, saved: bool) -> String {
    render(head, || view! { <SitesPage viewer form errors saved/> })
}
