//! What a closure would move, and what taking it back would, before anybody does either: found by the same functions that bring
//! the list up to it.

use std::collections::BTreeSet;

use super::{
    closure::{Closure, ClosurePlan},
    in_force::{in_force, shut},
    moved::{covers, moved_over},
};
use crate::{
    days::{Timestamp, day_of},
    deadlines::DueDayError,
    facts::Facts,
    moved_days::{MovedDays, MovedGroup, headline, is_open},
    obligations::{Obligation, ObligationId},
    regime::Regime,
};

/// What would follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosurePreview {
    /// Of what is still to be handed in: by day, and of each day as lists are ordered.
    pub moved: Vec<MovedGroup>,
    /// "4 cô", "3 cô và 1 thầy": whose work that is; empty where nothing moves.
    pub people: String,
    /// Titles of what was handed in late and is judged kinder.
    pub kinder: Vec<String>,
    /// How many records of these days are handed in or exempt already, and stand as they do.
    pub settled: usize,
    /// Titles of what is owed no longer: a closure does that to no record, but the look tells what will be done.
    pub closed: Vec<String>,
    /// How many records are owed that were not owed so far; as for `closed`.
    pub added: usize,
    /// Of taking back: how many due days stay where the closure has moved them, because the day that was shut has come.
    pub stays: usize,
}

impl ClosurePreview {
    /// How many due days move.
    pub fn count(&self) -> usize {
        self.moved.iter().map(|group| group.moved.len()).sum()
    }

    /// What begins or ceases to be owed, a sentence each.
    pub fn sentences(&self) -> Vec<String> {
        let told = MovedDays { closed: self.closed.clone(), added: self.added, ..MovedDays::default() };
        told.sentences()
    }

    /// What was looked at, to be sent back with the confirmation: another one is shown again first.
    pub fn seen(&self) -> String {
        let group = |one: &MovedGroup| format!(" {}>{}:{}", one.from, one.to, one.moved.len());
        let groups = self.moved.iter().map(group).collect::<Vec<_>>().concat();
        let Self { kinder, settled, closed, added, stays, .. } = self;
        format!("{} {settled} {stays} {} {added}{groups}", kinder.len(), closed.len())
    }

    /// "Dời hạn 24 hồ sơ của 12 cô và 1 thầy".
    pub fn headline(&self) -> String {
        headline(self.count(), &self.people)
    }
}

/// What would follow if `plan` were declared at `now`.
///
/// # Errors
/// As of `reconcile`.
pub fn preview_of_declaring(facts: &Facts, plan: &ClosurePlan, now: Timestamp) -> Result<ClosurePreview, DueDayError> {
    let mut after = in_force(&facts.closures);
    after.push((plan, plan.days));
    effect(facts, &shut(&facts.regime, &after), plan, now)
}

/// What would follow if `closure` were taken back at `now`.
///
/// # Errors
/// As of `reconcile`.
pub fn preview_of_taking_back(facts: &Facts, closure: &Closure, now: Timestamp) -> Result<ClosurePreview, DueDayError> {
    let left = |one: &Closure| if one.id == closure.id { one.days_until(day_of(now)) } else { one.days_in_force() };
    let after: Vec<_> = facts.closures.iter().filter_map(|one| Some((&one.plan, left(one)?))).collect();
    let preview = effect(facts, &shut(&facts.regime, &after), &closure.plan, now)?;
    let moves: BTreeSet<ObligationId> = preview.moved.iter().flat_map(|group| &group.moved).map(|one| one.obligation).collect();
    let stays = |one: &&Obligation| is_open(one) && moved_over(closure, facts, one).is_some() && !moves.contains(&one.id);
    Ok(ClosurePreview { stays: facts.open_obligations().filter(stays).count(), ..preview })
}

fn effect(facts: &Facts, regime: &Regime, plan: &ClosurePlan, now: Timestamp) -> Result<ClosurePreview, DueDayError> {
    let MovedDays { moved, people, kinder, closed, added, .. } = MovedDays::of(facts, regime, now)?;
    let in_days = |one: &Obligation| one.due_day().is_some_and(|day| plan.days.contains(day));
    let is_settled = |one: &&Obligation| !is_open(one) && in_days(one) && covers(plan, one) && !kinder.contains_key(&one.id);
    let settled = facts.open_obligations().filter(is_settled).count();
    Ok(ClosurePreview { moved, people, kinder: kinder.into_values().collect(), settled, closed, added, stays: 0 })
}
