//! From a page component to the text of the answer.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::{IntoView, prelude::RenderHtml, reactive::owner::Owner};

use crate::shell::{self, Head};

/// Renders a whole document, at once and on this thread: pages wait for nothing, so nothing is streamed.
///
/// The page may borrow what it shows; it is gone when this returns.
pub fn render<V: IntoView>(head: &Head, page: impl FnOnce() -> V) -> String {
    // Islands with children ask for the shared context. It starts as "not hydrating", so that only islands get markers.
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let body = owner.with(|| page().into_view().to_html());
    owner.unset_with_forced_cleanup();
    shell::document(head, &body)
}
