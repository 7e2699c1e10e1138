//! "/quy-che/…/cam-ket": who has promised to keep a version and who has not, on the screen and as a list to sign.

use domain::{
    days::{Timestamp, day_of},
    refusal::Words,
    regulation::{PledgeLine, Pledged, VersionLine, VersionState},
    vietnamese,
};
use leptos::prelude::*;

use super::version::state_words;
use crate::{
    layout::{NavItem, Page, Viewer},
    papers::{above_paper, moment, paper_head, recipients, signature},
    paths,
    ui::{Caption, Column, Icon, Table, head_below, quiet_line, refused_and_done},
};

/// All that the page and the paper show.
#[derive(Clone, Debug)]
pub struct PledgesView {
    pub school: String,
    pub version: VersionLine,
    pub state: VersionState,
    pub list: Pledged,
    /// When somebody reminded the others, and who.
    pub reminded: Option<(Timestamp, String)>,
    /// Who signs the paper; empty where nobody is principal.
    pub principal: String,
    pub now: Timestamp,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

const COLUMNS: [Column; 3] = [Column::new("Họ và tên"), Column::new("Chức vụ"), Column::new("Cam kết")];
const PAPER: [Column; 5] = [
    Column::new("TT"),
    Column::new("Họ và tên"),
    Column::new("Chức vụ"),
    Column::new("Cam kết trong hệ thống"),
    Column::new("Ký tên"),
];

#[component]
pub fn PledgesPage(viewer: Viewer, page: PledgesView) -> impl IntoView {
    let PledgesView { version, state, list, reminded, now, refused, done, .. } = page;
    let (promised, all, missing) = (list.done(), list.lines.len(), list.missing());
    let about = format!("{} ({}): {promised} trên {all} người đã đọc và cam kết.", version.name(), state_words(state));
    let reminded_today = reminded.as_ref().is_some_and(|(at, _)| day_of(*at) == day_of(now));
    let reminder = reminded.map(|(at, who)| {
        view! { <p class="sub">{format!("Nhắc lần cuối: {who}, lúc {}.", vietnamese::moment(at))}</p> }
    });
    let remind = (missing > 0 && state == VersionState::InForce && !reminded_today).then(|| {
        let words = format!("Nhắc {missing} người chưa cam kết");
        view! {
            <form method="post" action=paths::remind_of_regulation(version.id)>
                <button class="btn">{words}</button>
            </form>
        }
    });
    let told = view! {
        {reminder}
        <div class="btns">
            <a class="btn" href=paths::print_pledges(version.id)><Icon name="print"/>"Danh sách để in và ký"</a>
            {remind}
        </div>
        {refused_and_done(refused, done)}
    };
    let nobody = list.lines.is_empty().then(|| quiet_line("Chưa ai cam kết, và bản này nay không hỏi ai."));
    // Whoever has not stands first: that is what the list is opened for.
    let (without, with): (Vec<&PledgeLine>, Vec<&PledgeLine>) = list.lines.iter().partition(|one| one.at.is_none());
    let rows = without.into_iter().chain(with).map(row).collect_view();
    let table = (all > 0).then(|| {
        view! {
            <Table class="grid" columns=&COLUMNS caption=Caption::Spoken("Ai đã cam kết".to_owned())><tbody>{rows}</tbody></Table>
        }
    });
    view! {
        <Page viewer=Some(viewer) here=NavItem::Regulation>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::REGULATION, "Quy chế"), "Ai đã cam kết thực hiện quy chế", Some(about), told)}
                {nobody}
                {table}
            </main>
        </Page>
    }
}

fn row(one: &PledgeLine) -> impl IntoView + use<> {
    let words = match (one.at, one.is_suspended) {
        (Some(at), _) => vietnamese::moment(at),
        (None, true) => "Chưa; tài khoản đang tạm khóa, ký trên giấy".to_owned(),
        (None, false) => "Chưa".to_owned(),
    };
    let (name, titles, missing) = (one.name.clone(), one.titles.clone(), one.at.is_none());
    view! {
        <tr>
            <th scope="row"><a href=paths::person(one.person)>{name}</a></th>
            <td>{titles}</td>
            <td>{if missing { view! { <b>{words}</b> }.into_any() } else { words.into_any() }}</td>
        </tr>
    }
}

#[component]
pub fn PledgesPaperPage(viewer: Viewer, page: PledgesView) -> impl IntoView {
    let back = (paths::pledges(page.version.id), "Ai đã cam kết".to_owned());
    view! {
        <Page viewer=Some(viewer) here=NavItem::Regulation>
            <main id="noi-dung" class="sheet person closures" tabindex="-1">
                {above_paper(back, "Danh sách cam kết thực hiện quy chế", "In danh sách")}
                {paper(&page)}
            </main>
        </Page>
    }
}

fn paper(page: &PledgesView) -> impl IntoView + use<> {
    let (version, list) = (&page.version, &page.list);
    let title = format!(
        "Quy chế quản lý, sử dụng hồ sơ điện tử, {}, thi hành từ ngày {}",
        vietnamese::with_small_beginning(&version.name()),
        vietnamese::date(version.from)
    );
    let grounds = format!("Căn cứ {};", version.decision_words());
    let rows = list.lines.iter().enumerate().map(|(at, one)| paper_row(at + 1, one)).collect_view();
    let counted = format!(
        "Danh sách có {} người, {} người đã cam kết trong hệ thống. Người chưa cam kết trong hệ thống ký vào cột cuối.",
        list.lines.len(),
        list.done()
    );
    let to = ["Cán bộ, giáo viên, nhân viên có tên (để thực hiện)", "Lưu: VT"].map(str::to_owned);
    view! {
        <article class="school-paper approval-sheet">
            {paper_head(&page.school, "Số: ……/DS-…".to_owned(), Some(day_of(page.now)))}
            <h2 class="paper-title">"DANH SÁCH ĐÃ ĐỌC VÀ CAM KẾT THỰC HIỆN QUY CHẾ"</h2>
            <p class="as-title">{title}</p>
            <p class="paper-words">{grounds}</p>
            <Table class="grid paper-rights" columns=&PAPER><tbody>{rows}</tbody></Table>
            <p class="paper-words">{counted}</p>
            <p class="as-how">{format!("In từ hệ thống lúc {}.", moment(page.now))}</p>
            <footer class="as-foot">
                {recipients(&to)}
                {signature(&["Hiệu trưởng"], None, page.principal.clone(), None)}
            </footer>
        </article>
    }
}

/// The last cell is left empty for a signature by hand.
fn paper_row(at: usize, one: &PledgeLine) -> impl IntoView + use<> {
    let promised = one.at.map(moment).unwrap_or_default();
    let (name, titles) = (one.name.clone(), one.titles.clone());
    view! {
        <tr class="signed-by-hand">
            <td>{at}</td><th scope="row">{name}</th><td>{titles}</td><td>{promised}</td><td></td>
        </tr>
    }
}
