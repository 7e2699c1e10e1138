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

/// Shape and word. A tint stands behind it only where this reader has to act.
#[component]
pub fn Status(name: &'static str, #[prop(into)] word: String, #[prop(optional)] tint: bool) -> impl IntoView {
    let class = if tint { format!("st {name} tint") } else { format!("st {name}") };
    view! { <p class=class><Shape name/>{word}</p> }
}

/// Words for screen readers only.
#[component]
pub fn Hidden(#[prop(into)] words: String) -> impl IntoView {
    view! { <span class="vh">{words}</span> }
}
