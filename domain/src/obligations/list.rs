//! The obligations of one school year, found by their id.

use std::sync::Arc;

use super::{Obligation, ObligationId};

/// The obligations of a school year in the order of their ids. Two lists share what is the same in both: cloning one and
/// replacing an obligation copies a pointer for each of the others, which is little beside what every page does with the
/// list, namely to read the whole of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Obligations(Vec<Arc<Obligation>>);

impl Obligations {
    /// The obligation of this id, if it is one of this year.
    pub fn get(&self, id: ObligationId) -> Option<&Obligation> {
        self.place(id).map(|at| &*self.0[at])
    }

    /// Every obligation, closed ones too, by id.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Obligation> + Clone {
        self.0.iter().map(|one| &**one)
    }

    /// Puts `fresh` in the place of the obligation with its id. One of another school year has no place, and nothing is
    /// done.
    pub fn replace(&mut self, fresh: Obligation) {
        if let Some(at) = self.place(fresh.id) {
            self.0[at] = Arc::new(fresh);
        }
    }

    fn place(&self, id: ObligationId) -> Option<usize> {
        self.0.binary_search_by_key(&id, |one| one.id).ok()
    }
}

impl<One: Into<Arc<Obligation>>> FromIterator<One> for Obligations {
    /// In whatever order they come, each its own or shared already.
    fn from_iter<T: IntoIterator<Item = One>>(obligations: T) -> Self {
        let mut list: Vec<Arc<Obligation>> = obligations.into_iter().map(Into::into).collect();
        list.sort_by_key(|one| one.id);
        Self(list)
    }
}

#[cfg(test)]
mod tests;
