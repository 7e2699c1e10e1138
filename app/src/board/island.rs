//! The island of the board: filters, cells and fresh figures without a page load.

use domain::{
    board::{Board, Stretch},
    days::local,
    record_list::RecordList,
    vietnamese,
};
use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};

use super::{
    CellKey, address,
    cell_list::cell_list,
    cell_of,
    live::{Freshness, listen},
    matrix::matrix,
    tallies::{figures, key, tally, untimed, year_strip},
};
use crate::{requests::send, ui::Icon};

/// All signals of the island; a copy is the same board.
#[derive(Clone, Copy)]
struct Shown {
    board: RwSignal<Board>,
    before: RwSignal<Option<Board>>,
    open: RwSignal<Option<(CellKey, RecordList)>>,
    freshness: RwSignal<Freshness>,
    /// A fetch is under way, and whether another one is wanted after it.
    fetching: StoredValue<bool>,
    again: StoredValue<bool>,
}

/// `open` is a cell's row and week in the form of `?o=`, with its list.
#[island]
pub fn LiveBoard(board: Board, open: Option<(String, RecordList)>) -> impl IntoView {
    let open = open.and_then(|(key, list)| Some((cell_of(&key)?, list)));
    let shown = Shown {
        board: RwSignal::new(board),
        before: RwSignal::new(None),
        open: RwSignal::new(open),
        freshness: RwSignal::new(Freshness::Page),
        fetching: StoredValue::new(false),
        again: StoredValue::new(false),
    };
    Effect::new(move |_| {
        listen(shown.freshness, move || shown.refetch());
        show_present_week();
    });
    view! {
        <header class="topline">
            <h1>"Bảng theo dõi"</h1>
            {move || badge(shown)}
            {move || tools(shown)}
        </header>
        <div class="board" class:opened=move || shown.open.with(Option::is_some) on:click=move |event| shown.clicked(&event)
            on:keydown=move |event| shown.key(&event)>
            <div>
                {move || shown.board.with(figures)}
                {move || shown.board.with(|board| shown.before.with(|before| {
                    matrix(board, before.as_ref(), shown.open.with(|open| open.as_ref().map(|(key, _)| *key)))
                }))}
                <div class="under">{key()}<p>"Bấm vào một ô để xem hồ sơ và người nộp. Phím mũi tên để đi giữa các ô."</p></div>
            </div>
            {move || shown.open.with(|open| open.as_ref().map(|(key, list)| shown.board.with(|board| cell_list(board, *key, list))))}
        </div>
        {move || shown.board.with(year_strip)}
        {move || shown.board.with(tally)}
        {move || shown.board.with(untimed)}
    }
}

fn badge(shown: Shown) -> impl IntoView {
    let at = shown.board.with(|board| local(board.as_of));
    let datetime = at.format("%Y-%m-%dT%H:%M:%S+07:00").to_string();
    match shown.freshness.get() {
        Freshness::Lost => view! {
            <p class="fresh lost" role="status">"Mất kết nối, số liệu lúc "<time datetime=datetime>{vietnamese::hour(at.time())}</time></p>
        }.into_any(),
        Freshness::Live => view! {
            <p class="fresh" role="status">"Trực tiếp, cập nhật "<time datetime=datetime>{vietnamese::hour_with_seconds(at.time())}</time></p>
        }.into_any(),
        Freshness::Page => view! {
            <p class="fresh still">"Số liệu lúc "<time datetime=datetime>{vietnamese::hour_with_seconds(at.time())}</time></p>
        }.into_any(),
    }
}

fn tools(shown: Shown) -> impl IntoView {
    let (stretch, chosen, types) =
        shown.board.with(|board| (board.stretch, board.record_type.clone(), board.types.clone()));
    let seg = Stretch::ALL
        .map(|one| {
            let href = address("/bang-theo-doi", one, chosen.as_deref(), None);
            let choose = move |event: ev::MouseEvent| {
                event.prevent_default();
                shown.choose(one, shown.board.with_untracked(|board| board.record_type.clone()));
            };
            view! { <a href=href aria-current=(one == stretch).then_some("true") on:click=choose>{one.words()}</a> }
        })
        .collect_view();
    let options = types
        .into_iter()
        .map(|(code, name)| {
            let selected = chosen.as_deref() == Some(code.as_str());
            view! { <option value=code selected=selected>{name}</option> }
        })
        .collect_view();
    let picked = move |event: ev::Event| {
        let code = event_target_value(&event);
        shown.choose(shown.board.with_untracked(|board| board.stretch), Some(code).filter(|code| !code.is_empty()));
    };
    view! {
        <form class="tools" method="get" action="/bang-theo-doi">
            <div class="seg" role="group" aria-label="Học kỳ">{seg}</div>
            <input type="hidden" name="ky" value=stretch.code()/>
            <label class="vh" for="loai">"Loại hồ sơ"</label>
            <select class="input" id="loai" name="loai" on:change=picked><option value="">"Mọi loại hồ sơ"</option>{options}</select>
            <button class="btn nojs">"Xem"</button>
            <button type="button" class="btn onlyjs" data-print=""><Icon name="print"/>"In"</button>
        </form>
    }
}

impl Shown {
    /// Shows other weeks or another type, and says so in the address, which can be shared.
    fn choose(self, stretch: Stretch, record_type: Option<String>) {
        self.board.update(|board| {
            board.stretch = stretch;
            board.record_type = record_type;
        });
        self.before.set(None);
        self.open.set(None);
        self.say_where();
        self.refetch();
    }

    fn say_where(self) {
        let open = self.open.with_untracked(|open| open.as_ref().map(|(key, _)| *key));
        let address = self
            .board
            .with_untracked(|board| address("/bang-theo-doi", board.stretch, board.record_type.as_deref(), open));
        if let Ok(history) = window().history() {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
        }
    }

    /// Fetches the figures as they are now; while one fetch runs, any number of wishes become one more.
    fn refetch(self) {
        if self.fetching.get_value() {
            self.again.set_value(true);
            return;
        }
        self.fetching.set_value(true);
        spawn_local(async move {
            loop {
                self.again.set_value(false);
                let (stretch, record_type) =
                    self.board.with_untracked(|board| (board.stretch, board.record_type.clone()));
                let url = address("/bang-theo-doi/so-lieu", stretch, record_type.as_deref(), None);
                match fetch::<Board>(&url).await {
                    Some(board) if self.is_wanted(&board) => self.show(board),
                    Some(_) => {}
                    None => self.freshness.set(Freshness::Lost),
                }
                let open = self.open.with_untracked(|open| open.as_ref().map(|(key, _)| *key));
                if let Some(key) = open {
                    self.fetch_cell(key).await;
                }
                if !self.again.get_value() {
                    break;
                }
            }
            self.fetching.set_value(false);
        });
    }

    /// An answer to a choice that was changed meanwhile, or older than what is shown, is not wanted.
    fn is_wanted(self, board: &Board) -> bool {
        self.board.with_untracked(|now| {
            now.stretch == board.stretch && now.record_type == board.record_type && now.as_of <= board.as_of
        })
    }

    fn show(self, board: Board) {
        let before = self.board.get_untracked();
        self.before.set((before.weeks == board.weeks).then_some(before));
        self.board.set(board);
    }

    async fn fetch_cell(self, key: CellKey) {
        let url = self.board.with_untracked(|board| {
            address("/bang-theo-doi/o", board.stretch, board.record_type.as_deref(), Some(key))
        });
        if let Some(list) = fetch::<RecordList>(&url).await {
            self.open.set(Some((key, list)));
        }
    }

    /// A click on a cell opens its list here; with Ctrl or the middle button it is a link like any other.
    fn clicked(self, event: &ev::MouseEvent) {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else { return };
        if let Ok(Some(_)) = target.closest("[data-close]") {
            event.prevent_default();
            self.close();
        } else if let Ok(Some(link)) = target.closest("[data-cell]")
            && let Some(key) = link.get_attribute("data-cell").as_deref().and_then(cell_of)
        {
            event.prevent_default();
            spawn_local(async move {
                self.fetch_cell(key).await;
                self.say_where();
                focus("#o");
            });
        }
    }

    fn close(self) {
        let key = self.open.with_untracked(|open| open.as_ref().map(|(key, _)| *key));
        self.open.set(None);
        self.say_where();
        if let Some((row, week)) = key {
            focus(&format!("[data-cell=\"{}.{week}\"]", row.code()));
        }
    }

    /// Arrows move between cells, Esc closes the list.
    fn key(self, event: &ev::KeyboardEvent) {
        let step: (i32, i32) = match event.key().as_str() {
            "Escape" => return self.close(),
            "ArrowUp" => (0, -1),
            "ArrowDown" => (0, 1),
            "ArrowLeft" => (-1, 0),
            "ArrowRight" => (1, 0),
            _ => return,
        };
        let here = document().active_element().and_then(|element| element.get_attribute("data-cell"));
        let Some((row, week)) = here.as_deref().and_then(cell_of) else { return };
        event.prevent_default();
        // On a desk weeks stand side by side, on a tablet one above the other: the style sheet says which.
        let turned = window().match_media("(min-width: 1024px)").ok().flatten().is_some_and(|media| media.matches());
        let (rows, weeks) = if turned { (step.1, step.0) } else { (step.0, -step.1) };
        let target = self.board.with_untracked(|board| {
            let row_at = board.rows.iter().position(|one| one.key == row)?;
            let week_at = board.weeks.iter().position(|one| one.number == week)?;
            let row = board.rows.get(row_at.checked_add_signed(rows as isize)?)?;
            let week = board.weeks.get(week_at.checked_add_signed(weeks as isize)?)?;
            Some(format!("[data-cell=\"{}.{}\"]", row.key.code(), week.number))
        });
        if let Some(target) = target {
            focus(&target);
        }
    }
}

/// A whole year is wider than the screen: it opens at the present week (also for browsers that do not
/// know `scroll-initial-target`).
fn show_present_week() {
    let found = |selector| document().query_selector(selector).ok().flatten();
    if let (Some(strip), Some(now)) = (found(".matrix-x"), found(".matrix .now"))
        && let (Ok(strip), Ok(now)) = (strip.dyn_into::<web_sys::HtmlElement>(), now.dyn_into::<web_sys::HtmlElement>())
    {
        strip.set_scroll_left((now.offset_left() - strip.client_width() / 2).max(0));
    }
}

fn focus(selector: &str) {
    if let Ok(Some(element)) = document().query_selector(selector)
        && let Ok(element) = element.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = element.focus();
    }
}

async fn fetch<T: serde::de::DeserializeOwned>(url: &str) -> Option<T> {
    let (status, text) = send("GET", url, &[("Accept", "application/json")], None, |_| {}).await.ok()?;
    if status == 401 {
        // The session is over: the page itself knows the way to the sign-in and back.
        let _ = window().location().reload();
        return None;
    }
    serde_json::from_str(&text).ok()
}
