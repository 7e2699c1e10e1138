//! "/phieu-duyet/…", "/phieu-kiem-tra/…": the sheet of a signed version, on the screen, on paper and as a file.

use domain::{
    log::AnchorCode,
    record_types::Step,
    refusal::SigningRefusal,
    signing::{SignatureStanding, SignedAct},
    submissions::SubmissionId,
};
use leptos::prelude::*;

use super::{
    check::{fact, standing_notice},
    sheet::Sheet,
};
use crate::{
    layout::{NavItem, Page, Viewer},
    log_code::anchor_line,
    paths,
    ui::{Notice, NoticeKind, PrintButton},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct SheetView {
    pub receipt: SubmissionId,
    pub sheet: Sheet,
    pub standing: SignatureStanding,
    /// The turn that was open when it was signed, in which the version is not approved and of which the sheet, of an older form,
    /// says nothing.
    pub withheld: Option<Step>,
    /// Of the end of the log as the page is read; it stands below the sheet and is no part of it.
    pub anchor: Option<AnchorCode>,
}

/// A sheet whose address came from whoever asked for it could lead people elsewhere, so it has the school's own or none.
const NO_ADDRESS: (&str, &str) = (
    "Trường chưa ghi địa chỉ của hệ thống, nên phiếu chỉ in mã kiểm tra, không có mã QR",
    "Ban giám hiệu ghi ở Cài đặt, mục Trường; mở lại trang này thì phiếu có địa chỉ và mã QR.",
);

#[component]
pub fn SheetPage(viewer: Viewer, page: SheetView) -> impl IntoView {
    let SheetView { receipt, sheet, standing, withheld, anchor } = page;
    let is_given_out = standing.is_given_out(withheld);
    // Of what is not given out for another reason the standing says why.
    let says_too_much = (!is_given_out && standing.is_given_out(None)).then(|| SigningRefusal::SheetSaysTooMuch.words());
    let act = sheet.statement.act;
    // Paper leaves every notice out, and the keys of the browser print without asking.
    let not_printed = (!is_given_out).then(|| {
        let why = says_too_much.as_ref().map_or_else(|| fact(act, standing), |(fact, _)| fact.clone());
        format!("Phiếu này không in ra được. {why}. Kết quả xem ở trang kiểm tra chữ ký.")
    });
    let check = paths::check_code(sheet.statement.code);
    let no_address = sheet.origin.is_empty();
    let file = match act {
        SignedAct::Approval => paths::approval_sheet_file(receipt),
        SignedAct::Check => paths::check_sheet_file(receipt),
    };
    view! {
        <Page viewer=Some(viewer) here=NavItem::Elsewhere>
            <main id="noi-dung" class=if is_given_out { "sheet approval" } else { "sheet approval withheld" } tabindex="-1">
                <div class="own">
                    {(standing != SignatureStanding::Valid).then(|| standing_notice(act, standing))}
                    {says_too_much.map(|(fact, advice)| view! {
                        <div class="notices"><Notice kind=NoticeKind::Warning fact advice/></div>
                    })}
                    {no_address.then(|| view! {
                        <div class="notices"><Notice kind=NoticeKind::Info fact=NO_ADDRESS.0 advice=NO_ADDRESS.1/></div>
                    })}
                    <div class="btns">
                        {is_given_out.then(|| view! {
                            <PrintButton words="In phiếu" class="btn main"/>
                        })}
                        {is_given_out.then(|| view! { <a class="btn" href=file>"Tải phiếu về"</a> })}
                        <a class="btn text" href=check>"Trang kiểm tra chữ ký"</a>
                    </div>
                    {not_printed.map(|words| view! { <p class="prt">{words}</p> })}
                    <div inner_html=sheet.fragment()></div>
                    {anchor.filter(|_| is_given_out).map(anchor_line)}
                </div>
            </main>
        </Page>
    }
}
