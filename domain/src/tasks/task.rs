//! One task with all that became of it: as it was given and changed, who was to do it, what they answered and what was said of
//! that.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::target::TaskTarget;
use crate::{days::Timestamp, files::StoredFile, ids::Id, people::PersonId, school_years::YearId};

/// The id of one task; the address of its page carries it.
pub type TaskId = Id<Task>;

/// What the principal asks of people beside what the regulation demands (Điều 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    pub id: TaskId,
    /// From 1, in the school.
    pub number: u32,
    /// The school year in which it was given.
    pub year: YearId,
    /// As it was given.
    pub given: TaskVersion,
    /// As it was changed since, the last time at the end.
    pub changes: Vec<TaskVersion>,
    /// What lies beside it, in the order in which it came.
    pub files: Vec<StoredFile>,
    /// Those of one person stand in the order in which they came.
    pub answers: Vec<TaskAnswer>,
    pub ended: Option<TaskEnd>,
}

/// A task as it was given, or as it is since it was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskVersion {
    pub title: String,
    /// What is to be done; may have several lines.
    pub words: String,
    pub until: NaiveDate,
    /// To whom, as it was ticked.
    pub targets: BTreeSet<TaskTarget>,
    /// To whom, person by person, as they worked here then.
    pub people: Vec<PersonId>,
    pub by: PersonId,
    pub at: Timestamp,
    /// Why it was changed; empty of what was given.
    pub reason: String,
}

/// What somebody answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskAnswer {
    pub person: PersonId,
    /// From 1, of this person.
    pub number: u32,
    /// May be empty where there are files.
    pub words: String,
    pub files: Vec<StoredFile>,
    pub at: Timestamp,
    /// The instant by which it is in time or late: where the machine's clock was doubted, the last certain one.
    pub counted: Timestamp,
    pub verdict: Option<TaskVerdict>,
}

/// What was said of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskVerdict {
    pub kind: VerdictKind,
    pub by: PersonId,
    pub at: Timestamp,
    /// What is missing; may be empty where nothing is.
    pub words: String,
}

/// Whether an answer will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerdictKind {
    Accepted,
    AskedAgain,
}

impl VerdictKind {
    pub const ALL: [Self; 2] = [Self::Accepted, Self::AskedAgain];

    /// The word in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::AskedAgain => "asked-again",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// That nobody has to do it any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskEnd {
    pub kind: EndKind,
    pub by: PersonId,
    pub at: Timestamp,
    pub reason: String,
}

/// How a task ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndKind {
    /// It is over: whoever has not answered need not any more, and did not.
    Closed,
    /// It should not have been given: nobody did or left anything by it.
    TakenBack,
}

impl EndKind {
    pub const ALL: [Self; 2] = [Self::Closed, Self::TakenBack];

    /// The word in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::TakenBack => "taken-back",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// "kết thúc": what was done, in a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Closed => "kết thúc",
            Self::TakenBack => "thu hồi",
        }
    }
}

impl Task {
    /// As it stands now.
    pub fn now(&self) -> &TaskVersion {
        self.changes.last().unwrap_or(&self.given)
    }

    /// As it was given, and then as it was changed.
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = &TaskVersion> + Clone {
        std::iter::once(&self.given).chain(&self.changes)
    }

    /// Whether it is to be done by `person` as it stands now.
    pub fn is_for(&self, person: PersonId) -> bool {
        self.now().people.contains(&person)
    }

    /// Whether `person` was ever to do it, and so may read it.
    pub fn was_for(&self, person: PersonId) -> bool {
        self.versions().any(|one| one.people.contains(&person))
    }

    /// What `person` answered, the first time at the front.
    pub fn answers_of(&self, person: PersonId) -> impl DoubleEndedIterator<Item = &TaskAnswer> + Clone {
        self.answers.iter().filter(move |one| one.person == person)
    }

    /// What `person` answered last.
    pub fn last_answer(&self, person: PersonId) -> Option<&TaskAnswer> {
        self.answers_of(person).next_back()
    }
}
