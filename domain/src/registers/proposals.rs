//! "Đề xuất": equipment, a new template to the upper unit, content of a section that is to become a record type (Điều 5a, 5c, 8).

use super::{
    Column, ColumnKind, Concerned, EntryLine, Move, Need, Own, Register, RegisterKind, State, Who,
    declared::{MAX_LINE, MAX_WORDS},
};

/// The column that says what kind of proposal it is.
pub const KIND_OF_PROPOSAL: &str = "kind";
/// The kind that goes to the upper unit, whose name of that day stands in it.
const TEMPLATE: &str = "template";
/// The kind that becomes a record type once it is approved.
pub const CONTENT: &str = "content";

const NEW: &str = "new";
const AGREED: &str = "agreed";
const SENT: &str = "sent";
const DONE: &str = "done";
const REFUSED: &str = "refused";
const WITHDRAWN: &str = "withdrawn";

pub(super) const REGISTER: Register = Register {
    kind: RegisterKind::Proposals,
    name: "Đề xuất",
    one: "đề xuất",
    new: "Viết đề xuất",
    about: "Thiết bị, mẫu hồ sơ mới gửi đơn vị cấp trên, nội dung hồ sơ của bộ phận (Điều 5a, 5c, 8). Ban giám hiệu duyệt; không \
            ai duyệt đề xuất của chính mình.",
    columns: &[
        Column {
            code: "title",
            label: "Đề xuất gì",
            hint: "Một dòng, ví dụ: Thêm một máy tính cho phòng giáo viên.",
            kind: ColumnKind::Line { max: MAX_LINE },
            need: Need::Must,
        },
        Column {
            code: KIND_OF_PROPOSAL,
            label: "Loại",
            hint: "",
            kind: ColumnKind::Choice(&[
                ("equipment", "Thiết bị, mạng, phần mềm"),
                (TEMPLATE, "Mẫu hồ sơ mới, gửi đơn vị cấp trên"),
                (CONTENT, "Nội dung hồ sơ của bộ phận"),
                ("other", "Việc khác"),
            ]),
            need: Need::Must,
        },
        Column {
            code: "why",
            label: "Vì sao, cụ thể thế nào",
            hint: "Với nội dung của bộ phận: nộp bao lâu một lần, ai được xem.",
            kind: ColumnKind::Text { max: MAX_WORDS },
            need: Need::Must,
        },
        Column {
            code: "unit",
            label: "Gửi đơn vị nào",
            hint: "Mẫu gửi cấp trên thì phải ghi tên đơn vị lúc này; sau này đơn vị đổi tên, dòng này vẫn giữ nguyên. Việc khác thì \
                   để trống.",
            kind: ColumnKind::Line { max: MAX_LINE },
            need: Need::With(KIND_OF_PROPOSAL, TEMPLATE),
        },
        Column {
            code: "basis",
            label: "Căn cứ",
            hint: "Văn bản quy định, nếu có.",
            kind: ColumnKind::Line { max: MAX_LINE },
            need: Need::May,
        },
    ],
    states: &[
        State { code: NEW, words: "Chờ duyệt", is_over: false },
        State { code: AGREED, words: "Đã duyệt", is_over: false },
        State { code: SENT, words: "Đã gửi cấp trên", is_over: false },
        State { code: DONE, words: "Đã thực hiện", is_over: true },
        State { code: REFUSED, words: "Không duyệt", is_over: true },
        State { code: WITHDRAWN, words: "Đã rút lại", is_over: true },
    ],
    moves: &[
        decided(AGREED, "Duyệt", Need::May, "Ý kiến"),
        decided(REFUSED, "Không duyệt", Need::Must, "Vì sao không duyệt"),
        by(NEW, WITHDRAWN, "Rút lại", Who::Enterer, Need::May, "Vì sao rút lại"),
        by(AGREED, SENT, "Đã gửi cấp trên", Who::Managers, Need::Must, "Gửi đơn vị nào, văn bản số mấy, ngày nào"),
        by(AGREED, DONE, "Đã thực hiện", Who::Managers, Need::Must, "Đã làm gì, ngày nào"),
        by(SENT, DONE, "Đã thực hiện", Who::Managers, Need::Must, "Cấp trên trả lời thế nào, đã làm gì"),
    ],
    enters: Who::Everybody,
    keeps: Who::Leadership,
    reads: Who::Managers,
    concerned: Concerned::Nobody,
};

/// What a proposal says that is content of a section, was approved and is not yet done: name, why and how, and by which document; the
/// type of record that is made of it begins with that.
pub fn agreed_content(entry: &EntryLine) -> Option<AgreedContent> {
    let is_agreed = [AGREED, SENT].contains(&entry.step.state.as_str());
    let is_content = entry.register == RegisterKind::Proposals && entry.says(KIND_OF_PROPOSAL) == CONTENT;
    (is_content && is_agreed).then(|| AgreedContent {
        name: entry.title().to_owned(),
        why: entry.says("why").to_owned(),
        basis: entry.says("basis").to_owned(),
    })
}

/// Content of a section that was approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreedContent {
    pub name: String,
    pub why: String,
    /// Empty where none was named.
    pub basis: String,
}

const fn decided(to: &'static str, verb: &'static str, words: Need, asks: &'static str) -> Move {
    Move { from: NEW, to, verb, who: Who::Leadership, own: Own::MayNot, words, asks, after: None }
}

const fn by(from: &'static str, to: &'static str, verb: &'static str, who: Who, words: Need, asks: &'static str) -> Move {
    Move { from, to, verb, who, own: Own::May, words, asks, after: None }
}
