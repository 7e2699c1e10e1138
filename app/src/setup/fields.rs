//! Fields of the set-up's forms: one under the other, and in the cells of a table.

use domain::forms::FormErrors;
use leptos::prelude::*;

use crate::ui::ErrorLine;

/// What a text field may have besides its label and value.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Extra {
    pub hint: Option<&'static str>,
    pub placeholder: Option<&'static str>,
    pub inputmode: Option<&'static str>,
    pub autocomplete: Option<&'static str>,
    pub required: bool,
    /// A user name: the tablet's keyboard begins it with a small letter.
    pub small: bool,
    /// Hides what is typed.
    pub secret: bool,
}

/// Label, hint, field and what is wrong with it.
#[component]
pub(crate) fn TextField(
    id: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] value: String,
    errors: FormErrors,
    #[prop(optional)] extra: Extra,
    /// The id of a list of suggestions.
    #[prop(optional)]
    list: Option<&'static str>,
) -> impl IntoView {
    let error = errors.of(id).map(str::to_owned);
    let described: Vec<String> =
        [extra.hint.map(|_| format!("{id}-h")), error.as_ref().map(|_| format!("{id}-e"))].into_iter().flatten().collect();
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {extra.hint.map(|hint| view! { <p class="hint" id=format!("{id}-h")>{hint}</p> })}
            <input class="input" id=id name=id value=value list=list type=if extra.secret { "password" } else { "text" }
                placeholder=extra.placeholder inputmode=extra.inputmode autocomplete=extra.autocomplete required=extra.required
                autocapitalize=extra.small.then_some("none") spellcheck=extra.small.then_some("false")
                aria-invalid=error.is_some().then_some("true")
                aria-describedby=(!described.is_empty()).then(|| described.join(" "))/>
            {error.map(|words| view! { <ErrorLine id=format!("{id}-e") words/> })}
        </div>
    }
}

/// A field in a cell; its error stands in the row below.
#[component]
pub(crate) fn Cell<'e>(
    prefix: &'static str,
    row: usize,
    label: &'static str,
    #[prop(into)] value: String,
    errors: &'e FormErrors,
    /// The id of a list of suggestions.
    #[prop(optional)]
    list: Option<&'static str>,
    #[prop(optional)] small: bool,
    #[prop(optional)] date: bool,
) -> impl IntoView + use<> {
    let name = format!("{prefix}{row}");
    let bad = errors.of(&name).is_some();
    view! {
        <label class="lab" for=name.clone()>{label}</label>
        <input class="input" id=name.clone() name=name value=value list=list
            autocapitalize=small.then_some("none") spellcheck=small.then_some("false") autocomplete="off"
            inputmode=date.then_some("numeric") aria-invalid=bad.then_some("true")
            aria-describedby=bad.then(|| format!("loi-{row}"))/>
    }
}

/// A choice in a cell; `options` are codes and words.
pub(crate) fn select_cell(
    prefix: &'static str,
    row: usize,
    label: &'static str,
    options: &[(&'static str, &'static str)],
    chosen: &str,
    errors: &FormErrors,
) -> impl IntoView + use<> {
    let name = format!("{prefix}{row}");
    let bad = errors.of(&name).is_some();
    let options =
        options.iter().map(|(code, words)| view! { <option value=*code selected=*code == chosen>{*words}</option> }).collect_view();
    view! {
        <label class="lab" for=name.clone()>{label}</label>
        <select class="input" id=name.clone() name=name aria-invalid=bad.then_some("true")
            aria-describedby=bad.then(|| format!("loi-{row}"))>{options}</select>
    }
}
