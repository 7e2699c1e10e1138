//! "/nghi-dot-xuat/…": one closure, the words to send on, and how it is taken back.

use domain::{
    closures::{ClosurePreview, ClosureTold},
    forms::FormErrors,
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use super::{look, signed_words};
use crate::{
    layout::{NavItem, Page, Viewer},
    moved_days::{moved_besides, moved_groups},
    paths,
    ui::{Extra, HiddenField, Icon, SafeTextArea, Status, TextField, refused_and_done},
};

/// What taking it back would do.
#[derive(Clone, Debug)]
pub struct TakingBack {
    pub preview: ClosurePreview,
    /// What was shown, sent back with the form: another one is shown again first.
    pub seen: String,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct ClosureView {
    pub closure: ClosureTold,
    /// To paste into a chat.
    pub message: String,
    /// For whoever may.
    pub taking_back: Option<TakingBack>,
    /// Why it is taken back, as typed.
    pub typed: String,
    pub errors: FormErrors,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

#[component]
pub fn ClosurePage(viewer: Viewer, page: ClosureView) -> impl IntoView {
    let ClosureView { closure, message, taking_back, typed, errors, refused, done } = page;
    let id = closure.id;
    let paper = if closure.taken_back.is_some() { "Bản in thông báo rút" } else { "Bản in thông báo" };
    let back = paths::in_year(paths::CLOSURES, viewer.looks_back.as_deref());
    view! {
        <Page viewer=Some(viewer) here=NavItem::SchoolYear>
            <main id="noi-dung" class="sheet person record notices-page closures" tabindex="-1">
                <header class="head cols">
                    <p class="when"></p>
                    <div>
                        <a class="back" href=back>"Nghỉ đột xuất"</a>
                        <div class="lead">
                            <h1>{closure.name.clone()}</h1>
                            <a class="btn" href=paths::print_closure(id)><Icon name="print"/>{paper}</a>
                        </div>
                        <Status look=look(closure.state) word=closure.state.words()/>
                        {refused_and_done(refused, done)}
                        {facts(&closure)}
                    </div>
                </header>
                <section class="group" aria-labelledby="g-nhan">
                    <h2 id="g-nhan">"Nhắn cho mọi người"</h2>
                    <div class="cols"><p class="when"></p><div class="stack">
                        <label for="tin-nhan">"Tin nhắn cho các thầy cô"</label>
                        <p class="hint">"Chép rồi dán vào nhóm Zalo của trường. Xem lại ngày trước khi gửi."</p>
                        <SafeTextArea id="tin-nhan" name="tin-nhan" value=message rows=7 longest=10_000/>
                        <div class="btns">
                            <button type="button" class="btn onlyjs" data-copy="tin-nhan"><span data-label="">"Chép tin nhắn"</span>
                                <span role="status"></span>
                            </button>
                        </div>
                    </div></div>
                </section>
                {taking_back.map(|shown| taking_back_form(&closure, shown, typed, errors))}
            </main>
        </Page>
    }
}

fn facts(closure: &ClosureTold) -> impl IntoView + use<> {
    let row = |name: &'static str, words: String| view! { <div><dt>{name}</dt><dd>{words}</dd></div> };
    let taken_back = closure.taken_back.as_ref().map(|one| {
        let because = closure.taken_back_because.clone().unwrap_or_default();
        let open = closure.given_back_words().map(|days| format!(" Không nghỉ nữa: {days}.")).unwrap_or_default();
        let stays = closure.stays_words().map(|words| format!(" {words}")).unwrap_or_default();
        format!("{}. Lý do: {}.{open}{stays}", signed_words(one), because.trim_end_matches(['.', ' ']))
    });
    view! {
        <dl class="facts">
            {row("Ngày", closure.days_words())}
            {row("Phạm vi", vietnamese::capitalised(&closure.place))}
            {row("Lý do", closure.reason.clone())}
            {(closure.moved > 0).then(|| row("Hạn đang dời", format!("{} hồ sơ", closure.moved)))}
            {row("Người báo", signed_words(&closure.declared))}
            {row("Căn cứ", closure.clause.to_owned())}
            {taken_back.map(|words| row("Đã rút", words))}
        </dl>
    }
}

fn taking_back_form(closure: &ClosureTold, shown: TakingBack, typed: String, errors: FormErrors) -> impl IntoView + use<> {
    let TakingBack { preview, seen } = shown;
    let hint = Extra { hint: Some("Ghi lại trong danh sách, ai xem cũng hiểu."), ..Extra::default() };
    let stays = (preview.stays > 0).then(|| {
        format!(
            "{} hạn giữ nguyên ở ngày muộn hơn, vì ngày nghỉ của chúng đã đến: ai tin theo thông báo không bị thiệt.",
            preview.stays
        )
    });
    view! {
        <section class="group scr" aria-labelledby="g-rut">
            <h2 id="g-rut">"Rút thông báo nghỉ"</h2>
            <div class="cols"><p class="when"></p><div class="stack narrow">
                <p><b>{format!("Nếu rút bây giờ: {}", vietnamese::with_small_beginning(&preview.moved.headline()))}</b>"."</p>
                {moved_besides(&preview.moved)}
                {stays.map(|words| view! { <p>{words}</p> })}
                <p class="quiet">"Ngày đã đến vẫn tính là nghỉ; không ai thành muộn vì rút."</p>
                <form method="post" action=paths::take_back_closure(closure.id) class="stack">
                    <HiddenField name="seen" value=seen/>
                    <TextField id="reason" label="Lý do rút" value=typed errors extra=hint/>
                    <div class="btns"><button class="btn">"Rút thông báo nghỉ"</button></div>
                </form>
                {(!preview.moved.moved.is_empty()).then(|| view! {
                    <details class="moved-list">
                        <summary>{format!("Xem những hạn trở lại ({})", preview.moved.count())}</summary>
                        {moved_groups(&preview.moved.moved)}
                    </details>
                })}
            </div></div>
        </section>
    }
}
