//! An event with all that its sentence needs: its facts, and the names behind the ids in them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Detail, Details};
use crate::{
    days::{Span, Timestamp, day_of},
    facts::Facts,
    ids::{LockOrderId, UpdateId},
    obligations::ObligationId,
    people::{DepartmentId, PersonId, Position},
    vietnamese,
};

/// The function that says what an event of one kind was.
pub type Teller = fn(&Happened<'_>) -> Said;

/// A record as a line names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Titled {
    pub obligation: ObligationId,
    /// "Giáo án tuần 12 · Lớp 4A".
    pub title: String,
}

/// An event that is to be told.
#[derive(Clone, Copy, Debug)]
pub struct Happened<'a> {
    /// Of the school year that is shown.
    pub facts: &'a Facts,
    pub at: Timestamp,
    /// Nobody for the program itself.
    pub actor: Option<PersonId>,
    /// What it was about.
    pub subject: Option<Uuid>,
    pub details: &'a Details,
    /// The records that are named, by their own ids and by those of their versions.
    pub titles: &'a BTreeMap<Uuid, Titled>,
}

/// Where a line leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    Record(ObligationId),
    Order(LockOrderId),
    Update(UpdateId),
    Person(PersonId),
}

/// What is said of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What whoever did it did, from the verb on: "nộp Giáo án tuần 12 · Lớp 4A".
    pub what: String,
    /// What had been so before, where the event knows it.
    pub before: Option<String>,
    /// What is so since.
    pub after: Option<String>,
    pub about: Option<About>,
}

impl Said {
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), before: None, after: None, about: None }
    }

    /// With what had been so before.
    #[must_use]
    pub fn before(self, before: impl Into<String>) -> Self {
        let before = before.into();
        Self { before: (!before.is_empty()).then_some(before), ..self }
    }

    /// With what is so since.
    #[must_use]
    pub fn after(self, after: impl Into<String>) -> Self {
        let after = after.into();
        Self { after: (!after.is_empty()).then_some(after), ..self }
    }

    /// With where it leads.
    #[must_use]
    pub fn about(self, about: Option<About>) -> Self {
        Self { about, ..self }
    }
}

/// Where an event names nobody, or somebody who cannot be found any more.
const SOMEBODY: &str = "một người đã rời trường";

impl Happened<'_> {
    fn detail(&self, key: &str) -> &Detail {
        self.details.get(key).unwrap_or(&Detail::None)
    }

    /// A text; empty where there is none.
    pub fn text(&self, key: &str) -> &str {
        match self.detail(key) {
            Detail::Text(text) => text,
            Detail::None | Detail::Flag(_) | Detail::Number(_) | Detail::Many(_) | Detail::Facts(_) | Detail::Fraction(_) => "",
        }
    }

    /// A whole number; 0 where there is none.
    pub fn number(&self, key: &str) -> i64 {
        match self.detail(key) {
            Detail::Number(number) => *number,
            Detail::None | Detail::Flag(_) | Detail::Text(_) | Detail::Many(_) | Detail::Facts(_) | Detail::Fraction(_) => 0,
        }
    }

    /// Whether it says so.
    pub fn is(&self, key: &str) -> bool {
        matches!(self.detail(key), Detail::Flag(true))
    }

    /// Whether it says anything.
    pub fn has(&self, key: &str) -> bool {
        !matches!(self.detail(key), Detail::None)
    }

    /// A list; empty where there is none.
    pub fn many(&self, key: &str) -> &[Detail] {
        match self.detail(key) {
            Detail::Many(many) => many,
            Detail::None | Detail::Flag(_) | Detail::Number(_) | Detail::Text(_) | Detail::Facts(_) | Detail::Fraction(_) => &[],
        }
    }

    /// A day: "20/11/2026"; empty where there is none.
    pub fn day(&self, key: &str) -> String {
        self.text(key).parse::<NaiveDate>().map(vietnamese::date).unwrap_or_default()
    }

    /// The days from one to another.
    pub fn days(&self, from: &str, to: &str) -> String {
        match (self.text(from).parse(), self.text(to).parse()) {
            (Ok(from), Ok(to)) => vietnamese::days(Span::new(from, to)),
            _ => String::new(),
        }
    }

    /// An instant: "14:20 ngày 25/11/2026"; empty where there is none.
    pub fn moment(&self, key: &str) -> String {
        self.text(key).parse::<Timestamp>().map(vietnamese::moment).unwrap_or_default()
    }

    fn id(&self, key: &str) -> Option<Uuid> {
        Uuid::try_parse(self.text(key)).ok()
    }

    /// Somebody: "cô Nguyễn Thị Hoa".
    pub fn who(&self, person: Option<PersonId>) -> String {
        let organisation = self.facts.organisation();
        let known = person.and_then(|id| organisation.person(id));
        known.map_or_else(
            || SOMEBODY.to_owned(),
            |one| format!("{} {}", one.honorific.word(), organisation.distinct_name(one, Some(day_of(self.at)))),
        )
    }

    /// The person of this key.
    pub fn person(&self, key: &str) -> String {
        self.who(self.id(key).map(PersonId::new))
    }

    /// Whether whoever did it is the person of a detail.
    pub fn is_by(&self, key: &str) -> bool {
        self.actor.is_some() && self.actor == self.id(key).map(PersonId::new)
    }

    fn subject_id(&self) -> Option<PersonId> {
        self.subject.map(PersonId::new)
    }

    /// Whose account or appointments it is about: "mình" for whoever did it.
    pub fn whose(&self) -> String {
        if self.subject.is_some() && self.actor == self.subject_id() { "mình".to_owned() } else { self.who(self.subject_id()) }
    }

    /// The person it is about, for the link.
    pub fn about_person(&self) -> Option<About> {
        self.subject_id().filter(|id| self.facts.organisation().person(*id).is_some()).map(About::Person)
    }

    /// The class it is about: "lớp 4A".
    pub fn class(&self, id: Option<Uuid>) -> String {
        let class = id.and_then(|id| self.facts.organisation().class(crate::ids::Id::new(id)));
        class.map_or_else(|| "một lớp đã bỏ".to_owned(), |class| vietnamese::with_small_beginning(&class.title()))
    }

    /// The class of this key.
    pub fn class_of(&self, key: &str) -> String {
        self.class(self.id(key))
    }

    /// The department it is about, by its name now.
    pub fn department(&self) -> String {
        let found = self.subject.and_then(|id| self.facts.organisation().department(DepartmentId::new(id)));
        found.map_or_else(|| "một tổ đã bỏ".to_owned(), |one| format!("tổ {}", one.name))
    }

    /// The position of an appointment: "giáo viên lớp 4A".
    pub fn position(&self) -> String {
        let unit = self.id("unit");
        let position = match (self.text("position"), unit) {
            ("principal", _) => Some(Position::Principal),
            ("vice-principal", _) => Some(Position::VicePrincipal),
            ("management-team", _) => Some(Position::ManagementTeam),
            ("head", Some(id)) => Some(Position::Head(crate::ids::Id::new(id))),
            ("deputy-head", Some(id)) => Some(Position::DeputyHead(crate::ids::Id::new(id))),
            ("teacher", Some(id)) => Some(Position::Teacher(crate::ids::Id::new(id))),
            ("section-holder", Some(id)) => Some(Position::SectionHolder(crate::ids::Id::new(id))),
            ("member", Some(id)) => Some(Position::Member(crate::ids::Id::new(id))),
            _ => None,
        };
        position.and_then(|one| self.facts.organisation().title(one)).unwrap_or_else(|| "một nhiệm vụ ở nơi đã bỏ".to_owned())
    }

    fn titled(&self, id: Option<Uuid>) -> Option<&Titled> {
        id.and_then(|id| self.titles.get(&id))
    }

    fn title_of(&self, id: Option<Uuid>) -> String {
        self.titled(id).map_or_else(|| "một hồ sơ".to_owned(), |one| one.title.clone())
    }

    /// The record it is about.
    pub fn record(&self) -> String {
        self.title_of(self.subject)
    }

    /// The record it is about, for the link.
    pub fn about_record(&self) -> Option<About> {
        self.titled(self.subject).map(|one| About::Record(one.obligation))
    }

    /// The record of this key.
    pub fn record_of(&self, key: &str) -> String {
        self.title_of(self.id(key))
    }

    /// The record of this key, for the link.
    pub fn about_record_of(&self, key: &str) -> Option<About> {
        self.titled(self.id(key)).map(|one| About::Record(one.obligation))
    }

    /// The records of a list, by name where there is one alone.
    pub fn records(&self, key: &str) -> String {
        match self.many(key) {
            [Detail::Text(one)] => self.title_of(Uuid::try_parse(one).ok()),
            many => format!("{} hồ sơ", vietnamese::number(i64::try_from(many.len()).unwrap_or(i64::MAX))),
        }
    }

    /// The order it is about, for the link.
    pub fn about_order(&self) -> Option<About> {
        self.subject.map(|id| About::Order(LockOrderId::new(id)))
    }

    /// The update it is about, for the link.
    pub fn about_update(&self) -> Option<About> {
        self.subject.map(|id| About::Update(UpdateId::new(id)))
    }

    /// "theo Quyết định số 15/QĐ" behind a comma; empty where no decision is named.
    pub fn by_decision(&self, key: &str) -> String {
        let decision = self.text(key);
        if decision.is_empty() { String::new() } else { format!(", theo {}", crate::lines::decision_words(decision)) }
    }
}
