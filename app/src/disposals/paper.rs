//! The list and the minutes of the council, as they are printed (form after Nghị định 30/2020; CV 879/VTLTNN for what stands in them).

use domain::{
    days::{Timestamp, day_of},
    disposals::{CouncilMinutes, DisposalList, ListedRecord},
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    papers::{above_paper, moment, paper_head, recipients, signature},
    paths,
    ui::{Caption, Column, Table},
};

/// Which of both is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    List,
    Minutes,
}

/// All that the paper tells.
#[derive(Clone, Debug)]
pub struct DisposalPaperView {
    pub school: String,
    pub list: DisposalList,
    /// "Phạm Thị Hoà", who drew it up.
    pub by: String,
    pub paper: Paper,
    pub now: Timestamp,
}

const LIST: [Column; 5] =
    [Column::new("Số"), Column::new("Tên hồ sơ"), Column::new("Năm học, gói"), Column::new("Thời hạn lưu"), Column::new("Số tệp")];

const RESULTS: [Column; 3] = [Column::new("Số"), Column::new("Tên hồ sơ"), Column::new("Kết luận của hội đồng")];

#[component]
pub fn DisposalPaperPage(viewer: Viewer, page: DisposalPaperView) -> impl IntoView {
    let back = (paths::disposal(page.list.number), format!("Danh mục số {}", page.list.number));
    let (title, print) = match page.paper {
        Paper::List => ("Danh mục tài liệu hết giá trị", "In danh mục"),
        Paper::Minutes => ("Biên bản của hội đồng", "In biên bản"),
    };
    let paper = match (page.paper, &page.list.minutes) {
        (Paper::Minutes, Some(minutes)) => minutes_paper(&page, minutes).into_any(),
        (Paper::List, _) | (Paper::Minutes, None) => list_paper(&page).into_any(),
    };
    view! {
        <Page viewer=Some(viewer) here=NavItem::Archive>
            <main id="noi-dung" class="sheet person lock-order" tabindex="-1">
                {above_paper(back, title, print)}
                {paper}
            </main>
        </Page>
    }
}

fn fact(name: &'static str, words: String) -> impl IntoView {
    view! { <tr><th scope="row">{name}</th><td>{words}</td></tr> }
}

fn list_paper(page: &DisposalPaperView) -> impl IntoView + use<> {
    let list = &page.list;
    let head = paper_head(&page.school, format!("Danh mục số {}", list.number), Some(day_of(list.at)));
    let rows = list.records.iter().zip(1_usize..).map(listed).collect_view();
    let files: u64 = list.records.iter().map(|one| u64::from(one.files)).sum();
    let to = ["Hội đồng xác định giá trị tài liệu", "Hiệu trưởng", "Lưu: VT"].map(str::to_owned);
    view! {
        <article class="school-paper approval-sheet">
            {head}
            <h2 class="paper-title">"DANH MỤC TÀI LIỆU HẾT GIÁ TRỊ"</h2>
            <p class="as-title">"Đề nghị hội đồng xác định giá trị tài liệu xem xét"</p>
            <table class="as-facts"><tbody>
                {fact("Người lập", page.by.clone())}
                {fact("Lúc", moment(list.at))}
                {fact("Thuyết minh", list.explanation.as_str().to_owned())}
                {fact("Tổng số", format!("{} hồ sơ, {files} tệp", list.records.len()))}
            </tbody></table>
            <Table class="as-files paper-findings" columns=&LIST caption=Caption::Spoken("Hồ sơ hết giá trị".to_owned())>
                <tbody>{rows}</tbody>
            </Table>
            <p class="as-how">"In từ hệ thống lúc "{moment(page.now)}". Danh mục chưa phải quyết định; chưa tệp nào bị xóa vì danh mục này."</p>
            <footer class="as-foot">
                {recipients(&to)}
                {signature(&["Người lập danh mục"], Some(format!("Lập lúc {}", moment(list.at))), page.by.clone(), None)}
            </footer>
        </article>
    }
}

fn listed((one, place): (&ListedRecord, usize)) -> impl IntoView + use<> {
    let where_from = format!("{}, gói {}", vietnamese::school_year(&one.school_year), one.package);
    let retention = format!("{}; đến {}", one.retention, vietnamese::date(one.until));
    view! {
        <tr>
            <td>{place}</td>
            <td data-head="Tên hồ sơ">{one.title.clone()}</td>
            <td data-head="Năm học, gói">{where_from}</td>
            <td data-head="Thời hạn lưu">{retention}</td>
            <td data-head="Số tệp">{one.files}</td>
        </tr>
    }
}

fn minutes_paper(page: &DisposalPaperView, minutes: &CouncilMinutes) -> impl IntoView + use<> {
    let list = &page.list;
    let head = paper_head(&page.school, format!("Số: {}", minutes.number), Some(minutes.on));
    let (disposed, kept) = (list.disposed().count(), minutes.kept.len());
    let results = list.records.iter().zip(1_usize..).map(|(one, place)| {
        let result = match minutes.kept.get(&one.obligation) {
            Some(reason) => format!("Giữ lại: {}", vietnamese::without_stop(reason.as_str())),
            None => "Tiêu hủy".to_owned(),
        };
        view! {
            <tr>
                <td>{place}</td>
                <td data-head="Tên hồ sơ">{one.title.clone()}</td>
                <td data-head="Kết luận của hội đồng">{result}</td>
            </tr>
        }
    });
    let results = results.collect_view();
    let members: Vec<String> = minutes
        .members
        .iter()
        .zip(0_usize..)
        .map(|(one, place)| {
            let role = if place == 0 { "chủ tịch" } else { "thành viên" };
            if one.titles.is_empty() { format!("{}, {role}", one.name) } else { format!("{}, {}, {role}", one.name, one.titles) }
        })
        .collect();
    let signatures = minutes.members.iter().zip(0_usize..).map(|(one, place)| {
        signature(if place == 0 { &["Chủ tịch hội đồng"] } else { &["Thành viên"] }, None, one.name.clone(), None)
    });
    let signatures = signatures.collect_view();
    let to = ["Hiệu trưởng", "Lưu: VT"].map(str::to_owned);
    view! {
        <article class="school-paper approval-sheet">
            {head}
            <h2 class="paper-title">"BIÊN BẢN HỌP HỘI ĐỒNG XÁC ĐỊNH GIÁ TRỊ TÀI LIỆU"</h2>
            <p class="as-title">{format!("Về danh mục tài liệu hết giá trị số {}", list.number)}</p>
            <table class="as-facts"><tbody>
                {fact("Ngày họp", vietnamese::date(minutes.on))}
                {fact("Hội đồng", members.join("; "))}
                {fact("Kết luận", format!("Đề nghị tiêu hủy {disposed} hồ sơ, giữ lại {kept} hồ sơ"))}
            </tbody></table>
            <Table class="as-files paper-findings" columns=&RESULTS caption=Caption::Spoken("Kết luận từng hồ sơ".to_owned())>
                <tbody>{results}</tbody>
            </Table>
            <p class="as-how">"In từ hệ thống lúc "{moment(page.now)}"."</p>
            <footer class="as-foot">{recipients(&to)}{signatures}</footer>
        </article>
    }
}
