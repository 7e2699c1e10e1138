//! A page with one island that counts: it proves the tool chain, and goes when the first real page stands.

use leptos::prelude::*;

#[cfg(feature = "ssr")]
pub fn page(head: &crate::shell::Head, school: &str) -> String {
    crate::render(head, || view! { <CounterPage school/> })
}

/// The page around the island.
#[cfg(feature = "ssr")]
#[component]
fn CounterPage<'a>(school: &'a str) -> impl IntoView {
    view! {
        <main>
            <h1>{school}</h1>
            <Counter start=3/>
        </main>
    }
}

#[island]
pub fn Counter(start: i32) -> impl IntoView {
    let count = RwSignal::new(start);
    view! { <button on:click=move |_| count.update(|n| *n += 1)>"Đã đếm: " {count}</button> }
}
