//! "/ban-giao": who hands over what to whom, what has not gone over, and the minutes.

mod form;
mod minutes;

use domain::{
    handovers::{HandoverId, Side},
    vietnamese,
};
use leptos::prelude::*;

pub use form::{HandoverFormPage, HandoverFormView, PositionChoice};
pub use minutes::{HandoverPage, HandoverView, SignerLine};

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Look, Status, head_below},
};

/// One handover in the list.
#[derive(Clone, Debug)]
pub struct HandoverLine {
    pub id: HandoverId,
    /// "Nguyễn Thị Hoa".
    pub who: String,
    pub last: chrono::NaiveDate,
    /// "Rời trường".
    pub leaving: &'static str,
    /// "Giáo viên lớp 4A: cô Thảo nhận".
    pub items: Vec<String>,
    /// "Chưa bàn giao".
    pub left: Vec<String>,
    /// What the viewer is to sign.
    pub signs: Option<Side>,
}

/// All that the list shows, the last one first.
#[derive(Clone, Debug)]
pub struct HandoversView {
    pub lines: Vec<HandoverLine>,
    /// The viewer enters handovers, on the page of the person.
    pub may_hand_over: bool,
}

#[component]
pub fn HandoversPage(viewer: Viewer, page: HandoversView) -> impl IntoView {
    let (nothing, may_hand_over) = (page.lines.is_empty(), page.may_hand_over);
    let lines = page.lines.iter().map(line).collect_view();
    let about = "Ban giám hiệu ghi bàn giao ở trang của người rời trường hoặc đổi việc; hai bên ký biên bản.".to_owned();
    view! {
        <Page viewer=Some(viewer) here=NavItem::MyWork>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::MY_WORK, "Việc của tôi"), "Bàn giao", Some(about), ())}
                {nothing.then(|| view! {
                    <div class="cols"><p class="when"></p><div>
                        <p class="quiet">"Chưa có lần bàn giao nào."</p>
                        {may_hand_over.then(|| view! {
                            <p class="btns"><a class="btn" href=paths::STAFF>"Chọn người ở danh sách cán bộ"</a></p>
                        })}
                    </div></div>
                })}
                <ul class="jobs">{lines}</ul>
            </main>
        </Page>
    }
}

fn line(one: &HandoverLine) -> impl IntoView + use<> {
    let items = one.items.iter().map(|words| view! { <li>{words.clone()}</li> }).collect_view();
    let (look, word) = match (one.left.is_empty(), one.signs) {
        (_, Some(_)) => (Look::HandedIn, "Chờ ký biên bản"),
        (true, None) => (Look::Approved, "Đã bàn giao xong"),
        (false, None) => (Look::NoDue, "Còn việc chưa bàn giao"),
    };
    let left = left_list(&one.left);
    view! {
        <li class="job cols">
            <p class="when"><span>"đến hết"</span>" "<b>{vietnamese::date(one.last)}</b></p>
            <div class="what">
                <h3><a href=paths::handover(one.id)>{format!("{}: {}", one.who, vietnamese::with_small_beginning(one.leaving))}</a></h3>
                <Status look word/>
                <ul class="files-of">{items}</ul>
                {left}
            </div>
        </li>
    }
}

/// "Chưa bàn giao", line by line.
fn left_list(left: &[String]) -> Option<impl IntoView + use<>> {
    (!left.is_empty()).then(|| {
        let left = left.iter().map(|words| view! { <li>{words.clone()}</li> }).collect_view();
        view! { <p class="then">"Chưa bàn giao:"</p><ul class="files-of">{left}</ul> }
    })
}
