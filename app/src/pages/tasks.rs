//! The pages of what the principal asks beside all records.

use leptos::prelude::*;

use crate::{
    layout::Viewer,
    render::render,
    shell::Head,
    tasks::{TaskFormPage, TaskFormView, TaskPage, TaskView, TasksPage, TasksView},
};

pub fn tasks(head: &Head, viewer: Viewer, page: TasksView) -> String {
    render(head, || view! { <TasksPage viewer page/> })
}

pub fn task(head: &Head, viewer: Viewer, page: TaskView) -> String {
    render(head, || view! { <TaskPage viewer page/> })
}

pub fn task_form(head: &Head, viewer: Viewer, page: TaskFormView) -> String {
    render(head, || view! { <TaskFormPage viewer page/> })
}
