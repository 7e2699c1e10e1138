//! "/cai-dat": the first set-up in six steps, and the settings of an open school.

mod calendar_file;
mod code;
mod corrections;
mod fences;
mod index;
mod own_types;
mod practice;
mod review_settings;
mod rules;
mod school;
mod sites;
mod issued_passwords;
mod staff;
mod themes;
mod turns;
mod type_row;
mod types;
mod units;
mod update_procedure;
mod year;

use domain::{school_years::WhichYear, settings::Setting, setup::Step, vietnamese};
use leptos::{either::Either, prelude::*};

use crate::{
    layout::{Brand, NavItem, Page, Viewer},
    paths,
    ui::{Hidden, Notice, NoticeKind},
};

pub use calendar_file::{CalendarFilePage, LineFault};
pub use code::CodePage;
pub use corrections::{CorrectionPage, CorrectionView};
pub use fences::{FenceChange, FencePage, FenceView, FencedType, FencesPage};
pub use index::SettingsPage;
pub use issued_passwords::IssuedPasswordsPage;
pub use own_types::ProposedType;
pub use practice::{PracticePage, Summary};
pub use review_settings::{ReviewSettingsPage, ReviewSettingsView};
pub use rules::{RulesPage, RulesView};
pub use school::SchoolPage;
pub use sites::SitesPage;
pub use staff::StaffStepPage;
pub use themes::{ThemesPage, ThemesView};
pub use turns::{ClassTurnsPage, TurnsPage, TurnsView};
pub use types::{TypesPage, TypesView};
pub use units::UnitsPage;
pub use update_procedure::{ProcedureLine, ProcedurePage, ProcedureView};
pub use year::{YearStepPage, YearView};

/// What stands around a form: the first set-up with its steps, or the settings of an open school.
#[derive(Clone, Debug)]
pub enum Around {
    FirstTime {
        /// The furthest step so far.
        reached: u8,
        /// Empty before it has a name.
        school: String,
        /// "09:41"; empty before anything was saved.
        saved: String,
    },
    Settings {
        viewer: Box<Viewer>,
        saved: bool,
    },
}

impl Around {
    pub const fn is_first(&self) -> bool {
        matches!(self, Self::FirstTime { .. })
    }
}

/// The bar of pages on which nobody is signed in.
#[component]
pub(crate) fn PlainBar(#[prop(into)] words: String, #[prop(into, optional)] aside: String) -> impl IntoView {
    view! {
        <a class="skip" href="#noi-dung">"Đến nội dung chính"</a>
        <header class="bar">
            <Brand/>
            <p class="where">{words}</p>
            <p class="aside" role="status">{aside}</p>
        </header>
    }
}

/// One step with its form.
#[component]
pub(crate) fn StepPage(
    around: Around,
    step: Step,
    /// What saving has done, where it is not what the step usually does.
    #[prop(optional_no_strip)]
    effect: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    match around {
        Around::FirstTime { reached, school, saved } => {
            let words = if school.is_empty() {
                "Cài đặt lần đầu".to_owned()
            } else {
                format!("Cài đặt lần đầu, {school}")
            };
            let aside = if saved.is_empty() { String::new() } else { format!("Đã lưu lúc {saved}") };
            Either::Left(view! {
                <PlainBar words aside/>
                <main id="noi-dung" class="sheet" tabindex="-1">
                    <div class="cols">
                        <nav aria-label="Các bước cài đặt">
                            <ol class="steps">{Step::ALL.map(|one| mark(one, step, reached)).collect_view()}</ol>
                        </nav>
                        <div class="setup">{children()}</div>
                    </div>
                </main>
            })
        }
        Around::Settings { viewer, saved } => Either::Right(view! {
            <SettingPage viewer=*viewer
                saved=saved.then(|| effect.unwrap_or(if step == Step::School { "Có hiệu lực ngay." } else { RECKONED }).to_owned())>
                {children()}
            </SettingPage>
        }),
    }
}

const RECKONED: &str = "Hạn nộp đã tính lại theo nội dung mới; hồ sơ đã nộp giữ nguyên kết quả, hoặc tốt hơn.";

/// A setting of an open school; `saved` is what saving has done, `back` the setting that this page is a part of, `up` where one
/// comes from, where that is not the list of settings.
#[component]
pub(crate) fn SettingPage(
    viewer: Viewer,
    #[prop(default = None)] saved: Option<String>,
    #[prop(optional)] back: Option<Setting>,
    #[prop(optional)] up: Option<(String, &'static str)>,
    children: Children,
) -> impl IntoView {
    let (up, up_words) = up.unwrap_or_else(|| (paths::SETTINGS.to_owned(), "Cài đặt"));
    view! {
        <Page viewer=Some(viewer) here=NavItem::Settings>
            <main id="noi-dung" class="sheet" tabindex="-1">
                <div class="cols">
                    <p class="when"></p>
                    <div class="setup">
                        <p class="backs">
                            <a class="back" href=up>{up_words}</a>
                            {back.map(|back| view! { " "<a class="back" href=paths::setting(back)>{back.title()}</a> })}
                        </p>
                        {saved.map(|advice| view! {
                            <div class="notices"><Notice kind=NoticeKind::Good fact="Đã lưu" advice/></div>
                        })}
                        {children()}
                    </div>
                </div>
            </main>
        </Page>
    }
}

/// The button that saves a setting, and the way back.
pub(crate) fn setting_foot(words: &'static str, back: impl Into<String>) -> impl IntoView {
    view! {
        <div class="foot">
            <button class="btn main big">{words}</button>
            <a class="btn text" href=back.into()>"Quay lại"</a>
        </div>
    }
}

/// The title of a page of settings that are kept by year; that of the next one says which.
fn of_next(title: &str, which: WhichYear, name: &str) -> String {
    match which {
        WhichYear::Present => title.to_owned(),
        WhichYear::Next => format!("{title} năm học {}", vietnamese::school_year(name)),
    }
}

/// Where such a page leads back to: the settings, or the calendar of the year that is prepared.
const fn back_of(page: &'static str, which: WhichYear) -> &'static str {
    match which {
        WhichYear::Present => page,
        WhichYear::Next => paths::NEXT_CALENDAR,
    }
}

/// A step in the margin: done and open to go back to, the present one, or to come.
fn mark(step: Step, here: Step, reached: u8) -> impl IntoView {
    let done = step.number() < reached && step != here;
    if step == here {
        view! { <li><span aria-current="step">{step.title()}</span></li> }.into_any()
    } else if done {
        view! {
            <li class="done">
                <a href=paths::step(step)>
                    <svg class="s on-time" aria-hidden="true"><use href="#s-on-time"></use></svg>
                    {step.title()}
                    <Hidden words=", đã xong"/>
                </a>
            </li>
        }
        .into_any()
    } else if step.number() == reached {
        view! { <li><a href=paths::step(step)>{step.title()}</a></li> }.into_any()
    } else {
        view! { <li><span>{step.title()}</span></li> }.into_any()
    }
}

/// The button that goes on, the way back, and that nothing is lost by leaving.
pub(crate) fn foot(first: bool, step: Step, settings_words: &'static str) -> impl IntoView {
    let number = usize::from(step.number());
    let words = match Step::ALL.get(number).filter(|_| first) {
        Some(next) => format!("Tiếp: {}", next.title()),
        None => settings_words.to_owned(),
    };
    let back = match (first, number.checked_sub(2).and_then(|before| Step::ALL.get(before))) {
        (true, before) => before.map(|before| paths::step(*before)),
        (false, _) => Some(paths::SETTINGS),
    };
    view! {
        <div class="foot">
            <button class="btn main big">{words}</button>
            {back.map(|back| view! { <a class="btn text" href=back>"Quay lại"</a> })}
            <p class="say">{first.then(|| format!("Bước {number} trong 6. Bỏ dở lúc nào cũng được, mở lại sẽ đúng chỗ này."))}</p>
        </div>
    }
}
