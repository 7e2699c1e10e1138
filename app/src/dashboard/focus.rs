//! Finding what is on the screen, and bringing it before the viewer.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Focus follows to what an answer has brought; the views are drawn right after the signals were set.
pub fn focus_when_drawn(selector: String) {
    request_animation_frame(move || {
        if let Some(element) = found(&selector) {
            focus(&element);
        }
    });
}

/// A whole year is wider than the screen, and beside an opened list a semester is as well: in the middle stands the week of
/// the opened cell, else the present one (at the first visit also for browsers that do not know `scroll-initial-target`).
pub fn show_chosen_week() {
    let opened = found(".matrix a[aria-current]").and_then(|cell| cell.closest("tr").ok().flatten());
    let html = |element: Element| element.dyn_into::<HtmlElement>().ok();
    let week = opened.or_else(|| found(".matrix .now")).and_then(html);
    if let (Some(strip), Some(week)) = (found(".matrix-x"), week) {
        strip.set_scroll_left((week.offset_left() - strip.client_width() / 2).max(0));
    }
}

pub fn found(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}
