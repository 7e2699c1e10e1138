//! "/du-lieu-cua-toi": what somebody asked of their own data and what can be taken; "/yeu-cau-du-lieu": the register of all such
//! requests, for those who answer them.

mod register;

use domain::{
    data_requests::{AskForm, DataRequestId, RequestState, RequestTold},
    forms::FormErrors,
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

pub use register::{DataRequestsPage, DataRequestsView, RefusedForm};

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    proof::{ConfirmForm, Proof},
    ui::{Extra, HiddenField, Look, Status, TextField, group_of, head_below, quiet_line, refused_and_done},
};

/// What was given is taken in two ways: to be read, and for another program.
const WAYS: [(&str, &str); 2] = [("html", "Tải bản để đọc"), ("json", "Tải bản cho máy")];

/// Of which request the password was asked for again, and what was wrong with it.
#[derive(Clone, Debug, Default)]
pub struct ProofAsked {
    pub asks_again: bool,
    pub refused: Option<(DataRequestId, String, String)>,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct OwnDataView {
    /// The last one first.
    pub requests: Vec<RequestTold>,
    pub form: AskForm,
    pub errors: FormErrors,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
    pub proof: ProofAsked,
}

#[component]
pub fn OwnDataPage(viewer: Viewer, page: OwnDataView) -> impl IntoView {
    let OwnDataView { requests, form, errors, refused, done, proof } = page;
    let nothing = requests.is_empty().then(|| quiet_line("Chưa yêu cầu lần nào."));
    let ask = (!requests.iter().any(RequestTold::waits)).then(|| ask_form(form, errors));
    let told = refused_and_done(refused, done);
    let rows = requests.iter().map(|one| line(one, one.is_given() && !one.entered_for_them, None, &proof)).collect();
    let about = "Nhà trường giữ những gì về mình: thông tin, chức vụ, hồ sơ đã nộp, góp ý, nhật ký. Yêu cầu thì được trả lời \
                 trong hai ngày làm việc, theo Luật Bảo vệ dữ liệu cá nhân.";
    view! {
        <Page viewer=Some(viewer) here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::ACCOUNT, "Tài khoản"), "Dữ liệu của tôi", Some(about.to_owned()), told)}
                {ask}
                {nothing}
                {group_of("g-yeu-cau", "Các lần yêu cầu", rows)}
            </main>
        </Page>
    }
}

fn ask_form(form: AskForm, errors: FormErrors) -> impl IntoView {
    let extra = Extra { hint: Some("Không bắt buộc."), max_length: Some(AskForm::MAX_WORDS), ..Extra::default() };
    view! {
        <div class="cols">
            <p class="when"></p>
            <form method="post" action=paths::OWN_DATA class="stack narrow">
                <HiddenField name="key" value=form.key/>
                <TextField id="reason" label="Lý do" value=form.reason errors extra/>
                <div class="btns"><button class="btn main">"Yêu cầu dữ liệu của tôi"</button></div>
            </form>
        </div>
    }
}

/// One request: whose, where that is told, how it stands, what was answered, and how what was given is taken.
fn line(one: &RequestTold, takes: bool, more: Option<AnyView>, proof: &ProofAsked) -> AnyView {
    let look = match one.state {
        RequestState::Waits => Look::HandedIn,
        RequestState::Late => Look::NoDue,
        RequestState::Given { .. } => Look::Approved,
        RequestState::Refused { .. } => Look::Archived,
    };
    let answered = one.answered.as_ref().map(|words| format!("Trả lời: {words}."));
    let why = match &one.state {
        RequestState::Refused { reason, clause, .. } => {
            Some(format!("Lý do: {}. Theo: {}.", vietnamese::without_stop(reason), vietnamese::without_stop(clause)))
        }
        RequestState::Waits | RequestState::Late | RequestState::Given { .. } => None,
    };
    let reason = (!one.reason.is_empty()).then(|| format!("Để làm gì: {}.", vietnamese::without_stop(&one.reason)));
    let identity = (!one.identity.is_empty()).then(|| format!("Xác minh: {}.", vietnamese::without_stop(&one.identity)));
    let words = [Some(format!("Yêu cầu lúc {}.", one.asked)), reason, identity, answered, why];
    let words = words.into_iter().flatten().map(|words| view! { <p class="then">{words}</p> }).collect_view();
    let ways = takes.then(|| WAYS.map(|(format, label)| way(one, format, label, proof)).collect_view());
    view! {
        <li class="job cols">
            <p class="when"><span>"hạn"</span>" "<b>{vietnamese::date(one.due)}</b></p>
            <div class="what">
                <h3>{format!("Số {}: {}", one.number, one.who)}</h3>
                <Status look word=one.state.words()/>
                {words}
                {ways}
                {more}
            </div>
        </li>
    }
    .into_any()
}

/// A button that takes what was given; the password is asked for again where it was typed too long ago.
fn way(one: &RequestTold, format: &'static str, label: &'static str, proof: &ProofAsked) -> impl IntoView + use<> {
    let of_this = proof.refused.as_ref().filter(|(id, of, _)| *id == one.id && of == format);
    let refused = of_this.map(|(_, _, words)| words.clone());
    let proof = Proof::asked(proof.asks_again || refused.is_some(), refused);
    let about = format!(", yêu cầu số {}", one.number);
    view! {
        <ConfirmForm id=format!("mk-{}-{format}", one.number) action=paths::export_data(one.id) label about class="btn"
            fields=vec![("format", format.to_owned())] proof/>
    }
}
