//! "/gia-han/nhieu": more time for many records at once, or none owed at all; looked at before it is done.

use domain::{
    extensions::{MAX_DECISION, ManyDeed, ManyForm, ManyLine, ManyOutlook},
    forms::FormErrors,
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    looked_at::{LookedAt, looked_at, looks_button, looks_first},
    paths,
    ui::{BRIEF, CheckField, ChoiceField, ErrorLine, Extra, HiddenField, TextField, head_below, refused_and_done},
};

/// What can be ticked under one heading.
#[derive(Clone, Debug)]
pub struct ManyChoice {
    pub field: &'static str,
    pub heading: &'static str,
    /// Value and words of each.
    pub all: Vec<(String, String)>,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct ExtendManyView {
    pub form: ManyForm,
    pub choices: Vec<ManyChoice>,
    /// What would follow.
    pub shown: Option<ManyOutlook>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
}

#[component]
pub fn ExtendManyPage(viewer: Viewer, page: ExtendManyView) -> impl IntoView {
    let ExtendManyView { form, choices, shown, errors, refused } = page;
    let is_shown = shown.is_some();
    let confirmation = shown.map(|shown| confirmation(&form, &shown));
    let day = Extra { hint: Some("Ngày/tháng/năm; chỉ cần khi gia hạn."), inputmode: Some("numeric"), ..Extra::default() };
    let weeks =
        Extra { hint: Some("Ví dụ 12-14 hoặc 12, 14. Để trống là mọi tuần."), class: BRIEF, ..Extra::default() };
    let why =
        Extra { hint: Some("Ai có hồ sơ đều đọc được, ví dụ: cô Hoa nghỉ thai sản."), ..Extra::default() };
    let number = Extra {
        hint: Some("Nếu có, ví dụ 15/QĐ-TrMNNT."),
        max_length: u32::try_from(MAX_DECISION).ok(),
        class: BRIEF,
        ..Extra::default()
    };
    let from =
        Extra { hint: Some("Ngày/tháng/năm. Để trống là mọi hạn."), inputmode: Some("numeric"), ..Extra::default() };
    let to = Extra { hint: Some("Để trống là đến hết năm học."), inputmode: Some("numeric"), ..Extra::default() };
    let wrong = |field: &str| errors.of(field).map(|words| view! { <ErrorLine id=format!("{field}-e") words=words.to_owned()/> });
    let (wrong_scope, wrong_whose, wrong_type, wrong_deed) = (wrong("scope"), wrong("whose"), wrong("type"), wrong("deed"));
    let is_chosen = |field: &str, value: &String| match field {
        "type" => form.scope.record_types.contains(value),
        "record" => form.scope.records.contains(value),
        _ => form.scope.whose.contains(value),
    };
    let choices = choices.into_iter().map(|ManyChoice { field, heading, all }| {
        let boxes = all.iter().map(|(value, words)| {
            let words = words.clone();
            view! { <CheckField name=field value=value.clone() checked=is_chosen(field, value)>{words}</CheckField> }
        });
        view! { <fieldset class="field"><legend>{heading}</legend>{boxes.collect_view()}</fieldset> }
    });
    let choices = choices.collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::MyWork>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::EXTENSIONS, "Gia hạn"), "Gia hạn hoặc miễn nhiều hồ sơ", Some("Chọn rồi xem trước; chưa có gì thay đổi cho tới khi xác nhận.".to_owned()), refused_and_done(refused, None))}
                // One form, so that whoever confirms sends the fields as they see them; every other button only asks.
                <form method="post" action=paths::EXTEND_MANY>
                    {looks_first()}
                    <HiddenField name="key" value=form.key.clone()/>
                    {confirmation}
                    <section class="group" aria-labelledby="g-chon">
                        <h2 id="g-chon">{if is_shown { "Đổi lại" } else { "Hồ sơ nào, và làm gì" }}</h2>
                        <div class="cols"><p class="when"></p><div class="stack">
                            <fieldset class="field"><legend>"Làm gì"</legend>
                                <ChoiceField name="deed" value=ManyForm::EXTEND checked=form.deed == ManyForm::EXTEND>
                                    "Gia hạn"
                                </ChoiceField>
                                <ChoiceField name="deed" value=ManyForm::EXEMPT checked=form.deed == ManyForm::EXEMPT>
                                    "Miễn, không phải nộp"
                                </ChoiceField>
                            </fieldset>
                            {wrong_deed}
                            <TextField id="until" label="Gia hạn đến hết ngày" value=form.until.clone()
                                errors=errors.clone() extra=day/>
                            <div class="fields">
                                <TextField id="from" label="Hồ sơ đến hạn từ ngày" value=form.from.clone()
                                    errors=errors.clone() extra=from/>
                                <TextField id="to" label="Đến hết ngày" value=form.to.clone() errors=errors.clone() extra=to/>
                            </div>
                            <TextField id="weeks" label="Tuần" value=form.scope.weeks.clone() errors=errors.clone() extra=weeks/>
                            {wrong_scope}
                            <details class="unfolds closure-parts" open=true>
                                <summary>"Của ai, loại nào"</summary>
                                {choices}
                            </details>
                            {wrong_whose}
                            {wrong_type}
                            <TextField id="reason" label="Lý do" value=form.reason.clone() errors=errors.clone() extra=why/>
                            <TextField id="decision" label="Số quyết định" value=form.decision.clone()
                                errors=errors.clone() extra=number/>
                            {looks_button(is_shown)}
                        </div></div>
                    </section>
                </form>
            </main>
        </Page>
    }
}

/// What would follow, and the button that does it.
fn confirmation(form: &ManyForm, shown: &ManyOutlook) -> impl IntoView + use<> {
    let preview = &shown.preview;
    let verb = if form.deed == ManyForm::EXEMPT { "Miễn" } else { "Gia hạn" };
    let told = (!preview.records.is_empty()).then(|| match shown.deed {
        ManyDeed::Extend(_) => "Tên và giờ được ghi lại; ai có hạn dời được báo ở Thông báo.".to_owned(),
        ManyDeed::Exempt => "Tên và giờ được ghi lại; người nộp được báo ngay ở Thông báo, kèm lý do.".to_owned(),
    });
    looked_at(LookedAt {
        headline: format!("{verb} {}", vietnamese::with_small_beginning(&preview.headline())),
        seen: shown.seen().to_owned(),
        confirm: (!preview.records.is_empty()).then(|| format!("Xác nhận {}", verb.to_lowercase())),
        notes: preview.undoing_words(shown.deed).into_iter().chain(told).collect(),
        happens: preview.records.iter().map(line_words).collect(),
        stays: preview.skipped.clone(),
    })
}

/// "Giáo án tuần 13 · Lớp 4A: từ thứ Sáu 27/11/2026 đến thứ Hai 30/11/2026", "…, hạn thứ Sáu 27/11/2026".
fn line_words(one: &ManyLine) -> String {
    let title = &one.title;
    let day = vietnamese::weekday_and_date;
    let days = match (one.due, one.until) {
        (Some(due), Some(until)) => format!("{title}: từ {} đến {}", day(due), day(until)),
        (Some(due), None) => format!("{title}, hạn {}", day(due)),
        (None, Some(until)) => format!("{title}: đến {}", day(until)),
        (None, None) => title.clone(),
    };
    let over = one.taken_over.as_ref().map(|who| format!("; ngày đó {who} phụ trách và nộp")).unwrap_or_default();
    let for_good = match (one.is_final, one.until) {
        (true, Some(_)) => "; không rút lại được",
        (true, None) => "; không bỏ miễn lại được",
        (false, _) => "",
    };
    format!("{days}{over}{for_good}")
}
