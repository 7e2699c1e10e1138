//! "/bo-sung": what was asked for after a lock; who decides reads everything, everybody else their own.

mod form;
mod minutes;
mod page;

use domain::{
    days::local,
    updates::{UpdateState, UpdateTold},
    vietnamese,
};
use leptos::prelude::*;

pub use form::{RecordChoice, RequestPage, RequestView};
pub use minutes::MinutesPage;
pub use page::{UpdatePage, UpdateView};

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Icon, Look, Status, group_of, quiet_line, refused_and_done},
};

/// All that the list shows.
#[derive(Clone, Debug)]
pub struct UpdatesView {
    /// What waits for the viewer first.
    pub updates: Vec<UpdateTold>,
    /// "cô".
    pub honorific: &'static str,
    /// The viewer has a record that is shut.
    pub may_ask: bool,
    /// What was just done.
    pub done: Option<&'static str>,
}

#[component]
pub fn UpdatesPage(viewer: Viewer, page: UpdatesView) -> impl IntoView {
    let UpdatesView { updates, honorific, may_ask, done } = page;
    let none = updates.is_empty();
    let (waiting, others): (Vec<_>, Vec<_>) = updates.into_iter().partition(UpdateTold::waits_for_reader);
    let (own, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|one| one.is_own);
    view! {
        <Page viewer=Some(viewer) here=NavItem::Updates>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                <header class="head cols">
                    <p class="when"></p>
                    <div>
                        <div class="lead">
                            <h1>"Bổ sung sau khóa"</h1>
                            {may_ask.then(|| view! {
                                <a class="btn main" href=paths::NEW_UPDATE><Icon name="plus"/>"Xin bổ sung"</a>
                            })}
                        </div>
                        <p class="sub">
                            "Mở lại đúng những hồ sơ đã khóa, cho đúng người xin, trong một số giờ. Phiên bản mới nằm bên cạnh \
                             phiên bản cũ; đúng hạn hay muộn không đổi."
                        </p>
                        {refused_and_done(None, done)}
                    </div>
                </header>
                {none.then(|| quiet_line("Chưa có đề nghị nào."))}
                {group("cho", format!("Chờ {honorific} quyết định"), &waiting)}
                {group("minh", format!("Của {honorific}"), &own)}
                {group("khac", "Các đề nghị khác".to_owned(), &others)}
            </main>
        </Page>
    }
}

fn group(id: &'static str, title: String, updates: &[UpdateTold]) -> Option<impl IntoView + use<>> {
    group_of(format!("g-{id}"), title, updates.iter().map(line).collect())
}

fn line(update: &UpdateTold) -> impl IntoView + use<> {
    let at = local(update.requested.at);
    let (look, word) = status(update);
    let titles = update.records.iter().map(|one| one.title.as_str()).collect::<Vec<_>>().join("; ");
    let words = format!("{}: {titles}. Lý do: {}", update.requested.who, update.reason);
    let ended = page::ended_early(update).map(|words| format!("Khóa lại trước giờ: {}", vietnamese::with_small_beginning(&words)));
    view! {
        <li class="job cols">
            <p class="when">
                <span>"xin"</span>" "<b>{vietnamese::date(at.date())}</b>" "<span>{vietnamese::hour(at.time())}</span>
            </p>
            <div class="what">
                <h3><a href=paths::update(update.id)>{update.name.clone()}</a></h3>
                <Status look word/>
                <p class="then">{words}</p>
                {ended.map(|words| view! { <p class="then">{words}</p> })}
            </div>
        </li>
    }
}

/// How a request stands; one that waits for nothing any more says so.
const fn status(update: &UpdateTold) -> (Look, &'static str) {
    if update.nothing_left { (Look::Archived, "Không còn gì để mở") } else { (look(update.state), update.state.words()) }
}

const fn look(state: UpdateState) -> Look {
    match state {
        UpdateState::Requested | UpdateState::Proposed => Look::NotYetDue,
        UpdateState::Open => Look::Amended,
        UpdateState::Closed | UpdateState::Refused => Look::Locked,
        UpdateState::Withdrawn => Look::Archived,
    }
}
