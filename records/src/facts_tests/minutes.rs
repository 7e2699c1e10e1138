//! Orders for a minute, which comes while somebody follows what happens.

use chrono::TimeDelta;
use domain::{
    days::{Timestamp, day_of, local},
    locks::LockForm,
    people::PersonId,
    vietnamese,
};

use super::updating::lock_form;
use crate::{clock::ManualClock, error::Error, facts::FactStore, locks, work::Work};

/// Gives an order over a minute that is to come, and lets a day go by.
pub(super) async fn orders_for_a_minute(work: &mut Work, by: PersonId, clock: &ManualClock) -> Result<(), Error> {
    let (from, until) = (work.now + TimeDelta::minutes(1), work.now + TimeDelta::minutes(2));
    let day = |at: Timestamp| vietnamese::date(day_of(at));
    let hour = |at: Timestamp| vietnamese::hour(local(at).time());
    let (from_day, from_hour, until_day, until_hour) = (day(from), hour(from), day(until), hour(until));
    let form = LockForm { from_day, from_hour, until_day, until_hour, ..lock_form("lock", "at") };
    let store = FactStore::default();
    let plan = form.parse(&store.facts(work).await?.regime, work.now).unwrap();
    let seen = locks::outlook(work, &store, by, &plan).await?.seen().to_owned();
    locks::order(work, &store, &form, &seen).await?.unwrap();
    clock.advance(TimeDelta::days(1));
    Ok(())
}
