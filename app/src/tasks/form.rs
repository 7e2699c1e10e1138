//! "/viec-duoc-giao/moi", "/viec-duoc-giao/…/sua": what is to be done, by whom and by when; looked at before it is sent.

use domain::{
    files::ACCEPTED_ENDINGS,
    forms::FormErrors,
    obligations::Reason,
    refusal::Words,
    tasks::{MAX_TASK_FILES, MAX_TASK_WORDS, TaskForm, TaskId, TaskOutlook, TaskTarget},
    vietnamese::{self, file_size},
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{
        CheckField, ErrorLine, Extra, FileField, HiddenField, Icon, Notice, NoticeKind, TextAreaField, TextField, head_below,
        refused_and_done,
    },
    waiting_files::{WaitingFile, waiting_files},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct TaskFormView {
    pub form: TaskForm,
    /// The task that is changed; `None` of a new one.
    pub changes: Option<TaskId>,
    /// The departments, by their codes.
    pub departments: Vec<(String, String)>,
    /// The name of a department, and its people by their codes.
    pub people: Vec<(String, Vec<(String, String)>)>,
    /// Files that lie with the server for this task, by their ids.
    pub waiting: Vec<WaitingFile>,
    /// How large one file may be, in bytes.
    pub limit: u64,
    /// What was looked at, where the form says enough for that.
    pub outlook: Option<TaskOutlook>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
}

#[component]
pub fn TaskFormPage(viewer: Viewer, page: TaskFormView) -> impl IntoView {
    let TaskFormView { form, changes, departments, people, waiting, limit, outlook, errors, refused } = page;
    let (title, back, action) = match changes {
        Some(id) => ("Sửa việc đã giao", (paths::task(id), "Việc đã giao"), paths::change_task(id)),
        None => ("Giao việc mới", (paths::TASKS.to_owned(), "Việc được giao"), paths::NEW_TASK.to_owned()),
    };
    let about =
        "Giao cho người đang làm ở trường lúc bấm giao. Ai về sau thì chưa có việc này, cần thì sửa để thêm; ai thôi làm thì \
                 không phải trả lời nữa."
            .to_owned();
    let seen = outlook.map(|outlook| looked_at(outlook, changes.is_some()));
    let is_looked_at = seen.is_some();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Tasks>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below(back, title, Some(about), refused_and_done(refused, None))}
                <form method="post" action=action enctype="multipart/form-data">
                    // What Enter presses is the first button, which only looks.
                    <button class="vh" tabindex="-1" aria-hidden="true">"Xem trước"</button>
                    {seen}
                    <HiddenField name="key" value=form.key.clone()/>
                    <HiddenField name="changed" value=form.changed.clone()/>
                    <div class="cols"><p class="when"></p><div class="stack narrow">
                        {fields(form, changes.is_some(), (&departments, &people), &errors)}
                        {files(&waiting, limit, &errors)}
                        <div class="btns">
                            <button class="btn" class:main=!is_looked_at><Icon name="search"/>
                                {if is_looked_at { "Xem trước lại" } else { "Xem trước" }}
                            </button>
                        </div>
                    </div></div>
                </form>
            </main>
        </Page>
    }
}

/// Who gets it, with the button that sends.
fn looked_at(outlook: TaskOutlook, changes: bool) -> impl IntoView {
    let seen = outlook.seen().to_owned();
    let TaskOutlook { headline, groups, away, day_off, .. } = outlook;
    let (heading, send) =
        if changes { ("Sau khi sửa, việc này giao cho", "Lưu và báo") } else { ("Việc này giao cho", "Giao việc") };
    let groups = groups.into_iter().map(|(name, people)| {
        let words = format!("{name} ({}): {}", people.len(), people.join(", "));
        view! { <li>{words}"."</li> }
    });
    let groups = groups.collect_view();
    let away = (!away.is_empty()).then(|| {
        let fact = "Có người đang nghỉ trong thời gian này";
        let advice = format!("{}. Họ vẫn nhận việc và thấy khi đi làm lại.", away.join("; "));
        view! { <Notice kind=NoticeKind::Info fact advice/> }
    });
    let day_off = day_off.map(|words| {
        let advice = "Vẫn giao được; cân nhắc chọn ngày làm việc.";
        view! { <Notice kind=NoticeKind::Warning fact=vietnamese::capitalised(&words) advice/> }
    });
    view! {
        <section class="group closure-preview" id="xem-truoc" aria-labelledby="g-xem-truoc">
            <h2 id="g-xem-truoc">"Xem trước"</h2>
            <div class="cols"><p class="when"></p><div class="stack">
                <p class="closure-headline">{heading}" "<b>{headline}</b></p>
                <div class="notices">{away}{day_off}</div>
                <ul class="closure-moved">{groups}</ul>
                <div class="btns">
                    <button class="btn main big" name="seen" value=seen><Icon name="check"/>{send}</button>
                </div>
            </div></div>
        </section>
    }
}

/// A box that can be ticked: its code, and its name.
type TickBox = (String, String);

fn fields(
    form: TaskForm,
    changes: bool,
    (departments, people): (&[TickBox], &[(String, Vec<TickBox>)]),
    errors: &FormErrors,
) -> impl IntoView + use<> {
    let TaskForm { title, words, targets, until, reason, .. } = form;
    let ticked = |code: &str| targets.iter().any(|one| one == code);
    let all = TaskTarget::All.code();
    let all_ticked = ticked(&all);
    let departments = departments.iter().map(|(code, name)| {
        let (checked, name) = (ticked(code), name.clone());
        view! { <CheckField name="target" value=code.clone() checked=checked><span>"Tổ "{name}</span></CheckField> }
    });
    let departments = departments.collect_view();
    let by_name = people.iter().flat_map(|(_, people)| people).filter(|(code, _)| ticked(code)).count();
    let people = people.iter().map(|(name, people)| {
        let people = people.iter().map(|(code, words)| {
            let (checked, words) = (ticked(code), words.clone());
            view! { <CheckField name="target" value=code.clone() checked=checked><span>{words}</span></CheckField> }
        });
        let (name, people) = (name.clone(), people.collect_view());
        view! { <fieldset class="field"><legend>{name}</legend>{people}</fieldset> }
    });
    let people = people.collect_view();
    let wrong = errors.of("target").map(str::to_owned);
    let is_open = by_name > 0 || wrong.is_some();
    let chosen =
        if by_name > 0 { format!("Chọn từng người (đã chọn {by_name})") } else { "Chọn từng người".to_owned() };
    let title_extra = Extra { required: true, ..Extra::default() };
    let until_extra = Extra {
        hint: Some("Ngày/tháng/năm, từ ngày mai. Hạn trước 17:00; hết ngày mới tính muộn."),
        inputmode: Some("numeric"),
        required: true,
        ..Extra::default()
    };
    view! {
        {changes.then(|| view! {
            <TextAreaField id="reason" label="Vì sao sửa" hint="Người nhận đọc được lý do này." value=reason rows=2
                max_length=Reason::MAX_LENGTH errors/>
        })}
        <TextField id="title" label="Tên việc" value=title errors=errors.clone() extra=title_extra/>
        <TextAreaField id="words" label="Nội dung" hint="Phải làm gì, nộp gì." value=words rows=5 max_length=MAX_TASK_WORDS errors/>
        <fieldset class="field" id="target">
            <legend>"Giao cho"</legend>
            <CheckField name="target" value=all checked=all_ticked><span>"Cả trường"</span></CheckField>
            {departments}
            <details class="unfolds" open=is_open>
                <summary>{chosen}</summary>
                <div class="field">{people}</div>
            </details>
            {wrong.map(|words| view! { <ErrorLine id="target-e" words/> })}
        </fieldset>
        <TextField id="until" label="Hạn trả lời" value=until errors=errors.clone() extra=until_extra/>
    }
}

/// Behind the words: what comes before the files is kept even where the files are not all read.
pub(super) fn files(waiting: &[WaitingFile], limit: u64, errors: &FormErrors) -> impl IntoView + use<> {
    let hint = format!("Nhiều nhất {MAX_TASK_FILES} tệp, mỗi tệp {}. Không nhận tệp có thể tự chạy.", file_size(limit));
    view! {
        {waiting_files(waiting, "Đã tải lên, gửi kèm: ")}
        <FileField id="tep" name="files" label="Tệp kèm theo (nếu có)" accept=ACCEPTED_ENDINGS many=true errors>{hint}</FileField>
    }
}
