//! What follows every change of a setting: in the first set-up the next step, in an open school what is owed.

use domain::{
    permissions::{Allowed, ChangeSchool},
    setup::{Phase, Step},
};

use crate::{error::Error, facts, obligations, school_years, schools, work::Work};

/// Opens the step `next`, or brings what is owed up to the change, for a reason that people read.
pub(crate) async fn after(
    work: &mut Work,
    allowed: &Allowed<ChangeSchool>,
    phase: Phase,
    next: Step,
    reason: &str,
) -> Result<(), Error> {
    match phase {
        Phase::SettingUp => schools::reach_step(work, allowed, next.number()).await,
        Phase::Open => bring_up_to_date(work, reason).await,
    }
}

/// Makes what is owed say what was just changed, for a reason that people read: in the year that is shown, and in the
/// next one where it has been entered.
pub(crate) async fn bring_up_to_date(work: &mut Work, reason: &str) -> Result<(), Error> {
    let current = school_years::current(work).await?.ok_or(Error::NotFound)?;
    for year in std::iter::once(current).chain(school_years::next(work).await?) {
        let (id, revision) = (year.id, work.revision().await?);
        let facts = facts::load_year(work, year, revision).await?;
        obligations::bring_up_to_date(work, id, &facts, reason).await?;
    }
    Ok(())
}
