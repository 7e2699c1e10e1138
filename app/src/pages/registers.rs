//! The pages of the registers of the house.

use leptos::prelude::*;

use super::Head;
use crate::{
    layout::Viewer,
    registers::{
        EntryFormPage, EntryFormView, EntryPage, EntryView, PraiseListPage, PraiseListView, RegisterChoice, RegisterPage,
        RegisterPaperPage, RegisterPaperView, RegisterView, RegistersPage,
    },
    render,
};

pub fn registers(head: &Head, viewer: Viewer, registers: Vec<RegisterChoice>) -> String {
    render(head, || view! { <RegistersPage viewer registers/> })
}

pub fn register(head: &Head, viewer: Viewer, page: RegisterView) -> String {
    render(head, || view! { <RegisterPage viewer page/> })
}

pub fn register_paper(head: &Head, viewer: Viewer, page: RegisterPaperView) -> String {
    render(head, || view! { <RegisterPaperPage viewer page/> })
}

pub fn praise_list(head: &Head, viewer: Viewer, page: PraiseListView) -> String {
    render(head, || view! { <PraiseListPage viewer page/> })
}

pub fn entry_form(head: &Head, viewer: Viewer, page: EntryFormView) -> String {
    render(head, || view! { <EntryFormPage viewer page/> })
}

pub fn entry(head: &Head, viewer: Viewer, page: EntryView) -> String {
    render(head, || view! { <EntryPage viewer page/> })
}
