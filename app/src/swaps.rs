//! "/doi-luot": weeks that teachers swap; what waits for an answer, what one has offered, and what became of it.

mod offer;

use domain::{
    refusal::Words,
    swaps::{PassingLine, SwapLine, SwapState, SwapsTold, WeekRecord},
    vietnamese,
};
use leptos::prelude::*;

pub use offer::{OfferSwapPage, OfferSwapView};

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Hidden, Icon, Look, Status, group_of, head_below, quiet_line, refused_and_done},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct SwapsView {
    pub told: SwapsTold,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

/// What the reader may do about a swap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Answer,
    TakeBack,
    Nothing,
}

#[component]
pub fn SwapsPage(viewer: Viewer, page: SwapsView) -> impl IntoView {
    let SwapsView { told, refused, done } = page;
    let year = viewer.looks_back.clone();
    let nothing = if year.is_some() { "Không có lần đổi lượt nào." } else { "Chưa có lần đổi lượt nào." };
    let SwapsTold { for_me, offered, past, others, sees_others } = told;
    let is_empty = for_me.is_empty() && offered.is_empty() && past.is_empty() && !sees_others;
    let group = |id: &'static str, heading: &'static str, lines: &[SwapLine], deed: Deed| {
        group_of(id, heading, lines.iter().map(|one| line(one, deed)).collect())
    };
    let no_others_words = if year.is_some() {
        "Giáo viên không đổi lượt với nhau lần nào."
    } else {
        "Giáo viên chưa đổi lượt với nhau lần nào."
    };
    let no_others = (sees_others && others.is_empty()).then(|| quiet_line(no_others_words));
    let about = match &year {
        Some(name) => format!("Năm học {} đã kết thúc nên không đề nghị và không trả lời được nữa.", vietnamese::school_year(name)),
        None => "Đề nghị ở từng hồ sơ trong Việc của tôi. Người được mời đồng ý thì lượt mới đổi; hạn không dời.".to_owned(),
    };
    let (above, above_words) =
        if year.is_some() { (paths::SCHOOL_YEAR, "Năm học") } else { (paths::MY_WORK, "Việc của tôi") };
    let above = paths::in_year(above, year.as_deref());
    view! {
        <Page viewer=Some(viewer) here=NavItem::MyWork>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((&above, above_words), "Đổi lượt", Some(about), refused_and_done(refused, done))}
                {is_empty.then(|| quiet_line(nothing))}
                {group("g-cho-toi", "Chờ tôi trả lời", &for_me, Deed::Answer)}
                {group("g-de-nghi", "Tôi đã đề nghị", &offered, Deed::TakeBack)}
                {group("g-da-qua", "Đã có kết quả", &past, Deed::Nothing)}
                {no_others}
                {group("g-nguoi-khac", "Của các lớp", &others, Deed::Nothing)}
            </main>
        </Page>
    }
}

fn line(one: &SwapLine, deed: Deed) -> impl IntoView + use<> {
    let (look, word, then) = match &one.state {
        SwapState::Waits => (Look::HandedIn, "Chờ trả lời", None),
        SwapState::Lapsed(words) => (Look::Archived, "Hết hiệu lực", Some(format!("{}.", words.fact))),
        SwapState::Accepted { at, undone } => {
            (Look::Approved, "Đã đổi", Some(format!("Xác nhận lúc {}.{}", vietnamese::moment(*at), undone_words(undone))))
        }
        SwapState::Undone { at } => {
            let then = format!("Xác nhận lúc {}; sau đó lượt đã phân công lại, lần đổi này không còn.", vietnamese::moment(*at));
            (Look::Archived, "Đã phân công lại", Some(then))
        }
        SwapState::Declined { at } => {
            (Look::Archived, "Không đổi", Some(format!("{} trả lời lúc {}.", one.to, vietnamese::moment(*at))))
        }
        SwapState::TakenBack { at } => (Look::Archived, "Đã rút", Some(format!("Lúc {}.", vietnamese::moment(*at)))),
    };
    let (at, reason) = (vietnamese::moment(one.at), vietnamese::without_stop(&one.reason));
    let asked = format!("{} đề nghị {}, lúc {at}: {reason}.", one.from, one.to);
    let head = match one.state {
        SwapState::Waits => "Đồng ý đổi thì:",
        SwapState::Lapsed(_)
        | SwapState::Accepted { .. }
        | SwapState::Undone { .. }
        | SwapState::Declined { .. }
        | SwapState::TakenBack { .. } => "Sau khi đổi:",
    };
    let will = one.state == SwapState::Waits;
    let passing = one.passing.iter().map(|record| passing_line(record, will)).collect_view();
    let about = format!(": {}", one.title.replace(" · ", ", "));
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <h3>{one.title.clone()}</h3>
                <Status look word/>
                <p class="then">{asked}</p>
                {then.map(|words| view! { <p class="then">{words}</p> })}
                {(!one.passing.is_empty()).then(|| view! { <p class="then">{head}</p><ul class="files-of">{passing}</ul> })}
                {buttons(one, deed, &about)}
            </div>
        </li>
    }
}

/// Which weeks were shared out anew since, of a swap of which the rest holds.
fn undone_words(undone: &[u8]) -> String {
    let weeks: Vec<String> = undone.iter().map(u8::to_string).collect();
    if weeks.is_empty() { String::new() } else { format!(" Tuần {} sau đó đã phân công lại.", weeks.join(", ")) }
}

fn passing_line(passing: &PassingLine, will: bool) -> impl IntoView + use<> {
    let PassingLine { record: WeekRecord { obligation, title, due }, to } = passing;
    let due = due.as_ref().map(|due| format!(", hạn {due}")).unwrap_or_default();
    let who = if will { format!(" sẽ do {to} nộp{due}.") } else { format!(" do {to} nộp{due}.") };
    view! { <li><a href=paths::record(obligation)>{title.clone()}</a>{who}</li> }
}

fn buttons(one: &SwapLine, deed: Deed, about: &str) -> Option<AnyView> {
    let (about, about_no) = (about.to_owned(), about.to_owned());
    match deed {
        Deed::Nothing => None,
        Deed::Answer => Some(
            view! {
                <form method="post" action=paths::accept_swap(one.id)>
                    <div class="btns">
                        <button class="btn main"><Icon name="check"/>"Đồng ý đổi"<Hidden words=about/></button>
                    </div>
                </form>
                <form method="post" action=paths::decline_swap(one.id)>
                    <div class="btns"><button class="btn">"Không đổi"<Hidden words=about_no/></button></div>
                </form>
            }
            .into_any(),
        ),
        Deed::TakeBack => Some(
            view! {
                <form method="post" action=paths::take_swap_back(one.id)>
                    <div class="btns"><button class="btn">"Rút lời đề nghị"<Hidden words=about/></button></div>
                </form>
            }
            .into_any(),
        ),
    }
}
