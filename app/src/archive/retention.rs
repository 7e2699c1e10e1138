//! "/luu-tru/thoi-han": how long records of each type are kept, by which document, who settled that and when.

use domain::{archive::RetentionForm, forms::FormErrors, record_types::RecordTypeId, refusal::Words};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    printed::printed_foot,
    proof::ProofField,
    ui::{
        ErrorLine, Extra, Hidden, HiddenField, Icon, PrintButton, Select, TextField, group_of, head_below, option, refused_and_done,
    },
};

/// One type.
#[derive(Clone, Debug)]
pub struct RetentionLine {
    pub id: RecordTypeId,
    pub name: String,
    /// "5 năm", "Chưa tra cứu, giữ".
    pub retention: String,
    /// By which document, who settled it and when; what held before, each a line.
    pub about: Vec<String>,
    pub form: RetentionForm,
    pub errors: FormErrors,
    /// The form was refused: it stands open.
    pub is_open: bool,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct RetentionView {
    pub lines: Vec<RetentionLine>,
    pub may_set: bool,
    pub asks_again: bool,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

#[component]
pub fn RetentionPage(viewer: Viewer, page: RetentionView) -> impl IntoView {
    let RetentionView { lines, may_set, asks_again, refused, done } = page;
    let foot = printed_foot(&viewer, vec!["Thời hạn lưu hồ sơ".to_owned()]);
    let about = "Tính từ ngày cuối năm học. Loại chưa tra cứu thì giữ. Hết thời hạn không có gì tự mất: chỉ hủy theo biên bản của hội \
                 đồng xác định giá trị tài liệu.";
    let told = view! { <div class="btns scr"><PrintButton words="In danh sách"/></div>{refused_and_done(refused, done)} };
    let rows = lines.into_iter().zip(0_usize..).map(|(one, place)| line(one, place, may_set, asks_again)).collect();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Archive>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::ARCHIVE, "Lưu trữ"), "Thời hạn lưu", Some(about.to_owned()), told)}
                {group_of("g-cac-loai", "Các loại hồ sơ", rows)}
            </main>
            {foot}
        </Page>
    }
}

fn line(one: RetentionLine, place: usize, may_set: bool, asks_again: bool) -> AnyView {
    let RetentionLine { id, name, retention, about, form, errors, is_open } = one;
    let about: Vec<_> = about.into_iter().map(|line| view! { <p class="note">{line}</p> }).collect();
    let form = may_set.then(|| setting((id, &name), form, &errors, (place, is_open, asks_again)));
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what"><h3>{name}</h3><p class="then"><b>{retention}</b></p>{about}{form}</div>
        </li>
    }
    .into_any()
}

fn setting(
    (id, name): (RecordTypeId, &str),
    form: RetentionForm,
    errors: &FormErrors,
    (place, is_open, asks_again): (usize, bool, bool),
) -> impl IntoView + use<> {
    let kinds = [("unknown", "Chưa tra cứu, giữ"), ("years", "Một số năm"), ("forever", "Vĩnh viễn")];
    let kinds = kinds.map(|(value, words)| option(value, words, &form.kind)).into_iter().collect_view();
    let wrong = errors.of("kind").map(str::to_owned);
    let (kind_id, error_id) = (format!("cach-{place}"), format!("cach-{place}-e"));
    let years = Extra { inputmode: Some("numeric"), class: Some("brief"), ..Extra::default() };
    let basis = Extra {
        hint: Some("Ví dụ Thông tư 08/2025/TT-BGDĐT, nhóm II, mục 12."),
        max_length: Some(RetentionForm::MAX_BASIS),
        ..Extra::default()
    };
    let proof = asks_again.then(|| {
        let refused = errors.of(paths::PROOF).map(str::to_owned);
        view! { <ProofField id=format!("mat-khau-{place}") refused/> }
    });
    view! {
        <details class="why scr" open=is_open>
            <summary><span>"Đặt thời hạn"<Hidden words=format!(" cho {name}")/></span><Icon name="chevron-down"/></summary>
            <form method="post" action=paths::set_retention(id) class="stack narrow">
                <HiddenField name="seen" value=form.seen/>
                <div class="field">
                    <label for=kind_id.clone()>"Giữ bao lâu"</label>
                    <Select id=kind_id name="kind" wrong=wrong.as_ref().map(|_| error_id.clone())>{kinds}</Select>
                    {wrong.map(|words| view! { <ErrorLine id=error_id words/> })}
                </div>
                <TextField id=format!("so-nam-{place}") name="years" label="Số năm" value=form.years errors=errors.clone() extra=years/>
                <TextField id=format!("can-cu-{place}") name="basis" label="Căn cứ" value=form.basis errors=errors.clone() extra=basis/>
                {proof}
                <div class="btns"><button class="btn main">"Lưu thời hạn"</button></div>
            </form>
        </details>
    }
}
