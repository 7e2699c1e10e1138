//! What was found amiss with the data: files that were handed in and cannot be given back, why the store is not swept, and
//! what keeps database and store from their work. Told on the pages of management team and leadership.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

use domain::{files::Sha256, people::SchoolId, refusal::Words};
use records::stored_files::Named;

use crate::health::HealthProblem;

/// What was found amiss and nobody has mended.
#[derive(Debug, Default)]
pub struct Findings {
    amiss: Mutex<Known>,
    unswept: Mutex<Option<Words>>,
    problems: Mutex<Vec<HealthProblem>>,
    logs: Mutex<BTreeMap<SchoolId, Words>>,
    backups: Mutex<BTreeMap<SchoolId, Words>>,
}

/// Each file that is amiss, with the schools that name it.
type Known = BTreeMap<Sha256, (Amiss, BTreeSet<SchoolId>)>;

/// What is wrong with a file that the database names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amiss {
    /// It is not in the store.
    Missing,
    /// It has other bytes than those that were handed in.
    Damaged,
}

impl Findings {
    /// How many files that were handed in, or wait to be, cannot be given back as they came.
    pub fn number(&self) -> usize {
        self.known().len()
    }

    /// How many of them are of this school.
    pub fn of(&self, school: SchoolId) -> usize {
        let known = self.known();
        known.values().filter(|(_, schools)| schools.contains(&school)).count()
    }

    /// What whoever looks after the data is told beside the number of lost files: what the last look found, and why the last
    /// sweep took nothing out of the store.
    pub fn told(&self) -> Vec<Words> {
        let problems = held(&self.problems).iter().map(HealthProblem::words).collect::<Vec<_>>();
        problems.into_iter().chain(held(&self.unswept).clone()).collect()
    }

    /// That the log of this school does not fit, where the last look at it found so.
    pub fn log_of(&self, school: SchoolId) -> Option<Words> {
        held(&self.logs).get(&school).cloned()
    }

    /// What a look at the log of a school has found; `None` where it is whole.
    pub fn note_log(&self, school: SchoolId, broken: Option<Words>) {
        put(&self.logs, school, broken);
    }

    /// That the last good backup of this school is too old, or that there is none.
    pub fn backup_of(&self, school: SchoolId) -> Option<Words> {
        held(&self.backups).get(&school).cloned()
    }

    /// How old the last good backup of a school is; `None` where it is young enough.
    pub fn note_backup(&self, school: SchoolId, stale: Option<Words>) {
        put(&self.backups, school, stale);
    }

    /// What a look at database and store has found; what is new stands in the log, where the management team looks for it.
    pub fn note_problems(&self, found: &[HealthProblem]) {
        let mut known = held(&self.problems);
        for problem in found.iter().filter(|problem| !known.contains(problem)) {
            tracing::error!("TỔ QUẢN LÝ PHẦN MỀM: {problem}");
        }
        *known = found.to_vec();
    }

    /// Why a sweep took nothing out; `None` where it did its work, or where something else tells what is in its way.
    pub(super) fn note_unswept(&self, why: Option<Words>) {
        *held(&self.unswept) = why;
    }

    /// The parts of the store in which something is amiss.
    pub(super) fn parts(&self) -> BTreeSet<u8> {
        self.known().keys().map(|sha256| sha256.bytes()[0]).collect()
    }

    /// What a look at one file has found; `None` where it is as it should be.
    pub(super) fn note(&self, sha256: Sha256, amiss: Option<Amiss>, schools: &BTreeSet<SchoolId>) {
        let mut known = self.known();
        let before = match amiss {
            None => known.remove(&sha256),
            Some(amiss) => known.insert(sha256, (amiss, schools.clone())),
        };
        if let Some(amiss) = amiss
            && before.is_none_or(|(before, _)| before != amiss)
        {
            tracing::error!(%sha256, ?amiss, "a file that was handed in cannot be given back: restore it from a backup");
        }
    }

    /// Forgets those of a part of the store that nobody names any longer: what is not named is not missed.
    pub(super) fn keep_only(&self, part: u8, named: &BTreeMap<Sha256, Named>) {
        let mut known = self.known();
        known.retain(|sha256, _| sha256.bytes()[0] != part || named.contains_key(sha256));
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        held(&self.amiss)
    }
}

fn put(known: &Mutex<BTreeMap<SchoolId, Words>>, school: SchoolId, words: Option<Words>) {
    let mut known = held(known);
    match words {
        Some(words) => known.insert(school, words),
        None => known.remove(&school),
    };
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
