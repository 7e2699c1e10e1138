//! "Công văn đến" and "công văn đi": documents with number and date. The number of an entry is the one of the register, which
//! begins anew each calendar year; the number on the paper is what somebody else gave it.

use super::{
    Column, ColumnKind, Concerned, Move, Need, Own, Register, RegisterKind, State, Who,
    declared::{MAX_LINE, MAX_WORDS},
};

const NEW: &str = "new";
const PASSED: &str = "passed";
const DONE: &str = "done";
const SENT: &str = "sent";
const VOID: &str = "void";

const fn line(code: &'static str, label: &'static str, hint: &'static str, need: Need) -> Column {
    Column { code, label, hint, kind: ColumnKind::Line { max: MAX_LINE }, need }
}

const fn day(code: &'static str, label: &'static str, need: Need) -> Column {
    Column { code, label, hint: "", kind: ColumnKind::Day, need }
}

const SUBJECT: Column = Column {
    code: "subject",
    label: "Trích yếu",
    hint: "Văn bản nói về việc gì.",
    kind: ColumnKind::Text { max: MAX_WORDS },
    need: Need::Must,
};

const fn by_clerks(from: &'static str, to: &'static str, verb: &'static str, asks: &'static str) -> Move {
    Move { from, to, verb, who: Who::Clerks, own: Own::May, words: Need::Must, asks, after: None }
}

pub(super) const INCOMING: Register = Register {
    kind: RegisterKind::Incoming,
    name: "Công văn đến",
    one: "công văn đến",
    new: "Ghi công văn đến",
    about: "Văn bản gửi đến trường, có số đến, ngày đến và việc giải quyết. Văn thư và ban giám hiệu ghi và đọc.",
    columns: &[
        SUBJECT,
        line("sender", "Nơi gửi", "Tên đơn vị như trên văn bản.", Need::Must),
        line("mark", "Số, ký hiệu của văn bản", "Ví dụ: 125/PGDĐT-MN; văn bản không ghi số thì để trống.", Need::May),
        day("dated", "Ngày của văn bản", Need::May),
        day("came", "Ngày đến", Need::Must),
    ],
    states: &[
        State { code: NEW, words: "Mới vào sổ", is_over: false },
        State { code: PASSED, words: "Đã chuyển giải quyết", is_over: false },
        State { code: DONE, words: "Đã giải quyết", is_over: true },
    ],
    moves: &[
        by_clerks(NEW, PASSED, "Đã chuyển giải quyết", "Chuyển cho ai, hạn ngày nào"),
        by_clerks(NEW, DONE, "Đã giải quyết", "Giải quyết thế nào, ngày nào"),
        by_clerks(PASSED, DONE, "Đã giải quyết", "Giải quyết thế nào, ngày nào"),
    ],
    enters: Who::Clerks,
    keeps: Who::Clerks,
    reads: Who::Clerks,
    concerned: Concerned::Nobody,
};

pub(super) const OUTGOING: Register = Register {
    kind: RegisterKind::Outgoing,
    name: "Công văn đi",
    one: "công văn đi",
    new: "Lấy số công văn đi",
    about: "Văn bản trường gửi đi: số theo sổ, ký hiệu, ngày và nơi nhận; ký hiệu và ngày điền sau cũng được. Văn thư và ban giám \
            hiệu ghi và đọc.",
    columns: &[
        SUBJECT,
        line("recipient", "Nơi nhận", "", Need::Must),
        line("mark", "Ký hiệu của văn bản", "Phần sau số, ví dụ: KH-TrMNNT; chưa có thì để trống.", Need::May),
        day("dated", "Ngày của văn bản", Need::May),
        line("signer", "Người ký", "", Need::May),
    ],
    states: &[
        State { code: NEW, words: "Đã lấy số", is_over: false },
        State { code: SENT, words: "Đã gửi", is_over: true },
        State { code: VOID, words: "Hủy số", is_over: true },
    ],
    moves: &[by_clerks(NEW, SENT, "Đã gửi", "Gửi ngày nào, bằng cách nào"), by_clerks(NEW, VOID, "Hủy số", "Vì sao hủy số")],
    enters: Who::Clerks,
    keeps: Who::Clerks,
    reads: Who::Clerks,
    concerned: Concerned::Nobody,
};
