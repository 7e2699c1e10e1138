//! What would happen to many records, and the button that does it: shared by the forms that are looked at before they are sent.

use domain::{extensions::Skipped, vietnamese};
use leptos::prelude::*;

use crate::ui::{HiddenField, Icon};

/// What is shown.
pub(crate) struct LookedAt {
    /// "Gia hạn 12 hồ sơ của 3 người".
    pub headline: String,
    /// Where it is sent, and what: the form as it was typed, and what was looked at.
    pub action: &'static str,
    pub fields: Vec<(&'static str, String)>,
    /// On the button; `None` where there is nothing to do.
    pub confirm: Option<String>,
    /// What to know before that.
    pub note: Option<&'static str>,
    /// A line for each record to which something happens.
    pub happens: Vec<String>,
    pub stays: Vec<Skipped>,
}

/// The section above the form.
pub(crate) fn looked_at(LookedAt { headline, action, fields, confirm, note, happens, stays }: LookedAt) -> impl IntoView {
    let hidden = fields.into_iter().map(|(name, value)| view! { <HiddenField name value/> }).collect_view();
    let happens = happens.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    let left = stays.len();
    let stays = stays.into_iter().map(|one| {
        view! { <li>{format!("{}: {}.", one.title, vietnamese::without_stop(&one.why.words().fact))}</li> }
    });
    let stays = stays.collect_view();
    view! {
        <section class="group closure-preview" aria-labelledby="g-xem-truoc">
            <h2 id="g-xem-truoc">"Xem trước"</h2>
            <div class="cols"><p class="when"></p><div class="stack">
                <p class="closure-headline"><b>{headline}</b></p>
                {confirm.map(|words| view! {
                    <form method="post" action=action>
                        {hidden}
                        <div class="btns"><button class="btn main big"><Icon name="check"/>{words}</button></div>
                    </form>
                })}
                {note.map(|words| view! { <p class="quiet">{words}</p> })}
                <ul class="closure-moved">{happens}</ul>
                {(left > 0).then(|| view! {
                    <h3>{format!("{left} hồ sơ giữ nguyên")}</h3>
                    <ul class="closure-moved">{stays}</ul>
                })}
            </div></div>
        </section>
    }
}
