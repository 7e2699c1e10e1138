//! Each row of a list by itself: which class it is, and who its teachers are.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    ages::{department_of, department_of_class, teaching},
    head::ClassColumn,
    lines::{ClassLine, TeacherCell},
    problems::{ClassProblem, ClassQuestion},
    when::ChangeOfYear,
};
use crate::{
    names::{PersonName, same_name},
    people::{ClassGroup, ClassGroupId, DepartmentId, Organisation, Person, PersonId, Position},
    staff::{
        list::{Answers, LEFT_OUT, told_apart},
        positions_from,
    },
    vietnamese,
};

/// The most teachers of one class: a slip of the hand beyond.
const MAX_TEACHERS: usize = 6;
/// The most classes that go up into one.
const MAX_OLD: usize = 6;
/// The most letters of a class's name.
const MAX_NAME: usize = 40;

/// One row, as far as it says something by itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// The class that is there already.
    pub known: Option<ClassGroupId>,
    /// The department in which it is opened where it is not.
    pub opens: Option<DepartmentId>,
    /// The classes that go up into it.
    pub old: Vec<ClassGroupId>,
    pub named: Vec<PersonId>,
    /// Who may be meant by a name that is asked about.
    pub perhaps: Vec<PersonId>,
    pub questions: Vec<ClassQuestion>,
    pub problems: Vec<ClassProblem>,
}

impl Row {
    /// The classes of which it says something.
    pub(super) fn classes(&self) -> impl Iterator<Item = ClassGroupId> {
        self.known.into_iter().chain(self.old.iter().copied())
    }

    fn wrong(&mut self, column: ClassColumn, words: String) {
        self.problems.push(ClassProblem { column, words });
    }
}

/// What rows are read by.
pub(super) struct Reading<'o> {
    organisation: &'o Organisation,
    change: &'o ChangeOfYear,
    answers: &'o Answers,
    today: NaiveDate,
    by_sound: BTreeMap<String, Vec<&'o Person>>,
}

enum Found<'o> {
    One(PersonId),
    /// It is asked which of them is meant.
    Asked(Vec<&'o Person>),
    Nobody,
}

impl<'o> Reading<'o> {
    pub(super) fn new(organisation: &'o Organisation, change: &'o ChangeOfYear, answers: &'o Answers, today: NaiveDate) -> Self {
        let mut by_sound: BTreeMap<String, Vec<&'o Person>> = BTreeMap::new();
        for person in &organisation.people {
            by_sound.entry(person.name.sound()).or_default().push(person);
        }
        Self { organisation, change, answers, today, by_sound }
    }

    pub(super) fn row(&self, line: &ClassLine) -> Row {
        let mut row = Row::default();
        if let Some(before) = line.stood_in {
            row.wrong(ClassColumn::Class, format!("Lớp này đã có ở dòng {before}."));
        }
        self.class(line, &mut row);
        if line.old_classes.len() > MAX_OLD {
            row.wrong(ClassColumn::OldClass, format!("Nhiều hơn {MAX_OLD} lớp cũ cho một lớp; kiểm tra lại các dòng."));
            return row;
        }
        for name in &line.old_classes {
            match self.organisation.classes.iter().find(|one| same_name(&one.name, name)) {
                Some(old) => row.old.push(old.id),
                None => row.wrong(ClassColumn::OldClass, format!("Trường không có lớp “{name}”.")),
            }
        }
        if line.teachers.len() > MAX_TEACHERS {
            row.wrong(ClassColumn::Teacher, format!("Nhiều hơn {MAX_TEACHERS} người cho một lớp; kiểm tra lại các dòng."));
            return row;
        }
        for (slot, cell) in (0_u32..).zip(&line.teachers) {
            self.teacher(cell, line.number * 10 + slot, &mut row);
        }
        // A class that goes up takes its teachers along where the list names nobody.
        if line.teachers.is_empty() {
            let along: Vec<PersonId> = row.old.iter().flat_map(|old| self.teachers_of(*old)).collect();
            for person in along {
                add(&mut row.named, person);
            }
        }
        row
    }

    /// Whoever teaches the class through the last day with the classes of before.
    fn teachers_of(&self, class: ClassGroupId) -> impl Iterator<Item = PersonId> {
        let last = self.change.last();
        let holds = move |position: Position, from: NaiveDate, until: Option<NaiveDate>| {
            position == Position::Teacher(class) && from <= last && until.is_none_or(|until| last <= until)
        };
        self.organisation.own_appointments().filter(move |one| holds(one.position, one.from, one.until)).map(|one| one.person)
    }

    fn class(&self, line: &ClassLine, row: &mut Row) {
        let name = &line.class;
        if name.chars().count() > MAX_NAME {
            return row.wrong(ClassColumn::Class, format!("Tên lớp dài quá {MAX_NAME} ký tự."));
        }
        match self.organisation.classes.iter().find(|one| same_name(&one.name, name)) {
            Some(ClassGroup { until: Some(until), .. }) => {
                let day = vietnamese::date(*until);
                row.wrong(ClassColumn::Class, format!("Lớp {name} đã đóng ngày {day}. Mở lại ở Cài đặt, mục Tổ và lớp."));
            }
            Some(known) => {
                row.known = Some(known.id);
                let said = department_of(&line.department, self.organisation).filter(|_| line.says_department);
                let said = said.filter(|one| one.id != known.department);
                if let (Some(said), Some(now)) = (said, self.organisation.department(known.department)) {
                    let words =
                        format!("Lớp {name} đang ở tổ {}, không phải {}. Đổi tổ ở Cài đặt, mục Tổ và lớp.", now.name, said.name);
                    row.wrong(ClassColumn::Department, words);
                }
            }
            None => {
                let by_words = || department_of(&line.department, self.organisation);
                let by_name = || department_of_class(name, self.organisation).filter(|_| line.department.is_empty());
                match by_words().or_else(by_name) {
                    Some(department) => row.opens = Some(department.id),
                    None => {
                        let known: Vec<&str> = teaching(self.organisation).map(|one| one.name.as_str()).collect();
                        let words = format!("Lớp mới {name}: chưa rõ thuộc tổ nào. Đã khai: {}.", known.join(", "));
                        row.wrong(ClassColumn::Department, words);
                    }
                }
            }
        }
    }

    fn teacher(&self, cell: &TeacherCell, field: u32, row: &mut Row) {
        let near: Vec<ClassGroupId> = row.classes().collect();
        match self.who(cell, &near) {
            Found::One(person) => add(&mut row.named, person),
            Found::Nobody => {
                let words = format!("Trường chưa có “{}”. Thêm ở Cán bộ, mục Nhập từ Excel, rồi quay lại đây.", cell.name);
                row.wrong(ClassColumn::Teacher, words);
            }
            Found::Asked(people) => {
                let answer = self.answers.of('w', field);
                let chosen = answer.parse().ok().filter(|id| people.iter().any(|one| one.id == *id));
                match chosen {
                    Some(person) => add(&mut row.named, person),
                    None if answer == LEFT_OUT => {}
                    None => row.perhaps.extend(people.iter().map(|one| one.id)),
                }
                row.questions.push(ClassQuestion::Who {
                    field,
                    name: cell.name.clone(),
                    people: people.iter().map(|one| (one.id, told_apart(self.organisation, one, self.today))).collect(),
                    answer: if chosen.is_some() || answer == LEFT_OUT { answer.to_owned() } else { String::new() },
                });
            }
        }
    }

    /// Whom a name means: the only one of it who works here, or of several the one who teaches these classes.
    fn who(&self, cell: &TeacherCell, near: &[ClassGroupId]) -> Found<'o> {
        let Ok(name) = PersonName::parse(&cell.name) else { return Found::Nobody };
        let mut people: Vec<&'o Person> = if name.as_str().contains(' ') {
            self.by_sound.get(&name.sound()).cloned().unwrap_or_default()
        } else {
            self.of_given_name(&name)
        };
        if let Some(year) = cell.birth_year {
            people.retain(|one| one.birth_year.is_none_or(|known| known == year));
        }
        let teaches = |one: &Person| near.iter().any(|class| self.teachers_of(*class).any(|person| person == one.id));
        let of_class: Vec<PersonId> = people.iter().filter(|one| teaches(one)).map(|one| one.id).collect();
        let works = |one: &Person| !positions_from(self.organisation, one.id, self.today).is_empty();
        match (people.as_slice(), of_class.as_slice()) {
            ([], _) => Found::Nobody,
            (_, [only]) => Found::One(*only),
            ([only], _)
                if works(only)
                    && (name.as_str().contains(' ') || cell.birth_year.is_some_and(|year| only.birth_year == Some(year))) =>
            {
                Found::One(only.id)
            }
            _ => Found::Asked(people),
        }
    }

    /// "cô Hoa": everybody of that given name who has a class.
    fn of_given_name(&self, name: &PersonName) -> Vec<&'o Person> {
        let sounds_so = |one: &&Person| PersonName::parse(one.name.given()).is_ok_and(|given| given.sound() == name.sound());
        let is_teacher = |position: &Position| matches!(position, Position::Teacher(_));
        let teaches = |one: &&Person| positions_from(self.organisation, one.id, self.today).iter().any(is_teacher);
        self.organisation.people.iter().filter(sounds_so).filter(teaches).collect()
    }
}

fn add(people: &mut Vec<PersonId>, person: PersonId) {
    if !people.contains(&person) {
        people.push(person);
    }
}
