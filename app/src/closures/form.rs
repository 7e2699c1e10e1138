//! "/nghi-dot-xuat/bao": of today one tap says why; of other days the form does; the other one confirms what was looked at.

use domain::{
    closures::{ClosureForm, ClosureKind, ClosurePreview},
    forms::FormErrors,
    refusal::Words,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    moved_days::{moved_besides, moved_groups},
    paths,
    ui::{CheckField, ChoiceField, ErrorLine, Extra, HiddenField, Icon, TextField, head_below, refused_and_done},
};

/// What would follow, as it was computed last.
#[derive(Clone, Debug)]
pub struct ShownClosure {
    pub preview: ClosurePreview,
    /// "Nghỉ bão số 13 (toàn trường), thứ Sáu 27/11/2026".
    pub what: String,
    /// How many days of teaching it has, where somebody has to say that they mean so many.
    pub long: Option<usize>,
    /// As it will be printed.
    pub reason: String,
    /// "Điều 3 điểm c của Quy chế".
    pub clause: &'static str,
    /// What was shown, sent back with the confirmation: another one is shown again first.
    pub seen: String,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct DeclareClosureView {
    pub form: ClosureForm,
    /// dd/MM/yyyy.
    pub today: String,
    /// What can be ticked: value and words of each.
    pub departments: Vec<(String, String)>,
    pub classes: Vec<(String, String)>,
    pub shown: Option<ShownClosure>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
}

#[component]
pub fn DeclareClosurePage(viewer: Viewer, page: DeclareClosureView) -> impl IntoView {
    let DeclareClosureView { form, today, departments, classes, shown, errors, refused } = page;
    let (is_shown, is_chosen) = (shown.is_some(), !form.kind.is_empty());
    // Of what was looked at the main button is the one that confirms.
    let look = if is_shown { "btn" } else { "btn main" };
    let shown = shown.map(|shown| confirmation(&form, shown, &errors));
    let about = (!is_shown).then(|| "Xem trước hạn nào dời; chưa có gì thay đổi cho tới khi xác nhận.".to_owned());
    let at_once = (!is_shown && !is_chosen).then(|| at_once(&today));
    view! {
        <Page viewer=Some(viewer) here=NavItem::SchoolYear>
            <main id="noi-dung" class="sheet person closures" tabindex="-1">
                {head_below((paths::CLOSURES, "Nghỉ đột xuất"), "Báo nghỉ đột xuất", about, refused_and_done(refused, None))}
                {at_once}
                // One form, so that whoever confirms sends the fields as they see them; every other button only asks.
                <form method="post" action=paths::DECLARE_CLOSURE>
                    // What Enter presses: the first button of a form, and that must not be the one that confirms.
                    <button class="vh" tabindex="-1" aria-hidden="true" formmethod="get" formnovalidate name="look" value="1">"Xem trước"</button>
                    <HiddenField name="key" value=form.key.clone()/>
                    {shown}
                    <section class="group" aria-labelledby="g-ngay">
                        <h2 id="g-ngay">{if is_shown { "Đổi lại" } else { "Nghỉ ngày nào, vì sao" }}</h2>
                        <div class="cols"><p class="when"></p><div class="stack">
                            {days(&form, &errors)}
                            {kinds(&form, &errors)}
                            {words(&form, &errors)}
                            {parts(&form, &departments, &classes, &errors)}
                            <div class="btns">
                                <button class=look formmethod="get" formnovalidate name="look" value="1">
                                    <Icon name="search"/>{if is_shown { "Xem trước lại" } else { "Xem trước" }}
                                </button>
                            </div>
                        </div></div>
                    </section>
                </form>
            </main>
        </Page>
    }
}

/// What would follow, and the button that does it.
fn confirmation(form: &ClosureForm, shown: ShownClosure, errors: &FormErrors) -> impl IntoView + use<> {
    let ShownClosure { preview, what, long, reason, clause, seen } = shown;
    let settled = (preview.settled > 0).then(|| format!("{} hồ sơ đã nộp hoặc được miễn, giữ nguyên như đã ghi.", preview.settled));
    view! {
        <section class="group closure-preview" id="xem-truoc" aria-labelledby="g-xem-truoc">
            <h2 id="g-xem-truoc">"Nếu báo nghỉ"</h2>
            <div class="cols"><p class="when"></p><div class="stack">
                <p class="moved-headline"><b>{preview.moved.headline()}</b></p>
                <p>{format!("{what}. Lý do: {reason}.")}</p>
                {moved_besides(&preview.moved)}
                {settled.map(|words| view! { <p>{words}</p> })}
                {long.map(|days| longer(days, form, errors))}
                <div class="btns">
                    <button class="btn main big" name="seen" value=seen><Icon name="check"/>"Xác nhận nghỉ"</button>
                </div>
                <p class="quiet">
                    {format!("Căn cứ {clause}. Tên và giờ được ghi lại; ai có hạn dời đều được báo. Rút lại được.")}
                </p>
                {moved_groups(&preview.moved.moved)}
            </div></div>
        </section>
    }
}

/// A second look at a closure of so many days: its end is typed by hand.
fn longer(days: usize, form: &ClosureForm, errors: &FormErrors) -> impl IntoView + use<> {
    let (value, wrong) = (days.to_string(), errors.of("long").map(str::to_owned));
    let (checked, last) = (form.long == value, form.to.clone());
    view! {
        <CheckField name="long" value required=true checked refused=wrong>
            {format!("Đợt nghỉ này dài {days} ngày dạy, đến hết {last}. Đúng là nghỉ dài như vậy.")}
        </CheckField>
    }
}

/// The whole school, today: one tap shows what would follow. What has no word of its own is said in the form.
fn at_once(today: &str) -> impl IntoView + use<> {
    let of_today = |kind: &ClosureKind| match kind {
        ClosureKind::Storm | ClosureKind::PowerCut | ClosureKind::Epidemic => true,
        ClosureKind::Other => false,
    };
    let link = |kind: ClosureKind| {
        let words = format!("{} hôm nay", kind.words());
        view! { <a class="btn big" href=paths::declare_today(kind.code(), today)>{words}</a> }
    };
    view! {
        <section class="group" aria-labelledby="g-hom-nay">
            <h2 id="g-hom-nay">"Cả trường nghỉ ngay hôm nay"</h2>
            <div class="cols"><p class="when"></p>
                <div class="closure-kinds">{ClosureKind::ALL.into_iter().filter(of_today).map(link).collect_view()}</div>
            </div>
        </section>
    }
}

fn kinds(form: &ClosureForm, errors: &FormErrors) -> impl IntoView + use<> {
    let choices = ClosureKind::ALL.into_iter().map(|kind| {
        view! { <ChoiceField name="kind" value=kind.code() checked={form.kind == kind.code()}>{kind.words()}</ChoiceField> }
    });
    let wrong = errors.of("kind").map(str::to_owned);
    view! {
        <fieldset class="field closure-why" aria-describedby=wrong.is_some().then_some("kind-e")>
            <legend>"Vì sao nghỉ"</legend>
            {choices.collect_view()}
        </fieldset>
        {wrong.map(|words| view! { <ErrorLine id="kind-e" words/> })}
    }
}

fn words(form: &ClosureForm, errors: &FormErrors) -> impl IntoView + use<> {
    let words = Extra {
        hint: Some("Ví dụ: bão số 13. Để trống cũng được, trừ khi chọn Lý do khác."),
        max_length: Some(120),
        ..Extra::default()
    };
    view! { <TextField id="words" label="Nói rõ thêm" value=form.words.clone() errors=errors.clone() extra=words/> }
}

fn days(form: &ClosureForm, errors: &FormErrors) -> impl IntoView + use<> {
    let day = || Extra { hint: Some("Ngày/tháng/năm."), inputmode: Some("numeric"), ..Extra::default() };
    view! {
        // Whoever moves the first day only takes the last one along.
        <HiddenField name="shown-from" value=form.from.clone()/>
        <HiddenField name="shown-to" value=form.to.clone()/>
        <div class="fields">
            <TextField id="from" label="Từ ngày" value=form.from.clone() errors=errors.clone() extra=day()/>
            <TextField id="to" label="Đến hết ngày" value=form.to.clone() errors=errors.clone() extra=day()/>
        </div>
    }
}

fn parts(
    form: &ClosureForm,
    departments: &[(String, String)],
    classes: &[(String, String)],
    errors: &FormErrors,
) -> impl IntoView + use<> {
    let count = form.whose.len();
    let summary = if count == 0 {
        "Phạm vi: toàn trường".to_owned()
    } else {
        format!("Phạm vi: chỉ {count} tổ, lớp đã chọn dưới đây")
    };
    let boxes = |all: &[(String, String)]| {
        let boxes = all.iter().map(|(value, words)| {
            let words = words.clone();
            view! { <CheckField name="whose" value=value.clone() checked=form.whose.contains(value)>{words}</CheckField> }
        });
        boxes.collect_view()
    };
    let (departments, classes) = (boxes(departments), boxes(classes));
    let wrong = errors.of("whose").map(str::to_owned);
    view! {
        <details class="unfolds closure-parts" open={count > 0}>
            <summary>{summary}</summary>
            <p class="hint">
                "Không chọn gì là toàn trường nghỉ. Chọn tổ thì mọi lớp của tổ cùng nghỉ. Chọn xong, xem trước lại."
            </p>
            <fieldset class="field"><legend>"Tổ"</legend>{departments}</fieldset>
            <fieldset class="field"><legend>"Lớp"</legend>{classes}</fieldset>
        </details>
        {wrong.map(|words| view! { <ErrorLine id="whose-e" words/> })}
    }
}
