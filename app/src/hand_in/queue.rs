//! The list of files in the browser: one is sent at a time, what arrived stays, what failed says why.

mod sending;

use domain::{
    files::{MAX_FILES, takes_the_place},
    refusal::Words,
    vietnamese,
};
use gloo_file::{File, FileList};
use leptos::prelude::*;

use super::PendingUpload;

/// Where one file is on its way.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    Waiting,
    Sending {
        percent: u32,
        seconds_left: Option<u32>,
    },
    /// It lies with the server, under this id.
    Arrived(String),
    /// It cannot be taken: nothing is handed in before the person has taken it off the list, or chosen another one for it.
    Refused(Words),
    /// Not taken this time; the same file may be sent again.
    Held(Words),
    /// A temporary file, or one of the last version that does not stay: shown, never sent.
    Aside,
}

#[derive(Clone, Debug)]
pub struct Item {
    pub number: u32,
    pub name: String,
    pub size: u64,
    /// Its place in the last version, where it is of that one.
    pub kept: Option<String>,
    pub progress: RwSignal<Progress>,
    /// What should be known of the file once it has arrived, one warning a line.
    pub warnings: RwSignal<String>,
}

impl Item {
    /// A file that the page came with.
    fn listed(number: u32, PendingUpload { id, name, size, warnings, kept }: PendingUpload) -> Self {
        let progress = if kept == Some(false) { Progress::Aside } else { Progress::Arrived(id.clone()) };
        let warnings = RwSignal::new(warnings.join("\n"));
        Self { number, name, size, kept: kept.map(|_| id), progress: RwSignal::new(progress), warnings }
    }
}

/// What stands in the way of the whole hand-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The server does not answer; it is tried again by itself.
    Offline,
    /// Sign in over the page; everything on it stays.
    SessionOver,
    /// The person put that off: a notice stays.
    SignedOut,
    Refused(Words),
}

/// All signals of the island; a copy is the same queue.
#[derive(Clone, Copy)]
pub struct Queue {
    pub items: RwSignal<Vec<Item>>,
    pub note: RwSignal<String>,
    /// "Nộp" was pressed: hand in as soon as all has arrived.
    pub pressed: RwSignal<bool>,
    pub obstacle: RwSignal<Option<Obstacle>>,
    /// By the numbers of their items.
    files: StoredValue<Vec<(u32, File)>, LocalStorage>,
    /// Uploads that were taken off the list and that the server has still to forget, once somebody has signed in.
    unwanted: StoredValue<Vec<String>>,
    next: StoredValue<u32>,
    busy: StoredValue<bool>,
    limit: u64,
    obligation: StoredValue<String>,
    key: StoredValue<String>,
    /// For whom the page was made.
    person: StoredValue<String>,
    /// How often something was typed: only the last time is sent.
    typed: StoredValue<u32>,
    /// The last time that the server has kept.
    kept: StoredValue<u32>,
    /// The hand-in itself is on its way, or has been taken: it carries the words.
    handing: StoredValue<bool>,
    /// The number of the first file that was chosen on this page.
    first_chosen: u32,
    /// The last version that the page shows.
    version: StoredValue<Option<String>>,
    /// Names of files that could not be taken and were taken off.
    left_out: StoredValue<Vec<String>>,
}

impl Queue {
    /// `key` was made with the form; `files` are those of the last version and those that wait.
    pub fn new(obligation: String, person: String, key: String, note: String, limit: u64, files: Vec<PendingUpload>) -> Self {
        let items: Vec<Item> = (0_u32..).zip(files).map(|(number, one)| Item::listed(number, one)).collect();
        let next = u32::try_from(items.len()).unwrap_or(0);
        Self {
            items: RwSignal::new(items),
            note: RwSignal::new(note),
            pressed: RwSignal::new(false),
            obstacle: RwSignal::new(None),
            files: StoredValue::new_local(Vec::new()),
            unwanted: StoredValue::new(Vec::new()),
            next: StoredValue::new(next),
            busy: StoredValue::new(false),
            limit,
            obligation: StoredValue::new(obligation),
            key: StoredValue::new(key),
            person: StoredValue::new(person),
            typed: StoredValue::new(0),
            kept: StoredValue::new(0),
            handing: StoredValue::new(false),
            first_chosen: next,
            version: StoredValue::new(None),
            left_out: StoredValue::new(Vec::new()),
        }
    }

    /// Which version the page shows, and what was left out of it before.
    pub fn shows(self, version: Option<String>, left_out: Vec<String>) -> Self {
        self.version.set_value(version);
        self.left_out.set_value(left_out);
        self
    }

    /// Takes chosen or dropped files into the list; what the rules refuse is told at once, without sending it.
    pub fn add(self, files: web_sys::FileList) {
        for file in FileList::from(files).iter().cloned() {
            let (name, size) = (file.name(), file.size());
            // A file that could not be taken is mended and chosen again: it takes the place of its row.
            self.items
                .update(|items| items.retain(|item| item.name != name || item.progress.with_untracked(|one| !is_refused(one))));
            let is_there = self.items.with_untracked(|items| {
                items.iter().any(|item| {
                    let is_replaced = item.kept.is_some() && takes_the_place(&item.name, &name);
                    item.name == name && item.size == size && !is_replaced && item.progress.with_untracked(is_to_go)
                })
            });
            let progress = if is_temporary(&name) {
                Progress::Aside
            } else if is_there {
                refused(
                    &format!("{name} đã có trong danh sách"),
                    "Là cùng một tệp thì bỏ dòng này. Tệp đã sửa thì bỏ tệp cũ khỏi danh sách rồi chọn lại.",
                )
            } else if size > self.limit {
                refused(
                    &format!("{name} lớn hơn {}", vietnamese::file_limit(self.limit)),
                    "Nén ảnh hoặc phim cho nhỏ lại rồi chọn lại tệp.",
                )
            } else if self.going() >= MAX_FILES {
                refused(&format!("Mỗi lần nộp nhiều nhất {MAX_FILES} tệp"), "Bỏ bớt những tệp không cần, hoặc gộp ảnh vào một tệp.")
            } else {
                Progress::Waiting
            };
            let number = self.next.get_value();
            self.next.set_value(number + 1);
            let mut told = String::new();
            if progress == Progress::Waiting {
                told = self.replace(&name);
                self.files.update_value(|files| {
                    files.push((number, file));
                });
            }
            let item = Item { number, name, size, kept: None, progress: RwSignal::new(progress), warnings: RwSignal::new(told) };
            self.items.update(|items| items.push(item));
        }
        self.clear_refusal();
        self.changed();
        self.work();
    }

    /// After "Nộp" was pressed for another list than there is now: what nobody has looked at never goes out by itself.
    fn changed(self) {
        if self.pressed.get_untracked() {
            let words = self.missed().unwrap_or_else(|| {
                said("Danh sách tệp vừa thay đổi, chưa nộp gì cả", "Xem lại danh sách rồi bấm Nộp. Lời nhắn vẫn còn nguyên.")
            });
            self.call_off(words);
        }
    }

    /// Takes a file off the list, and off the server's list: a reload must not bring it back.
    pub fn remove(self, number: u32) {
        if let Some(id) = self.take_off(number) {
            self.forget(id);
        }
        self.changed();
    }

    /// What the server has not kept long enough: nothing is handed in before each of them is chosen again or taken off.
    fn gone(self, ids: &[String]) {
        for item in self.items.get_untracked() {
            if item.kept.is_none() && matches!(item.progress.get_untracked(), Progress::Arrived(id) if ids.contains(&id)) {
                let words = said(
                    "Tệp đã tải lên quá 24 giờ nên không còn giữ",
                    "Chọn lại tệp này, tệp mới thay vào dòng này; hoặc bỏ tệp khỏi danh sách.",
                );
                item.progress.try_set(Progress::Refused(words));
            }
        }
        self.call_off(self.missed().unwrap_or_else(|| said("Chưa nộp gì cả", "Xem lại danh sách rồi bấm Nộp.")));
    }

    /// Whether whoever leaves now leaves something behind: a file on its way, or one that was chosen here and not handed in.
    pub fn leaves_something(self) -> bool {
        let is_left =
            |item: &Item| item.kept.is_none() && item.number >= self.first_chosen && item.progress.with_untracked(is_to_go);
        !self.handing.get_value() && self.items.with_untracked(|items| items.iter().any(is_left))
    }

    /// Takes a file off the list; the id under which the server has it. One that is still on its way is forgotten
    /// when it has arrived.
    fn take_off(self, number: u32) -> Option<String> {
        let mut arrived = None;
        self.items.update(|items| {
            items.retain(|item| {
                if item.number == number {
                    match item.progress.get_untracked() {
                        Progress::Arrived(id) => arrived = Some(id),
                        Progress::Refused(_) => self.left_out.update_value(|names| names.push(item.name.clone())),
                        Progress::Waiting | Progress::Sending { .. } | Progress::Held(_) | Progress::Aside => {}
                    }
                }
                item.number != number
            });
        });
        self.files.update_value(|files| {
            files.retain(|(one, _)| *one != number);
        });
        self.clear_refusal();
        arrived
    }

    /// Whether a file that waited when the page was opened is still on the list.
    pub fn holds_an_earlier_one(self) -> bool {
        self.items.with(|items| items.iter().any(|item| item.kept.is_none() && item.number < self.first_chosen))
    }

    /// A document of the last version under this name is meant to be replaced, where there is one: it stays no longer, which is
    /// said beside the new one, and can be ticked again.
    fn replace(self, name: &str) -> String {
        let items = self.items.get_untracked();
        let mut same = items.iter().filter(|item| item.kept.is_some() && takes_the_place(&item.name, name));
        match (same.next(), same.next()) {
            (Some(old), None) => {
                old.progress.set(Progress::Aside);
                "Thay tệp cùng tên của phiên bản trước. Nộp cả hai thì đánh dấu lại tệp cũ.".to_owned()
            }
            _ => String::new(),
        }
    }

    /// Ticks a file of the last version, or takes the tick away.
    pub fn tick(self, number: u32) {
        for item in self.items.get_untracked().into_iter().filter(|item| item.number == number) {
            let stays = item.progress.get_untracked() != Progress::Aside;
            item.progress.set(item.kept.filter(|_| !stays).map_or(Progress::Aside, Progress::Arrived));
        }
        self.clear_refusal();
        self.changed();
    }

    /// The record has another last version than the page showed: its files stand in the place of the old one's.
    fn now_shows(self, version: String, files: Vec<(String, u64)>) {
        let mut number = self.next.get_value();
        let mut items = Vec::new();
        for (place, (name, size)) in files.into_iter().enumerate() {
            let file = PendingUpload { id: place.to_string(), name, size, warnings: Vec::new(), kept: Some(true) };
            items.push(Item::listed(number, file));
            number += 1;
        }
        self.next.set_value(number);
        self.version.set_value(Some(version));
        self.items.update(|list| {
            items.extend(list.drain(..).filter(|item| item.kept.is_none()));
            *list = items;
        });
    }

    /// How many files will be handed in.
    pub fn going(self) -> usize {
        self.count(is_to_go)
    }

    /// How many of them have not arrived yet.
    pub fn on_their_way(self) -> usize {
        self.count(|progress| matches!(progress, Progress::Waiting | Progress::Sending { .. } | Progress::Held(_)))
    }

    /// How long all that is on its way takes at the speed of the file that is sent now; `None` while nobody knows.
    pub fn seconds_left(self) -> Option<u32> {
        self.items.with(|items| {
            let sending = items.iter().find_map(|item| match item.progress.get() {
                Progress::Sending { percent, seconds_left: Some(seconds) } => Some((item.size, percent, seconds)),
                _ => None,
            });
            let (size, percent, seconds) = sending?;
            let remaining = (size as f64 * f64::from(100_u32.saturating_sub(percent)) / 100.0).max(1.0);
            let after: u64 =
                items.iter().filter(|item| item.progress.with(|one| *one == Progress::Waiting)).map(|item| item.size).sum();
            Some((f64::from(seconds) * (1.0 + after as f64 / remaining)) as u32)
        })
    }

    /// The hour until which a hand-in counts as on time, where it passes before all that is on its way has arrived. `until` says when
    /// that is, and `now` what it is by the same clock, in milliseconds; it is asked only where something is on its way, for there is
    /// no such clock while the page is made.
    pub fn passes(self, until: Option<&(f64, String)>, now: impl Fn() -> f64) -> Option<String> {
        let ((until, hour), left) = (until?, self.seconds_left()?);
        let now = now();
        (now < *until && now + f64::from(left) * 1000.0 > *until).then(|| hour.clone())
    }

    fn count(self, wanted: impl Fn(&Progress) -> bool) -> usize {
        self.items.with(|items| items.iter().filter(|item| item.progress.with(&wanted)).count())
    }

    /// After the list has changed: an old refusal is gone, unless one that was refused is still on the list.
    fn clear_refusal(self) {
        if self.obstacle.with_untracked(|obstacle| matches!(obstacle, Some(Obstacle::Refused(_)))) {
            self.obstacle.set(self.missed().map(Obstacle::Refused));
        }
    }

    /// What to do about files that were refused, if there are any.
    fn missed(self) -> Option<Words> {
        let names = untrack(|| self.names(|progress| matches!(progress, Progress::Refused(_))));
        (!names.is_empty()).then(|| {
            said(
                &format!("Chưa nộp gì cả, vì không nhận được {names}"),
                "Nộp mà không có tệp đó thì bỏ tệp đó khỏi danh sách rồi bấm Nộp; có tệp khác thay vào thì chọn trước khi bấm. \
                 Lời nhắn và các tệp khác còn nguyên.",
            )
        })
    }

    fn names(self, wanted: impl Fn(&Progress) -> bool) -> String {
        let names: Vec<String> = self
            .items
            .with(|items| items.iter().filter(|item| item.progress.with(&wanted)).map(|item| item.name.clone()).collect());
        names.join(", ")
    }

    /// "Nộp" was pressed.
    pub fn press(self) {
        if self.wish() {
            self.work();
        }
    }

    /// Notes that "Nộp" was pressed; `false` where there is nothing to go on with.
    fn wish(self) -> bool {
        if self.pressed.get_untracked() {
            return false;
        }
        if let Some(words) = self.missed() {
            self.obstacle.set(Some(Obstacle::Refused(words)));
            return false;
        }
        if untrack(|| self.going()) == 0 {
            self.obstacle.set(Some(Obstacle::Refused(said(
                "Chưa có tệp nào",
                "Chọn ít nhất một tệp rồi bấm Nộp. Lời nhắn vẫn còn nguyên.",
            ))));
            return false;
        }
        self.obstacle.set(None);
        for item in self.items.get_untracked() {
            free(&item);
        }
        self.pressed.set(true);
        true
    }

    /// Nothing is handed in before "Nộp" is pressed again.
    fn call_off(self, words: Words) {
        self.pressed.set(false);
        self.obstacle.set(Some(Obstacle::Refused(words)));
    }

    /// "Gửi lại" was pressed at one file.
    pub fn send_again(self, number: u32) {
        for item in self.items.get_untracked().iter().filter(|item| item.number == number) {
            free(item);
        }
        self.clear_refusal();
        self.work();
    }

    /// The dialog was closed without signing in: nothing goes on by itself, and everything on the page stays.
    pub fn put_off(self) {
        // It closes by itself, too, once somebody has signed in.
        if self.obstacle.get_untracked() == Some(Obstacle::SessionOver) {
            self.pressed.set(false);
            self.obstacle.set(Some(Obstacle::SignedOut));
        }
    }

    /// Goes on after an obstacle was cleared away.
    pub fn go_on(self) {
        self.obstacle.set(None);
        for id in self.unwanted.get_value() {
            self.forget(id);
        }
        self.unwanted.set_value(Vec::new());
        self.work();
    }
}

/// Whether a file will be handed in.
const fn is_to_go(progress: &Progress) -> bool {
    !matches!(progress, Progress::Refused(_) | Progress::Aside)
}

const fn is_refused(progress: &Progress) -> bool {
    matches!(progress, Progress::Refused(_))
}

/// Puts a file that was held back in line.
fn free(item: &Item) {
    if matches!(item.progress.get_untracked(), Progress::Held(_)) {
        item.progress.set(Progress::Waiting);
    }
}

fn refused(fact: &str, advice: &str) -> Progress {
    Progress::Refused(said(fact, advice))
}

/// The refusals that need no server. The domain's own words would bring its dates and its tables of letters into
/// the download.
fn said(fact: &str, advice: &str) -> Words {
    Words { fact: fact.to_owned(), advice: advice.to_owned() }
}

/// Whether a name is that of an office program's temporary file: the rule of `FileName::is_temporary`, which the server
/// asks.
fn is_temporary(name: &str) -> bool {
    name.starts_with("~$") || name.starts_with(".~lock.")
}

#[cfg(test)]
#[path = "queue_tests.rs"]
mod tests;
