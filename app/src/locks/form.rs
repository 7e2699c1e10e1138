//! "/lenh-khoa/soan": an order as it is drafted, and what it would do before anybody gives it.

use domain::{
    forms::FormErrors,
    locks::{LockForm, LockKind, LockPlan, LockPreview, Start, UnfinishedWork},
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use super::{notices, under_way_words};
use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{
        CheckField, ChoiceField, ErrorLine, Extra, HiddenField, Icon, Notice, NoticeKind, SelectField, TextAreaField, TextField,
        option,
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

/// What the order would do, as it was computed last.
#[derive(Clone, Debug)]
pub struct ShownPreview {
    pub preview: LockPreview,
    /// What is about to be ordered.
    pub plan: LockPlan,
    /// The name of who is to carry it out, where somebody is named.
    pub executor: Option<String>,
    /// "Tuần 1–4, tổ Mẫu giáo 4–5 tuổi".
    pub scope: String,
    /// What happens when the viewer puts their name under it.
    pub outcome: String,
    /// The viewer may put their name under it.
    pub may_order: bool,
    /// What was shown, sent back with the order: another one is shown again first.
    pub seen: String,
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
    let seen = preview.as_ref().map(|shown| shown.seen.clone()).unwrap_or_default();
    let shown = preview.map(shown);
    let is_shown = shown.is_some();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Locks>
            <main id="noi-dung" class="sheet person lock-form" tabindex="-1">
                <header class="head cols">
                    <p class="when"></p>
                    <div>
                        <a class="back" href=paths::LOCK_ORDERS>"Lệnh khóa, mở"</a>
                        <h1>"Soạn lệnh"</h1>
                        {notices(refused, None)}
                    </div>
                </header>
                <form method="post" action=paths::NEW_LOCK_ORDER>
                    // What Enter presses: the first button of a form, and that must not be one that orders.
                    <button class="vh" tabindex="-1" aria-hidden="true" name="act" value="xem">"Xem trước"</button>
                    <HiddenField name="seen" value=seen/>
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

/// "Có hiệu lực từ 17:00 ngày 27/11/2026, đến khi có lệnh khác.": from when, until when, what becomes of what is under way, and who
/// carries it out.
fn terms(plan: &LockPlan, executor: Option<&str>) -> String {
    let from = match plan.start {
        Start::WhenDecided => "ngay khi lệnh được quyết định".to_owned(),
        Start::At(from) => format!("từ {}", vietnamese::moment(from)),
        Start::WhenExecuted => "khi tổ quản lý phần mềm thi hành".to_owned(),
    };
    let until = plan.until.map_or_else(|| "khi có lệnh khác".to_owned(), vietnamese::moment);
    let executor = executor.unwrap_or("ai trong tổ quản lý phần mềm cũng được");
    let sentences = [
        Some(format!("Có hiệu lực {from}, đến {until}.")),
        under_way_words(plan.kind, plan.under_way).map(str::to_owned),
        Some(format!("Người thi hành: {executor}.")),
    ];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn shown(shown: ShownPreview) -> impl IntoView {
    let ShownPreview { preview, plan, executor, scope, outcome, may_order, .. } = shown;
    let terms = terms(&plan, executor.as_deref());
    let label = match preview.kind {
        LockKind::Lock => "Ra lệnh khóa",
        LockKind::Unlock => "Ra lệnh mở",
    };
    let others = preview.records - preview.weekly;
    let counts = format!(
        "Gồm {} hồ sơ tuần, {others} hồ sơ khác. Đúng hạn {}, nộp muộn {}, đang dở {}.",
        preview.weekly,
        preview.on_time,
        preview.late,
        preview.unfinished_work()
    );
    let already = (preview.shut_already > 0).then(|| format!(" Hiện đã khóa sẵn {} hồ sơ.", preview.shut_already));
    let conflicts = preview.conflicts.iter().map(|one| {
        let (fact, advice) = if one.prevails {
            (
                format!("{} nói ngược lại về {} hồ sơ và vẫn có hiệu lực", one.name, one.records),
                "Lệnh của hiệu trưởng được làm theo trước. Cần đổi thì nhờ hiệu trưởng ra lệnh.".to_owned(),
            )
        } else {
            (
                format!("{} nói ngược lại về {} hồ sơ", one.name, one.records),
                "Ra lệnh này thì lệnh kia không còn được làm theo ở những hồ sơ đó.".to_owned(),
            )
        };
        view! { <Notice kind=NoticeKind::Warning fact advice/> }
    });
    view! {
        <section class="group lock-preview" id="xem-truoc" aria-labelledby="g-xem-truoc">
            <h2 id="g-xem-truoc">"Nếu ra lệnh này"</h2>
            <div class="cols"><p class="when"></p><div class="stack">
                <p class="lock-headline"><b>{preview.headline()}</b></p>
                <p>{format!("{scope}. {counts}")}{already}</p>
                <p>{terms}</p>
                <div class="notices">{conflicts.collect_view()}</div>
                {(!preview.unfinished.is_empty()).then(|| view! {
                    <ul class="lock-unfinished">{preview.unfinished.iter().map(person).collect_view()}</ul>
                })}
                <p class="quiet">{outcome}</p>
                {may_order.then(|| view! {
                    <div class="btns"><button class="btn main" name="act" value="ra"><Icon name="key"/>{label}</button></div>
                })}
            </div></div>
        </section>
    }
}

fn person(work: &UnfinishedWork) -> impl IntoView + use<> {
    let counts = work.counts.iter().map(|(kind, count)| format!("{count} {}", kind.words())).collect::<Vec<_>>().join(", ");
    view! { <li><b>{work.name.clone()}</b>": "{counts}</li> }
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
    let hint = Extra { hint: Some("Ví dụ 1-4 hoặc 5, 7. Để trống nếu không chọn theo tuần."), ..Extra::default() };
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
        <details class="lock-choice" open={count > 0}>
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
    let hour = || Extra { hint: Some("Giờ:phút."), ..Extra::default() };
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
    let number = Extra { hint: Some("Ví dụ 42/QĐ-TrMNNT; để trống nếu chưa có."), ..Extra::default() };
    view! {
        <TextField id="decision" label="Số quyết định" value=form.decision.clone() errors=errors.clone() extra=number/>
        <SelectField id="executor" label="Người thi hành" errors>
            <option value="">"Ai trong tổ quản lý phần mềm cũng được"</option>{executors}
        </SelectField>
        <TextAreaField id="reason" label="Lý do, in trên lệnh" hint="Một câu để sau này ai xem cũng hiểu."
            value=form.reason.clone() rows=2 max_length=500 errors/>
        <CheckField name="at-once" value="on" checked=form.is_at_once>
            "Khóa ngay cả tệp đang tải dở. Không chọn thì ai đã bắt đầu gửi trước giờ khóa được gửi nốt trong một giờ."
        </CheckField>
    }
}
