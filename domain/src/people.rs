//! Who works at the school and as what: departments, sections, classes, people and their appointments.

mod covering;
mod namesakes;
mod phone;
mod sites;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use covering::{Cover, HANDOVER};
pub use namesakes::{called_among, named_among};
pub use phone::PhoneNumber;
pub use sites::{Site, SiteId};

use crate::{
    days::{Span, Timestamp, day_of},
    ids::{Id, MandateId},
    names::{PersonName, fold},
    vietnamese,
};

pub type SchoolId = Id<School>;
pub type DepartmentId = Id<Department>;
pub type SectionId = Id<Section>;
pub type ClassGroupId = Id<ClassGroup>;
pub type PersonId = Id<Person>;

/// A school, the tenant: nothing of one school is ever seen from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    pub id: SchoolId,
    /// "Trường Mầm non Nam Thanh".
    pub name: String,
}

/// What a tổ does, where the rules must know it: which one cooks, and which ones have classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DepartmentKind {
    /// Tổ chuyên môn: has classes.
    Teaching,
    /// Tổ nuôi dưỡng: owes menus and the kitchen's book.
    Kitchen,
    /// Tổ văn phòng: has sections.
    Office,
}

impl DepartmentKind {
    pub const ALL: [Self; 3] = [Self::Teaching, Self::Kitchen, Self::Office];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Teaching => "teaching",
            Self::Kitchen => "kitchen",
            Self::Office => "office",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// On screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Teaching => "Chuyên môn",
            Self::Kitchen => "Nuôi dưỡng",
            Self::Office => "Văn phòng",
        }
    }
}

/// "Tổ chuyên môn", also tổ nuôi dưỡng and tổ văn phòng: one model for every tổ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    pub id: DepartmentId,
    /// "Mẫu giáo 4–5 tuổi".
    pub name: String,
    pub kind: DepartmentKind,
    /// Place in lists and on the dashboard, from the top.
    pub sort_order: i64,
}

/// What a section does, where the rules must know it (Điều 8 of the regulation).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SectionKind {
    /// Kế toán.
    Accounting,
    /// Y tế học đường.
    Health,
    /// Văn thư, who may hand in what the school itself owes.
    Clerical,
    Other,
}

impl SectionKind {
    pub const ALL: [Self; 4] = [Self::Accounting, Self::Health, Self::Clerical, Self::Other];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accounting => "accounting",
            Self::Health => "health",
            Self::Clerical => "clerical",
            Self::Other => "other",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// "Bộ phận": kế toán, y tế, văn thư…; its records count in the department to which it belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub id: SectionId,
    pub name: String,
    pub kind: SectionKind,
    pub department: DepartmentId,
}

/// A class ("lớp") or a nursery group ("nhóm trẻ"); two or three teachers share it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassGroup {
    pub id: ClassGroupId,
    /// As the school calls it, without the word "Lớp": "4A".
    pub name: String,
    pub department: DepartmentId,
    /// The first day on which there is such a class, where it was opened for a year to come; `None` for one that was there from
    /// the beginning, or owes from the moment on in which it was entered.
    pub from: Option<NaiveDate>,
    /// Where it is; `None` for the main site (`Organisation::site_of`).
    pub site: Option<SiteId>,
    /// The last day on which there is such a class; `None` while it is open. What it handed in stays under its name.
    pub until: Option<NaiveDate>,
}

impl ClassGroup {
    /// "Lớp 4A"; what the school calls a group or a class already is not called so twice: "Nhóm 24–36 tháng A".
    pub fn title(&self) -> String {
        let plain = fold(&self.name);
        if ["nhom ", "lop "].iter().any(|word| plain.starts_with(word)) {
            self.name.clone()
        } else {
            format!("Lớp {}", self.name)
        }
    }
}

/// How the person is spoken to and of on every screen; "bạn" is never used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Honorific {
    Co,
    Thay,
}

impl Honorific {
    /// In the middle of a sentence: "cô", "thầy".
    pub const fn word(self) -> &'static str {
        match self {
            Self::Co => "cô",
            Self::Thay => "thầy",
        }
    }

    /// At the start of a sentence: "Cô", "Thầy".
    pub const fn capital(self) -> &'static str {
        match self {
            Self::Co => "Cô",
            Self::Thay => "Thầy",
        }
    }

    pub const fn code(self) -> &'static str {
        match self {
            Self::Co => "co",
            Self::Thay => "thay",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Co, Self::Thay].into_iter().find(|honorific| honorific.code() == code)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub name: PersonName,
    pub honorific: Honorific,
    /// Year of birth, to tell apart two people of one name.
    pub birth_year: Option<i64>,
    /// For those who lead the person (`permissions::may_call`).
    pub phone: Option<PhoneNumber>,
}

impl Person {
    /// "cô Hoa": how a colleague is mentioned.
    pub fn mention(&self) -> String {
        format!("{} {}", self.honorific.word(), self.name.given())
    }
}

/// What a person is appointed to (Điều 3 to 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Position {
    /// Hiệu trưởng.
    Principal,
    /// Phó hiệu trưởng.
    VicePrincipal,
    /// Tổ quản lý phần mềm.
    ManagementTeam,
    /// Tổ trưởng.
    Head(DepartmentId),
    /// Tổ phó.
    DeputyHead(DepartmentId),
    /// Giáo viên of a class; one person may have several.
    Teacher(ClassGroupId),
    /// Nhân viên phụ trách bộ phận.
    SectionHolder(SectionId),
    /// Nhân viên of a department without a section of their own (cooks, guards).
    Member(DepartmentId),
}

/// A position held from a day on; until when, where that is known (inclusive).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    pub person: PersonId,
    pub position: Position,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    /// When it was entered, or confirmed where it had to wait. `None` for what the school began with, and what is older than
    /// this question: it counts as known ever since `from`.
    pub known_since: Option<Timestamp>,
    /// When its last day was entered. `None` while it has none, and for what is older than this question: the end counts as
    /// known ever since.
    pub end_known_since: Option<Timestamp>,
    /// "Ủy quyền": it is held in somebody's place; `None` for a position of the person's own.
    pub acting: Option<Acting>,
}

/// In whose place a position is held, and by which decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acting {
    pub person: PersonId,
    /// "15/QĐ-MNNT", as typed.
    pub decision: String,
}

impl Appointment {
    /// Whether it is held on `day`, as that was known on the day: what was entered later changes no day before.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.holds_within(Span::new(day, day))
    }

    /// Whether it is held on any of these days, each as it was known on the day.
    pub fn holds_within(&self, days: Span) -> bool {
        self.first_day() <= days.to && self.last_day().is_none_or(|last| days.from <= last)
    }

    /// The first day on which it was held and known to be.
    pub fn first_day(&self) -> NaiveDate {
        self.known_since.map_or(self.from, |at| self.from.max(day_of(at)))
    }

    /// The last day on which it was held, or not yet known to be over.
    pub fn last_day(&self) -> Option<NaiveDate> {
        let until = self.until?;
        let unknown = self.end_known_since.and_then(|at| day_of(at).pred_opt());
        Some(unknown.map_or(until, |unknown| until.max(unknown)))
    }

    /// Whether its end can still be entered on `today`: it is held for its own sake, and its last day is not over. What is held
    /// in another one's place ends where it was lent.
    pub fn can_end(&self, today: NaiveDate) -> bool {
        self.acting.is_none() && self.until.is_none_or(|until| today <= until)
    }

    /// The day on which it became known, where that was after it had begun: "ghi sau".
    pub fn entered_late(&self) -> Option<NaiveDate> {
        self.known_since.map(day_of).filter(|day| self.from < *day)
    }

    /// The day on which its end became known, where that was after it: "ghi sau".
    pub fn ended_late(&self) -> Option<NaiveDate> {
        let until = self.until?;
        self.end_known_since.map(day_of).filter(|day| until < *day)
    }
}

/// An appointment that somebody has entered and that gives no right yet: it waits until the leadership confirms it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingAppointment {
    /// It keeps this id once it is confirmed.
    pub id: Id<Appointment>,
    pub person: PersonId,
    pub position: Position,
    pub from: NaiveDate,
    /// Its last day, where its decision names one.
    pub until: Option<NaiveDate>,
    /// The decision that gives or ends it; `None` where it names none.
    pub mandate: Option<MandateId>,
    /// It is the end of this one that waits: whoever holds it does so until the leadership confirms.
    pub ends: Option<Id<Appointment>>,
    /// Why it begins before the day on which it was entered.
    pub reason: Option<String>,
    pub entered_by: PersonId,
    pub entered_at: Timestamp,
}

/// "Lượt": which teacher of a class writes the plans of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    pub class: ClassGroupId,
    pub week: u8,
    pub person: PersonId,
}

/// A password that somebody handed out anew, for as long as the leadership has not confirmed it, or its owner or the
/// principal has not read of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordReset {
    /// Whose account it is.
    pub person: PersonId,
    /// Who handed it out; `None` at the server's own console.
    pub by: Option<PersonId>,
    pub at: Timestamp,
    /// Since when it is confirmed; what the leadership hands out is from the beginning.
    pub confirmed_at: Option<Timestamp>,
    /// When its owner acknowledged it.
    pub seen_at: Option<Timestamp>,
    /// When the principal acknowledged it; at once where the principal handed it out.
    pub told_at: Option<Timestamp>,
}

/// The whole staff and structure of one school.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// In dashboard order.
    pub departments: Vec<Department>,
    pub sections: Vec<Section>,
    /// By name, closed ones too.
    pub classes: Vec<ClassGroup>,
    /// The main one first; one or none where the whole school is at one place.
    pub sites: Vec<Site>,
    pub people: Vec<Person>,
    /// Those in effect, now or on their days; every rule asks them.
    pub appointments: Vec<Appointment>,
    /// Those that wait to be confirmed, the first to be entered first; no rule gives a right by them.
    pub waiting: Vec<WaitingAppointment>,
    pub turns: Vec<Turn>,
    /// Who stands in for whom in the classes, as absences say.
    pub covers: Vec<Cover>,
    /// By person, each with the last one.
    pub resets: Vec<PasswordReset>,
    /// Whose account is shut, by id.
    pub suspended: Vec<PersonId>,
}

impl Organisation {
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The password of `person` that was handed out anew, where anybody still has to confirm it or to read of it.
    pub fn reset_of(&self, person: PersonId) -> Option<&PasswordReset> {
        self.resets.iter().find(|reset| reset.person == person)
    }

    pub fn department(&self, id: DepartmentId) -> Option<&Department> {
        self.departments.iter().find(|department| department.id == id)
    }

    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// The classes that are not closed, by name.
    pub fn open_classes(&self) -> impl Iterator<Item = &ClassGroup> + Clone {
        self.classes.iter().filter(|class| class.until.is_none())
    }

    /// The open classes for which no teacher was ever entered, by name.
    pub fn classes_without_teacher(&self) -> impl Iterator<Item = &ClassGroup> {
        let has_teacher = |class: &ClassGroup| self.appointments.iter().any(|one| one.position == Position::Teacher(class.id));
        self.open_classes().filter(move |class| !has_teacher(class))
    }

    pub fn class(&self, id: ClassGroupId) -> Option<&ClassGroup> {
        self.classes.iter().find(|class| class.id == id)
    }

    /// Whose turn the week of a class is by the roster; `None` where all of them write it together.
    pub fn turn_of(&self, class: ClassGroupId, week: u8) -> Option<PersonId> {
        self.turns.iter().find(|turn| turn.class == class && turn.week == week).map(|turn| turn.person)
    }

    /// What is held for its own sake, and in nobody's place.
    pub fn own_appointments(&self) -> impl Iterator<Item = &Appointment> + Clone {
        self.appointments.iter().filter(|appointment| appointment.acting.is_none())
    }

    /// The positions of their own that `person` holds on `day`.
    pub fn positions(&self, person: PersonId, day: NaiveDate) -> Vec<Position> {
        let theirs = self.own_appointments().filter(|appointment| appointment.person == person && appointment.holds_on(day));
        theirs.map(|appointment| appointment.position).collect()
    }

    /// What `person` holds on `day` in somebody's place.
    pub fn lent_to(&self, person: PersonId, day: NaiveDate) -> impl Iterator<Item = &Appointment> {
        self.appointments.iter().filter(move |one| one.acting.is_some() && one.person == person && one.holds_on(day))
    }

    /// The department in which a person works on `day`, with their class before all else; `None` for whoever is of the
    /// leadership or of no department. Whoever comes later stands where they will work first, and whoever has left where
    /// they worked last.
    pub fn department_of(&self, person: PersonId, day: NaiveDate) -> Option<DepartmentId> {
        // Whoever acts for somebody stays where they work.
        let theirs = || self.appointments.iter().filter(|one| one.person == person && one.acting.is_none());
        let away = |one: &&Appointment| {
            let (to_come, past) = ((one.first_day() - day).num_days(), one.last_day().map_or(0, |last| (day - last).num_days()));
            to_come.max(past).max(0)
        };
        // What is not held on that day says something only of whoever holds nothing on it.
        let nearest = theirs().map(|one| away(&one)).min()?;
        let works = theirs().filter(|one| away(one) == nearest).filter_map(|one| match one.position {
            Position::Teacher(class) => self.class(class).map(|class| (0, class.department)),
            Position::Head(id) | Position::DeputyHead(id) | Position::Member(id) => Some((1, id)),
            Position::SectionHolder(section) => self.section(section).map(|section| (2, section.department)),
            Position::Principal | Position::VicePrincipal | Position::ManagementTeam => None,
        });
        works.min_by_key(|(rank, _)| *rank).map(|(_, department)| department)
    }

    /// The name of whoever has this id, told apart from others on `day`; of somebody who is unknown, that they have left.
    pub fn name_of(&self, id: PersonId, day: NaiveDate) -> String {
        self.person(id).map_or_else(|| "người đã rời trường".to_owned(), |person| self.distinct_name(person, Some(day)))
    }

    /// The name alone, as somebody signs with it.
    pub fn full_name(&self, id: PersonId) -> String {
        self.person(id).map_or_else(|| "người đã rời trường".to_owned(), |person| person.name.to_string())
    }

    /// The people who hold `position` as their own on `day`, in the order of their appointment.
    pub fn holders(&self, position: Position, day: NaiveDate) -> Vec<&Person> {
        let held = self.own_appointments().filter(|appointment| appointment.position == position && appointment.holds_on(day));
        held.filter_map(|appointment| self.person(appointment.person)).collect()
    }

    /// The people who hold `position` on `day`, and those who act for one of them.
    pub fn holders_and_acting(&self, position: Position, day: NaiveDate) -> Vec<&Person> {
        let held = self.appointments.iter().filter(|appointment| appointment.position == position && appointment.holds_on(day));
        held.filter_map(|appointment| self.person(appointment.person)).collect()
    }

    /// "Tổ trưởng Mẫu giáo 4–5 tuổi, giáo viên lớp 4B": the line under a name, the highest position first.
    pub fn titles(&self, positions: &[Position]) -> String {
        let mut positions = positions.to_vec();
        positions.sort();
        let words: Vec<String> = positions.iter().filter_map(|position| self.title(*position)).collect();
        let mut line = words.join(", ");
        if line.is_empty() {
            line.push_str("Cán bộ");
        }
        vietnamese::capitalised(&line)
    }

    /// One position in the middle of a sentence; `None` where its class, department or section is gone.
    pub fn title(&self, position: Position) -> Option<String> {
        Some(match position {
            Position::Principal => "hiệu trưởng".to_owned(),
            Position::VicePrincipal => "phó hiệu trưởng".to_owned(),
            Position::ManagementTeam => "tổ quản lý phần mềm".to_owned(),
            Position::Head(id) => format!("tổ trưởng {}", self.department(id)?.name),
            Position::DeputyHead(id) => format!("tổ phó {}", self.department(id)?.name),
            Position::Teacher(id) => self.class(id).map(|class| format!("giáo viên lớp {}{}", class.name, self.at_site(class)))?,
            Position::SectionHolder(id) => self.section(id)?.name.to_lowercase(),
            Position::Member(id) => format!("nhân viên tổ {}", self.department(id)?.name),
        })
    }
}

#[cfg(test)]
mod tests;
