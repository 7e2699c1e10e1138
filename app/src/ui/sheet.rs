//! Pieces of a page that is a sheet with a margin: its head, a group of rows, a line where there are none.

use leptos::prelude::*;

/// The head of a page below another one: the way back with its words, the title, what it is about, and what there is to tell.
pub fn head_below(
    (up, words): (impl Into<String>, &'static str),
    title: impl Into<String>,
    about: Option<String>,
    told: impl IntoView,
) -> impl IntoView {
    let up = up.into();
    view! {
        <header class="head cols">
            <p class="when"></p>
            <div>
                <a class="back" href=up>{words}</a>
                <h1>{title.into()}</h1>
                {about.map(|about| view! { <p class="sub">{about}</p> })}
                {told}
            </div>
        </header>
    }
}

/// Rows under a heading; nothing where there are none.
pub fn group_of(id: impl Into<String>, heading: impl Into<String>, rows: Vec<impl IntoView>) -> Option<impl IntoView> {
    let (id, heading) = (id.into(), heading.into());
    let by = id.clone();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby=by>
                <h2 id=id>{heading}</h2>
                <ul class="jobs">{rows}</ul>
            </section>
        }
    })
}

/// A quiet sentence beside the margin, where a list is empty or ends.
pub fn quiet_line(words: impl Into<String>) -> impl IntoView {
    view! { <div class="cols"><p class="when"></p><p class="quiet">{words.into()}</p></div> }
}
