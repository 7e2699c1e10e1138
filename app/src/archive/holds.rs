//! "/luu-tru/giu-lai": what nobody may dispose of, why, and who said so.

use domain::{archive::HoldForm, forms::FormErrors, refusal::Words};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    printed::printed_foot,
    proof::ProofField,
    ui::{
        Extra, Hidden, HiddenField, Icon, PrintButton, SelectField, TextField, group_of, head_below, option, quiet_line,
        refused_and_done,
    },
};

/// One hold.
#[derive(Clone, Debug)]
pub struct HoldLine {
    pub number: u32,
    /// "Giáo án tuần 12 · Lớp 4A", "Giáo án, năm học 2026–2027".
    pub over: String,
    pub reason: String,
    /// "Cô Nguyễn Thị Minh Nguyệt, 09:00 ngày 10/06/2027"
    pub who: String,
    /// That it holds no more, with who, when and why.
    pub lifted: Option<String>,
}

/// What was typed into the form that lifts a hold, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct LiftAttempt {
    pub number: u32,
    pub reason: String,
    pub errors: FormErrors,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct HoldsView {
    /// The newest first.
    pub holds: Vec<HoldLine>,
    /// For whoever holds: the years and types by their ids, and what was typed.
    pub form: Option<HoldForm>,
    /// The title of the one record that the form is about; `None` where it is about a year.
    pub about: Option<String>,
    pub years: Vec<(String, String)>,
    pub types: Vec<(String, String)>,
    pub errors: FormErrors,
    pub lifting: LiftAttempt,
    pub asks_again: bool,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

#[component]
pub fn HoldsPage(viewer: Viewer, page: HoldsView) -> impl IntoView {
    let HoldsView { holds, form, about: of_record, years, types, errors, lifting, asks_again, refused, done } = page;
    let foot = printed_foot(&viewer, vec!["Hồ sơ giữ lại".to_owned()]);
    let (standing, lifted): (Vec<_>, Vec<_>) = holds.into_iter().partition(|one| one.lifted.is_none());
    let nothing = standing.is_empty().then(|| quiet_line("Không có hồ sơ nào đang giữ lại."));
    let may = form.is_some();
    let standing = standing.into_iter().map(|one| row(one, may.then_some((&lifting, asks_again)))).collect();
    let lifted = lifted.into_iter().map(|one| row(one, None)).collect();
    let about = "Hồ sơ giữ lại không vào danh sách hủy nào, dù đã hết thời hạn lưu, cho đến khi thôi giữ.";
    let told = view! { <div class="btns scr"><PrintButton words="In danh sách"/></div>{refused_and_done(refused, done)} };
    view! {
        <Page viewer=Some(viewer) here=NavItem::Archive>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::ARCHIVE, "Lưu trữ"), "Giữ lại, không cho hủy", Some(about.to_owned()), told)}
                {nothing}
                {group_of("g-dang-giu", "Đang giữ", standing)}
                {group_of("g-da-thoi", "Đã thôi giữ", lifted)}
                {form.map(|form| holding(form, of_record, (years, types), &errors))}
            </main>
            {foot}
        </Page>
    }
}

fn row(one: HoldLine, lifting: Option<(&LiftAttempt, bool)>) -> AnyView {
    let HoldLine { number, over, reason, who, lifted } = one;
    let form = lifting.map(|(attempt, asks_again)| {
        let is_it = attempt.number == number;
        let (reason, errors) = if is_it { (attempt.reason.clone(), attempt.errors.clone()) } else { Default::default() };
        let extra = Extra { required: true, ..Extra::default() };
        let refused = errors.of(paths::PROOF).map(str::to_owned);
        let proof = asks_again.then(|| view! { <ProofField id=format!("mat-khau-{number}") refused/> });
        view! {
            <details class="why scr" open=is_it>
                <summary><span>"Thôi giữ"<Hidden words=format!(", lệnh giữ số {number}")/></span><Icon name="chevron-down"/></summary>
                <form method="post" action=paths::lift_hold(number) class="stack narrow">
                    <TextField id=format!("ly-do-{number}") name="reason" label="Vì sao thôi giữ" value=reason errors extra/>
                    {proof}
                    <div class="btns"><button class="btn">"Thôi giữ"</button></div>
                </form>
            </details>
        }
    });
    let lifted = lifted.map(|words| view! { <p class="then">{words}</p> });
    view! {
        <li class="job cols">
            <p class="when"><span>"số"</span>" "<b>{number}</b></p>
            <div class="what"><h3>{over}</h3><p class="then">{reason}</p><p class="note">{who}</p>{lifted}{form}</div>
        </li>
    }
    .into_any()
}

/// The value of a choice, and its words.
type Choice = (String, String);

fn holding(form: HoldForm, of_record: Option<String>, (years, types): (Vec<Choice>, Vec<Choice>), errors: &FormErrors) -> AnyView {
    // What was to be held was one record: sent again it must not become a year.
    if let Some(title) = of_record {
        let extra = Extra { required: true, ..Extra::default() };
        return view! {
            <section class="group scr" aria-labelledby="g-giu-them">
                <h2 id="g-giu-them">"Giữ lại một hồ sơ"</h2>
                <div class="cols"><p class="when"></p>
                    <form method="post" action=paths::HOLDS class="stack narrow">
                        <p class="then">{title}</p>
                        <HiddenField name="record" value=form.record/>
                        <TextField id="reason" label="Vì sao giữ lại" value=form.reason errors=errors.clone() extra/>
                        <div class="btns"><button class="btn main">"Giữ lại"</button></div>
                    </form>
                </div>
            </section>
        }
        .into_any();
    }
    let years = years.into_iter().map(|(value, words)| option(value, words, &form.year)).collect_view();
    let all = option("", "Mọi loại", &form.record_type);
    let types = types.into_iter().map(|(value, words)| option(value, words, &form.record_type)).collect_view();
    let extra = Extra {
        hint: Some("Ví dụ: đang có đơn, đang thanh tra. Giữ một hồ sơ riêng thì làm ở trang của hồ sơ ấy trong gói."),
        required: true,
        ..Extra::default()
    };
    view! {
        <section class="group scr" aria-labelledby="g-giu-them">
            <h2 id="g-giu-them">"Giữ lại hồ sơ của một năm học"</h2>
            <div class="cols"><p class="when"></p>
                <form method="post" action=paths::HOLDS class="stack narrow">
                    <SelectField id="year" label="Năm học" errors=errors>{years}</SelectField>
                    <SelectField id="type" label="Loại hồ sơ" errors=errors>{all}{types}</SelectField>
                    <TextField id="reason" label="Vì sao giữ lại" value=form.reason errors=errors.clone() extra/>
                    <div class="btns"><button class="btn main">"Giữ lại"</button></div>
                </form>
            </div>
        </section>
    }
    .into_any()
}
