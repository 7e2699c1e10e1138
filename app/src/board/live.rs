//! The event stream in the browser: it says that something changed, never what; then the figures are fetched anew.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};

/// Whether the figures are fresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Before the stream is open: the figures are as old as the page.
    Page,
    Live,
    Lost,
}

/// Opens the stream for as long as the page lives. `changed` is called when the server says so, and
/// after every reconnection, because something may have been missed.
pub fn listen(freshness: RwSignal<Freshness>, changed: impl Fn() + Clone + 'static) {
    let Ok(stream) = web_sys::EventSource::new("/su-kien") else {
        freshness.set(Freshness::Lost);
        return;
    };
    let refetch = changed.clone();
    let opened = Closure::<dyn FnMut()>::new(move || {
        let was = freshness.get_untracked();
        freshness.set(Freshness::Live);
        if was == Freshness::Lost {
            refetch();
        }
    });
    stream.set_onopen(Some(opened.as_ref().unchecked_ref()));
    let lost = Closure::<dyn FnMut()>::new(move || freshness.set(Freshness::Lost));
    stream.set_onerror(Some(lost.as_ref().unchecked_ref()));
    let told = Closure::<dyn FnMut()>::new(move || changed());
    // A listener can only be refused for a name that is no text.
    let _ = stream.add_event_listener_with_callback("thay-doi", told.as_ref().unchecked_ref());
    // The stream lives as long as the page, and so must those who listen to it.
    opened.forget();
    lost.forget();
    told.forget();
}
