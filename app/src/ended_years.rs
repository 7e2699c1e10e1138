//! What stands around the pages of a school year that is over, and before one is: which pages it has, that nothing can be changed
//! there, and what waits until the next year takes over.

use domain::{
    vietnamese,
    year_end::{Open, YearEnd},
};
use leptos::prelude::*;

use crate::{
    paths,
    ui::{Hidden, Notice, NoticeKind},
};

/// The pages of a year that is over, as somebody may look back at them.
pub fn pages_of_year(sees_dashboard: bool, leads_school: bool) -> Vec<(&'static str, &'static str)> {
    let everybody = [
        (paths::SCHOOL_YEAR, "Lịch"),
        (paths::DONE, "Đã nộp"),
        (paths::EXTENSIONS, "Gia hạn"),
        (paths::ABSENCES, "Nghỉ và người làm thay"),
        (paths::CLOSURES, "Nghỉ đột xuất"),
        (paths::SWAPS, "Đổi lượt"),
        (paths::NOTICES, "Thông báo"),
    ];
    let dashboards = [(paths::DASHBOARD, "Bảng theo dõi"), (paths::REVIEW_DASHBOARD, "Bảng duyệt"), (paths::RECORD_LIST, "Hồ sơ")];
    let of_leaders = [(paths::LATE_REASONS, "Lý do nộp muộn"), (paths::UNANSWERED, "Không ai trả lời")];
    let dashboards = dashboards.into_iter().filter(|_| sees_dashboard);
    let of_leaders = of_leaders.into_iter().filter(|_| leads_school);
    everybody.into_iter().chain(dashboards).chain(of_leaders).collect()
}

/// Those pages as links, of the year of this name.
pub fn links(pages: &[(&'static str, &'static str)], name: &str) -> impl IntoView + use<> {
    let shown = vietnamese::school_year(name);
    let link = |(page, words): &(&'static str, &'static str)| {
        view! {
            " "
            <a href=paths::in_year(page, Some(name))>{*words}<Hidden words=format!(" năm học {shown}")/></a>
        }
    };
    pages.iter().map(link).collect_view()
}

/// Whoever looks back at the year of this name sees on every page of it that nothing can be changed there, and its other pages.
pub fn look_back_notice(name: &str, pages: &[(&'static str, &'static str)]) -> impl IntoView + use<> {
    let shown = vietnamese::school_year(name);
    let links = links(pages, name);
    view! {
        <aside class="told" aria-label="Năm học đã kết thúc">
            <div class="notices">
                <Notice kind=NoticeKind::Info fact=format!("Năm học {shown} đã kết thúc, chỉ xem") advice="">
                    <a href=paths::SCHOOL_YEAR>"Về năm học đang mở"</a>
                </Notice>
            </div>
            <nav class="ended-years scr" aria-label=format!("Các trang của năm học {shown}")>{links}</nav>
        </aside>
    }
}

/// What the leadership is told of a year that comes to its end: what waits, each with its list, and what follows.
pub fn year_end_notice(told: &YearEnd) -> impl IntoView + use<> {
    let what = |(kind, count): &(Open, usize)| format!("{count} {}", kind.words());
    let fact = if told.open.is_empty() {
        format!("Năm học kết thúc ngày {}", vietnamese::date(told.last_day))
    } else {
        format!("Trước khi năm học mới bắt đầu: {}", told.open.iter().map(what).collect::<Vec<_>>().join(", "))
    };
    let lists = told.open.iter().map(|one| {
        let address = paths::unanswered(one.0);
        view! { <a href=address>{vietnamese::capitalised(one.0.words())}</a>" " }
    });
    let lists = lists.collect_view();
    let next = told.next_from.is_none().then(|| view! { <a class="btn" href=paths::NEXT_CALENDAR>"Lập năm học mới"</a> });
    view! {
        <aside class="told" aria-label="Cuối năm học">
            <div class="notices">
                <Notice kind=NoticeKind::Warning fact advice=told.advice()>{lists}{next}</Notice>
            </div>
        </aside>
    }
}

/// The way from a page of the year that is shown to the same page of the last one that is over.
pub fn last_year_link(page: &str, ended: Option<&str>) -> Option<impl IntoView + use<>> {
    ended.map(|name| {
        let words = format!("Xem lại năm học {}", vietnamese::school_year(name));
        view! { <p class="over-links"><a class="btn" href=paths::in_year(page, Some(name))>{words}</a></p> }
    })
}
