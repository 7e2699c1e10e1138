//! To whom a task is given: to all, to departments, to persons.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::people::{DepartmentId, PersonId};

/// One box that is ticked; several are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskTarget {
    /// Everybody who works at the school.
    All,
    Department(DepartmentId),
    Person(PersonId),
}

impl TaskTarget {
    const ALL_CODE: &str = "all";
    const DEPARTMENT: &str = "department";
    const PERSON: &str = "person";

    /// The word in the database and in forms.
    pub fn code(self) -> String {
        match self {
            Self::All => Self::ALL_CODE.to_owned(),
            Self::Department(id) => format!("{}:{id}", Self::DEPARTMENT),
            Self::Person(id) => format!("{}:{id}", Self::PERSON),
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        if code == Self::ALL_CODE {
            return Some(Self::All);
        }
        match code.split_once(':')? {
            (Self::DEPARTMENT, id) => id.parse().ok().map(Self::Department),
            (Self::PERSON, id) => id.parse().ok().map(Self::Person),
            (_, _) => None,
        }
    }
}

/// What is to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskPlan {
    pub title: String,
    pub words: String,
    pub until: NaiveDate,
    pub targets: BTreeSet<TaskTarget>,
    pub people: Vec<PersonId>,
}
