//! "/quyet-dinh/quyen/in": the permission list ("Danh sách phân quyền", Điều 1b) for signature, as of a day, after Nghị định
//! 30/2020.

use chrono::NaiveDate;
use domain::{
    mandates::{PersonRights, RightsOn},
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    papers::{paper_head, recipients, signature},
    paths,
    ui::PrintButton,
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct RightsPaperView {
    pub rights: RightsOn,
    pub school: String,
    /// Who is to sign: whoever is principal on the day; empty where nobody is known to be.
    pub principal: String,
    /// The day on which it is printed.
    pub today: NaiveDate,
}

#[component]
pub fn RightsPaperPage(viewer: Viewer, page: RightsPaperView) -> impl IntoView {
    let RightsPaperView { rights, school, principal, today } = page;
    let day = rights.day;
    view! {
        <Page viewer=Some(viewer) here=NavItem::Mandates>
            <main id="noi-dung" class="sheet person closures" tabindex="-1">
                <header class="head cols scr">
                    <p class="when"></p>
                    <div>
                        <a class="back" href=paths::rights_on(day)>"Ai có quyền gì"</a>
                        <div class="lead">
                            <h1>"Danh sách phân quyền"</h1>
                            <PrintButton words="In danh sách"/>
                        </div>
                    </div>
                </header>
                {paper(&rights, &school, principal, today)}
            </main>
        </Page>
    }
}

/// Whom the list goes to.
const RECIPIENTS: [&str; 2] = ["Cán bộ, giáo viên, nhân viên có tên (để thực hiện)", "Lưu: VT"];

fn paper(rights: &RightsOn, school: &str, principal: String, today: NaiveDate) -> impl IntoView + use<> {
    let day = vietnamese::date(rights.day);
    let people = rights.by_post().into_iter().enumerate().map(|(at, one)| rows(at + 1, one)).collect_view();
    let grounds = "Căn cứ Điều 1 và Điều 5 Quy chế quản lý, sử dụng hồ sơ điện tử của nhà trường;";
    view! {
        <article class="school-paper approval-sheet">
            {paper_head(school, "Số: ……/DS-…".to_owned(), Some(today))}
            <h2 class="paper-title">"DANH SÁCH PHÂN QUYỀN"</h2>
            <p class="as-title">{format!("Sử dụng hệ thống hồ sơ điện tử, tính đến ngày {day}")}</p>
            <p class="paper-words">{grounds}</p>
            <table class="paper-rights">
                <thead><tr>
                    <th scope="col">"TT"</th><th scope="col">"Họ và tên"</th><th scope="col">"Chức vụ, phạm vi"</th>
                    <th scope="col">"Thời hạn"</th><th scope="col">"Theo quyết định"</th>
                </tr></thead>
                {people}
            </table>
            <p class="paper-words">
                {format!("Danh sách có {} người.", rights.people.len())}
            </p>
            <footer class="as-foot">
                {recipients(&RECIPIENTS.map(str::to_owned))}
                {signature(&["Hiệu trưởng"], None, principal, None)}
            </footer>
        </article>
    }
}

/// One person, with a number of their own and a line for each position.
fn rows(at: usize, one: &PersonRights) -> impl IntoView + use<> {
    let count = one.lines.len();
    let lines = one.lines.iter().enumerate().map(|(line, held)| {
        let name = one.name.clone();
        let whose = (line == 0).then(|| {
            view! { <td rowspan=count>{at}</td><th scope="rowgroup" rowspan=count>{name}</th> }
        });
        let (title, days, by) = (held.title.clone(), held.brief_days().to_owned(), held.by.words().to_owned());
        view! { <tr>{whose}<td>{title}</td><td>{days}</td><td>{by}</td></tr> }
    });
    view! { <tbody>{lines.collect_view()}</tbody> }
}
