//! The two figures of the dashboard: what was handed in, and what of it is approved.

use leptos::prelude::*;

use crate::paths;

/// The two figures of the dashboard, as links between its pages.
#[component]
pub fn DashboardViews(
    /// Whether the second one is shown.
    reviews: bool,
) -> impl IntoView {
    let one = |href: &'static str, words: &'static str, is_shown: bool| {
        view! { <a href=href aria-current=is_shown.then_some("page")>{words}</a> }
    };
    view! {
        <nav class="seg views" aria-label="Số liệu">
            {one(paths::DASHBOARD, "Nộp hồ sơ", !reviews)}{one(paths::REVIEW_DASHBOARD, "Duyệt hồ sơ", reviews)}
        </nav>
    }
}
