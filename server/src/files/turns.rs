//! Whose file is read or converted next: a few at once, and of each person one, so that nobody's long files keep everybody else's
//! waiting.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use domain::people::PersonId;
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// Who is served and who waits; clones count together.
#[derive(Clone, Debug)]
pub struct Turns {
    places: Arc<Semaphore>,
    /// One place for each person who is served or waits.
    own: Arc<Mutex<HashMap<PersonId, Arc<Semaphore>>>>,
}

/// A place; it is free again when this is dropped.
#[derive(Debug)]
pub struct Turn {
    _own: Option<OwnedSemaphorePermit>,
    _place: OwnedSemaphorePermit,
}

impl Turns {
    /// With as many files at once as `at_once`.
    pub fn new(at_once: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(at_once)), own: Arc::default() }
    }

    /// The next turn of this person, or of the program itself; `None` where it does not come within this time. A person's own
    /// files come one after the other, and whoever waits for those keeps no place from others.
    pub async fn next(&self, person: Option<PersonId>, within: Duration) -> Option<Turn> {
        let own = person.map(|person| self.own(person));
        let turn = async {
            let own = match own {
                Some(own) => Some(own.acquire_owned().await.ok()?),
                None => None,
            };
            Some(Turn { _own: own, _place: self.places.clone().acquire_owned().await.ok()? })
        };
        timeout(within, turn).await.ok().flatten()
    }

    fn own(&self, person: PersonId) -> Arc<Semaphore> {
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        // Nothing is kept of whoever is neither served nor waits.
        own.retain(|_, place| Arc::strong_count(place) > 1);
        own.entry(person).or_insert_with(|| Arc::new(Semaphore::new(1))).clone()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use uuid::Uuid;

    use super::*;

    const SOON: Duration = Duration::from_millis(50);

    #[tokio::test]
    async fn two_long_files_of_one_person_keep_nobody_elses_waiting() {
        let turns = Turns::new(2);
        let [hoa, thao, dao] = [1, 2, 3].map(|number| Some(PersonId::new(Uuid::from_u128(number))));
        let first = turns.next(hoa, SOON).await.unwrap();
        assert!(turns.next(hoa, SOON).await.is_none(), "her second file waits for her first one");
        let other = turns.next(thao, SOON).await;
        assert!(other.is_some(), "somebody else's file is read meanwhile");
        assert!(turns.next(dao, SOON).await.is_none(), "a third one waits, and is told");
        drop(first);
        assert!(turns.next(dao, SOON).await.is_some());
        drop(other);
        assert!(turns.next(None, SOON).await.is_some(), "the program itself, which looks again");
        assert!(turns.own.lock().unwrap().len() <= 3);
    }
}
