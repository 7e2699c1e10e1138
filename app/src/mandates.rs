//! "/quyet-dinh": the register of decisions that give and end rights, and the form that records one.

mod decision;
mod paper;
mod rights;

use chrono::NaiveDate;
use domain::{
    forms::FormErrors,
    mandates::{MandateForm, MandateKind, MandateState},
    vietnamese,
};
use leptos::prelude::*;

pub use decision::{MandatePage, MandateView, RightOf, RightStanding, SentForm};
pub use paper::{RightsPaperPage, RightsPaperView};
pub use rights::{RightsPage, RightsView};

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    printed::printed_foot,
    ui::{Extra, HiddenField, Icon, Look, SelectField, Status, TextAreaField, TextField, head_below, option, refused_and_done},
};

/// One decision in the list.
#[derive(Clone, Debug)]
pub struct MandateLine {
    pub id: String,
    /// "Quyết định số 15/QĐ-MNNT ngày 05/09/2026".
    pub name: String,
    pub about: String,
    pub signer: String,
    pub signed_on: NaiveDate,
    /// "từ 07/09/2026 đến hết 31/05/2027".
    pub days: String,
    pub state: MandateState,
    /// Who holds what by it today: "3 quyền đang có, 1 chờ xác nhận".
    pub gives: String,
    /// How many pictures of its paper there are.
    pub scans: usize,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct MandatesView {
    /// The last to be signed first.
    pub lines: Vec<MandateLine>,
    /// How many appointments that are held today name no decision.
    pub without: usize,
    pub today: NaiveDate,
    pub done: Option<&'static str>,
}

#[component]
pub fn MandatesPage(viewer: Viewer, page: MandatesView) -> impl IntoView {
    let MandatesView { lines, without, today, done } = page;
    let none = lines.is_empty();
    let foot = printed_foot(&viewer, vec!["Sổ quyết định".to_owned()]);
    view! {
        <Page viewer=Some(viewer) here=NavItem::Mandates>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                <header class="head cols">
                    <p class="when"><span>"Hôm nay"</span>" "<b>{vietnamese::weekday_and_date(today)}</b></p>
                    <div>
                        <div class="lead">
                            <h1>"Quyết định"</h1>
                            <a class="btn main" href=paths::RECORD_MANDATE><Icon name="plus"/>"Ghi quyết định"</a>
                        </div>
                        <p class="sub">"Quyền có theo quyết định thì bắt đầu và hết cùng quyết định."</p>
                        <p class="sub">
                            <a href=paths::rights_on(today)>"Ai có quyền gì, ngày nào"</a>
                            {(without > 0).then(|| format!(". Hôm nay có {without} chức vụ chưa có quyết định."))}
                        </p>
                        {refused_and_done(None, done)}
                    </div>
                </header>
                <section class="group" aria-labelledby="g-so">
                    <h2 id="g-so">"Sổ quyết định"</h2>
                    {none.then(|| view! {
                        <div class="cols"><p class="when"></p>
                            <p class="quiet">"Chưa ghi quyết định nào. Chức vụ đã phân công vẫn có hiệu lực, và gắn với quyết định \
                                sau được."</p>
                        </div>
                    })}
                    <ul class="jobs">{lines.into_iter().map(line).collect_view()}</ul>
                </section>
                {foot}
            </main>
        </Page>
    }
}

fn line(line: MandateLine) -> impl IntoView {
    let (look, word) = standing(line.state);
    let scans = match line.scans {
        0 => "Chưa có bản quét.".to_owned(),
        scans => format!("{scans} bản quét."),
    };
    view! {
        <li class="job cols">
            <p class="when"><span>"ký"</span>" "<b>{vietnamese::date(line.signed_on)}</b></p>
            <div class="what">
                <h3><a href=paths::mandate(&line.id)>{line.name}</a></h3>
                <Status look word/>
                <p class="then">{format!("{}. Người ký: {}.", vietnamese::without_stop(&line.about), line.signer)}</p>
                <p class="note">{format!("Hiệu lực {}. {}. {scans}", line.days, line.gives)}</p>
            </div>
        </li>
    }
}

/// The shape and the word of a decision's standing.
const fn standing(state: MandateState) -> (Look, &'static str) {
    match state {
        MandateState::ToCome => (Look::NoDue, "Chưa có hiệu lực"),
        MandateState::InForce => (Look::OnTime, "Đang hiệu lực"),
        MandateState::Over => (Look::Archived, "Đã hết hiệu lực"),
        MandateState::Ended => (Look::Archived, "Đã kết thúc trước hạn"),
    }
}

/// The form with what is wrong with it.
#[derive(Clone, Debug)]
pub struct RecordMandateView {
    pub form: MandateForm,
    pub errors: FormErrors,
}

#[component]
pub fn RecordMandatePage(viewer: Viewer, page: RecordMandateView) -> impl IntoView {
    let RecordMandateView { form, errors } = page;
    let kinds = MandateKind::ALL.map(|kind| option(kind.code(), kind.words(), &form.kind)).collect_view();
    let day = |hint| Extra { hint: Some(hint), inputmode: Some("numeric"), class: Some("brief"), ..Extra::default() };
    let number = Extra { hint: Some("Như trên giấy, ví dụ 15/QĐ-MNNT."), ..Extra::default() };
    let signer = Extra { hint: Some("Họ tên và chức vụ của người ký."), ..Extra::default() };
    let about = "Ghi lại quyết định trên giấy của trường. Ai được giao, ai thôi giữ thì ghi ở trang sau.";
    view! {
        <Page viewer=Some(viewer) here=NavItem::Mandates>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::MANDATES, "Quyết định"), "Ghi quyết định", Some(about.to_owned()), ())}
                <div class="cols"><p class="when"></p>
                    <form method="post" action=paths::RECORD_MANDATE class="stack narrow">
                        <HiddenField name="key" value=form.key/>
                        <SelectField id="decision-kind" label="Loại quyết định" errors=&errors>{kinds}</SelectField>
                        <TextField id="number" label="Số quyết định" value=form.number errors=errors.clone() extra=number/>
                        <TextField id="signed_on" label="Ngày ký" value=form.signed_on errors=errors.clone()
                            extra=day("Ngày/tháng/năm.")/>
                        <TextField id="signer" label="Người ký" value=form.signer errors=errors.clone() extra=signer/>
                        <TextAreaField id="about" label="Về việc" hint="Một câu. Thành lập tổ quản lý phần mềm thì để trống được."
                            value=form.about rows=2 max_length=MandateForm::MAX_ABOUT errors=&errors/>
                        <div class="fields">
                            <TextField id="from" label="Có hiệu lực từ" value=form.from errors=errors.clone()
                                extra=day("Ngày/tháng/năm, trước ngày ký cũng được.")/>
                            <TextField id="until" label="Đến hết ngày" value=form.until errors=errors.clone()
                                extra=day("Quyết định không ghi ngày cuối thì để trống.")/>
                        </div>
                        <div class="btns"><button class="btn main"><Icon name="check"/>"Ghi quyết định"</button></div>
                    </form>
                </div>
            </main>
        </Page>
    }
}
