//! "Việc theo giờ": what happens by itself at a minute that somebody ordered; which of it has come, in which order, and what of it
//! is noted.
//!
//! Nothing happens because it is noted: whether an order is in force, and who acts for whom, says the pure function at every
//! instant. What is noted is for people, and for whatever has to be done once.

mod told;

use std::collections::HashSet;

use chrono::{NaiveTime, TimeDelta, Timelike};

pub use told::{About, OccasionLine, ScheduleTold, of_order, schedule_told};

use crate::{
    calendar::SchoolCalendar,
    days::{Timestamp, at, day_of, local},
    facts::Facts,
    ids::{LockOrderId, UpdateId},
    locks::{LockOrder, Start},
    notices::{BEGINS, ENDS},
    people::Appointment,
    staff::AppointmentId,
    updates::Update,
};

/// What happens by itself. Of what is ordered for one minute the ends come first: what is over has ended before something else begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    /// Somebody acts in another one's place no longer.
    DelegationEnds(AppointmentId),
    /// What an update after a lock has opened is shut again: its hours are over.
    UpdateEnds(UpdateId),
    /// An order has reached the minute until which it says what becomes of its records.
    LockEnds(LockOrderId),
    /// An order has reached the minute from which on it does.
    LockTakesEffect(LockOrderId),
    /// What each person has to do on a working day is counted and told.
    Digest,
}

/// One of them, at its minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ordered {
    pub at: Timestamp,
    pub what: Occasion,
}

/// One of them, noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub ordered: Ordered,
    /// When it was noted: the minute itself, or later where no server ran.
    pub ran_at: Timestamp,
}

/// All that happens by itself at a school, in the order in which it happens; `lent` are the places that were ever lent.
pub fn all_occasions(facts: &Facts, lent: &[(AppointmentId, Appointment)], now: Timestamp) -> Vec<Ordered> {
    let mut all = occasions(&facts.locks.orders, &facts.updates.all, lent, now);
    all.extend(digests(facts.calendar(), now));
    all.sort_unstable();
    all
}

/// What was ordered and happens by itself, what has come and what is to come, in the order in which it happens: what was
/// overtaken by somebody's deed is none of it.
pub fn occasions(orders: &[LockOrder], updates: &[Update], lent: &[(AppointmentId, Appointment)], now: Timestamp) -> Vec<Ordered> {
    let of_orders = orders.iter().flat_map(|one| of_lock(one, now));
    let of_updates = updates.iter().filter_map(|one| of_update(one, now));
    let mut all: Vec<Ordered> =
        of_orders.chain(of_updates).chain(lent.iter().filter_map(|(id, one)| of_delegation(*id, one))).collect();
    all.sort_unstable();
    all
}

/// What has come by `now` and is not noted, in its order.
pub fn due(all: &[Ordered], noted: &[Run], now: Timestamp) -> Vec<Ordered> {
    let noted: HashSet<Ordered> = noted.iter().map(|run| run.ordered).collect();
    all.iter().filter(|one| one.at <= now && !noted.contains(one)).copied().collect()
}

/// The next minute at which something happens.
pub fn next_minute(all: &[Ordered], now: Timestamp) -> Option<Timestamp> {
    all.iter().map(|one| one.at).find(|at| now < *at)
}

/// The digest of today, and that of the next working day, within the year. Nobody is told in the evening what was to do in the
/// morning: one that no server counted before the school day ended is left out for good.
fn digests(calendar: &SchoolCalendar, now: Timestamp) -> impl Iterator<Item = Ordered> + use<> {
    let (today, year) = (day_of(now), calendar.year());
    let is_told_today = calendar.is_open(today) && local(now).hour() < ENDS;
    let today_and_next = [Some(today).filter(|_| is_told_today), calendar.next_open_day(today)];
    let days = today_and_next.into_iter().flatten().filter(move |day| year.contains(*day));
    let seven = NaiveTime::MIN + TimeDelta::hours(i64::from(BEGINS));
    days.map(move |day| Ordered { at: at(day, seven), what: Occasion::Digest })
}

/// What one order does by itself. What somebody does with it (decides, carries out, takes back) is noted as that deed.
fn of_lock(order: &LockOrder, now: Timestamp) -> impl Iterator<Item = Ordered> + use<> {
    // A step that is kept has happened by now (`LockOrder::is_in_force`).
    let revoked = order.revoked().map(|act| act.at.min(now));
    let is_alive_at = move |minute: Timestamp| revoked.is_none_or(|revoked| minute < revoked);
    let begins = order.in_force_from();
    let takes_effect = match order.plan.start {
        Start::At(_) => begins,
        Start::WhenDecided | Start::WhenExecuted => None,
    };
    let ends = order.plan.until.filter(|until| begins.is_some_and(|from| from < *until));
    let id = order.id;
    let takes_effect = takes_effect.map(|at| Ordered { at, what: Occasion::LockTakesEffect(id) });
    let ends = ends.map(|at| Ordered { at, what: Occasion::LockEnds(id) });
    takes_effect.into_iter().chain(ends).filter(move |one| is_alive_at(one.at))
}

/// The end of the hours for which an update opened its records, unless somebody ended it before.
fn of_update(update: &Update, now: Timestamp) -> Option<Ordered> {
    Some(Ordered { at: update.ends_by_itself_at(now)?, what: Occasion::UpdateEnds(update.id) })
}

/// The first instant after the last day, where nobody has ended it on that day or after.
fn of_delegation(id: AppointmentId, lent: &Appointment) -> Option<Ordered> {
    lent.acting.as_ref()?;
    let last = lent.until.filter(|last| lent.from <= *last)?;
    let minute = at(last.succ_opt()?, NaiveTime::MIN);
    let is_by_itself = lent.end_known_since.is_none_or(|known| known < minute);
    is_by_itself.then_some(Ordered { at: minute, what: Occasion::DelegationEnds(id) })
}

#[cfg(test)]
mod tests;
