//! A scope as text, for the database and the log: it reads back what it wrote, and nothing else.

use std::{collections::BTreeSet, fmt::Display, str::FromStr};

use super::{PartOfYear, Scope, Whose};
use crate::calendar::Semester;

/// What covers every record.
const ALL: &str = "all";

impl Scope {
    /// Stable text: "all", or what is asked: "year=…;weeks=1,2,3;types=…;whose=school,class.…;records=…".
    pub fn key(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        if let Some(within) = &self.within {
            parts.push(format!("year={}", within.year));
            push(&mut parts, "semesters", within.semesters.iter().map(|one| semester_code(*one)));
            push(&mut parts, "weeks", &within.weeks);
        }
        push(&mut parts, "types", &self.record_types);
        push(&mut parts, "whose", self.whose.iter().map(|one| one.key()));
        push(&mut parts, "records", &self.records);
        if parts.is_empty() { ALL.to_owned() } else { parts.join(";") }
    }

    /// Reads back what `key` wrote.
    pub fn from_key(key: &str) -> Option<Self> {
        let mut scope = Self::default();
        for part in key.split(';').filter(|part| *part != ALL) {
            let (name, values) = part.split_once('=')?;
            match (name, &mut scope.within) {
                ("year", within) => *within = Some(PartOfYear::of(values.parse().ok()?)),
                ("semesters", Some(within)) => within.semesters = read(values, semester)?,
                ("weeks", Some(within)) => within.weeks = read_parsed(values)?,
                ("types", _) => scope.record_types = read_parsed(values)?,
                ("whose", _) => scope.whose = read(values, Whose::from_key)?,
                ("records", _) => scope.records = read_parsed(values)?,
                _ => return None,
            }
        }
        Some(scope).filter(|scope| scope.key() == key)
    }
}

impl Whose {
    /// "school", "department.<id>", "class.<id>", "person.<id>".
    pub fn key(self) -> String {
        match self {
            Self::School => "school".to_owned(),
            Self::Department(id) => format!("department.{id}"),
            Self::Class(id) => format!("class.{id}"),
            Self::Person(id) => format!("person.{id}"),
        }
    }

    /// Reads back what `key` wrote.
    pub fn from_key(key: &str) -> Option<Self> {
        match key.split_once('.') {
            None => (key == "school").then_some(Self::School),
            Some(("department", id)) => id.parse().ok().map(Self::Department),
            Some(("class", id)) => id.parse().ok().map(Self::Class),
            Some(("person", id)) => id.parse().ok().map(Self::Person),
            Some(_) => None,
        }
    }
}

pub(super) const fn semester_code(semester: Semester) -> &'static str {
    match semester {
        Semester::First => "1",
        Semester::Second => "2",
    }
}

pub(super) fn semester(code: &str) -> Option<Semester> {
    Semester::BOTH.into_iter().find(|one| semester_code(*one) == code)
}

fn push(parts: &mut Vec<String>, name: &str, values: impl IntoIterator<Item = impl Display>) {
    let values: Vec<String> = values.into_iter().map(|one| one.to_string()).collect();
    if !values.is_empty() {
        parts.push(format!("{name}={}", values.join(",")));
    }
}

fn read<One: Ord>(values: &str, one: impl Fn(&str) -> Option<One>) -> Option<BTreeSet<One>> {
    values.split(',').map(one).collect()
}

fn read_parsed<One: Ord + FromStr>(values: &str) -> Option<BTreeSet<One>> {
    read(values, |value| value.parse().ok())
}
