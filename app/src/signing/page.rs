//! "/phieu-duyet/…": the sheet of a signed version, on the screen, on paper and as a file.

use domain::{signing::SignatureStanding, submissions::SubmissionId};
use leptos::prelude::*;

use super::{check::standing_notice, sheet::Sheet};
use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::Icon,
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct SheetView {
    pub receipt: SubmissionId,
    pub sheet: Sheet,
    pub standing: SignatureStanding,
}

#[component]
pub fn SheetPage(viewer: Viewer, page: SheetView) -> impl IntoView {
    let SheetView { receipt, sheet, standing } = page;
    let check = paths::check_code(sheet.statement.code);
    view! {
        <Page viewer=Some(viewer) here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet approval" tabindex="-1">
                <div class="own">
                    {(standing != SignatureStanding::Valid).then(|| standing_notice(standing))}
                    <div class="btns">
                        <button type="button" class="btn main onlyjs" data-print=""><Icon name="print"/>"In phiếu"</button>
                        <a class="btn" href=paths::approval_sheet_file(receipt)>"Tải phiếu về"</a>
                        <a class="btn text" href=check>"Trang kiểm tra chữ ký"</a>
                    </div>
                    <div inner_html=sheet.fragment()></div>
                </div>
            </main>
        </Page>
    }
}
