//! "/luu-tru/tieu-huy/moi": which records of a package stand on a list, and why they are of no value any more.

use domain::{disposals::DrawUpForm, forms::FormErrors, obligations::Reason, refusal::Words};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{CheckField, ErrorLine, HiddenField, Icon, TextAreaField, head_below, quiet_line, refused_and_done, refused_fields},
};

/// One record of the package.
#[derive(Clone, Debug)]
pub struct CandidateLine {
    /// Its id.
    pub record: String,
    pub title: String,
    /// "5 năm, theo Thông tư 08/2025/TT-BGDĐT, giữ đến 31/05/2032; 2 tệp"
    pub about: String,
    /// What keeps it, or the list on which it stands: it cannot be chosen.
    pub kept: Option<String>,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct DrawUpView {
    /// "Gói số 3: Giáo án, Lớp 4A"
    pub title: String,
    pub package: u32,
    pub lines: Vec<CandidateLine>,
    pub form: DrawUpForm,
    pub errors: FormErrors,
    pub refused: Option<Words>,
}

#[component]
pub fn DrawUpPage(viewer: Viewer, page: DrawUpView) -> impl IntoView {
    let DrawUpView { title, package, lines, form, errors, refused } = page;
    let (free, kept): (Vec<_>, Vec<_>) = lines.into_iter().partition(|one| one.kept.is_none());
    let about = format!("{title}. Chọn hồ sơ đưa vào danh mục; hội đồng xem từng dòng và còn giữ lại được.");
    let summary = refused_fields(&errors, |field| if field == "record" { "ho-so".to_owned() } else { field.to_owned() });
    let told = view! { {refused_and_done(refused, None)}{summary} };
    let nothing = free.is_empty().then(|| quiet_line("Gói này không có hồ sơ nào hết thời hạn lưu mà chưa vào danh mục."));
    let rows: Vec<_> = free
        .iter()
        .map(|one| {
            let (value, checked) = (one.record.clone(), form.records.contains(&one.record));
            let (title, about) = (one.title.clone(), one.about.clone());
            view! {
                <CheckField name="record" value checked>
                    <span><b>{title}</b><br/>{about}</span>
                </CheckField>
            }
        })
        .collect();
    let wrong = errors.of("record").map(|words| view! { <ErrorLine id="record-e" words/> });
    let explanation = form.explanation.clone();
    let entering = (!free.is_empty()).then(|| {
        view! {
            <div class="cols"><p class="when"></p>
                <form method="post" action=paths::DISPOSALS class="stack narrow">
                    <HiddenField name="id" value=form.id.clone()/>
                    <HiddenField name="goi" value=package.to_string()/>
                    <fieldset id="ho-so">
                        <legend>"Hồ sơ hết thời hạn lưu"</legend>
                        {rows}
                        {wrong}
                    </fieldset>
                    <TextAreaField id="explanation" label="Thuyết minh"
                        hint="Vì sao những hồ sơ này hết giá trị. In trong danh mục, hội đồng đọc." value=explanation rows=3
                        max_length=Reason::MAX_LENGTH errors=&errors/>
                    <div class="btns"><button class="btn main"><Icon name="check"/>"Lập danh mục"</button></div>
                </form>
            </div>
        }
    });
    let kept: Vec<_> =
        kept.into_iter().map(|one| view! { <li>{format!("{}: {}.", one.title, one.kept.unwrap_or_default())}</li> }).collect();
    let kept = (!kept.is_empty()).then(|| {
        view! {
            <details class="why">
                <summary><span>{format!("Không vào danh mục được ({})", kept.len())}</span><Icon name="chevron-down"/></summary>
                <ul class="quiet">{kept}</ul>
            </details>
        }
    });
    view! {
        <Page viewer=Some(viewer) here=NavItem::Archive>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::DISPOSALS, "Tiêu hủy"), "Lập danh mục tài liệu hết giá trị", Some(about), told)}
                {nothing}
                {entering}
                {kept}
            </main>
        </Page>
    }
}
