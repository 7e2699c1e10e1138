//! "/nam-hoc/lich-su": what was changed in the calendar and in the rules, by whom, when and by which document.

use domain::{record_types::RulesTold, school_years::CalendarChangeTold, vietnamese};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    rule_versions::rule_versions,
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct CalendarHistoryView {
    /// "2026–2027".
    pub year: String,
    /// The name of the year in addresses, where it is one that is over.
    pub looks_back: Option<String>,
    /// The newest first.
    pub changes: Vec<CalendarChangeTold>,
    /// The newest first.
    pub versions: Vec<RulesTold>,
}

#[component]
pub fn CalendarHistoryPage(viewer: Viewer, page: CalendarHistoryView) -> impl IntoView {
    let CalendarHistoryView { year, looks_back, changes, versions } = page;
    let back = paths::in_year(paths::SCHOOL_YEAR, looks_back.as_deref());
    let closures = paths::in_year(paths::CLOSURES, looks_back.as_deref());
    let closures = view! { " Các lần nghỉ đột xuất có "<a href=closures>"trang riêng"</a>"." };
    let title = format!("Lịch năm học {year} và quy định đã sửa những gì");
    let changes = changes.iter().map(change).collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::SchoolYear>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                <header class="head cols">
                    <p class="when"></p>
                    <div>
                        <a class="back" href=back>"Năm học"</a>
                        <h1>{title}</h1>
                        <p class="sub">
                            "Sửa lịch hay quy định không làm ai bị tính muộn."{closures}
                        </p>
                    </div>
                </header>
                <section class="group" aria-labelledby="g-lich">
                    <h2 id="g-lich">"Lịch năm học"</h2>
                    <ul class="jobs">{changes}</ul>
                </section>
                <section class="group" aria-labelledby="g-quy-dinh">
                    <h2 id="g-quy-dinh">"Các bản quy định"</h2>
                    {rule_versions(&versions)}
                </section>
            </main>
        </Page>
    }
}

fn change(change: &CalendarChangeTold) -> impl IntoView + use<> {
    let document = (!change.document.is_empty()).then(|| format!("Theo văn bản: {}. ", vietnamese::without_stop(&change.document)));
    let words = change.words.iter().map(|words| view! { <p>{words.clone()}</p> }).collect_view();
    view! {
        <li class="job cols">
            <p class="when"><b>{vietnamese::moment(change.at)}</b></p>
            <div class="what">
                {words}
                <p class="then">{document}{format!("{} ghi.", vietnamese::capitalised(&change.who))}</p>
            </div>
        </li>
    }
}
