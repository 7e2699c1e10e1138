//! A decision about the clock that was wrong: the question is asked anew.

use chrono::TimeDelta;

use super::{Cause, Doubt, DoubtfulTime, ahead_of};
use crate::{
    days::{Timestamp, day_of},
    people::Organisation,
    permissions::{Actor, Allowed, DecideClock, decide_clock},
    refusal::{ClockRefusal, Refusal},
};

/// How long after a decision the question can be asked anew, also where the machine's clock says nothing against it: whoever
/// decided on a Monday is corrected by whoever comes back the Monday after.
pub const REOPENED_WITHIN: TimeDelta = TimeDelta::days(7);

/// May `actor` ask anew at `now`, when the machine's clock shows `machine`, what was decided last? What the leadership
/// decided only the leadership takes up again.
///
/// # Errors
/// `ClockRefusal::NotYours`, `ClockRefusal::AskedAlready`, `ClockRefusal::DecidedByLeadership` or
/// `ClockRefusal::DecisionStands`.
pub fn decide_reopen(
    actor: &Actor,
    organisation: &Organisation,
    last: &DoubtfulTime,
    now: Timestamp,
    machine: Timestamp,
) -> Result<Allowed<DecideClock>, Refusal> {
    let allowed = decide_clock(actor, organisation)?;
    let Some(decision) = last.decision else { return Err(ClockRefusal::AskedAlready.into()) };
    if Actor::of(organisation, decision.by, day_of(decision.at)).is_leadership() && !actor.is_leadership() {
        return Err(ClockRefusal::DecidedByLeadership.into());
    }
    if !ahead_of(now, machine).is_zero() || now < decision.at + REOPENED_WITHIN {
        Ok(allowed)
    } else {
        Err(ClockRefusal::DecisionStands { at: decision.at }.into())
    }
}

impl DoubtfulTime {
    /// The doubt that begins at `now` where what was decided about this one is doubted. Since its last certain instant as
    /// much time has gone by as the clocks went on, whatever they showed; that much is certain again.
    pub fn reopened(&self, now: Timestamp, machine: Timestamp) -> Doubt {
        let offset = self.ending.map_or(TimeDelta::zero(), |ending| ending.offset);
        let went_by = (now - offset - self.doubt.began_at).max(TimeDelta::zero());
        let certain = (self.doubt.certain + went_by).min(now);
        Doubt { cause: Cause::Reopened, began_at: now, wall: machine, certain }
    }
}
