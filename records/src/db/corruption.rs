//! Whether the database was found damaged: known to whoever opens it and to every transaction.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Raised once the database is found damaged, and never lowered while the program runs.
#[derive(Clone, Debug, Default)]
pub(crate) struct CorruptionFlag(Arc<AtomicBool>);

impl CorruptionFlag {
    pub(crate) fn raise(&self) {
        if !self.0.swap(true, Ordering::SeqCst) {
            tracing::error!("the database file is damaged: no more writing until it is restored from a backup");
        }
    }

    pub(crate) fn is_raised(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
