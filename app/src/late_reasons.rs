//! "/ly-do-muon": records that were handed in late, and nobody has looked at why: one tap each.

use domain::{days::Timestamp, lateness::UnjudgedLine, refusal::Words};
use leptos::prelude::*;

use crate::{
    lateness::{finding_buttons, known},
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{HiddenField, Pages, Status, pager, refused_and_done, standing_words},
};

/// How many records stand on one page.
pub const PER_PAGE: usize = 50;

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct LateReasonsView {
    pub now: Timestamp,
    /// Of this page.
    pub lines: Vec<UnjudgedLine>,
    pub pages: Pages,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

#[component]
pub fn LateReasonsPage(viewer: Viewer, page: LateReasonsView) -> impl IntoView {
    let LateReasonsView { now, lines, pages, refused, done } = page;
    let none = lines.is_empty().then(|| {
        view! {
            <div class="cols"><p class="when"></p><p class="quiet">"Không có hồ sơ nộp muộn nào chờ xem."</p></div>
        }
    });
    let shown = lines.iter().map(|one| line(one, now)).collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Dashboard>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                <header class="head cols">
                    <p class="when"></p>
                    <div>
                        <a class="back" href=paths::DASHBOARD>"Bảng theo dõi"</a>
                        <h1>"Muộn chờ xem lý do"</h1>
                        <p class="sub">
                            "Có lý do thì hồ sơ được đếm riêng, không nằm trong số nộp muộn. Muốn ghi thêm lời thì mở trang của hồ sơ."
                        </p>
                        {refused_and_done(refused, done)}
                    </div>
                </header>
                {none}
                {shown}
                {pager(pages, "hồ sơ", paths::late_reasons_page)}
            </main>
        </Page>
    }
}

fn line(one: &UnjudgedLine, now: Timestamp) -> impl IntoView + use<> {
    let (id, action) = (one.card.obligation, paths::judge_lateness(one.card.obligation));
    let heading = format!("muon-{id}");
    let named_by = heading.clone();
    view! {
        <section class="group" aria-labelledby=named_by>
            <h2 id=heading><a href=paths::record(id)>{one.title.clone()}</a>" "<small>{one.who.clone()}</small></h2>
            <div class="cols"><p class="when"></p><Status look=one.standing word=standing_words(one.standing)/></div>
            {known(&one.card, now)}
            <div class="cols"><p class="when"></p>
                <form method="post" action=action>
                    <HiddenField name="seen" value=one.card.found.len().to_string()/>
                    <HiddenField name="back" value="list"/>
                    {finding_buttons(&format!(": {}", one.title.replace(" · ", ", ")))}
                </form>
            </div>
        </section>
    }
}
