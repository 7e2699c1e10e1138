//! The island of the dashboard: it asks the server for the part anew, when the viewer chooses and when the server says
//! that something changed, and says how fresh the figures are.

use std::time::Duration;

use leptos::{ev, html, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, HtmlElement, HtmlSelectElement, MessageEvent};

use super::morph::morph;
use crate::requests::{milliseconds, pause, send};

/// After a fetch that got no answer, the next try.
const TRY_AGAIN: Duration = Duration::from_secs(5);
/// A due hour passes without an event: so often the figures are asked for anyway.
const AT_LEAST_EVERY: Duration = Duration::from_secs(5 * 60);
/// Figures of the present revision that came with the page need not be fetched again when the stream opens, unless the
/// page took longer, in milliseconds.
const STILL_FRESH: f64 = 30_000.0;

/// Whether the figures are fresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Freshness {
    /// Before the stream is open: the figures are as old as the page.
    Page,
    Live,
    Lost,
}

/// What the island knows; a copy is the same dashboard.
#[derive(Clone, Copy)]
struct Live {
    part: NodeRef<html::Div>,
    freshness: RwSignal<Freshness>,
    /// The event stream is open.
    open: StoredValue<bool>,
    /// A fetch is under way, and whether another one is wanted after it.
    fetching: StoredValue<bool>,
    again: StoredValue<bool>,
    /// The figures are those that came with the page, a moment ago.
    as_rendered: StoredValue<bool>,
}

/// `children` is the part as the server rendered it.
#[island]
pub fn LiveDashboard(children: Children) -> impl IntoView {
    let live = Live {
        part: NodeRef::new(),
        freshness: RwSignal::new(Freshness::Page),
        open: StoredValue::new(false),
        fetching: StoredValue::new(false),
        again: StoredValue::new(false),
        as_rendered: StoredValue::new(true),
    };
    Effect::new(move |_| {
        live.listen();
        show_present_week();
        set_interval(move || live.refetch(), AT_LEAST_EVERY);
        // A jump inside the page is one too, and costs a fetch.
        window_event_listener(ev::popstate, move |_| live.refetch());
    });
    Effect::new(move |_| live.say_how_fresh());
    view! {
        <div node_ref=live.part on:click=move |event| live.clicked(&event) on:change=move |event| live.chosen(&event)
            on:keydown=move |event| live.key(&event)>
            {children()}
        </div>
    }
}

impl Live {
    /// Opens the event stream for as long as the page lives. It says that something changed, never what.
    fn listen(self) {
        let Ok(stream) = web_sys::EventSource::new("/su-kien") else {
            self.freshness.set(Freshness::Lost);
            return;
        };
        let source = stream.clone();
        let opened = Closure::<dyn FnMut(_)>::new(move |event: MessageEvent| {
            self.open.set_value(true);
            let shown = found("[data-revision]").and_then(|board| board.get_attribute("data-revision"));
            // Only of the first stream: after a gap nobody knows how long it was, a clock may have slept with the machine.
            if self.as_rendered.get_value() && event.data().as_string() == shown && milliseconds() < STILL_FRESH {
                self.as_rendered.set_value(false);
                self.freshness.set(Freshness::Live);
            } else {
                // Since the page was rendered, or in a gap, something was missed.
                self.refetch();
            }
        });
        let lost = Closure::<dyn FnMut()>::new(move || {
            self.open.set_value(false);
            self.freshness.set(Freshness::Lost);
            // A stream tries again by itself, but not after an answer that was none (a proxy's 502, or a session that is
            // over: then the fetch learns of it and the page goes to the sign-in).
            if source.ready_state() == web_sys::EventSource::CLOSED {
                spawn_local(async move {
                    pause(TRY_AGAIN).await;
                    self.refetch();
                    self.listen();
                });
            }
        });
        let told = Closure::<dyn FnMut()>::new(move || self.refetch());
        stream.set_onerror(Some(lost.as_ref().unchecked_ref()));
        // A listener can only be refused for a name that is no text.
        let _ = stream.add_event_listener_with_callback("hien-tai", opened.as_ref().unchecked_ref());
        let _ = stream.add_event_listener_with_callback("thay-doi", told.as_ref().unchecked_ref());
        // The stream lives as long as the page, and so must those who listen to it.
        opened.forget();
        lost.forget();
        told.forget();
    }

    /// The badge: only a change of state is announced, not every second of a clock.
    fn say_how_fresh(self) {
        let (class, words) = match self.freshness.get() {
            Freshness::Page => return,
            Freshness::Live => ("fresh", "Trực tiếp, cập nhật"),
            Freshness::Lost => ("fresh lost", "Mất kết nối, số liệu lúc"),
        };
        if let Some(badge) = found(".fresh") {
            badge.set_class_name(class);
            if let Ok(Some(said)) = badge.query_selector("[data-said]") {
                said.set_text_content(Some(words));
            }
        }
    }

    /// Fetches the part as it is now; while one fetch runs, any number of wishes become one more.
    fn refetch(self) {
        if self.fetching.get_value() {
            self.again.set_value(true);
            return;
        }
        self.fetching.set_value(true);
        self.as_rendered.set_value(false);
        spawn_local(async move {
            loop {
                self.again.set_value(false);
                let search = window().location().search().unwrap_or_default();
                let mut headers = vec![("Accept", "application/json")];
                if document().hidden() {
                    headers.push(("X-Khong-Ai-Xem", "1"));
                }
                match send("GET", &format!("/bang-theo-doi/phan{search}"), &headers, None, |_| {}).await {
                    Ok((200, part)) => {
                        if let Some(old) = self.part.get_untracked() {
                            morph(&old, &part);
                        }
                        if self.open.get_value() {
                            self.freshness.set(Freshness::Live);
                        }
                    }
                    // The session is over: the page itself knows the way to the sign-in and back.
                    Ok((401, _)) => drop(window().location().reload()),
                    _ => {
                        self.freshness.set(Freshness::Lost);
                        pause(TRY_AGAIN).await;
                        self.again.set_value(true);
                    }
                }
                if !self.again.get_value() {
                    break;
                }
            }
            self.fetching.set_value(false);
        });
    }

    /// Goes to an address of the dashboard without loading the page; the address can be shared, and Back leads back.
    fn go(self, address: &str) {
        if let Ok(history) = window().history() {
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
        }
        self.refetch();
    }

    /// A click on a link of the dashboard is followed here; with Ctrl it is a link like any other.
    fn clicked(self, event: &ev::MouseEvent) {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[data-part]").ok().flatten());
        if let Some((link, address)) = link.and_then(|link| link.get_attribute("href").map(|href| (link, href))) {
            event.prevent_default();
            let focus_after = match link.get_attribute("data-cell") {
                Some(_) => Some("#o".to_owned()),
                None => link.get_attribute("data-back"),
            };
            match (part_of(&address, "ky"), &focus_after) {
                // Another semester: the type is the one chosen last, though its figures may still be on their way.
                (Some(term), None) => self.go(&dashboard_at(&term, chosen_now("loai"))),
                _ => self.go(address.split('#').next().unwrap_or(&address)),
            }
            if let Some(selector) = focus_after {
                self.focus_when_there(selector);
            }
        }
    }

    /// Another record type.
    fn chosen(self, event: &ev::Event) {
        let Some(select) = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok()) else { return };
        let shown = || found(".seg a[aria-current]").and_then(|link| link.get_attribute("href"));
        let Some(term) = chosen_now("ky").or_else(|| part_of(&shown()?, "ky")) else { return };
        self.go(&dashboard_at(&term, Some(select.value()).filter(|code| !code.is_empty())));
    }

    /// Arrows move between cells, Esc closes the list.
    fn key(self, event: &ev::KeyboardEvent) {
        let key = event.key();
        if key == "Escape" {
            if let Some(close) = found(".cell-list [data-back]").and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
                close.click();
            }
            return;
        }
        let (across, along): (i32, i32) = match key.as_str() {
            "ArrowUp" => (0, -1),
            "ArrowDown" => (0, 1),
            "ArrowLeft" => (-1, 0),
            "ArrowRight" => (1, 0),
            _ => return,
        };
        let Some(cell) = document().active_element().filter(|element| element.has_attribute("data-cell")) else { return };
        event.prevent_default();
        // On a desk weeks stand side by side, on a tablet one above the other: the style sheet says which.
        let is_desk = window().match_media("(min-width: 1024px)").ok().flatten().is_some_and(|media| media.matches());
        let (columns, rows) = if is_desk { (along, across) } else { (across, -along) };
        if let Some(cell) = neighbour(&cell, columns, rows) {
            focus(&cell);
        }
    }

    /// Focus follows to what a fetch brings.
    fn focus_when_there(self, selector: String) {
        spawn_local(async move {
            for _ in 0..40 {
                pause(Duration::from_millis(25)).await;
                if !self.fetching.get_value()
                    && let Some(element) = found(&selector)
                {
                    focus(&element);
                    break;
                }
            }
        });
    }
}

/// What the viewer has chosen: the address knows it before the page shows it.
fn chosen_now(name: &str) -> Option<String> {
    part_of(&window().location().search().ok()?, name)
}

/// The value of one part of an address's query; codes need no decoding.
fn part_of(address: &str, name: &str) -> Option<String> {
    let query = address.split('#').next()?.split_once('?')?.1;
    query.split('&').filter_map(|part| part.split_once('=')).find(|(one, _)| *one == name).map(|(_, value)| value.to_owned())
}

fn dashboard_at(term: &str, record_type: Option<String>) -> String {
    let record_type = record_type.map_or_else(String::new, |code| format!("&loai={code}"));
    format!("/bang-theo-doi?ky={term}{record_type}")
}

/// The link of the cell so many columns and rows of the table away.
fn neighbour(link: &Element, columns: i32, rows: i32) -> Option<Element> {
    let cell: web_sys::HtmlTableCellElement = link.closest("td").ok()??.dyn_into().ok()?;
    let row: web_sys::HtmlTableRowElement = cell.closest("tr").ok()??.dyn_into().ok()?;
    let body = row.parent_element()?;
    let at = row.section_row_index() + rows;
    let row: web_sys::HtmlTableRowElement = body.children().item(u32::try_from(at).ok()?)?.dyn_into().ok()?;
    let cell = row.cells().item(u32::try_from(cell.cell_index() + columns).ok()?)?;
    cell.query_selector("a[data-cell]").ok()?
}

/// A whole year is wider than the screen: it opens at the present week (also for browsers that do not
/// know `scroll-initial-target`).
fn show_present_week() {
    let html = |selector| found(selector).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let (Some(strip), Some(now)) = (html(".matrix-x"), html(".matrix .now")) {
        strip.set_scroll_left((now.offset_left() - strip.client_width() / 2).max(0));
    }
}

fn found(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}
