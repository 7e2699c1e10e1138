//! Versions of the rules, and the numbers of their decisions, while somebody follows what happens.

use chrono::{Days, NaiveTime};
use domain::{
    corrections::{CorrectionForm, Numbered},
    deadlines::Hours,
    record_types::RuleVersion,
};

use crate::{corrections, error::Error, facts::FactStore, new_id, record_types, testing::allowed, work::Work};

/// A second version, long after this year.
pub(super) async fn adds(work: &mut Work) -> Result<(), Error> {
    let first = record_types::rules(work).await?.remove(0);
    let second = RuleVersion { id: new_id(), number: 2, effective_from: first.effective_from + Days::new(900), ..first };
    record_types::add_rules(work, &allowed(), &second, &Default::default(), "25/QĐ").await
}

pub(super) async fn sets_hours(work: &mut Work) -> Result<(), Error> {
    let second = record_types::rules(work).await?.remove(1);
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
    let hours = Hours { shown: noon, counted_until: noon };
    record_types::change_hours(work, &allowed(), &RuleVersion { hours, ..second }).await
}

/// The number of the second version stands as it should be.
pub(super) async fn corrects(work: &mut Work) -> Result<(), Error> {
    let of = Numbered::Rules(record_types::rules(work).await?.remove(1).id);
    let form = CorrectionForm { decision: "26/QĐ".to_owned() };
    corrections::correct(work, &FactStore::default(), of, &form).await?.unwrap();
    Ok(())
}
