//! What is typed on the page of a list: the minutes, the decision, why it is taken back, and that it is executed.

use domain::{
    disposals::{DecisionForm, DisposalList, MinutesForm},
    forms::FormErrors,
};
use leptos::prelude::*;

use crate::{
    paths,
    proof::ProofField,
    ui::{BRIEF, CheckField, ChoiceField, ErrorLine, Extra, Hidden, Icon, SelectField, TextField, option},
};

/// The form that was refused, as it was typed.
#[derive(Clone, Debug)]
pub enum DisposalAttempt {
    Minutes(MinutesForm),
    Decision(DecisionForm),
    TakeBack(String),
    Execute,
}

/// For whoever enters the minutes: those who may sit on the council, by id, name and titles.
#[derive(Clone, Debug)]
pub struct MinutesView {
    pub people: Vec<(String, String)>,
}

/// Two fields of the same page have other ids.
pub(super) fn id_of(field: &str, attempt: Option<&DisposalAttempt>) -> String {
    match (field, attempt) {
        ("reason", Some(DisposalAttempt::TakeBack(_))) => "ly-do-rut".to_owned(),
        (paths::PROOF, Some(DisposalAttempt::TakeBack(_))) => "mat-khau-rut".to_owned(),
        (paths::PROOF, Some(DisposalAttempt::Execute)) => "mat-khau-thi-hanh".to_owned(),
        (paths::PROOF, _) => "mat-khau-quyet-dinh".to_owned(),
        ("member" | "outcome", _) => format!("{field}-e"),
        (field, _) => field.to_owned(),
    }
}

fn section(id: &'static str, heading: &'static str, form: impl IntoView) -> impl IntoView {
    view! {
        <section class="group scr" aria-labelledby=id>
            <h2 id=id>{heading}</h2>
            <div class="cols"><p class="when"></p>{form}</div>
        </section>
    }
}

fn proof(id: &str, asks_again: bool, errors: &FormErrors) -> Option<impl IntoView + use<>> {
    let (id, refused) = (id.to_owned(), errors.of(paths::PROOF).map(str::to_owned));
    asks_again.then(|| view! { <ProofField id refused/> })
}

/// The minutes of the council.
pub(super) fn minutes(list: &DisposalList, page: MinutesView, form: MinutesForm, errors: &FormErrors) -> impl IntoView + use<> {
    let chairs = page.people.iter().map(|(id, words)| option(id.clone(), words.clone(), &form.chair)).collect_view();
    let nobody = option("", "Chọn một người", &form.chair);
    let members: Vec<_> = page
        .people
        .iter()
        .map(|(id, words)| {
            let (value, words, checked) = (id.clone(), words.clone(), form.members.contains(id));
            view! { <CheckField name="member" value checked>{words}</CheckField> }
        })
        .collect();
    let too_few = errors.of("member").map(|words| view! { <ErrorLine id="member-e" words/> });
    let kept: Vec<_> = list
        .records
        .iter()
        .map(|one| {
            let id = one.obligation.to_string();
            let value = form.kept.get(&id).cloned().unwrap_or_default();
            let label = format!("{}: giữ lại vì", one.title);
            view! { <TextField id=format!("{}{id}", MinutesForm::KEPT) label value errors=errors.clone() extra=Extra::default()/> }
        })
        .collect();
    let number = Extra { hint: Some("Ví dụ: 05/BB-HĐ."), required: true, class: BRIEF, ..Extra::default() };
    let on = Extra { hint: Some("Ví dụ: 25/11/2032."), required: true, inputmode: Some("numeric"), ..Extra::default() };
    let errors = errors.clone();
    section(
        "g-bien-ban",
        "Ghi biên bản của hội đồng xác định giá trị tài liệu",
        view! {
            <form method="post" action=paths::disposal_minutes(list.number) class="stack narrow">
                <TextField id="number" label="Số biên bản" value=form.number errors=errors.clone() extra=number/>
                <TextField id="on" label="Ngày họp" value=form.on errors=errors.clone() extra=on/>
                <SelectField id="chair" label="Chủ tịch hội đồng" errors=&errors>{nobody}{chairs}</SelectField>
                <fieldset>
                    <legend>"Thành viên khác, để hội đồng có ít nhất ba người"</legend>
                    {members}
                    {too_few}
                </fieldset>
                <fieldset>
                    <legend>"Kết luận từng hồ sơ"</legend>
                    <p class="hint">"Để trống: hội đồng đồng ý tiêu hủy. Ghi lý do: hội đồng giữ lại hồ sơ ấy."</p>
                    {kept}
                </fieldset>
                <div class="btns"><button class="btn main"><Icon name="check"/>"Ghi biên bản"</button></div>
            </form>
        },
    )
}

/// The decision of the principal.
pub(super) fn decision(list: &DisposalList, form: DecisionForm, errors: &FormErrors, asks_again: bool) -> impl IntoView + use<> {
    let (records, files, _) = list.counts();
    let number = Extra { hint: Some("Ví dụ: 15/QĐ-MN."), class: BRIEF, ..Extra::default() };
    let outcome = errors.of("outcome").map(|words| view! { <ErrorLine id="outcome-e" words/> });
    let proof = proof("mat-khau-quyet-dinh", asks_again, errors);
    let (approves, refuses) = (form.outcome == "approve", form.outcome == "refuse");
    let errors = errors.clone();
    section(
        "g-quyet-dinh",
        "Quyết định",
        view! {
            <form method="post" action=paths::decide_disposal(list.number) class="stack narrow">
                <p class="then">
                    "Đồng ý thì bảy ngày sau người khác mới thi hành được; trong thời gian ấy hiệu trưởng còn rút được. Thi hành rồi \
                     thì tệp mất hẳn, chỉ còn tên, giờ nộp, mã của tệp và biên bản."
                </p>
                <fieldset>
                    <legend>"Hiệu trưởng quyết định"</legend>
                    <ChoiceField name="outcome" value="approve" checked=approves>
                        {format!("Đồng ý tiêu hủy {records} hồ sơ, {files} tệp theo biên bản")}
                    </ChoiceField>
                    <ChoiceField name="outcome" value="refuse" checked=refuses>"Không đồng ý"</ChoiceField>
                    {outcome}
                </fieldset>
                <TextField id="number" label="Số quyết định, nếu đồng ý" value=form.number errors=errors.clone() extra=number/>
                <TextField id="reason" label="Vì sao, nếu không đồng ý" value=form.reason errors extra=Extra::default()/>
                {proof}
                <div class="btns"><button class="btn main"><Icon name="check"/>"Ghi quyết định"</button></div>
            </form>
        },
    )
}

/// Why the list is taken back.
pub(super) fn taking_back(number: u32, reason: String, errors: &FormErrors, asks_again: bool) -> impl IntoView + use<> {
    let extra = Extra { required: true, ..Extra::default() };
    let (open, proof, errors) = (!errors.is_empty(), proof("mat-khau-rut", asks_again, errors), errors.clone());
    view! {
        <details class="why scr" open=open>
            <summary><span>"Rút danh mục"<Hidden words=format!(" số {number}")/></span><Icon name="chevron-down"/></summary>
            <form method="post" action=paths::take_back_disposal(number) class="stack narrow">
                <TextField id="ly-do-rut" name="reason" label="Vì sao rút" value=reason errors extra/>
                {proof}
                <div class="btns"><button class="btn">"Rút danh mục"</button></div>
            </form>
        </details>
    }
}

/// That the files go now.
pub(super) fn executing(list: &DisposalList, errors: &FormErrors, asks_again: bool) -> impl IntoView + use<> {
    let (records, files, bytes) = list.counts();
    let words = format!(
        "Xóa hẳn tệp của {records} hồ sơ ({files} tệp, {}). Không lấy lại được từ chương trình; tệp mà hồ sơ khác còn dùng thì ở lại.",
        domain::vietnamese::file_size(bytes)
    );
    let proof = proof("mat-khau-thi-hanh", asks_again, errors);
    section(
        "g-thi-hanh",
        "Thi hành",
        view! {
            <form method="post" action=paths::execute_disposal(list.number) class="stack narrow">
                <p class="then">{words}</p>
                {proof}
                <div class="btns"><button class="btn main">{format!("Tiêu hủy {records} hồ sơ")}</button></div>
            </form>
        },
    )
}
