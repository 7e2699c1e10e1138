//! What the system knows of times in which people may have become late without a fault of theirs, and of what they tried.

use domain::{
    doubtful_times::DoubtfulTime,
    lateness::{FailedTry, Known},
    obligations::ObligationId,
    outages::{Outage, outages},
    registers::Incident,
};
use records::{Work, doubtful_times, failed_tries, registers, server_runs};

use crate::{error::AppError, extract::Visit};

/// What the system knows of the time in which records became late, read once for all of them.
pub(super) struct KnownTimes {
    outages: Vec<Outage>,
    doubtful_times: Vec<DoubtfulTime>,
    tries: Vec<FailedTry>,
    incidents: Vec<Incident>,
}

impl KnownTimes {
    /// What is known of `records`, and of the times in which they may have become late.
    pub(super) async fn read(visit: &Visit, records: Vec<ObligationId>) -> Result<Self, AppError> {
        let since = visit.facts.calendar().first_day();
        let read = async move |work: &mut Work| {
            let tries = failed_tries::of_records(work, &records).await?;
            let incidents = registers::incidents(work, since).await?;
            Ok((server_runs::runs(work).await?, doubtful_times::all(work).await?, tries, incidents))
        };
        let (runs, doubtful_times, tries, incidents) = visit.read(read).await?;
        Ok(Self { outages: outages(&runs, visit.now), doubtful_times, tries, incidents })
    }

    pub(super) fn known(&self) -> Known<'_> {
        Known { outages: &self.outages, doubtful_times: &self.doubtful_times, tries: &self.tries, incidents: &self.incidents }
    }
}
