//! What would happen to many records, and the button that does it: shared by the forms that are looked at before they are sent.

use domain::{extensions::Skipped, vietnamese};
use leptos::prelude::*;

use crate::ui::Icon;

/// What is shown.
pub(crate) struct LookedAt {
    /// "Gia hạn 12 hồ sơ của 3 người".
    pub headline: String,
    /// What was looked at, sent back by the button.
    pub seen: String,
    /// On the button; `None` where there is nothing to do.
    pub confirm: Option<String>,
    /// What to know before that.
    pub notes: Vec<String>,
    /// A line for each record to which something happens.
    pub happens: Vec<String>,
    pub stays: Vec<Skipped>,
}

/// The section above the fields, within their form: whoever confirms sends the fields as they see them.
pub(crate) fn looked_at(shown: LookedAt) -> impl IntoView {
    looked_at_and_asked(shown, ())
}

/// The same, where something is `asked` of whoever presses the button.
pub(crate) fn looked_at_and_asked(
    LookedAt { headline, seen, confirm, notes, happens, stays }: LookedAt,
    asked: impl IntoView,
) -> impl IntoView {
    let happens = happens.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    let notes = notes.into_iter().map(|words| view! { <p class="quiet">{words}</p> }).collect_view();
    let left = stays.len();
    let stays = stays.into_iter().map(|one| {
        view! { <li>{format!("{}: {}.", one.title, vietnamese::without_stop(&one.why.words().fact))}</li> }
    });
    let stays = stays.collect_view();
    view! {
        <section class="group closure-preview" id="xem-truoc" aria-labelledby="g-xem-truoc">
            <h2 id="g-xem-truoc">"Xem trước"</h2>
            <div class="cols"><p class="when"></p><div class="stack">
                <p class="closure-headline"><b>{headline}</b></p>
                {asked}
                {confirm.map(|words| view! {
                    <div class="btns">
                        <button class="btn main big" name="seen" value=seen><Icon name="check"/>{words}</button>
                    </div>
                })}
                {notes}
                <ul class="closure-moved">{happens}</ul>
                {(left > 0).then(|| view! {
                    <h3>{format!("{left} hồ sơ giữ nguyên")}</h3>
                    <ul class="closure-moved">{stays}</ul>
                })}
            </div></div>
        </section>
    }
}

/// What Enter presses in such a form: its first button, which must not be the one that confirms.
pub(crate) fn looks_first() -> impl IntoView {
    view! { <button class="vh" tabindex="-1" aria-hidden="true" formmethod="get" formnovalidate>"Xem trước"</button> }
}

/// The button that looks, or looks once more.
pub(crate) fn looks_button(again: bool) -> impl IntoView {
    let words = if again { "Xem trước lại" } else { "Xem trước" };
    view! {
        <div class="btns"><button class="btn" formmethod="get" formnovalidate><Icon name="search"/>{words}</button></div>
    }
}
