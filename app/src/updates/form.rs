//! "/bo-sung/xin": which records, why, and what bears it out.

use domain::{
    files::{ACCEPTED_ENDINGS, StoredFile},
    forms::FormErrors,
    obligations::Reason,
    refusal::Words,
    updates::{Evidence, RequestForm},
    vietnamese::file_size,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{CheckField, ErrorLine, FileField, HiddenField, Icon, SelectField, TextAreaField, head_below, option, refused_and_done},
};

/// A record that is shut to the viewer.
#[derive(Clone, Debug)]
pub struct RecordChoice {
    pub id: String,
    pub title: String,
    /// "Lệnh khóa số 07 (42/QĐ-TrMNNT)".
    pub shut_by: String,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct RequestView {
    pub form: RequestForm,
    /// In the order of records.
    pub choices: Vec<RecordChoice>,
    pub evidence: Evidence,
    /// The reasons that the procedure offers.
    pub grounds: Vec<String>,
    /// Files that lie with the server for this request, by their ids.
    pub waiting: Vec<(String, StoredFile)>,
    /// How large one file may be, in bytes.
    pub limit: u64,
    pub errors: FormErrors,
    pub refused: Option<Words>,
}

#[component]
pub fn RequestPage(viewer: Viewer, page: RequestView) -> impl IntoView {
    let RequestView { form, choices, evidence, grounds, waiting, limit, errors, refused } = page;
    let grounds = grounds_field(&grounds, &form.ground, &errors);
    let is_empty = choices.is_empty();
    // Words that were typed stay in sight, also where no record is left to choose.
    let has_fields = !is_empty || !form.reason.is_empty() || !form.evidence.is_empty();
    let about =
        "Ban giám hiệu đọc đề nghị này rồi quyết định. Được đồng ý thì hồ sơ mở cho đúng người xin, trong số giờ ghi ở quyết \
                 định."
            .to_owned();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Updates>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::UPDATES, "Bổ sung sau khóa"), "Xin bổ sung sau khóa", Some(about), refused_and_done(refused, None))}
                {is_empty.then(|| view! {
                    <div class="cols"><p class="when"></p>
                        <p class="quiet">"Không có hồ sơ nào đang khóa mà còn xin được. Hồ sơ đang mở thì nộp như thường."</p>
                    </div>
                })}
                {has_fields.then(|| fields(form, &choices, grounds, (evidence, &waiting, limit), &errors))}
            </main>
        </Page>
    }
}

fn fields(
    form: RequestForm,
    choices: &[RecordChoice],
    grounds: Option<AnyView>,
    (evidence, waiting, limit): (Evidence, &[(String, StoredFile)], u64),
    errors: &FormErrors,
) -> impl IntoView + use<> {
    let RequestForm { key, records: chosen, ground: _, reason, evidence: typed, files: kept, unsent: _ } = form;
    let kept = waiting.iter().map(|(id, file)| waits(id, file, kept.contains(id))).collect_view();
    let files_hint =
        format!("Nhiều nhất {} tệp, mỗi tệp {}. Không nhận tệp có thể tự chạy.", RequestForm::MAX_FILES, file_size(limit));
    let (ticked, others): (Vec<_>, Vec<_>) = choices.iter().partition(|one| chosen.contains(&one.id));
    let count = others.len();
    let wrong = errors.of("record").map(str::to_owned);
    let label = match evidence {
        Evidence::Required => "Minh chứng",
        Evidence::Optional => "Minh chứng (nếu có)",
    };
    // What nobody has chosen stands open, or nobody would find it.
    let is_open = ticked.is_empty() || wrong.is_some();
    let ticked = ticked.into_iter().map(|one| choice(one, true)).collect_view();
    let others = others.into_iter().map(|one| choice(one, false)).collect_view();
    view! {
        <form method="post" action=paths::NEW_UPDATE enctype="multipart/form-data">
            <HiddenField name="key" value=key/>
            <div class="cols"><p class="when"></p><div class="stack narrow">
                <fieldset class="field">
                    <legend>"Hồ sơ cần bổ sung"</legend>
                    {ticked}
                    {(count > 0).then(|| view! {
                        <details class="unfolds lock-choice" open=is_open>
                            <summary>{format!("Hồ sơ đang khóa khác: {count}")}</summary>
                            <div class="field">{others}</div>
                        </details>
                    })}
                    {wrong.map(|words| view! { <ErrorLine id="record-e" words/> })}
                </fieldset>
                {grounds}
                <TextAreaField id="reason" label="Lý do" hint="Vì sao chưa nộp hoặc cần sửa. Lý do này in trên biên bản."
                    value=reason rows=3 max_length=Reason::MAX_LENGTH errors/>
                <TextAreaField id="evidence" label=label
                    hint="Một câu, hoặc số và ngày của giấy tờ. Ví dụ: giấy ra viện ngày 09/10/2026." value=typed rows=2 max_length=RequestForm::MAX_EVIDENCE errors/>
                // Behind the words: what comes before the files is kept even where the files are not all read.
                {kept}
                <FileField id="tep" name="files" label="Ảnh chụp, bản quét, tin nhắn làm minh chứng (nếu có)" accept=ACCEPTED_ENDINGS
                    many=true errors>
                    {files_hint}
                </FileField>
                <div class="btns"><button class="btn main"><Icon name="check"/>"Gửi đề nghị"</button></div>
            </div></div>
        </form>
    }
}

fn choice(one: &RecordChoice, checked: bool) -> impl IntoView + use<> {
    let RecordChoice { id, title, shut_by } = one.clone();
    view! { <CheckField name="record" value=id checked=checked><span>{title}" "<small>{shut_by}</small></span></CheckField> }
}

/// A file of an attempt before, which need not be chosen again.
fn waits(id: &str, file: &StoredFile, checked: bool) -> impl IntoView + use<> {
    let (name, size) = (file.name.to_string(), file_size(file.size));
    view! {
        <CheckField name="upload" value=id.to_owned() checked=checked>
            <span>"Đã tải lên, gửi kèm: "{name}" "<small>{size}</small></span>
        </CheckField>
    }
}

/// The reasons that the procedure offers, where it offers any.
fn grounds_field(grounds: &[String], chosen: &str, errors: &FormErrors) -> Option<AnyView> {
    // One that was offered when the form was filled in stays in it.
    let gone = Some(chosen).filter(|chosen| !chosen.is_empty() && !grounds.iter().any(|one| one == chosen)).map(str::to_owned);
    let all: Vec<String> = grounds.iter().cloned().chain(gone).collect();
    (!all.is_empty()).then(|| {
        let other = option("", "Lý do khác, ghi ở dưới", chosen);
        let options = all.iter().map(|one| option(one, one, chosen)).collect_view();
        view! {
            <SelectField id="ground" label="Lý do theo quy định của trường" errors>
                {other}
                {options}
            </SelectField>
        }
        .into_any()
    })
}
