//! How far each school was told that its events are kept.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use domain::people::SchoolId;

/// The newest event of each school whose commit this process has told somebody of; clones share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Acknowledged(Arc<Mutex<HashMap<SchoolId, i64>>>);

impl Acknowledged {
    pub(super) fn note(&self, school: SchoolId, seq: i64) {
        let mut newest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = newest.entry(school).or_default();
        *known = seq.max(*known);
    }

    /// Nobody was told of anything yet; the tables may not even be there.
    pub(super) fn is_empty(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// Whether all of it is within these revisions.
    pub(super) fn are_in(&self, revisions: &HashMap<SchoolId, i64>) -> bool {
        let newest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        newest.iter().all(|(school, seq)| {
            let found = revisions.get(school).copied();
            let kept = found >= Some(*seq);
            if !kept {
                tracing::error!(%school, seq, found, "an event that was acknowledged is not in the database file");
            }
            kept
        })
    }
}
