//! What is being made and what can be taken: in memory alone, between the page and whoever makes it.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use domain::{
    days::Timestamp,
    people::{PersonId, SchoolId},
};

use crate::files::prepared::Prepared;

/// How many files were looked at, for whoever waits.
#[derive(Debug, Default)]
pub struct Progress {
    pub(super) files: AtomicU64,
    pub(super) bytes: AtomicU64,
}

impl Progress {
    /// Files, and their bytes.
    pub fn so_far(&self) -> (u64, u64) {
        (self.files.load(Ordering::Relaxed), self.bytes.load(Ordering::Relaxed))
    }
}

/// One that was made and can be taken.
#[derive(Debug)]
pub struct Offer {
    pub number: u32,
    /// Nobody else takes it.
    pub by: PersonId,
    pub until: Timestamp,
    /// What the file is called.
    pub name: String,
    pub prepared: Prepared,
}

/// How an export of a school stands.
#[derive(Clone, Debug)]
pub enum Standing {
    UnderWay {
        since: Timestamp,
        progress: Arc<Progress>,
    },
    Offered(Arc<Offer>),
    /// Why there is none, in words.
    Failed {
        at: Timestamp,
        words: String,
    },
}

/// Those of all schools; nothing of it outlives the program.
#[derive(Debug, Default)]
pub struct SchoolExports(Mutex<HashMap<SchoolId, Standing>>);

impl SchoolExports {
    /// How the one of this school stands at `now`.
    pub fn standing(&self, school: SchoolId, now: Timestamp) -> Option<Standing> {
        let mut all = self.all();
        if matches!(all.get(&school), Some(Standing::Offered(offer)) if offer.until <= now) {
            all.remove(&school);
        }
        all.get(&school).cloned()
    }

    /// Takes the place of whatever was there; `Err` with since when one is being made.
    pub(super) fn begin(&self, school: SchoolId, since: Timestamp) -> Result<Arc<Progress>, Timestamp> {
        let mut all = self.all();
        if let Some(Standing::UnderWay { since, .. }) = all.get(&school) {
            return Err(*since);
        }
        let progress = Arc::new(Progress::default());
        all.insert(school, Standing::UnderWay { since, progress: progress.clone() });
        Ok(progress)
    }

    pub(super) fn set(&self, school: SchoolId, standing: Standing) {
        self.all().insert(school, standing);
    }

    /// The offer of this number is over, where it stands still.
    pub(super) fn end(&self, school: SchoolId, number: u32) {
        let mut all = self.all();
        if matches!(all.get(&school), Some(Standing::Offered(offer)) if offer.number == number) {
            all.remove(&school);
        }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<SchoolId, Standing>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
