//! Where backups go, whether one is being made, and who wants one at once: between the page and whoever makes them.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use backups::Address;
use domain::{backups::PlaceLook, days::Timestamp, people::PersonId};
use tokio::sync::Notify;

/// What is asked for, and what is under way.
#[derive(Debug, Default)]
pub struct BackupRequests {
    place: Option<Address>,
    under_way: Mutex<Option<Timestamp>>,
    asked: Mutex<Option<PersonId>>,
    wake: Notify,
    looked: Mutex<Option<PlaceLook>>,
    /// How often the place was looked at.
    looks: AtomicU64,
    looking: Arc<AtomicBool>,
}

/// A look that is under way until this is dropped, by whoever waits for the disk.
#[derive(Debug)]
pub struct Looking(Arc<AtomicBool>);

impl Drop for Looking {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

impl BackupRequests {
    /// Over this place, as it was named at the start of the program.
    pub fn over(place: Option<Address>) -> Self {
        Self { place, ..Self::default() }
    }

    /// The place, where one was named.
    pub fn place(&self) -> Option<&Address> {
        self.place.as_ref()
    }

    /// When the backup began, or was asked for, that is being made now.
    pub fn under_way(&self) -> Option<Timestamp> {
        *held(&self.under_way)
    }

    /// Somebody wants one made at once; it is under way from now on.
    pub fn ask(&self, by: PersonId, now: Timestamp) {
        self.begin(now);
        *held(&self.asked) = Some(by);
        self.wake.notify_one();
    }

    /// How the place stood when it was looked at last.
    pub fn looked(&self) -> Option<PlaceLook> {
        held(&self.looked).clone()
    }

    /// What a look has found.
    pub fn note_look(&self, found: PlaceLook) {
        *held(&self.looked) = Some(found);
    }

    /// Begins a look, where none is under way any more: a disk that answers nothing must not take one thread after the other.
    pub fn begin_look(&self) -> Option<Looking> {
        let is_free = self.looking.compare_exchange(false, true, Ordering::AcqRel, Ordering::Acquire).is_ok();
        is_free.then(|| Looking(Arc::clone(&self.looking)))
    }

    /// Counts on with each look.
    pub fn turn(&self) -> u64 {
        self.looks.fetch_add(1, Ordering::Relaxed)
    }

    /// Resolves when somebody asks.
    pub async fn asked_for(&self) {
        self.wake.notified().await;
    }

    /// Who has asked and is not answered yet.
    pub fn take(&self) -> Option<PersonId> {
        held(&self.asked).take()
    }

    /// One is being made.
    pub fn begin(&self, now: Timestamp) {
        held(&self.under_way).get_or_insert(now);
    }

    /// None is being made any more; whoever asked meanwhile is answered by the next one.
    pub fn end(&self) {
        if held(&self.asked).is_none() {
            *held(&self.under_way) = None;
        }
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_look_begins_once_the_first_one_has_come_back() {
        let requests = BackupRequests::default();
        let first = requests.begin_look();
        assert!(first.is_some() && requests.begin_look().is_none());
        drop(first);
        assert!(requests.begin_look().is_some());
    }
}
