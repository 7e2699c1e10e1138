//! "/viec-duoc-giao/…": one task; the answer of whoever is asked, and for the leadership everybody's.

use domain::{
    forms::FormErrors,
    obligations::Reason,
    people::PersonId,
    refusal::Words,
    tasks::{
        AnswerForm, AnswerTold, EndKind, MAX_TASK_WORDS, MyPart, PersonLine, TaskEndForm, TaskId, TaskStanding, TaskTold,
        VerdictForm, VerdictKind,
    },
    vietnamese,
};
use leptos::prelude::*;

use super::form::files;
use crate::{
    kept_files::kept_files,
    layout::{NavItem, Page, Viewer},
    paths,
    task_line::task_standing,
    ui::{
        ChoiceField, ErrorLine, Extra, Hidden, HiddenField, Icon, Notice, NoticeKind, Status, TextAreaField, TextField, head_below,
        refused_and_done,
    },
    waiting_files::WaitingFile,
};

/// The form of an answer, as it was left.
#[derive(Clone, Debug, Default)]
pub struct AnswerAttempt {
    pub form: AnswerForm,
    pub errors: FormErrors,
}

/// What was typed about the answer of one person, or about the end of the task.
#[derive(Clone, Debug, Default)]
pub struct JudgeAttempt {
    pub verdict: Option<(VerdictForm, FormErrors)>,
    pub end: Option<(TaskEndForm, FormErrors)>,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct TaskView {
    pub told: TaskTold,
    pub answer: AnswerAttempt,
    pub judge: JudgeAttempt,
    /// Files of the reader's that wait for an answer, by their ids.
    pub waiting: Vec<WaitingFile>,
    /// How large one file may be, in bytes.
    pub limit: u64,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

#[component]
pub fn TaskPage(viewer: Viewer, page: TaskView) -> impl IntoView {
    let TaskView { told, answer, judge, waiting, limit, refused, done } = page;
    let id = told.task;
    let may_change = told.may_give && told.ended.is_none();
    let buttons = may_change.then(|| view! { <p class="btns"><a class="btn" href=paths::change_task(id)>"Sửa việc này"</a></p> });
    let ended = told.ended.clone().map(|(kind, words)| {
        let fact = match kind {
            EndKind::Closed => "Việc này đã kết thúc",
            EndKind::TakenBack => "Việc này đã được thu hồi",
        };
        view! { <div class="notices"><Notice kind=NoticeKind::Info fact advice=words/></div> }
    });
    let head = view! { {buttons}{refused_and_done(refused, done)}{ended} };
    let about = Some(format!("Hạn trả lời: {}. {}", told.due, told.given));
    let lines = told.words.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
    let changes = told.changes.iter().map(|one| view! { <li>{one.words.clone()}</li> }).collect_view();
    let kept = kept_files("Tệp kèm theo", &told.files, &|place| paths::task_file(id, place));
    let mine = told.mine.clone().map(|mine| my_part(id, mine, answer, (&waiting, limit)));
    let people = told.people.clone().map(|people| everybody(id, people, may_change, &judge));
    let end = may_change.then(|| ending(id, judge.end));
    view! {
        <Page viewer=Some(viewer) here=NavItem::Tasks>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::TASKS, "Việc được giao"), told.title.clone(), about, head)}
                <section class="group" aria-labelledby="g-noi-dung">
                    <h2 id="g-noi-dung">"Nội dung"</h2>
                    <div class="cols"><p class="when"></p><div class="stack">
                        {lines}
                        {kept}
                        {(!told.changes.is_empty()).then(|| view! { <h3>"Đã sửa"</h3><ul class="files-of">{changes}</ul> })}
                    </div></div>
                </section>
                {mine}
                {people}
                {end}
            </main>
        </Page>
    }
}

/// What the reader answered, and the form.
fn my_part(id: TaskId, mine: MyPart, attempt: AnswerAttempt, (waiting, limit): (&[WaitingFile], u64)) -> impl IntoView + use<> {
    let MyPart { standing, answers, shut } = mine;
    let (look, word) = task_standing(standing);
    let told = answers.iter().map(|one| view! { <li>{answer(id, one)}</li> }).collect_view();
    let AnswerAttempt { form, errors } = attempt;
    // Words that were typed stay in sight, also where nothing can be answered any more.
    let has_words = !form.words.is_empty();
    let shut = shut.filter(|_| standing.is_open() || has_words);
    let is_open = shut.is_none() && !matches!(standing, TaskStanding::Accepted(_) | TaskStanding::Over | TaskStanding::Left);
    let label = if answers.is_empty() { "Trả lời" } else { "Trả lời thêm" };
    let files = files(waiting, limit, &errors);
    view! {
        <section class="group" aria-labelledby="g-toi">
            <h2 id="g-toi">"Trả lời của tôi"</h2>
            <div class="cols"><p class="when"></p><div class="stack">
                <Status look word/>
                <ul class="files-of">{told}</ul>
                {shut.map(|words| view! {
                    <div class="notices"><Notice kind=NoticeKind::Warning fact=words.fact advice=words.advice/></div>
                })}
                {(is_open || has_words).then(|| view! {
                    <form method="post" action=paths::answer_task(id) enctype="multipart/form-data" class="stack narrow">
                        <HiddenField name="after" value=form.after/>
                        <TextAreaField id="words" label=label hint="Đã làm gì, kết quả thế nào; hoặc chỉ gửi tệp." value=form.words rows=4
                            max_length=MAX_TASK_WORDS errors=&errors/>
                        {files}
                        <div class="btns"><button class="btn main"><Icon name="check"/>"Gửi trả lời"</button></div>
                    </form>
                })}
            </div></div>
        </section>
    }
}

/// One answer with its files and what was said of it.
fn answer(id: TaskId, one: &AnswerTold) -> impl IntoView + use<> {
    let (person, number) = (one.person, one.number);
    let lines = one.words.lines().map(|line| view! { <p class="then">{line.to_owned()}</p> }).collect_view();
    let kept = kept_files("Tệp của trả lời", &one.files, &|place| paths::answer_file(id, person, number, place));
    view! {
        <p class="quiet">{format!("Lần {number}, gửi lúc {}", vietnamese::moment(one.at))}</p>
        {lines}
        {kept}
        {one.verdict.clone().map(|(_, words)| view! { <p class="then">{words}</p> })}
    }
}

/// Everybody to whom it is given, by department.
fn everybody(id: TaskId, people: Vec<(String, Vec<PersonLine>)>, may_judge: bool, attempt: &JudgeAttempt) -> impl IntoView + use<> {
    let groups = people.into_iter().enumerate().map(|(place, (name, lines))| {
        let lines = lines.iter().map(|one| person(id, one, may_judge, attempt)).collect_view();
        let by = format!("g-to-{place}");
        let heading = by.clone();
        view! {
            <section class="group" aria-labelledby=by>
                <h2 id=heading>{name}</h2>
                <ul class="jobs">{lines}</ul>
            </section>
        }
    });
    groups.collect_view()
}

fn person(id: TaskId, one: &PersonLine, may_judge: bool, attempt: &JudgeAttempt) -> impl IntoView + use<> {
    let (look, word) = task_standing(one.standing);
    let told = one.answers.iter().map(|one| view! { <li>{answer(id, one)}</li> }).collect_view();
    let last = one.answers.first().filter(|last| may_judge && last.verdict.is_none());
    let typed = attempt.verdict.as_ref().filter(|(form, _)| form.person == one.person.to_string());
    let judge = last.map(|last| verdict(id, (one.person, last.number), &one.name, typed));
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <h3>{one.name.clone()}</h3>
                <Status look word/>
                <ul class="files-of">{told}</ul>
                {judge}
            </div>
        </li>
    }
}

/// Whether the answer will do: one tap, or a sentence for whoever does it again.
fn verdict(
    id: TaskId,
    (person, number): (PersonId, u32),
    name: &str,
    typed: Option<&(VerdictForm, FormErrors)>,
) -> impl IntoView + use<> {
    let (words, errors) = typed.map(|(form, errors)| (form.words.clone(), errors.clone())).unwrap_or_default();
    let about = format!(": {name}");
    let extra = Extra {
        hint: Some("Thiếu gì thì ghi một câu; đạt thì để trống cũng được."),
        max_length: u32::try_from(Reason::MAX_LENGTH).ok(),
        ..Extra::default()
    };
    view! {
        <form method="post" action=paths::judge_answer(id) class="stack narrow">
            <HiddenField name="person" value=person.to_string()/>
            <HiddenField name="number" value=number.to_string()/>
            <TextField id=format!("w-{person}") name="words" label=format!("Nhận xét{about}") value=words errors extra/>
            <div class="btns">
                <button class="btn" name="verdict" value=VerdictKind::Accepted.code()>
                    <Icon name="check"/>"Đạt"<Hidden words=about.clone()/>
                </button>
                <button class="btn" name="verdict" value=VerdictKind::AskedAgain.code()>"Đề nghị làm lại"<Hidden words=about/></button>
            </div>
        </form>
    }
}

/// Behind a summary, unless it was refused.
fn ending(id: TaskId, typed: Option<(TaskEndForm, FormErrors)>) -> impl IntoView {
    let is_open = typed.is_some();
    let (form, errors) = typed.unwrap_or_default();
    let wrong = errors.of("end").map(str::to_owned);
    let choice = |kind: EndKind, words: &'static str| {
        let checked = form.end == kind.code();
        view! { <ChoiceField name="end" value=kind.code() checked=checked><span>{words}</span></ChoiceField> }
    };
    let (closed, taken_back) = (
        choice(EndKind::Closed, "Kết thúc: không chờ trả lời nữa, điều đã làm vẫn giữ"),
        choice(EndKind::TakenBack, "Thu hồi: việc không cần làm, không tính gì cho ai"),
    );
    let extra = Extra { hint: Some("Người nhận đọc được lý do này."), ..Extra::default() };
    view! {
        <section class="cols" aria-label="Kết thúc việc này">
            <p class="when"></p>
            <details class="why" open=is_open>
                <summary><span>"Kết thúc hoặc thu hồi"</span><Icon name="chevron-down"/></summary>
                <form method="post" action=paths::end_task(id) class="stack narrow">
                    <fieldset class="field" id="end">
                        <legend>"Việc này"</legend>
                        {closed}
                        {taken_back}
                        {wrong.map(|words| view! { <ErrorLine id="end-e" words/> })}
                    </fieldset>
                    <TextField id="reason" label="Lý do" value=form.reason errors extra/>
                    <div class="btns"><button class="btn">"Ghi và báo người nhận"</button></div>
                </form>
            </details>
        </section>
    }
}
