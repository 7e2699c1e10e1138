//! The register: what waits and until when, what was answered, and the form for somebody who cannot sign in.

use domain::{
    data_requests::{AskForm, DataRequestId, EnterForm, RefuseForm, RequestTold},
    forms::FormErrors,
    refusal::Words,
};
use leptos::prelude::*;

use super::{ProofAsked, line};
use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Extra, Hidden, HiddenField, Icon, SelectField, TextField, group_of, head_below, option, quiet_line, refused_and_done},
};

/// A refusal that was not taken, as typed.
#[derive(Clone, Debug)]
pub struct RefusedForm {
    pub id: DataRequestId,
    pub form: RefuseForm,
    pub errors: FormErrors,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct DataRequestsView {
    /// "2 yêu cầu đang chờ, 1 quá hạn".
    pub about: String,
    /// The last one first.
    pub requests: Vec<RequestTold>,
    /// Who cannot sign in: id and name.
    pub unreachable: Vec<(String, String)>,
    pub form: EnterForm,
    pub errors: FormErrors,
    /// A refusal that was not taken.
    pub refusing: Option<RefusedForm>,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
    pub proof: ProofAsked,
    /// The viewer is of the leadership, who hand over what was entered for somebody.
    pub hands_over: bool,
}

#[component]
pub fn DataRequestsPage(viewer: Viewer, page: DataRequestsView) -> impl IntoView {
    let DataRequestsView { about, requests, unreachable, form, errors, refusing, refused, done, proof, hands_over } = page;
    let nothing = requests.is_empty().then(|| quiet_line("Chưa có yêu cầu nào."));
    let about = format!(
        "{}. Trả lời trong hai ngày làm việc: giao, hoặc từ chối có lý do và điều khoản. Giao xong thì người yêu cầu tự tải về.",
        domain::vietnamese::capitalised(&about)
    );
    let (open, past): (Vec<&RequestTold>, Vec<&RequestTold>) = requests.iter().partition(|one| one.waits());
    let row = |one: &&RequestTold| {
        let typed = refusing.as_ref().filter(|typed| typed.id == one.id);
        let may_give = hands_over || !one.entered_for_them;
        let answers = one.waits().then(|| answers(one, typed, may_give).into_any());
        line(one, one.is_given() && one.entered_for_them && hands_over, answers, &proof)
    };
    let (open, past) = (open.iter().map(row).collect(), past.iter().map(row).collect());
    view! {
        <Page viewer=Some(viewer) here=NavItem::Staff>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::STAFF, "Cán bộ"), "Yêu cầu dữ liệu", Some(about), refused_and_done(refused, done))}
                {nothing}
                {group_of("g-cho", "Chờ trả lời", open)}
                {enter_form(unreachable, form, errors)}
                {group_of("g-da-tra-loi", "Đã trả lời", past)}
            </main>
        </Page>
    }
}

/// Given with one tap; refused with words.
fn answers(one: &RequestTold, typed: Option<&RefusedForm>, may_give: bool) -> impl IntoView + use<> {
    let about = format!(" cho {}, yêu cầu số {}", one.who, one.number);
    let (form, errors) = typed.map_or_else(Default::default, |typed| (typed.form.clone(), typed.errors.clone()));
    let is_open = typed.is_some();
    let number = one.number;
    let extra = || Extra { max_length: Some(AskForm::MAX_WORDS), ..Extra::default() };
    let clause = Extra { hint: Some("Ví dụ: Điều 4 Luật Bảo vệ dữ liệu cá nhân."), ..extra() };
    let give = may_give.then(|| {
        let about = about.clone();
        view! {
            <form method="post" action=paths::give_data(one.id)>
                <div class="btns">
                    <button class="btn main"><Icon name="check"/>"Giao dữ liệu"<Hidden words=about/></button>
                </div>
            </form>
        }
    });
    let of_leadership = (!may_give).then(|| view! { <p class="then">"Ban giám hiệu giao và tải về."</p> });
    view! {
        {give}
        {of_leadership}
        <details class="why ending" open=is_open>
            <summary><span>"Từ chối"<Hidden words=about/></span><Icon name="chevron-down"/></summary>
            <form method="post" action=paths::refuse_data(one.id) class="stack narrow">
                <TextField id=format!("ly-do-{number}") name="reason" label="Lý do" value=form.reason errors=errors.clone()
                    extra=extra()/>
                <TextField id=format!("dieu-{number}") name="clause" label="Theo điều nào" value=form.clause errors extra=clause/>
                <div class="btns"><button class="btn">"Từ chối yêu cầu"</button></div>
            </form>
        </details>
    }
}

/// For somebody who cannot sign in, and comes with a paper or by telephone.
fn enter_form(unreachable: Vec<(String, String)>, form: EnterForm, errors: FormErrors) -> impl IntoView {
    // Words that were typed stay, also where there is nobody to enter a request for.
    let is_empty = unreachable.is_empty() && form.identity.is_empty() && form.reason.is_empty();
    let people = unreachable.into_iter().map(|(id, name)| option(id, name, &form.person)).collect_view();
    let nobody = option("", "Chọn người", &form.person);
    let extra = || Extra { max_length: Some(AskForm::MAX_WORDS), ..Extra::default() };
    let identity = Extra { hint: Some("Ví dụ: xem căn cước, gọi lại số điện thoại đã lưu."), ..extra() };
    let reason = Extra { hint: Some("Không bắt buộc."), ..extra() };
    view! {
        <section class="group" aria-labelledby="g-ghi-ho">
            <h2 id="g-ghi-ho">"Ghi cho người không đăng nhập được"</h2>
            {is_empty.then(|| quiet_line("Mọi người đều đang có tài khoản mở, tự yêu cầu được."))}
            {(!is_empty).then(|| view! {
                <div class="cols">
                    <p class="when"></p>
                    <form method="post" action=paths::DATA_REQUESTS class="stack narrow">
                        <HiddenField name="key" value=form.key.clone()/>
                        <SelectField id="person" label="Người yêu cầu" errors=&errors>{nobody}{people}</SelectField>
                        <TextField id="identity" label="Xác minh người yêu cầu bằng cách nào" value=form.identity.clone()
                            errors=errors.clone() extra=identity/>
                        <TextField id="reason" label="Lý do" value=form.reason.clone() errors=errors.clone() extra=reason/>
                        <div class="btns"><button class="btn">"Ghi yêu cầu"</button></div>
                    </form>
                </div>
            })}
        </section>
    }
}
