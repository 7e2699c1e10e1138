//! "/luu-tru/tieu-huy": the lists of what is disposed of, and the packages whose period is over.

mod draw_up;
mod forms;
mod list;
mod paper;

use domain::{disposals::DisposalState, refusal::Words, vietnamese};
use leptos::prelude::*;

pub use draw_up::{CandidateLine, DrawUpPage, DrawUpView};
pub use forms::{DisposalAttempt, MinutesView};
pub use list::{DisposalPage, DisposalView, ExecutionOffer, ListedLine};
pub use paper::{DisposalPaperPage, DisposalPaperView, Paper};

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    printed::printed_foot,
    ui::{Hidden, Look, PrintButton, Status, group_of, head_below, quiet_line, refused_and_done},
};

/// One list.
#[derive(Clone, Debug)]
pub struct DisposalLine {
    pub number: u32,
    pub state: DisposalState,
    /// "34 hồ sơ, 60 tệp, 120 MB"
    pub about: String,
    /// "Cô Hoà lập lúc …"
    pub who: String,
}

/// A package with records whose period is over.
#[derive(Clone, Debug)]
pub struct PackageOver {
    pub number: u32,
    /// "Giáo án, Lớp 4A, 2026–2027"
    pub title: String,
    pub many: usize,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct DisposalsView {
    /// The newest first.
    pub lists: Vec<DisposalLine>,
    pub packages: Vec<PackageOver>,
    pub may_prepare: bool,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

#[component]
pub fn DisposalsPage(viewer: Viewer, page: DisposalsView) -> impl IntoView {
    let DisposalsView { lists, packages, may_prepare, refused, done } = page;
    let foot = printed_foot(&viewer, vec!["Tiêu hủy tài liệu hết giá trị".to_owned()]);
    let about = "Hết thời hạn lưu không có gì tự mất. Tệp chỉ bị xóa khi có danh mục, biên bản của hội đồng, quyết định của hiệu \
                 trưởng, hết thời gian chờ, và có người khác thi hành.";
    let told = view! { <div class="btns scr"><PrintButton words="In trang này"/></div>{refused_and_done(refused, done)} };
    let no_list = lists.is_empty().then(|| quiet_line("Chưa có danh mục nào."));
    let no_package = packages.is_empty().then(|| quiet_line("Không có gói nào còn hồ sơ hết thời hạn lưu."));
    let lists = lists.into_iter().map(line).collect();
    let packages = packages.into_iter().map(|one| package(one, may_prepare)).collect();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Archive>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::ARCHIVE, "Lưu trữ"), "Tiêu hủy tài liệu hết giá trị", Some(about.to_owned()), told)}
                {no_list}
                {group_of("g-danh-muc", "Danh mục", lists)}
                {no_package}
                {group_of("g-het-han", "Gói có hồ sơ hết thời hạn lưu", packages)}
            </main>
            {foot}
        </Page>
    }
}

/// How a list stands, as a mark.
pub(crate) const fn look(state: DisposalState) -> Look {
    match state {
        DisposalState::WaitsForMinutes | DisposalState::WaitsForDecision => Look::NoDue,
        DisposalState::Waits { .. } | DisposalState::Executable => Look::Approved,
        DisposalState::Executed | DisposalState::Refused | DisposalState::TakenBack => Look::Archived,
    }
}

fn line(one: DisposalLine) -> AnyView {
    let DisposalLine { number, state, about, who } = one;
    let until = state.waits_until().map(|until| format!("Thi hành được từ {}.", vietnamese::moment(until)));
    let until = until.map(|words| view! { <p class="then">{words}</p> });
    view! {
        <li class="job cols">
            <p class="when"><span>"số"</span>" "<b>{number}</b></p>
            <div class="what">
                <h3><a href=paths::disposal(number)>{about}<Hidden words=format!(", danh mục số {number}")/></a></h3>
                <Status look=look(state) word=state.words()/>
                {until}
                <p class="note">{who}</p>
            </div>
        </li>
    }
    .into_any()
}

fn package(one: PackageOver, may_prepare: bool) -> AnyView {
    let PackageOver { number, title, many } = one;
    let way = may_prepare.then(|| {
        view! {
            <div class="btns scr">
                <a class="btn" href=paths::draw_up_from(number)>"Lập danh mục"<Hidden words=format!(" từ gói số {number}")/></a>
            </div>
        }
    });
    view! {
        <li class="job cols">
            <p class="when"><span>"gói"</span>" "<b>{number}</b></p>
            <div class="what">
                <h3><a href=paths::archive_package(number)>{title}</a></h3>
                <p class="then">{format!("{many} hồ sơ hết thời hạn lưu, chưa vào danh mục nào.")}</p>
                {way}
            </div>
        </li>
    }
    .into_any()
}
