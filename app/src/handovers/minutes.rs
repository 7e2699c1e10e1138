//! "/ban-giao/…": one handover: what has not gone over, who has signed, and the minutes as they are printed.

use chrono::NaiveDate;
use domain::{
    days::{Timestamp, day_of},
    handovers::{HandoverId, Side, SignedWay},
    locks::Post,
    people::PersonId,
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use super::left_list;
use crate::{
    layout::{NavItem, Page, Viewer},
    papers::{SignedAs, moment, paper_head, posts, signature},
    paths,
    proof::{ConfirmForm, Proof},
    ui::{PrintButton, head_below, refused_and_done},
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
    /// "Giáo viên lớp 4A: cô Thảo nhận; 45 hồ sơ chưa nộp có hạn sau ngày đó".
    pub items: Vec<String>,
    /// What becomes of the account.
    pub account: &'static str,
    pub words: String,
    /// "Trần Thị Bích Vân", and as what.
    pub confirmed_by: String,
    pub confirmed_as: Post,
    pub confirmed_at: Timestamp,
    pub left: Vec<String>,
    /// The same without the names that are missing: what the paper says.
    pub left_on_paper: Vec<String>,
    pub signers: Vec<SignerLine>,
    pub now: Timestamp,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
    /// The viewer's own password is asked for again before they sign.
    pub asks_again: bool,
    /// For whose name that was, and what was wrong with it.
    pub not_proved: Option<(PersonId, String)>,
}

#[component]
pub fn HandoverPage(viewer: Viewer, page: HandoverView) -> impl IntoView {
    let signers = page.signers.iter().map(|one| signer(&page, one)).collect_view();
    let about = format!("{}, giữ việc đến hết ngày {}.", page.leaving, vietnamese::date(page.last));
    let told = view! {
        {left_list(&page.left)}
        {refused_and_done(page.refused.clone(), page.done)}
        <p class="btns">
            <PrintButton words="In biên bản"/>
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

fn signer(page: &HandoverView, one: &SignerLine) -> impl IntoView + use<> {
    let refused = page.not_proved.as_ref().filter(|(person, _)| *person == one.person).map(|(_, words)| words.clone());
    let (asks_again, action) = (page.asks_again, paths::sign_handover(page.id));
    let button = one.may.map(|way| {
        let words = match way {
            SignedWay::Here => one.side.words().to_owned(),
            SignedWay::OnPaper => format!("Ghi {} đã ký trên giấy", one.name),
        };
        let proof = Proof::asked(asks_again || refused.is_some(), refused);
        let fields = vec![("person", one.person.to_string())];
        view! { <ConfirmForm id=format!("mk-{}", one.person) action label=words about=String::new() class="btn" fields proof/> }
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
    let left = page.left_on_paper.iter().map(|words| view! { <li>{words.clone()}</li> }).collect_view();
    let left = (!page.left_on_paper.is_empty()).then(|| view! { <h2>"Còn lại đến lúc in"</h2><ul class="paper-list">{left}</ul> });
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
    let posts = posts(page.confirmed_as, &[page.confirmed_as], SignedAs::Decided);
    let confirmed = format!("Xác nhận lúc {}", moment(page.confirmed_at));
    view! {
        <article class="school-paper approval-sheet">
            {head}
            <h2 class="paper-title">"BIÊN BẢN BÀN GIAO"</h2>
            <p class="as-title">{format!("Lần bàn giao số {}: {}", page.number, page.who)}</p>
            <table class="as-facts"><tbody>
                {row("Lý do", page.leaving.to_owned())}
                {row("Giữ việc đến hết ngày", vietnamese::date(page.last))}
                {row("Tài khoản", page.account.to_owned())}
                {words}
            </tbody></table>
            <h2>"Việc bàn giao"</h2>
            <ul class="paper-list">{items}</ul>
            {left}
            <p class="as-how">
                "Hồ sơ đã nộp, đã duyệt vẫn đứng tên người đã làm. In từ hệ thống lúc "{moment(page.now)}"."
            </p>
            <footer class="as-foot">
                {names}
                {signature(posts, Some(confirmed), page.confirmed_by.clone(), None)}
            </footer>
        </article>
    }
}
