//! Choices: boxes to tick, one of several, and a list that stands alone in a cell.

use leptos::prelude::*;

use super::ErrorLine;

/// A box to tick with its words, and what is wrong with it below.
#[component]
pub fn CheckField(
    name: &'static str,
    /// Where something leads to it.
    #[prop(optional)]
    id: Option<&'static str>,
    #[prop(into)] value: String,
    #[prop(optional)] checked: bool,
    #[prop(optional)] disabled: bool,
    /// The browser sends no form without it.
    #[prop(optional)]
    required: bool,
    /// Why it was refused.
    #[prop(optional_no_strip)]
    refused: Option<String>,
    /// The cursor stands on it when the page is there.
    #[prop(optional)]
    focused: bool,
    /// Of the label, for the style sheet; empty for none.
    #[prop(default = "check")]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let invalid = refused.is_some();
    view! {
        <label class=(!class.is_empty()).then_some(class)>
            <input type="checkbox" id=id name=name value=value autofocus=focused required=required checked=checked disabled=disabled
                aria-invalid=invalid.then_some("true") aria-describedby=invalid.then(|| format!("{name}-e"))/>
            {children()}
        </label>
        {refused.map(|words| view! { <ErrorLine id=format!("{name}-e") words/> })}
    }
}

/// One of several choices, of which one counts, with its words.
#[component]
pub fn ChoiceField(
    name: &'static str,
    #[prop(into)] value: String,
    checked: bool,
    #[prop(optional)] disabled: bool,
    /// The key that chooses it, where the form has keys (`shell/keys.js`).
    #[prop(optional)]
    key: Option<&'static str>,
    /// Of the label, for the style sheet; empty for none.
    #[prop(default = "check")]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <label class=(!class.is_empty()).then_some(class)>
            <input type="radio" name=name value=value data-key=key checked=checked disabled=disabled/>
            {children()}
        </label>
    }
}

/// A list to choose from, whose label and error stand elsewhere; `children` are the options.
#[component]
pub fn Select(
    #[prop(into)] id: String,
    /// Where it is not the id.
    #[prop(optional)]
    name: Option<&'static str>,
    /// The id of the line that says why it was refused.
    #[prop(optional_no_strip)]
    wrong: Option<String>,
    children: Children,
) -> impl IntoView {
    let name = name.map_or_else(|| id.clone(), str::to_owned);
    let invalid = wrong.is_some();
    view! {
        <select class="input" id=id name=name aria-invalid=invalid.then_some("true") aria-describedby=wrong>{children()}</select>
    }
}
