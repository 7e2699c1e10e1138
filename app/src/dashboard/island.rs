//! The island of the dashboard: it shows a sheet, asks for the next one when the viewer chooses and when the server says
//! that something changed, and says how fresh the figures are.

use domain::dashboard::TermFilter;
use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlSelectElement};

use super::{
    Choice,
    cell_list::cell_list,
    focus::show_chosen_week,
    keys, live,
    matrix::matrix,
    sheet::{Sheet, Shown},
    state::{Dashboard, Freshness},
    tallies::{key, sums, tally, untimed, week, year_strip},
};
use crate::{given::given, paths, ui::PrintButton};

#[island]
pub fn LiveDashboard() -> impl IntoView {
    let dashboard = Dashboard::first(given());
    Effect::new(move |_| {
        request_animation_frame(show_chosen_week);
        live::listen(dashboard);
        dashboard.in_address.set_value(choice_in_address());
        window_event_listener(ev::popstate, move |_| dashboard.moved_to(choice_in_address()));
    });
    drawn(dashboard)
}

/// The dashboard of a school year that is over: the same, and nothing of it moves.
#[cfg(feature = "ssr")]
pub fn ended_dashboard(sheet: Sheet) -> impl IntoView {
    drawn(Dashboard::first(sheet))
}

fn drawn(dashboard: Dashboard) -> impl IntoView {
    // One closure for each section: it is drawn again from the whole sheet, and what is equal stays untouched.
    let of_sheet = move |part: fn(&Sheet) -> String| move || dashboard.shown.with(|shown| part(&shown.sheet));
    // Without the island the type is chosen by the button, and no key moves anything.
    let is_still = dashboard.shown.with_untracked(|shown| !shown.sheet.choice.year.is_empty());
    let (choose, hint) = match is_still {
        true => ("btn", "Bấm vào một ô để xem hồ sơ và người nộp."),
        false => ("btn nojs", "Bấm vào một ô để xem hồ sơ và người nộp. Phím mũi tên để đi giữa các ô."),
    };
    view! {
        <div on:click=move |event| dashboard.clicked(&event) on:change=move |event| dashboard.narrowed(&event)
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
                    {move || dashboard.shown.with(|shown| year_field(&shown.sheet))}
                    <label class="vh" for="loai">"Loại hồ sơ"</label>
                    <select class="input" id="loai" name="loai"
                        prop:value=move || dashboard.chosen.with(|chosen| chosen.record_type.clone())>
                        {move || dashboard.shown.with(|shown| types(&shown.sheet))}
                    </select>
                    {move || dashboard.shown.with(|shown| site_field(&shown.sheet))}
                    <button class=choose>"Xem"</button>
                    <PrintButton/>
                </form>
            </header>
            <div class=of_sheet(|sheet| class(sheet).to_owned()) data-revision=of_sheet(|sheet| sheet.revision.to_string())>
                <div>
                    {move || dashboard.shown.with(|shown| week(&shown.sheet))}
                    {move || dashboard.shown.with(|shown| sums(&shown.sheet))}
                    {move || dashboard.shown.with(matrix)}
                    <div class="under">
                        {move || dashboard.shown.with(|shown| key(&shown.sheet))}
                        <p>
                            {hint}
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
        let choice = Choice { term: term.code().to_owned(), cell: String::new(), ..sheet.choice.clone() };
        let is_shown = (term == sheet.term).then_some("true");
        view! { <a href=choice.address() data-part="" aria-current=is_shown>{term.words()}</a> }
    });
    view! { <div class="seg" role="group" aria-label="Học kỳ">{Vec::from(links)}</div> }
}

/// The school year that is looked back at, for the form that chooses a type in it.
fn year_field(sheet: &Sheet) -> impl IntoView + use<> {
    let year = Some(sheet.choice.year.clone()).filter(|year| !year.is_empty());
    year.map(|year| view! { <input type="hidden" name=paths::YEAR value=year/> })
}

/// The record types as options; the first one stands for all.
fn types(sheet: &Sheet) -> impl IntoView + use<> {
    options("Mọi loại hồ sơ", &sheet.types, &sheet.choice.record_type)
}

/// The sites to choose one, where the school has several.
fn site_field(sheet: &Sheet) -> Option<impl IntoView + use<>> {
    let options = options("Mọi điểm trường", &sheet.sites, &sheet.choice.site);
    let chosen = sheet.choice.site.clone();
    (!sheet.sites.is_empty()).then(|| {
        view! {
            <label>
                <span class="vh">"Điểm trường"</span>
                <select class="input" name=paths::SITE prop:value=chosen>{options}</select>
            </label>
        }
    })
}

/// What can be chosen, behind what stands for all.
fn options(all: &str, known: &[(String, String)], chosen: &str) -> impl IntoView + use<> {
    let all = (String::new(), all.to_owned());
    std::iter::once(&all)
        .chain(known)
        .map(|(code, name)| {
            view! { <option value=code.clone() selected=!code.is_empty() && code == chosen>{name.clone()}</option> }
        })
        .collect_view()
}

impl Dashboard {
    /// The sheet with which a page came.
    fn first(sheet: Sheet) -> Self {
        Self {
            chosen: RwSignal::new(sheet.choice.clone()),
            moment: RwSignal::new(sheet.datetime.clone()),
            shown: RwSignal::new(Shown::first(sheet)),
            freshness: RwSignal::new(Freshness::Page),
            is_open: StoredValue::new(false),
            is_as_rendered: StoredValue::new(true),
            is_fetching: StoredValue::new(false),
            is_wanted_again: StoredValue::new(false),
            in_address: StoredValue::new(Choice::default()),
            focus_next: StoredValue::new(None),
        }
    }

    /// Goes to another choice without loading the page; its address can be shared, and Back leads back.
    fn go(self, choice: Choice) {
        if let Ok(history) = window().history() {
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&choice.address()));
        }
        self.in_address.set_value(choice.clone());
        self.chosen.set(choice);
        self.refetch();
    }

    /// Back or Forward, or a jump inside the page: that one chooses nothing, and a code of the address that is none of ours
    /// was passed over when the page was made.
    fn moved_to(self, choice: Choice) {
        if self.in_address.with_value(|before| *before != choice) {
            self.in_address.set_value(choice.clone());
            self.chosen.set(choice);
            self.refetch();
        }
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
            // Another semester: type and site are those chosen last, though their figures may still be on their way.
            let narrowed = self.chosen.get_untracked();
            choice = Choice { record_type: narrowed.record_type, site: narrowed.site, ..choice };
        }
        self.focus_next.set_value(focus_next);
        self.go(choice);
    }

    /// Another record type or another site, of the weeks that are chosen.
    fn narrowed(self, event: &ev::Event) {
        let Some(select) = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok()) else { return };
        let mut choice = Choice { cell: String::new(), ..self.chosen.get_untracked() };
        if choice.term.is_empty() {
            choice.term = self.shown.with_untracked(|shown| shown.sheet.term.code().to_owned());
        }
        let part = if select.name() == paths::SITE { &mut choice.site } else { &mut choice.record_type };
        *part = select.value();
        self.go(choice);
    }
}

/// What the bar of the browser says.
fn choice_in_address() -> Choice {
    Choice::of_address(&window().location().search().unwrap_or_default())
}

/// "14:20:05" of a moment.
fn clock(moment: &str) -> &str {
    moment.get(11..19).unwrap_or_default()
}
