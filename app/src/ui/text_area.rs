//! The only text area of the product: leptos 0.8 does not escape a text area's children on the server
//! (tachys: `ESCAPE_CHILDREN = false`), so a note with `</textarea><script>` would break out of a raw one.

use leptos::prelude::*;

/// A text area with its first value. A test forbids the raw element everywhere else.
#[component]
pub fn SafeTextArea(
    #[prop(into)] id: String,
    #[prop(into)] name: String,
    #[prop(into, optional)] value: String,
    #[prop(default = 4)] rows: u32,
    longest: usize,
    #[prop(into, optional)] described_by: String,
    /// What stands in it was refused.
    #[prop(optional)]
    invalid: bool,
    /// The cursor stands in it when the page is there.
    #[prop(optional)]
    focused: bool,
    /// Hears what is typed, in the browser.
    #[prop(optional)]
    typed: Option<Callback<String>>,
) -> impl IntoView {
    let shown = for_html(value);
    view! {
        <textarea class="input" id=id name=name rows=rows maxlength=longest aria-describedby=described_by
            aria-invalid=invalid.then_some("true") autofocus=focused
            on:input:target=move |event| {
                if let Some(typed) = typed {
                    typed.run(event.target().value());
                }
            }>
            {shown}
        </textarea>
    }
}

/// The server writes HTML, where the text must be escaped, and a first line break would be swallowed
/// (HTML, "the textarea element"); the browser sets a text node, where nothing needs to be.
fn for_html(value: String) -> String {
    if cfg!(feature = "ssr") {
        let escaped = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        if escaped.starts_with('\n') { format!("\n{escaped}") } else { escaped }
    } else {
        value
    }
}

#[cfg(all(test, feature = "ssr"))]
#[path = "text_area_tests.rs"]
mod tests;
