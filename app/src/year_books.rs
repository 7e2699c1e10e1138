//! "/so-cuoi-nam": the year-end books of the classes; each as a page to be printed, and as a file.

mod paper;

use domain::{
    people::ClassGroupId,
    refusal::Words,
    vietnamese,
    year_books::{BookMark, ClassBooks},
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    papers::above_paper,
    paths,
    ui::{HiddenField, Icon, Notice, NoticeKind, group_of, head_below, quiet_line, refused_and_done},
};

pub use paper::{BookPaper, BookProof};

/// All that the list shows.
#[derive(Clone, Debug)]
pub struct YearBooksView {
    /// "2026-2027"
    pub school_year: String,
    pub classes: Vec<ClassBooks>,
    /// The name of the year, where it is over and looked back at.
    pub year: Option<String>,
}

#[component]
pub fn YearBooksPage(viewer: Viewer, page: YearBooksView) -> impl IntoView {
    let YearBooksView { school_year, classes, year } = page;
    let back = (paths::in_year(paths::SCHOOL_YEAR, year.as_deref()), "Năm học");
    let about = format!("Năm học {}.", vietnamese::school_year(&school_year));
    let told = view! {
        <p class="sub">
            "Mỗi lớp một sổ: mọi hồ sơ trong năm, ai nộp, ai duyệt, ai ký, mã từng tệp. Sổ có mã kiểm tra, nên không cần in lại từng hồ sơ."
        </p>
    };
    let nobody = classes.is_empty().then(|| quiet_line("Không có lớp nào mà thầy cô dạy hoặc phụ trách trong năm học này."));
    let mut departments: Vec<(String, Vec<AnyView>)> = Vec::new();
    for class in &classes {
        let line = class_line(class, year.as_deref());
        match departments.last_mut() {
            Some((name, lines)) if *name == class.department => lines.push(line),
            Some(_) | None => departments.push((class.department.clone(), vec![line])),
        }
    }
    let groups = departments.into_iter().enumerate().map(|(at, (name, lines))| group_of(format!("g-to-{at}"), name, lines));
    view! {
        <Page viewer=Some(viewer) here=NavItem::SchoolYear>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below(back, "Sổ hồ sơ cuối năm", Some(about), told)}
                {nobody}
                {groups.collect_view()}
            </main>
        </Page>
    }
}

fn class_line(class: &ClassBooks, year: Option<&str>) -> AnyView {
    let stands = match (class.runs_until, class.bound.first()) {
        (Some(until), _) => format!("Chưa hết năm học, lập sổ cuối năm được sau ngày {}.", vietnamese::date(until)),
        (None, None) => "Đã hết năm học, chưa lập sổ cuối năm.".to_owned(),
        (None, Some(last)) => format!("Sổ cuối năm bản {}, lập lúc {}.", last.number, vietnamese::moment(last.made_at)),
    };
    let href = paths::in_year(&paths::year_book(class.class), year);
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what"><h3><a href=href>{class.title.clone()}</a></h3><p class="then">{stands}</p></div>
        </li>
    }
    .into_any()
}

/// All that the page of one class shows.
#[derive(Clone, Debug)]
pub struct YearBookView {
    pub class: ClassGroupId,
    /// As it stands now.
    pub paper: BookPaper,
    /// Those that were bound, the last one first.
    pub bound: Vec<BookMark>,
    pub year: Option<String>,
    pub refused: Option<Words>,
}

#[component]
pub fn YearBookPage(viewer: Viewer, page: YearBookView) -> impl IntoView {
    let YearBookView { class, paper, bound, year, refused } = page;
    let back = (paths::in_year(paths::YEAR_BOOKS, year.as_deref()), "Sổ hồ sơ cuối năm".to_owned());
    let binds = paper.contents.book.is_final().then(|| bind_form(class, &bound, year.as_deref()));
    let earlier: Vec<AnyView> = bound.iter().map(|mark| bound_line(mark, year.as_deref())).collect();
    view! {
        <Page viewer=Some(viewer) here=NavItem::SchoolYear>
            <main id="noi-dung" class="sheet person lock-order" tabindex="-1">
                {above_paper(back, "Sổ hồ sơ cuối năm", "In bản xem trước")}
                <div class="scr">
                    {refused_and_done(refused, None)}
                    {binds}
                    {group_of("g-da-lap", "Các bản đã lập", earlier)}
                </div>
                <div inner_html=paper.fragment()></div>
            </main>
        </Page>
    }
}

fn bind_form(class: ClassGroupId, bound: &[BookMark], year: Option<&str>) -> impl IntoView + use<> {
    let words = if bound.is_empty() { "Lập sổ cuối năm" } else { "Lập bản mới" };
    let year = year.map(|year| view! { <HiddenField name="nam" value=year.to_owned()/> });
    view! {
        <div class="cols"><p class="when"></p>
            <form method="post" action=paths::year_book(class)>
                {year}
                <p class="quiet">
                    "Lập sổ thì bản này được giữ nguyên, có mã kiểm tra gắn với nhật ký của trường, và ghi vào nhật ký. \
                     Về sau hồ sơ thay đổi thì lập bản mới, bản cũ vẫn còn."
                </p>
                <div class="btns"><button class="btn main">{words}</button></div>
            </form>
        </div>
    }
}

fn bound_line(mark: &BookMark, year: Option<&str>) -> AnyView {
    let href = paths::in_year(&paths::bound_book(mark.class, mark.number), year);
    view! {
        <li class="job cols">
            <p class="when"><span>"bản"</span>" "<b>{mark.number}</b></p>
            <div class="what">
                <h3><a href=href>{format!("Sổ cuối năm bản {}", mark.number)}</a></h3>
                <p class="then">{format!("Lập lúc {}.", vietnamese::moment(mark.made_at))}</p>
            </div>
        </li>
    }
    .into_any()
}

/// All that the page of a book that was bound shows.
#[derive(Clone, Debug)]
pub struct BoundBookView {
    pub mark: BookMark,
    pub paper: BookPaper,
    pub year: Option<String>,
    /// The number of the last one of the class in the year.
    pub newest: u32,
}

#[component]
pub fn BoundBookPage(viewer: Viewer, page: BoundBookView) -> impl IntoView {
    let BoundBookView { mark, paper, year, newest } = page;
    let back = (paths::in_year(&paths::year_book(mark.class), year.as_deref()), paper.contents.book.class_title.clone());
    let file = paths::in_year(&paths::bound_book_file(mark.class, mark.number), year.as_deref());
    let check = paths::check_code(mark.code);
    let later = (mark.number < newest).then(|| {
        let fact = format!("Đã có bản {newest} của sổ này");
        view! { <div class="notices"><Notice kind=NoticeKind::Info fact advice="Bản đang xem vẫn đúng như lúc lập."/></div> }
    });
    view! {
        <Page viewer=Some(viewer) here=NavItem::SchoolYear>
            <main id="noi-dung" class="sheet person lock-order" tabindex="-1">
                {above_paper(back, "Sổ hồ sơ cuối năm", "In sổ")}
                <div class="scr">
                    {later}
                    <div class="cols"><p class="when"></p>
                        <div class="btns">
                            <a class="btn" href=file><Icon name="download"/>"Tải sổ về"</a>
                            <a class="btn text" href=check>"Trang kiểm tra mã"</a>
                        </div>
                    </div>
                </div>
                <div inner_html=paper.fragment()></div>
            </main>
        </Page>
    }
}
