//! What the school keeps of one person, in rows that this person may have: their own, and nothing of anybody else.
//!
//! What stands in records that are fenced off from them stays where it is, and a line of the log that names somebody else is told
//! without it (Luật 91/2025; reading in decision 0037).

mod own_words;

pub use own_words::without_others;

use crate::{
    data_requests::{DataRequest, RequestTold},
    days::Timestamp,
    facts::Facts,
    log::LogLine,
    obligations::{Obligation, Owner},
    people::{Appointment, Organisation, PersonId},
    permissions::{Action, Actor, decide},
    record_types::Sensitivity,
    registers::{Entry, EntryStep, cells_about},
    submissions::Submission,
    vietnamese,
};

/// A table of what is given: what it holds, and its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnTable {
    /// In a file that machines read.
    pub code: &'static str,
    pub title: &'static str,
    pub columns: &'static [&'static str],
}

/// One row of a table, cell by cell.
pub type OwnRow = Vec<String>;

pub const PROFILE: OwnTable = OwnTable { code: "profile", title: "Thông tin cá nhân", columns: &["Mục", "Nội dung"] };
pub const POSITIONS: OwnTable =
    OwnTable {
        code: "positions", title: "Chức vụ, phân công", columns: &["Chức vụ", "Từ ngày", "Đến hết ngày", "Ghi chú"]
    };
pub const BROWSERS: OwnTable = OwnTable {
    code: "browsers",
    title: "Trình duyệt đã đăng nhập",
    columns: &["Trình duyệt", "Địa chỉ mạng", "Lần đầu", "Lần gần nhất"],
};
pub const HAND_INS: OwnTable = OwnTable {
    code: "hand_ins",
    title: "Hồ sơ đã nộp và biên nhận",
    columns: &["Biên nhận", "Hồ sơ", "Phiên bản", "Nộp lúc", "Hạn", "Lời nhắn", "Tệp"],
};
pub const COMMENTS: OwnTable =
    OwnTable { code: "comments", title: "Góp ý đã viết", columns: &["Lúc", "Hồ sơ", "Nội dung"] };
pub const ENTRIES: OwnTable = OwnTable {
    code: "entries",
    title: "Khen thưởng, vụ việc có liên quan",
    columns: &["Sổ", "Số", "Ghi lúc", "Nội dung", "Các bước"],
};
pub const REQUESTS: OwnTable =
    OwnTable {
        code: "requests", title: "Yêu cầu dữ liệu", columns: &["Số", "Lúc", "Hạn trả lời", "Lý do", "Kết quả"]
    };
pub const LOG: OwnTable =
    OwnTable { code: "log", title: "Nhật ký", columns: &["Lúc", "Ai làm", "Việc", "Địa chỉ mạng, trình duyệt"] };

/// What stands in the place of words in a record that is not theirs to open any more.
pub const FENCED: &str = "nội dung nằm trong hồ sơ kín của nhà trường";

/// What the school knows of the person.
pub fn profile_rows(organisation: &Organisation, person: PersonId) -> Vec<OwnRow> {
    let Some(known) = organisation.person(person) else { return Vec::new() };
    let row = |what: &str, words: String| vec![what.to_owned(), words];
    let year = known.birth_year.map(|year| row("Năm sinh", year.to_string()));
    let phone = known.phone.as_ref().map(|phone| row("Điện thoại", phone.to_string()));
    [Some(row("Họ và tên", known.name.to_string())), Some(row("Cách gọi", known.honorific.word().to_owned())), year, phone]
        .into_iter()
        .flatten()
        .collect()
}

/// Every position that the person holds, held or will hold; of one held for somebody only that it is.
pub fn position_rows(organisation: &Organisation, person: PersonId) -> Vec<OwnRow> {
    let theirs = organisation.appointments.iter().filter(|one| one.person == person);
    let row = |one: &Appointment| {
        vec![
            organisation.titles(&[one.position]),
            vietnamese::date(one.from),
            one.until.map(vietnamese::date).unwrap_or_default(),
            if one.acting.is_some() { "làm thay người khác".to_owned() } else { String::new() },
        ]
    };
    theirs.map(row).collect()
}

/// One version that the person has handed in.
pub fn hand_in_row(facts: &Facts, actor: &Actor, obligation: &Obligation, version: &Submission) -> OwnRow {
    let action = Action::OpenVersion { record: facts.record_facts(obligation), by: version.person };
    let opens = decide(actor, facts.organisation(), action).is_ok();
    let files = version.files.iter().map(|file| format!("{} ({})", file.name, vietnamese::file_size(file.size)));
    let files = if opens { files.collect::<Vec<_>>().join("; ") } else { format!("{} tệp, {FENCED}", version.files.len()) };
    let taken_back = if version.withdrawn_at.is_some() { ", đã rút lại" } else { "" };
    let title = facts.title(obligation);
    // What was handed in for somebody else may be called by that one's name.
    let title = match obligation.terms.owner {
        Owner::Person(owner) if owner != actor.person => without_others(facts.organisation(), actor.person, &title),
        Owner::School | Owner::Department(_) | Owner::Section(_) | Owner::Class(_) | Owner::Person(_) => title,
    };
    vec![
        version.receipt.number.to_string(),
        title,
        format!("{}{taken_back}", version.version),
        vietnamese::moment(version.received_at),
        version.receipt.due.map(vietnamese::date).unwrap_or_default(),
        if opens || version.note.is_empty() { version.note.clone() } else { FENCED.to_owned() },
        files,
    ]
}

/// One comment that the person has written.
pub fn comment_row(facts: &Facts, actor: &Actor, obligation: &Obligation, at: Timestamp, words: &str) -> OwnRow {
    let record = facts.record_facts(obligation);
    let opens =
        record.sensitivity == Sensitivity::Ordinary || decide(actor, facts.organisation(), Action::OpenRecord(record)).is_ok();
    let words = if opens { words } else { FENCED };
    let title = without_others(facts.organisation(), actor.person, &facts.title(obligation));
    vec![vietnamese::moment(at), title, words.to_owned()]
}

/// An entry of a register that is about the person and open to them: what it says of them, and each step with its words. Others who
/// stand in it are left out where the program names them; what people wrote is given as it was written, for it was written to them.
pub fn entry_row(organisation: &Organisation, person: PersonId, entry: &Entry) -> OwnRow {
    let register = entry.line.register.register();
    let who = |by: PersonId| if by == person { "chính mình" } else { "nhà trường" };
    let cells: Vec<String> =
        cells_about(organisation, person, &entry.line).into_iter().map(|(label, words)| format!("{label}: {words}")).collect();
    let step = |one: &EntryStep| {
        let state = register.state(&one.state).map_or("bước khác", |state| state.words);
        let words = if one.words.is_empty() { String::new() } else { format!(": {}", one.words) };
        format!("{state} ({}, {}){words}", who(one.by), vietnamese::moment(one.at))
    };
    vec![
        register.name.to_owned(),
        entry.line.name(),
        vietnamese::moment(entry.line.at),
        cells.join("\n"),
        entry.steps.iter().map(step).collect::<Vec<_>>().join("\n"),
    ]
}

/// A request of theirs as it stands.
pub fn request_row(request: &DataRequest, told: &RequestTold) -> OwnRow {
    let (at, due) = (vietnamese::moment(request.at), vietnamese::date(told.due));
    vec![told.number.to_string(), at, due, told.reason.clone(), told.state.words().to_owned()]
}

/// A line of the log about the person, or about what they did. Who else did something is the school's; from where is told of their
/// own deeds alone.
pub fn log_row(organisation: &Organisation, person: PersonId, by: Option<PersonId>, line: &LogLine) -> OwnRow {
    let is_own = by == Some(person);
    let more = [("trước đó", &line.before), ("sau đó", &line.after)];
    let more = more.into_iter().filter_map(|(when, words)| Some(format!(" ({when}: {})", words.as_ref()?)));
    let said = format!("{}{}", line.what, more.collect::<String>());
    let who = match by {
        Some(by) if by == person => "chính mình",
        Some(_) => "nhà trường",
        None => "hệ thống",
    };
    let place = line.origin.as_ref().filter(|_| is_own).map(|origin| format!("{}, {}", origin.address, origin.browser));
    let place = place.unwrap_or_default();
    vec![vietnamese::moment(line.at), who.to_owned(), without_others(organisation, person, &said), place]
}

#[cfg(test)]
mod tests;
