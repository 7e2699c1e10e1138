//! "/quy-che/…/thay-doi": what a version says that the one before did not, clause by clause.

use domain::{
    comparison::{ComparedPart, TextComparison},
    regulation::{ClauseNumber, VersionLine},
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    compared::{new_side, old_side},
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Column, Table, head_below, quiet_line},
};

/// What became of a clause.
#[derive(Clone, Debug)]
pub enum Fate {
    New(String),
    Gone(String),
    Changed(TextComparison),
}

/// One clause that is not as it was.
#[derive(Clone, Debug)]
pub struct ClauseChange {
    pub number: ClauseNumber,
    pub heading: String,
    pub fate: Fate,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct ChangesView {
    pub version: VersionLine,
    pub before: VersionLine,
    pub changes: Vec<ClauseChange>,
    /// How many clauses say what they said.
    pub same: usize,
}

#[component]
pub fn ChangesPage(viewer: Viewer, page: ChangesView) -> impl IntoView {
    let ChangesView { version, before, changes, same } = page;
    let heads = [before.name(), version.name()];
    let columns = [Column::new("Điều"), Column::new(&heads[0]), Column::new(&heads[1])];
    let about = format!("{} điều, khoản thay đổi, {same} không đổi. {}.", changes.len(), version.decision_words());
    let back = (paths::regulation_version(version.id), "Bản này");
    let title = format!("Quy chế, thay đổi từ bản {} sang bản {}", before.number, version.number);
    let nothing = changes.is_empty();
    let rows = changes.iter().map(rows).collect_view();
    let table = (!nothing).then(|| {
        view! {
            <div class="paper" tabindex="0" role="region" aria-label="Những điều thay đổi">
                <Table class="compared" columns=&columns><tbody>{rows}</tbody></Table>
            </div>
        }
    });
    view! {
        <Page viewer=Some(viewer) here=NavItem::Regulation>
            <main id="noi-dung" class="sheet person compared-page" tabindex="-1">
                {head_below(back, title, Some(about), ())}
                {nothing.then(|| quiet_line("Lời văn không đổi; chỉ khác cách gắn với các trang."))}
                {table}
            </main>
        </Page>
    }
}

/// A row for each place of a clause that differs.
fn rows(change: &ClauseChange) -> AnyView {
    let number = change.number.to_string();
    match &change.fate {
        Fate::New(text) => {
            let heading = vietnamese::with_small_beginning(&change.heading);
            let word = if heading.is_empty() { format!("{number}, mới") } else { format!("{number}, mới ({heading})") };
            view! { <tr><th scope="row">{word}</th><td></td><td><ins>{text.clone()}</ins></td></tr> }.into_any()
        }
        Fate::Gone(text) => {
            view! { <tr><th scope="row">{format!("{number}, đã bỏ")}</th><td><del>{text.clone()}</del></td><td></td></tr> }
                .into_any()
        }
        Fate::Changed(comparison) => {
            let places = comparison.parts.iter().filter_map(|part| match part {
                ComparedPart::Changed(change) => Some(change),
                ComparedPart::Same { .. } => None,
            });
            let rows = places.map(|place| {
                let (before, after) = (place.before.map(|_| old_side(place)), place.after.map(|_| new_side(place)));
                view! { <tr><th scope="row">{number.clone()}</th><td>{before}</td><td>{after}</td></tr> }
            });
            rows.collect_view().into_any()
        }
    }
}
