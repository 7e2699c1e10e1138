//! Whether anything about a record can still be written: every way in asks here, so that whatever shuts a record shuts
//! them all.

use super::Obligation;
use crate::refusal::Refusal;

impl Obligation {
    /// May files be handed in for this record, or anything be decided over it? Reading is never asked here. Who may is
    /// another question, of `permissions::decide`.
    ///
    /// # Errors
    /// `Refusal::ObligationClosed` for what is owed no longer: since when and why.
    pub fn check_writable(&self) -> Result<(), Refusal> {
        match &self.closing {
            Some(closing) => Err(Refusal::ObligationClosed { at: closing.at, reason: closing.reason.clone() }),
            None => Ok(()),
        }
    }
}
