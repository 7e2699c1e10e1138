//! "/quyet-dinh/quyen/in": the permission list ("Danh sách phân quyền", Điều 1b) for signature, as of a day, after Nghị định
//! 30/2020.

use chrono::NaiveDate;
use domain::{
    mandates::{RightLine, RightsOn},
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    papers::{paper_head, recipients, signature},
    paths,
    ui::Icon,
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
                            <button type="button" class="btn onlyjs" data-print=""><Icon name="print"/>"In danh sách"</button>
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
    let rows = rights.people.iter().flat_map(|one| one.lines.iter().map(move |line| (one.name.clone(), line)));
    let rows = rows.enumerate().map(|(at, (name, line))| row(at + 1, name, line)).collect_view();
    let grounds = "Căn cứ Điều 1 và Điều 5 Quy chế quản lý, sử dụng hồ sơ điện tử của nhà trường;";
    view! {
        <article class="school-paper approval-sheet">
            {paper_head(school, "Số: ……/DS-…".to_owned(), Some(today))}
            <h2 class="paper-title">"DANH SÁCH PHÂN QUYỀN"</h2>
            <p class="as-title">{format!("Sử dụng hệ thống hồ sơ điện tử, tính đến ngày {day}")}</p>
            <p class="paper-words">{grounds}</p>
            <table class="grid paper-rights">
                <thead><tr>
                    <th scope="col">"TT"</th><th scope="col">"Họ và tên"</th><th scope="col">"Chức vụ, phạm vi"</th>
                    <th scope="col">"Thời hạn"</th><th scope="col">"Theo quyết định"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
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

fn row(at: usize, name: String, line: &RightLine) -> impl IntoView + use<> {
    let (title, days, by) = (line.title.clone(), line.days.clone(), line.by.words().to_owned());
    view! { <tr><td>{at}</td><th scope="row">{name}</th><td>{title}</td><td>{days}</td><td>{by}</td></tr> }
}
