//! "Sự cố": whoever cannot work says so, the management team answers, and what was open while a record was due is told of it when
//! somebody asks why it was late (Điều 6b, 7c; reading in decision 0045: everybody may).

use super::{
    Column, ColumnKind, Concerned, Move, Need, Own, Register, RegisterKind, State, Who,
    declared::{MAX_LINE, MAX_WORDS},
};
use crate::{days::Timestamp, people::PersonId};

/// So many of one person may wait at once: nobody fills the register.
pub const MAX_OPEN_INCIDENTS: usize = 20;
/// The states in which an incident is open.
pub const OPEN_OF_INCIDENTS: [&str; 2] = [NEW, WORKING];
/// The column `scope` of an incident that others have as well.
pub const WIDE: &str = "many";

const NEW: &str = "new";
const WORKING: &str = "working";
const DONE: &str = "done";

/// An address of the program is no longer than this.
const MAX_PAGE: usize = 200;

const fn known(code: &'static str, label: &'static str) -> Column {
    Column { code, label, hint: "", kind: ColumnKind::Known, need: Need::May }
}

pub(super) const REGISTER: Register = Register {
    kind: RegisterKind::Incidents,
    name: "Sự cố",
    one: "sự cố",
    new: "Báo sự cố",
    about: "Máy, mạng hay chương trình trục trặc thì báo ở đây; tổ quản lý phần mềm xử lý và trả lời (Điều 5b, 6b, 7c). Sự cố \
            đang mở khi hồ sơ đến hạn được ghi trong phần “Vì sao muộn” của hồ sơ đó.",
    columns: &[
        Column {
            code: "what",
            label: "Việc gì xảy ra",
            hint: "Đang làm gì, thấy gì trên màn hình.",
            kind: ColumnKind::Text { max: MAX_WORDS },
            need: Need::Must,
        },
        Column {
            code: "scope",
            label: "Ai gặp",
            hint: "",
            kind: ColumnKind::Choice(&[("one", "Một mình tôi, hoặc chưa rõ"), (WIDE, "Nhiều người cùng gặp")]),
            need: Need::Must,
        },
        known("page", "Trang"),
        known("browser", "Trình duyệt"),
        known("error", "Mã sự cố trên trang lỗi"),
    ],
    states: &[
        State { code: NEW, words: "Mới", is_over: false },
        State { code: WORKING, words: "Đang xử lý", is_over: false },
        State { code: DONE, words: "Đã xử lý", is_over: true },
    ],
    moves: &[
        step(NEW, WORKING, "Nhận xử lý", Who::Managers, Need::May, "Trả lời người báo"),
        step(NEW, DONE, "Đã xử lý", Who::Managers, Need::Must, "Trả lời người báo: nguyên nhân, đã làm gì"),
        step(WORKING, DONE, "Đã xử lý", Who::Managers, Need::Must, "Trả lời người báo: nguyên nhân, đã làm gì"),
        step(DONE, WORKING, "Vẫn còn, báo lại", Who::Enterer, Need::Must, "Còn thấy gì"),
        step(DONE, WORKING, "Mở lại", Who::Managers, Need::Must, "Vì sao mở lại"),
    ],
    enters: Who::Everybody,
    keeps: Who::Managers,
    reads: Who::Managers,
    concerned: Concerned::Nobody,
};

const fn step(from: &'static str, to: &'static str, verb: &'static str, who: Who, words: Need, asks: &'static str) -> Move {
    Move { from, to, verb, who, own: Own::May, words, asks, after: None }
}

/// What is known of a page from which an incident is reported: its address without whatever stands behind a question mark, where
/// names of people or codes may stand; empty for what is no page of the program.
pub fn known_of_page(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_path = path.starts_with('/') && !path.starts_with("//") && path.len() <= MAX_PAGE;
    let is_plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte));
    if is_path && is_plain { path.to_owned() } else { String::new() }
}

/// An incident as it bears on whether there was a reason for being late: nothing of what was written in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    pub number: u32,
    pub year: i32,
    pub by: PersonId,
    /// Several people had it, by whoever reported it.
    pub is_wide: bool,
    /// From when until when it was open, each time; without an end where it still is.
    pub open: Vec<(Timestamp, Option<Timestamp>)>,
}

impl Incident {
    /// Made of the states that it went through, the first one first, each with its time.
    pub fn of<'s>(
        (year, number): (i32, u32),
        by: PersonId,
        scope: &str,
        states: impl IntoIterator<Item = (Timestamp, &'s str)>,
    ) -> Self {
        let mut open: Vec<(Timestamp, Option<Timestamp>)> = Vec::new();
        for (at, state) in states {
            let is_open = OPEN_OF_INCIDENTS.contains(&state);
            match open.last_mut() {
                Some((_, until @ None)) if !is_open => *until = Some(at),
                Some((_, Some(_))) | None if is_open => open.push((at, None)),
                Some(_) | None => {}
            }
        }
        Self { number, year, by, is_wide: scope == WIDE, open }
    }

    /// The first time at which it was open between two moments: from when, and until when.
    pub fn open_between(&self, from: Timestamp, until: Timestamp) -> Option<(Timestamp, Option<Timestamp>)> {
        let is_meant = |(began, ended): &&(Timestamp, Option<Timestamp>)| *began < until && ended.is_none_or(|end| from < end);
        self.open.iter().find(is_meant).copied()
    }
}

/// A line of at most `MAX_LINE` letters: what a browser says of itself can be of any length.
pub(super) fn known_line(typed: &str) -> String {
    typed.chars().take(MAX_LINE).collect()
}
