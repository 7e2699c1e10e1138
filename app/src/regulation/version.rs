//! "/quy-che/…": one version as it was published, also one that counts no longer, or not yet.

use domain::{
    regulation::{Clause, VersionLine, VersionState, articles},
    vietnamese,
};
use leptos::prelude::*;

use super::{heading, paragraphs};
use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::head_below,
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct VersionView {
    pub version: VersionLine,
    pub state: VersionState,
    /// Who published it, by their full name.
    pub by: String,
    pub clauses: Vec<Clause>,
    pub sees_list: bool,
}

/// How a version stands today.
pub(super) const fn state_words(state: VersionState) -> &'static str {
    match state {
        VersionState::Coming => "chưa đến ngày thi hành",
        VersionState::InForce => "đang thi hành",
        VersionState::Replaced => "đã được thay bằng bản sau",
    }
}

#[component]
pub fn VersionPage(viewer: Viewer, page: VersionView) -> impl IntoView {
    let VersionView { version, state, by, clauses, sees_list } = page;
    let (from, decision) = (vietnamese::weekday_and_date(version.from), version.decision_words());
    let about = format!("Thi hành từ {from}, {}. {decision}. {by} ghi lúc {}.", state_words(state), vietnamese::moment(version.at));
    let changes = (version.number > 1).then(|| {
        let words = format!("Thay đổi so với bản {}", version.number - 1);
        view! { <a class="btn" href=paths::regulation_changes(version.id)>{words}</a> }
    });
    let list = sees_list.then(|| view! { <a class="btn" href=paths::pledges(version.id)>"Ai đã cam kết"</a> });
    let buttons = (changes.is_some() || list.is_some()).then(|| view! { <p class="btns scr">{changes}{list}</p> });
    let groups = articles(&clauses, |one| one).into_iter().map(|article| {
        let id = format!("dieu-{}", article.number);
        let by = id.clone();
        let clauses = article.clauses.iter().map(|one| {
            view! {
                <li class="job cols">
                    <p class="when"><b>{one.number.to_string()}</b></p>
                    <div class="what">{paragraphs(&one.text)}</div>
                </li>
            }
        });
        view! {
            <section class="group" aria-labelledby=by>
                <h2 id=id>{heading(article.number, &article.heading)}</h2>
                <ul class="jobs">{clauses.collect_view()}</ul>
            </section>
        }
    });
    let groups = groups.collect_view();
    let title = format!("Quy chế, {}", vietnamese::with_small_beginning(&version.name()));
    view! {
        <Page viewer=Some(viewer) here=NavItem::Regulation>
            <main id="noi-dung" class="sheet person regulation" tabindex="-1">
                {head_below((paths::REGULATION, "Quy chế"), title, Some(about), buttons)}
                {groups}
            </main>
        </Page>
    }
}
