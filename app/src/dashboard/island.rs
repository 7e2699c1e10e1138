//! The island of the dashboard: it shows a sheet, asks for the next one when the viewer chooses and when the server says
//! that something changed, and says how fresh the figures are.

use std::time::Duration;

use domain::dashboard::TermFilter;
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlSelectElement};

use super::{
    api::{Choice, read_sheet},
    cell_list::cell_list,
    keys,
    live::{self, Freshness},
    matrix::matrix,
    sheet::{Sheet, Shown},
    tallies::{key, sums, tally, untimed, week, year_strip},
    wire::Packed,
};
use crate::{
    api::ApiError,
    paths,
    pause::{TRY_AGAIN, pause, within},
    ui::Icon,
};

/// How long a sheet may be on its way before it is asked for again.
const MAX_ANSWER: Duration = Duration::from_secs(20);

/// What the island knows; a copy is the same dashboard.
#[derive(Clone, Copy)]
pub struct Dashboard {
    /// What is on the screen.
    pub shown: RwSignal<Shown>,
    /// What the viewer has chosen; it is on the screen a moment later.
    pub chosen: RwSignal<Choice>,
    pub freshness: RwSignal<Freshness>,
    /// The moment of the figures, as `Sheet::datetime`: it goes on as long as the server says that nothing has changed.
    moment: RwSignal<String>,
    /// The stream of events is open.
    pub is_open: StoredValue<bool>,
    /// The figures are those that came with the page, a moment ago.
    pub is_as_rendered: StoredValue<bool>,
    /// A sheet is being asked for, and whether another one is wanted after it.
    is_fetching: StoredValue<bool>,
    is_wanted_again: StoredValue<bool>,
    /// What gets the focus once it is there.
    focus_next: StoredValue<Option<String>>,
}

#[island]
pub fn LiveDashboard(packed: Packed) -> impl IntoView {
    let Packed(sheet) = packed;
    let dashboard = Dashboard {
        chosen: RwSignal::new(sheet.choice.clone()),
        moment: RwSignal::new(sheet.datetime.clone()),
        shown: RwSignal::new(Shown::first(sheet)),
        freshness: RwSignal::new(Freshness::Page),
        is_open: StoredValue::new(false),
        is_as_rendered: StoredValue::new(true),
        is_fetching: StoredValue::new(false),
        is_wanted_again: StoredValue::new(false),
        focus_next: StoredValue::new(None),
    };
    Effect::new(move |_| {
        request_animation_frame(show_chosen_week);
        live::listen(dashboard);
        // A jump inside the page is one too, and costs a fetch.
        window_event_listener(ev::popstate, move |_| {
            dashboard.chosen.set(Choice::of_address(&window().location().search().unwrap_or_default()));
            dashboard.refetch();
        });
    });
    // One closure for each section: it is drawn again from the whole sheet, and what is equal stays untouched.
    let of_sheet = move |part: fn(&Sheet) -> String| move || dashboard.shown.with(|shown| part(&shown.sheet));
    view! {
        <div on:click=move |event| dashboard.clicked(&event) on:change=move |event| dashboard.type_chosen(&event)
            on:keydown=move |event| keys::pressed(&event)>
            <header class="topline">
                <h1>"Bảng theo dõi"</h1>
                <p class=move || dashboard.freshness.get().class()>
                    // Only a change of state is announced, not every second of a clock.
                    <span role="status">{move || dashboard.freshness.get().words()}</span>" "
                    <time datetime=move || dashboard.moment.get()>{move || dashboard.moment.with(|moment| clock(moment).to_owned())}</time>
                </p>
                <form class="tools" method="get" action=paths::DASHBOARD>
                    {move || dashboard.shown.with(|shown| terms(&shown.sheet))}
                    <input type="hidden" name="ky" value=of_sheet(|sheet| sheet.term.code().to_owned())/>
                    <label class="vh" for="loai">"Loại hồ sơ"</label>
                    <select class="input" id="loai" name="loai"
                        prop:value=move || dashboard.chosen.with(|chosen| chosen.record_type.clone())>
                        {move || dashboard.shown.with(|shown| types(&shown.sheet))}
                    </select>
                    <button class="btn nojs">"Xem"</button>
                    <button type="button" class="btn onlyjs" data-print=""><Icon name="print"/>"In"</button>
                </form>
            </header>
            <div class=of_sheet(|sheet| class(sheet).to_owned()) data-revision=of_sheet(|sheet| sheet.revision.to_string())>
                <div>
                    {move || dashboard.shown.with(|shown| week(&shown.sheet))}
                    {move || dashboard.shown.with(|shown| sums(&shown.sheet))}
                    {move || dashboard.shown.with(matrix)}
                    <div class="under">
                        {key()}
                        <p>
                            "Bấm vào một ô để xem hồ sơ và người nộp. Phím mũi tên để đi giữa các ô."
                            <span class="sideways">" Kéo ngang để xem các tuần khác."</span>
                        </p>
                    </div>
                </div>
                {move || dashboard.shown.with(|shown| shown.sheet.open.as_ref().map(|open| cell_list(&shown.sheet, open)))}
            </div>
            {move || dashboard.shown.with(|shown| year_strip(&shown.sheet))}
            {move || dashboard.shown.with(tally)}
            {move || dashboard.shown.with(|shown| untimed(&shown.sheet))}
            <p class="prt stands">{of_sheet(|sheet| sheet.stands.clone())}</p>
        </div>
    }
}

fn class(sheet: &Sheet) -> &'static str {
    match (sheet.open.is_some(), sheet.term) {
        (true, _) => "dashboard opened",
        (false, TermFilter::Year) => "dashboard whole",
        (false, _) => "dashboard",
    }
}

/// The semesters and the whole year, as links.
fn terms(sheet: &Sheet) -> impl IntoView + use<> {
    let links = TermFilter::ALL.map(|term| {
        let choice = Choice { term: term.code().to_owned(), record_type: sheet.choice.record_type.clone(), cell: String::new() };
        let is_shown = (term == sheet.term).then_some("true");
        view! { <a href=choice.address() data-part="" aria-current=is_shown>{term.words()}</a> }
    });
    view! { <div class="seg" role="group" aria-label="Học kỳ">{Vec::from(links)}</div> }
}

/// The record types as options; the first one stands for all.
fn types(sheet: &Sheet) -> impl IntoView + use<> {
    let chosen = &sheet.choice.record_type;
    let all = (String::new(), "Mọi loại hồ sơ".to_owned());
    std::iter::once(&all)
        .chain(&sheet.types)
        .map(|(code, name)| {
            view! { <option value=code.clone() selected=!code.is_empty() && code == chosen>{name.clone()}</option> }
        })
        .collect_view()
}

impl Dashboard {
    /// Asks for the sheet as it is now; while one is being asked for, any number of wishes become one more.
    pub fn refetch(self) {
        self.is_as_rendered.set_value(false);
        if self.is_fetching.get_value() {
            self.is_wanted_again.set_value(true);
            return;
        }
        self.is_fetching.set_value(true);
        spawn_local(async move {
            loop {
                self.is_wanted_again.set_value(false);
                let Choice { term, record_type, cell } = self.chosen.get_untracked();
                let person = self.shown.with_untracked(|shown| shown.sheet.person.clone());
                let asked = read_sheet(term, record_type, cell, person, document().hidden());
                match within(MAX_ANSWER, asked).await.unwrap_or(Err(ApiError::NoAnswer)) {
                    Ok(sheet) => {
                        let is_another_choice = self.shown.with_untracked(|shown| shown.sheet.choice != sheet.choice);
                        self.moment.set(sheet.datetime.clone());
                        self.shown.update(|shown| shown.replace(sheet));
                        if is_another_choice {
                            request_animation_frame(show_chosen_week);
                        }
                        if self.is_open.get_value() {
                            self.freshness.set(Freshness::Live);
                        }
                    }
                    Err(ApiError::NoAnswer | ApiError::Later(_)) => {
                        self.freshness.set(Freshness::Lost);
                        pause(TRY_AGAIN).await;
                        continue;
                    }
                    // The session is over, somebody else has one, or this dashboard is not theirs any more: the page itself knows
                    // the way to the sign-in and back, and the words.
                    Err(ApiError::SessionOver | ApiError::Refused(_)) => drop(window().location().reload()),
                }
                if !self.is_wanted_again.get_value() {
                    break;
                }
            }
            self.is_fetching.set_value(false);
            if let Some(selector) = self.focus_next.try_update_value(Option::take).flatten() {
                focus_when_drawn(selector);
            }
        });
    }

    /// The server lives, and nothing has changed until `moment`. With another minute figures may have: what fell due then
    /// is no event.
    pub fn beat(self, moment: String) {
        let is_of_this_minute = self.moment.with_untracked(|shown| shown.get(..16) == moment.get(..16));
        if is_of_this_minute && self.freshness.get_untracked() == Freshness::Live {
            self.moment.set(moment);
        } else {
            self.refetch();
        }
    }

    /// Goes to another choice without loading the page; its address can be shared, and Back leads back.
    fn go(self, choice: Choice) {
        if let Ok(history) = window().history() {
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&choice.address()));
        }
        self.chosen.set(choice);
        self.refetch();
    }

    /// A click on a link of the dashboard is followed here; with Ctrl it is a link like any other.
    fn clicked(self, event: &ev::MouseEvent) {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[data-part]").ok().flatten());
        let Some((link, address)) = link.and_then(|link| link.get_attribute("href").map(|href| (link, href))) else { return };
        event.prevent_default();
        let mut choice = Choice::of_address(&address);
        let focus_next = match link.get_attribute("data-cell") {
            Some(_) => Some("#o".to_owned()),
            None => link.get_attribute("data-back"),
        };
        if focus_next.is_none() {
            // Another semester: the type is the one chosen last, though its figures may still be on their way.
            choice.record_type = self.chosen.with_untracked(|chosen| chosen.record_type.clone());
        }
        self.focus_next.set_value(focus_next);
        self.go(choice);
    }

    /// Another record type, of the weeks that are chosen.
    fn type_chosen(self, event: &ev::Event) {
        let Some(select) = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok()) else { return };
        let chosen = self.chosen.with_untracked(|chosen| chosen.term.clone());
        let shown = || self.shown.with_untracked(|shown| shown.sheet.term.code().to_owned());
        let term = if chosen.is_empty() { shown() } else { chosen };
        self.go(Choice { term, record_type: select.value(), cell: String::new() });
    }
}

/// "14:20:05" of a moment.
fn clock(moment: &str) -> &str {
    moment.get(11..19).unwrap_or_default()
}

/// Focus follows to what an answer has brought; the views are drawn right after the signals were set.
fn focus_when_drawn(selector: String) {
    request_animation_frame(move || {
        if let Some(element) = found(&selector) {
            focus(&element);
        }
    });
}

/// A whole year is wider than the screen, and beside an opened list a semester is as well: in the middle stands the week of
/// the opened cell, else the present one (at the first visit also for browsers that do not know `scroll-initial-target`).
fn show_chosen_week() {
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
