//! "/mau-ho-so": the paper that each type of records is written on, for everybody to take; and the form that adds a version.

use domain::{
    days::{Timestamp, local},
    files::ACCEPTED_ENDINGS,
    forms::FormErrors,
    ids::Id,
    record_types::RecordType,
    refusal::Words,
    templates::{ListedType, Template, TemplateForm},
    vietnamese::{self, file_size},
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Extra, FileField, Hidden, HiddenField, Icon, TextField, group_of, head_below, quiet_line, refused_and_done},
    waiting_files::{WaitingFile, waiting_files},
};

/// All that the list shows.
#[derive(Clone, Debug)]
pub struct TemplatesView {
    pub types: Vec<ListedType>,
    /// The viewer adds versions.
    pub keeps: bool,
}

#[component]
pub fn TemplatesPage(viewer: Viewer, page: TemplatesView) -> impl IntoView {
    let TemplatesView { types, keeps } = page;
    let (with, without): (Vec<_>, Vec<_>) = types.into_iter().partition(|one| one.versions > 0);
    let about = "Tải mẫu đang dùng về, điền rồi nộp. Hồ sơ đã nộp giữ mẫu của ngày nộp.".to_owned();
    let none = with.is_empty().then(|| quiet_line("Chưa có mẫu nào được đưa lên."));
    let with = with.into_iter().map(|one| listed(one, keeps)).collect();
    let without = without.into_iter().filter(|_| keeps).map(bare).collect();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Templates>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::START, "Trang đầu"), "Mẫu hồ sơ", Some(about), ())}
                {none}
                {group_of("g-co-mau", "Mẫu đang dùng", with)}
                {group_of("g-chua-co", "Chưa có mẫu", without)}
            </main>
        </Page>
    }
}

fn listed(one: ListedType, keeps: bool) -> AnyView {
    let ListedType { id, name, now, next, versions } = one;
    let spoken = format!(" {name}");
    let number = now.as_ref().map(|now| view! { <span>"bản"</span>" "<b>{now.number}</b> });
    let take = now.as_ref().map(|now| {
        let (address, spoken) = (paths::template_file(id, now.number), spoken.clone());
        view! { <a class="btn main" href=address><Icon name="download"/>"Tải mẫu"<Hidden words=spoken/></a> }
    });
    let about = now.map(|now| view! { <p class="then">{now.sentence()}</p><p class="note">{named(&now)}</p> });
    let next = next.map(|next| view! { <p class="note">{format!("Sắp tới: {}", next.sentence())}</p> });
    let way = match (keeps, versions) {
        (true, _) => Some("Các bản, đưa bản mới"),
        (false, 0 | 1) => None,
        (false, _) => Some("Các bản"),
    };
    let way = way.map(|words| view! { <a class="btn" href=paths::template(id)>{words}<Hidden words=spoken/></a> });
    view! {
        <li class="job cols">
            <p class="when">{number}</p>
            <div class="what"><h3>{name}</h3>{about}{next}<div class="btns">{take}{way}</div></div>
        </li>
    }
    .into_any()
}

/// A type without a template, with the way to put one up.
fn bare(one: ListedType) -> AnyView {
    let spoken = format!(" {}", one.name);
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <div class="lead"><h3>{one.name}</h3><a class="btn" href=paths::template(one.id)>"Đưa mẫu lên"<Hidden words=spoken/></a></div>
            </div>
        </li>
    }
    .into_any()
}

/// "mau-giao-an.docx, 24 KB".
fn named(template: &Template) -> String {
    format!("{}, {}", template.file.name, file_size(template.file.size))
}

/// One version as its page tells it.
#[derive(Clone, Debug)]
pub struct ToldTemplate {
    pub template: Template,
    pub who: String,
    /// It is the one to use today.
    pub is_in_force: bool,
}

/// All that the page of one type shows.
#[derive(Clone, Debug)]
pub struct TemplateView {
    pub id: Id<RecordType>,
    pub name: String,
    /// The newest first.
    pub versions: Vec<ToldTemplate>,
    /// For whoever adds versions.
    pub form: Option<TemplateForm>,
    /// Files that lie with the server for the form.
    pub waiting: Vec<WaitingFile>,
    /// How large a file may be, in bytes.
    pub limit: u64,
    pub errors: FormErrors,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

#[component]
pub fn TemplatePage(viewer: Viewer, page: TemplateView) -> impl IntoView {
    let TemplateView { id, name, versions, form, waiting, limit, errors, refused, done } = page;
    let none = versions.is_empty().then(|| quiet_line("Loại hồ sơ này chưa có mẫu."));
    let versions = versions.into_iter().map(version).collect();
    let wrong = (refused.is_none() && !errors.is_empty()).then(|| Words {
        fact: "Chưa đưa mẫu lên được".to_owned(),
        advice: "Sửa ô có viền đỏ rồi gửi lại, các ô khác vẫn còn nguyên.".to_owned(),
    });
    let about = Some("Bản mới thay bản cũ từ ngày ghi ở bản mới; hồ sơ đã nộp giữ mẫu của ngày nộp.".to_owned());
    view! {
        <Page viewer=Some(viewer) here=NavItem::Templates>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::TEMPLATES, "Mẫu hồ sơ"), name, about, refused_and_done(refused.or(wrong), done))}
                {none}
                {group_of("g-cac-ban", "Các bản", versions)}
                {form.map(|form| adding(id, form, (&waiting, limit), &errors))}
            </main>
        </Page>
    }
}

fn version(told: ToldTemplate) -> AnyView {
    let ToldTemplate { template, who, is_in_force } = told;
    let address = paths::template_file(template.record_type, template.number);
    let words = (!template.words.is_empty())
        .then(|| view! { <p class="note">{format!("Khác bản trước: {}.", vietnamese::without_stop(&template.words))}</p> });
    let state = is_in_force.then(|| view! { " "<b>"Đang dùng."</b> });
    let at: Timestamp = template.at;
    let datetime = local(at).format("%Y-%m-%dT%H:%M:%S+07:00").to_string();
    view! {
        <li class="job cols">
            <p class="when"><span>"bản"</span>" "<b>{template.number}</b></p>
            <div class="what">
                <h3><a href=address>{template.file.name.to_string()}</a>" "<small>{file_size(template.file.size)}</small></h3>
                <p class="then">{template.sentence()}{state}</p>
                {words}
                <p class="note">{who}", "<time datetime=datetime>{vietnamese::moment(at)}</time></p>
            </div>
        </li>
    }
    .into_any()
}

fn adding(
    id: Id<RecordType>,
    form: TemplateForm,
    (waiting, limit): (&[WaitingFile], u64),
    errors: &FormErrors,
) -> impl IntoView + use<> {
    let day = Extra { hint: Some("Ngày/tháng/năm."), inputmode: Some("numeric"), class: Some("brief"), ..Extra::default() };
    let basis = Extra {
        hint: Some("Văn bản yêu cầu mẫu này, ví dụ Công văn 123/SGDĐT-GDMN ngày 20/8/2026. Không có thì để trống."),
        max_length: Some(TemplateForm::MAX_BASIS),
        ..Extra::default()
    };
    let words = Extra {
        hint: Some("Để người đã quen bản cũ biết sửa chỗ nào. Bản đầu thì để trống."),
        max_length: Some(TemplateForm::MAX_WORDS),
        ..Extra::default()
    };
    let hint = format!("Một tệp, nhiều nhất {}. Không nhận tệp có thể tự chạy.", file_size(limit));
    view! {
        <section class="group" aria-labelledby="g-ban-moi">
            <h2 id="g-ban-moi">"Đưa bản mới lên"</h2>
            <div class="cols"><p class="when"></p>
                <form method="post" action=paths::template(id) enctype="multipart/form-data" class="stack narrow">
                    <HiddenField name="seen" value=form.seen/>
                    <TextField id="from" label="Dùng từ ngày" value=form.from errors=errors.clone() extra=day/>
                    <TextField id="basis" label="Căn cứ" value=form.basis errors=errors.clone() extra=basis/>
                    <TextField id="words" label="Khác bản trước" value=form.words errors=errors.clone() extra=words/>
                    {waiting_files(waiting, "Đã tải lên, dùng tệp này: ")}
                    <FileField id="tep" name="files" label="Tệp mẫu" accept=ACCEPTED_ENDINGS errors>{hint}</FileField>
                    <div class="btns"><button class="btn main"><Icon name="upload"/>"Đưa lên"</button></div>
                </form>
            </div>
        </section>
    }
}
