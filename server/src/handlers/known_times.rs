//! What the system knows of times in which people may have become late without a fault of theirs, and of what they tried.

use domain::{lateness::Known, obligations::ObligationId};
use records::{Work, registers::known_times};

use crate::{error::AppError, extract::Visit};

/// What the system knows of the time in which records became late, read once for all of them.
pub(super) struct KnownTimes(known_times::KnownTimes);

impl KnownTimes {
    /// What is known of `records`, and of the times in which they may have become late.
    pub(super) async fn read(visit: &Visit, records: Vec<ObligationId>) -> Result<Self, AppError> {
        let since = visit.facts.calendar().first_day();
        let read = async move |work: &mut Work| known_times::read(work, since, &records).await;
        Ok(Self(visit.read(read).await?))
    }

    pub(super) fn known(&self) -> Known<'_> {
        self.0.known()
    }
}
