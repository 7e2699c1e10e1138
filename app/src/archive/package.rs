//! "/luu-tru/goi/…": one package with its code, how its files stand, and what lies in it.

use domain::{
    archive::{Package, PackageCheck, short_code},
    forms::FormErrors,
    obligations::ObligationId,
    refusal::Words,
    vietnamese::{self, file_size},
};
use leptos::prelude::*;

use super::state;
use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    printed::printed_foot,
    proof::{ConfirmForm, Proof},
    ui::{Caption, Column, Icon, PrintButton, Table, head_below, refused_and_done},
};

/// One record of the package.
#[derive(Clone, Debug)]
pub struct PackedLine {
    pub obligation: ObligationId,
    pub title: String,
    /// "BN-2026-00184"
    pub receipt: String,
    /// "Nguyễn Thị Hoa, 15:00 ngày 06/11/2026"
    pub handed_in: String,
    /// "Giữ đến 31/05/2032", with what holds it.
    pub kept: String,
    /// "Đã lấy ra lúc …"; empty while it lies there.
    pub returned: String,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct PackageView {
    pub package: Package,
    pub who: String,
    pub check: Option<PackageCheck>,
    pub records: Vec<PackedLine>,
    /// The names of the files that do not fit any more, each with its record.
    pub broken: Vec<String>,
    pub may_check: bool,
    pub may_take: bool,
    /// The viewer's own password is asked for again before a package leaves, and what was wrong with it.
    pub asks_again: bool,
    pub errors: FormErrors,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

const COLUMNS: [Column; 4] =
    [Column::new("Hồ sơ"), Column::new("Biên nhận"), Column::new("Người nộp, lúc nộp"), Column::new("Thời hạn lưu")];

#[component]
pub fn PackagePage(viewer: Viewer, page: PackageView) -> impl IntoView {
    let PackageView { package, who, check, records, broken, may_check, may_take, asks_again, errors, refused, done } = page;
    let title = format!("Gói lưu trữ số {}", package.number);
    let year = vietnamese::school_year(&package.school_year);
    let foot = printed_foot(&viewer, vec![title.clone(), year.clone(), format!("mã {}", short_code(package.code))]);
    let about = format!(
        "{}, {year}. {} hồ sơ, {} tệp, {}. {who} đưa vào lưu trữ lúc {}.",
        package.what,
        package.records,
        package.files,
        file_size(package.bytes),
        vietnamese::moment(package.at),
    );
    let checking = may_check.then(|| {
        view! {
            <form method="post" action=paths::check_package(package.number)>
                <button class="btn"><Icon name="check"/>"Kiểm tra lại các tệp"</button>
            </form>
        }
    });
    let taking = may_take.then(|| {
        let (action, label) = (paths::take_package(package.number), format!("Tải gói ({})", file_size(package.bytes)));
        let proof = Proof::asked(asks_again, errors.of(paths::PROOF).map(str::to_owned));
        view! {
            <ConfirmForm id=paths::PROOF.to_owned() action label about=String::new() class="btn main" icon="download"
                fields=Vec::new() proof/>
        }
    });
    let told = view! {
        {state(check.as_ref())}
        <p class="then">"Mã kiểm tra: "<b>{short_code(package.code)}</b>". Mã đầy đủ (SHA-256 của tệp goi.txt trong gói): "<code>{package.code.to_string()}</code></p>
        <div class="btns scr">{taking}{checking}<PrintButton words="In mục lục"/></div>
        {refused_and_done(refused, done)}
    };
    let broken: Vec<_> = broken.into_iter().map(|line| view! { <li>{line}</li> }).collect();
    let broken = (!broken.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="g-hong">
                <h2 id="g-hong">"Tệp không còn khớp"</h2>
                <div class="cols"><p class="when"></p>
                    <div>
                        <ul class="quiet">{broken}</ul>
                        <p class="note">"Báo tổ quản lý phần mềm khôi phục các tệp này từ bản sao lưu, rồi kiểm tra lại."</p>
                    </div>
                </div>
            </section>
        }
    });
    let rows = records.iter().map(row).collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Archive>
            <main id="noi-dung" class="sheet indented" tabindex="-1">
                {head_below((paths::ARCHIVE, "Lưu trữ"), title, Some(about), told)}
                {broken}
                <div>
                    <Table class="grid" columns=&COLUMNS caption=Caption::Spoken("Hồ sơ trong gói".to_owned())>
                        <tbody>{rows}</tbody>
                    </Table>
                </div>
            </main>
            {foot}
        </Page>
    }
}

fn row(one: &PackedLine) -> impl IntoView + use<> {
    let returned = (!one.returned.is_empty()).then(|| view! { <br/><b>{one.returned.clone()}</b> });
    view! {
        <tr>
            <th scope="row"><a href=paths::archived_record(one.obligation)>{one.title.clone()}</a>{returned}</th>
            <td>{one.receipt.clone()}</td>
            <td>{one.handed_in.clone()}</td>
            <td>{one.kept.clone()}</td>
        </tr>
    }
}
