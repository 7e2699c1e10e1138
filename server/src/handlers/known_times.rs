//! What the system knows of times in which people may have become late without a fault of theirs.

use domain::{
    doubtful_times::DoubtfulTime,
    lateness::Known,
    outages::{Outage, outages},
};
use records::{Work, doubtful_times, server_runs};

use crate::{error::AppError, extract::Visit};

/// What the system knows of the time in which records became late, read once for all of them.
pub(super) struct KnownTimes {
    outages: Vec<Outage>,
    doubtful_times: Vec<DoubtfulTime>,
}

impl KnownTimes {
    pub(super) async fn read(visit: &Visit) -> Result<Self, AppError> {
        let read = async |work: &mut Work| Ok((server_runs::runs(work).await?, doubtful_times::all(work).await?));
        let (runs, doubtful_times) = visit.read(read).await?;
        Ok(Self { outages: outages(&runs, visit.now), doubtful_times })
    }

    pub(super) fn known(&self) -> Known<'_> {
        Known { outages: &self.outages, doubtful_times: &self.doubtful_times }
    }
}
