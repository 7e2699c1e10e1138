//! The viewer's own password, typed again before somebody else's account or work is touched.

use leptos::prelude::*;

use crate::{
    paths::PROOF,
    ui::{ErrorLine, reveal},
};

/// The field, as it stands in a form of its own `id`, with what was wrong with it.
#[component]
pub fn ProofField(id: String, refused: Option<String>) -> impl IntoView {
    let (hint, wrong) = (format!("{id}-h"), format!("{id}-e"));
    let described = if refused.is_some() { format!("{hint} {wrong}") } else { hint.clone() };
    view! {
        <div class="field">
            <label for=id.clone()>"Mật khẩu đang dùng"</label>
            <p class="hint" id=hint>"Gõ lại mật khẩu của chính mình: máy có thể đang do người khác ngồi."</p>
            <div class="secret">
                <input class="input" id=id name=PROOF type="password" autocomplete="current-password" required
                    aria-invalid=refused.is_some().then_some("true") aria-describedby=described/>
                {reveal("mật khẩu đang dùng")}
            </div>
            {refused.map(|words| view! { <ErrorLine id=wrong words/> })}
        </div>
    }
}
