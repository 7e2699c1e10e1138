//! What a list of classes would bring: which classes it opens, who changes the class, and what it has to ask before.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    head::{ClassColumn, Head},
    lines::{ClassLine, read},
    problems::{ClassProblem, ClassQuestion},
    rows::{Reading, Row},
    when::ChangeOfYear,
};
use crate::{
    lettering::OldLettering,
    people::{Appointment, ClassGroup, ClassGroupId, DepartmentId, Organisation, PersonId, Position, WaitingAppointment},
    seen::Digest,
    staff::{
        held_already,
        list::{Answers, readable},
    },
    tables::Table,
    vietnamese,
};

/// The most classes of one list: far more than a school has.
pub const MAX_CLASSES: usize = 100;

/// What the form sends where teachers of a class that the list does not name teach it no longer.
pub const ENDS: &str = "thoi";

/// What changes for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassChange {
    pub person: PersonId,
    /// Begins to teach the class of the row.
    pub begins: bool,
    /// Stops teaching these.
    pub ends: Vec<ClassGroupId>,
    /// What begins waits for the leadership to confirm it.
    pub waits: bool,
}

impl ClassChange {
    /// "Cô Nguyễn Thị Hoa: hết 08/08/2027 thôi lớp 3A, từ 09/08/2027 dạy lớp này."
    pub fn told(&self, organisation: &Organisation, change: &ChangeOfYear) -> String {
        let who =
            organisation.person(self.person).map(|one| format!("{} {}", one.honorific.capital(), one.name)).unwrap_or_default();
        let classes: Vec<&str> = self.ends.iter().filter_map(|id| organisation.class(*id)).map(|one| one.name.as_str()).collect();
        let mut parts = Vec::new();
        if !classes.is_empty() {
            parts.push(format!("hết {} thôi lớp {}", vietnamese::date(change.last()), classes.join(", ")));
        }
        if self.begins {
            let waits = if self.waits { ", khi ban giám hiệu xác nhận" } else { "" };
            parts.push(format!("từ {} dạy lớp này{waits}", vietnamese::date(change.from)));
        }
        format!("{who}: {}.", parts.join(", "))
    }
}

/// What becomes of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClassFate {
    Changes {
        /// The department in which the class is opened.
        opens: Option<DepartmentId>,
        changes: Vec<ClassChange>,
    },
    /// All of it is so already.
    Unchanged,
    /// A question has no answer yet.
    Asked,
    Wrong(Vec<ClassProblem>),
}

/// One row as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassPreviewLine {
    pub line: ClassLine,
    /// The class, where it is there already.
    pub known: Option<ClassGroupId>,
    pub questions: Vec<ClassQuestion>,
    pub fate: ClassFate,
}

/// The whole list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassListPreview {
    pub change: ChangeOfYear,
    pub lines: Vec<ClassPreviewLine>,
    /// The heads of columns that nothing is kept of.
    pub unused: Vec<String>,
    /// The old font in which it was written.
    pub lettering: Option<OldLettering>,
    pub letters_left: bool,
    /// How many classes stand behind the last one that is taken.
    pub beyond: usize,
    /// No row says what its columns hold.
    pub without_head: bool,
    /// The open classes that the list does not name, in which somebody is still to teach in the new year, by name.
    pub not_named: Vec<String>,
}

impl ClassListPreview {
    /// How many rows come to such an end.
    pub fn count(&self, fate: impl Fn(&ClassFate) -> bool) -> usize {
        self.lines.iter().filter(|line| fate(&line.fate)).count()
    }

    /// How many rows would change something.
    pub fn to_save(&self) -> usize {
        self.count(|fate| matches!(fate, ClassFate::Changes { .. }))
    }

    /// Whether any row is still to be answered or mended.
    pub fn is_open(&self) -> bool {
        self.beyond > 0 || self.count(|fate| matches!(fate, ClassFate::Asked | ClassFate::Wrong(_))) > 0
    }

    /// What the viewer has looked at: which classes this would open, and who would change theirs on which day.
    pub fn seen(&self) -> Digest {
        let told = |seen: Digest, line: &ClassPreviewLine| {
            seen.with(line.line.number).with(&line.line.class).with(format!("{:?}", line.fate))
        };
        self.lines.iter().fold(Digest::new().with(self.change.from), told)
    }
}

/// What a list would bring on the day `today`, with the answers given so far.
pub fn preview(
    table: Table,
    answers: &Answers,
    organisation: &Organisation,
    change: ChangeOfYear,
    today: NaiveDate,
) -> ClassListPreview {
    let letters_left = answers.leaves_letters();
    let (table, lettering) = readable(table, letters_left);
    let head = Head::find(&table, &change.school_year);
    let mut lines = head.as_ref().map_or_else(Vec::new, |head| read(&table, head, &change.school_year, organisation));
    let beyond = lines.len().saturating_sub(MAX_CLASSES);
    lines.truncate(MAX_CLASSES);
    let reading = Reading::new(organisation, &change, answers, today);
    let rows: Vec<Row> = lines.iter().map(|line| reading.row(line)).collect();
    let mut whole = Whole::of(organisation, &change, &rows);
    let lines: Vec<ClassPreviewLine> = lines.into_iter().zip(&rows).map(|(line, row)| whole.line(line, row, answers)).collect();
    let not_named = whole.not_named();
    let (without_head, unused) = (head.is_none(), head.map(|head| head.unused).unwrap_or_default());
    ClassListPreview { lines, unused, lettering, letters_left, beyond, without_head, not_named, change }
}

/// What the rows say together.
struct Whole<'o> {
    organisation: &'o Organisation,
    change: &'o ChangeOfYear,
    /// Which of the known classes each person is to have, also where it is not certain yet.
    wanted: BTreeMap<PersonId, Vec<ClassGroupId>>,
    /// Who begins to teach a class.
    begin: BTreeSet<PersonId>,
    /// The classes of which the list says something.
    listed: BTreeSet<ClassGroupId>,
    /// Whose other classes have ended in a row already, or who was asked about.
    told: BTreeSet<PersonId>,
}

impl<'o> Whole<'o> {
    fn of(organisation: &'o Organisation, change: &'o ChangeOfYear, rows: &[Row]) -> Self {
        let (wanted, begin, told) = (BTreeMap::new(), BTreeSet::new(), BTreeSet::new());
        let listed = rows.iter().flat_map(Row::classes).collect();
        let mut whole = Self { organisation, change, wanted, begin, listed, told };
        for row in rows {
            for person in row.named.iter().chain(&row.perhaps) {
                whole.wanted.entry(*person).or_default().extend(row.known);
            }
            let begin = row.named.iter().filter(|person| !whole.has(**person, row.known)).copied();
            let begin: Vec<PersonId> = begin.collect();
            whole.begin.extend(begin);
        }
        whole
    }

    /// What somebody teaches on the first day or is to teach afterwards.
    fn of_person(&self, person: PersonId) -> impl Iterator<Item = (&'o Appointment, ClassGroupId)> {
        let from = self.change.from;
        self.organisation.own_appointments().filter(move |one| one.person == person).filter_map(move |one| match one.position {
            Position::Teacher(class) if one.until.is_none_or(|until| from <= until) => Some((one, class)),
            Position::Teacher(_)
            | Position::Principal
            | Position::VicePrincipal
            | Position::ManagementTeam
            | Position::Head(_)
            | Position::DeputyHead(_)
            | Position::SectionHolder(_)
            | Position::Member(_) => None,
        })
    }

    /// Whether somebody has the class on the first day, or waits to have it.
    fn has(&self, person: PersonId, class: Option<ClassGroupId>) -> bool {
        let Some(class) = class else { return false };
        let begins =
            |one: &WaitingAppointment| one.ends.is_none() && (one.person, one.position) == (person, Position::Teacher(class));
        let holds = self.of_person(person).any(|(one, held)| held == class && one.from <= self.change.from);
        holds || self.organisation.waiting.iter().any(begins)
    }

    fn line(&mut self, line: ClassLine, row: &Row, answers: &Answers) -> ClassPreviewLine {
        let mut questions = row.questions.clone();
        let unnamed = self.unnamed(row);
        let ends = answers.of('k', line.number) == ENDS;
        if !unnamed.is_empty() {
            questions.push(ClassQuestion::Unnamed { people: unnamed.iter().map(|(person, _)| *person).collect(), ends });
        }
        let is_asked = questions.iter().any(|one| matches!(one, ClassQuestion::Who { answer, .. } if answer.is_empty()));
        let fate = if !row.problems.is_empty() {
            ClassFate::Wrong(row.problems.clone())
        } else if is_asked {
            ClassFate::Asked
        } else {
            self.fate(row, unnamed.into_iter().filter(|_| ends))
        };
        ClassPreviewLine { line, known: row.known, questions, fate }
    }

    /// Who teaches a class of the row and stands nowhere in the list; each is asked about once.
    fn unnamed(&mut self, row: &Row) -> Vec<(PersonId, ClassGroupId)> {
        let (mut found, last) = (Vec::new(), self.change.last());
        for class in row.classes() {
            let teaches = |one: &&Appointment| {
                one.position == Position::Teacher(class) && one.from <= last && one.until.is_none_or(|until| last < until)
            };
            for one in self.organisation.own_appointments().filter(teaches) {
                if !self.wanted.contains_key(&one.person) && self.told.insert(one.person) {
                    found.push((one.person, class));
                }
            }
        }
        found
    }

    fn fate(&mut self, row: &Row, ending: impl Iterator<Item = (PersonId, ClassGroupId)>) -> ClassFate {
        let (mut changes, mut problems) = (Vec::new(), Vec::new());
        for person in &row.named {
            let begins = !self.has(*person, row.known);
            if let Some(class) = row.known.filter(|_| begins) {
                let why_not = held_already(self.organisation, *person, Position::Teacher(class), self.change.from);
                problems.extend(why_not.map(|words| ClassProblem { column: ClassColumn::Teacher, words }));
            }
            let mut ends = Vec::new();
            if self.told.insert(*person) {
                for (one, class) in self.left_by(*person) {
                    if one.from <= self.change.last() {
                        ends.push(class);
                    } else {
                        problems.push(self.begins_later(one, class));
                    }
                }
            }
            if begins || !ends.is_empty() {
                changes.push(ClassChange { person: *person, begins, ends, waits: false });
            }
        }
        let ending = ending.map(|(person, class)| ClassChange { person, begins: false, ends: vec![class], waits: false });
        changes.extend(ending);
        match (problems.is_empty(), row.opens, changes.is_empty()) {
            (false, ..) => ClassFate::Wrong(problems),
            (true, None, true) => ClassFate::Unchanged,
            (true, opens, _) => ClassFate::Changes { opens, changes },
        }
    }

    /// The classes that somebody leaves: all others of whoever gets another one, and those of which the list names the teachers.
    fn left_by(&self, person: PersonId) -> Vec<(&'o Appointment, ClassGroupId)> {
        let wanted = self.wanted.get(&person).map_or(&[][..], Vec::as_slice);
        let changes = self.begin.contains(&person);
        let leaves = |class: &ClassGroupId| !wanted.contains(class) && (changes || self.listed.contains(class));
        self.of_person(person).filter(|(_, class)| leaves(class)).collect()
    }

    fn begins_later(&self, one: &Appointment, class: ClassGroupId) -> ClassProblem {
        let who = self.organisation.person(one.person).map(|one| format!("{} {}", one.honorific.capital(), one.name));
        let class = self.organisation.class(class).map(|one| one.name.as_str()).unwrap_or_default();
        let words = format!(
            "{} đã ghi dạy lớp {class} từ {}. Sửa ở trang của người đó trước.",
            who.unwrap_or_default(),
            vietnamese::date(one.from)
        );
        ClassProblem { column: ClassColumn::Teacher, words }
    }

    fn not_named(&self) -> Vec<String> {
        let from = self.change.from;
        let taught = |class: &ClassGroup| {
            let teaches = |one: &Appointment| {
                one.position == Position::Teacher(class.id)
                    && one.until.is_none_or(|until| from <= until)
                    && !self.left_by(one.person).iter().any(|(_, left)| *left == class.id)
            };
            self.organisation.own_appointments().any(teaches)
        };
        let open = self.organisation.open_classes().filter(|class| !self.listed.contains(&class.id));
        open.filter(|class| taught(class)).map(|class| class.name.clone()).collect()
    }
}
