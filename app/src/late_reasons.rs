//! "/ly-do-muon": records that were handed in late, and nobody has looked at why: one tap each.

use domain::{
    days::{Timestamp, local},
    lateness::UnjudgedLine,
    obligations::{Finding, ObligationId},
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    lateness::{finding_buttons, known},
    layout::{NavItem, Page, Viewer},
    paths,
    printed::{only_these, printed_foot},
    ui::{
        HiddenField, Notice, NoticeKind, Pages, Status, group_of, head_below, pager, quiet_line, refused_and_done, standing_words,
    },
};

/// What the page is called, in the year that is shown.
const TITLE: &str = "Hồ sơ nộp muộn chờ xem xét lý do";

/// How many records stand on one page.
pub const PER_PAGE: usize = 50;

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct LateReasonsView {
    pub now: Timestamp,
    /// Of this page.
    pub lines: Vec<UnjudgedLine>,
    /// How many more nobody can judge while an order shuts them.
    pub shut: usize,
    pub pages: Pages,
    pub refused: Option<Words>,
    pub just_found: Option<JustFound>,
}

/// What the reader found a moment ago.
#[derive(Clone, Debug)]
pub struct JustFound {
    pub obligation: ObligationId,
    pub title: String,
    pub finding: Finding,
}

#[component]
pub fn LateReasonsPage(viewer: Viewer, page: LateReasonsView) -> impl IntoView {
    let LateReasonsView { now, lines, shut, pages, refused, just_found } = page;
    let year = viewer.looks_back.clone();
    let (title, none_words, about) = match &year {
        Some(name) => (
            format!("Hồ sơ nộp muộn không ai xem xét lý do, năm học {}", vietnamese::school_year(name)),
            "Hồ sơ nộp muộn nào cũng đã được xem xét lý do.",
            "Năm học đã kết thúc nên không xem xét được nữa.",
        ),
        None => (
            TITLE.to_owned(),
            "Không có hồ sơ nộp muộn nào chờ xem xét.",
            "Có lý do chính đáng thì hồ sơ được đếm riêng, không nằm trong số nộp muộn. Muốn ghi thêm lời thì mở trang của hồ sơ.",
        ),
    };
    let none = lines.is_empty().then(|| quiet_line(none_words));
    let shut = (shut > 0).then(|| quiet_line(format!("{shut} hồ sơ nộp muộn khác đang khóa; mở khóa rồi mới xem xét được.")));
    let (said, silent): (Vec<UnjudgedLine>, Vec<UnjudgedLine>) = lines.into_iter().partition(|one| !one.card.explained.is_empty());
    let rows = |lines: Vec<UnjudgedLine>| lines.iter().map(|one| row(one, now)).collect::<Vec<_>>();
    let said = group_of("g-da-ghi", "Người nộp đã ghi lý do", rows(said));
    let silent = group_of("g-chua-ghi", "Người nộp chưa ghi lý do", rows(silent));
    let what = [Some(title.clone()), only_these(pages, "hồ sơ")];
    let foot = printed_foot(&viewer, what.into_iter().flatten().collect());
    let up = paths::in_year(paths::DASHBOARD, year.as_deref());
    let told = view! { {just_found.map(just_found_notice)}{refused_and_done(refused, None)} };
    view! {
        <Page viewer=Some(viewer) here=NavItem::Dashboard>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((up, "Bảng theo dõi"), title, Some(about.to_owned()), told)}
                {none}
                {said}
                {silent}
                {shut}
                {pager(pages, "hồ sơ", move |page| paths::in_year(&paths::late_reasons_page(page), year.as_deref()))}
                {foot}
            </main>
        </Page>
    }
}

/// Which record, what was found of it, and where that is changed.
fn just_found_notice(found: JustFound) -> impl IntoView {
    let fact = format!("{}: {}", found.title, vietnamese::with_small_beginning(found.finding.words()));
    let card = format!("{}#ly-do-muon", paths::record(found.obligation));
    view! {
        <div class="notices">
            <Notice kind=NoticeKind::Good fact advice="Người nộp được báo ở Thông báo.">
                <a class="btn" href=card>"Xem lại"</a>
            </Notice>
        </div>
    }
}

fn row(one: &UnjudgedLine, now: Timestamp) -> impl IntoView + use<> {
    let (id, action) = (one.card.obligation, paths::judge_lateness(one.card.obligation));
    let came = local(one.came);
    view! {
        <li class="job cols">
            <p class="when">
                <span>"nộp"</span>" "<b>{vietnamese::date(came.date())}</b>" "<span>{vietnamese::hour(came.time())}</span>
            </p>
            <div class="what late-card">
                <h3><a href=paths::record(id)>{one.title.clone()}</a></h3>
                <Status look=one.standing word=standing_words(one.standing)/>
                <p class="then">{one.who.clone()}</p>
                {known(&one.card, now)}
                {one.card.may_judge.then(|| view! {
                    <form method="post" action=action>
                        <HiddenField name="seen" value=one.card.found.len().to_string()/>
                        <HiddenField name="back" value="list"/>
                        {finding_buttons(&format!(": {}", one.title.replace(" · ", ", ")))}
                    </form>
                })}
            </div>
        </li>
    }
}
