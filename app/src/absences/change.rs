//! "/vang-mat/…/doi": somebody else covers from now on.

use chrono::NaiveDate;
use domain::{
    absences::{AbsenceLine, CoverForm, CoverOutlook, Passing, Staying},
    extensions::Skipped,
    forms::FormErrors,
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use super::form::{People, choices};
use crate::{
    layout::{NavItem, Page, Viewer},
    looked_at::{LookedAt, looked_at},
    paths,
    ui::{SelectField, head_below, refused_and_done},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct ChangeCoverView {
    pub line: AbsenceLine,
    pub today: NaiveDate,
    /// The first day of which what comes due passes to whoever is named now.
    pub from: NaiveDate,
    /// What whoever covers now hands over.
    pub passes: Vec<Passing>,
    /// What would follow with whoever was chosen, where something of it stays with whoever is away.
    pub shown: Option<CoverOutlook>,
    pub people: People,
    pub form: CoverForm,
    pub errors: FormErrors,
    pub refused: Option<Words>,
}

#[component]
pub fn ChangeCoverPage(viewer: Viewer, page: ChangeCoverView) -> impl IntoView {
    let ChangeCoverView { line, today, from, passes, shown, people, form, errors, refused } = page;
    let word = line.word;
    let now = line.cover.clone().map(|cover| format!("{cover} đang được giao {word}. ")).unwrap_or_default();
    let about = format!("{} nghỉ {}. {now}{}", line.who, vietnamese::from_to(line.days), since(&line, from, today));
    let headline = match passes.len() {
        0 => "Người đang làm không có hồ sơ nào phải chuyển".to_owned(),
        count => format!("{count} hồ sơ của người đang làm sẽ chuyển đi; hồ sơ đã nộp hoặc đã quá hạn giữ nguyên"),
    };
    let told = "Tên và giờ được ghi lại; người nghỉ, người cũ và người mới được báo ở Thông báo.";
    let before = shown.is_none().then(|| {
        let passes = passes.iter().map(|one| view! { <li>{passing_words(one)}</li> }).collect_view();
        view! {
            <p class="quiet">{told}</p>
            <p>{headline}</p>
            <ul class="closure-moved">{passes}</ul>
        }
    });
    let looked_at = shown.as_ref().map(|shown| looked_at(confirmation(shown, &line)));
    view! {
        <Page viewer=Some(viewer) here=NavItem::MyWork>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::ABSENCES, "Nghỉ và người làm thay"), format!("Đổi người {word}"), Some(about), refused_and_done(refused, None))}
                <form method="post" action=paths::change_cover(line.id)>
                    // What Enter presses must not be the button that confirms.
                    <button class="vh" tabindex="-1" aria-hidden="true">{format!("Đổi người {word}")}</button>
                    {looked_at}
                    <section class="group closure-preview" aria-labelledby="g-doi">
                        <h2 id="g-doi">"Người mới"</h2>
                        <div class="cols"><p class="when"></p><div class="stack narrow">
                            <SelectField id="cover" label=format!("Người {word} mới") errors=&errors>
                                <option value="">"Chọn người"</option>{choices(&people, &form.cover)}
                            </SelectField>
                            <div class="btns"><button class="btn main">{format!("Đổi người {word}")}</button></div>
                            {before}
                        </div></div>
                    </section>
                </form>
            </main>
        </Page>
    }
}

/// From when on the new one covers; once the hour of today is over, what that leaves as it is.
fn since(line: &AbsenceLine, from: NaiveDate, today: NaiveDate) -> String {
    let (word, day) = (line.word, vietnamese::weekday_and_date(from));
    if from == today {
        format!("Người mới {word} từ bây giờ.")
    } else if from == line.days.from {
        format!("Người mới {word} từ {day}.")
    } else {
        format!("Đã quá giờ nộp hôm nay: hồ sơ đến hạn hôm nay giữ nguyên người nộp, người mới nhận hồ sơ đến hạn từ {day}.")
    }
}

/// What stays with whoever is away, record by record, before anybody else covers.
fn confirmation(shown: &CoverOutlook, line: &AbsenceLine) -> LookedAt {
    let skipped = |one: &Staying| Skipped { title: one.title.clone(), why: one.why.clone().into() };
    let notes = [
        format!(
            "Hồ sơ giữ nguyên dưới đây vẫn là của {}. Chọn người khác để chuyển hết, hoặc miễn từng hồ sơ ở trang trước.",
            line.who
        ),
        "Tên và giờ được ghi lại; người nghỉ, người cũ và người mới được báo ở Thông báo.".to_owned(),
    ];
    LookedAt {
        headline: format!("{} hồ sơ chuyển cho người mới, {} hồ sơ không chuyển", shown.passes.len(), shown.stays.len()),
        seen: shown.seen().to_owned(),
        confirm: Some(format!("Vẫn đổi người {}", line.word)),
        notes: notes.into(),
        happens: shown.passes.iter().map(passing_words).collect(),
        stays: shown.stays.iter().map(skipped).collect(),
    }
}

fn passing_words(one: &Passing) -> String {
    format!("{}, hạn {}", one.title, vietnamese::weekday_and_date(one.due))
}
