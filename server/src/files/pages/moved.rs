//! Where the places of older files are in newer ones, kept in memory by the hashes of both: the comments of a record are read again
//! and again, and the same texts always compare alike.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use domain::{comparison::MovedPlaces, files::Sha256};

/// How many pairs of files are kept.
const MAX_PAIRS: usize = 256;

/// How many places of all of them together: some ten megabytes.
const MAX_PLACES: usize = 200_000;

/// An older file and a newer one.
type Pair = (Sha256, Sha256);

/// What was compared of each pair, what was asked for last at the end.
type Kept = VecDeque<(Pair, Arc<MovedPlaces>)>;

/// What was compared; clones share it.
#[derive(Clone, Debug, Default)]
pub struct Moved(Arc<Mutex<Kept>>);

impl Moved {
    /// What is kept of a pair, which stays longer for being asked for.
    pub fn get(&self, pair: Pair) -> Option<Arc<MovedPlaces>> {
        let mut kept = self.kept();
        let at = kept.iter().position(|(of, _)| *of == pair)?;
        let found = kept.remove(at)?;
        kept.push_back(found.clone());
        Some(found.1)
    }

    /// Keeps what was compared; where there is too much, what was asked for longest ago goes. More than fits is not kept.
    pub fn keep(&self, pair: Pair, places: Arc<MovedPlaces>) {
        let mut kept = self.kept();
        kept.retain(|(of, _)| *of != pair);
        // It would push out all the others and itself.
        if places.count() > MAX_PLACES {
            return;
        }
        kept.push_back((pair, places));
        while kept.len() > MAX_PAIRS || kept.iter().map(|(_, places)| places.count()).sum::<usize>() > MAX_PLACES {
            kept.pop_front();
        }
    }

    /// Keeps what was compared of files of which this is so, and nothing else.
    pub fn retain(&self, is_kept: impl Fn(Sha256) -> bool) {
        self.kept().retain(|((before, after), _)| is_kept(*before) && is_kept(*after));
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
#[path = "moved_tests.rs"]
mod tests;
