//! "/nop/…/bai-cu": the records that this one can be begun with.

use domain::{days::Timestamp, refusal::Words, vietnamese};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Hidden, HiddenField, Icon, group_of, head_below, quiet_line, refused_and_done},
};

/// One of them.
#[derive(Clone, Debug)]
pub struct EarlierLine {
    /// Of its page.
    pub address: String,
    /// Its version, as the form sends it.
    pub version: String,
    pub title: String,
    pub school_year: String,
    /// "cô Thảo", where it is somebody else's.
    pub by: Option<String>,
    pub at: Timestamp,
    pub files: u32,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct EarlierView {
    pub obligation: String,
    /// What is written now.
    pub title: String,
    pub lines: Vec<EarlierLine>,
    pub refused: Option<Words>,
}

#[component]
pub fn EarlierPage(viewer: Viewer, page: EarlierView) -> impl IntoView {
    let EarlierView { obligation, title, lines, refused } = page;
    let none = lines.is_empty().then(|| quiet_line("Chưa có bài nào cùng loại mà mình được mở."));
    let rows = lines.into_iter().map(|line| row(&obligation, line)).collect();
    let about = format!(
        "Tệp của bài chọn ở đây được chép vào danh sách chờ nộp của {title}; chưa nộp gì. Muốn sửa thì tải về, sửa rồi nộp bản đã sửa. \
         Nộp nguyên bản chép thì trang hồ sơ ghi rõ tệp giống bài nào."
    );
    view! {
        <Page viewer=Some(viewer) here=NavItem::MyWork>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::hand_in(&obligation), "Trang nộp"), "Lấy bài cũ làm nền", Some(about), refused_and_done(refused, None))}
                {none}
                {group_of("g-bai-cu", "Các bài cùng loại", rows)}
            </main>
        </Page>
    }
}

fn row(obligation: &str, line: EarlierLine) -> AnyView {
    let EarlierLine { address, version, title, school_year, by, at, files } = line;
    let spoken = format!(" {title}, năm học {school_year}");
    let who = by.map(|by| format!("{by}, ")).unwrap_or_default();
    let about = format!("Năm học {school_year}. {who}nộp lúc {}, {files} tệp.", vietnamese::moment(at));
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <h3><a href=address>{title}</a></h3>
                <p class="then">{vietnamese::capitalised(&about)}</p>
                <form method="post" action=paths::earlier_records(obligation)>
                    <HiddenField name="version" value=version/>
                    <div class="btns"><button class="btn"><Icon name="plus"/>"Chép vào bài này"<Hidden words=spoken/></button></div>
                </form>
            </div>
        </li>
    }
    .into_any()
}
