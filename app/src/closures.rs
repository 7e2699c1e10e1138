//! "/nghi-dot-xuat": days on which the school, or a part of it, is shut at short notice.

mod closure;
mod form;
mod paper;

use domain::{
    closures::{ClosureState, ClosureTold},
    locks::SignedLine,
    vietnamese,
};
use leptos::prelude::*;

pub use closure::{ClosurePage, ClosureView, TakingBack};
pub use form::{DeclareClosurePage, DeclareClosureView, ShownClosure};
pub use paper::{ClosurePaperPage, ClosurePaperView};

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    printed::printed_foot,
    ui::{Icon, Look, Status, quiet_line},
};

/// All that the list shows.
#[derive(Clone, Debug)]
pub struct ClosuresView {
    /// The newest first.
    pub closures: Vec<ClosureTold>,
    /// The viewer may declare one.
    pub may_declare: bool,
    /// "2026–2027".
    pub year: String,
}

#[component]
pub fn ClosuresPage(viewer: Viewer, page: ClosuresView) -> impl IntoView {
    let ClosuresView { closures, may_declare, year } = page;
    let none = closures.is_empty();
    let foot = printed_foot(&viewer, vec![format!("Nghỉ đột xuất năm học {year}")]);
    let back = paths::in_year(paths::SCHOOL_YEAR, viewer.looks_back.as_deref());
    let nothing = if viewer.looks_back.is_some() { "Không có lần nào." } else { "Chưa có lần nào." };
    view! {
        <Page viewer=Some(viewer) here=NavItem::SchoolYear>
            <main id="noi-dung" class="sheet person closures" tabindex="-1">
                <header class="head cols">
                    <p class="when"></p>
                    <div>
                        <a class="back" href=back>"Năm học"</a>
                        <div class="lead">
                            <h1>"Nghỉ đột xuất"</h1>
                            {may_declare.then(|| view! {
                                <a class="btn main" href=paths::DECLARE_CLOSURE><Icon name="plus"/>"Báo nghỉ đột xuất"</a>
                            })}
                        </div>
                        <p class="sub">
                            "Hạn rơi vào ngày nghỉ dời sang ngày làm việc kế tiếp. Không ai bị tính muộn vì trường nghỉ."
                        </p>
                    </div>
                </header>
                <section class="group" aria-labelledby="g-nghi">
                    <h2 id="g-nghi">{format!("Năm học {year}")}</h2>
                    {none.then(|| quiet_line("Chưa có lần nào."))}
                    {none.then(|| view! {
                        <div class="cols"><p class="when"></p><p class="quiet">{nothing}</p></div>
                    })}
                    <ul class="jobs">{closures.iter().map(line).collect_view()}</ul>
                </section>
                {foot}
            </main>
        </Page>
    }
}

fn line(closure: &ClosureTold) -> impl IntoView + use<> {
    let (name, place) = (closure.name.clone(), closure.place.clone());
    let back = closure.taken_back.as_ref().map(|one| {
        let because = closure.taken_back_because.as_deref().unwrap_or_default().trim_end_matches(['.', ' ']);
        format!(" Rút: {}. Lý do rút: {because}.", signed_words(one))
    });
    view! {
        <li class="job cols">
            <p class="when"><b>{vietnamese::days(closure.days)}</b></p>
            <div class="what">
                <h3><a href=paths::closure(closure.id)>{format!("{name} ({place})")}</a></h3>
                <Status look=look(closure.state) word=closure.state.words()/>
                <p class="then">{format!("Báo: {}.", signed_words(&closure.declared))}{back}</p>
            </div>
        </li>
    }
}

const fn look(state: ClosureState) -> Look {
    match state {
        ClosureState::Present => Look::NotYetDue,
        ClosureState::Over | ClosureState::TakenBack => Look::Archived,
    }
}

/// "Hiệu trưởng Nguyễn Thị Minh Nguyệt, 20:14 ngày 26/11/2026".
fn signed_words(one: &SignedLine) -> String {
    let acting = one.acting.as_ref().map(|acting| format!(", {acting}")).unwrap_or_default();
    format!("{} {}{acting}, {}", one.post.words(), one.who, vietnamese::moment(one.at))
}
