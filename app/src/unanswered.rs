//! "/nam-hoc/chua-tra-loi": what of a school year nobody has answered yet, or had when it was over.

use domain::{
    vietnamese,
    year_end::{Open, OpenAt, OpenLine},
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    printed::printed_foot,
    ui::head_below,
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct UnansweredView {
    /// "2026–2027".
    pub year: String,
    /// Those kinds of which there are any.
    pub groups: Vec<(Open, Vec<OpenLine>)>,
}

#[component]
pub fn UnansweredPage(viewer: Viewer, page: UnansweredView) -> impl IntoView {
    let UnansweredView { year, groups } = page;
    let name = viewer.looks_back.clone();
    let (title, about) = match &name {
        Some(_) => (
            format!("Không ai trả lời trong năm học {year}"),
            "Còn chờ khi năm học mới bắt đầu, nên không ai trả lời được nữa. Hồ sơ vẫn giữ nguyên như lúc đó.",
        ),
        None => (
            format!("Còn chờ trả lời trong năm học {year}"),
            "Năm học mới bắt đầu rồi thì những việc này không ai trả lời được nữa.",
        ),
    };
    let none = groups.is_empty().then(|| {
        let words = if name.is_some() {
            "Việc gì cũng đã được trả lời."
        } else {
            "Không còn việc nào chờ trả lời."
        };
        view! { <div class="cols"><p class="when"></p><p class="quiet">{words}</p></div> }
    });
    let groups = groups.iter().map(|(kind, lines)| group(*kind, lines, name.as_deref())).collect_view();
    let foot = printed_foot(&viewer, vec![title.clone()]);
    let back = paths::in_year(paths::SCHOOL_YEAR, name.as_deref());
    view! {
        <Page viewer=Some(viewer) here=NavItem::SchoolYear>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((back, "Năm học"), title, Some(about.to_owned()), ())}
                {none}
                {groups}
                {foot}
            </main>
        </Page>
    }
}

/// All of one kind; `name` is that of the year, where it is over.
fn group(kind: Open, lines: &[OpenLine], name: Option<&str>) -> impl IntoView + use<> {
    let words = if name.is_some() { kind.words_when_over() } else { kind.words() };
    let heading = format!("g-{}", kind.code());
    let lines_view = lines.iter().map(line).collect_view();
    let answered = answered_at(kind).map(|(page, words)| {
        view! { <div class="cols"><p class="when"></p><p class="way scr"><a href=paths::in_year(page, name)>{words}</a></p></div> }
    });
    view! {
        <section class="group" id=kind.code() aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{format!("{} {words}", lines.len())}</h2>
            {answered}
            <ul class="jobs">{lines_view}</ul>
        </section>
    }
}

/// The page on which they are answered, and of a year that is over the same to look at.
const fn answered_at(kind: Open) -> Option<(&'static str, &'static str)> {
    match kind {
        Open::Reviews | Open::Returned => Some((paths::REVIEW_DASHBOARD, "Bảng duyệt")),
        Open::Requests => Some((paths::EXTENSIONS, "Gia hạn")),
        Open::Late => Some((paths::LATE_REASONS, "Lý do nộp muộn")),
        // Its page is of all years, and each line leads to its own.
        Open::Updates => None,
    }
}

fn line(one: &OpenLine) -> impl IntoView + use<> {
    let address = match one.at {
        OpenAt::Record(id) => paths::record(id),
        OpenAt::Update(id) => paths::update(id),
    };
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <h3><a href=address>{one.title.clone()}</a></h3>
                <p class="then">{format!("{}.", vietnamese::without_stop(&one.said))}</p>
            </div>
        </li>
    }
}
