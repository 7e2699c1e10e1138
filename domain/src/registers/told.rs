//! An entry in words: as its list, its page and its paper show it, and as it is found by typed words.

use super::{Column, ColumnKind, EntryId, EntryLine, EntryStep, EntryVersion, FIGURES, Register, Said};
use crate::{
    days::{Timestamp, day_of},
    names::fold,
    people::{Organisation, Person, PersonId},
    vietnamese,
};

/// An entry as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryTold {
    pub id: EntryId,
    /// "số 3/2026".
    pub name: String,
    pub title: String,
    /// "Nguyễn Thị Hoa, 14:20 ngày 25/11/2026".
    pub entered: String,
    /// Columns that hold something, the title not among them: label and words.
    pub cells: Vec<(&'static str, String)>,
    pub state: &'static str,
    pub is_over: bool,
    /// What was said last where an answer was given: words, who and when.
    pub answer: Option<(String, String)>,
    /// It was corrected since it was made.
    pub is_corrected: bool,
}

/// A step in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTold {
    pub state: &'static str,
    /// Who and when.
    pub who: String,
    pub words: String,
}

/// What was said at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionTold {
    /// Who and when.
    pub who: String,
    /// Label and words.
    pub cells: Vec<(&'static str, String)>,
}

/// What stands in a column, in words.
fn words_of(organisation: &Organisation, column: &Column, value: &str) -> String {
    match column.kind {
        ColumnKind::Line { .. } | ColumnKind::Text { .. } | ColumnKind::Day | ColumnKind::Known => value.to_owned(),
        // What they say stands beside them, as it was then; the page links them.
        ColumnKind::Records => String::new(),
        ColumnKind::Units => value.split(',').filter_map(|id| unit_name(organisation, id)).collect::<Vec<_>>().join("; "),
        ColumnKind::Choice(choices) => {
            choices.iter().find(|(code, _)| *code == value).map_or_else(|| value.to_owned(), |(_, words)| (*words).to_owned())
        }
        ColumnKind::People | ColumnKind::Person | ColumnKind::Adviser => {
            let people = value.split(',').filter_map(|id| organisation.person(id.parse().ok()?));
            people.map(|one| one.name.to_string()).collect::<Vec<_>>().join("; ")
        }
    }
}

/// The name of a department or section by its id.
pub(super) fn unit_name<'o>(organisation: &'o Organisation, id: &str) -> Option<&'o str> {
    let department = || organisation.department(id.parse().ok()?).map(|one| one.name.as_str());
    department().or_else(|| organisation.section(id.parse().ok()?).map(|one| one.name.as_str()))
}

fn cells(organisation: &Organisation, columns: &'static [Column], said: &Said) -> Vec<(&'static str, String)> {
    let cell = |column: &'static Column| {
        let value = said.get(column.code).filter(|value| !value.is_empty())?;
        Some((column.label, words_of(organisation, column, value))).filter(|(_, words)| !words.is_empty())
    };
    columns.iter().filter_map(cell).collect()
}

/// What an entry that is about `person` says of them, and of nobody else: label and words.
pub fn cells_about(organisation: &Organisation, person: PersonId, line: &EntryLine) -> Vec<(&'static str, String)> {
    let known_as = |one: &Person| format!("{}: ", organisation.distinct_name(one, Some(day_of(line.at))));
    let mention = organisation.person(person).map(known_as).unwrap_or_default();
    let kept = |column: &&'static Column| match column.kind {
        ColumnKind::People | ColumnKind::Person | ColumnKind::Adviser | ColumnKind::Units => false,
        ColumnKind::Line { .. }
        | ColumnKind::Text { .. }
        | ColumnKind::Day
        | ColumnKind::Choice(_)
        | ColumnKind::Records
        | ColumnKind::Known => true,
    };
    let words = |column: &'static Column| {
        let words = words_of(organisation, column, line.says(column.code));
        // The figures of several people stand one in each line.
        let is_of_several = column.code == FIGURES;
        let of_them = |one: &&str| !is_of_several || one.starts_with(&mention);
        (column.label, words.lines().filter(of_them).collect::<Vec<_>>().join("\n"))
    };
    line.register.register().columns.iter().filter(kept).map(words).filter(|(_, words)| !words.is_empty()).collect()
}

/// The words of a state, also of one that only another version of the program knows.
fn state_words(register: &'static Register, code: &str) -> &'static str {
    register.state(code).map_or("Chưa rõ", |state| state.words)
}

/// The entry as it stands now.
pub fn entry_told(organisation: &Organisation, line: &EntryLine) -> EntryTold {
    let register = line.register.register();
    let others = register.columns.get(1..).unwrap_or_default();
    let step = &line.step;
    let answered = step.number > 1 && !step.words.is_empty();
    EntryTold {
        id: line.id,
        name: line.name(),
        title: line.title().to_owned(),
        entered: who(organisation, line.by, line.at),
        cells: cells(organisation, others, &line.said),
        state: state_words(register, &step.state),
        is_over: line.is_over(),
        answer: answered.then(|| (step.words.clone(), who(organisation, step.by, step.at))),
        is_corrected: line.version > 1,
    }
}

fn who(organisation: &Organisation, by: PersonId, at: Timestamp) -> String {
    format!("{}, {}", organisation.name_of(by, day_of(at)), vietnamese::moment(at))
}

/// A step of an entry of this register.
pub fn step_told(organisation: &Organisation, register: &'static Register, step: &EntryStep) -> StepTold {
    let state = state_words(register, &step.state);
    StepTold { state, who: who(organisation, step.by, step.at), words: step.words.clone() }
}

/// What was said in an entry of this register at one time.
pub fn version_told(organisation: &Organisation, register: &'static Register, version: &EntryVersion) -> VersionTold {
    VersionTold { who: who(organisation, version.by, version.at), cells: cells(organisation, register.columns, &version.said) }
}

/// The text by which an entry is found: its number and all its words, without marks and in small letters.
pub fn found_by(organisation: &Organisation, line: &EntryLine) -> String {
    let cells = cells(organisation, line.register.register().columns, &line.said);
    let words: Vec<String> = std::iter::once(line.name()).chain(cells.into_iter().map(|(_, words)| words)).collect();
    fold(&words.join(" "))
}
