//! What the upkeep of the store has found: files that were handed in and cannot be given back, and why nothing is swept.
//!
//! Told on the pages of management team and leadership; of the files "/healthz" tells too.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, MutexGuard, PoisonError},
};

use domain::{files::Sha256, people::SchoolId, refusal::Words};
use records::stored_files::Named;

/// What was found amiss and nobody has mended.
#[derive(Debug, Default)]
pub struct Findings {
    amiss: Mutex<Known>,
    unswept: Mutex<Option<Words>>,
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

    /// Why the last sweep took nothing out of the store, for people; `None` where it did its work, or where something else tells
    /// what is in its way.
    pub fn unswept(&self) -> Option<Words> {
        self.unswept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn note_unswept(&self, why: Option<Words>) {
        *self.unswept.lock().unwrap_or_else(PoisonError::into_inner) = why;
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
        self.amiss.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
