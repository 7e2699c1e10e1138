//! The field in which files are chosen, on pages without an island.

use domain::forms::FormErrors;
use leptos::prelude::*;

use super::{ErrorLine, Icon};

/// Label, field, what `children` say beside it and what is wrong with it. Several files may be chosen where `many` says so.
#[component]
pub fn FileField<'e>(
    id: &'static str,
    name: &'static str,
    label: &'static str,
    /// Endings, as the browser offers them.
    accept: &'static str,
    #[prop(optional)] many: bool,
    #[prop(optional)] required: bool,
    errors: &'e FormErrors,
    children: Children,
) -> impl IntoView + use<> {
    let error = errors.of(name).map(str::to_owned);
    let described_by = if error.is_some() { format!("{id}-h {id}-e") } else { format!("{id}-h") };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <div class="drop">
                <Icon name="upload"/>
                <div>
                    <input class="input" id=id name=name type="file" accept=accept multiple=many required=required
                        aria-invalid=error.is_some().then_some("true") aria-describedby=described_by/>
                    <p id=format!("{id}-h")>{children()}</p>
                </div>
            </div>
            {error.map(|words| view! { <ErrorLine id=format!("{id}-e") words/> })}
        </div>
    }
}
