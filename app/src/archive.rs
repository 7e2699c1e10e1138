//! "/luu-tru": what of a school year is ready for the archive and what is not, the way in, and the packages that lie there.

mod export;
mod holds;
mod package;
mod record;
mod retention;

use domain::{
    archive::{ArchiveLine, Package, PackageCheck, short_code},
    forms::FormErrors,
    obligations::ObligationId,
    refusal::Words,
    vietnamese::{self, file_size},
};
use leptos::prelude::*;

pub use export::{ExportLine, ExportPage, ExportState, ExportView};
pub use holds::{HoldLine, HoldsPage, HoldsView, LiftAttempt};
pub use package::{PackagePage, PackageView, PackedLine};
pub use record::{ArchivedRecordPage, ArchivedRecordView, ArchivedTime};
pub use retention::{RetentionLine, RetentionPage, RetentionView};

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    printed::printed_foot,
    proof::proof_asked,
    ui::{
        Caption, Column, FilterField, Hidden, HiddenField, Icon, Look, PrintButton, Status, Table, group_of, head_below,
        quiet_line, refused_and_done,
    },
};

/// One package in the list.
#[derive(Clone, Debug)]
pub struct PackageLine {
    pub package: Package,
    /// The last time that its files were compared.
    pub check: Option<PackageCheck>,
    pub who: String,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct ArchiveView {
    /// "Năm học 2026–2027"
    pub school_year: String,
    /// The name of the year in the address; `None` for the one that is shown.
    pub year: Option<String>,
    /// The years that one may look at: name and words.
    pub years: Vec<(String, String)>,
    /// What is chosen, each empty for all: a type and a class, by their ids.
    pub record_type: String,
    pub class: String,
    pub types: Vec<(String, String)>,
    pub classes: Vec<(String, String)>,
    pub lines: Vec<ArchiveLine>,
    /// Why a record does not go in, which one, and its title.
    pub not_ready: Vec<(&'static str, ObligationId, String)>,
    pub packages: Vec<PackageLine>,
    /// For whoever puts records in: the id that the package will have.
    pub id: Option<String>,
    /// The principal may have all of the school written as one archive.
    pub may_export: bool,
    /// The viewer's own password is asked for again, and what was wrong with it.
    pub asks_again: bool,
    pub errors: FormErrors,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

/// So many records that are not ready are named; of more the page says how many there are.
const MAX_NAMED: usize = 200;

const COLUMNS: [Column; 5] = [
    Column::new("Loại hồ sơ"),
    Column::new("Sẵn sàng"),
    Column::new("Chưa sẵn sàng"),
    Column::new("Đã lưu trữ"),
    Column::new("Thời hạn lưu"),
];

#[component]
pub fn ArchivePage(viewer: Viewer, page: ArchiveView) -> impl IntoView {
    let foot = printed_foot(&viewer, vec!["Lưu trữ".to_owned(), page.school_year.clone()]);
    let ready: usize = page.lines.iter().map(|line| line.part.ready).sum();
    let archived: usize = page.lines.iter().map(|line| line.part.archived).sum();
    let about = format!(
        "{}: {ready} hồ sơ sẵn sàng đưa vào lưu trữ, {} chưa, {archived} đã lưu trữ. Hồ sơ đã lưu trữ vẫn mở xem được, chỉ không sửa nữa.",
        page.school_year,
        page.not_ready.len(),
    );
    let export = page.may_export.then(|| {
        view! { <a class="btn" href=paths::SCHOOL_EXPORT><Icon name="download"/>"Xuất toàn trường"</a> }
    });
    let ways = view! {
        <div class="btns scr">
            <a class="btn" href=paths::RETENTION><Icon name="calendar"/>"Thời hạn lưu"</a>
            <a class="btn" href=paths::HOLDS><Icon name="lock"/>"Giữ lại"</a>
            {export}
            <a class="btn" href=paths::DISPOSALS><Icon name="list"/>"Tiêu hủy"</a>
            <PrintButton words="In trang này"/>
        </div>
        {refused_and_done(page.refused.clone(), page.done)}
    };
    let rows = page.lines.iter().map(line).collect_view();
    let table = (!page.lines.is_empty()).then(|| {
        view! {
            <Table class="grid" columns=&COLUMNS caption=Caption::Spoken("Hồ sơ theo loại".to_owned())>
                <tbody>{rows}</tbody>
            </Table>
        }
    });
    let nothing = page.lines.is_empty().then(|| quiet_line("Phần này chưa có hồ sơ nào."));
    let packages: Vec<AnyView> = page.packages.iter().map(package).collect();
    let no_package = packages.is_empty().then(|| quiet_line("Chưa có gói lưu trữ nào."));
    view! {
        <Page viewer=Some(viewer) here=NavItem::Archive>
            <main id="noi-dung" class="sheet indented" tabindex="-1">
                {head_below((paths::START, "Trang đầu"), "Lưu trữ", Some(about), ways)}
                {filters(&page)}
                <div>{nothing}{table}</div>
                {putting(&page, ready)}
                {not_ready(&page)}
                {no_package}
                {group_of("g-cac-goi", "Các gói lưu trữ", packages)}
            </main>
            {foot}
        </Page>
    }
}

fn filters(page: &ArchiveView) -> impl IntoView + use<> {
    let chosen = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    let (of_year, of_type, of_class) = (page.year.clone(), chosen(&page.record_type), chosen(&page.class));
    let (years, types, classes) = (page.years.clone(), page.types.clone(), page.classes.clone());
    view! {
        <div class="cols"><p class="when"></p>
            <form class="filters" method="get" action=paths::ARCHIVE role="search" aria-label="Chọn hồ sơ">
                <FilterField id="nam" label="Năm học" all="Năm học này" options=years chosen=of_year/>
                <FilterField id="type" label="Loại hồ sơ" all="Mọi loại" options=types chosen=of_type/>
                <FilterField id="class" label="Lớp" all="Mọi lớp, tổ, cá nhân" options=classes chosen=of_class/>
                <button class="btn">"Xem"</button>
            </form>
        </div>
    }
}

fn line(one: &ArchiveLine) -> impl IntoView + use<> {
    let why: Vec<String> = one.part.not_ready.iter().map(|(why, many)| format!("{many} {}", why.words())).collect();
    view! {
        <tr>
            <th scope="row">{one.name.clone()}</th>
            <td class="n">{one.part.ready}</td>
            <td>{why.join("; ")}</td>
            <td class="n">{one.part.archived}</td>
            <td>{one.retention.words()}</td>
        </tr>
    }
}

/// The form that puts in what is chosen and ready.
fn putting(page: &ArchiveView, ready: usize) -> Option<impl IntoView + use<>> {
    let id = page.id.clone().filter(|_| ready > 0)?;
    let (year, record_type, class) = (page.year.clone().unwrap_or_default(), page.record_type.clone(), page.class.clone());
    let proof = proof_asked(page.asks_again, &page.errors);
    Some(view! {
        <section class="group scr" aria-labelledby="g-dua-vao">
            <h2 id="g-dua-vao">"Đưa vào lưu trữ"</h2>
            <div class="cols"><p class="when"></p>
                <form method="post" action=paths::ARCHIVE class="stack narrow">
                    <HiddenField name="id" value=id/>
                    <HiddenField name="nam" value=year/>
                    <HiddenField name="type" value=record_type/>
                    <HiddenField name="class" value=class/>
                    <p class="then">
                        "Từng tệp được so với lúc nộp trước khi đóng gói. Sau đó không ai nộp thêm, duyệt lại hay xin bổ sung; \
                         cần sửa thì hiệu trưởng lấy hồ sơ ra."
                    </p>
                    {proof}
                    <div class="btns"><button class="btn main"><Icon name="check"/>{format!("Đưa {ready} hồ sơ vào lưu trữ")}</button></div>
                </form>
            </div>
        </section>
    })
}

fn not_ready(page: &ArchiveView) -> Option<impl IntoView + use<>> {
    let many = page.not_ready.len();
    let row = |(why, id, title): &(&'static str, ObligationId, String)| {
        let (why, address, title) = (*why, paths::record(*id), title.clone());
        view! { <li class="job cols"><p class="when"></p><div class="what"><h3><a href=address>{title}</a></h3><p class="then">{why}</p></div></li> }
    };
    let rows: Vec<_> = page.not_ready.iter().take(MAX_NAMED).map(row).collect();
    let more = (many > MAX_NAMED).then(|| quiet_line(format!("Và {} hồ sơ nữa; chọn loại hoặc lớp để xem hết.", many - MAX_NAMED)));
    (many > 0).then(|| {
        view! {
            <details class="why">
                <summary><span>{format!("Chưa sẵn sàng ({many})")}</span><Icon name="chevron-down"/></summary>
                <ul class="jobs">{rows}</ul>
                {more}
            </details>
        }
    })
}

/// How the files of a package stand, as the last check found them.
pub(crate) fn state(check: Option<&PackageCheck>) -> impl IntoView + use<> {
    match check {
        Some(check) if check.is_whole() => view! {
            <Status look=Look::OnTime word="Đủ và nguyên vẹn"/>
            <p class="then">{format!("Kiểm tra gần nhất: {}.", vietnamese::moment(check.at))}</p>
        }
        .into_any(),
        Some(check) => view! {
            <Status look=Look::Overdue word="Không còn nguyên vẹn"/>
            <p class="then">
                {format!("{} trong {} tệp không còn đúng là tệp đã nộp, kiểm tra lúc {}.", check.broken.len(), check.files, vietnamese::moment(check.at))}
            </p>
        }
        .into_any(),
        None => view! { <Status look=Look::NoDue word="Chưa kiểm tra"/> }.into_any(),
    }
}

fn package(one: &PackageLine) -> AnyView {
    let package = &one.package;
    let size = format!("{} hồ sơ, {} tệp, {}.", package.records, package.files, file_size(package.bytes));
    let who = format!("{} đưa vào lúc {}.", one.who, vietnamese::moment(package.at));
    let title = format!("{}, {}", package.what, vietnamese::school_year(&package.school_year));
    let (address, number) = (paths::archive_package(package.number), package.number);
    view! {
        <li class="job cols">
            <p class="when"><span>"gói"</span>" "<b>{number}</b></p>
            <div class="what">
                <h3><a href=address>{title}<Hidden words=format!(", gói số {number}")/></a></h3>
                {state(one.check.as_ref())}
                <p class="then">{size}</p>
                <p class="note">{who}" Mã kiểm tra "<b>{short_code(package.code)}</b></p>
            </div>
        </li>
    }
    .into_any()
}
