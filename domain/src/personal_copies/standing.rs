//! How old everybody's copy is, and when somebody is told that theirs lacks something.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use super::{
    belonging::{is_uncopied, uncopied},
    copy::PersonalCopy,
};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::Obligation,
    people::{Organisation, Person, PersonId},
    permissions::Actor,
    regulation::is_asked,
    submissions::SubmissionId,
};

/// How long a copy is a fresh one.
pub const FRESH_FOR: TimeDelta = TimeDelta::days(7);

/// What is known of copies: the last one of each person, and which last versions of records are in one of whose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownCopies {
    pub last: BTreeMap<PersonId, PersonalCopy>,
    pub copied: BTreeSet<(PersonId, SubmissionId)>,
}

/// How `actor` is told of records that are in none of their copies: how many there are, once the last copy is older than a week;
/// whoever has none is told once a record has been there for as long.
pub fn uncopied_for_long(facts: &Facts, actor: &Actor, known: &KnownCopies, now: Timestamp) -> Option<usize> {
    let since = known.last.get(&actor.person).map(|last| last.at);
    if since.is_some_and(|at| at + FRESH_FOR > now) {
        return None;
    }
    let missing: Vec<&Obligation> = uncopied(facts, actor, &known.copied).collect();
    let waits = |one: &&Obligation| one.handed_in.as_ref().is_some_and(|last| last.last_at + FRESH_FOR <= now);
    (since.is_some() || missing.iter().any(waits)).then_some(missing.len()).filter(|count| *count > 0)
}

/// One person of the overview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyLine {
    pub person: PersonId,
    pub name: String,
    pub titles: String,
    pub last: Option<PersonalCopy>,
    /// How many records of theirs are in none of their copies.
    pub uncopied: usize,
    /// The last copy is at most a week old.
    pub is_fresh: bool,
}

/// Everybody whose work there is to keep.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopyLines {
    /// Whoever lacks something first, then in the order of names.
    pub lines: Vec<CopyLine>,
}

impl CopyLines {
    /// "38/40 người có bản lưu trong 7 ngày"
    pub fn words(&self) -> String {
        let fresh = self.lines.iter().filter(|one| one.is_fresh).count();
        format!("{fresh}/{} người có bản lưu trong 7 ngày", self.lines.len())
    }
}

/// The overview at `now`: of whoever holds a position today, and has something to keep or has kept something.
pub fn copy_lines(facts: &Facts, known: &KnownCopies, now: Timestamp) -> CopyLines {
    let (organisation, today) = (facts.organisation(), day_of(now));
    let handed_in: Vec<&Obligation> = facts.obligations.iter().filter(|one| one.handed_in.is_some()).collect();
    let staff = organisation.people.iter().filter(|one| is_asked(organisation, one.id, today));
    let line = |person: &Person| {
        let actor = facts.actor(person.id, now);
        let count = |copied| handed_in.iter().filter(|one| is_uncopied(facts, &actor, copied, one)).count();
        let (all, missing) = (count(&BTreeSet::new()), count(&known.copied));
        let last = known.last.get(&person.id).copied();
        (all > 0 || last.is_some()).then(|| CopyLine {
            person: person.id,
            name: organisation.name_of(person.id, today),
            titles: titles(organisation, person.id, now),
            last,
            uncopied: missing,
            is_fresh: last.is_some_and(|last| last.at + FRESH_FOR > now),
        })
    };
    let mut lines: Vec<CopyLine> = staff.filter_map(line).collect();
    // The list of people is in the order of names already.
    lines.sort_by_key(|one| one.is_fresh || one.uncopied == 0);
    CopyLines { lines }
}

fn titles(organisation: &Organisation, person: PersonId, now: Timestamp) -> String {
    organisation.titles(&organisation.positions(person, day_of(now)))
}
