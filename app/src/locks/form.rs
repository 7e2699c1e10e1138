//! "/lenh-khoa/soan": an order as it is drafted, and what it would do before anybody gives it.

use domain::{
    forms::FormErrors,
    locks::{LockForm, LockKind},
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use super::preview::{ShownPreview, shown};
use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{
        BRIEF, CheckField, ChoiceField, ErrorLine, Extra, HiddenField, Icon, SelectField, TextAreaField, TextField, head_below,
        option, refused_and_done,
    },
};

/// What can be ticked: value and words of each.
#[derive(Clone, Debug, Default)]
pub struct LockChoices {
    pub types: Vec<(String, String)>,
    pub departments: Vec<(String, String)>,
    pub classes: Vec<(String, String)>,
    pub people: Vec<(String, String)>,
    /// The management team.
    pub executors: Vec<(String, String)>,
    /// "2026–2027".
    pub year: String,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct LockFormView {
    pub form: LockForm,
    pub choices: LockChoices,
    pub preview: Option<ShownPreview>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
}

#[component]
pub fn LockFormPage(viewer: Viewer, page: LockFormView) -> impl IntoView {
    let LockFormView { form, choices, preview, errors, refused } = page;
    let seen = preview.as_ref().map(|shown| shown.outlook.seen().to_owned()).unwrap_or_default();
    let shown = preview.map(|preview| shown(preview, &errors));
    let is_shown = shown.is_some();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Locks>
            <main id="noi-dung" class="sheet person lock-form" tabindex="-1">
                {head_below((paths::LOCK_ORDERS, "Lệnh khóa, mở"), "Soạn lệnh", None, refused_and_done(refused, None))}
                <form method="post" action=paths::NEW_LOCK_ORDER>
                    // What Enter presses: the first button of a form, and that must not be one that orders.
                    <button class="vh" tabindex="-1" aria-hidden="true" name="act" value="xem">"Xem trước"</button>
                    <HiddenField name="seen" value=seen/>
                    <HiddenField name="key" value=form.key.clone()/>
                    {shown}
                    <section class="group" aria-labelledby="g-viec">
                        <h2 id="g-viec">"Việc và phạm vi"</h2>
                        <div class="cols"><p class="when"></p><div class="stack">
                            {kind(&form, &errors)}
                            {scope(&form, &choices, &errors)}
                        </div></div>
                    </section>
                    <section class="group" aria-labelledby="g-hieu-luc">
                        <h2 id="g-hieu-luc">"Hiệu lực và lý do"</h2>
                        <div class="cols"><p class="when"></p><div class="stack narrow">
                            {start(&form, &errors)}
                            {rest(&form, &choices, &errors)}
                        </div></div>
                    </section>
                    <div class="cols"><p class="when"></p><div class="btns">
                        <button class=if is_shown { "btn" } else { "btn main" } name="act" value="xem">
                            <Icon name="search"/>{if is_shown { "Xem trước lại" } else { "Xem trước" }}
                        </button>
                        <button class="btn" name="act" value="luu">"Lưu dự thảo"</button>
                    </div></div>
                </form>
            </main>
        </Page>
    }
}

fn kind(form: &LockForm, errors: &FormErrors) -> impl IntoView + use<> {
    let choices = LockKind::ALL.into_iter().map(|kind| {
        let words = vietnamese::capitalised(kind.words());
        view! { <ChoiceField name="kind" value=kind.code() checked=form.kind == kind.code()>{words}</ChoiceField> }
    });
    let wrong = errors.of("kind").map(str::to_owned);
    view! {
        <fieldset class="field">
            <legend>"Việc"</legend>
            {choices.collect_view()}
            {wrong.map(|words| view! { <ErrorLine id="kind-e" words/> })}
        </fieldset>
    }
}

fn scope(form: &LockForm, choices: &LockChoices, errors: &FormErrors) -> impl IntoView + use<> {
    let of = &form.scope;
    let year = format!("Cả năm học {}", choices.year);
    let semesters = [("1", "Học kỳ I"), ("2", "Học kỳ II")].into_iter().map(|(code, words)| {
        let checked = of.semesters.iter().any(|one| one == code);
        view! { <CheckField name="semester" value=code checked=checked>{words}</CheckField> }
    });
    let wrong = |field: &str| errors.of(field).map(str::to_owned).map(|words| view! { <ErrorLine id=format!("{field}-e") words/> });
    let hint = Extra {
        hint: Some("Ví dụ 1-4 hoặc 5, 7. Để trống nếu không chọn theo tuần."), class: BRIEF, ..Extra::default()
    };
    view! {
        <fieldset class="field">
            <legend>"Khi nào"</legend>
            <CheckField name="whole" value="on" checked=of.is_whole>"Toàn hệ thống, mọi năm học"</CheckField>
            <CheckField name="year" value="on" checked=of.is_year>{year}</CheckField>
            {semesters.collect_view()}
            {wrong("scope")}{wrong("semester")}
        </fieldset>
        <TextField id="weeks" label="Tuần" value=of.weeks.clone() errors=errors.clone() extra=hint/>
        {ticked("Tổ", "whose", &choices.departments, &of.whose)}
        {ticked("Lớp", "whose", &choices.classes, &of.whose)}
        {ticked("Loại hồ sơ", "type", &choices.types, &of.record_types)}
        {ticked("Người", "whose", &choices.people, &of.whose)}
        {wrong("whose")}{wrong("type")}{wrong("record")}
        {of.records.iter().map(|id| view! { <HiddenField name="record" value=id.clone()/> }).collect_view()}
    }
}

/// A question with its boxes; folded while nothing under it is ticked.
fn ticked(legend: &'static str, name: &'static str, all: &[(String, String)], chosen: &[String]) -> impl IntoView + use<> {
    let count = all.iter().filter(|(value, _)| chosen.contains(value)).count();
    let boxes = all.iter().map(|(value, words)| {
        let words = words.clone();
        view! { <CheckField name value=value.clone() checked=chosen.contains(value)>{words}</CheckField> }
    });
    let boxes = boxes.collect_view();
    let summary = if count > 0 { format!("{legend}: đã chọn {count}") } else { format!("{legend}: không giới hạn") };
    view! {
        <details class="unfolds lock-choice" open={count > 0}>
            <summary>{summary}</summary>
            <fieldset class="field"><legend class="vh">{legend}</legend>{boxes}</fieldset>
        </details>
    }
}

fn start(form: &LockForm, errors: &FormErrors) -> impl IntoView + use<> {
    let choices = [
        ("decided", "Ngay khi ra lệnh"),
        ("at", "Vào giờ ghi dưới đây, tự có hiệu lực"),
        ("executed", "Khi tổ quản lý phần mềm thi hành"),
    ];
    let choices = choices.into_iter().map(|(code, words)| {
        view! { <ChoiceField name="start" value=code checked=form.start == code>{words}</ChoiceField> }
    });
    let wrong = errors.of("start").map(str::to_owned);
    let day = || Extra { hint: Some("Ngày/tháng/năm."), inputmode: Some("numeric"), ..Extra::default() };
    let hour = || Extra { hint: Some("Giờ:phút."), class: BRIEF, ..Extra::default() };
    view! {
        <fieldset class="field">
            <legend>"Có hiệu lực từ khi nào"</legend>
            {choices.collect_view()}
            {wrong.map(|words| view! { <ErrorLine id="start-e" words/> })}
        </fieldset>
        <div class="fields">
            <TextField id="from-day" label="Từ ngày" value=form.from_day.clone() errors=errors.clone() extra=day()/>
            <TextField id="from-hour" label="Từ giờ" value=form.from_hour.clone() errors=errors.clone() extra=hour()/>
        </div>
        <div class="fields">
            <TextField id="until-day" label="Đến ngày (để trống: đến khi có lệnh khác)" value=form.until_day.clone()
                errors=errors.clone() extra=day()/>
            <TextField id="until-hour" label="Đến giờ" value=form.until_hour.clone() errors=errors.clone() extra=hour()/>
        </div>
    }
}

fn rest(form: &LockForm, choices: &LockChoices, errors: &FormErrors) -> impl IntoView + use<> {
    let executors = choices.executors.iter().map(|(id, name)| option(id, name, &form.executor)).collect_view();
    let number = Extra { hint: Some("Ví dụ 42/QĐ-TrMNNT; để trống nếu chưa có."), class: BRIEF, ..Extra::default() };
    view! {
        <TextField id="decision" label="Số quyết định" value=form.decision.clone() errors=errors.clone() extra=number/>
        <SelectField id="executor" label="Người thi hành" errors>
            <option value="">"Ai trong tổ quản lý phần mềm cũng được"</option>{executors}
        </SelectField>
        <TextAreaField id="reason" label="Lý do, in trên lệnh" hint="Một câu để sau này ai xem cũng hiểu."
            value=form.reason.clone() rows=2 max_length=500 errors/>
        // An order that opens stops nobody; without scripts the form is another one once it has been looked at.
        {(form.kind != LockKind::Unlock.code()).then(|| view! {
            <div class="of-locking">
                <CheckField name="at-once" value="on" checked=form.is_at_once>
                    "Khóa ngay cả tệp đang tải dở. Không chọn thì ai đã bắt đầu gửi trước giờ khóa được gửi nốt trong một giờ."
                </CheckField>
            </div>
        })}
    }
}
