//! What the system knows of times in which people may have become late without a fault of theirs, and of what they tried.

use chrono::NaiveDate;
use domain::{
    doubtful_times::DoubtfulTime,
    lateness::{FailedTry, Known},
    obligations::ObligationId,
    outages::{Outage, outages},
    registers::Incident,
};

use crate::{doubtful_times, error::Error, failed_tries, server_runs, work::Work};

/// What is known of the time in which records became late, read once for all of them.
#[derive(Debug, Default)]
pub struct KnownTimes {
    outages: Vec<Outage>,
    doubtful_times: Vec<DoubtfulTime>,
    tries: Vec<FailedTry>,
    incidents: Vec<Incident>,
}

impl KnownTimes {
    /// Borrowed, as the rules take it.
    pub fn known(&self) -> Known<'_> {
        Known { outages: &self.outages, doubtful_times: &self.doubtful_times, tries: &self.tries, incidents: &self.incidents }
    }
}

/// What is known of `records` of a school year that began with `since`, and of the times in which they may have become late.
///
/// # Errors
/// Those of reading.
pub async fn read(work: &mut Work, since: NaiveDate, records: &[ObligationId]) -> Result<KnownTimes, Error> {
    let tries = failed_tries::of_records(work, records).await?;
    let incidents = super::incidents(work, since).await?;
    let outages = outages(&server_runs::runs(work).await?, work.now);
    Ok(KnownTimes { outages, doubtful_times: doubtful_times::all(work).await?, tries, incidents })
}
