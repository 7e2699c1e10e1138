//! "Tập huấn": who was shown how to work with the program, when and by whom (Điều 5d).

use super::{
    Column, ColumnKind, Concerned, Move, Need, Own, Register, RegisterKind, State, Who,
    declared::{MAX_LINE, MAX_WORDS},
};

const NEW: &str = "new";
const HELD: &str = "held";
const VOID: &str = "void";

pub(super) const REGISTER: Register = Register {
    kind: RegisterKind::Trainings,
    name: "Tập huấn",
    one: "buổi tập huấn",
    new: "Ghi buổi tập huấn",
    about: "Các buổi hướng dẫn dùng phần mềm và ai đã dự (Điều 5d). Ban giám hiệu và tổ quản lý phần mềm ghi, mọi người xem được.",
    columns: &[
        Column {
            code: "title",
            label: "Nội dung",
            hint: "Ví dụ: Nộp giáo án bằng máy tính bảng.",
            kind: ColumnKind::Line { max: MAX_LINE },
            need: Need::Must,
        },
        Column { code: "day", label: "Ngày", hint: "", kind: ColumnKind::Day, need: Need::Must },
        Column {
            code: "by", label: "Người hướng dẫn", hint: "", kind: ColumnKind::Line { max: MAX_LINE }, need: Need::Must
        },
        Column {
            code: "people",
            label: "Người dự",
            hint: "Chưa tổ chức thì để trống, điền sau ở trang của buổi này.",
            kind: ColumnKind::People,
            need: Need::May,
        },
        Column { code: "note", label: "Ghi thêm", hint: "", kind: ColumnKind::Text { max: MAX_WORDS }, need: Need::May },
    ],
    states: &[
        State { code: NEW, words: "Dự kiến", is_over: false },
        State { code: HELD, words: "Đã tổ chức", is_over: true },
        State { code: VOID, words: "Không tổ chức", is_over: true },
    ],
    moves: &[
        by_managers(HELD, "Đã tổ chức", Need::May, "Ghi thêm"),
        by_managers(VOID, "Không tổ chức", Need::Must, "Vì sao không tổ chức"),
    ],
    enters: Who::Managers,
    keeps: Who::Managers,
    reads: Who::Everybody,
    concerned: Concerned::Nobody,
};

const fn by_managers(to: &'static str, verb: &'static str, words: Need, asks: &'static str) -> Move {
    Move { from: NEW, to, verb, who: Who::Managers, own: Own::May, words, asks, after: None }
}
