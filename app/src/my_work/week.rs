//! "/viec-cua-toi/tuan/{week}": what the viewer owed in one week, to which the ribbon of weeks leads.

use domain::{my_work::MyWeek, vietnamese};
use leptos::prelude::*;

use super::{Shown, done_item, job, ribbon};
use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{group_of, head_below, quiet_line},
};

#[component]
pub fn MyWeekPage(viewer: Viewer, week: MyWeek) -> impl IntoView {
    let MyWeek { honorific, now, .. } = week;
    let number = week.week.number;
    let (open, done, freed) = (week.open.len(), week.done.len(), week.freed.len());
    let about = match (open + done, freed) {
        (0, 0) => None,
        (0, _) => Some(format!("{freed} hồ sơ được miễn.")),
        (all, 0) => Some(format!("Đã nộp {done} trên {all} hồ sơ.")),
        (all, _) => Some(format!("Đã nộp {done} trên {all} hồ sơ, {freed} hồ sơ được miễn.")),
    };
    let shown = Shown { honorific, now, usual: None };
    let title = format!("Tuần {number}, {}", vietnamese::days(week.week.taught()));
    let beside = |week: Option<u8>| week.map(|week| view! { <a class="btn" href=paths::my_week(week)>"Tuần "{week}</a> });
    let nothing = open + done + freed == 0;
    let rows = move |items: &[domain::my_work::WorkItem]| items.iter().map(move |item| job(item, shown)).collect::<Vec<_>>();
    view! {
        <Page viewer=Some(viewer) here=NavItem::MyWork>
            {ribbon(format!("Tuần {number}"), week.week.taught(), &week.ribbon, Some(number))}
            <main id="noi-dung" class="sheet" tabindex="-1">
                {head_below((paths::MY_WORK, "Việc của tôi"), title, about, view! {
                    <nav class="btns" aria-label="Tuần trước và tuần sau">{beside(week.before)}{beside(week.after)}</nav>
                })}
                {nothing.then(|| quiet_line(format!("Tuần này {} không có hồ sơ nào phải nộp.", honorific.word())))}
                {group_of("g-chua", if week.is_now { "Còn phải nộp" } else { "Chưa nộp" }, rows(&week.open))}
                {group_of("g-da", "Đã nộp", week.done.iter().map(done_item).collect())}
                {group_of("g-mien", "Được miễn", rows(&week.freed))}
            </main>
        </Page>
    }
}
