//! Where the browser enters; `shell/wake.js` calls it before it hydrates the islands.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
pub fn hydrate() {
    // Without a hook a panic in WASM says "unreachable" and nothing else. The words cost too many bytes for the release.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    leptos::mount::hydrate_islands();
}
