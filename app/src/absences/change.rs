//! "/vang-mat/…/doi": somebody else covers from now on.

use domain::{
    absences::{AbsenceLine, CoverForm, Passing},
    forms::FormErrors,
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use super::form::{People, choices};
use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{SelectField, head_below, refused_and_done},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct ChangeCoverView {
    pub line: AbsenceLine,
    /// What would pass to whoever is chosen.
    pub passes: Vec<Passing>,
    pub people: People,
    pub form: CoverForm,
    pub errors: FormErrors,
    pub refused: Option<Words>,
}

#[component]
pub fn ChangeCoverPage(viewer: Viewer, page: ChangeCoverView) -> impl IntoView {
    let ChangeCoverView { line, passes, people, form, errors, refused } = page;
    let word = line.word;
    let now = line.cover.clone().map(|cover| format!("{cover} đang được giao {word}. ")).unwrap_or_default();
    let about = format!("{} nghỉ {}. {now}Người mới {word} từ bây giờ.", line.who, vietnamese::from_to(line.days));
    let headline = match passes.len() {
        0 => "Không có hồ sơ nào phải chuyển".to_owned(),
        count => format!("{count} hồ sơ chuyển cho người mới; hồ sơ đã nộp hoặc đã quá hạn giữ nguyên"),
    };
    let passes = passes.iter().map(|one| {
        view! { <li>{format!("{}, hạn {}", one.title, vietnamese::weekday_and_date(one.due))}</li> }
    });
    let passes = passes.collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::MyWork>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::ABSENCES, "Nghỉ và người làm thay"), format!("Đổi người {word}"), Some(about), refused_and_done(refused, None))}
                <section class="group closure-preview" aria-labelledby="g-doi">
                    <h2 id="g-doi">"Người mới"</h2>
                    <div class="cols"><p class="when"></p><div class="stack narrow">
                        <form method="post" action=paths::change_cover(line.id) class="stack">
                            <SelectField id="cover" label=format!("Người {word} từ bây giờ") errors=&errors>
                                <option value="">"Chọn người"</option>{choices(&people, &form.cover)}
                            </SelectField>
                            <div class="btns"><button class="btn main">{format!("Đổi người {word}")}</button></div>
                        </form>
                        <p class="quiet">"Tên và giờ được ghi lại; người nghỉ, người cũ và người mới được báo ở Thông báo."</p>
                        <p>{headline}</p>
                        <ul class="closure-moved">{passes}</ul>
                    </div></div>
                </section>
            </main>
        </Page>
    }
}
