//! "Ai được xem": what kind of people's data the records of a type hold, whose work they are beside those who hand them in and lead
//! the school, and what they are for (Luật 91/2025: a purpose for each kind of data, and nobody reads more than their work needs).

use std::fmt::{self, Display};

use serde::{Deserialize, Serialize};

use super::RecordType;
use crate::{
    days::Timestamp,
    forms::{FormData, FormErrors},
    ids::Id,
    people::{Organisation, PersonId, Position, SectionId},
    seen::Digest,
    vietnamese,
};

/// Whose data a type holds. Everything but `Ordinary` is fenced off: heads and deputies read it only where the type says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sensitivity {
    /// The owner, the head and deputy head of the department, the leadership.
    Ordinary,
    /// Holds data about somebody's health (y tế).
    Health,
    /// Holds data about single children and their families.
    Child,
    /// Holds data about members of staff, or money (kế toán).
    Personnel,
}

impl Sensitivity {
    pub const ALL: [Self; 4] = [Self::Ordinary, Self::Health, Self::Child, Self::Personnel];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Health => "health",
            Self::Child => "child",
            Self::Personnel => "personnel",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sensitivity| sensitivity.code() == code)
    }

    /// "Sức khỏe".
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ordinary => "Bình thường",
            Self::Health => "Sức khỏe",
            Self::Child => "Trẻ em",
            Self::Personnel => "Nhân sự, thu chi",
        }
    }

    /// On screen: what it holds, and who reads it as long as the type says nothing else.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Ordinary => "Bình thường: người nộp, tổ trưởng, tổ phó, ban giám hiệu",
            Self::Health => "Sức khỏe: chỉ người nộp và ban giám hiệu",
            Self::Child => "Trẻ em: chỉ người nộp và ban giám hiệu",
            Self::Personnel => "Nhân sự, thu chi: chỉ người nộp và ban giám hiệu",
        }
    }

    /// What records of the kind are for, as long as the school has not said it for a type; inside a sentence.
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Ordinary => "tổ chức và kiểm tra việc dạy học, chăm sóc trẻ",
            Self::Health => "theo dõi và chăm sóc sức khỏe của trẻ",
            Self::Child => "chăm sóc, giáo dục và đánh giá từng trẻ",
            Self::Personnel => "quản lý nhân sự và thu chi của trường",
        }
    }

    /// Why others are kept out; inside a sentence. An ordinary record keeps nobody out by what it holds.
    pub const fn holds(self) -> &'static str {
        match self {
            Self::Ordinary => "nội dung của người khác",
            Self::Health => "thông tin sức khỏe",
            Self::Child => "thông tin riêng của trẻ",
            Self::Personnel => "thông tin nhân sự hoặc thu chi",
        }
    }
}

/// Whoever's work the records of a type are, beside whoever hands them in and the leadership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reader {
    /// Head and deputy head of the department to which a record belongs; of an ordinary type they read it anyway.
    Heads,
    /// Whoever holds the section.
    Section(SectionId),
}

const HEADS: &str = "heads";
const SECTION: &str = "section:";

impl Reader {
    fn parse(code: &str) -> Option<Self> {
        if code == HEADS {
            return Some(Self::Heads);
        }
        code.strip_prefix(SECTION)?.parse().ok().map(|id| Self::Section(Id::new(id)))
    }
}

impl Display for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Heads => f.write_str(HEADS),
            Self::Section(id) => write!(f, "{SECTION}{}", id.uuid()),
        }
    }
}

/// The readers that a type names; each once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Readers([Option<Reader>; Self::MAX]);

impl Readers {
    /// More than these is nobody's work any more.
    pub const MAX: usize = 4;

    /// Nobody beside those who read by their duty.
    pub const NOBODY: Self = Self([None; Self::MAX]);

    /// `None` where there are more than `MAX`.
    pub fn of(readers: impl IntoIterator<Item = Reader>) -> Option<Self> {
        let mut named = Self::NOBODY;
        for reader in readers {
            if !named.has(reader) {
                *named.0.iter_mut().find(|place| place.is_none())? = Some(reader);
            }
        }
        Some(named)
    }

    /// From the text of `Display`.
    pub fn parse(text: &str) -> Option<Self> {
        let readers: Option<Vec<Reader>> = text.split_whitespace().map(Reader::parse).collect();
        Self::of(readers?)
    }

    pub fn iter(self) -> impl Iterator<Item = Reader> {
        self.0.into_iter().flatten()
    }

    pub fn has(self, reader: Reader) -> bool {
        self.0.contains(&Some(reader))
    }

    /// Whether one of these positions reads by being named: a head only of the own department, which whoever asks must know.
    pub fn names_any(self, positions: &[Position]) -> bool {
        positions.iter().any(|position| match position {
            Position::Head(_) | Position::DeputyHead(_) => self.has(Reader::Heads),
            Position::SectionHolder(section) => self.has(Reader::Section(*section)),
            Position::Principal
            | Position::VicePrincipal
            | Position::ManagementTeam
            | Position::Teacher(_)
            | Position::Member(_) => false,
        })
    }
}

/// As it is stored.
impl Display for Readers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: Vec<String> = self.iter().map(|one| one.to_string()).collect();
        f.write_str(&codes.join(" "))
    }
}

/// "Người nộp, tổ trưởng, tổ phó, phụ trách bộ phận Y tế, ban giám hiệu"; inside a sentence.
pub fn readers_words(sensitivity: Sensitivity, readers: Readers, organisation: &Organisation) -> String {
    let mut who = vec!["người nộp".to_owned()];
    if sensitivity == Sensitivity::Ordinary || readers.has(Reader::Heads) {
        who.push("tổ trưởng, tổ phó của tổ".to_owned());
    }
    for reader in readers.iter() {
        if let Reader::Section(id) = reader {
            let name = organisation.section(id).map_or("đã bỏ", |one| &one.name);
            who.push(format!("phụ trách bộ phận {name}"));
        }
    }
    who.push("ban giám hiệu".to_owned());
    who.join(", ")
}

/// What a school says of the records of one type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    pub sensitivity: Sensitivity,
    pub readers: Readers,
    /// In the school's own words; empty for those of the kind.
    pub purpose: String,
}

impl Fence {
    pub fn of(record_type: &RecordType) -> Self {
        Self { sensitivity: record_type.sensitivity, readers: record_type.readers, purpose: record_type.purpose.clone() }
    }

    /// Tells two fences apart, for a form that somebody else was quicker with.
    fn seen(&self) -> Digest {
        Digest::new().with(self.sensitivity.code()).with(self.readers).with(&self.purpose)
    }

    /// "Dùng để theo dõi sức khỏe của trẻ; ai được xem: người nộp, ban giám hiệu."
    pub fn sentence(&self, organisation: &Organisation) -> String {
        format!("Dùng để {}; ai được xem: {}.", self.purpose_words(), self.readers_words(organisation))
    }

    /// What records of the type are for, as it stands after "Dùng để".
    pub fn purpose_words(&self) -> String {
        let own = vietnamese::with_small_beginning(vietnamese::without_stop(&self.purpose));
        if own.is_empty() { self.sensitivity.purpose().to_owned() } else { own }
    }

    /// Who opens them, with commas.
    pub fn readers_words(&self, organisation: &Organisation) -> String {
        readers_words(self.sensitivity, self.readers, organisation)
    }
}

/// What a school said of a type, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FenceSaid {
    pub at: Timestamp,
    pub by: PersonId,
    pub fence: Fence,
}

/// The form of one type, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FenceForm {
    /// A code of `Sensitivity`.
    pub sensitivity: String,
    /// Codes of readers that are ticked.
    pub readers: Vec<String>,
    pub purpose: String,
    /// What the type said when the form was shown.
    pub seen: String,
}

impl FenceForm {
    /// Of the purpose, in letters.
    pub const MAX_PURPOSE: u32 = 160;

    /// As the type is now.
    pub fn of(record_type: &RecordType) -> Self {
        let fence = Fence::of(record_type);
        Self {
            sensitivity: fence.sensitivity.code().to_owned(),
            readers: fence.readers.iter().map(|one| one.to_string()).collect(),
            purpose: fence.purpose.clone(),
            seen: fence.seen().to_string(),
        }
    }

    pub fn read(typed: &FormData) -> Self {
        Self {
            sensitivity: typed.get("sensitivity").to_owned(),
            readers: typed.all("reader").map(str::to_owned).collect(),
            purpose: typed.get("purpose").to_owned(),
            seen: typed.get("seen").to_owned(),
        }
    }

    /// What the form asks for, of a type as it is now.
    ///
    /// # Errors
    /// Field by field what is wrong; under "all" that somebody else has changed the type since the form was shown.
    pub fn parse(&self, record_type: &RecordType, organisation: &Organisation) -> Result<Fence, FormErrors> {
        let mut errors = FormErrors::default();
        if self.seen != Fence::of(record_type).seen().to_string() {
            errors.add("all", "Loại hồ sơ này vừa được người khác đổi.");
        }
        let sensitivity = Sensitivity::from_code(&self.sensitivity);
        if sensitivity.is_none() {
            errors.add("sensitivity", "Chọn loại thông tin trong danh sách.");
        }
        let known = |reader: &Reader| match reader {
            Reader::Heads => true,
            Reader::Section(id) => organisation.section(*id).is_some(),
        };
        let named: Option<Vec<Reader>> = self.readers.iter().map(|code| Reader::parse(code).filter(known)).collect();
        let readers = named.and_then(Readers::of);
        if readers.is_none() {
            errors.add("reader", format!("Chọn trong danh sách, nhiều nhất {} mục.", Readers::MAX));
        }
        if self.purpose.chars().count() > Self::MAX_PURPOSE as usize {
            errors.add("purpose", format!("Viết gọn trong {} ký tự.", Self::MAX_PURPOSE));
        }
        match (sensitivity, readers) {
            (Some(sensitivity), Some(readers)) if errors.is_empty() => {
                Ok(Fence { sensitivity, readers, purpose: self.purpose.clone() })
            }
            _ => Err(errors),
        }
    }
}

/// "2 loại chỉ người có phận sự được xem": of the types that are used.
pub fn fences_in_short(types: &[RecordType]) -> String {
    let fenced = types.iter().filter(|one| !one.retired && one.sensitivity != Sensitivity::Ordinary).count();
    if fenced == 0 {
        "Mọi loại đều là hồ sơ bình thường".to_owned()
    } else {
        format!("{fenced} loại chỉ người có phận sự được xem")
    }
}

/// Who can be ticked in the form: code and words.
pub fn reader_choices(organisation: &Organisation) -> Vec<(String, String)> {
    let heads = (Reader::Heads.to_string(), "Tổ trưởng, tổ phó của tổ có hồ sơ".to_owned());
    let section = |id: SectionId, name: &str| (Reader::Section(id).to_string(), format!("Người phụ trách bộ phận {name}"));
    std::iter::once(heads).chain(organisation.sections.iter().map(|one| section(one.id, &one.name))).collect()
}

#[cfg(test)]
mod tests;
