//! "Khen thưởng": the leadership proposes people, departments and sections with the figures of a term beside their names, and the
//! principal decides (Điều 3g, 10a). The figures are a proposal: nobody is ranked by them, and nobody is proposed by them alone.

use super::{Column, ColumnKind, Concerned, Move, Need, Own, Register, RegisterKind, Said, State, Who, declared::MAX_WORDS};
use crate::forms::FormErrors;

/// The column of the people.
pub const PRAISED: &str = "people";
/// The column of departments and sections.
pub const PRAISED_UNITS: &str = "units";
/// The column of the term, by the code of a `TermFilter`.
pub const TERM: &str = "term";
/// The column of the figures of that term, as they were when it was proposed.
pub const FIGURES: &str = "figures";

/// The state of a proposal that nobody has decided about.
pub const PROPOSED: &str = "new";
/// The state of one that the principal agreed to.
pub const PRAISE: &str = "agreed";
const REFUSED: &str = "refused";
const WITHDRAWN: &str = "withdrawn";

pub(super) const REGISTER: Register = Register {
    kind: RegisterKind::Commendations,
    name: "Khen thưởng",
    one: "đề nghị khen thưởng",
    new: "Đề nghị khen thưởng",
    about: "Đề nghị khen cá nhân, tổ, bộ phận (Điều 3g, 10a). Ban giám hiệu đề nghị, hiệu trưởng quyết định; được khen rồi thì \
            người được khen đọc được. Số liệu của học kỳ chỉ để tham khảo, xếp theo tên, không xếp hạng.",
    columns: &[
        Column {
            code: "what",
            label: "Thành tích",
            hint: "Khen về việc gì.",
            kind: ColumnKind::Text { max: MAX_WORDS },
            need: Need::Must,
        },
        Column {
            code: TERM,
            label: "Của học kỳ",
            hint: "",
            kind: ColumnKind::Choice(&[("1", "Học kỳ I"), ("2", "Học kỳ II"), ("ca-nam", "Cả năm")]),
            need: Need::Must,
        },
        Column {
            code: PRAISED,
            label: "Cá nhân",
            hint: "Theo tên. Số liệu bên cạnh lấy từ cùng nguồn với Bảng theo dõi và Bảng duyệt.",
            kind: ColumnKind::People,
            need: Need::May,
        },
        Column { code: PRAISED_UNITS, label: "Tổ, bộ phận", hint: "", kind: ColumnKind::Units, need: Need::May },
        Column { code: FIGURES, label: "Số liệu lúc đề nghị", hint: "", kind: ColumnKind::Known, need: Need::May },
    ],
    states: &[
        State { code: PROPOSED, words: "Chờ quyết định", is_over: false },
        State { code: PRAISE, words: "Khen thưởng", is_over: true },
        State { code: REFUSED, words: "Không khen", is_over: true },
        State { code: WITHDRAWN, words: "Đã rút lại", is_over: true },
    ],
    moves: &[
        step(PRAISE, "Khen thưởng", Who::Principal, Need::May, "Hình thức khen, quyết định số mấy nếu có"),
        step(REFUSED, "Không khen", Who::Principal, Need::Must, "Vì sao không khen"),
        step(WITHDRAWN, "Rút lại", Who::Enterer, Need::May, "Vì sao rút lại"),
    ],
    enters: Who::Leadership,
    keeps: Who::Nobody,
    reads: Who::Leadership,
    concerned: Concerned::Once { column: PRAISED, state: PRAISE },
};

const fn step(to: &'static str, verb: &'static str, who: Who, words: Need, asks: &'static str) -> Move {
    Move { from: PROPOSED, to, verb, who, own: Own::May, words, asks, after: None }
}

/// What is wrong with a proposal beside its columns one by one.
pub(super) fn check(said: &Said) -> FormErrors {
    if said.contains_key(PRAISED) || said.contains_key(PRAISED_UNITS) {
        FormErrors::default()
    } else {
        FormErrors::one(PRAISED, "Chọn ít nhất một người, tổ hoặc bộ phận.")
    }
}
