//! Whether anything about a record can still be written: every way in asks here, so that whatever shuts a record shuts
//! them all.

use super::Obligation;
use crate::refusal::{ArchiveRefusal, Refusal, Shut};

impl Obligation {
    /// May files be handed in for this record, or anything be decided over it, while `shut` says what shuts it
    /// (`Facts::shut`)? Reading is never asked here. Who may is another question, of `permissions::decide`.
    ///
    /// # Errors
    /// `Refusal::ObligationClosed` for what is owed no longer: since when and why. `ArchiveRefusal::Archived` for what lies in the
    /// archive, whatever opens it beside. `LockRefusal::Shut` for what an order shuts: which order, since when and whose.
    pub fn check_writable(&self, shut: Option<Shut>) -> Result<(), Refusal> {
        match (&self.closing, self.archived, shut) {
            (Some(closing), ..) => Err(Refusal::ObligationClosed { at: closing.at, reason: closing.reason.clone() }),
            (None, Some(archived), _) => Err(ArchiveRefusal::Archived { package: archived.package, at: archived.at }.into()),
            (None, None, Some(shut)) => Err(shut.into()),
            (None, None, None) => Ok(()),
        }
    }
}
