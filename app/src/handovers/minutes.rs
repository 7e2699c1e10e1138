//! "/ban-giao/…": one handover: what has not gone over, who has signed, and the minutes as they are printed.

use chrono::NaiveDate;
use domain::{
    days::{Timestamp, day_of},
    handovers::{HandoverId, Side, SignedWay},
    people::PersonId,
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use super::left_list;
use crate::{
    layout::{NavItem, Page, Viewer},
    papers::{moment, paper_head, signature},
    paths,
    ui::{HiddenField, Icon, head_below, refused_and_done},
};

/// One who signs.
#[derive(Clone, Debug)]
pub struct SignerLine {
    pub person: PersonId,
    pub name: String,
    pub side: Side,
    pub signed: Option<(SignedWay, Timestamp)>,
    /// The viewer may sign for them: themselves here, or as the leadership what is on paper.
    pub may: Option<SignedWay>,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct HandoverView {
    pub id: HandoverId,
    pub number: u32,
    pub school: String,
    pub who: String,
    pub leaving: &'static str,
    pub last: NaiveDate,
    /// "Giáo viên lớp 4A: cô Thảo nhận".
    pub items: Vec<String>,
    pub words: String,
    /// "Phó hiệu trưởng Trần Thị Bích Vân".
    pub confirmed_by: String,
    pub confirmed_at: Timestamp,
    pub left: Vec<String>,
    pub signers: Vec<SignerLine>,
    pub now: Timestamp,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

#[component]
pub fn HandoverPage(viewer: Viewer, page: HandoverView) -> impl IntoView {
    let signers = page.signers.iter().map(|one| signer(page.id, one)).collect_view();
    let about = format!("{}, giữ việc đến hết ngày {}.", page.leaving, vietnamese::date(page.last));
    let told = view! {
        {left_list(&page.left)}
        {refused_and_done(page.refused.clone(), page.done)}
        <p class="btns">
            <button type="button" class="btn onlyjs" data-print=""><Icon name="print"/>"In biên bản"</button>
        </p>
    };
    view! {
        <Page viewer=Some(viewer) here=NavItem::MyWork>
            <main id="noi-dung" class="sheet person lock-order" tabindex="-1">
                <div class="scr">{head_below((paths::HANDOVERS, "Bàn giao"), format!("Bàn giao của {}", page.who), Some(about), told)}</div>
                <section class="group scr" aria-labelledby="g-ky">
                    <h2 id="g-ky">"Ký biên bản"</h2>
                    <ul class="jobs">{signers}</ul>
                </section>
                {paper(&page)}
            </main>
        </Page>
    }
}

fn said(one: &SignerLine) -> String {
    match one.signed {
        Some((SignedWay::Here, at)) => format!("“{}”, ký trong tài khoản lúc {}", one.side.words(), moment(at)),
        Some((SignedWay::OnPaper, at)) => format!("“{}”, ký trên giấy, ghi lúc {}", one.side.words(), moment(at)),
        None => "chưa ký".to_owned(),
    }
}

fn signer(id: HandoverId, one: &SignerLine) -> impl IntoView + use<> {
    let button = one.may.map(|way| {
        let words = match way {
            SignedWay::Here => one.side.words().to_owned(),
            SignedWay::OnPaper => format!("Ghi {} đã ký trên giấy", one.name),
        };
        view! {
            <form method="post" action=paths::sign_handover(id)>
                <HiddenField name="person" value=one.person.to_string()/>
                <div class="btns"><button class="btn">{words}</button></div>
            </form>
        }
    });
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <h3>{one.name.clone()}</h3>
                <p class="then">{format!("{}.", vietnamese::capitalised(&said(one)))}</p>
                {button}
            </div>
        </li>
    }
}

fn paper(page: &HandoverView) -> impl IntoView + use<> {
    let row = |name: &'static str, words: String| view! { <tr><th scope="row">{name}</th><td>{words}</td></tr> };
    // The number is the school's own register's.
    let head = paper_head(&page.school, "Số: ……/BB-…".to_owned(), Some(day_of(page.confirmed_at)));
    let items = page.items.iter().map(|words| view! { <li>{words.clone()}</li> }).collect_view();
    let left = left_list(&page.left);
    let words = (!page.words.is_empty()).then(|| row("Ghi thêm", page.words.clone()));
    let names = page.signers.iter().map(|one| {
        let posts: &'static [&'static str] = match one.side {
            Side::Gives => &["Người bàn giao"],
            Side::Takes => &["Người nhận"],
        };
        let said = one.signed.map(|_| said(one));
        signature(posts, said, one.name.clone(), None)
    });
    let names = names.collect_view();
    view! {
        <article class="school-paper approval-sheet">
            {head}
            <h2 class="paper-title">"BIÊN BẢN BÀN GIAO"</h2>
            <p class="as-title">{format!("Lần bàn giao số {}: {}", page.number, page.who)}</p>
            <table class="as-facts"><tbody>
                {row("Lý do", page.leaving.to_owned())}
                {row("Giữ việc đến hết ngày", vietnamese::date(page.last))}
                {row("Xác nhận", format!("{}, lúc {}", page.confirmed_by, moment(page.confirmed_at)))}
                {words}
            </tbody></table>
            <p>"Việc bàn giao:"</p>
            <ul>{items}</ul>
            {left}
            <p class="as-how">
                "Hồ sơ đã nộp, đã duyệt vẫn đứng tên người đã làm. In từ hệ thống lúc "{moment(page.now)}"."
            </p>
            <footer class="as-foot">{names}</footer>
        </article>
    }
}
