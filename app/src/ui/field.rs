//! What stands under a field that was refused.

use leptos::prelude::*;

use super::{Hidden, Shape};

/// The error of a field: shape and words; the field names it in `aria-describedby`.
#[component]
pub fn ErrorLine(#[prop(into)] id: String, #[prop(into)] words: String) -> impl IntoView {
    view! { <p class="err" id=id><Shape name="overdue"/><span>{words}</span></p> }
}

/// Beside a password field in a `.secret`: shows what was typed (`shell/reveal.js`), and is not there without scripts.
/// `field` is the label of the field, inside a sentence.
pub fn reveal(field: &'static str) -> impl IntoView {
    view! { <button type="button" class="onlyjs" data-reveal=""><span>"Hiện"</span><Hidden words=format!(" {field}")/></button> }
}
