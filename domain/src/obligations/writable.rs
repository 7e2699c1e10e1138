//! Whether anything about a record can still be written: every way in asks here, so that whatever shuts a record shuts
//! them all.

use super::Obligation;
use crate::refusal::{Refusal, Shut};

impl Obligation {
    /// May files be handed in for this record, or anything be decided over it, while `shut` says what shuts it
    /// (`Facts::shut`)? Reading is never asked here. Who may is another question, of `permissions::decide`.
    ///
    /// # Errors
    /// `Refusal::ObligationClosed` for what is owed no longer: since when and why. `LockRefusal::Shut` for what an order shuts:
    /// which order, since when and whose.
    pub fn check_writable(&self, shut: Option<Shut>) -> Result<(), Refusal> {
        match (&self.closing, shut) {
            (Some(closing), _) => Err(Refusal::ObligationClosed { at: closing.at, reason: closing.reason.clone() }),
            (None, Some(shut)) => Err(shut.into()),
            (None, None) => Ok(()),
        }
    }
}
