//! An entry of a register: what was said in it, each time, and the steps that it went through. Both are only ever added to.

use std::collections::BTreeMap;

use super::{ColumnKind, Register, RegisterKind};
use crate::{days::Timestamp, ids::Id, people::PersonId};

pub type EntryId = Id<Entry>;

/// What stands in the columns, by their codes; an empty one is not there.
pub type Said = BTreeMap<String, String>;

/// An entry as a list shows it: as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryLine {
    pub id: EntryId,
    pub register: RegisterKind,
    /// The calendar year in which it was made, on the clock of the school.
    pub year: i32,
    /// From 1, in its register and year.
    pub number: u32,
    pub by: PersonId,
    pub at: Timestamp,
    pub said: Said,
    /// How often it was written: 1 for one that was never corrected.
    pub version: u32,
    /// Who wrote what stands in it now: whoever made it, or corrected it last.
    pub written_by: PersonId,
    /// The last one; the first one is that it was made.
    pub step: EntryStep,
}

/// One state to which an entry came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryStep {
    /// From 1, in its entry.
    pub number: u32,
    pub by: PersonId,
    pub at: Timestamp,
    /// A code of `State`.
    pub state: String,
    /// May be empty.
    pub words: String,
}

/// What was said in an entry at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryVersion {
    /// From 1, in its entry.
    pub number: u32,
    pub by: PersonId,
    pub at: Timestamp,
    pub said: Said,
}

/// An entry with all that became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub line: EntryLine,
    /// The first one first.
    pub versions: Vec<EntryVersion>,
    /// The first one first.
    pub steps: Vec<EntryStep>,
}

/// Which entries of a register are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only what is about this one, and what `entered_by` has to do with; everybody's where it is nobody.
    pub only_of: Option<PersonId>,
    /// Beside it, what this one entered or was named to advise about.
    pub entered_by: Option<PersonId>,
    /// Only in this state.
    pub state: Option<&'static str>,
    /// Words that stand in it, as they were typed.
    pub words: String,
}

/// How much of the registers waits for whoever keeps them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Incidents that are open.
    pub incidents: usize,
    /// Proposals that nobody has decided about.
    pub proposals: usize,
}

impl EntryLine {
    /// "số 3/2026".
    pub fn name(&self) -> String {
        format!("số {}/{}", self.number, self.year)
    }

    /// What stands in a column; empty where nothing does.
    pub fn says(&self, column: &str) -> &str {
        self.said.get(column).map_or("", String::as_str)
    }

    /// What the entry is called: its first column.
    pub fn title(&self) -> &str {
        self.register.register().columns.first().map_or("", |column| self.says(column.code))
    }

    /// How often something was said or done in it: 1 for a new one, and more with each correction and each step. Whoever takes a
    /// step takes it with what they have read.
    pub fn changes(&self) -> u32 {
        (self.version + self.step.number).saturating_sub(1)
    }

    /// Somebody has done something about it.
    pub fn is_under_way(&self) -> bool {
        self.step.number > 1
    }

    /// The people whom it is about, whether they read it yet or not.
    pub fn about(&self) -> Vec<PersonId> {
        people_in(self.register.register(), &self.said)
    }

    /// The vice principal who is to advise the principal about it.
    pub fn adviser(&self) -> Option<PersonId> {
        let column = self.register.register().columns.iter().find(|column| column.kind == ColumnKind::Adviser)?;
        self.says(column.code).parse().ok()
    }

    /// Whether `person` reads it because it is about them.
    pub fn tells(&self, person: PersonId) -> bool {
        let since = self.register.register().concerned_since();
        since.is_none_or(|state| state == self.step.state) && self.about().contains(&person)
    }

    /// Nothing more is awaited.
    pub fn is_over(&self) -> bool {
        self.register.register().state(&self.step.state).is_some_and(|state| state.is_over)
    }
}

/// The people whom an entry is about that says this.
pub fn people_in(register: &Register, said: &Said) -> Vec<PersonId> {
    let ids = register.concerned_column().and_then(|column| said.get(column)).map_or("", String::as_str);
    ids.split(',').filter_map(|id| id.parse().ok()).collect()
}
