//! What stands under a field that was refused.

use leptos::prelude::*;

use super::Shape;

/// The error of a field: shape and words; the field names it in `aria-describedby`.
#[component]
pub fn ErrorLine(#[prop(into)] id: String, #[prop(into)] words: String) -> impl IntoView {
    view! { <p class="err" id=id><Shape name="overdue"/><span>{words}</span></p> }
}
