//! The pages by which the program itself is looked after.

use leptos::prelude::*;

use crate::{
    backups::{BackupsPage, BackupsView},
    doubtful_times::{ClockPage, ClockView},
    layout::Viewer,
    render::render,
    schedule::{SchedulePage, ScheduleView},
    shell::Head,
};

pub fn schedule(head: &Head, viewer: Viewer, page: ScheduleView) -> String {
    render(head, || view! { <SchedulePage viewer page/> })
}

pub fn backups(head: &Head, viewer: Viewer, page: BackupsView) -> String {
    render(head, || view! { <BackupsPage viewer page/> })
}

pub fn clock(head: &Head, viewer: Viewer, page: ClockView) -> String {
    render(head, || view! { <ClockPage viewer page/> })
}
