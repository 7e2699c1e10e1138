//! "/cai-dat/bo-sung": what the procedure for updates after a lock asks for, and what was changed when.

use domain::{
    days::local,
    forms::FormErrors,
    refusal::Words,
    updates::{Evidence, Hashes, MAX_HOURS, OpenFor, ProcedureForm},
    vietnamese,
};
use leptos::prelude::*;

use super::{SettingPage, setting_foot};
use crate::{
    layout::Viewer,
    paths,
    proof::proof_asked,
    ui::{Extra, Notice, NoticeKind, SelectField, TextAreaField, TextField, option, refused},
};

/// Of the whole list of reasons, in letters: each with the end of its line.
const MAX_LIST: usize = ProcedureForm::MAX_REASONS * (ProcedureForm::MAX_REASON + 2);

const SAVED: &str = "Áp dụng cho quyết định từ bây giờ; hồ sơ đang mở giữ số giờ đã cho.";

/// One change, as it is told.
#[derive(Clone, Debug)]
pub struct ProcedureLine {
    /// "Mở 24 giờ, nhiều nhất 72 giờ; …".
    pub words: String,
    pub who: String,
    pub at: domain::days::Timestamp,
}

#[derive(Clone, Debug)]
pub struct ProcedureView {
    pub form: ProcedureForm,
    pub errors: FormErrors,
    /// Why it was refused as a whole.
    pub refused: Option<Words>,
    pub saved: bool,
    /// The reader may change it; to others it is shown.
    pub may_settle: bool,
    /// The reader's own password is asked for again.
    pub asks_again: bool,
    /// What is in force, in a few words.
    pub in_short: String,
    /// The newest first.
    pub history: Vec<ProcedureLine>,
}

#[component]
pub fn ProcedurePage(viewer: Viewer, page: ProcedureView) -> impl IntoView {
    let ProcedureView { form, errors, refused: why, saved, may_settle, asks_again, in_short, history } = page;
    let wrong = (!errors.is_empty()).then(|| "Chưa lưu được".to_owned());
    view! {
        <SettingPage viewer saved=saved.then(|| SAVED.to_owned())>
            <h1>"Bổ sung sau khóa"</h1>
            <p class="sub">
                "Hồ sơ đã khóa mà cần nộp hoặc sửa thì xin, có người đồng ý mới mở (Điều 3 điểm c của Quy chế). Lý do thì lúc nào \
                 cũng phải ghi. Ai được quyết định thì theo mục Ai ra lệnh, ở trang Lệnh khóa, mở."
            </p>
            {why.map(|words| view! {
                <div class="notices"><Notice kind=NoticeKind::Bad fact=words.fact advice=words.advice/></div>
            })}
            {refused(wrong, "Sửa ô có viền đỏ rồi gửi lại, các ô khác vẫn còn nguyên.")}
            {if may_settle { fields(form, &errors, asks_again).into_any() } else { view! {
                <p>{in_short}"."</p>
                <p class="quiet">"Mục này do hiệu trưởng quyết định."</p>
            }.into_any() }}
            {changes(history)}
        </SettingPage>
    }
}

fn fields(form: ProcedureForm, errors: &FormErrors, asks_again: bool) -> impl IntoView + use<> {
    let hours = || Extra { inputmode: Some("numeric"), ..Extra::default() };
    let evidence = Evidence::ALL.iter().map(|one| option(one.code(), one.words(), &form.evidence)).collect_view();
    let open_for = OpenFor::ALL.iter().map(|one| option(one.code(), one.words(), &form.open_for)).collect_view();
    let hashes = Hashes::ALL.iter().map(|one| option(one.code(), one.words(), &form.hashes)).collect_view();
    view! {
        <form method="post" action=paths::UPDATE_PROCEDURE>
            <div class="stack narrow">
                <SelectField id="evidence" label="Minh chứng" errors>{evidence}</SelectField>
                <div class="fields">
                    <TextField id="default-hours" label="Số giờ mở thường dùng" value=form.default_hours errors=errors.clone()
                        extra=hours()/>
                    <TextField id="max-hours" label=format!("Số giờ mở nhiều nhất (không quá {MAX_HOURS})") value=form.max_hours
                        errors=errors.clone() extra=hours()/>
                </div>
                <SelectField id="open-for" label="Mở để nộp" errors>{open_for}</SelectField>
                <TextAreaField id="reasons" label="Lý do để người xin chọn" hint="Mỗi dòng một lý do; để trống thì người xin tự ghi."
                    value=form.reasons rows=5 max_length=MAX_LIST errors/>
                <SelectField id="hashes" label="Mã kiểm tra trên biên bản" errors>{hashes}</SelectField>
                {proof_asked(asks_again, errors)}
            </div>
            {setting_foot("Lưu quy định", paths::SETTINGS)}
        </form>
    }
}

fn changes(history: Vec<ProcedureLine>) -> impl IntoView {
    let is_empty = history.is_empty();
    let lines = history.into_iter().map(|line| {
        let ProcedureLine { words, who, at } = line;
        let since = local(at).format("%Y-%m-%dT%H:%M:%S+07:00").to_string();
        view! { <li><b>{words}</b><small>{who}", "<time datetime=since>{vietnamese::moment(at)}</time></small></li> }
    });
    view! {
        <section aria-labelledby="thay-doi" class="changes">
            <h2 id="thay-doi">"Các lần thay đổi"</h2>
            {is_empty.then(|| view! { <p class="quiet">"Chưa thay đổi lần nào: đang dùng quy định ban đầu."</p> })}
            <ul>{lines.collect_view()}</ul>
        </section>
    }
}
