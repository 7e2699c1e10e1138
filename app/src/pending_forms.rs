//! "/gui-lai/…": a form that was sent when the session was over, with all that was typed and where it goes.

use domain::{
    mandates::MandateKind,
    obligations::Finding,
    people::{ClassGroup, Honorific, Organisation},
    registers::{Column, ColumnKind, RegisterKind},
    scope::Whose,
    settings::Setting,
    staff::Post,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths::{self, WAITING_FORM},
    ui::HiddenField,
};

/// What a form is about, by its id in the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About<'a> {
    Record(&'a str),
    Person(&'a str),
    Class(&'a str),
}

/// What a form at this address does, and about what.
pub fn destination(path: &str) -> (&'static str, Option<About<'_>>) {
    let setting = Setting::ALL.into_iter().rev().find(|one| paths::setting(*one) == path);
    if let Some(setting) = setting {
        return (setting.title(), None);
    }
    let parts: Vec<&str> = path.split('?').next().unwrap_or_default().split('/').skip(1).collect();
    match parts[..] {
        ["ho-so", id, "mien"] => ("Miễn hồ sơ", Some(About::Record(id))),
        ["cho-duyet", id] => ("Duyệt hoặc trả lại hồ sơ", Some(About::Record(id))),
        ["ho-so", id, "gop-y"] => ("Góp ý hồ sơ", Some(About::Record(id))),
        ["ho-so", id, "bo-mien"] => ("Bỏ miễn hồ sơ", Some(About::Record(id))),
        ["ho-so", id, "ly-do-muon"] => ("Ghi lý do nộp muộn", Some(About::Record(id))),
        ["ho-so", id, "da-nhac"] => ("Ghi đã nhắc nộp", Some(About::Record(id))),
        ["thong-bao", "nhac", _] => ("Ghi đã nhắc tổ", None),
        ["ho-so", id, "ly-do-muon", "xem"] => ("Xem lý do nộp muộn", Some(About::Record(id))),
        ["tep-giu-lai", _, _, "tra-lai"] => ("Trả lại tệp đang giữ", None),
        ["uy-quyen"] => ("Ghi ủy quyền", None),
        ["lenh-khoa", "soan"] => ("Soạn lệnh khóa, mở", None),
        ["lenh-khoa", _, "thu-hoi"] => ("Thu hồi lệnh", None),
        ["nghi-dot-xuat", _, "rut"] => ("Rút thông báo nghỉ", None),
        ["vang-mat", "ghi"] => ("Thêm đợt nghỉ", None),
        ["vang-mat", _, "da-ve"] => ("Kết thúc đợt nghỉ", None),
        ["vang-mat", _, "doi"] => ("Đổi người làm thay", None),
        ["gia-han", "xin", id] => ("Xin gia hạn", Some(About::Record(id))),
        ["gia-han", "da-cho", _, "rut"] => ("Rút gia hạn", None),
        ["gia-han", "da-mien", _, "bo-mien"] => ("Bỏ miễn hồ sơ", None),
        ["gia-han", _, "khong-cho"] => ("Không đồng ý gia hạn", None),
        ["doi-luot", "moi", id] => ("Đề nghị đổi lượt", Some(About::Record(id))),
        ["viec-duoc-giao", "moi"] => ("Giao việc mới", None),
        ["viec-duoc-giao", _, "sua"] => ("Sửa việc đã giao", None),
        ["viec-duoc-giao", _, "tra-loi"] => ("Trả lời việc được giao", None),
        ["viec-duoc-giao", _, "xem"] => ("Xem một trả lời", None),
        ["luu-tru"] => ("Đưa hồ sơ vào lưu trữ", None),
        ["luu-tru", "ho-so", id, "lay-ra"] => ("Lấy hồ sơ ra khỏi lưu trữ", Some(About::Record(id))),
        ["luu-tru", "thoi-han", _] => ("Đặt thời hạn lưu của một loại hồ sơ", None),
        ["luu-tru", "giu-lai"] => ("Giữ lại hồ sơ, không cho hủy", None),
        ["luu-tru", "giu-lai", ..] => ("Thôi giữ hồ sơ", None),
        ["luu-tru", "xuat-toan-truong", ..] => ("Xuất toàn trường", None),
        ["luu-tru", "tieu-huy"] => ("Lập danh mục tài liệu hết giá trị", None),
        ["luu-tru", "tieu-huy", _, "bien-ban"] => ("Ghi biên bản của hội đồng", None),
        ["luu-tru", "tieu-huy", _, "quyet-dinh"] => ("Quyết định tiêu hủy", None),
        ["luu-tru", "tieu-huy", _, "rut"] => ("Rút danh mục tiêu hủy", None),
        ["luu-tru", "tieu-huy", ..] => ("Thi hành tiêu hủy", None),
        ["luu-tru", ..] => ("Gói lưu trữ", None),
        ["mau-ho-so", _] => ("Đưa mẫu hồ sơ lên", None),
        ["viec-duoc-giao", ..] => ("Kết thúc việc được giao", None),
        ["bo-sung", "xin"] => ("Xin bổ sung sau khóa", None),
        ["bo-sung", _, "mo"] => ("Mở hồ sơ để bổ sung", None),
        ["bo-sung", _, "tu-choi"] => ("Không đồng ý cho bổ sung", None),
        ["quyet-dinh", "ghi"] => ("Ghi quyết định", None),
        ["quyet-dinh", _, "giao"] => ("Giao chức vụ theo quyết định", None),
        ["quyet-dinh", _, "thoi-giu"] => ("Thôi giữ chức vụ theo quyết định", None),
        ["quyet-dinh", _, "het-hieu-luc"] => ("Kết thúc quyết định trước hạn", None),
        ["ban-giao", "cua", id] => ("Bàn giao", Some(About::Person(id))),
        ["du-lieu-cua-toi", ..] => ("Yêu cầu dữ liệu của mình", None),
        ["yeu-cau-du-lieu"] => ("Ghi yêu cầu dữ liệu", None),
        ["yeu-cau-du-lieu", ..] => ("Từ chối yêu cầu dữ liệu", None),
        ["kiem-tra-tai-khoan", "ghi"] => ("Kiểm tra bảo mật tài khoản", None),
        ["kiem-tra-tai-khoan", ..] => ("Ghi đã xử lý một điều về tài khoản", None),
        ["so", "su-co", "moi"] => ("Báo sự cố", None),
        ["so", _, "moi"] => ("Ghi vào sổ", None),
        ["so", _, _, "sua"] => ("Sửa một mục trong sổ", None),
        ["so", ..] => ("Ghi bước tiếp theo của một mục trong sổ", None),
        ["quy-che", ..] => ("Ban hành bản mới của quy chế", None),
        ["can-bo"] => ("Thêm người vào danh sách cán bộ", None),
        ["can-bo", "cho-xac-nhan", ..] => ("Không đồng ý một việc phân công", None),
        ["can-bo", id] => ("Sửa họ tên và xưng hô", Some(About::Person(id))),
        ["can-bo", id, "chuc-vu"] => ("Thêm chức vụ", Some(About::Person(id))),
        ["can-bo", id, "chuc-vu", _] => ("Ghi ngày cuối của một chức vụ", Some(About::Person(id))),
        ["cai-dat", "luot-day", id] => ("Lượt dạy", Some(About::Class(id))),
        ["cai-dat", "ai-duoc-xem", _] => ("Ai được xem hồ sơ", None),
        ["cai-dat", "quy-dinh"] => ("Lập bản quy định mới", None),
        ["cai-dat", "lich-nam-hoc", ..] => ("Lịch năm học", None),
        _ => ("Cài đặt của trường", None),
    }
}

/// The form as its page shows it.
#[derive(Clone, Debug)]
pub struct PendingForm {
    id: String,
    path: String,
    /// "Miễn hồ sơ".
    deed: &'static str,
    /// "Giáo án tuần 13 · Lớp 4A".
    about: Option<String>,
    fields: Vec<(String, String)>,
    /// Label and words of all that was typed; the rows of a table one to a line.
    lines: Vec<(String, String)>,
}

impl PendingForm {
    /// `path` is where the form goes; `fields` what it holds, never a password.
    pub fn new(
        id: String,
        path: String,
        deed: &'static str,
        about: Option<String>,
        fields: Vec<(String, String)>,
        organisation: &Organisation,
    ) -> Self {
        let lines = lines(&path, &fields, organisation);
        Self { id, path, deed, about, fields, lines }
    }
}

/// Fields that the page put there, and nobody typed; and the boxes of an order that the page lists anew before it is given.
const NOT_TYPED: [&str; 25] = [
    "after",
    "changed",
    "end",
    "target",
    "verdict",
    "number",
    "do",
    "key",
    "issue_key",
    "at",
    "person",
    "submission",
    "digest",
    "step",
    paths::CONSENT,
    "version",
    "back",
    "draw",
    "answers",
    "file",
    "seen",
    "record",
    "right",
    "type",
    "upload",
];

/// The labels of fields that stand alone, by their names.
const LABELS: [(&str, &str); 71] = [
    ("sensitivity", "Hồ sơ có thông tin gì"),
    ("reader", "Ai được xem thêm"),
    ("purpose", "Dùng để làm gì"),
    ("identity", "Cách xác minh"),
    ("clause", "Theo điều nào"),
    ("title", "Tên việc"),
    ("leaving", "Vì sao bàn giao"),
    ("last", "Ngày cuối còn giữ"),
    ("all", "Một người nhận tất cả"),
    ("ground", "Lý do theo quy định"),
    ("files", "Tệp chưa gửi được, cần chọn lại"),
    ("comment", "Góp ý"),
    ("spot", "Chỗ trong tệp"),
    ("quote", "Chữ ở chỗ đó"),
    ("outcome", "Quyết định"),
    ("words", "Lời nhắn"),
    ("correct_by", "Sửa xong trong ngày"),
    ("reason", "Lý do"),
    ("end_reason", "Lý do ghi lùi ngày"),
    ("name", "Tên"),
    ("honorific", "Xưng hô"),
    ("birth_year", "Năm sinh"),
    ("post", "Chức vụ"),
    ("place", "Lớp, tổ hoặc bộ phận"),
    ("from", "Từ"),
    ("until", "Đến"),
    ("limit", "Mỗi tệp lớn nhất (MB)"),
    ("contacts", "Gặp khó thì gọi ai"),
    ("year", "Năm học"),
    ("first_week", "Tuần 1 bắt đầu"),
    ("weeks", "Số tuần"),
    ("second_semester", "Học kỳ II từ tuần"),
    ("hour", "Giờ ghi trên hạn"),
    ("document", "Theo văn bản"),
    ("each", "Mỗi lượt"),
    ("d", "Ngày làm việc"),
    ("use", "Loại đang dùng"),
    ("new-name", "Loại mới"),
    ("new-owner", "Ai nộp"),
    ("new-recurrence", "Bao lâu một lần"),
    ("new-due", "Hạn nộp"),
    ("new-readers", "Ai được đọc"),
    ("paste", "Dán từ Excel"),
    ("practice", "Tuần tập dượt"),
    ("order", "Người luân phiên"),
    ("reasons", "Danh sách để đánh dấu khi trả lại"),
    ("head", "Hồ sơ do tổ trưởng nộp"),
    ("deputy", "Hồ sơ do tổ phó nộp"),
    ("vice-principal", "Hồ sơ do phó hiệu trưởng nộp"),
    ("principal", "Hồ sơ do hiệu trưởng nộp"),
    ("to", "Người thay"),
    ("who", "Người nghỉ"),
    ("cover", "Người dạy thay, làm thay"),
    ("decision", "Số quyết định"),
    ("decision-kind", "Loại quyết định"),
    ("number", "Số quyết định"),
    ("signed_on", "Ngày ký"),
    ("signer", "Người ký"),
    ("about", "Về việc"),
    ("member", "Ai được giao"),
    ("last", "Ngày cuối còn hiệu lực"),
    ("evidence", "Minh chứng"),
    ("hours", "Mở trong bao nhiêu giờ"),
    ("default-hours", "Số giờ mở thường dùng"),
    ("max-hours", "Số giờ mở nhiều nhất"),
    ("open-for", "Mở để nộp"),
    ("hashes", "Mã kiểm tra trên biên bản"),
    ("late-words", "Lý do nộp muộn"),
    ("found-words", "Ghi thêm"),
    ("finding", "Kết quả xem"),
    ("regulation", "Văn bản quy chế"),
];

/// The labels of the fields of an order, where they are others.
const LABELS_OF_ORDERS: [(&str, &str); 14] = [
    ("kind", "Khóa hay mở"),
    ("whole", "Phạm vi"),
    ("year", "Phạm vi"),
    ("semester", "Phạm vi"),
    ("weeks", "Tuần"),
    ("whose", "Của ai"),
    ("start", "Có hiệu lực từ khi nào"),
    ("from-day", "Từ ngày"),
    ("from-hour", "Từ giờ"),
    ("until-day", "Đến ngày"),
    ("until-hour", "Đến giờ"),
    ("executor", "Người thi hành"),
    ("reason", "Lý do, in trên lệnh"),
    ("at-once", "Tệp đang tải dở"),
];

/// What was chosen in an order, by field and value.
const CHOSEN_IN_ORDERS: [(&str, &str, &str); 10] = [
    ("kind", "lock", "Khóa"),
    ("kind", "unlock", "Mở"),
    ("whole", "on", "Toàn hệ thống, mọi năm học"),
    ("year", "on", "Cả năm học"),
    ("semester", "1", "Học kỳ I"),
    ("semester", "2", "Học kỳ II"),
    ("start", "decided", "Ngay khi ra lệnh"),
    ("start", "at", "Vào giờ ghi trên lệnh"),
    ("start", "executed", "Khi tổ quản lý phần mềm thi hành"),
    ("at-once", "on", "Khóa ngay"),
];

/// The column of a register that a field of this name is, in a form at `path`.
fn column_at(path: &str, name: &str) -> Option<&'static Column> {
    let register = RegisterKind::from_address(path.strip_prefix("/so/")?.split('/').next()?)?.register();
    register.columns.iter().find(|column| column.code == name)
}

/// Whether the program itself put there what it knows.
fn is_known(path: &str, name: &str) -> bool {
    column_at(path, name).is_some_and(|column| column.kind == ColumnKind::Known)
}

/// What was chosen in such a field, as the form said it.
fn chosen_in_register(path: &str, name: &str, value: &str) -> Option<String> {
    match column_at(path, name)?.kind {
        ColumnKind::Choice(choices) => choices.iter().find(|(code, _)| *code == value).map(|(_, words)| (*words).to_owned()),
        ColumnKind::Line { .. }
        | ColumnKind::Text { .. }
        | ColumnKind::Day
        | ColumnKind::People
        | ColumnKind::Person
        | ColumnKind::Adviser
        | ColumnKind::Units
        | ColumnKind::Records
        | ColumnKind::Known => None,
    }
}

/// The label of a field that stands alone in a form at `path`.
fn label_at(path: &str, name: &str) -> Option<&'static str> {
    if let Some(column) = column_at(path, name) {
        return Some(column.label);
    }
    let of_order = LABELS_OF_ORDERS.iter().find(|(of, _)| path == paths::NEW_LOCK_ORDER && *of == name);
    of_order.map(|(_, label)| *label).or_else(|| label(name))
}

/// The label of a field that stands alone, by its name.
pub fn label(name: &str) -> Option<&'static str> {
    LABELS.iter().find(|(of, _)| *of == name).map(|(_, label)| *label)
}

/// Label and words of what was typed at `path`; what stands in one row of a table is one line.
fn lines(path: &str, fields: &[(String, String)], organisation: &Organisation) -> Vec<(String, String)> {
    let mut lines: Vec<(&str, String, String)> = Vec::new();
    for (name, value) in fields.iter().filter(|(name, value)| !value.trim().is_empty() && is_typed(name) && !is_known(path, name)) {
        let (row, label) = match (label_at(path, name), row_of(name), name.split_once('-')) {
            (Some(_), ..) if name == "place" && path.starts_with(paths::DELEGATIONS) => (name.as_str(), "Thay ai".to_owned()),
            (Some(label), ..) => (name.as_str(), label.to_owned()),
            // The rows of the roster are the weeks themselves; those of other tables are counted from 0.
            (None, Some((digits, row)), _) if path.starts_with(paths::TURNS) => (digits, format!("Tuần {row}")),
            (None, Some((digits, row)), _) => (digits, format!("Dòng {}", row + 1)),
            (None, None, Some((_, record_type))) => (record_type, "Loại hồ sơ".to_owned()),
            (None, None, None) => (name.as_str(), "Mục khác".to_owned()),
        };
        let chosen = || chosen_in_order(name, value.trim(), organisation).filter(|_| path == paths::NEW_LOCK_ORDER);
        let chosen = chosen().or_else(|| chosen_in_register(path, name, value.trim()));
        let words = chosen.unwrap_or_else(|| words(value.trim(), organisation));
        match lines.iter_mut().find(|(of, ..)| *of == row) {
            Some((.., before)) => *before = format!("{before} · {words}"),
            None => lines.push((row, label, words)),
        }
    }
    lines.into_iter().map(|(_, label, words)| (label, words)).collect()
}

/// Whether somebody typed the field of this name, or chose it.
fn is_typed(name: &str) -> bool {
    let is_id_of_a_row = name.starts_with('i') && row_of(name).is_some();
    !is_id_of_a_row && !NOT_TYPED.contains(&name)
}

/// The row of a table, from 0, where the name of a field is a letter and its number: "n3".
fn row_of(name: &str) -> Option<(&str, usize)> {
    let digits = name.strip_prefix(|letter: char| letter.is_ascii_lowercase())?;
    digits.parse().ok().map(|row| (digits, row))
}

/// What was chosen in this field of an order, as the page said it.
fn chosen_in_order(name: &str, value: &str, organisation: &Organisation) -> Option<String> {
    let whose = || match Whose::from_key(value)? {
        Whose::School => Some("Ban giám hiệu".to_owned()),
        Whose::Department(id) => organisation.department(id).map(|one| format!("Tổ {}", one.name)),
        Whose::Class(id) => organisation.class(id).map(ClassGroup::title),
        Whose::Person(id) => organisation.person(id).map(|one| one.name.to_string()),
    };
    if name == "whose" {
        return whose();
    }
    CHOSEN_IN_ORDERS.iter().find(|(of, code, _)| *of == name && *code == value).map(|(.., words)| (*words).to_owned())
}

/// What was chosen from a list, as the list said it; else as typed.
fn words(value: &str, organisation: &Organisation) -> String {
    // A place that is lent begins with whose it is: "PERSON.which".
    let id = value.split('.').next().and_then(|id| id.parse().ok());
    let person = id.and_then(|id| organisation.person(id)).map(|one| one.name.to_string());
    let known = || Post::from_code(value).map(|post| post.words().to_owned());
    let honorific = || Honorific::from_code(value).map(|one| one.word().to_owned());
    // Of a decision also as the release before said it: such a page may have lain open over the update.
    let outcome = || {
        [("approve", "Duyệt"), ("return", "Trả lại"), ("duyet", "Duyệt"), ("tra-lai", "Trả lại")]
            .into_iter()
            .chain(Finding::ALL.map(|finding| (finding.code(), finding.words())))
            .chain(MandateKind::ALL.map(|kind| (kind.code(), kind.words())))
            .find(|(code, _)| *code == value)
            .map(|(_, words)| words.to_owned())
    };
    person.or_else(known).or_else(honorific).or_else(outcome).unwrap_or_else(|| value.to_owned())
}

#[component]
pub fn PendingFormPage(viewer: Viewer, page: PendingForm) -> impl IntoView {
    let PendingForm { id, path, deed, about, fields, lines } = page;
    let nothing = lines.is_empty();
    let lines = lines.into_iter().map(|(label, words)| view! { <div><dt>{label}</dt><dd>{words}</dd></div> }).collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet record" tabindex="-1">
                <div class="head cols">
                    <p class="when"><span>"Đã đăng nhập lại"</span></p>
                    <div>
                        <h1>"Những gì vừa điền còn nguyên, chưa gửi"</h1>
                        <p class="sub">"Lúc bấm gửi thì phiên làm việc đã hết. Đọc lại, đúng ý thì bấm nút ở dưới để gửi một lần."</p>
                        <dl class="facts">
                            <div><dt>"Việc"</dt><dd>{deed}" "{about.map(|about| view! { <small>{about}</small> })}</dd></div>
                            {lines}
                            {nothing.then(|| view! { <div><dt>"Nội dung"</dt><dd>"Không có ô nào được điền"</dd></div> })}
                        </dl>
                        <form method="post" action=path class="btns">
                            {fields.into_iter().map(|(name, value)| view! { <HiddenField name=name value=value/> }).collect_view()}
                            <HiddenField name=WAITING_FORM value=id/>
                            <button class="btn main big">"Gửi lại những gì đã điền"</button>
                            <a class="btn text" href=paths::START>"Bỏ, về trang đầu"</a>
                        </form>
                    </div>
                </div>
            </main>
        </Page>
    }
}

#[cfg(test)]
#[path = "pending_forms_tests.rs"]
mod tests;
