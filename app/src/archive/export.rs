//! "/luu-tru/xuat-toan-truong": how the export of the whole school stands, the form that asks for one, and those that were made.

use domain::{forms::FormErrors, readable_export::ExportForm, refusal::Words};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    printed::printed_foot,
    proof::{ProofField, proof_asked},
    ui::{Extra, Hidden, Icon, PrintButton, TextField, group_of, head_below, quiet_line, refused_and_done},
};

/// One that was made.
#[derive(Clone, Debug)]
pub struct ExportLine {
    pub number: u32,
    /// What it is for.
    pub what: String,
    pub size: String,
    /// "Cô Nguyễn Thị Minh Nguyệt, 09:00 ngày 10/06/2027"
    pub who: String,
    /// SHA-256 of its list of hashes.
    pub sums: String,
    /// When it was begun to be taken away.
    pub taken: Vec<String>,
}

/// How one stands now, for the reader.
#[derive(Clone, Debug)]
pub enum ExportState {
    Nothing,
    /// Since when, and how far it has come.
    UnderWay(String),
    Offered {
        number: u32,
        until: String,
        size: String,
    },
    /// Whoever else acts as principal has made it, and takes it.
    OfAnother(u32),
    Failed(String),
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct ExportView {
    pub standing: ExportState,
    /// The newest first.
    pub made: Vec<ExportLine>,
    pub asks_again: bool,
    /// What was typed into the form that asks for one, where that was refused; else `errors` are those of taking one.
    pub form: Option<ExportForm>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

#[component]
pub fn ExportPage(viewer: Viewer, page: ExportView) -> impl IntoView {
    let ExportView { standing, made, asks_again, form, errors, refused, done } = page;
    let foot = printed_foot(&viewer, vec!["Các bản xuất toàn trường".to_owned()]);
    let about = "Mọi hồ sơ, tệp và bảng của trường thành một tệp ZIP, mở xem bằng trình duyệt và Excel, không cần chương trình này. \
                 Tệp bị giữ lại hoặc cách ly không có trong đó, chỉ được ghi tên.";
    let told = view! {
        <p class="sub">
            "Trong đó có cả hồ sơ hạn chế người xem: tải về máy của trường, giữ kín, không gửi qua mạng. Nhật ký ghi ai xuất, để làm gì."
        </p>
        <div class="btns scr"><PrintButton words="In danh sách"/></div>
        {refused_and_done(refused, done)}
    };
    let is_taking = matches!(standing, ExportState::Offered { .. });
    let is_under_way = matches!(standing, ExportState::UnderWay(_));
    let (of_asking, of_taking) = if form.is_some() { (errors, FormErrors::default()) } else { (FormErrors::default(), errors) };
    let here = state(standing, asks_again, &of_taking);
    // What was typed is there also where somebody else was faster.
    let asking = (!is_under_way || form.is_some()).then(|| asking(form.unwrap_or_default(), &of_asking, is_taking));
    let nothing = made.is_empty().then(|| quiet_line("Chưa xuất lần nào."));
    let rows = made.into_iter().map(row).collect();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Archive>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::ARCHIVE, "Lưu trữ"), "Xuất toàn trường", Some(about.to_owned()), told)}
                {here}
                {asking}
                {nothing}
                {group_of("g-da-xuat", "Các bản đã lập", rows)}
            </main>
            {foot}
        </Page>
    }
}

fn state(standing: ExportState, asks_again: bool, errors: &FormErrors) -> Option<AnyView> {
    let (title, body) = match standing {
        ExportState::Nothing => return None,
        ExportState::UnderWay(words) => (
            "Đang lập",
            view! {
                <p class="then">{words}" Cứ làm việc khác; việc nộp, duyệt của mọi người vẫn như thường."</p>
                <div class="btns scr"><a class="btn main" href=paths::SCHOOL_EXPORT>"Xem lại"</a></div>
            }
            .into_any(),
        ),
        ExportState::OfAnother(number) => {
            ("Đã lập", view! { <p class="then">{format!("Bản số {number} do người khác lập; chỉ người ấy tải.")}</p> }.into_any())
        }
        ExportState::Failed(words) => ("Không lập được", view! { <p class="then">{words}</p> }.into_any()),
        ExportState::Offered { number, until, size } => {
            let proof = proof_asked(asks_again, errors);
            let told =
                format!("Bản số {number} đã xong, {size}. Tải được đến {until}; quá giờ hoặc máy chủ khởi động lại thì lập lại.");
            (
                "Tải về",
                view! {
                    <p class="then">{told}</p>
                    <form method="post" action=paths::take_school_export(number) class="stack narrow scr">
                        {proof}
                        <div class="btns">
                            <button class="btn main"><Icon name="download"/>{format!("Tải bản số {number} ({size})")}</button>
                        </div>
                    </form>
                }
                .into_any(),
            )
        }
    };
    Some(
        view! {
            <section class="group" aria-labelledby="g-hien-nay">
                <h2 id="g-hien-nay">{title}</h2>
                <div class="cols"><p class="when"></p><div>{body}</div></div>
            </section>
        }
        .into_any(),
    )
}

fn asking(form: ExportForm, errors: &FormErrors, is_taking: bool) -> impl IntoView + use<> {
    let extra = Extra {
        hint: Some("Ví dụ: nộp lưu trữ cho phòng giáo dục, đoàn thanh tra yêu cầu. Nhật ký giữ dòng này."),
        required: true,
        ..Extra::default()
    };
    let refused = errors.of(paths::PROOF).map(str::to_owned);
    let class = if is_taking { "btn" } else { "btn main" };
    view! {
        <section class="group scr" aria-labelledby="g-lap">
            <h2 id="g-lap">"Lập một bản mới"</h2>
            <div class="cols"><p class="when"></p>
                <form method="post" action=paths::SCHOOL_EXPORT class="stack narrow">
                    <TextField id="purpose" label="Để làm gì" value=form.purpose errors=errors.clone() extra/>
                    <ProofField id="mat-khau-lap".to_owned() refused/>
                    <div class="btns"><button class=class>"Lập bản xuất"<Hidden words=" toàn trường"/></button></div>
                </form>
            </div>
        </section>
    }
}

fn row(one: ExportLine) -> AnyView {
    let ExportLine { number, what, size, who, sums, taken } = one;
    let taken = match taken.as_slice() {
        [] => "Chưa ai tải.".to_owned(),
        all => format!("Bắt đầu tải lúc {}.", all.join("; ")),
    };
    view! {
        <li class="job cols">
            <p class="when"><span>"số"</span>" "<b>{number}</b></p>
            <div class="what">
                <h3>{what}</h3>
                <p class="then">{size}</p>
                <p class="then">{taken}</p>
                <p class="note">{who}". Mã SHA-256 của danh sách tệp: "<code>{sums}</code></p>
            </div>
        </li>
    }
    .into_any()
}
