//! "Vi phạm": a case about one person, opened by the leadership with what the program knows of their records, answered by the
//! person, advised about by a vice principal and decided by the principal (Điều 3g, 4g, 10b). It is never opened by itself, counts
//! nothing and ranks nobody, and only those who have a part in it know of it.

use chrono::{NaiveDate, TimeDelta};

use super::{
    Column, ColumnKind, Concerned, EntryLine, Move, Need, Own, Register, RegisterKind, Said, State, Who,
    declared::{MAX_LINE, MAX_WORDS},
};
use crate::{
    forms::FormErrors,
    people::{Organisation, Position},
    vietnamese,
};

/// The column of the person.
pub const ACCUSED: &str = "who";
/// The column of the vice principal who advises.
pub const ADVISER: &str = "adviser";
/// The column of the last day on which nobody decides without the person's answer.
pub const ANSWER_BY: &str = "answer_by";
/// The column of the records that the leadership chose.
pub const RECORDS: &str = "records";
/// The column of what the program knew of them when the case was opened.
pub const FACTS: &str = "facts";

/// Whoever a case is about has at least so many days to answer.
pub const MIN_DAYS_TO_ANSWER: i64 = 3;
/// So many days stand in the form before anybody changes them.
pub const DAYS_TO_ANSWER: i64 = 7;
/// Nobody waits longer for a decision than for a term.
const MAX_DAYS_TO_ANSWER: i64 = 60;

const OPENED: &str = "opened";
const ANSWERED: &str = "answered";
const ADVISED: &str = "advised";
const FOUND: &str = "found";
const CLEARED: &str = "cleared";
const WITHDRAWN: &str = "withdrawn";

pub(super) const REGISTER: Register = Register {
    kind: RegisterKind::Violations,
    name: "Vi phạm",
    one: "vụ việc",
    new: "Mở vụ việc",
    about: "Vụ việc do ban giám hiệu mở, có căn cứ là hồ sơ và lời ghi; người liên quan đọc được, giải trình rồi hiệu trưởng mới \
            quyết định (Điều 3g, 4g, 10b). Ngoài người liên quan, người mở, phó hiệu trưởng được giao tham mưu và hiệu trưởng thì \
            không ai xem được. Chương trình không tự mở vụ việc nào, không chấm điểm, không xếp hạng.",
    columns: &[
        Column {
            code: "what",
            label: "Việc gì cần xem xét",
            hint: "Nói rõ việc và điều của quy chế. Người liên quan đọc được nguyên văn.",
            kind: ColumnKind::Text { max: MAX_WORDS },
            need: Need::Must,
        },
        Column { code: ACCUSED, label: "Người liên quan", hint: "", kind: ColumnKind::Person, need: Need::Must },
        Column {
            code: RECORDS,
            label: "Hồ sơ làm căn cứ",
            hint: "Chọn trong những hồ sơ muộn, còn thiếu hoặc bị trả lại của người này; lý do, sự cố, ngày nghỉ, gia hạn đi kèm từng hồ sơ.",
            kind: ColumnKind::Records,
            need: Need::May,
        },
        Column {
            code: ANSWER_BY,
            label: "Chờ giải trình đến hết ngày",
            hint: "Ít nhất 3 ngày. Qua ngày này mà chưa có giải trình thì mới được quyết định.",
            kind: ColumnKind::Day,
            need: Need::Must,
        },
        Column {
            code: ADVISER,
            label: "Phó hiệu trưởng tham mưu",
            hint: "Người này đọc được vụ việc. Không cần tham mưu thì để trống.",
            kind: ColumnKind::Adviser,
            need: Need::May,
        },
        Column { code: "basis", label: "Căn cứ khác", hint: "", kind: ColumnKind::Line { max: MAX_LINE }, need: Need::May },
        Column { code: FACTS, label: "Chương trình ghi nhận lúc mở", hint: "", kind: ColumnKind::Known, need: Need::May },
    ],
    states: &[
        State { code: OPENED, words: "Chờ giải trình", is_over: false },
        State { code: ANSWERED, words: "Đã giải trình", is_over: false },
        State { code: ADVISED, words: "Đã có tham mưu", is_over: false },
        State { code: FOUND, words: "Có vi phạm", is_over: true },
        State { code: CLEARED, words: "Không vi phạm", is_over: true },
        State { code: WITHDRAWN, words: "Đã rút lại", is_over: true },
    ],
    moves: &[
        step(OPENED, ANSWERED, "Gửi giải trình", Who::Concerned, "Giải trình của mình"),
        step(ADVISED, ANSWERED, "Gửi giải trình", Who::Concerned, "Giải trình của mình"),
        later(ADVISED, "Gửi tham mưu", Who::Adviser, ADVICE),
        step(ANSWERED, ADVISED, "Gửi tham mưu", Who::Adviser, ADVICE),
        later(CLEARED, "Không vi phạm", Who::Principal, WHY_CLEARED),
        step(ANSWERED, CLEARED, "Không vi phạm", Who::Principal, WHY_CLEARED),
        step(ADVISED, CLEARED, "Không vi phạm", Who::Principal, WHY_CLEARED),
        later(FOUND, "Có vi phạm", Who::Principal, WHY_FOUND),
        step(ANSWERED, FOUND, "Có vi phạm", Who::Principal, WHY_FOUND),
        step(ADVISED, FOUND, "Có vi phạm", Who::Principal, WHY_FOUND),
        step(OPENED, WITHDRAWN, "Rút lại", Who::Enterer, WHY_WITHDRAWN),
        step(ANSWERED, WITHDRAWN, "Rút lại", Who::Enterer, WHY_WITHDRAWN),
        step(ADVISED, WITHDRAWN, "Rút lại", Who::Enterer, WHY_WITHDRAWN),
        step(FOUND, ANSWERED, "Xem xét lại", Who::Principal, "Vì sao xem xét lại"),
    ],
    enters: Who::Leadership,
    keeps: Who::Nobody,
    reads: Who::Principal,
    concerned: Concerned::Secret(ACCUSED),
};

const ADVICE: &str = "Ý kiến tham mưu; người liên quan cũng đọc được";
const WHY_CLEARED: &str = "Vì sao không vi phạm";
const WHY_FOUND: &str = "Vi phạm điều nào, xử lý thế nào, quyết định số mấy nếu có";
const WHY_WITHDRAWN: &str = "Vì sao rút lại";

const fn step(from: &'static str, to: &'static str, verb: &'static str, who: Who, asks: &'static str) -> Move {
    Move { from, to, verb, who, own: Own::May, words: Need::Must, asks, after: None }
}

/// What is not done before the person has answered, as long as they have time to.
const fn later(to: &'static str, verb: &'static str, who: Who, asks: &'static str) -> Move {
    Move { from: OPENED, to, verb, who, own: Own::May, words: Need::Must, asks, after: Some(ANSWER_BY) }
}

/// The day that stands in the form of a case opened on `today`.
pub fn usual_answer_by(today: NaiveDate) -> NaiveDate {
    today.checked_add_signed(TimeDelta::days(DAYS_TO_ANSWER)).unwrap_or(today)
}

/// What is wrong with a case that is opened on `today`, beside its columns one by one.
pub(super) fn check(said: &Said, organisation: &Organisation, today: NaiveDate) -> FormErrors {
    let mut errors = FormErrors::default();
    let says = |column: &str| said.get(column).map_or("", String::as_str);
    if let Some(day) = vietnamese::parse_date(says(ANSWER_BY)) {
        let days = (day - today).num_days();
        if days < MIN_DAYS_TO_ANSWER {
            errors.add(ANSWER_BY, format!("Để người liên quan có ít nhất {MIN_DAYS_TO_ANSWER} ngày giải trình."));
        } else if days > MAX_DAYS_TO_ANSWER {
            errors.add(ANSWER_BY, format!("Chọn một ngày trong {MAX_DAYS_TO_ANSWER} ngày tới."));
        }
    }
    if let Ok(adviser) = says(ADVISER).parse() {
        if !organisation.positions(adviser, today).contains(&Position::VicePrincipal) {
            errors.add(ADVISER, "Chọn một phó hiệu trưởng của trường.");
        } else if says(ADVISER) == says(ACCUSED) {
            errors.add(ADVISER, "Người liên quan không tham mưu về chính mình; chọn người khác hoặc để trống.");
        }
    }
    if says(RECORDS).is_empty() && says("what").chars().count() < MIN_WORDS_ALONE {
        errors.add("what", format!("Không chọn hồ sơ nào thì kể rõ sự việc, ít nhất {MIN_WORDS_ALONE} ký tự."));
    }
    errors
}

/// A case without a record is told in at least so many letters.
const MIN_WORDS_ALONE: usize = 30;

/// Whether it waits for the answer of whoever it is about.
pub fn waits_for_answer(entry: &EntryLine) -> bool {
    entry.register == RegisterKind::Violations && entry.step.state == OPENED
}
