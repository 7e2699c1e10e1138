//! "/gia-han/xin/…": more time for one record, or freedom of it, asked for in one sentence.

use chrono::NaiveDate;
use domain::{
    extensions::AskForm,
    forms::FormErrors,
    obligations::{ObligationId, Reason},
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{ChoiceField, Extra, HiddenField, TextAreaField, TextField, head_below, refused_and_done},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct AskExtensionView {
    pub obligation: ObligationId,
    /// "Giáo án tuần 13 · Lớp 4A".
    pub title: String,
    pub due: Option<NaiveDate>,
    pub form: AskForm,
    /// Nothing can be asked for the record now.
    pub is_shut: bool,
    pub errors: FormErrors,
    pub refused: Option<Words>,
}

#[component]
pub fn AskExtensionPage(viewer: Viewer, page: AskExtensionView) -> impl IntoView {
    let AskExtensionView { obligation, title, due, form, is_shut, errors, refused } = page;
    let frees = form.wish == AskForm::FREEDOM;
    let due = due.map(|due| format!("{title}. Hạn đang có: {}.", vietnamese::weekday_and_date(due)));
    let day = Extra {
        hint: Some("Ngày/tháng/năm, sau hạn đang có. Xin miễn thì bỏ qua ô này."),
        inputmode: Some("numeric"),
        ..Extra::default()
    };
    view! {
        <Page viewer=Some(viewer) here=NavItem::MyWork>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::MY_WORK, "Việc của tôi"), "Xin gia hạn hoặc miễn", due, refused_and_done(refused, None))}
                {(!is_shut).then(|| view! {
                    <section class="group" aria-label="Xin gia hạn hoặc miễn">
                        <div class="cols"><p class="when"></p>
                            <form method="post" action=paths::ask_extension(obligation) class="stack narrow">
                                <HiddenField name="key" value=form.key/>
                                <fieldset class="field">
                                    <legend>"Xin gì"</legend>
                                    <ChoiceField name="wish" value=AskForm::TIME checked=!frees>"Xin thêm ngày"</ChoiceField>
                                    <ChoiceField name="wish" value=AskForm::FREEDOM checked=frees>
                                        "Xin miễn nộp hồ sơ này"
                                    </ChoiceField>
                                </fieldset>
                                <TextField id="until" label="Xin đến hết ngày" value=form.until errors=errors.clone() extra=day/>
                                <TextAreaField id="reason" label="Vì sao" hint="Một câu là đủ, ví dụ: con ốm phải nằm viện."
                                    value=form.reason rows=2 max_length=Reason::MAX_LENGTH errors=&errors/>
                                <p class="quiet">
                                    "Hiệu trưởng hoặc phó hiệu trưởng trả lời, xem ở Thông báo. Chưa được trả lời thì hạn vẫn như cũ."
                                </p>
                                <div class="btns"><button class="btn main">"Gửi"</button></div>
                            </form>
                        </div>
                    </section>
                })}
            </main>
        </Page>
    }
}
