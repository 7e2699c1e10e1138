//! Orders for a minute, which comes while somebody follows what happens.

use chrono::{Days, TimeDelta};
use domain::{
    days::{Timestamp, day_of, local},
    doubtful_times::{Cause, Doubt},
    inspection::{InspectedFile, Inspection},
    locks::LockForm,
    people::PersonId,
    vietnamese,
};

use super::updating::lock_form;
use crate::{clock::ManualClock, doubtful_times, error::Error, facts::FactStore, locks, testing::school::paper, work::Work};

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

/// The machine's clock has leapt by ten days.
pub(super) async fn doubts_the_clock(work: &mut Work) -> Result<(), Error> {
    let doubt = Doubt { cause: Cause::Jumped, began_at: work.now, wall: work.now + Days::new(10), certain: work.now };
    doubtful_times::begin(work, &doubt, TimeDelta::days(10)).await
}

/// Lays a scan beside the order that was given last.
pub(super) async fn attaches_a_scan(work: &mut Work) -> Result<(), Error> {
    let store = FactStore::default();
    let order = store.facts(work).await?.locks.orders.last().unwrap().id;
    let file = InspectedFile { file: paper("quyết định.pdf", 60), inspection: Inspection::Clean };
    locks::attach_scans(work, &store, order, &[file]).await
}
