//! Status shapes and icons; both are silent for screen readers, the word beside them speaks.

use leptos::prelude::*;

/// An icon by its name without `i-`.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! { <svg class="i" aria-hidden="true"><use href=format!("#i-{name}")></use></svg> }
}

/// A status shape by its name without `s-`.
#[component]
pub fn Shape(name: &'static str) -> impl IntoView {
    view! { <svg class="s" aria-hidden="true"><use href=format!("#s-{name}")></use></svg> }
}

/// Words for screen readers only.
#[component]
pub fn Hidden(#[prop(into)] words: String) -> impl IntoView {
    view! { <span class="vh">{words}</span> }
}
