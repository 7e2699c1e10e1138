//! "/doi-luot/moi/…": a week of one's own, offered to a colleague in one sentence.

use domain::{
    forms::FormErrors,
    obligations::{ObligationId, Reason},
    refusal::Words,
    swaps::{SwapChoice, SwapForm, WeekRecord},
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{HiddenField, SelectField, TextAreaField, head_below, option, refused_and_done},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct OfferSwapView {
    pub obligation: ObligationId,
    /// "Tuần 13 · Lớp 4A".
    pub title: String,
    /// What goes with the week.
    pub records: Vec<WeekRecord>,
    pub choices: Vec<SwapChoice>,
    pub form: SwapForm,
    /// Nothing can be offered now.
    pub is_shut: bool,
    pub errors: FormErrors,
    pub refused: Option<Words>,
}

#[component]
pub fn OfferSwapPage(viewer: Viewer, page: OfferSwapView) -> impl IntoView {
    let OfferSwapView { obligation, title, records, choices, form, is_shut, errors, refused } = page;
    let records = records.into_iter().map(|one| {
        let due = one.due.map(|due| format!(", hạn {due}")).unwrap_or_default();
        view! { <li>{one.title}{due}</li> }
    });
    let records = records.collect_view();
    let blank = option("", "Chọn người và tuần", &form.with);
    let options = choices.into_iter().map(|one| option(one.value, one.words, &form.with)).collect_view();
    let about = format!("{title}. Đổi lượt thì những hồ sơ này do người kia nộp, hạn không dời:");
    let told = view! { <ul class="files-of">{records}</ul>{refused_and_done(refused, None)} };
    view! {
        <Page viewer=Some(viewer) here=NavItem::MyWork>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::MY_WORK, "Việc của tôi"), "Đổi lượt", Some(about), told)}
                {(!is_shut).then(|| view! {
                    <section class="group" aria-label="Đề nghị đổi lượt">
                        <div class="cols"><p class="when"></p>
                            <form method="post" action=paths::offer_swap(obligation) class="stack narrow">
                                <HiddenField name="key" value=form.key.clone()/>
                                <SelectField id="with" label="Đổi thế nào" errors=&errors>
                                    {blank}
                                    {options}
                                </SelectField>
                                <TextAreaField id="reason" label="Lời nhắn" hint="Một câu là đủ, ví dụ: tuần đó em đi tập huấn."
                                    value=form.reason.clone() rows=2 max_length=Reason::MAX_LENGTH errors=&errors/>
                                <p class="quiet">
                                    "Người được mời thấy ở Thông báo. Chưa đồng ý thì lượt vẫn như cũ; đến hạn thì lời đề nghị hết \
                                     hiệu lực."
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
