//! What a closure would move, and what taking it back would, before anybody does either: found by the same functions that bring
//! the list up to it.

use std::collections::BTreeSet;

use super::{
    closure::{Closure, ClosurePlan},
    in_force::{InForce, in_force, shut},
    moved::{covers, moved_over},
};
use crate::{
    days::{Timestamp, day_of},
    deadlines::DueDayError,
    facts::Facts,
    moved_days::{MovedDays, is_open},
    obligations::{Obligation, ObligationId},
    regime::Regime,
};

/// What would follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosurePreview {
    /// The days that move, and all that follows beside them.
    pub moved: MovedDays,
    /// How many records of these days are handed in or exempt already, and stand as they do.
    pub settled: usize,
    /// Of taking back: how many due days stay where the closure has moved them, because the day that was shut has come.
    pub stays: usize,
}

/// What would follow if `plan` were declared at `now`.
///
/// # Errors
/// As of `reconcile`.
pub fn preview_of_declaring(facts: &Facts, plan: &ClosurePlan, now: Timestamp) -> Result<ClosurePreview, DueDayError> {
    let mut after = in_force(&facts.closures);
    after.push(InForce::whole(plan));
    effect(facts, &shut(&facts.regime, &after), plan, now)
}

/// What would follow if `closure` were taken back at `now`.
///
/// # Errors
/// As of `reconcile`.
pub fn preview_of_taking_back(facts: &Facts, closure: &Closure, now: Timestamp) -> Result<ClosurePreview, DueDayError> {
    let closures = facts.closures.iter();
    let after = closures.map(|one| if one.id == closure.id { InForce::taken_back(one, day_of(now)) } else { InForce::of(one) });
    let after: Vec<_> = after.collect();
    let preview = effect(facts, &shut(&facts.regime, &after), &closure.plan, now)?;
    let moves: BTreeSet<ObligationId> =
        preview.moved.moved.iter().flat_map(|group| &group.moved).map(|one| one.obligation).collect();
    let stays = |one: &&Obligation| is_open(one) && moved_over(closure, facts, one).is_some() && !moves.contains(&one.id);
    Ok(ClosurePreview { stays: facts.open_obligations().filter(stays).count(), ..preview })
}

fn effect(facts: &Facts, regime: &Regime, plan: &ClosurePlan, now: Timestamp) -> Result<ClosurePreview, DueDayError> {
    let moved = MovedDays::of(facts, regime, now)?;
    let in_days = |one: &Obligation| one.due_day().is_some_and(|day| plan.days.contains(day));
    let is_settled = |one: &&Obligation| !is_open(one) && in_days(one) && covers(plan, one) && !moved.kinder.contains_key(&one.id);
    let settled = facts.open_obligations().filter(is_settled).count();
    Ok(ClosurePreview { moved, settled, stays: 0 })
}
