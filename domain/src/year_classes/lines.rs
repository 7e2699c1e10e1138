//! Each class of a list with its teachers, as it stands there: over one row, or over one row for each teacher.

use std::collections::BTreeMap;

use super::{ages::department_of_title, head::Head};
use crate::{
    names::{fold, keys_of_name},
    people::Organisation,
    staff::list::closes_a_list,
    tables::{Table, TableRow},
};

/// A teacher as a list has one: "cô Nguyễn Thị Hoa (1990)".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeacherCell {
    /// Without the word before it.
    pub name: String,
    /// Where it tells two of one name apart.
    pub birth_year: Option<i64>,
}

/// One class as a list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassLine {
    /// The row, as the list counts.
    pub number: u32,
    /// Without the word "Lớp".
    pub class: String,
    /// As it stands there, or above; empty where nothing says it.
    pub department: String,
    /// It stands in the row itself.
    pub says_department: bool,
    pub old_classes: Vec<String>,
    pub teachers: Vec<TeacherCell>,
    /// The row in which the same class stood before, apart from this one.
    pub stood_in: Option<u32>,
}

/// Words that part two names in one cell.
const BETWEEN: [&str; 9] = [",", ";", "+", "/", "&", " và ", " - ", " – ", " — "];

/// The classes of a list, in its order. Rows that are no classes (titles between, sums, places to sign) are left out.
pub(super) fn read(table: &Table, head: &Head, year: &str, organisation: &Organisation) -> Vec<ClassLine> {
    let (mut lines, mut department): (Lines, String) = (Lines::default(), String::new());
    let mut open = Places::default();
    organisation.classes.iter().for_each(|one| open.add(&one.name, 0));
    for row in head.body(table, year) {
        if is_numbering(row) || row.cells.iter().find(|cell| !cell.is_empty()).is_some_and(|first| closes_a_list(first)) {
            continue;
        }
        let class = class_name(row.cell(head.class));
        let known = !class.is_empty() && open.of(&class).is_some();
        if let Some(title) = only_words(row).filter(|_| !known) {
            if let Some(found) = department_of_title(title, organisation) {
                found.name.clone_into(&mut department);
                continue;
            }
            let names_a_teacher = row.filled() == 1 && head.teachers.iter().any(|at| !row.cell(*at).is_empty());
            if !names_a_teacher {
                continue;
            }
        }
        // A merged cell, copied as text, holds for the rows below.
        let said = head.department.map_or("", |at| row.cell(at));
        if !said.is_empty() {
            said.clone_into(&mut department);
        }
        let teachers = head.teachers.iter().flat_map(|at| parts(row.cell(*at))).filter_map(|cell| teacher(&cell));
        let old_classes = head.old_class.map_or_else(Vec::new, |at| parts(row.cell(at)));
        let line = ClassLine {
            number: row.number,
            class,
            department: department.clone(),
            says_department: !said.is_empty(),
            old_classes: old_classes.iter().map(|one| class_name(one)).collect(),
            teachers: teachers.collect(),
            stood_in: None,
        };
        lines.join(line, head.teachers.len() > 1);
    }
    lines.all
}

/// Where the class of a name stands first, however it is written: in a list of thousands no row looks through all others.
#[derive(Default)]
struct Places(BTreeMap<(usize, String), usize>);

impl Places {
    fn add(&mut self, name: &str, at: usize) {
        for key in keys_of_name(name).into_iter().enumerate() {
            self.0.entry(key).or_insert(at);
        }
    }

    fn of(&self, name: &str) -> Option<usize> {
        keys_of_name(name).into_iter().enumerate().filter_map(|key| self.0.get(&key).copied()).min()
    }
}

/// The classes that were read so far.
#[derive(Default)]
struct Lines {
    all: Vec<ClassLine>,
    places: Places,
}

impl Lines {
    /// A row of the class that stands above is one more of its teachers. Where each class has one row, one that comes again is told.
    fn join(&mut self, mut line: ClassLine, one_row_each: bool) {
        let last = self.all.len().saturating_sub(1);
        let at = match self.places.of(&line.class) {
            None if line.class.is_empty() && !self.all.is_empty() => Some(last),
            known => known,
        };
        match at.and_then(|at| Some((at, self.all.get_mut(at)?))) {
            Some((at, before)) if at == last || !one_row_each => {
                before.teachers.extend(line.teachers);
                before.old_classes.extend(line.old_classes.into_iter().filter(|one| !one.is_empty()));
            }
            Some((_, before)) => {
                line.stood_in = Some(before.number);
                self.push(line);
            }
            None if line.class.is_empty() => {}
            None => self.push(line),
        }
    }

    fn push(&mut self, line: ClassLine) {
        self.places.add(&line.class, self.all.len());
        self.all.push(line);
    }
}

/// What stands alone in its row, or over all of it where cells are merged.
fn only_words(row: &TableRow) -> Option<&str> {
    let mut cells = row.cells.iter().filter(|cell| !cell.is_empty());
    let first = cells.next()?;
    cells.all(|cell| cell == first).then_some(first.as_str())
}

/// "(1) (2) (3)" below a head.
fn is_numbering(row: &TableRow) -> bool {
    let is_number = |cell: &String| cell.trim_matches(['(', ')', '.']).chars().all(|letter| letter.is_ascii_digit());
    row.cells.iter().filter(|cell| !cell.is_empty()).all(is_number)
}

fn class_name(cell: &str) -> String {
    match cell.split_once(' ') {
        Some((word, name)) if fold(word) == "lop" => name.trim().to_owned(),
        Some(_) | None => cell.trim().to_owned(),
    }
}

fn parts(cell: &str) -> Vec<String> {
    let mut parts = vec![cell];
    for between in BETWEEN {
        parts = parts.into_iter().flat_map(|part| part.split(between)).collect();
    }
    let mut found: Vec<String> = Vec::new();
    for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
        // "Nguyễn Thị Hoa - 1990": a year belongs to the name before it.
        match found.last_mut().filter(|_| year_of(part).is_some() && !part.contains(char::is_alphabetic)) {
            Some(before) => *before = format!("{before} {part}"),
            None => found.push(part.to_owned()),
        }
    }
    found
}

fn year_of(word: &str) -> Option<i64> {
    word.trim_matches(['(', ')', '.']).parse().ok().filter(|year| (1930..2020).contains(year))
}

fn teacher(cell: &str) -> Option<TeacherCell> {
    let birth_year = cell.split_whitespace().find_map(year_of);
    let is_word = |word: &&str| word.chars().any(char::is_alphabetic);
    let said = |word: &&str| birth_year.is_none() || !["sn", "(sn", "sinh", "(sinh", "năm"].contains(&word.to_lowercase().as_str());
    let words: Vec<&str> = cell.split_whitespace().filter(is_word).filter(said).collect();
    let is_before = |word: &str| ["cô", "thầy", "gv", "giáo"].contains(&word.to_lowercase().trim_end_matches([':', '.']));
    let begins = words.iter().position(|word| !is_before(word))?;
    Some(TeacherCell { name: words[begins..].join(" "), birth_year })
}
