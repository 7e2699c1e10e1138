//! "Danh sách đề nghị khen thưởng": who is proposed in a term, as it is printed and signed (form after Nghị định 30/2020).

use chrono::NaiveDate;
use domain::{dashboard::TermFilter, registers::PraiseLine};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    papers::{above_paper, paper_head, recipients, signature},
    paths,
    ui::{Caption, Column, FilterField, Table},
};

const COLUMNS: [Column; 5] = [
    Column::new("TT"),
    Column::new("Họ và tên, đơn vị"),
    Column::new("Thành tích"),
    Column::new("Số liệu lúc đề nghị"),
    Column::new("Ý kiến hiệu trưởng"),
];

/// All that the paper shows.
#[derive(Clone, Debug)]
pub struct PraiseListView {
    pub school: String,
    /// "2026–2027".
    pub school_year: String,
    pub term: TermFilter,
    pub today: NaiveDate,
    /// In the order of names.
    pub lines: Vec<PraiseLine>,
    /// Whoever prints it, by name.
    pub author: String,
    /// Whoever is principal today; empty where nobody is known to be.
    pub principal: String,
}

#[component]
pub fn PraiseListPage(viewer: Viewer, page: PraiseListView) -> impl IntoView {
    let back = (paths::COMMENDATIONS.to_owned(), "Khen thưởng".to_owned());
    view! {
        <Page viewer=Some(viewer) here=NavItem::Registers>
            <main id="noi-dung" class="sheet person lock-order" tabindex="-1">
                {above_paper(back, "Danh sách đề nghị khen thưởng", "In danh sách")}
                {choice(page.term)}
                {paper(&page)}
            </main>
        </Page>
    }
}

/// Another term; not on paper.
fn choice(term: TermFilter) -> impl IntoView {
    let options = TermFilter::ALL.map(|term| (term.code().to_owned(), term.words().to_owned())).to_vec();
    let (action, chosen) = (paths::PRAISE_LIST, Some(term.code().to_owned()));
    view! {
        <div class="cols scr"><p class="when"></p>
        <form class="filters" method="get" action=action aria-label="Chọn học kỳ">
            <FilterField id="ky" label="Học kỳ" all="Học kỳ này" options chosen/>
            <button class="btn">"Xem"</button>
        </form>
        </div>
    }
}

fn paper(page: &PraiseListView) -> impl IntoView + use<> {
    let rows = page.lines.iter().enumerate().map(|(at, line)| row(at + 1, line)).collect_view();
    let table = (!page.lines.is_empty()).then(|| {
        let caption = Caption::Spoken("Đề nghị khen thưởng, xếp theo tên".to_owned());
        view! { <Table class="paper-rights paper-praise" columns=&COLUMNS caption=caption><tbody>{rows}</tbody></Table> }
    });
    let nothing = page.lines.is_empty().then(|| view! { <p class="paper-words">"Chưa có đề nghị nào."</p> });
    let to = ["Ban giám hiệu (để xem xét)", "Lưu: VT, HSCM"].map(str::to_owned);
    view! {
        <article class="school-paper approval-sheet">
            {paper_head(&page.school, "Số: ……/DS-…".to_owned(), Some(page.today))}
            <h2 class="paper-title">"DANH SÁCH"</h2>
            <p class="as-title">
                {format!("Đề nghị khen thưởng {}, năm học {}", page.term.in_sentence(), page.school_year)}
            </p>
            {table}
            {nothing}
            <p class="as-how">
                "Xếp theo tên. Số liệu lấy từ Bảng theo dõi và Bảng duyệt vào ngày đề nghị, chỉ để tham khảo, không phải xếp hạng."
            </p>
            <footer class="as-foot">
                {recipients(&to)}
                {signature(&["Người lập danh sách"], None, page.author.clone(), None)}
                {signature(&["Hiệu trưởng"], None, page.principal.clone(), None)}
            </footer>
        </article>
    }
}

fn row(number: usize, line: &PraiseLine) -> impl IntoView + use<> {
    let titles = (!line.titles.is_empty()).then(|| view! { <br/>{line.titles.clone()} });
    view! {
        <tr>
            <td data-head="TT">{number}</td>
            <th scope="row">{line.name.clone()}{titles}</th>
            <td data-head="Thành tích">{format!("{} ({})", line.what, line.entry)}</td>
            <td data-head="Số liệu lúc đề nghị">{line.figures.clone()}</td>
            <td data-head="Ý kiến hiệu trưởng"></td>
        </tr>
    }
}
